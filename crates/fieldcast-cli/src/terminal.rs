//! What goes to standard output and standard error.

use crate::args::When;
use fieldcast::diagnostic::{Code, Diagnostic, Severity};
use fieldcast::shown;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

static COLOUR: AtomicU8 = AtomicU8::new(When::Auto as u8);
static QUIET: AtomicBool = AtomicBool::new(false);

/// How messages look from here on.
pub fn set(colour: When, quiet: bool) {
    COLOUR.store(colour as u8, Ordering::Relaxed);
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Whether nothing is said where all is well.
pub fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Whether messages are coloured.
fn is_coloured() -> bool {
    let when = COLOUR.load(Ordering::Relaxed);
    let asked = || io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    when == When::Always as u8 || when == When::Auto as u8 && asked()
}

/// Writes a line to standard error that nobody needs where all is well, such as what was done.
pub fn tell(line: &str) {
    if !is_quiet() {
        say(line);
    }
}

/// Writes text for people to standard output; whether that worked. What others wrote in it is [safe](shown::lines); where
/// it stands within a line, [`shown::part`] sees to it that it stays there.
///
/// A reader that went away (`fieldcast schema … | head`) has all that it wants: that is no error.
pub fn print(text: &str) -> bool {
    print_as_made(|out| out.write_all(shown::lines(text).as_bytes()))
}

/// Writes a JSON document to standard output; the same.
pub fn print_json(text: &str) -> bool {
    print_as_made(|out| out.write_all(shown::json(text).as_bytes()))
}

/// Writes to standard output what `make` writes; the same.
pub fn print_as_made(make: impl FnOnce(&mut io::Stdout) -> io::Result<()>) -> bool {
    let mut out = io::stdout();
    match make(&mut out).and_then(|()| out.flush()) {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => true,
        Err(error) => {
            say(&format!("error: standard output: {error}"));
            false
        }
    }
}

/// Writes a line to standard error, which stays one whatever is in it. Nobody can be told when that fails.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", shown::lines(&shown::part(line)));
}

/// How many diagnostics of one kind are shown where not all are asked for.
const MOST_OF_A_KIND: usize = 3;

/// How many diagnostics are shown in all where not all are asked for.
const MOST: usize = 24;

/// Writes diagnostics to standard error: with `verbose` all of them; otherwise no notes, of each kind the first few, and
/// how many more there are. Whether there is no error among them.
pub fn report(diagnostics: &[Diagnostic], verbose: bool) -> bool {
    let colour = is_coloured();
    let least = if is_quiet() { Severity::Error } else { Severity::Warning };
    let mut text = String::new();
    if verbose {
        for diagnostic in diagnostics {
            let _ = writeln!(text, "{}", render(diagnostic, colour));
        }
    } else {
        text = brief(diagnostics, colour, least);
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
    !diagnostics.iter().any(Diagnostic::is_error)
}

/// The first few of each kind, errors first, and below them how many more there are; what is to be done once for each kind.
fn brief(diagnostics: &[Diagnostic], colour: bool, least: Severity) -> String {
    let mut kinds: Vec<(Severity, Code, Vec<&Diagnostic>)> = Vec::new();
    for diagnostic in diagnostics.iter().filter(|d| d.severity >= least) {
        let of = |(severity, code, _): &&mut (Severity, Code, _)| {
            (*severity, *code) == (diagnostic.severity, diagnostic.code)
        };
        match kinds.iter_mut().find(of) {
            Some((.., all)) => all.push(diagnostic),
            None => kinds.push((diagnostic.severity, diagnostic.code, vec![diagnostic])),
        }
    }
    kinds.sort_by_key(|(severity, code, _)| (std::cmp::Reverse(*severity), *code));
    let mut text = String::new();
    let mut left = MOST;
    for (severity, code, all) in kinds {
        // the folders of which one is to be named
        let most = if code == Code::SeveralApis { MOST } else { MOST_OF_A_KIND };
        let shown = all.len().min(most).min(left);
        left -= shown;
        for (at, diagnostic) in all.iter().take(shown).enumerate() {
            let repeats = all.get(at + 1).filter(|_| at + 1 < shown).is_some_and(|next| next.help == diagnostic.help);
            let help = diagnostic.help.clone().filter(|_| !repeats);
            let diagnostic = Diagnostic { message: shorter(&diagnostic.message), help, ..(*diagnostic).clone() };
            let _ = writeln!(text, "{}", render(&diagnostic, colour));
        }
        if all.len() > shown {
            let _ = writeln!(text, "{severity}[{code}]: and {} more; -v shows all", all.len() - shown);
        }
    }
    text
}

/// A message that fits a few lines of a terminal.
fn shorter(message: &str) -> String {
    const LONGEST: usize = 400;
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or_default()),
        None => message.to_owned(),
    }
}

/// `2 errors, 1 warning, 40 notes`, without those that there are none of; empty where there are none at all.
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = diagnostics.iter().filter(|d| d.severity == severity).count();
        if count > 0 {
            parts.push(plural(count, &severity.to_string()));
        }
    }
    parts.join(", ")
}

/// `1 page`, `2 pages`.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let text = diagnostic.to_string();
    if !colour {
        return text;
    }
    let code = match diagnostic.severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    let name = diagnostic.severity.to_string();
    match text.strip_prefix(&name) {
        Some(rest) => format!("\u{1b}[1;{code}m{name}\u{1b}[0m{rest}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldcast::diagnostic::{Code, Place};

    #[test]
    fn colours_the_severity_alone() {
        let diagnostic =
            Diagnostic::error(Code::BadType, Place::at("a\u{1b}[2J.md", 3, 4), "found `?`").help("mend it");
        assert_eq!(render(&diagnostic, false), "error[bad-type] a\\u{1b}[2J.md:3:4: found `?`\n  help: mend it");
        assert!(render(&diagnostic, true).starts_with("\u{1b}[1;31merror\u{1b}[0m[bad-type] "));
    }

    #[test]
    fn a_run_says_each_kind_of_thing_a_few_times() {
        let of = |code, line| {
            Diagnostic::warning(code, Place::at("a.md", line, 1), format!("number {line}")).help("mend it")
        };
        let many: Vec<Diagnostic> =
            (1..=40).map(|line| of(Code::BadType, line)).chain([of(Code::CellCount, 9)]).collect();
        let text = brief(&many, false, Severity::Warning);
        assert_eq!(
            text,
            "warning[cell-count] a.md:9:1: number 9\n  help: mend it\nwarning[bad-type] a.md:1:1: number 1\n\
             warning[bad-type] a.md:2:1: number 2\nwarning[bad-type] a.md:3:1: number 3\n  help: mend it\n\
             warning[bad-type]: and 37 more; -v shows all\n"
        );
        let all: Vec<Diagnostic> = Code::ALL.iter().flat_map(|code| (1..9).map(|line| of(*code, line))).collect();
        assert!(brief(&all, false, Severity::Warning).lines().count() < 3 * MOST + Code::ALL.len());
    }

    #[test]
    fn counts_by_severity() {
        let note = Diagnostic::note(Code::Plumbing, None, "");
        let error = Diagnostic::error(Code::BadType, None, "");
        assert_eq!(tally(&[note.clone(), error, note]), "1 error, 2 notes");
        assert_eq!(tally(&[]), "");
    }
}
