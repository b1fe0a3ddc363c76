//! The next version of an API's crate after an update: in its settings, and as an entry of its changelog. Both are kept by
//! hand, so that nothing else of them changes.

use super::edit::Edit;
use super::settings::Settings;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::diff::{self, Report};
use crate::source::ApiSource;
use std::path::Path;

/// The API with the next version of its crate, and the files that say so; `None` where the crate has no version of its
/// own, or nothing asks for another.
pub fn next(
    root: &Path,
    api: &ApiSource,
    settings: &Settings,
    report: &mut Report,
) -> Result<Option<(ApiSource, [Edit; 2])>, Vec<Diagnostic>> {
    let Some(package) = &settings.package else { return Ok(None) };
    let Some(version) = &package.version else { return Ok(None) };
    let Some(next) = report.next_version(version).filter(|next| next != version) else { return Ok(None) };
    let anew = ApiSource { text: with_version(api, &next)?, ..api.clone() };
    report.verdict.next = Some(next);
    let settings = Edit {
        path: format!("schema/{}/source.toml", api.name),
        before: Some(api.text.clone()),
        text: anew.text.clone(),
    };
    let path = format!("{}/CHANGELOG.md", package.folder().trim_end_matches('/'));
    let before = std::fs::read_to_string(root.join(&path)).ok();
    let text = changelog(before.as_deref().unwrap_or("# Changelog\n"), &diff::markdown(report));
    Ok(Some((anew, [settings, Edit { path, before, text }])))
}

/// The settings of an API with another version of its crate; comments and order stay.
fn with_version(api: &ApiSource, version: &str) -> Result<String, Vec<Diagnostic>> {
    let fault = |error: toml_edit::TomlError| {
        vec![Diagnostic::error(Code::BadConfig, Place::file(api.file.clone()), error.to_string())]
    };
    let mut document: toml_edit::DocumentMut = api.text.parse().map_err(fault)?;
    if let Some(item) = document.get_mut("crate").and_then(|table| table.get_mut("version")) {
        *item = toml_edit::value(version);
    }
    Ok(document.to_string())
}

/// A changelog with one more entry: before the newest one, and after what is not yet released.
fn changelog(text: &str, entry: &str) -> String {
    let is_entry = |line: &str| line.starts_with("## ") && !line.to_lowercase().contains("unreleased");
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_entry(line) {
            break;
        }
        at += line.len();
    }
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let tail = if tail.is_empty() { String::new() } else { format!("\n{tail}") };
    format!("{}\n\n{}\n{tail}", head.trim_end(), entry.trim_end())
}

#[cfg(test)]
mod tests {
    use super::changelog;

    #[test]
    fn entries_go_before_the_newest() {
        let first = changelog("# Changelog\n", "## 0.2.0\n\nNew.\n");
        assert_eq!(first, "# Changelog\n\n## 0.2.0\n\nNew.\n");
        let second = changelog(&first, "## 0.3.0\n\nNewer.\n");
        assert_eq!(second, "# Changelog\n\n## 0.3.0\n\nNewer.\n\n## 0.2.0\n\nNew.\n");
        let kept = changelog("# Changelog\n\n## Unreleased\n\n- Own.\n\n## 0.1.0\n", "## 0.2.0\n");
        assert_eq!(kept, "# Changelog\n\n## Unreleased\n\n- Own.\n\n## 0.2.0\n\n## 0.1.0\n");
    }
}
