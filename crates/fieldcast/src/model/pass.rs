//! The pass in which the drafts of an SDK's pages become models: references are followed, plumbing is left out, blank
//! unions get their members.

use super::lower::{Draft, DraftBody, DraftField, DraftFields, Shape};
use super::options::Options;
use super::resolve::{Index, main_rank};
use super::unions::Resolver;
use super::{
    Field, Kind, Model, ModelId, Object, Primitive, Slot, Type, Union, example, names, nullness, plumbing, tagged,
    told, usage, visit,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::{Dialect, Family, Named};
use crate::markdown::{Span, clean_description, split_deprecation};
use crate::source::Docs;
use crate::tags::{Found, Tags};
use crate::wire::{Confidence, LocalSpellings, Reason, WireName, WireNames, fold};
use foldhash::{HashMap, HashMapExt as _, HashSet};
use rayon::prelude::*;

/// What all pages of an SDK share while they become models.
pub(super) struct Pass<'p, 'a> {
    pub docs: &'a Docs,
    pub drafts: &'a [Draft<'a>],
    pub index: &'p Index<'a>,
    /// Whose pages they are; `None` for those of which nothing else is told.
    pub family: Option<&'static dyn Family>,
    pub dialect: &'static dyn Dialect,
    pub options: &'p Options,
    pub broken: &'p HashSet<String>,
    pub names: &'p WireNames<'p>,
    /// The examples of the fields that lead to a page, by the page, and in how many maps they have it.
    pub examples: HashMap<usize, Vec<(String, u32)>>,
    /// The members that are dates in their page's example in JSON, without regard to case and separators; none where the
    /// language has a word for dates.
    pub dates: HashMap<usize, HashSet<String>>,
    /// What the SDK's own sources tell.
    pub tags: &'p Tags,
    /// The rank of the main namespace that each title stands in first.
    pub main: HashMap<&'a str, usize>,
}

/// How many models one may have its members from.
const MOST_BASES: usize = 32;

/// A page that became a model, before its id is final.
struct Made {
    model: Model,
    diagnostics: Vec<Diagnostic>,
    shown: Vec<(usize, Vec<Slot>)>,
}

/// What the pages of an SDK became.
pub(super) struct Models {
    pub models: Vec<Model>,
    /// The model of each page.
    pub ids: Vec<Option<ModelId>>,
    /// Pages that are no models, where the operations that they wrap answers of are asked for.
    pub wrappers: HashMap<usize, Model>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Pass<'_, 'a> {
    /// The models of all pages but those left out, and what was found on the way.
    pub fn models(&self, bodies: Vec<DraftBody<'a>>, mut reasons: HashMap<usize, String>) -> Models {
        let make = |(at, body)| if reasons.contains_key(&at) { Err(body) } else { Ok(self.model(at, body)) };
        let results: Vec<Result<Made, DraftBody<'a>>> = bodies.into_par_iter().enumerate().map(make).collect();
        let mut left_out = HashMap::with_capacity(reasons.len());
        let split = |(at, result): (usize, _)| match result {
            Ok(made) => Some(made),
            Err(body) => {
                left_out.extend(reasons.remove(&at).map(|reason| (at, (reason, body))));
                None
            }
        };
        let mut made: Vec<Option<Made>> = results.into_iter().enumerate().map(split).collect();
        // what the API's models need is no plumbing, whatever it looks like
        let needed = |m: &Made| {
            visit::references(&m.model).into_iter().filter(|at| left_out.contains_key(at)).collect::<Vec<_>>()
        };
        let mut queue: Vec<usize> = made.par_iter().flatten().flat_map_iter(needed).collect();
        while let Some(at) = queue.pop() {
            if let Some((_, body)) = left_out.remove(&at) {
                let kept = self.model(at, body);
                queue.extend(visit::references(&kept.model));
                if let Some(slot) = made.get_mut(at) {
                    *slot = Some(kept);
                }
            }
        }
        self.inherit(&mut made);
        let mut diagnostics = Vec::new();
        for (at, (reason, _)) in &left_out {
            if let Some(draft) = self.drafts.get(*at) {
                let place = draft.page.place(draft.page.title.line, draft.page.title.column);
                let message = format!("`{}` is left out: {reason}", draft.page.title.text);
                diagnostics.push(Diagnostic::note(Code::Plumbing, place, message));
            }
        }
        let mut wrappers: HashMap<usize, Made> = HashMap::new();
        if self.docs.beside.is_some() {
            wrappers.extend(left_out.into_iter().map(|(at, (_, body))| (at, self.model(at, body))));
            wrappers.values_mut().for_each(|made| made.diagnostics.clear());
        }
        let mut shown: HashMap<usize, Vec<Slot>> = HashMap::new();
        for found in made.iter_mut().flatten().chain(wrappers.values_mut()) {
            diagnostics.append(&mut found.diagnostics);
            for (page, members) in found.shown.drain(..) {
                let known = shown.entry(page).or_default();
                if members.len() > known.len() {
                    *known = members;
                }
            }
        }
        let unknown = |m: &Made| matches!(&m.model.kind, Kind::Union(union) if union.members.is_none());
        let referred: HashSet<usize> = if made.par_iter().flatten().any(unknown) {
            made.par_iter().flatten().flat_map_iter(|m| visit::references(&m.model)).collect()
        } else {
            HashSet::default()
        };
        let mut ids = vec![None; made.len()];
        let mut count = 0;
        let finish = |(at, found): (usize, Option<Made>)| {
            let mut model = found?.model;
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
                *id = Some(ModelId(count));
            }
            count += 1;
            Some(model)
        };
        // in the memory of what it is made of
        let mut models: Vec<Model> = made.into_iter().enumerate().filter_map(finish).collect();
        models.par_iter_mut().for_each(|model| renumber(model, &ids));
        usage::apply(self.drafts, &ids, &mut models);
        tagged::examples(&mut models);
        let wrapper = |(at, made): (usize, Made)| {
            let mut model = made.model;
            renumber(&mut model, &ids);
            (at, model)
        };
        let wrappers = wrappers.into_iter().map(wrapper).collect();
        Models { models, ids, wrappers, diagnostics }
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

    /// Gives each model the members of those that it has them from, before its own.
    fn inherit(&self, made: &mut [Option<Made>]) {
        let bases = |at: usize| -> Vec<usize> {
            let Some(draft) = self.drafts.get(at) else { return Vec::new() };
            let named = |span: &Span<'_>| Named { name: span.text.to_owned(), ..Named::default() };
            let found =
                draft.page.inherits.iter().filter_map(|base| self.index.resolve(&named(base), &draft.namespace));
            found.filter(|base| *base != at).collect()
        };
        let heirs: Vec<usize> =
            (0..made.len()).filter(|at| self.drafts.get(*at).is_some_and(|d| !d.page.inherits.is_empty())).collect();
        let mut own: HashMap<usize, Vec<Field>> = HashMap::new();
        let mut lines: Vec<(usize, Vec<usize>)> = Vec::with_capacity(heirs.len());
        for heir in heirs {
            let (mut line, mut queue) = (Vec::new(), bases(heir));
            while let Some(base) = queue.pop() {
                // a model of many bases is none that pages have
                if base == heir || line.contains(&base) || line.len() >= MOST_BASES {
                    continue;
                }
                line.push(base);
                queue.extend(bases(base));
                own.entry(base).or_insert_with(|| {
                    match made.get(base).and_then(Option::as_ref).map(|m| &m.model.kind) {
                        Some(Kind::Object(object)) => object.fields.clone(),
                        _ => Vec::new(),
                    }
                });
            }
            line.reverse();
            lines.push((heir, line));
        }
        for (heir, line) in lines {
            let Some(Some(Made { model: Model { kind: Kind::Object(object), .. }, .. })) = made.get_mut(heir) else {
                continue;
            };
            let mut fields: Vec<Field> = Vec::new();
            let mut known: HashSet<String> = object.fields.iter().map(|field| field.wire.clone()).collect();
            for field in line.iter().filter_map(|base| own.get(base)).flatten() {
                if known.insert(field.wire.clone()) {
                    fields.push(field.clone());
                }
            }
            fields.append(&mut object.fields);
            object.fields = fields;
        }
    }

    fn model(&self, at: usize, body: DraftBody<'a>) -> Made {
        let draft = &self.drafts[at];
        let page = &draft.page;
        let place = page.place(page.title.line, page.title.column);
        let mut resolver = Resolver {
            drafts: self.drafts,
            index: self.index,
            dialect: self.dialect,
            broken: self.broken,
            folder: &draft.namespace,
            place: place.clone(),
            aliases: false,
            diagnostics: Vec::new(),
            shown: Vec::new(),
        };
        let kind = match body {
            DraftBody::Object(fields) => Kind::Object(self.object(at, draft, fields, &mut resolver)),
            DraftBody::Enum(mut found) => {
                if let Some(class) = self.tags.class(draft.name, &draft.namespace, std::iter::empty()) {
                    tagged::settle(&mut found, class);
                }
                Kind::Enum(found)
            }
            DraftBody::Union(members) => {
                resolver.aliases = self.dialect.has_aliases();
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

    fn object(
        &self,
        at: usize,
        draft: &Draft<'a>,
        mut rows: DraftFields<'a>,
        resolver: &mut Resolver<'_, 'a>,
    ) -> Object {
        let mut object = Object { fields: Vec::with_capacity(rows.len()), ..Object::default() };
        let mut local = std::mem::take(&mut rows.spellings);
        self.examples.get(&at).into_iter().flatten().for_each(|(example, maps)| local.example(example, *maps));
        let documented = rows.iter().map(|row| row.row.name.text);
        let class = self.tags.class(draft.name, &draft.namespace, documented);
        let dates = self.dates.get(&at);
        for row in rows.iter() {
            let place = draft.page.place(row.row.name.line, row.row.name.column);
            if let Some(reason) = plumbing::row(row).filter(|_| !self.options.plumbing) {
                resolver.diagnostics.push(Diagnostic::note(Code::Plumbing, place, format!("left out: {reason}")));
                continue;
            }
            resolver.place = draft.page.place(row.row.ty.line, row.row.ty.column);
            let slot = resolver.slot(&row.observed.ty);
            let mut slot = Slot { ty: slot.ty, nullable: row.observed.nullable.or(slot.nullable) };
            if slot.ty == Type::Primitive(Primitive::DateTime)
                && dates.is_some_and(|dates| dates.contains(&fold(row.row.name.text)))
            {
                slot.ty = Type::Primitive(Primitive::Date);
            }
            if let Some(values) = additional(row, &slot) {
                object.additional = Some(values);
                continue;
            }
            object.fields.push(self.field((draft.name, class), row, slot, place, &local));
        }
        names::tell_apart(&mut object.fields, &mut resolver.diagnostics);
        if object.fields.iter().any(|field| !field.aliases.is_empty()) {
            let names: HashSet<String> = object.fields.iter().map(|field| field.wire.clone()).collect();
            object.fields.iter_mut().for_each(|field| field.aliases.retain(|alias| !names.contains(alias)));
        }
        object.spellings = local;
        object
    }

    /// The member that a row of the table of `title` is.
    pub fn field(
        &self,
        (title, class): (&str, Option<Found<'_>>),
        row: DraftField<'_, '_>,
        slot: Slot,
        place: Place,
        local: &LocalSpellings,
    ) -> Field {
        let documented = row.row.name.text;
        let found = class.and_then(|class| Some((class, class.member(documented)?)));
        let mut slot = slot;
        let tag = found.clone().map(|(class, (member, place))| {
            let mut tag = tagged::apply(&mut slot, member, place);
            let chosen = member.wire.as_deref().and_then(|wire| self.tags.chosen(class.name(), wire));
            chosen.into_iter().for_each(|value| tagged::choose(&mut slot, &mut tag, value));
            Box::new(tag)
        });
        let told_by_tag = found.as_ref().is_some_and(|(_, (member, _))| member.hint.exact.is_some());
        if slot.ty == Type::Primitive(Primitive::DateTime)
            && !self.dialect.tells_dates_from_times()
            && !told_by_tag
            && example::is_date(row.row.example.text)
        {
            slot.ty = Type::Primitive(Primitive::Date);
        }
        let stated = match &self.options.names {
            names if names.is_empty() => None,
            names => names.get(&format!("{title}.{documented}")).or_else(|| names.get(documented)),
        };
        let told = stated.map(|name| WireName::new(name, Confidence::Stated, Reason::Stated)).or_else(|| {
            let name = tag.as_ref()?.wire.as_ref()?;
            Some(WireName::new(name, Confidence::Certain, Reason::Tag))
        });
        let shown = || WireName::new(documented, Confidence::Certain, Reason::Shown);
        let told = told.or_else(|| self.dialect.shows_wire_names().then(shown));
        let mut wire = told.unwrap_or_else(|| self.names.of(documented, title, local));
        if class.is_some() && wire.confidence == Confidence::Guessed {
            // a member without a tag is no name on the wire: the body of a request beside its parameters
            wire.confidence = Confidence::Likely;
        }
        let text_like = match &slot.ty {
            Type::Model(id) => self.drafts.get(id.0).is_none_or(|draft| draft.shape != Shape::Object),
            _ => false,
        };
        let shown = example::read(row.row.example.text, &slot.ty, text_like);
        let (reason, description) = split_deprecation(row.row.description.text);
        // a required member of which neither the type nor the sources tell
        let open = row.observed.required && slot.nullable.is_none();
        let null = shown.null || (open && nullness::speaks_of_null(description));
        let ty = match slot.ty {
            Type::Primitive(Primitive::Number) if shown.fraction => Type::Primitive(Primitive::Float),
            ty => ty,
        };
        let hint = found.as_ref().map(|(_, (member, _))| &member.hint);
        let told_of_value = self.family.and_then(|family| {
            let mut told = family.told(row.row);
            told.read_only |= hint.is_some_and(|hint| hint.read_only);
            told::of(told, &ty)
        });
        Field {
            documented: documented.to_owned(),
            wire: wire.name,
            confidence: wire.confidence,
            reason: wire.reason,
            aliases: wire.aliases,
            place,
            required: hint.and_then(|hint| hint.required).unwrap_or(row.observed.required),
            slot: Slot { ty, nullable: slot.nullable.or(null.then_some(true)) },
            description: clean_description(description),
            deprecated: (row.row.struck || reason.is_some()).then(|| clean_description(reason.unwrap_or_default())),
            examples: shown.values.into(),
            told: told_of_value,
            tag,
        }
    }
}

/// What members beside the named ones hold, where a row is the SDK's stand-in for `additionalProperties`.
fn additional(row: DraftField<'_, '_>, slot: &Slot) -> Option<Slot> {
    let named = matches!(
        row.row.name.text,
        "additionalProperties" | "AdditionalProperties" | "additional_properties" | "__pydantic_extra__"
    );
    if matches!(row.row.name.text, "any string name" | "any_string_name") {
        return Some(slot.clone());
    }
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
