//! `fieldcast explain`: why a fact is what it is.

use crate::args::ExplainArgs;
use crate::terminal::{plural, print, print_json, report, say};
use crate::{progress, read};
use fieldcast::explain::{Explained, Explanation, explain};
use fieldcast::shown::part;
use std::fmt::Write as _;

/// Whether it went well.
pub fn run(args: &ExplainArgs) -> bool {
    let (docs, target) = args.docs_and_target();
    let Some(read::Target { folders, mut options, .. }) = read::target(docs, &args.how) else { return false };
    options.merge.always = true;
    options.operations = true;
    let line = progress::show(&options.progress);
    let outcome = fieldcast::pipeline::run(&folders, &options);
    drop(line);
    let well = outcome.is_fine();
    let Some(decided) = outcome.decided.filter(|_| well) else {
        report(&outcome.diagnostics, args.how.verbose);
        say(&read::nothing_written(&outcome.diagnostics));
        return false;
    };
    match explain(&outcome.joined.evidence, &decided, &options.corrections, &target) {
        Ok(explanation) if args.json => match serde_json::to_string_pretty(&explanation) {
            Ok(text) => print_json(&(text + "\n")),
            Err(error) => {
                say(&format!("error: {error}"));
                false
            }
        },
        Ok(explanation) => print(&render(&explanation)),
        Err(near) => {
            say(&format!("error: found no model, field or operation `{target}`"));
            if !near.is_empty() {
                say(&format!("  help: there is {}", near.join(", ")));
            }
            false
        }
    }
}

/// The explanation as text.
fn render(explanation: &Explanation) -> String {
    let mut text = format!("{}\n", part(&explanation.name));
    for seen in &explanation.seen {
        let _ = writeln!(text, "  {:<10} {} as `{}`", part(&seen.sdk), part(&seen.place), part(&seen.name));
    }
    if !explanation.missing.is_empty() {
        let _ = writeln!(text, "  not in {}", part(&explanation.missing.join(", ")));
    }
    for fact in &explanation.facts {
        render_fact(fact, &mut text);
    }
    if !explanation.fields.is_empty() {
        let what = if explanation.operation { "parameter" } else { "field" };
        let count = plural(explanation.fields.len(), what);
        let _ = writeln!(text, "\n{count}: {}", part(&explanation.fields.join(", ")));
    }
    text
}

fn render_fact(fact: &Explained, text: &mut String) {
    let _ = writeln!(text, "\n{}: {}\n  because {}", fact.fact, part(&fact.holds), part(&fact.why));
    for said in &fact.evidence {
        let says = part(said.says.as_deref().unwrap_or("can't tell"));
        let overruled = if said.overruled { "  (overruled)" } else { "" };
        let _ = writeln!(text, "  {:<10} {says}{overruled}  {}", part(&said.sdk), part(&said.place));
    }
}
