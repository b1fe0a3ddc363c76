//! What the pages tell of names on the wire, gathered for [`crate::wire`].

use super::Field;
use super::lower::{Draft, DraftBody, DraftField};
use super::resolve::Index;
use crate::diagnostic::{Code, Diagnostic};
use crate::family::{Dialect, Expr, Literal, Named};
use crate::markdown::unescape;
use crate::wire::{Confidence, Evidence, LocalSpellings, Reason};
use foldhash::{HashMap, HashMapExt as _};
use rayon::prelude::*;
use std::borrow::Cow;

/// An Example cell without what only its table needed.
fn example_text(cell: &str) -> Cow<'_, str> {
    if !cell.contains(['<', '\\']) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(unescape(&cell.replace("<br/>", "\n")).into_owned())
}

/// What the pages tell of names on the wire: what all of them tell, and in each body the spellings that its page quotes.
pub(super) fn evidence(drafts: &[Draft<'_>], bodies: &mut [DraftBody<'_>], dialect: &'static dyn Dialect) -> Evidence {
    let casing = dialect.casing();
    drafts
        .par_iter()
        .zip(bodies)
        .fold(Evidence::default, |mut evidence, (draft, body)| {
            match body {
                DraftBody::Object(fields) => {
                    let mut spellings = LocalSpellings::default();
                    evidence.description(draft.page.description, &mut spellings);
                    for DraftField { row, .. } in fields.iter() {
                        let name = row.name.text;
                        evidence.documented(name, casing);
                        evidence.member(name, row.description.text, &mut spellings);
                        super::example::each(row.example.text, &mut |cell| {
                            evidence.row(name, row.description.text, &example_text(cell), &mut spellings);
                        });
                    }
                    if !draft.page.json.is_empty() {
                        evidence.example(draft.page.json);
                        spellings.example(draft.page.json, 0);
                    }
                    spellings.settle();
                    fields.spellings = spellings;
                }
                DraftBody::Enum(found) => {
                    evidence.prose(draft.page.description);
                    for value in &found.values {
                        if let Literal::String(text) = &value.value {
                            evidence.value(text.as_str());
                        }
                    }
                }
                DraftBody::Union(_) | DraftBody::Blank => evidence.prose(draft.page.description),
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
pub(super) fn examples(
    drafts: &[Draft<'_>],
    bodies: &[DraftBody<'_>],
    index: &Index<'_>,
) -> HashMap<usize, Vec<(String, u32)>> {
    let of_draft = |(draft, body): (&Draft<'_>, &DraftBody<'_>)| {
        let mut found = Vec::new();
        let DraftBody::Object(fields) = body else { return found };
        for field in fields.iter() {
            super::example::each(field.row.example.text, &mut |example| {
                if example.starts_with(['{', '['])
                    && let Some((named, maps)) = leads_to(&field.observed.ty)
                    && let Some(page) = index.resolve(named, &draft.namespace)
                {
                    found.push((page, (example_text(example).into_owned(), maps)));
                }
            });
        }
        found
    };
    let all: Vec<_> = drafts.par_iter().zip(bodies).map(of_draft).collect();
    let mut found: HashMap<usize, Vec<(String, u32)>> = HashMap::new();
    for (page, example) in all.into_iter().flatten() {
        found.entry(page).or_default().push(example);
    }
    found
}

/// The model whose value a value of this type is or holds, and in how many maps.
fn leads_to(ty: &Expr) -> Option<(&Named, u32)> {
    match ty {
        Expr::Named(named) => Some((named, 0)),
        Expr::Array(of) | Expr::Wrapped(_, of) => leads_to(of),
        Expr::Map(of) => leads_to(of).map(|(named, maps)| (named, maps.saturating_add(1))),
        _ => None,
    }
}

/// Tells fields apart whose names would be one on the wire: those stay as they are documented, which no two of a page
/// are. A name that is stated stands; where two are stated the same, the later field stays as documented, with an error.
pub(super) fn tell_apart(fields: &mut [Field], diagnostics: &mut Vec<Diagnostic>) {
    loop {
        let mut counts: HashMap<&str, usize> = HashMap::with_capacity(fields.len());
        for field in fields.iter() {
            *counts.entry(&field.wire).or_default() += 1;
        }
        let clashes = |field: &Field| counts.get(field.wire.as_str()).is_some_and(|count| *count > 1);
        let inferred = |field: &Field| !is_told(field) && field.wire != field.documented;
        let mut changed: Vec<usize> =
            (0..fields.len()).filter(|at| fields.get(*at).is_some_and(|f| clashes(f) && inferred(f))).collect();
        if changed.is_empty() {
            let stated = |field: &&Field| is_told(field) && field.wire != field.documented;
            let Some(last) = fields.iter().rposition(|f| clashes(f) && stated(&f)) else { return };
            changed.push(last);
        }
        for at in changed {
            let Some(field) = fields.get_mut(at) else { continue };
            if field.confidence == Confidence::Stated {
                let message =
                    format!("`{}` is stated to be `{}`, which another field is", field.documented, field.wire);
                diagnostics.push(
                    Diagnostic::error(Code::WireNamesUnclear, field.place.clone(), message)
                        .help("state another name for one of the two"),
                );
            }
            field.confidence = Confidence::Guessed;
            field.reason = Reason::Clash;
            field.wire.clone_from(&field.documented);
        }
    }
}

/// Whether a name is beyond what other fields' names can tell of it.
fn is_told(field: &Field) -> bool {
    matches!(field.reason, Reason::Stated | Reason::Tag | Reason::Shown)
}
