//! `fieldcast diff`: what changed between two versions of an API.
//!
//! Exit codes: 0 for nothing of `--fail-on`, 1 for something of it, 2 for a wrong call, 3 where the two could not be
//! compared: a failure never looks like no change.

use crate::args::{DiffArgs, FailOn, Format};
use crate::history;
use crate::terminal::{print, print_as_made, print_json, say};
use crate::version::{both, compare};
use fieldcast::diff::{self, Effect, Level, Report};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

const WRONG_CALL: u8 = 2;
const NOT_COMPARED: u8 = 3;

/// Compares, prints, and says how it ended.
pub fn run(args: &DiffArgs) -> ExitCode {
    if args.rules {
        return ended(print(&rules()));
    }
    if args.report_schema {
        return ended(print_json(diff::SCHEMA));
    }
    let failed = |code: u8, message: &str| {
        say(&format!("error: {message}"));
        ExitCode::from(code)
    };
    if let Some(history) = &args.history {
        return match history::run(history, args) {
            Ok(printed) => ended(printed),
            Err(message) => failed(NOT_COMPARED, &message),
        };
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else { return ExitCode::from(WRONG_CALL) };
    if args.format == Format::Svg {
        return failed(WRONG_CALL, "--format svg is the chart of a --history");
    }
    let settings = match Settings::read(args) {
        Ok(settings) => settings,
        Err(message) => return failed(WRONG_CALL, &message),
    };
    let found = both(old, new, args);
    // The system takes all memory back at once when the program ends.
    let compared = found.map(ManuallyDrop::new).and_then(|versions| compare(&versions.0, &versions.1));
    let mut found = match compared {
        Ok(found) => found,
        Err(message) => return failed(NOT_COMPARED, &message),
    };
    found.level(&settings.levels);
    let stale = found.accept(&settings.accepted, &today());
    if !args.only.is_empty() {
        let wanted = |name: &Option<String>| name.as_ref().is_some_and(|name| args.only.contains(name));
        found.changes.retain(|change| wanted(&change.model.old) || wanted(&change.model.new));
        found.settle();
    }
    if let Some(version) = &args.crate_version {
        found.verdict.next = found.next_version(version);
        if found.verdict.next.is_none() {
            return failed(WRONG_CALL, &format!("found the version `{version}`, expected three numbers such as 0.4.2"));
        }
    }
    let printed = match args.format {
        Format::Text | Format::Svg => print(&diff::text(&found, args.how.verbose)),
        Format::Markdown => print(&diff::markdown(&found)),
        Format::Json => match serde_json::to_string_pretty(&found) {
            Ok(text) => print_json(&format!("{text}\n")),
            Err(error) => return failed(NOT_COMPARED, &error.to_string()),
        },
        // A forge reads these lines as commands: they are escaped where they are made.
        Format::Github => {
            let root = if Path::new(new).is_dir() { new.as_str() } else { "" };
            print_as_made(|out| out.write_all(diff::forge(&found, root).as_bytes()))
        }
    };
    if !printed {
        return ExitCode::from(NOT_COMPARED);
    }
    if !stale.is_empty() {
        return failed(WRONG_CALL, &format!("stale acceptance: {}", stale.join("; ")));
    }
    let fails = args.fail_on.iter().any(|kind| is(&found, *kind));
    if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn ended(printed: bool) -> ExitCode {
    if printed { ExitCode::SUCCESS } else { ExitCode::from(NOT_COMPARED) }
}

/// Whether there is such a change that nobody accepted.
fn is(report: &Report, kind: FailOn) -> bool {
    let verdict = &report.verdict;
    match kind {
        FailOn::Reader => verdict.reader == Effect::Breaks,
        FailOn::Writer => verdict.writer == Effect::Breaks,
        FailOn::Major => verdict.rust == Level::Major,
        FailOn::Minor => verdict.rust >= Level::Minor,
        FailOn::Silent => verdict.silent > 0,
        FailOn::Any => report.changes.iter().any(|change| change.accepted.is_none()),
    }
}

/// What files say of levels and acceptances.
#[derive(Default)]
struct Settings {
    levels: std::collections::BTreeMap<String, diff::Levels>,
    accepted: Vec<diff::Acceptance>,
}

impl Settings {
    fn read(args: &DiffArgs) -> Result<Self, String> {
        let text = |path: &PathBuf| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let told = |path: &PathBuf, error: String| format!("{}: {error}", path.display());
        let mut settings = Self::default();
        if let Some(path) = &args.levels {
            settings.levels = diff::levels(&text(path)?).map_err(|error| told(path, error))?;
        }
        if let Some(path) = &args.accept {
            settings.accepted = diff::acceptances(&text(path)?).map_err(|error| told(path, error))?;
        }
        Ok(settings)
    }
}

/// The rules as a table of Markdown, which reads well as text too.
fn rules() -> String {
    let mut out =
        "| rule | about | readers | writers | Rust | what, why, example |\n| --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
    for rule in diff::RULES {
        let track = format!("{:?}", rule.track).to_lowercase();
        let (reader, writer) =
            (format!("{:?}", rule.reader).to_lowercase(), format!("{:?}", rule.writer).to_lowercase());
        let rust = format!("{:?}", rule.rust).to_lowercase();
        let _ = writeln!(
            out,
            "| {} | {track} | {reader} | {writer} | {rust} | {}: {}. Such as: {} |",
            rule.id, rule.title, rule.why, rule.example
        );
    }
    out
}

/// Today in UTC, `2027-01-31`.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day(seconds / 86_400)
}

/// The day that is so many after 1970-01-01, in the Gregorian calendar (Howard Hinnant's `civil_from_days`).
fn day(days: u64) -> String {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_have_dates() {
        assert_eq!(super::day(0), "1970-01-01");
        assert_eq!(super::day(11_016), "2000-02-29");
        assert_eq!(super::day(20_783), "2026-11-26");
    }
}
