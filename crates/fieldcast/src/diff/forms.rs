//! A report as text for people: for a terminal, a changelog and a forge's pull request. Of bounded length; nothing is
//! lost in the JSON.

use super::report::{Change, Report};
use super::rules::{Effect, Level, Track};
use indexmap::IndexMap;
use std::fmt::Write as _;

/// How many lines all models have, on three screens with what stands beside them; how many lines one has, and how many
/// models a changelog names.
const LINES: usize = 130;
const MEMBERS: usize = 8;
const MODELS: usize = 60;
/// How many names stand in one line.
const LISTED: usize = 24;

fn level(level: Level) -> &'static str {
    match level {
        Level::None => "none",
        Level::Patch => "patch",
        Level::Minor => "minor",
        Level::Major => "major",
    }
}

fn effects(change: &Change) -> String {
    let mut all = Vec::new();
    for (who, effect) in [("readers", change.reader), ("writers", change.writer)] {
        match effect {
            Effect::Breaks => all.push(who.to_owned()),
            Effect::Strict => all.push(format!("strict {who}")),
            Effect::Ok | Effect::Unsure => {}
        }
    }
    all.join(", ")
}

fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// What all of it comes to, in a line.
fn summary(report: &Report) -> String {
    let open = || report.changes.iter().filter(|change| change.accepted.is_none());
    let breaks = |of: fn(&Change) -> Effect| open().filter(|change| of(change) == Effect::Breaks).count();
    let ids = |id: &str| open().filter(|change| change.id == id).count();
    let mut parts = Vec::new();
    let (readers, writers) = (breaks(|change| change.reader), breaks(|change| change.writer));
    if readers + writers > 0 {
        parts.push(format!("breaks readers {readers}, writers {writers}"));
    }
    if report.verdict.silent > 0 {
        parts.push(format!("{} SILENT", report.verdict.silent));
    }
    for (id, what) in [("model-added", "added"), ("model-removed", "removed"), ("model-renamed", "renamed")] {
        if ids(id) > 0 {
            parts.push(format!("{} {what}", count(ids(id), "model")));
        }
    }
    let rust = match report.verdict.rust {
        Level::None => "no change",
        Level::Patch if report.changes.is_empty() => "patch (no model changed)",
        of => level(of),
    };
    let next = report.verdict.next.as_ref().map(|next| format!(", next version {next}")).unwrap_or_default();
    if parts.is_empty() { format!("{rust}{next}") } else { format!("{rust}{next} ({})", parts.join("; ")) }
}

/// Up to [`LISTED`] names in one line.
fn names(all: &[String], most: usize) -> String {
    let mut text = all.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > most {
        let _ = write!(text, " and {} more", all.len() - most);
    }
    text
}

/// Changes that have lines of their own, by model.
fn by_model(report: &Report, wanted: impl Fn(&Change) -> bool) -> IndexMap<&str, Vec<&Change>> {
    let mut all: IndexMap<&str, Vec<&Change>> = IndexMap::new();
    for change in report.changes.iter().filter(|change| wanted(change)) {
        all.entry(change.model.shown()).or_default().push(change);
    }
    all
}

/// Whether one line tells all of its kind.
fn is_listed(change: &Change) -> bool {
    matches!(change.id, "model-added" | "model-removed" | "model-renamed") && !change.silent
}

fn place(change: &Change) -> String {
    change.places.last().map_or_else(String::new, |at| {
        let line = if at.line > 0 { format!(":{}:{}", at.line, at.column) } else { String::new() };
        format!("{} {}{line}", at.version, at.file)
    })
}

/// Text for a terminal: breaking models first, a line for each change, `all` of them or as many as one can look over.
pub fn text(report: &Report, all: bool) -> String {
    let most = |most: usize| if all { usize::MAX } else { most };
    let mut out = format!("{} → {}: {}\n", report.old, report.new, summary(report));
    let models = by_model(report, |change| change.track != Track::Learned && !is_listed(change));
    let mut models: Vec<_> = models.into_iter().collect();
    let rank = |changes: &[&Change]| {
        let silent = changes.iter().any(|change| change.silent);
        let breaks = changes.iter().any(|change| change.reader == Effect::Breaks || change.writer == Effect::Breaks);
        (!silent, !breaks, !changes.iter().any(|change| change.is_breaking()))
    };
    models.sort_by_key(|(_, changes)| rank(changes));
    let (mut left, mut shown) = (most(LINES), 0);
    for (name, changes) in &models {
        let block = block(name, changes, most(MEMBERS));
        let Some(rest) = left.checked_sub(block.lines().count()) else { break };
        (left, shown) = (rest, shown + 1);
        out.push_str(&block);
    }
    if models.len() > shown {
        let rest: Vec<String> = models.iter().skip(shown).map(|(name, _)| (*name).to_owned()).collect();
        let _ = writeln!(out, "\nand in {}", names(&rest, LISTED));
    }
    let list = |id: &str| -> Vec<String> {
        let of = report.changes.iter().filter(|change| change.id == id && is_listed(change));
        of.map(|change| match (&change.model.old, &change.model.new) {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            _ => change.model.shown().to_owned(),
        })
        .collect()
    };
    for (id, title) in
        [("model-removed", "removed"), ("model-added", "added"), ("model-renamed", "names alone (no payload changes)")]
    {
        let listed = list(id);
        if !listed.is_empty() {
            let _ = writeln!(out, "\n{title}: {}", names(&listed, most(LISTED)));
        }
    }
    let learned = learned(report);
    if !learned.is_empty() {
        let _ = writeln!(out, "\nlearned (nothing changed): {}", names(&learned, most(LISTED)));
    }
    out
}

/// The lines of one model, an empty one first, at most `most` of changes.
fn block(name: &str, changes: &[&Change], most: usize) -> String {
    let mut out = String::new();
    let roles: Vec<String> =
        changes.first().map(|change| change.roles.iter().map(|role| (*role).to_owned()).collect()).unwrap_or_default();
    let used = changes.first().map_or(0, |change| change.operations);
    let used =
        if used > 0 { format!("  {} by {}", roles.join(" and "), count(used, "operation")) } else { String::new() };
    let _ = writeln!(out, "\n{name}{used}");
    let lines = lines(changes);
    for of in lines.iter().take(most) {
        let Some(one) = of.first() else { continue };
        let members = members(of);
        let members = if members.is_empty() { String::new() } else { format!("{}  ", names(&members, most)) };
        let mark = if of.iter().any(|change| change.is_breaking()) { "✗" } else { "✓" };
        let (effects, told) = (effects(one), if one.accepted.is_some() { "accepted" } else { "" });
        let tail: Vec<&str> =
            [effects.as_str(), level(one.rust), told].into_iter().filter(|part| !part.is_empty()).collect();
        let (text, at) = (together(of, most), place(one));
        let at = if at.is_empty() { at } else { format!("  {at}") };
        let _ = writeln!(out, "  {mark} {members}{text}  [{}]{at}", tail.join("; "));
    }
    if lines.len() > most {
        let _ = writeln!(out, "    and {} more", lines.len() - most);
    }
    out
}

/// What stands in one line each: what is the same of several members, and several values or types of one.
fn lines<'a>(changes: &[&'a Change]) -> Vec<Vec<&'a Change>> {
    type Key<'a> = (String, Option<&'a str>, String, &'static str, bool);
    let mut lines: IndexMap<Key<'_>, Vec<&'a Change>> = IndexMap::new();
    for change in changes {
        let (text, member) = match listed(change) {
            Some(_) => (change.id.to_owned(), change.member.as_deref()),
            None => (change.text.clone(), None),
        };
        let key = (text, member, effects(change), level(change.rust), change.accepted.is_some());
        lines.entry(key).or_default().push(change);
    }
    lines.into_values().collect()
}

/// What came or went where several may in one line.
fn listed(change: &Change) -> Option<String> {
    match change.id {
        "value-added" => Some(change.to.to_string()),
        "value-removed" => Some(change.from.to_string()),
        "variant-added" => Some(super::shown(&change.to)),
        "variant-removed" => Some(super::shown(&change.from)),
        _ => None,
    }
}

/// The sentence of a line.
fn together(of: &[&Change], most: usize) -> String {
    let all: Vec<String> = of.iter().filter_map(|change| listed(change)).collect();
    let Some(one) = of.first() else { return String::new() };
    if all.len() < 2 {
        return one.text.clone();
    }
    let all = names(&all, most);
    match one.id {
        "value-added" => format!("values {all} added"),
        "value-removed" => format!("values {all} removed"),
        "variant-added" => format!("may be {all}"),
        _ => format!("is not {all} any more"),
    }
}

/// The members that a line is of.
fn members(of: &[&Change]) -> Vec<String> {
    let mut all: Vec<String> = of.iter().filter_map(|change| change.member.clone()).collect();
    all.dedup();
    all
}

fn learned(report: &Report) -> Vec<String> {
    let of = report.changes.iter().filter(|change| change.track == Track::Learned);
    of.map(|change| {
        let member = change.member.as_deref().map(|member| format!(".{member}")).unwrap_or_default();
        format!("{}{member} {}", change.model.shown(), change.text)
    })
    .collect()
}

/// A text of others within Markdown: no mark of it means anything.
fn code(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c == '`' || c.is_control() { '\'' } else { c }).collect();
    format!("`{plain}`")
}

fn prose(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '[' | ']' | '*' | '_' | '#' | '|' | '\\' | '@' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Markdown for a changelog and a pull request: what breaks first, a bullet for each model, at most so many.
pub fn markdown(report: &Report) -> String {
    let mut out = match &report.verdict.next {
        Some(next) => format!("## {}\n\n", prose(next)),
        None => String::new(),
    };
    let _ = writeln!(out, "{} → {}: {}", prose(&report.old), prose(&report.new), prose(&summary(report)));
    let is_own = |change: &Change| change.track != Track::Learned && !is_listed(change);
    let deprecates = |change: &Change| matches!(change.id, "deprecated" | "undeprecated");
    let breaks = |change: &Change| change.silent || (change.is_breaking() && !deprecates(change));
    section(&mut out, "Breaking", report, &|change| breaks(change) && (is_own(change) || change.id == "model-removed"));
    section(&mut out, "Added", report, &|change| !breaks(change) && (change.id.ends_with("-added")));
    section(&mut out, "Deprecated", report, &|change| deprecates(change));
    section(&mut out, "Changed", report, &|change| {
        is_own(change) && !breaks(change) && !deprecates(change) && !change.id.ends_with("-added")
    });
    section(&mut out, "Names", report, &|change| change.id == "model-renamed" && !change.silent);
    let learned = learned(report);
    if !learned.is_empty() {
        let _ = write!(out, "\n### Learned\n\nNothing changed; the pages tell more. ");
        let _ = writeln!(out, "{}", prose(&names(&learned, LISTED)));
    }
    out
}

fn section(out: &mut String, title: &str, report: &Report, wanted: &dyn Fn(&Change) -> bool) {
    let models = by_model(report, wanted);
    if models.is_empty() {
        return;
    }
    let _ = write!(out, "\n### {title}\n\n");
    // Models of which there is nothing more to say share a bullet.
    let plain = |changes: &[&Change]| matches!(changes, [one] if is_listed(one));
    let listed: Vec<String> = models
        .iter()
        .filter(|(_, changes)| plain(changes))
        .map(|(name, changes)| {
            match changes.first().and_then(|change| change.model.old.as_deref().filter(|_| change.model.new.is_some()))
            {
                Some(old) => format!("{} → {}", code(old), code(name)),
                None => code(name),
            }
        })
        .collect();
    if !listed.is_empty() {
        let what = match title {
            "Breaking" => "models removed: ",
            "Added" => "new models: ",
            _ => "",
        };
        let _ = writeln!(out, "- {what}{}", names(&listed, LISTED));
    }
    let rest: Vec<_> = models.iter().filter(|(_, changes)| !plain(changes)).collect();
    for (name, changes) in rest.iter().take(MODELS) {
        let part = |of: &Vec<&Change>| {
            let members: Vec<String> = members(of).iter().map(|member| code(member)).collect();
            let members = if members.is_empty() { members.concat() } else { format!("{} ", names(&members, MEMBERS)) };
            format!("{members}{}", prose(&together(of, MEMBERS)))
        };
        let parts: Vec<String> = lines(changes).iter().map(part).collect();
        let mut text = parts.iter().take(MEMBERS).cloned().collect::<Vec<_>>().join("; ");
        if parts.len() > MEMBERS {
            let _ = write!(text, "; and {} more", parts.len() - MEMBERS);
        }
        let _ = writeln!(out, "- {}: {text}", code(name));
    }
    if rest.len() > MODELS {
        let _ = writeln!(out, "- and {} more models", rest.len() - MODELS);
    }
}

/// Workflow commands of GitHub, which it shows beside the lines of a pull request; paths are given below `root`.
pub fn forge(report: &Report, root: &str) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for change in &report.changes {
        let kind = match change {
            change if change.accepted.is_some() || change.track == Track::Learned => continue,
            change if change.is_breaking() => "error",
            change if change.reader == Effect::Strict => "warning",
            _ => "notice",
        };
        let at = change.places.iter().find(|at| at.version == "new").map(|at| {
            let file =
                if root.is_empty() { at.file.clone() } else { format!("{}/{}", root.trim_end_matches('/'), at.file) };
            let place = if at.line > 0 { format!(",line={},col={}", at.line, at.column) } else { String::new() };
            format!("file={}{place},", property(&file))
        });
        let member = change.member.as_deref().map(|member| format!(".{member}")).unwrap_or_default();
        let message = format!("{}{member}: {} ({})", change.model.shown(), change.text, change.fingerprint);
        let title = property(change.id);
        let _ = writeln!(out, "::{kind} {}title={title}::{}", at.unwrap_or_default(), escape(&message));
    }
    out
}
