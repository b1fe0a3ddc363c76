//! `fieldcast validate`: which payloads do not fit a model, and where.

use crate::args::ValidateArgs;
use crate::terminal::{plural, print, report, tell};
use crate::watch;
use fieldcast::diagnostic::{Code, Diagnostic, Place};
use fieldcast::shown::part;
use fieldcast::validate::{Model, Report, Target};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

/// Whether every payload fits.
pub fn run(args: &ValidateArgs) -> bool {
    let target = Target::parse(&args.model);
    let model = match read(Path::new(&target.file)).and_then(|schema| Model::new(&schema, &target)) {
        Ok(model) => model,
        Err(diagnostic) => return report(&[diagnostic], false),
    };
    let mut unread = Vec::new();
    let mut text = String::new();
    let mut sum = Report::default();
    let files: &[_] = if args.payloads.is_empty() { &["-".into()] } else { &args.payloads };
    for path in files {
        match read(path) {
            Ok(payloads) => {
                let watched = watch::start(path);
                let found = model.check(&payloads);
                drop(watched);
                if found.payloads == 0 {
                    let message = "found nothing, expected a JSON document or JSON Lines";
                    unread.push(Diagnostic::error(Code::NoPayload, Place::file(name(path)), message));
                }
                lines(path, &found, &mut text);
                sum.payloads += found.payloads;
                sum.refused += found.refused;
            }
            Err(diagnostic) => unread.push(diagnostic),
        }
    }
    let printed = print(&text);
    let read = report(&unread, false);
    let fits = sum.payloads - sum.refused;
    tell(&format!("{} of {} fit {}", fits, plural(sum.payloads, "payload"), args.model));
    printed && read && sum.refused == 0
}

/// `file:3: /tasks/0/key: expected string, found 7`, a line for every place that does not fit.
fn lines(path: &Path, report: &Report, text: &mut String) {
    let name = name(path);
    for failure in &report.failures {
        let at = if failure.path.is_empty() { "/" } else { &failure.path };
        let (name, at) = (part(&name), part(at));
        let (expected, found) = (part(&failure.expected), part(&failure.found));
        let _ = writeln!(text, "{name}:{}: {at}: expected {expected}, found {found}", failure.line);
    }
}

/// What a file is called, or standard input.
fn name(path: &Path) -> Cow<'_, str> {
    if path == Path::new("-") { "standard input".into() } else { path.to_string_lossy() }
}

/// The most bytes that are read of a schema or of payloads: what is larger is cut into files.
const LARGEST: u64 = 512 << 20;

/// The text of a file, or of standard input for `-`.
fn read(path: &Path) -> Result<String, Diagnostic> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST + 1).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text))
    };
    match read {
        Ok(length) if length as u64 > LARGEST => {
            let message = format!("found more than {LARGEST} bytes, expected at most so many");
            let help = "cut it into several files: one payload a line can be cut at any line";
            Err(Diagnostic::error(Code::TooLarge, Place::file(name(path)), message).help(help))
        }
        Ok(_) => Ok(text),
        Err(error) => {
            let code = match error.kind() {
                std::io::ErrorKind::NotFound => Code::NotFound,
                std::io::ErrorKind::InvalidData => Code::NotUtf8,
                _ => Code::Unreadable,
            };
            Err(Diagnostic::error(code, Place::file(name(path)), error.to_string()))
        }
    }
}
