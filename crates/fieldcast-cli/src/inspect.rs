//! `fieldcast inspect`: what was found in the pages of an SDK, for people or as JSON.

use crate::args::InspectArgs;
use crate::terminal::{plural, print, print_json, report, say, tally};
use crate::{progress, read};
use fieldcast::inspect::{Fact, Reason, Report, Reports};
use fieldcast::merge::Together;
use fieldcast::shown::part;
use std::fmt::Write as _;

/// Whether it went well: an inspection of pages with errors still reports, and still fails.
pub fn run(args: &InspectArgs) -> bool {
    let Some(read::Target { folders, mut options, .. }) = read::target(&args.read.docs, &args.read.how) else {
        return false;
    };
    options.operations = true;
    let line = progress::show(&options.progress);
    let outcome = fieldcast::pipeline::inspect(&folders, &options);
    drop(line);
    if outcome.sdks.is_empty() {
        report(&outcome.diagnostics, args.read.how.verbose);
        say(&format!("nothing to inspect: {}", tally(&outcome.diagnostics)));
        return false;
    }
    let found = fieldcast::inspect::reports(&outcome.sdks, &outcome.joined.evidence, &outcome.diagnostics);
    let printed = if args.json {
        let json = match found.sdks.as_slice() {
            [report] => serde_json::to_string_pretty(report),
            _ => serde_json::to_string_pretty(&found),
        };
        match json {
            Ok(text) => print_json(&(text + "\n")),
            Err(error) => {
                say(&format!("error: {error}"));
                return false;
            }
        }
    } else {
        let Reports { sdks, together } = &found;
        let parts = sdks.iter().map(render).chain(together.as_ref().map(render_together));
        print(&parts.collect::<Vec<_>>().join("\n"))
    };
    if args.read.how.verbose {
        return report(&outcome.diagnostics, true) && printed;
    }
    printed && outcome.is_fine()
}

/// What several SDKs come to together, as text.
fn render_together(together: &Together) -> String {
    let mut text = String::new();
    let joined = together.joined;
    let _ = writeln!(
        text,
        "Together: {} with {}; in all SDKs {} with {}",
        plural(joined.models, "model"),
        plural(joined.fields, "field"),
        plural(together.in_all.models, "model"),
        plural(together.in_all.fields, "field"),
    );
    if together.left_out.models + together.left_out.fields > 0 {
        let left = together.left_out;
        let _ = writeln!(
            text,
            "left out as not of the revision asked for: {}, {}",
            plural(left.models, "model"),
            plural(left.fields, "field")
        );
    }
    text.push_str("   models  alone   fields  alone\n");
    for sdk in &together.sdks {
        let (has, alone) = (sdk.has, sdk.alone);
        let _ = writeln!(
            text,
            "  {:>7} {:>6}  {:>7} {:>6}  {}",
            has.models,
            alone.models,
            has.fields,
            alone.fields,
            part(&sdk.label)
        );
    }
    text.push_str("\nWhat each SDK adds (shows it as it holds; alone does; shows less; was overruled)\n");
    for fact in &together.facts {
        let _ = writeln!(
            text,
            "  {}: known {}, unknown {}, contradicted {}",
            fact.fact, fact.known, fact.unknown, fact.contradicted
        );
        for (sdk, share) in &fact.by {
            let _ = writeln!(
                text,
                "  {:>9} {:>6} {:>6} {:>6}  {}",
                share.shows,
                share.alone,
                share.less,
                share.overruled,
                part(sdk)
            );
        }
    }
    text
}

/// The report as text.
fn render(report: &Report) -> String {
    let mut text = String::new();
    let Report { languages, pages, .. } = report;
    let root = part(&report.root);
    let below = format!("{root}/");
    let language = languages.join(" and ");
    let _ = writeln!(text, "{root}: {} of {language}, {}", plural(*pages, "page"), bytes(report.bytes));
    if report.passed_over > 0 {
        let _ = writeln!(text, "{} beside them are no pages of models", plural(report.passed_over, "file"));
    }
    became(report, &mut text);
    fields(report, &mut text);
    facts(&report.facts, &mut text);
    wire_names(report, &mut text);
    operations(report, &mut text);
    reasons("Not read or not resolved", &report.problems, &mut text);
    if !report.notes.is_empty() {
        reasons("Left out within pages, on purpose", &report.notes, &mut text);
    }
    // The first line says where the pages are.
    relative(&text, &below)
}

/// A text whose paths begin below a folder: what else ends in the folder's name stays as it is.
fn relative(text: &str, below: &str) -> String {
    let is_within = |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_');
    let mut relative = String::with_capacity(text.len());
    let mut end = 0;
    for (at, _) in text.match_indices(below) {
        let (before, between) = (text.get(..at).unwrap_or_default(), text.get(end..at).unwrap_or_default());
        if !before.ends_with(is_within) {
            relative.push_str(between);
            end = at + below.len();
        }
    }
    relative + text.get(end..).unwrap_or_default()
}

fn operations(report: &Report, text: &mut String) {
    let Some(found) = report.operations else { return };
    text.push_str("\nOperations\n");
    let _ = writeln!(
        text,
        "  {:>7}  with method and path, {} with a body, {} deprecated",
        found.total, found.with_body, found.deprecated
    );
    if found.unplaced > 0 {
        let _ = writeln!(text, "  {:>7}  of which no page names method and path", found.unplaced);
    }
    let _ = writeln!(
        text,
        "  {:>7}  parameters, {} in query or header, no page tells which",
        found.parameters, found.unknown_in
    );
    let _ = writeln!(text, "  {:>7}  answers that tell of a fault", found.errors);
    let _ = writeln!(
        text,
        "  unknown: the status of {} where all goes well, the content type of {}",
        plural(found.unknown_status, "operation"),
        plural(found.unknown_content, "body").replace("bodys", "bodies")
    );
}

fn became(report: &Report, text: &mut String) {
    text.push_str("\nWhat the pages became\n");
    for (kind, count) in report.models.iter().filter(|(_, count)| **count > 0) {
        let _ = writeln!(text, "  {count:>7}  {kind}");
    }
    for reason in &report.left_out {
        let first = reason.first.first().map_or("", String::as_str);
        let first = part(first);
        let _ = writeln!(text, "  {:>7}  left out: {}, such as {first}", reason.count, reason.code);
    }
    if report.unexplained > 0 {
        let _ = writeln!(text, "  {:>7}  lost without a reason: please report this", report.unexplained);
    }
    let folders: Vec<String> = report
        .namespaces
        .iter()
        .map(|(name, count)| format!("{} {count}", part(if name.is_empty() { "(main)" } else { name })))
        .collect();
    if folders.len() > 1 {
        let _ = writeln!(text, "  models by folder: {}", folders.join(", "));
    }
}

fn fields(report: &Report, text: &mut String) {
    let fields = &report.fields;
    let _ = writeln!(text, "\nFields");
    for (count, what) in [
        (fields.total, "in all"),
        (fields.required, "required"),
        (fields.described, "described"),
        (fields.with_example, "with an example"),
        (fields.deprecated, "deprecated"),
    ] {
        let _ = writeln!(text, "  {count:>7}  {what}");
    }
}

fn facts(facts: &[Fact], text: &mut String) {
    let shown: Vec<&Fact> = facts.iter().filter(|fact| fact.known + fact.unknown > 0).collect();
    if shown.is_empty() {
        return;
    }
    text.push_str("\nWhat the pages tell\n    known  unknown\n");
    for fact in shown {
        let _ = write!(text, "  {:>7}  {:>7}  {}", fact.known, fact.unknown, fact.fact);
        if fact.unknown > 0 {
            let _ = write!(text, "; where unknown, {}", fact.then);
        }
        text.push('\n');
    }
}

fn wire_names(report: &Report, text: &mut String) {
    let names = &report.wire_names;
    let _ = writeln!(text, "\nNames on the wire\n  {} ({})", names.convention, names.confidence);
    let counts: Vec<String> = names.counts.iter().map(|(convention, count)| format!("{count} {convention}")).collect();
    let counts = if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
    let _ = writeln!(text, "  identifiers of the API that the pages quote: {counts}");
    for evidence in &names.evidence {
        let _ = writeln!(text, "    {}", part(evidence));
    }
    let sure: Vec<String> = names.fields.iter().map(|(sure, count)| format!("{count} {sure}")).collect();
    if !sure.is_empty() {
        let renamed = plural(names.renamed, "field");
        let _ = writeln!(text, "  names of fields: {}; {renamed} differ from the page", sure.join(", "));
    }
}

fn reasons(title: &str, reasons: &[Reason], text: &mut String) {
    let _ = writeln!(text, "\n{title}");
    if reasons.is_empty() {
        text.push_str("  nothing\n");
    }
    for reason in reasons {
        let _ = writeln!(text, "  {:>7}  {} ({})", reason.count, reason.code, reason.severity);
        for place in &reason.first {
            let _ = writeln!(text, "             {}", part(place));
        }
        let more = reason.count.saturating_sub(reason.first.len());
        if more > 0 {
            let _ = writeln!(text, "             and {more} more");
        }
    }
}

/// `812 bytes`, `1.4 MB`.
fn bytes(count: usize) -> String {
    // A figure for people: the loss of digits is the point.
    #[allow(clippy::cast_precision_loss)]
    let of = |unit: usize| count as f64 / unit as f64;
    match count {
        0..1_000 => plural(count, "byte"),
        1_000..1_000_000 => format!("{:.1} kB", of(1_000)),
        _ => format!("{:.1} MB", of(1_000_000)),
    }
}
