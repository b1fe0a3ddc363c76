//! Running programs: what they wrote, or why they failed, in words.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// How much of a failed program's output is shown.
const SHOWN_LINES: usize = 25;

/// A program with its arguments, in a folder.
pub fn command<S: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    folder: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs a command and returns what it wrote to its output.
///
/// # Errors
///
/// Why it could not be started, or its status and the end of what it wrote.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let result = command.output().map_err(|error| format!("{name}: {error}"))?;
    let written = String::from_utf8_lossy(&result.stdout).into_owned();
    if result.status.success() {
        return Ok(written);
    }
    let all = format!("{written}{}", String::from_utf8_lossy(&result.stderr));
    let lines: Vec<&str> = all.lines().filter(|line| !line.trim().is_empty()).collect();
    let shown = lines.get(lines.len().saturating_sub(SHOWN_LINES)..).unwrap_or_default().join("\n");
    Err(format!("{name}: {}\n{shown}", result.status))
}

/// The numbers in what a program says of its version: `go version go1.19.8 linux` gives 1, 19, 8.
pub fn version(text: &str) -> Vec<u32> {
    let digits = |c: char| c.is_ascii_digit();
    let from = text.find(digits).and_then(|start| text.get(start..)).unwrap_or_default();
    from.split(|c: char| c != '.' && !digits(c))
        .next()
        .unwrap_or_default()
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        for (text, expected) in [
            ("go version go1.19.8 linux/amd64", [1, 19, 8].as_slice()),
            ("v20.20.2\n", &[20, 20, 2]),
            ("Python 3.11.7", &[3, 11, 7]),
            ("Python 3.14rc1", &[3, 14]),
            ("none", &[]),
        ] {
            assert_eq!(version(text), expected, "{text}");
        }
        assert!(version("v20.19.0") >= vec![20, 19] && version("v20.9.0") < vec![20, 19]);
    }

    #[test]
    fn a_failure_shows_the_status_and_the_output() {
        let mut fails = command("cargo", Path::new("."), ["no-such-command-at-all"]);
        let error = output(&mut fails).unwrap_err();
        assert!(error.contains("cargo: exit") && error.contains("no-such-command-at-all"), "{error}");
        let absent = output(&mut command("no-such-program-at-all", Path::new("."), [""; 0])).unwrap_err();
        assert!(absent.starts_with("no-such-program-at-all: "), "{absent}");
    }
}
