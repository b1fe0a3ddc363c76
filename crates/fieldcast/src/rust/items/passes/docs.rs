//! Doc comments: the documentation's own words as Markdown that rustdoc has nothing to say about, and a link from
//! each member to its model.

use crate::rust::code::syntax;
use crate::rust::definition::{Id, Struct, Type};
use crate::rust::docs::markdown::{self, Links};

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

/// Documents a struct and its fields.
pub fn apply(object: &Struct, docs: Option<&str>, item: &mut syn::ItemStruct, links: &dyn Links) {
    let mut all = attributes(docs.unwrap_or_default());
    all.append(&mut item.attrs);
    item.attrs = all;
    for (field, member) in object.fields.iter().zip(&mut item.fields) {
        let words = clean(field.docs.as_deref(), links);
        let text = match (words, see(&field.ty, links)) {
            (Some(words), Some(link)) if !words.contains(&link) => Some(format!("{words}\n\nSee {link}.")),
            (None, Some(link)) => Some(format!("See {link}.")),
            (words, _) => words,
        };
        let mut all = attributes(text.as_deref().unwrap_or_default());
        all.append(&mut member.attrs);
        member.attrs = all;
    }
    if object.rest.is_some()
        && let Some(member) = item.fields.iter_mut().last()
    {
        member.attrs.insert(0, syntax::doc(" The members that have no field of their own."));
    }
}

/// The link to the model of a type that holds one.
fn see(ty: &Type, links: &dyn Links) -> Option<String> {
    let mut found: Option<Id> = None;
    ty.visit_refs(&mut |id, _| found = Some(id));
    links.to(found?)
}
