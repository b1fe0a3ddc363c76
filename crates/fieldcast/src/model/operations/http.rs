//! Operations of pages that tell content types, statuses and authorization: those of OpenAPI Generator.
//!
//! Such a page does not say of a row whether it is sent in the query or as a header, nor which row is the body:
//!
//! - What the path names is a path parameter.
//! - Where a form is sent, the other rows are its members, but for those that names or prose tell to be headers.
//! - Where anything else is sent, one row is the body: that called `body` or as its model is, else the last that no query
//!   could carry, else the last of all, for the generator puts the body behind the parameters.
//! - Where nothing is said to be sent, nothing is, unless a row is called as only a body is.

use super::super::operation::{Answer, Body, In, Method, Parameter, Shape, Status, Stream, names_in};
use super::super::{Field, Object, Primitive, Slot, Type};
use super::Scribe;
use super::headers::header;
use super::request::is_body_by_name;
use crate::diagnostic::Code;
use crate::markdown::Span;
use crate::operation::{Http, Section};
use crate::wire::{Confidence, fold};

/// The content types of forms.
const FORMS: [&str; 2] = ["multipart/form-data", "application/x-www-form-urlencoded"];

impl Scribe<'_, '_, '_, '_> {
    pub(super) fn told_request(
        &mut self,
        section: &Section<'_>,
        http: &Http<'_>,
        method: Method,
        path: &str,
        rows: Vec<Field>,
    ) -> (Vec<Parameter>, Option<Body>) {
        if let Some(placed) = &http.placed {
            return self.placed_request(section, placed, path, rows);
        }
        // the generator looks at the first of several content types
        let form = http.takes.first().filter(|kind| FORMS.contains(kind)).copied();
        let names: Vec<&str> = names_in(path).collect();
        let of_path = |field: &Field| names.iter().copied().find(|name| is_called(field, name));
        let mut parameters = Vec::new();
        let mut rest = Vec::new();
        for mut field in rows {
            let Some(name) = of_path(&field) else {
                rest.push(field);
                continue;
            };
            name.clone_into(&mut field.wire);
            field.confidence = Confidence::Stated;
            field.aliases.clear();
            field.required = true;
            field.slot.nullable = Some(false);
            parameters.push(Parameter { field, stands: Some(In::Path) });
        }
        let chosen = match form {
            None if http.takes.is_empty() && method.is_bare() => None,
            None if http.takes.is_empty() => {
                rest.iter().position(|field| is_body_by_name(field) || self.is_body_by_model(field))
            }
            None => self.body_of(&rest),
            Some(_) => None,
        };
        let mut body = None;
        let mut members = Vec::new();
        for (at, mut field) in rest.into_iter().enumerate() {
            if chosen == Some(at) {
                body = Some(self.told_body(&field, http));
                continue;
            }
            if let Some(name) = header(&field.documented, &field.description) {
                field.wire = name;
                field.confidence = Confidence::Certain;
                field.aliases.clear();
                parameters.push(Parameter { field, stands: Some(In::Header) });
            } else if form.is_some() {
                members.push(field);
            } else {
                parameters.push(Parameter { field, stands: None });
            }
        }
        if let (Some(content), Some(first)) = (form, members.first()) {
            let place = first.place.clone();
            let required = members.iter().any(|field| field.required);
            let object = Object { fields: members, ..Object::default() };
            let content = Some(content.to_owned());
            body = Some(Body { shape: Shape::Members(object), required, content, description: String::new(), place });
        }
        (self.in_order(section, path, parameters), body)
    }

    /// Which of the rows beside those of the path is the body.
    fn body_of(&self, rows: &[Field]) -> Option<usize> {
        let named =
            rows.iter().position(is_body_by_name).or_else(|| rows.iter().position(|row| self.is_body_by_model(row)));
        let rich = || {
            rows.iter()
                .rposition(|row| self.is_rich(&row.slot.ty) || matches!(row.slot.ty, Type::Primitive(Primitive::Any)))
        };
        // the required rows stand before the others, and in both the body is the last
        let last = || rows.iter().rposition(|row| row.required).or(rows.len().checked_sub(1));
        named.or_else(rich).or_else(last)
    }

    fn told_body(&self, row: &Field, http: &Http<'_>) -> Body {
        Body {
            shape: Shape::Slot(Slot { ty: row.slot.ty.clone(), nullable: row.slot.nullable.filter(|_| row.required) }),
            required: row.required,
            content: chosen(&http.takes),
            description: row.description.clone(),
            place: row.place.clone(),
        }
    }

    pub(super) fn told_answers(&mut self, section: &Section<'_>, http: &Http<'_>) -> Vec<Answer> {
        let mut answers: Vec<Answer> = Vec::new();
        for (span, description) in &http.statuses {
            // the generator's own way to write `default`
            let text = if span.text == "0" { "default" } else { span.text };
            let Some(status) = Status::parse(text) else {
                let message = format!("found the status `{}`, expected one such as `404` or `4XX`", span.text);
                self.warn(Code::BadOperation, *span, message, "it is passed over; correct the status");
                continue;
            };
            let description = super::clean_description(description);
            let place = self.place(*span);
            answers.push(Answer { status, slot: None, content: None, stream: None, description, place });
        }
        if let Some(placed) = &http.placed {
            return self.placed_answers(placed, answers);
        }
        let slot = self.given(section);
        let first = answers.iter().position(|answer| answer.status.is_success());
        // what is not told otherwise may be the success
        let first = first.or_else(|| answers.iter().position(|answer| answer.status == Status::Default));
        let Some(main) = first.and_then(|at| answers.get(at)).cloned() else {
            let place = self.place(section.gives.unwrap_or(section.name));
            let none = Answer {
                status: Status::Range(2),
                slot: None,
                content: None,
                stream: None,
                description: String::new(),
                place,
            };
            answers.splice(0..0, with(&none, slot, http));
            return answers;
        };
        let at = first.unwrap_or_default();
        answers.splice(at..=at, with(&main, slot, http));
        answers
    }

    /// The type that an operation gives.
    fn given(&mut self, section: &Section<'_>) -> Option<Slot> {
        let given = section.gives.filter(|given| !given.text.is_empty())?;
        Some(self.typed(given))
    }

    /// The type of a cell.
    pub(super) fn typed(&mut self, given: Span<'_>) -> Slot {
        let dialect = self.ground.pass.dialect;
        let ty = match dialect.parse_type(given.text) {
            Ok(ty) => dialect.observe(true, ty).ty,
            Err(error) => {
                let message =
                    format!("`{}` is no {} type: {error}", crate::markdown::shorten(given.text), dialect.name());
                self.warn(Code::BadType, given, message, "the answer is taken as anything; correct the type");
                return Slot::unknown(Type::Primitive(Primitive::Any));
            }
        };
        let mut slot = self.resolve(&ty, given);
        self.to_models(&mut slot);
        slot.nullable = None;
        slot
    }
}

/// An answer of a type in each of the content types that are told.
fn with(main: &Answer, slot: Option<Slot>, http: &Http<'_>) -> Vec<Answer> {
    let Some(slot) = slot else { return vec![main.clone()] };
    if http.gives.is_empty() {
        return vec![Answer { slot: Some(slot), ..main.clone() }];
    }
    let kinds = http.gives.iter();
    kinds
        .map(|kind| Answer {
            slot: Some(slot.clone()),
            content: Some((*kind).to_owned()),
            stream: stream(kind),
            ..main.clone()
        })
        .collect()
}

/// How content of a type is sent piece by piece; `None` for what is sent as a whole.
pub(super) fn stream(kind: &str) -> Option<Stream> {
    match kind {
        "text/event-stream" => Some(Stream::Events),
        "application/jsonl" | "application/x-ndjson" => Some(Stream::JsonLines),
        _ => None,
    }
}

/// Of several content types JSON, else the first.
fn chosen(kinds: &[&str]) -> Option<String> {
    let json = kinds.iter().find(|kind| kind.contains("json"));
    json.or(kinds.first()).map(|kind| (*kind).to_owned())
}

/// Whether a member is what a path calls so.
fn is_called(field: &Field, name: &str) -> bool {
    let name = fold(name);
    fold(&field.documented) == name || fold(&field.wire) == name
}
