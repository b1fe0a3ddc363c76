//! The figures as text: the table, the counts, the misses, and what falls below its floor.

use crate::facts::Fact;
use crate::measure::Measured;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The figures of every SDK with a truth, in per cent; one below its floor is marked.
pub fn table(measured: &[Measured]) -> String {
    let mut out = String::new();
    let _ = write!(out, "{:28}", "pages");
    for fact in Fact::ALL {
        let _ = write!(out, "{:>10}", fact.name());
    }
    out.push('\n');
    for sdk in measured.iter().filter(|m| m.sdk.truth.is_some()) {
        let _ = write!(out, "{:28}", sdk.sdk.name());
        for fact in Fact::ALL {
            let share = sdk.facts.of(*fact).share();
            let mark = if below(sdk, *fact).is_some() { "!" } else { "" };
            let text = share.map_or_else(|| "-".to_owned(), |share| format!("{mark}{share:.2}"));
            let _ = write!(out, "{text:>10}");
        }
        out.push('\n');
    }
    out
}

/// The floor of a figure, where the figure is below it or missing.
fn below(measured: &Measured, fact: Fact) -> Option<f64> {
    let floor = *measured.sdk.floors.get(fact.name())?;
    measured.facts.of(fact).share().is_none_or(|share| share < floor).then_some(floor)
}

/// Everything for which the measuring fails: figures below their floors, and pages, rows or types that are lost.
pub fn failures(measured: &[Measured]) -> Vec<String> {
    let mut failures = Vec::new();
    for sdk in measured {
        for fact in Fact::ALL {
            if let Some(floor) = below(sdk, *fact) {
                let tally = sdk.facts.of(*fact);
                let share = tally.share().map_or_else(|| "nothing".to_owned(), |share| format!("{share:.2}"));
                failures.push(format!("{} {} is {share} ({tally}), its floor {floor}", sdk.sdk.name(), fact.name()));
            }
        }
        if sdk.coverage.lost.len() > sdk.sdk.unread {
            failures.extend(sdk.coverage.lost.iter().map(|lost| format!("lost: {lost}")));
        }
    }
    failures
}

/// What became of the pages, rows and types of each SDK and of all.
pub fn coverage(measured: &[Measured]) -> String {
    let mut out = String::from("\n");
    let mut total = (0, 0, 0, 0, 0, 0);
    for Measured { sdk, coverage, .. } in measured.iter().filter(|m| m.sdk.joined.is_empty()) {
        let left_out: Vec<String> = coverage.left_out.iter().map(|(code, count)| format!("{count} {code}")).collect();
        let left_out = if left_out.is_empty() { "none left out".to_owned() } else { left_out.join(", ") };
        let _ = writeln!(
            out,
            "{:28}{:5} pages, {:5} models, {left_out}; {}/{} rows, {}/{} types",
            sdk.folder,
            coverage.pages,
            coverage.models,
            coverage.rows_read,
            coverage.rows,
            coverage.types_parsed,
            coverage.types
        );
        total.0 += coverage.pages;
        total.1 += coverage.models + coverage.left_out.values().sum::<usize>();
        total.2 += coverage.rows_read;
        total.3 += coverage.rows;
        total.4 += coverage.types_parsed;
        total.5 += coverage.types;
    }
    let _ = writeln!(
        out,
        "in all: {}/{} pages are models or left out with a reason, {}/{} rows read, {}/{} types parsed",
        total.1, total.0, total.2, total.3, total.4, total.5
    );
    out
}

/// Up to `most` places of every kind of miss, the most frequent first.
pub fn misses(measured: &[Measured], most: usize) -> String {
    let mut out = String::new();
    for sdk in measured.iter().filter(|_| most > 0) {
        for fact in Fact::ALL {
            let tally = sdk.facts.of(*fact);
            if tally.misses.is_empty() {
                continue;
            }
            let _ = writeln!(out, "\n{} {} {tally}", sdk.sdk.name(), fact.name());
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            tally.misses.iter().for_each(|miss| *counts.entry(miss).or_default() += 1);
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            for (miss, count) in counts.iter().take(most) {
                let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
                let _ = writeln!(out, "  {miss}{times}");
            }
        }
    }
    out
}

/// The first lines of `floors.toml`.
const HEAD: &str = "\
# The figures below which no change may fall, in per cent, one entry for each SDK whose pages are measured.
# `cargo xtask conformance --raise` prints this file with today's figures where they are higher.

";

/// `floors.toml` with every floor raised to today's figure, rounded down to a tenth; none is lowered.
pub fn raised(measured: &[Measured]) -> String {
    let mut out = HEAD.to_owned();
    for Measured { sdk, facts, .. } in measured {
        let _ = write!(out, "[[sdk]]\nfolder = \"{}\"\n", sdk.folder);
        if !sdk.joined.is_empty() {
            let joined: Vec<String> = sdk.joined.iter().map(|sdk| format!("\"{sdk}\"")).collect();
            let _ = writeln!(out, "joined = [{}]", joined.join(", "));
        }
        if let Some(at) = &sdk.at {
            let _ = writeln!(out, "at = \"{at}\"");
        }
        let Some(truth) = &sdk.truth else {
            out.push('\n');
            continue;
        };
        let _ = writeln!(out, "truth = \"{truth}\"");
        if sdk.loose_numbers {
            out.push_str("loose_numbers = true\n");
        }
        if sdk.unread > 0 {
            let _ = writeln!(out, "unread = {}", sdk.unread);
        }
        if let Some(least) = sdk.round_trips {
            let _ = writeln!(out, "round_trips = {least:.1}");
        }
        out.push_str("floors = {");
        let mut separator = " ";
        for fact in Fact::ALL {
            let today = facts.of(*fact).share().map(|share| (share * 10.0).floor() / 10.0);
            let floor = sdk.floors.get(fact.name()).copied();
            let Some(floor) = today.into_iter().chain(floor).reduce(f64::max) else { continue };
            let _ = write!(out, "{separator}{} = {floor:.1}", fact.name());
            separator = ", ";
        }
        out.push_str(" }\n\n");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
