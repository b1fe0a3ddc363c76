//! Operations of pages that tell where each parameter is sent and what each status gives: nothing is left to conclude.

use super::super::operation::{Answer, Body, In, Parameter, Shape, Status};
use super::super::{Field, Object, Primitive, Slot, Type};
use super::Scribe;
use super::http::stream;
use crate::operation::placed::{Content, Placed, Stands};
use crate::operation::{Http, Section};
use foldhash::HashMap;

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
        let parameters = rows.into_iter().map(|mut field| {
            let stands = stands(&field);
            if stands == Some(In::Path) {
                field.required = true;
                field.slot.nullable = Some(false);
            }
            Parameter { field, stands }
        });
        let parameters = parameters.collect();
        let body = placed.body.as_ref().and_then(|(required, contents)| {
            let json = |content: &&Content<'_>| content.kind.is_some_and(|kind| kind.contains("json"));
            let content = contents.iter().find(json).or(contents.first())?;
            let shape = match content.members.is_empty() {
                true => Shape::Slot(self.typed_or_any(content)),
                false => Shape::Members(Object { fields: self.members_of(section, content), ..Object::default() }),
            };
            let place = self.place(content.ty);
            let kind = content.kind.map(str::to_owned);
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
    fn members_of(&mut self, section: &Section<'_>, content: &Content<'_>) -> Vec<Field> {
        let http = Http { placed: Some(Placed::default()), ..Http::default() };
        let own = Section { rows: content.members.clone(), http: Some(http), ..Section::default() };
        self.rows(&own, section.name.text)
    }
}
