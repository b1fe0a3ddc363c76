//! What the pages tell of names on the wire, gathered for [`crate::wire`].

use super::lower::{Draft, DraftBody, DraftField};
use super::resolve::Index;
use crate::dialect::{Dialect, Expr, Literal, Named};
use crate::page::unescape;
use crate::wire::{Evidence, LocalSpellings};
use rayon::prelude::*;
use std::collections::HashMap;

/// An Example cell without what only its table needed.
fn example_text(cell: &str) -> String {
    unescape(&cell.replace("<br/>", "\n")).into_owned()
}

/// What the pages tell of names on the wire.
pub(super) fn evidence(drafts: &[Draft<'_>], dialect: &'static dyn Dialect) -> Evidence {
    let casing = dialect.casing();
    drafts
        .par_iter()
        .fold(Evidence::default, |mut evidence, draft| {
            evidence.prose(draft.page.description);
            match &draft.body {
                DraftBody::Object(fields) => {
                    for field in fields {
                        evidence.documented(field.row.name.text, casing);
                        evidence.prose(field.row.description.text);
                        if !field.row.example.text.is_empty() {
                            evidence.example(&example_text(field.row.example.text));
                        }
                    }
                }
                DraftBody::Enum(found) => {
                    for value in &found.values {
                        if let Literal::String(text) = &value.value {
                            evidence.value(text.as_str());
                        }
                    }
                }
                DraftBody::Union(_) | DraftBody::Blank => {}
            }
            evidence
        })
        .reduce(Evidence::default, |mut a, b| {
            a.merge(b);
            a
        })
}
/// The examples in JSON of fields whose type is a model, or a list or map of it: their keys are the model's names on the
/// wire.
pub(super) fn examples(drafts: &[Draft<'_>], index: &Index<'_>) -> HashMap<usize, Vec<String>> {
    let mut found: HashMap<usize, Vec<String>> = HashMap::new();
    for draft in drafts {
        let DraftBody::Object(fields) = &draft.body else { continue };
        for field in fields {
            let example = field.row.example.text;
            if example.starts_with(['{', '['])
                && let Some(named) = leads_to(&field.observed.ty)
                && let Some(page) = index.resolve(named, &draft.namespace)
            {
                found.entry(page).or_default().push(example_text(example));
            }
        }
    }
    found
}

/// The model whose value a value of this type is or holds.
fn leads_to(ty: &Expr) -> Option<&Named> {
    match ty {
        Expr::Named(named) => Some(named),
        Expr::Array(of) | Expr::Wrapped(_, of) => leads_to(of),
        _ => None,
    }
}

/// The spellings that a page itself, and the examples of the fields that lead to it, quote.
pub(super) fn local(draft: &Draft<'_>, rows: &[DraftField<'_>], examples: &[String]) -> LocalSpellings {
    let mut local = LocalSpellings::default();
    local.prose(draft.page.description);
    for DraftField { row, .. } in rows {
        local.row(row.name.text, row.description.text, &example_text(row.example.text));
    }
    examples.iter().for_each(|example| local.example(example));
    local
}
