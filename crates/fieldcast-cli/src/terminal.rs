//! What goes to standard output and standard error.

use fieldcast::diagnostic::{Diagnostic, Severity};
use fieldcast::shown;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

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

/// Writes diagnostics to standard error; notes only where they are asked for. Whether there is no error among them.
pub fn report(diagnostics: &[Diagnostic], verbose: bool) -> bool {
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let mut text = String::new();
    for diagnostic in diagnostics.iter().filter(|d| verbose || d.severity > Severity::Note) {
        let _ = writeln!(text, "{}", render(diagnostic, colour));
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
    !diagnostics.iter().any(Diagnostic::is_error)
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
    fn counts_by_severity() {
        let note = Diagnostic::note(Code::Plumbing, None, "");
        let error = Diagnostic::error(Code::BadType, None, "");
        assert_eq!(tally(&[note.clone(), error, note]), "1 error, 2 notes");
        assert_eq!(tally(&[]), "");
    }
}
