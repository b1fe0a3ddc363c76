//! `fieldcast diff --history`: one line for each step between versions, as text, JSON or a chart.

use crate::args::{DiffArgs, Format};
use crate::git;
use crate::terminal::{print, print_as_made, print_json};
use crate::version::{compare, load_path};
use fieldcast::diff::{Effect, Level, Report, Track, Version};
use serde_json::json;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// One step.
struct Step {
    version: String,
    date: String,
    /// `none`, `patch`, `minor`, `major`, or why it could not be compared.
    verdict: Result<(Level, bool), String>,
    /// How many changes of the wire, of names, and learned.
    counts: [usize; 3],
}

/// Whether it could be printed.
pub fn run(of: &str, args: &DiffArgs) -> Result<bool, String> {
    if matches!(args.format, Format::Markdown | Format::Github) {
        return Err("a history is written as text, json or svg".to_owned());
    }
    let steps = steps(of, args)?;
    Ok(match args.format {
        Format::Json => print_json(&json(&steps)),
        Format::Svg => print_as_made(|out| out.write_all(svg(&steps).as_bytes())),
        Format::Text | Format::Markdown | Format::Github => print(&text(&steps)),
    })
}

fn steps(of: &str, args: &DiffArgs) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut before: Option<Version> = None;
    let mut add = |name: String, date: String, now: Result<Version, String>| {
        let now = match now {
            Ok(now) => now,
            Err(error) => {
                steps.push(Step { version: name, date, verdict: Err(error), counts: [0; 3] });
                return;
            }
        };
        if let Some(before) = &before {
            let (verdict, counts) = match compare(before, &now) {
                Ok(report) => (Ok((report.verdict.rust, breaks(&report))), counts(&report)),
                Err(error) => (Err(error), [0; 3]),
            };
            steps.push(Step { version: name, date, verdict, counts });
        }
        before = Some(now);
    };
    if Path::new(of).is_dir() {
        let folders = std::fs::read_dir(of).map_err(|error| format!("{of}: {error}"))?;
        let mut folders: Vec<_> =
            folders.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        folders.sort();
        for folder in folders {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let version = load_path(&folder, &name, args);
            add(name, String::new(), version);
        }
    } else {
        let Some((repository, path)) = of.rsplit_once(':') else {
            return Err(format!("{of}: found no folder, and no REPO:PATH such as `.:docs`"));
        };
        for (revision, date) in git::revisions(Path::new(repository), path)? {
            let name: String = revision.chars().take(12).collect();
            let found = git::read(Path::new(repository), &revision, path);
            let version = found.and_then(|found| load_path(&found.path, &name, args));
            add(name, date, version);
        }
    }
    if steps.is_empty() {
        return Err(format!("{of}: found fewer than two versions"));
    }
    Ok(steps)
}

fn breaks(report: &Report) -> bool {
    report.verdict.reader == Effect::Breaks || report.verdict.writer == Effect::Breaks
}

fn counts(report: &Report) -> [usize; 3] {
    [Track::Wire, Track::Names, Track::Learned]
        .map(|track| report.changes.iter().filter(|change| change.track == track).count())
}

fn level(level: Level) -> &'static str {
    match level {
        Level::None => "none",
        Level::Patch => "patch",
        Level::Minor => "minor",
        Level::Major => "major",
    }
}

fn text(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        let date = if step.date.is_empty() { String::new() } else { format!("{}  ", step.date) };
        let _ = match &step.verdict {
            Ok((verdict, breaks)) => {
                let [wire, names, learned] = step.counts;
                let breaks = if *breaks { "  breaks payloads" } else { "" };
                writeln!(
                    out,
                    "{date}{}  {:5}  wire {wire}, names {names}, learned {learned}{breaks}",
                    step.version,
                    level(*verdict)
                )
            }
            Err(error) => writeln!(out, "{date}{}  not compared: {}", step.version, fieldcast::shown::part(error)),
        };
    }
    out
}

fn json(steps: &[Step]) -> String {
    let all: Vec<_> = steps
        .iter()
        .map(|step| {
            let [wire, names, learned] = step.counts;
            let counts = json!({"wire": wire, "names": names, "learned": learned});
            match &step.verdict {
                Ok((verdict, breaks)) => json!({"version": step.version, "date": step.date, "rust": verdict, "breaks": breaks, "counts": counts}),
                Err(error) => json!({"version": step.version, "date": step.date, "error": error}),
            }
        })
        .collect();
    format!("{:#}\n", json!({"fieldcast": "history/1", "steps": all}))
}

/// One self-contained chart: a bar for each step, as high as there are changes, in the colour of the verdict.
fn svg(steps: &[Step]) -> String {
    const BAR: usize = 14;
    const HEIGHT: usize = 160;
    let escape =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let most = steps.iter().map(|step| step.counts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    let width = (steps.len() * BAR + 20).max(320);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"230\" viewBox=\"0 0 {width} 230\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"10\" y=\"16\">{} steps, at most {most} changes in one</text>\n",
        steps.len()
    );
    for (at, step) in steps.iter().enumerate() {
        let all: usize = step.counts.iter().sum();
        let high = (all * HEIGHT / most).max(2);
        let (colour, told) = match &step.verdict {
            Ok((Level::Major, true)) => ("#b3261e", "major, breaks payloads"),
            Ok((Level::Major, false)) => ("#e67e22", "major"),
            Ok((Level::Minor, _)) => ("#2e7d32", "minor"),
            Ok((Level::Patch, _)) => ("#90a4ae", "patch"),
            Ok((Level::None, _)) => ("#cfd8dc", "none"),
            Err(_) => ("#000", "not compared"),
        };
        let title = escape(&format!("{} {}: {told}, {all} changes", step.date, step.version));
        let (x, y) = (10 + at * BAR, 30 + HEIGHT - high);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{high}\" fill=\"{colour}\"><title>{title}</title></rect>",
            BAR - 3
        );
    }
    let mut x = 10;
    for (colour, told) in
        [("#b3261e", "breaks payloads"), ("#e67e22", "major"), ("#2e7d32", "minor"), ("#90a4ae", "patch")]
    {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"205\" width=\"9\" height=\"9\" fill=\"{colour}\"/><text x=\"{}\" y=\"214\">{told}</text>",
            x + 13
        );
        x += 30 + told.len() * 6;
    }
    out.push_str("</svg>\n");
    out
}
