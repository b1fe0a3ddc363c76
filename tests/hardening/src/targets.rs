//! Laws of single stages, for any bytes: what `tests/fuzz` tries beside whole sets of pages. Each says which law is broken.

use crate::case::Case;
use fieldcast::decide::decide;
use fieldcast::family::{self, Casing, page::Member};
use fieldcast::markdown::Span;
use fieldcast::project::Settings;
use fieldcast::rust::{self, ClosedEnums};
use fieldcast::schema::{self, document::Document};
use fieldcast::shown;
use fieldcast::source::GenYaml;
use fieldcast::wire::{Conclusion, Convention, Evidence, LocalSpellings, WireNames, wire_name};
use fieldcast::{model, tree::Tree};
use std::collections::BTreeSet;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Mutex;

/// A target: its name, which is that of its program in `tests/fuzz`, and its law.
pub type Target = (&'static str, fn(&[u8]) -> Result<(), String>);

/// Every target but whole sets of pages.
pub const ALL: &[Target] = &[("types", types), ("names", names), ("crates", crates), ("settings", settings)];

/// The grammars of every language: a cell is a type or says where it is none, within itself.
///
/// # Errors
///
/// The law that is broken.
pub fn types(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let (cell, code) = text.split_once('\n').unwrap_or((&text, ""));
    for (_, dialect) in family::languages() {
        let place = |offset: usize| {
            let within = offset <= cell.len() && cell.is_char_boundary(offset);
            if within { Ok(()) } else { Err(format!("{}: a fault at {offset} of `{cell}`", dialect.name())) }
        };
        match dialect.parse_type(cell) {
            Ok(ty) => {
                if dialect.parse_type(cell) != Ok(ty.clone()) {
                    return Err(format!("{}: `{cell}` is read in two ways", dialect.name()));
                }
                for required in [true, false] {
                    dialect.observe(required, ty.clone());
                }
            }
            Err(fault) => place(fault.offset)?,
        }
        // Of a member there are two texts, in either of which the fault may be.
        let member = Member { heading: span(cell), code: span(code) };
        if let Err(fault) = dialect.parse_member(&member)
            && fault.offset > cell.len().max(code.len())
        {
            return Err(format!("{}: a fault at {} of a member", dialect.name(), fault.offset));
        }
    }
    Ok(())
}

fn span(text: &str) -> Span<'_> {
    Span { text, line: 1, column: 1 }
}

/// Names on the wire: the first line is a name, the second its model's, the others are what pages say. A name stays one,
/// and what is worked out for all at once is what is worked out for each.
///
/// # Errors
///
/// The law that is broken.
pub fn names(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let (name, title) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    for casing in [Casing::Snake, Casing::Camel, Casing::Pascal, Casing::GoPascal] {
        let (mut evidence, mut local) = (Evidence::default(), LocalSpellings::default());
        for (number, line) in lines.clone().enumerate() {
            match number % 4 {
                0 => evidence.prose(line),
                1 => evidence.example(line),
                2 => evidence.description(line, &mut local),
                _ => evidence.row(line, line, line, &mut local),
            }
        }
        evidence.documented(name, casing);
        for stated in std::iter::once(None).chain(Convention::ALL.iter().copied().map(Some)) {
            let conclusion = Conclusion::new(&evidence, casing, stated);
            let one = wire_name(name, title, casing, &conclusion, Some(&local));
            if one.name.is_empty() && name.chars().any(char::is_alphanumeric) {
                return Err(format!("`{name}` has no name on the wire"));
            }
            let all = WireNames::new(&evidence, casing, &conclusion).of(name, title, &local);
            if all != one {
                return Err(format!("`{name}` is {all:?} with all, and {one:?} alone"));
            }
        }
    }
    Ok(())
}

/// The writer of crates: any schema makes files that are Rust and can be written, or says why not. What is no schema is
/// taken for pages, whose schema is.
///
/// # Errors
///
/// The law that is broken.
pub fn crates(bytes: &[u8]) -> Result<(), String> {
    let Some(document) = serde_json::from_slice::<Document>(bytes).ok().or_else(|| of_pages(bytes)) else {
        return Ok(());
    };
    // Of which kind enums are is chosen by the case, so that each case is half as long.
    let is_odd = bytes.iter().fold(false, |odd, byte| odd ^ (byte & 1 == 1));
    let closed_enums = if is_odd { ClosedEnums::All } else { ClosedEnums::None };
    let options = rust::Options { closed_enums, ..rust::Options::default() };
    let (files, diagnostics) = rust::generate(&document, &options);
    if let Some(fault) = diagnostics.iter().find(|d| d.code == fieldcast::diagnostic::Code::GeneratorFault) {
        return Err(fault.to_string());
    }
    let Some(files) = files else {
        let is_told = diagnostics.iter().any(fieldcast::diagnostic::Diagnostic::is_error);
        return if is_told { Ok(()) } else { Err("there is no crate, and no reason".to_owned()) };
    };
    let mut tree = Tree::new("no such folder");
    for (path, text) in files {
        if !is_known(&text) {
            if path.ends_with(".rs") {
                syn::parse_file(&text).map_err(|error| format!("{path} is no Rust: {error}\n{text}"))?;
            }
            if let Some(c) = text.chars().find(|c| shown::is_bidi(*c)) {
                return Err(format!("{path} has the direction mark {:?}", c.escape_default().to_string()));
            }
            know(&text);
        }
        tree.add("crate", path, text);
    }
    tree.plan().map_err(|found| format!("{found:?}"))?;
    Ok(())
}

/// The files of former cases that keep the law, by their hashes: most of a small crate is what every crate has.
static KNOWN: Mutex<BTreeSet<u64>> = Mutex::new(BTreeSet::new());

/// How many are kept.
const MOST_KNOWN: usize = 1 << 16;

fn hash(text: &str) -> u64 {
    // The same in every run.
    let mut hasher = std::hash::DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn is_known(text: &str) -> bool {
    KNOWN.lock().is_ok_and(|known| known.contains(&hash(text)))
}

fn know(text: &str) {
    if let Ok(mut known) = KNOWN.lock()
        && known.len() < MOST_KNOWN
    {
        known.insert(hash(text));
    }
}

fn of_pages(bytes: &[u8]) -> Option<Document> {
    let case = Case::from_bytes(bytes);
    let (decided, _) = decide(model::read(&case.docs, &case.options).0?, &[]);
    let options = schema::Options { id: "https://example.com/api.schema.json".to_owned(), ..Default::default() };
    Some(schema::document(&decided, &options))
}

/// Files of settings: each is read or refused at a place in it, and what a message shows is safe.
///
/// # Errors
///
/// The law that is broken.
pub fn settings(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    // YAML ends a line at a lone return too.
    let lines = u32::try_from(text.split(['\n', '\r']).count()).unwrap_or(u32::MAX);
    let faults = [
        Settings::parse(&text, "source.toml").map(|settings| drop(settings.corrections(&text, "source.toml"))).err(),
        GenYaml::parse(&text, &"gen.yaml".into()).err(),
    ];
    for fault in faults.into_iter().flatten() {
        if fault.place.as_ref().is_none_or(|place| place.line > lines + 1) {
            return Err(format!("a fault of {:?}, in {lines} lines", fault.place));
        }
        if let Some(c) = fault.to_string().chars().find(|c| shown::is_hidden(*c) && *c != '\n') {
            return Err(format!("a message shows {c:?}"));
        }
    }
    Ok(())
}
