//! From the pages of one SDK to its models: every page becomes a model or a diagnostic.

use super::lower::{Draft, DraftBody, DraftField, draft};
use super::resolve::{Index, main_rank};
use super::unions::Resolver;
use super::{Api, Field, Kind, Model, ModelId, Object, Primitive, Slot, Type, Union, example, plumbing, visit};
use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::dialect::{self, Dialect, Literal};
use crate::page::{self, Page, Reading, clean_description, split_deprecation, unescape};
use crate::source::{Docs, File};
use crate::wire::{Conclusion, Convention, Evidence, LocalSpellings, wire_name};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How pages are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The SDK language, by name; told from the pages where it is `None`.
    pub language: Option<String>,
    /// The convention of the names on the wire; inferred from the pages where it is `None`.
    pub wire_names: Option<Convention>,
    /// Names on the wire that are known one by one: from `Model.documented` or `documented` to the name.
    pub names: HashMap<String, String>,
    /// Whether the SDK's own plumbing is read as models too.
    pub plumbing: bool,
}

/// Reads the pages of one SDK, on as many threads as rayon's current pool has.
///
/// Gives what could be read, `None` only where the language is not known; and everything that is wrong or was left
/// out. A page with an error is not among the models; what refers to it accepts anything.
pub fn read(docs: &Docs, options: &Options) -> (Option<Api>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut broken = Vec::new();
    let readings: Vec<(&File, Reading<'_>)> =
        docs.files.par_iter().map(|file| (file, page::read(&file.path, &file.text))).collect();
    let mut pages: Vec<(&File, Page<'_>)> = Vec::with_capacity(readings.len());
    for (file, reading) in readings {
        match reading {
            Reading::Model(page) => pages.push((file, *page)),
            Reading::Other(diagnostic) => diagnostics.push(diagnostic),
            Reading::Broken(problems) => {
                broken.push(file.stem().to_owned());
                diagnostics.extend(problems);
            }
        }
    }
    let Some(dialect) = language(docs, &pages, options, &mut diagnostics) else {
        diagnostic::sort(&mut diagnostics);
        return (None, diagnostics);
    };
    let cells = pages.iter().flat_map(|(_, page)| match &page.body {
        page::Body::Fields(rows) => rows.as_slice(),
        _ => &[],
    });
    let dialect = dialect::of_cells(dialect, cells.map(|row| row.ty.text));
    let drafts = drafts(docs, pages, dialect, &mut broken, &mut diagnostics);
    let conclusion = Conclusion::new(&evidence(&drafts, dialect), dialect.casing(), options.wire_names);
    let index = Index::new(&drafts, docs.settings.as_ref());
    let left_out: HashMap<usize, String> = if options.plumbing {
        HashMap::new()
    } else {
        let found = drafts.iter().enumerate().filter_map(|(at, draft)| Some((at, plumbing::page(draft)?)));
        found.collect()
    };
    let mut main: HashMap<&str, usize> = HashMap::with_capacity(drafts.len());
    for draft in &drafts {
        if let Some(rank) = main_rank(&draft.namespace, docs.settings.as_ref()) {
            let first = main.entry(draft.name).or_insert(rank);
            *first = rank.min(*first);
        }
    }
    let (conclusion, index) = (&conclusion, &index);
    let pass = Pass { docs, drafts: &drafts, index, dialect, options, broken: &broken, conclusion, main };
    let (models, problems) = pass.models(left_out);
    diagnostics.extend(problems);
    diagnostic::sort(&mut diagnostics);
    let api = Api {
        languages: vec![dialect.name()],
        root: docs.root.clone(),
        models,
        wire: conclusion.clone(),
        pages: docs.files.len(),
        bytes: docs.bytes(),
    };
    (Some(api), diagnostics)
}

/// The language that is stated, or else the one that the pages speak.
fn language(
    docs: &Docs,
    pages: &[(&File, Page<'_>)],
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Dialect> {
    let place = || Place::file(docs.root.as_str());
    let known = || dialect::ALL.iter().map(|d| d.name()).collect::<Vec<_>>().join(", ");
    if let Some(name) = &options.language {
        let found = dialect::by_name(name);
        if found.is_none() {
            let message = format!("found the language `{name}`, expected one of {}", known());
            diagnostics.push(Diagnostic::error(Code::LanguageUnclear, place(), message));
        }
        return found;
    }
    let mut votes = dialect::detect(pages.iter().map(|(_, page)| page));
    votes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = |votes: &[(&'static dyn Dialect, usize)]| {
        let shown = votes.iter().filter(|(_, n)| *n > 0).map(|(d, n)| format!("{} in {n} places", d.name()));
        shown.collect::<Vec<_>>().join(", ")
    };
    match votes.as_slice() {
        [(first, most), (_, second), ..] if *most > 0 => {
            if *second * 10 >= *most {
                let message = format!("the pages are of several SDK languages: {}", shown(&votes));
                diagnostics.push(
                    Diagnostic::error(Code::LanguageUnclear, place(), message)
                        .help("name the folder of one SDK, or its language"),
                );
                return None;
            }
            if *second > 0 {
                let message = format!("not all pages are of one SDK language: {}", shown(&votes));
                diagnostics.push(Diagnostic::warning(Code::LanguageUnclear, place(), message));
            }
            Some(*first)
        }
        _ => {
            let stated = docs.settings.iter().flat_map(|s| &s.languages).find_map(|name| dialect::by_name(name));
            if stated.is_none() {
                let (code, message) = if pages.is_empty() {
                    (Code::NoPages, "found no page of a model".to_owned())
                } else {
                    (Code::LanguageUnclear, "no page shows which SDK language it is of".to_owned())
                };
                let help = format!("name the language, one of {}", known());
                diagnostics.push(Diagnostic::error(code, place(), message).help(help));
            }
            stated
        }
    }
}

/// Parses every page and sorts the drafts: the main namespace first, then by path.
fn drafts<'a>(
    docs: &'a Docs,
    pages: Vec<(&'a File, Page<'a>)>,
    dialect: &'static dyn Dialect,
    broken: &mut Vec<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Draft<'a>> {
    let parsed: Vec<_> = pages
        .into_par_iter()
        .map(|(file, page)| {
            let title = page.title.text.to_owned();
            draft(file, page, dialect).map_err(|problems| (title, problems))
        })
        .collect();
    let mut drafts: Vec<Draft<'a>> = Vec::with_capacity(parsed.len());
    for result in parsed {
        match result {
            Ok(draft) => drafts.push(draft),
            Err((title, problems)) => {
                broken.push(title);
                diagnostics.extend(problems);
            }
        }
    }
    let settings = docs.settings.as_ref();
    drafts.sort_by_cached_key(|d| {
        (main_rank(&d.namespace, settings).is_none(), d.namespace.clone(), d.file.relative.clone())
    });
    name_by_file(&mut drafts);
    let mut first: HashMap<(String, &'a str), Arc<str>> = HashMap::with_capacity(drafts.len());
    drafts.retain(|draft| {
        let key = (draft.namespace.clone(), draft.name);
        let Some(other) = first.get(&key) else {
            first.insert(key, Arc::clone(&draft.file.path));
            return true;
        };
        let place = draft.page.place(draft.page.title.line, draft.page.title.column);
        let message = format!("found the model `{}` again, `{other}` defines it", draft.page.title.text);
        let help = "keep one of the two pages, or give one another title";
        diagnostics.push(Diagnostic::error(Code::DuplicateModel, place, message).help(help));
        false
    });
    drafts
}

/// Names models by their files where one title stands on several pages and the files differ from it, and from each other,
/// by case alone: PHP's class names have no case, so its pages of `SAMLLink` and `SamlLink` have the same title.
fn name_by_file(drafts: &mut [Draft<'_>]) {
    let mut titles: HashMap<(String, &str), usize> = HashMap::with_capacity(drafts.len());
    for draft in drafts.iter() {
        *titles.entry((draft.namespace.clone(), draft.name)).or_default() += 1;
    }
    for draft in drafts {
        let stem = draft.file.stem();
        let several = titles.get(&(draft.namespace.clone(), draft.name)).is_some_and(|count| *count > 1);
        let cased = stem.bytes().any(|b| b.is_ascii_uppercase());
        if several && cased && stem.eq_ignore_ascii_case(draft.name) {
            draft.name = stem;
        }
    }
}

/// An Example cell without what only its table needed.
fn example_text(cell: &str) -> String {
    unescape(&cell.replace("<br/>", "\n")).into_owned()
}

/// What the pages tell of names on the wire.
fn evidence(drafts: &[Draft<'_>], dialect: &'static dyn Dialect) -> Evidence {
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

/// What all pages of an SDK share while they become models.
struct Pass<'p, 'a> {
    docs: &'a Docs,
    drafts: &'a [Draft<'a>],
    index: &'p Index<'a>,
    dialect: &'static dyn Dialect,
    options: &'p Options,
    broken: &'p [String],
    conclusion: &'p Conclusion,
    /// The rank of the main namespace that each title stands in first.
    main: HashMap<&'a str, usize>,
}

/// A page that became a model, before its id is final.
struct Made {
    model: Model,
    diagnostics: Vec<Diagnostic>,
    shown: Vec<(usize, Vec<Slot>)>,
}

impl<'a> Pass<'_, 'a> {
    /// The models of all pages but those left out, and what was found on the way.
    fn models(&self, mut left_out: HashMap<usize, String>) -> (Vec<Model>, Vec<Diagnostic>) {
        let mut made: Vec<Option<Made>> = (0..self.drafts.len())
            .into_par_iter()
            .map(|at| (!left_out.contains_key(&at)).then(|| self.model(at)))
            .collect();
        // what the API's models need is no plumbing, whatever it looks like
        let mut queue: Vec<usize> = made.iter().flatten().flat_map(|m| visit::references(&m.model)).collect();
        while let Some(at) = queue.pop() {
            if left_out.remove(&at).is_some() {
                let kept = self.model(at);
                queue.extend(visit::references(&kept.model));
                if let Some(slot) = made.get_mut(at) {
                    *slot = Some(kept);
                }
            }
        }
        let mut diagnostics = Vec::new();
        for (at, reason) in &left_out {
            if let Some(draft) = self.drafts.get(*at) {
                let place = draft.page.place(draft.page.title.line, draft.page.title.column);
                let message = format!("`{}` is left out: {reason}", draft.page.title.text);
                diagnostics.push(Diagnostic::note(Code::Plumbing, place, message));
            }
        }
        let mut shown: HashMap<usize, Vec<Slot>> = HashMap::new();
        for found in made.iter_mut().flatten() {
            diagnostics.append(&mut found.diagnostics);
            for (page, members) in found.shown.drain(..) {
                let known = shown.entry(page).or_default();
                if members.len() > known.len() {
                    *known = members;
                }
            }
        }
        let referred: HashSet<usize> = made.iter().flatten().flat_map(|m| visit::references(&m.model)).collect();
        let mut ids = vec![None; made.len()];
        let mut models = Vec::with_capacity(made.len());
        for (at, found) in made.into_iter().enumerate() {
            let Some(mut model) = found.map(|m| m.model) else { continue };
            if let (Kind::Union(union), Some(members)) = (&mut model.kind, shown.remove(&at)) {
                union.members.get_or_insert(members);
            }
            if let Kind::Union(union) = &mut model.kind
                && union.members.is_none()
                && let Some(members) = self.numbered(at, &referred)
            {
                let message = format!(
                    "the page of `{}` lists no types: it is read as one of the {} pages that are numbered after it",
                    model.name,
                    members.len()
                );
                diagnostics.push(Diagnostic::note(Code::UnknownMembers, model.place.clone(), message));
                union.members = Some(members);
            }
            if matches!(&model.kind, Kind::Union(union) if union.members.is_none()) {
                let message = format!("no page shows which types `{}` may be: any value is accepted", model.name);
                diagnostics.push(
                    Diagnostic::note(Code::UnknownMembers, model.place.clone(), message)
                        .help("the pages of another SDK language may list them"),
                );
            }
            if let Some(id) = ids.get_mut(at) {
                *id = Some(ModelId(models.len()));
            }
            models.push(model);
        }
        models.iter_mut().for_each(|model| renumber(model, &ids));
        usage_evidence(self.drafts, &ids, &mut models);
        (models, diagnostics)
    }

    /// The pages `Pet1`, `Pet2`, … of a blank page `Pet`, where nothing refers to any of them: an SDK numbers the inline
    /// members of a union after it, and gives them no other use.
    fn numbered(&self, at: usize, referred: &HashSet<usize>) -> Option<Vec<Slot>> {
        let draft = self.drafts.get(at)?;
        let pages = (1..).map_while(|number| self.index.named(&draft.namespace, &format!("{}{number}", draft.name)));
        let members: Vec<usize> = pages.collect();
        (members.len() > 1 && members.iter().all(|page| !referred.contains(page)))
            .then(|| members.into_iter().map(|page| Slot::unknown(Type::Model(ModelId(page)))).collect())
    }

    fn model(&self, at: usize) -> Made {
        let draft = &self.drafts[at];
        let page = &draft.page;
        let place = page.place(page.title.line, page.title.column);
        let mut resolver = Resolver {
            drafts: self.drafts,
            index: self.index,
            broken: self.broken,
            folder: &draft.namespace,
            place: place.clone(),
            aliases: false,
            diagnostics: Vec::new(),
            shown: Vec::new(),
        };
        let kind = match &draft.body {
            DraftBody::Object(fields) => Kind::Object(self.object(draft, fields, &mut resolver)),
            DraftBody::Enum(found) => Kind::Enum(found.clone()),
            DraftBody::Union(members) => {
                resolver.aliases = self.dialect.name() == "csharp";
                let slots = members.iter().map(|member| {
                    resolver.place = page.place(member.at.line, member.at.column);
                    resolver.slot(&member.ty)
                });
                Kind::Union(Union { members: Some(slots.collect()) })
            }
            DraftBody::Blank => Kind::Union(Union::default()),
        };
        let (reason, description) = split_deprecation(page.description);
        let settings = self.docs.settings.as_ref();
        // of two main namespaces with one name in both, the first is the main one
        let rank = main_rank(&draft.namespace, settings);
        let main = rank.is_some_and(|rank| self.main.get(draft.name) == Some(&rank));
        let model = Model {
            name: draft.name.to_owned(),
            namespace: if main { String::new() } else { draft.namespace.clone() },
            page: draft.file.relative.to_string(),
            place,
            description: clean_description(description),
            deprecated: page.deprecated.then(|| clean_description(reason.unwrap_or_default())),
            kind,
        };
        Made { model, diagnostics: resolver.diagnostics, shown: resolver.shown }
    }

    fn object(&self, draft: &Draft<'a>, rows: &[DraftField<'a>], resolver: &mut Resolver<'_, 'a>) -> Object {
        let mut object = Object::default();
        let local = local_spellings(draft);
        let mut seen: HashSet<String> = HashSet::with_capacity(rows.len());
        for row in rows {
            let place = draft.page.place(row.row.name.line, row.row.name.column);
            if let Some(reason) = plumbing::row(row).filter(|_| !self.options.plumbing) {
                resolver.diagnostics.push(Diagnostic::note(Code::Plumbing, place, format!("left out: {reason}")));
                continue;
            }
            resolver.place = draft.page.place(row.row.ty.line, row.row.ty.column);
            let slot = resolver.slot(&row.observed.ty);
            let slot = Slot { ty: slot.ty, nullable: row.observed.nullable.or(slot.nullable) };
            if let Some(values) = additional(row, &slot) {
                object.additional = Some(values);
                continue;
            }
            let mut field = self.field(draft, row, slot, place, local.as_ref());
            if !seen.insert(field.wire.clone()) {
                // two documented names that would be one on the wire stay as they are documented
                field.wire.clone_from(&field.documented);
                seen.insert(field.wire.clone());
            }
            object.fields.push(field);
        }
        let names: HashSet<&str> = object.fields.iter().map(|f| f.wire.as_str()).collect();
        let taken: Vec<Vec<bool>> =
            object.fields.iter().map(|f| f.aliases.iter().map(|a| names.contains(a.as_str())).collect()).collect();
        for (field, taken) in object.fields.iter_mut().zip(taken) {
            let mut taken = taken.into_iter();
            field.aliases.retain(|_| !taken.next().unwrap_or_default());
        }
        object
    }

    fn field(
        &self,
        draft: &Draft<'a>,
        row: &DraftField<'a>,
        slot: Slot,
        place: Place,
        local: Option<&LocalSpellings>,
    ) -> Field {
        let documented = row.row.name.text;
        let title = draft.name;
        let wire = wire_name(documented, title, self.dialect.casing(), self.conclusion, local);
        let stated =
            self.options.names.get(&format!("{title}.{documented}")).or_else(|| self.options.names.get(documented));
        let text_like = match &slot.ty {
            Type::Model(id) => !matches!(self.drafts.get(id.0).map(|d| &d.body), Some(DraftBody::Object(_))),
            _ => false,
        };
        let shown = example::read(row.row.example.text, &slot.ty, text_like);
        let (reason, description) = split_deprecation(row.row.description.text);
        let ty = match slot.ty {
            Type::Primitive(Primitive::Number) if shown.fraction => Type::Primitive(Primitive::Float),
            ty => ty,
        };
        Field {
            documented: documented.to_owned(),
            wire: stated.cloned().unwrap_or(wire.name),
            confidence: if stated.is_some() { crate::wire::Confidence::Stated } else { wire.confidence },
            aliases: if stated.is_some() { Vec::new() } else { wire.aliases },
            place,
            required: row.observed.required,
            slot: Slot { ty, nullable: slot.nullable.or(shown.null.then_some(true)) },
            description: clean_description(description),
            deprecated: (row.row.struck || reason.is_some()).then(|| clean_description(reason.unwrap_or_default())),
            example: shown.value,
        }
    }
}

/// The spellings that a page itself quotes.
fn local_spellings(draft: &Draft<'_>) -> Option<LocalSpellings> {
    let DraftBody::Object(rows) = &draft.body else { return None };
    let mut local = LocalSpellings::default();
    local.prose(draft.page.description);
    for DraftField { row, .. } in rows {
        local.row(row.name.text, row.description.text, &example_text(row.example.text));
    }
    Some(local)
}

/// What members beside the named ones hold, where a row is the SDK's stand-in for `additionalProperties`.
fn additional(row: &DraftField<'_>, slot: &Slot) -> Option<Slot> {
    let named = matches!(
        row.row.name.text,
        "additionalProperties" | "AdditionalProperties" | "additional_properties" | "__pydantic_extra__"
    );
    match &slot.ty {
        Type::Map(of) if named => Some((**of).clone()),
        Type::Primitive(Primitive::Any | Primitive::Object) if named && !row.row.required => {
            Some(Slot::unknown(Type::Primitive(Primitive::Any)))
        }
        _ => None,
    }
}

/// Replaces the numbers of pages by the ids of models.
fn renumber(model: &mut Model, ids: &[Option<ModelId>]) {
    visit::slots_mut(model, &mut |slot| {
        if let Type::Model(page) = slot.ty {
            slot.ty = match ids.get(page.0).copied().flatten() {
                Some(id) => Type::Model(id),
                None => Type::Primitive(Primitive::Any),
            };
        }
    });
}

/// Takes from the code of examples what types alone do not show: null, and numbers with a fraction.
fn usage_evidence(drafts: &[Draft<'_>], ids: &[Option<ModelId>], models: &mut [Model]) {
    for (draft, id) in drafts.iter().zip(ids) {
        let Some(id) = id else { continue };
        if draft.page.fence != Some("typescript") {
            continue;
        }
        for code in &draft.page.usage {
            if let Some(used) = example::usage(code) {
                apply(&used, *id, models, 0);
            }
        }
    }
}

fn apply(used: &example::Used<'_>, id: ModelId, models: &mut [Model], depth: usize) {
    let example::Used::Object(members) = used else { return };
    for (name, value) in members {
        let Some(Kind::Object(object)) = models.get_mut(id.0).map(|m| &mut m.kind) else { return };
        let Some(field) = object.fields.iter_mut().find(|f| f.documented == *name) else { continue };
        let mut next = Vec::new();
        apply_to_slot(value, &mut field.slot, &mut next);
        if depth < 16 {
            for (value, id) in next {
                apply(value, id, models, depth + 1);
            }
        }
    }
}

fn apply_to_slot<'u, 'c>(
    value: &'u example::Used<'c>,
    slot: &mut Slot,
    next: &mut Vec<(&'u example::Used<'c>, ModelId)>,
) {
    match (value, &mut slot.ty) {
        (example::Used::Null, _) => slot.nullable = slot.nullable.or(Some(true)),
        (example::Used::Fraction, ty @ Type::Primitive(Primitive::Number)) => *ty = Type::Primitive(Primitive::Float),
        (example::Used::Object(_), Type::Model(id)) => next.push((value, *id)),
        (example::Used::Array(items), Type::Array(of)) => items.iter().for_each(|item| apply_to_slot(item, of, next)),
        (example::Used::Object(members), Type::Map(of)) => {
            members.iter().for_each(|(_, item)| apply_to_slot(item, of, next));
        }
        _ => {}
    }
}
