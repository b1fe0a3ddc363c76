//! What links to pages tell beside their text, and what a name means that no page has.

use super::language::Language;
use super::scalars::SCALARS;
use super::types::{Grammar, LISTS, MAPS};
use crate::family::{Expr, Named, Primitive, TypeError};

/// Names of unions longer than this are taken for nothing.
const LONGEST: usize = 160;

/// What a name means that no page has: a union that is called after its members, a model that is called otherwise where
/// the language has such a class, a container whose contents the language drops, the end of a path, or a type of JSON
/// Schema's. `is_page` tells whether there is a page of a name.
pub(super) fn without_page(named: &Named, language: &Language, is_page: &dyn Fn(&str) -> bool) -> Option<Expr> {
    if let Some(members) = members(&named.name, is_page) {
        return Some(members);
    }
    // classes that may not be called like their models
    let other = named.name.strip_prefix("Model").map_or_else(|| format!("Model{}", named.name), str::to_owned);
    if is_page(&other) {
        return Some(Expr::Named(Named { name: other, ..Named::default() }));
    }
    let ty = Grammar::new(language).ty(&named.name, 0).ok()?;
    match &ty {
        Expr::Named(found) if found.name == named.name => schema_word(&found.name),
        _ => Some(ty),
    }
}

/// What JSON Schema itself calls a type, on pages that people changed: hardly any language has such a class.
fn schema_word(name: &str) -> Option<Expr> {
    let primitive = match name {
        "integer" => Primitive::Integer,
        "number" => Primitive::Number,
        "string" => Primitive::String,
        "boolean" => Primitive::Boolean,
        // generators write it for what they have no name for, unions among them
        "object" => Primitive::Any,
        "array" => return Some(Expr::Array(Box::new(Expr::Primitive(Primitive::Any)))),
        _ => return None,
    };
    Some(Expr::Primitive(primitive))
}

/// The members of a union that stands in a member's place, and is called after them: `OneOfCatDog`, `AnyOfCatstring`,
/// `OneOfLessThanCatCommaDogGreaterThan`. Versions up to 5 give such unions no page.
fn members(name: &str, is_page: &dyn Fn(&str) -> bool) -> Option<Expr> {
    let name = name.get(..LONGEST).map_or(name, |_| "");
    let at = ["OneOf", "AnyOf"].iter().find_map(|start| name.find(start))?;
    let (project, rest) = name.split_at_checked(at)?;
    let rest = rest.get("OneOf".len()..).filter(|_| project.bytes().all(|b| b.is_ascii_uppercase()))?;
    let plain = rest.strip_prefix("LessThan").and_then(|rest| rest.strip_suffix("GreaterThan"));
    let mut found = Vec::new();
    for part in plain.map_or_else(|| vec![rest], |plain| plain.split("Comma").collect()) {
        let mut part = part;
        while !part.is_empty() {
            let (member, length) = first(part, is_page)?;
            found.push(member);
            part = part.get(length..)?;
        }
    }
    match found.len() {
        0 => None,
        1 => found.pop(),
        _ => Some(Expr::Union(found)),
    }
}

/// The longest name that a text begins with, and its length.
fn first(text: &str, is_page: &dyn Fn(&str) -> bool) -> Option<(Expr, usize)> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    ends.filter_map(|end| text.get(..end)).find_map(|head| {
        let named = || Expr::Named(Named { name: head.to_owned(), ..Named::default() });
        let scalar = || SCALARS.iter().find(|(word, _)| word.eq_ignore_ascii_case(head));
        let is_page = is_page(head) || is_page(&format!("Model{head}"));
        let found = if is_page { Some(named()) } else { scalar().map(|(_, scalar)| Expr::Primitive(*scalar)) };
        found.map(|found| (found, head.len()))
    })
}

impl Grammar<'_> {
    /// A type in a link to a page beside this one.
    ///
    /// A container alone, which is all that some languages write, holds what its link leads to, or is the API's own model
    /// of that name where the link leads there.
    ///
    /// # Errors
    ///
    /// Where neither the text nor the link is a type.
    pub fn beside(&mut self, text: &str, stem: &str) -> Result<Expr, TypeError> {
        let last = text.rsplit(['.', '\\', ':']).next().unwrap_or(text);
        let (is_list, is_map) = (LISTS.contains(&last), MAPS.contains(&last));
        if is_list || is_map {
            if last.eq_ignore_ascii_case(stem) && !stem.starts_with(char::is_lowercase) {
                let target = Some(format!("{stem}.md"));
                return Ok(Expr::Named(Named { name: last.to_owned(), target, ..Named::default() }));
            }
            self.word(text);
            let item = match self.ty(stem, 0) {
                // what the link calls the container itself
                Ok(item) if stem.rsplit('.').next() != Some(last) => item,
                _ => Expr::Primitive(Primitive::Any),
            };
            let item = Box::new(item);
            return Ok(if is_list { Expr::Array(item) } else { Expr::Map(item) });
        }
        // C: what is a word of the language and a model as well
        let suffix = self.language.suffix;
        if !suffix.is_empty() && text.strip_suffix(suffix) == Some(stem) {
            let target = Some(format!("{stem}.md"));
            return Ok(Expr::Named(Named { name: text.to_owned(), target, ..Named::default() }));
        }
        // a path that is the page's whole name
        if text == stem && text.contains('.') && self.word(text).is_none() && !text.contains(['<', '[', ' ']) {
            let target = Some(format!("{stem}.md"));
            return Ok(Expr::Named(Named { name: text.to_owned(), target, ..Named::default() }));
        }
        self.ty(text, 0).or_else(|error| {
            // C: a label that is no type, for a model whose name is a word of the language
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
            if !suffix.is_empty() && text.ends_with(suffix) && stem.chars().all(is_name) {
                let target = Some(format!("{stem}.md"));
                return Ok(Expr::Named(Named { name: stem.to_owned(), target, ..Named::default() }));
            }
            Err(error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unions_are_called_after_their_members() {
        let shown = |name: &str| {
            members(name, &|name| matches!(name, "Cat" | "CatBed" | "Dog")).map_or_else(
                String::new,
                |found| match found {
                    Expr::Union(members) => {
                        members.iter().map(|member| format!("{member:?}")).collect::<Vec<_>>().join("\n")
                    }
                    one => format!("{one:?}"),
                },
            )
        };
        let count = |name: &str| shown(name).lines().count();
        assert_eq!(count("OneOfCatDog"), 2);
        assert_eq!(count("OneOfCatBedDog"), 2);
        assert_eq!(count("AnyOfCatstring"), 2);
        assert_eq!(count("ZOOOneOfStringInteger"), 2);
        assert_eq!(count("OneOfLessThanCatCommaDogGreaterThan"), 2);
        assert_eq!(count("OneOfCat"), 1);
        for other in ["OneOfBird", "OneOf", "CatOrOneOfDog", "OneOfCatBird"] {
            assert_eq!(shown(other), "", "{other}");
        }
    }
}
