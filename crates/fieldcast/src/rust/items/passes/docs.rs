//! Doc comments: the documentation's own words as Markdown that rustdoc has nothing to say about, and a link from
//! each member to its model.

use quote::quote;

use crate::rust::code::syntax;
use crate::rust::definition::{Api, Definition, Field, Id, Struct, Type};
use crate::rust::docs::markdown::{self, Links};
use crate::rust::docs::{payload, words};
use crate::shown::is_hidden;

/// The doc comment of a text, one attribute a line.
pub fn attributes(text: &str) -> Vec<syn::Attribute> {
    text.lines()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            syntax::doc(&line)
        })
        .collect()
}

/// The clean text of a description; `None` where nothing is left.
pub fn clean(description: Option<&str>, links: &dyn Links) -> Option<String> {
    let text = markdown::clean(description?, links);
    (!text.is_empty()).then_some(text)
}

/// The documentation of a type: its description or what is known of it, who uses it, and an example.
pub fn of_type(api: &Api, id: Id, definition: &Definition, users: &[Id], links: &dyn Links) -> String {
    let mut parts = vec![clean(definition.docs.as_deref(), links).unwrap_or_else(|| words::of_type(definition, links))];
    parts.extend(words::users(api, users, links));
    parts.extend(payload::of(api, id).map(|json| format!("# Example\n\n```json\n{json}\n```")));
    parts.join("\n\n")
}

/// The documentation of a member: its description, the link to its model, and what is told of it.
fn of_field(field: &Field, links: &dyn Links) -> String {
    let mut told = Vec::new();
    let mut text = match clean(field.docs.as_deref(), links) {
        Some(words) => {
            let link = see(&field.ty, links).filter(|link| !words.contains(link));
            told.extend(link.map(|link| format!("See {link}.")));
            told.extend(words::wire(field));
            words
        }
        None => words::of_field(field, links),
    };
    told.extend(clean(field.told.as_deref(), links));
    if !told.is_empty() {
        text = format!("{text}\n\n{}", told.join(" "));
    }
    text
}

/// Documents a struct and its fields.
pub fn apply(object: &Struct, docs: Option<&str>, item: &mut syn::ItemStruct, links: &dyn Links) {
    let mut all = attributes(docs.unwrap_or_default());
    all.append(&mut item.attrs);
    item.attrs = all;
    for (field, member) in object.fields.iter().zip(&mut item.fields) {
        let mut all = attributes(&of_field(field, links));
        all.extend(alias(&field.wire, &field.name));
        all.append(&mut member.attrs);
        member.attrs = all;
    }
    if object.rest.is_some()
        && let Some(member) = item.fields.iter_mut().last()
    {
        member.attrs.insert(0, syntax::doc(" The members that have no field of their own."));
    }
}

/// Finds an item in rustdoc's search by another name too; `None` where that is its own, or none that rustdoc takes.
pub fn alias(documented: &str, name: &str) -> Option<syn::Attribute> {
    let is_fine = |c: char| !c.is_whitespace() && !c.is_control() && !is_hidden(c) && !"\"'\\".contains(c);
    let is_other = !documented.is_empty() && documented != name && documented.chars().all(is_fine);
    is_other.then(|| syntax::list("doc", quote!(alias = #documented)))
}

/// The link to the model of a type that holds one.
fn see(ty: &Type, links: &dyn Links) -> Option<String> {
    let mut found: Option<Id> = None;
    ty.visit_refs(&mut |id, _| found = Some(id));
    links.to(found?)
}
