//! A generated crate as a module of somebody else's: the same files, with paths that begin at the module.
//!
//! What a crate has for itself (manifest, readme) is left out. What it puts behind features so that less is compiled is always
//! there, and what needs other crates than serde's never is: the crate around the module has features of its own.

use super::Files;
use std::borrow::Cow;

/// The parts of the Rust path of the module that lies in a folder: those below the last `src`.
///
/// `None` where there is no `src` in it, nothing below that, or a part that is no identifier.
///
/// ```
/// use fieldcast::rust::module_path;
/// assert_eq!(module_path("crates/app/src/api/clerk"), Some(vec!["api".to_owned(), "clerk".to_owned()]));
/// assert_eq!(module_path("src"), None);
/// assert_eq!(module_path("src/my-api"), None);
/// ```
pub fn module_path(folder: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = folder.split('/').collect();
    let src = parts.iter().rposition(|part| *part == "src")?;
    let parts = parts.get(src + 1..).filter(|parts| !parts.is_empty())?;
    let is_name = |part: &&str| syn::parse_str::<syn::Ident>(part).is_ok();
    parts.iter().all(is_name).then(|| parts.iter().map(|part| (*part).to_owned()).collect())
}

/// The files of a crate, as [`generate`](super::generate) makes them, as those of the module at `path` below the root of another
/// crate; `crate_name` is what the crate was made as. The root is `mod.rs`.
pub fn as_module(files: &Files, crate_name: &str, path: &[String]) -> Files {
    let way: String = path.iter().map(|part| format!("{part}::")).collect();
    let own = features(files.get("Cargo.toml").map_or("", String::as_str));
    let name = format!("{}::", crate_name.replace('-', "_"));
    let sources = files.iter().filter_map(|(file, text)| Some((file.strip_prefix("src/")?, text)));
    sources
        .map(|(file, text)| {
            let text = moved(&ungated(text, &own), &name, &way);
            match file {
                "lib.rs" => ("mod.rs".to_owned(), root(&text)),
                _ => (file.to_owned(), text),
            }
        })
        .collect()
}

/// The features of a manifest that need no other crate.
fn features(manifest: &str) -> Vec<String> {
    let Ok(manifest) = manifest.parse::<toml::Table>() else { return Vec::new() };
    let Some(features) = manifest.get("features").and_then(toml::Value::as_table) else { return Vec::new() };
    let needs_crate = |needs: &toml::Value| {
        let needs = needs.as_array().map(Vec::as_slice).unwrap_or_default();
        needs.iter().filter_map(toml::Value::as_str).any(|need| need.contains(':') || need.contains('/'))
    };
    features.iter().filter(|(_, needs)| !needs_crate(needs)).map(|(name, _)| name.clone()).collect()
}

/// The text without conditions on features: those in `own` are on, and all others off.
fn ungated<'t>(text: &'t str, own: &[String]) -> Cow<'t, str> {
    const FEATURE: &str = "feature = \"";
    if !text.contains(FEATURE) {
        return Cow::Borrowed(text);
    }
    let is_on = |name: &str| own.iter().any(|own| own == name);
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let code = line.trim();
        if !(code.starts_with("#[cfg") || code.starts_with("#![cfg")) || !code.contains(FEATURE) {
            out.push_str(line);
            continue;
        }
        let whole = code.ends_with(")]") && !code.contains("not(");
        let names: Vec<&str> = code.split(FEATURE).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let gate = code.starts_with("#[cfg(") && names.iter().all(|name| is_on(name));
        let extra = code.starts_with("#[cfg_attr(feature") && !names.iter().any(|name| is_on(name));
        if whole && (gate || extra) {
            continue;
        }
        let mut line = line.to_owned();
        for name in names {
            let known = if is_on(name) { "all()" } else { "any()" };
            line = line.replacen(&format!("{FEATURE}{name}\""), known, 1);
        }
        out.push_str(&line);
    }
    Cow::Owned(out)
}

/// The root of the module, whose documentation speaks of no features.
fn root(text: &str) -> String {
    let mut features = false;
    let told = |line: &&str| {
        features = match line.trim_end() {
            "//! # Features" => true,
            line => features && line.starts_with("//!") && !line.starts_with("//! # "),
        };
        !features
    };
    let text: String = text.split_inclusive('\n').filter(told).collect();
    // The empty line before it goes too; and a module may be called as one of those in it.
    text.replace("//!\n#![", "#![").replacen("#![forbid", "#![allow(clippy::module_inception)]\n#![forbid", 1)
}

/// Attributes whose text is a path.
const PATHS: [&str; 6] =
    ["with = ", "serialize_with = ", "deserialize_with = ", "default = ", "skip_serializing_if = ", "crate = "];

/// The text with every path below the crate below `way`, and examples that name the crate `name` as examples of the module.
fn moved(text: &str, name: &str, way: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = if rest.starts_with("//") {
            let end = rest.find('\n').unwrap_or(rest.len());
            out.push_str(&comment(rest.get(..end).unwrap_or(rest), name, way));
            end
        } else if let Some(end) = raw_string(rest).filter(|_| !ends_in_word(&out)) {
            out.push_str(rest.get(..end).unwrap_or(rest));
            end
        } else if c == '"' {
            let end = string(rest);
            let text = rest.get(..end).unwrap_or(rest);
            match text.strip_prefix("\"crate::") {
                Some(path) if PATHS.iter().any(|before| out.ends_with(before)) => {
                    out.push_str("\"crate::");
                    out.push_str(way);
                    out.push_str(path);
                }
                _ => out.push_str(text),
            }
            end
        } else if c == '\'' {
            let end = character(rest);
            out.push_str(rest.get(..end).unwrap_or(rest));
            end
        } else if rest.starts_with("crate::") && !ends_in_word(&out) {
            out.push_str("crate::");
            out.push_str(way);
            "crate::".len()
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    out
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// A comment: links of documentation lead below the module, and an example cannot be run from outside of the crate.
fn comment(line: &str, name: &str, way: &str) -> String {
    let example = line.replacen("```rust", "```ignore", 1);
    let mut out = String::with_capacity(example.len());
    let mut rest = example.as_str();
    while let Some(at) = ["crate::", name].iter().filter_map(|word| rest.find(word)).min() {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let word = if after.starts_with("crate::") { "crate::" } else { name };
        out.push_str(before);
        // A path begins where no word goes on.
        out.push_str(if ends_in_word(before) || before.ends_with(':') { word } else { "crate::" });
        if !(ends_in_word(before) || before.ends_with(':')) {
            out.push_str(way);
        }
        rest = after.get(word.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The length of the string in quotes that a text begins with.
fn string(text: &str) -> usize {
    let mut escaped = true;
    for (at, c) in text.char_indices() {
        match c {
            _ if at == 0 => escaped = false,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string that a text begins with, `r"…"` or `br##"…"##`.
fn raw_string(text: &str) -> Option<usize> {
    let start = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let signs = start.len() - start.trim_start_matches('#').len();
    let inner = start.get(signs..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(signs));
    let end = inner.find(&close).map_or(inner.len(), |at| at + close.len());
    Some(text.len() - inner.len() + end)
}

/// The length of the character in quotes that a text begins with; of the quote alone where it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            // What is escaped may be a quote.
            chars.next();
            text.char_indices().skip(3).find(|(_, c)| *c == '\'').map_or(text.len(), |(at, _)| at + 1)
        }
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_below_the_module_and_texts_stay() {
        let text = r##"//! Reads `pets_models::Pet`; see [`crate::toys::Toy`], and my_crate::x.
//! ```rust
//! let pet: pets_models::Pet = x;
//! ```
#[serde(rename = "crate::pet", with = "crate::presence")]
pub(crate) fn a<'a>(b: &'a crate::Pet) -> char { my_crate::b(r#"crate::"#, "\"crate::", '"', '\'', crate::c) }
macro_rules! m { () => { $crate::support::parse() } }
"##;
        let expected = r##"//! Reads `crate::api::pets::Pet`; see [`crate::api::pets::toys::Toy`], and my_crate::x.
//! ```ignore
//! let pet: crate::api::pets::Pet = x;
//! ```
#[serde(rename = "crate::pet", with = "crate::api::pets::presence")]
pub(crate) fn a<'a>(b: &'a crate::api::pets::Pet) -> char { my_crate::b(r#"crate::"#, "\"crate::", '"', '\'', crate::api::pets::c) }
macro_rules! m { () => { $crate::api::pets::support::parse() } }
"##;
        assert_eq!(moved(text, "pets_models::", "api::pets::"), expected);
    }

    #[test]
    fn what_needs_no_other_crate_is_always_there() {
        let manifest = "[features]\ndefault = [\"walks\"]\nwalks = []\njiff = [\"dep:jiff\"]\nall = [\"walks\"]\n";
        let mut own = features(manifest);
        own.sort();
        assert_eq!(own, ["all", "default", "walks"]);
        let text = "#[cfg(feature = \"walks\")]\nmod a;\n#[cfg(feature = \"jiff\")]\nmod b;\n\
            #[cfg(any(feature = \"all\", feature = \"walks\"))]\nmod c;\n#[cfg(test)]\nmod d;\n\
            #[cfg_attr(feature = \"jiff\", derive(A))]\n#[cfg_attr(not(feature = \"walks\"), allow(unused))]\nmod e;\n";
        let expected = "mod a;\n#[cfg(any())]\nmod b;\nmod c;\n#[cfg(test)]\nmod d;\n#[cfg_attr(not(all()), allow(unused))]\nmod e;\n";
        assert_eq!(ungated(text, &own), expected);
        let text = "//! Models.\n//!\n//! # Features\n//!\n//! - `walks`\n#![forbid(unsafe_code)]\n";
        assert_eq!(root(text), "//! Models.\n#![allow(clippy::module_inception)]\n#![forbid(unsafe_code)]\n");
    }
}
