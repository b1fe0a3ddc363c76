//! The maps from a member's name to that on the wire that OpenAPI Generator and APIMatic write into classes of Ruby, PHP,
//! Python and Perl: `attribute_map`, `$attributeMap`, `_names`, `@_hash['…']`; and the lists beside them of what may be null.
//!
//! Such a list, where it is there, is whole: a member that it does not name may not be null.

use super::text::{identifier, lines, quoted};
use super::{Class, Member};
use foldhash::HashMap;

/// What the lines of a block tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Names on the wire.
    Names,
    /// Members that may be null, each alone or with whether it may.
    Nulls,
}

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut block: Option<Block> = None;
    // Of the last class, whether each member of the list may be null; the list may stand before the names.
    let mut nulls: Option<HashMap<&str, bool>> = None;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if let Some(open) = block {
            if trimmed.starts_with([']', '}']) || trimmed == "end" {
                block = None;
                continue;
            }
            match open {
                Block::Names => {
                    if let (Some(class), Some((name, wire))) = (classes.last_mut(), pair(trimmed)) {
                        class.members.push(Member::new(name, wire, number));
                    }
                }
                Block::Nulls => nulls.get_or_insert_default().extend(listed(trimmed)),
            }
            continue;
        }
        if let Some(name) = class(trimmed) {
            settle(classes.last_mut(), nulls.take());
            classes.push(Class::new(name, number));
        }
        let Some(class) = classes.last_mut() else { continue };
        block = begins(trimmed);
        if block == Some(Block::Nulls) {
            nulls.get_or_insert_default();
        }
        // `@_hash['id'] = 'id'`
        if let Some((name, wire)) = trimmed.strip_prefix("@_hash[").and_then(|rest| rest.split_once("] ="))
            && let (Some(name), Some(wire)) = (quoted(name), quoted(wire))
        {
            class.members.push(Member::new(name, wire, number));
        }
    }
    settle(classes.last_mut(), nulls);
    classes
}

/// Tells the members of a class whether they may be null, where it has a list of those that may.
fn settle(class: Option<&mut Class>, nulls: Option<HashMap<&str, bool>>) {
    let (Some(class), Some(nulls)) = (class, nulls) else { return };
    for member in &mut class.members {
        let wire = member.wire.as_deref().unwrap_or_default();
        let listed = nulls.get(member.name.as_str()).or_else(|| nulls.get(wire));
        member.hint.nullable = Some(listed == Some(&true));
    }
}

/// The class that a line begins: `class Pet`, `class Pet(object):`, `package WWW::Client::Object::Pet;`.
fn class(line: &str) -> Option<&str> {
    if let Some(path) = line.strip_prefix("package ") {
        return path.strip_suffix(';')?.rsplit_once("::Object::").map(|(_, name)| name);
    }
    let name = identifier(line.strip_prefix("class ")?);
    (!name.is_empty()).then_some(name)
}

/// The block that begins below a line.
fn begins(line: &str) -> Option<Block> {
    let opens = line.ends_with(['{', '[', '(']);
    let names = line == "def self.attribute_map"
        || opens && (line.starts_with("attribute_map = ") || line.starts_with("_names = "))
        || opens && line.contains(" $attributeMap = ")
        || opens && line.contains("->attribute_map(");
    let nulls = line == "def self.openapi_nullable"
        || line == "def self.nullables"
        || opens && line.starts_with("_nullables = ")
        || opens && line.contains(" $openAPINullables = ");
    match (names, nulls) {
        (true, _) => Some(Block::Names),
        (_, true) => Some(Block::Nulls),
        _ => None,
    }
}

/// A name and that on the wire: `:'photo_urls' => :'photoUrls',`, `'photo_urls': 'photoUrls',  # noqa`.
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = symbol(line);
    let name = quoted(line)?;
    let rest = line.get(name.len() + 2..)?.trim_start();
    let rest = rest.strip_prefix("=>").or_else(|| rest.strip_prefix(':'))?;
    Some((name, quoted(symbol(rest))?))
}

/// Without the colon that begins a symbol of Ruby.
fn symbol(text: &str) -> &str {
    let text = text.trim_start();
    text.strip_prefix(':').unwrap_or(text)
}

/// What a line of a list names, and whether it may be null: `'nick': true,`, `:'nick',`, `nick` in Ruby's `%w[`.
fn listed(line: &str) -> impl Iterator<Item = (&str, bool)> {
    let may = !line.trim_end_matches(',').ends_with("false");
    let items = line.trim_start_matches(['[', '(']).split(',').map(symbol);
    let names = items.map(|item| quoted(item).unwrap_or_else(|| identifier(item)));
    names.filter(|name| !name.is_empty()).map(move |name| (name, may))
}
