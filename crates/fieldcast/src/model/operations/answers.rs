//! What an operation answers: the type that its function gives, without the SDK's wrapper around it, and its errors.

use super::super::operation::{Answer, Status, Stream};
use super::super::{Kind, Model, Primitive, Slot, Type};
use super::{Scribe, is_errors};
use crate::diagnostic::{Code, Place};
use crate::operation::{self as page, Section};
use crate::wire::fold;

impl Scribe<'_, '_, '_, '_> {
    pub(super) fn answers(&mut self, section: &Section<'_>, id: &str) -> Vec<Answer> {
        let errors = self.errors(section);
        let mut answers = self.success(section, id, &errors);
        answers.extend(errors);
        answers
    }

    /// What it answers where all goes well.
    fn success(&mut self, section: &Section<'_>, id: &str, errors: &[Answer]) -> Vec<Answer> {
        let place = self.place(section.gives.unwrap_or(section.name));
        let nothing = || vec![answer(Status::Range(2), None, place.clone())];
        let Some(given) = section.gives else { return nothing() };
        let (text, stream) = bare(given.text);
        if matches!(text, "" | "void" | "None" | "nil" | "error") {
            return nothing();
        }
        let dialect = self.ground.pass.dialect;
        let ty = match dialect.parse_type(text) {
            Ok(ty) => dialect.observe(true, ty).ty,
            Err(error) => {
                let message = format!("`{}` is no {} type: {error}", crate::markdown::shorten(text), dialect.name());
                let help = "the answer is taken as anything; correct the type";
                self.warn(Code::BadType, given, message, help);
                let any = Slot::unknown(Type::Primitive(Primitive::Any));
                return vec![answer(Status::Range(2), Some(any), place)];
            }
        };
        let mut slot = self.resolve(&ty, given);
        if let Type::Model(page) = slot.ty
            && self.ground.ids.get(page.0).copied().flatten().is_none()
            && let Some(wrapper) = self.ground.wrappers.get(&page.0)
        {
            return self.unwrapped(wrapper, errors, &place);
        }
        self.to_models(&mut slot);
        slot.nullable = None;
        if let Type::Model(model) = slot.ty
            && let Some(model) = self.ground.model(model)
            && let Some(inner) = result(model, id)
        {
            return self.made(inner, stream, String::new(), &place);
        }
        self.made(slot, stream, String::new(), &place)
    }

    /// The answers that a wrapper has as its members.
    fn unwrapped(&self, wrapper: &Model, errors: &[Answer], place: &Place) -> Vec<Answer> {
        let Kind::Object(object) = &wrapper.kind else { return Vec::new() };
        let known =
            |slot: &Slot| errors.iter().any(|error| error.slot.as_ref().is_some_and(|known| known.ty == slot.ty));
        let is_error = |slot: &Slot| match slot.ty {
            Type::Model(id) => known(slot) || self.ground.model(id).is_some_and(|model| is_errors(&model.namespace)),
            _ => false,
        };
        let mut answers: Vec<Answer> = Vec::new();
        for field in &object.fields {
            let name = fold(&field.documented);
            if matches!(name.as_str(), "headers" | "statuscode" | "contenttype") || is_error(&field.slot) {
                continue;
            }
            let slot = Slot { ty: field.slot.ty.clone(), nullable: None };
            let description = Some(field.description.as_str()).filter(|text| *text != "N/A").unwrap_or_default();
            for mut made in self.made(slot, None, description.to_owned(), &field.place) {
                if let Some((status, content)) = spelled(&field.documented) {
                    if !status.is_success() {
                        continue;
                    }
                    made.status = status;
                    made.content = content.or(made.content);
                }
                answers.push(made);
            }
        }
        if answers.is_empty() {
            return vec![answer(Status::Range(2), None, place.clone())];
        }
        answers
    }

    /// An answer of a type. Bytes are no JSON.
    fn made(&self, slot: Slot, stream: Option<Stream>, description: String, place: &Place) -> Vec<Answer> {
        let content = match (&slot.ty, stream) {
            (_, Some(stream)) => Some(stream.content().to_owned()),
            (Type::Primitive(Primitive::Binary), _) => Some("application/octet-stream".to_owned()),
            _ => None,
        };
        vec![Answer { description, content, stream, ..answer(Status::Range(2), Some(slot), place.clone()) }]
    }

    /// The rows of the table of errors. That of the SDK's own error has no content type: it stands for all errors whose
    /// content no row tells, so it gives their statuses and nothing else.
    fn errors(&mut self, section: &Section<'_>) -> Vec<Answer> {
        let mut answers: Vec<Answer> = Vec::new();
        let mut bare: Vec<Answer> = Vec::new();
        for row in &section.errors {
            let content = row.content.text.replace('\\', "");
            let statuses = self.statuses(row);
            if content == "*/*" || content.is_empty() {
                bare.extend(statuses.into_iter().map(|status| answer(status, None, self.place(row.statuses))));
                continue;
            }
            let name = row.ty.text.trim_matches(['*', '`', '[', ']']);
            let name = name.rsplit(['.', ':', '\\', '/']).next().unwrap_or(name);
            let model = self.ground.error_named(name);
            if model.is_none() {
                let message = format!("`{}` refers to a page that is not there", crate::markdown::shorten(row.ty.text));
                let help = "the error is taken as anything; add the page, or correct the type";
                self.warn(Code::DanglingReference, row.ty, message, help);
            }
            let ty = model.map_or(Type::Primitive(Primitive::Any), Type::Model);
            let place = self.place(row.statuses);
            answers.extend(statuses.into_iter().map(|status| Answer {
                content: Some(content.clone()),
                ..answer(status, Some(Slot::unknown(ty.clone())), place.clone())
            }));
        }
        for answer in bare {
            if !answers.iter().any(|known| known.status == answer.status) {
                answers.push(answer);
            }
        }
        answers
    }

    /// The statuses of a row: `400, 404`, `4XX`, in older SDKs `4xx-5xx` and `4x-5xx`.
    fn statuses(&mut self, row: &page::Answer<'_>) -> Vec<Status> {
        let mut statuses = Vec::new();
        for text in row.statuses.text.split([',', '-']).map(str::trim) {
            let short =
                || Status::parse(&format!("{}XX", text.strip_suffix(['x', 'X']).filter(|text| text.len() == 1)?));
            match Status::parse(text).or_else(short) {
                Some(status) => statuses.push(status),
                None => {
                    let message = format!("found the status `{text}`, expected one such as `404` or `4XX`");
                    self.warn(Code::BadOperation, row.statuses, message, "it is passed over; correct the status");
                }
            }
        }
        statuses
    }
}

fn answer(status: Status, slot: Option<Slot>, place: Place) -> Answer {
    Answer { status, slot, content: None, stream: None, description: String::new(), place }
}

/// The only member `result` of a model that wraps a page of results after the operation's name.
fn result(model: &Model, id: &str) -> Option<Slot> {
    let Kind::Object(object) = &model.kind else { return None };
    let mut fields = object.fields.iter().filter(|field| fold(&field.documented) != "headers");
    let only = fields.next().filter(|field| fold(&field.documented) == "result")?;
    let own = fold(&model.name) == format!("{}response", fold(id));
    (own && fields.next().is_none()).then(|| Slot { ty: only.slot.ty.clone(), nullable: None })
}

/// The type that a function gives in the end, without what its language puts around it, and whether it is a stream.
fn bare(text: &str) -> (&str, Option<Stream>) {
    let mut text = text.trim();
    text = text.strip_suffix(", error").unwrap_or(text);
    for (open, close) in [("Promise\\<", "\\>"), ("Promise<", ">"), ("CompletableFuture\\<", ">"), ("Task<", ">")] {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            text = inner;
        }
    }
    let (stream, name) = match (text.find("EventStream"), text.find("JsonL")) {
        (Some(at), _) => (Stream::Events, at),
        (None, Some(at)) if text.contains("Stream") => (Stream::JsonLines, at),
        _ => return (text, None),
    };
    // what stands between the brackets behind the name
    let inner = text.get(name..).and_then(|rest| {
        let open = rest.find(['<', '['])?;
        let mark = rest.get(open..)?.chars().next()?;
        let (open_mark, close_mark) = if mark == '<' { ('<', '>') } else { ('[', ']') };
        let mut depth = 0_usize;
        for (at, c) in rest.get(open..)?.char_indices() {
            if c == open_mark {
                depth += 1;
            } else if c == close_mark {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return rest.get(open + 1..open + at);
                }
            }
        }
        None
    });
    (inner.map_or(text, |inner| inner.trim_end_matches('\\')), Some(stream))
}

/// Numbers as the generator spells them in the names of members, each behind its hundred.
const ONES: [(&str, u16); 20] = [
    ("twentysix", 26),
    ("twentytwo", 22),
    ("twentythree", 23),
    ("twentyfour", 24),
    ("twentynine", 29),
    ("thirtyone", 31),
    ("seventeen", 17),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("ten", 10),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
];

/// The status and the content type that a member's name spells, where one operation has several answers:
/// `twoHundredAndOneApplicationJsonPet`.
fn spelled(documented: &str) -> Option<(Status, Option<String>)> {
    let folded = fold(documented);
    let (hundred, rest) = [("twohundred", 200), ("threehundred", 300), ("fourhundred", 400), ("fivehundred", 500)]
        .into_iter()
        .find_map(|(word, hundred)| Some((hundred, folded.strip_prefix(word)?)))?;
    let (ones, rest) = match rest.strip_prefix("and") {
        Some(rest) => ONES.into_iter().find_map(|(word, n)| Some((n, rest.strip_prefix(word)?)))?,
        None => (0, rest),
    };
    let kinds = ["application", "text", "image", "audio", "video", "multipart"];
    let content = kinds.into_iter().find_map(|kind| {
        let sub = rest.strip_prefix(kind)?;
        let known = ["json", "xml", "html", "csv", "plain", "pdf", "png", "jpeg", "zip", "octetstream", "problemjson"];
        let sub = known.into_iter().find(|known| sub.starts_with(known))?;
        Some(match sub {
            "octetstream" => format!("{kind}/octet-stream"),
            "problemjson" => format!("{kind}/problem+json"),
            sub => format!("{kind}/{sub}"),
        })
    });
    Some((Status::Code(hundred + ones), content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_languages_put_around_a_type_is_taken_off() {
        for (given, text, stream) in [
            (r"Promise\<[ops.Pet[]](../../models/.md)\>", "[ops.Pet[]](../../models/.md)", None),
            ("[*ops.Pet](../../models/pet.md), error", "[*ops.Pet](../../models/pet.md)", None),
            (
                "[Union[models.Pet, eventstreaming.EventStream[models.Bark]]](../../models/.md)",
                "models.Bark",
                Some(Stream::Events),
            ),
            (r"Promise\<[EventStream<components.Bark>](../../models/.md)\>", "components.Bark", Some(Stream::Events)),
            ("[Pet](../../models/pet.md)", "[Pet](../../models/pet.md)", None),
        ] {
            assert_eq!(bare(given), (text, stream), "{given}");
        }
    }

    #[test]
    fn members_of_wrappers_spell_statuses_and_content_types() {
        let spelled = |name: &str| spelled(name).map(|(status, content)| (status.to_string(), content));
        assert_eq!(
            spelled("twoHundredAndOneApplicationJsonPet"),
            Some(("201".into(), Some("application/json".into())))
        );
        assert_eq!(spelled("two_hundred_text_csv_res"), Some(("200".into(), Some("text/csv".into()))));
        assert_eq!(
            spelled("four_hundred_and_twenty_two_application_json_object"),
            Some(("422".into(), Some("application/json".into())))
        );
        assert_eq!(spelled("twoFactor"), None);
    }
}
