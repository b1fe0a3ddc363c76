//! Operations of pages that tell where each parameter is sent and what each status gives: nothing is left to conclude but
//! names, where a page calls parameters as its language does.

use super::super::operation::{Answer, Body, In, Parameter, Shape, Status, names_in};
use super::super::{Field, Object, Primitive, Slot, Type};
use super::Scribe;
use super::http::stream;
use crate::operation::placed::{Content, Function, Placed, Stands};
use crate::operation::{Http, Section};
use crate::wire::{Confidence, fold};
use foldhash::HashMap;

/// The content type of a form without files.
const FORM: &str = "application/x-www-form-urlencoded";

impl Scribe<'_, '_, '_, '_> {
    pub(super) fn placed_request(
        &mut self,
        section: &Section<'_>,
        placed: &Placed<'_>,
        path: &str,
        rows: Vec<Field>,
    ) -> (Vec<Parameter>, Option<Body>) {
        // a row may be passed over, so each is found by its name; the first of a name stays
        let named = section.rows.iter().map(|row| row.name.text).zip(&placed.stands).rev();
        let named: HashMap<&str, Stands> = named.map(|(name, stands)| (name, *stands)).collect();
        let stands = |field: &Field| {
            named.get(field.documented.as_str()).map(|stands| match stands {
                Stands::Path => In::Path,
                Stands::Query => In::Query,
                Stands::Header => In::Header,
            })
        };
        let sent = match placed.function {
            Some(_) => in_path(path, rows.iter().filter(|field| stands(field) == Some(In::Path))),
            None => HashMap::default(),
        };
        let parameters = rows.into_iter().map(|mut field| {
            let stands = stands(&field);
            if stands == Some(In::Path) {
                if let Some(name) = sent.get(&field.documented) {
                    (*name).clone_into(&mut field.wire);
                    field.confidence = Confidence::Stated;
                    field.aliases.clear();
                }
                field.required = true;
                field.slot.nullable = Some(false);
            }
            Parameter { field, stands }
        });
        let parameters = parameters.collect();
        let body = placed.body.as_ref().and_then(|(required, contents)| {
            let json = |content: &&Content<'_>| content.kind.is_some_and(|kind| kind.contains("json"));
            let content = contents.iter().find(json).or(contents.first())?;
            let mut kind = content.kind.map(str::to_owned);
            let mut place = self.place(content.ty);
            let shape = match content.members.is_empty() {
                true => Shape::Slot(self.typed_or_any(content)),
                false => {
                    let function = placed.function;
                    let object = Object { fields: self.members_of(section, content, function), ..Object::default() };
                    if function.is_some() {
                        // rows that are sent as a form
                        kind = kind.or_else(|| self.content_of(&object)).or_else(|| Some(FORM.to_owned()));
                        place = object.fields.first().map_or(place, |field| field.place.clone());
                    }
                    Shape::Members(object)
                }
            };
            Some(Body { shape, required: *required, content: kind, description: String::new(), place })
        });
        (self.in_order(section, path, parameters), body)
    }

    /// What each status gives.
    pub(super) fn placed_answers(&mut self, placed: &Placed<'_>, statuses: Vec<Answer>) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(statuses.len());
        let given =
            placed.given.iter().rev().filter_map(|(written, contents)| Some((Status::parse(written)?, contents)));
        let given: HashMap<Status, &Vec<Content<'_>>> = given.collect();
        for answer in statuses {
            let contents = given.get(&answer.status).map_or([].as_slice(), |contents| contents.as_slice());
            for content in contents {
                answers.push(Answer {
                    slot: Some(self.typed_or_any(content)),
                    content: content.kind.map(str::to_owned),
                    stream: content.kind.and_then(stream),
                    ..answer.clone()
                });
            }
            if contents.is_empty() {
                answers.push(answer);
            }
        }
        answers
    }

    fn typed_or_any(&mut self, content: &Content<'_>) -> Slot {
        match content.ty.text {
            "" => Slot::unknown(Type::Primitive(Primitive::Any)),
            _ => self.typed(content.ty),
        }
    }

    /// The members of an object without a page of its own.
    fn members_of(
        &mut self,
        section: &Section<'_>,
        content: &Content<'_>,
        function: Option<Function<'_>>,
    ) -> Vec<Field> {
        let http = Http { placed: Some(Placed { function, ..Placed::default() }), ..Http::default() };
        let own = Section { rows: content.members.clone(), http: Some(http), ..Section::default() };
        self.rows(&own, section.name.text)
    }
}

/// The names that a path has for its parameters, by what a page calls them: that of the same letters, and where one of each is
/// left, that.
fn in_path<'p, 'f>(path: &'p str, fields: impl Iterator<Item = &'f Field>) -> HashMap<String, &'p str> {
    let mut names: HashMap<String, &str> = names_in(path).map(|name| (fold(name), name)).collect();
    let mut found = HashMap::default();
    let mut others = Vec::new();
    for field in fields {
        match names.remove(&fold(&field.documented)) {
            Some(name) => {
                found.insert(field.documented.clone(), name);
            }
            None => others.push(&field.documented),
        }
    }
    if let ([other], Some(name)) = (others.as_slice(), names.values().next().filter(|_| names.len() == 1)) {
        found.insert((*other).clone(), name);
    }
    found
}
