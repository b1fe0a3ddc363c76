//! Settles operations: what no page tells of them is decided here, each by one rule, and remembered.
//!
//! - A parameter of which no page tells where it is sent stands in the query.
//! - A body, and an answer, whose content type no page tells is JSON.
//! - An answer where all goes well whose status no page tells has the range `2XX`.
//! - A parameter that may be left out is not sent as null: null is taken off where no page shows it.
//! - An operation whose example gives no credentials, where those of most others do, asks for none.
//! - Operations of several groups with one id take the group before it; of two in one group, the later one gets a number.

use super::correction::Correction;
use super::{Field, Settle, Slot};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Operations as Found;
use crate::model::operation::{self as model, In, Method, Scheme, Server, Status, Stream};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

/// What there is beside the models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operations {
    /// The operations, in the order of the pages.
    pub all: Vec<Operation>,
    /// The servers that the docs name.
    pub servers: Vec<Server>,
    /// The security schemes that they name.
    pub schemes: Vec<Scheme>,
}

/// A settled operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its id; empty where no page tells it.
    pub id: String,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The place where both are told.
    pub place: Place,
    /// Its groups.
    pub tags: Vec<String>,
    /// What it does, in a line.
    pub summary: String,
    /// What it does, in CommonMark.
    pub description: String,
    /// Whether it is deprecated, and why.
    pub deprecated: Option<String>,
    /// What it takes beside its body, the parameters of the path first.
    pub parameters: Vec<Parameter>,
    /// What is sent in its body.
    pub body: Option<Body>,
    /// What it answers.
    pub answers: Vec<Answer>,
    /// Whether it asks for no credentials.
    pub anonymous: bool,
    /// The names of the security schemes of which any one will do; empty where no page names any.
    pub asks: Vec<String>,
}

/// A settled parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name, type and the rest.
    pub field: Field,
    /// Where it is sent.
    pub stands: In,
    /// Whether no page tells where it is sent.
    pub unknown: bool,
}

/// A settled body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What it is.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// Its content type.
    pub content: String,
    /// Whether no page tells the content type.
    pub unknown: bool,
    /// What it is, in CommonMark.
    pub description: String,
}

/// What a settled body is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A value of a type.
    Slot(Slot),
    /// An object of these members.
    Members(Vec<Field>),
}

/// A settled answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// With which status.
    pub status: Status,
    /// The type of its content; `None` where there is none.
    pub slot: Option<Slot>,
    /// Its content type.
    pub content: String,
    /// Whether no page tells the content type.
    pub unknown: bool,
    /// How it is sent piece by piece.
    pub stream: Option<Stream>,
    /// What it means, in CommonMark.
    pub description: String,
}

/// What is taken where no page tells a content type.
const JSON: &str = "application/json";

impl Operation {
    /// What people call it: `GET /pets/{pet_id}`.
    pub fn title(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The facts that no page tells: `in`, `content`, `status`.
    pub fn unknown(&self) -> Vec<&'static str> {
        let stands = self.parameters.iter().any(|parameter| parameter.unknown);
        let content = self.body.as_ref().is_some_and(|body| body.unknown)
            || self.answers.iter().any(|answer| answer.unknown && answer.slot.is_some());
        let status = self.answers.iter().any(|answer| answer.status == Status::Range(2));
        let all = [("in", stands), ("content", content), ("status", status)];
        all.into_iter().filter_map(|(name, is)| is.then_some(name)).collect()
    }
}

/// Settles what was found.
pub(super) fn settle(found: Found, settle: &Settle<'_>, diagnostics: &mut Vec<Diagnostic>) -> Operations {
    let shown = found.all.iter().filter(|operation| operation.credentials == Some(true)).count();
    let most = shown * 2 > found.all.len();
    let one = |operation: model::Operation| {
        let told = operation.asks.as_ref().is_some_and(Vec::is_empty);
        let anonymous = told || most && operation.credentials == Some(false);
        Operation { anonymous, ..self::operation(operation, settle) }
    };
    let mut all: Vec<Operation> = found.all.into_iter().map(one).collect();
    name_apart(&mut all, diagnostics);
    Operations { all, servers: found.servers, schemes: found.schemes }
}

/// Gives each operation an id of its own.
///
/// The functions of an SDK are called within their groups, so those of several groups that are called alike take the group
/// before their name. What is left is numbered, and told: the docs name it twice.
fn name_apart(all: &mut [Operation], diagnostics: &mut Vec<Diagnostic>) {
    let mut groups: HashMap<String, (String, bool)> = HashMap::with_capacity(all.len());
    for operation in all.iter().filter(|operation| !operation.id.is_empty()) {
        let group = group(operation);
        let (first, differ) = groups.entry(operation.id.clone()).or_insert_with(|| (group.clone(), false));
        *differ |= *first != group;
    }
    let mut taken: HashSet<String> = HashSet::with_capacity(all.len());
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for operation in all.iter_mut().filter(|operation| !operation.id.is_empty()) {
        let differ = groups.get(&operation.id).is_some_and(|(_, differ)| *differ);
        let group = group(operation);
        if differ && !group.is_empty() {
            operation.id = format!("{group}_{}", operation.id);
        }
        if taken.insert(operation.id.clone()) {
            continue;
        }
        let number = numbers.entry(operation.id.clone()).or_insert(1);
        let named = loop {
            *number += 1;
            let named = format!("{}_{number}", operation.id);
            if taken.insert(named.clone()) {
                break named;
            }
        };
        let message = format!(
            "`{}` has the id `{}`, which another operation has: it is called `{named}`",
            operation.title(),
            operation.id
        );
        diagnostics.push(Diagnostic::warning(Code::DuplicateOperation, operation.place.clone(), message));
        operation.id = named;
    }
}

/// The name of an operation's group as a part of an id: its letters and digits; empty where it has no group.
fn group(operation: &Operation) -> String {
    operation.tags.first().into_iter().flat_map(|tag| tag.chars()).filter(|c| c.is_alphanumeric()).collect()
}

fn operation(found: model::Operation, settle: &Settle<'_>) -> Operation {
    let parameters = found.parameters.into_iter().map(|parameter| {
        let shown = parameter.field.slot.nullable == Some(true) && parameter.stands != Some(In::Path);
        let mut field = settle.field(parameter.field);
        field.slot.nullable = shown;
        field.unknown.nullable = false;
        Parameter { field, stands: parameter.stands.unwrap_or(In::Query), unknown: parameter.stands.is_none() }
    });
    let body = found.body.map(|body| Body {
        shape: match body.shape {
            model::Shape::Slot(slot) => Shape::Slot(settle.slot(&slot)),
            model::Shape::Members(object) => {
                Shape::Members(object.fields.into_iter().map(|field| settle.field(field)).collect())
            }
        },
        required: body.required,
        unknown: body.content.is_none(),
        content: body.content.unwrap_or_else(|| JSON.to_owned()),
        description: body.description,
    });
    let answers = found.answers.into_iter().map(|answer| Answer {
        status: answer.status,
        slot: answer.slot.map(|slot| settle.slot(&slot)),
        unknown: answer.content.is_none(),
        content: answer.content.unwrap_or_else(|| JSON.to_owned()),
        stream: answer.stream,
        description: answer.description,
    });
    Operation {
        id: found.id,
        method: found.method,
        path: found.path,
        place: found.place,
        tags: found.tags,
        summary: found.summary,
        description: found.description,
        deprecated: found.deprecated,
        parameters: parameters.collect(),
        body,
        answers: answers.collect(),
        anonymous: false,
        asks: found.asks.unwrap_or_default(),
    }
}

/// The operation that goes by a name, or the parameter of one: `GET /pets`, `listPets`, `listPets.limit`.
pub(super) enum Target<'o> {
    Operation(&'o mut Operation),
    Parameter(&'o mut Parameter),
}

/// Finds what a correction is of.
pub(super) fn find<'o>(all: &'o mut [Operation], at: &str) -> Option<Target<'o>> {
    let is =
        |operation: &Operation, name: &str| operation.title() == name || (operation.id == name && !name.is_empty());
    if let Some(place) = all.iter().position(|operation| is(operation, at)) {
        return all.get_mut(place).map(Target::Operation);
    }
    let (name, parameter) = at.rsplit_once('.')?;
    let operation = all.iter_mut().find(|operation| is(operation, name))?;
    operation.parameters.iter_mut().find(|found| found.field.name == parameter).map(Target::Parameter)
}

/// Corrects an operation: the status of its success, the content type of its body.
pub(super) fn correct(correction: &Correction, operation: &mut Operation) -> Result<bool, String> {
    let only = Correction {
        at: correction.at.clone(),
        reason: correction.reason.clone(),
        place: correction.place.clone(),
        status: correction.status,
        content: correction.content.clone(),
        ..Correction::default()
    };
    if only != *correction || (only.status.is_none() && only.content.is_none()) {
        return Err(format!("`{}` is an operation: only `status` and `content` can be corrected", correction.at));
    }
    let before = operation.clone();
    if let Some(status) = correction.status {
        let status = Some(Status::Code(status)).filter(|status| status.is_success());
        let Some(status) = status else {
            return Err(format!(
                "the correction of `{}` gives it a status that is no success: expected 200 to 299",
                correction.at
            ));
        };
        operation
            .answers
            .iter_mut()
            .filter(|answer| answer.status.is_success())
            .for_each(|answer| answer.status = status);
    }
    if let Some(content) = &correction.content {
        let Some(body) = &mut operation.body else {
            return Err(format!("`{}` has no body whose content type could be corrected", correction.at));
        };
        body.content.clone_from(content);
        body.unknown = false;
    }
    Ok(*operation != before)
}

/// Corrects where a parameter is sent; the rest is corrected as of any member.
pub(super) fn move_to(correction: &Correction, parameter: &mut Parameter) -> Result<bool, String> {
    let Some(stands) = &correction.stands else { return Ok(false) };
    let Some(stands) = In::parse(stands).filter(|stands| *stands != In::Path) else {
        return Err(format!(
            "the correction of `{}` sends it in `{stands}`: expected `query` or `header`",
            correction.at
        ));
    };
    if parameter.stands == In::Path {
        return Err(format!("`{}` stands in the path", correction.at));
    }
    let changed = parameter.stands != stands || parameter.unknown;
    parameter.stands = stands;
    parameter.unknown = false;
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::{Api, decide};
    use crate::model::operations::tests::{api, section};
    use crate::model::tests::object;

    fn settled(corrections: &[Correction]) -> (Api, Vec<String>) {
        let rows = [("pet_id", "*string*", true, "N/A"), ("limit", "*number*", false, "N/A")];
        let post = [("request", "[models.Pet](../../models/pet.md)", true, "N/A")];
        let page = [
            section("list", ("listPets", "get", "/pets/{pet_id}"), &rows, ""),
            section("make", ("makePet", "post", "/pets"), &post, ""),
            section("again", ("makePet", "put", "/pets"), &post, ""),
        ]
        .concat();
        let pet = object("Pet", &[("name", "*string*", true)]);
        let (api, _) = api(
            "typescript",
            &[
                ("pet.md", &pet),
                (
                    "problem.md",
                    "# Problem\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n",
                ),
            ],
            &page,
        );
        let (api, problems) = decide(api, corrections);
        (api, problems.iter().map(|problem| format!("{} {}", problem.severity, problem.code)).collect())
    }

    fn correction(at: &str) -> Correction {
        Correction { at: at.to_owned(), reason: "the docs say so".to_owned(), ..Correction::default() }
    }

    #[test]
    fn what_no_page_tells_is_settled_by_rules() {
        let (api, problems) = settled(&[]);
        let [list, make, again] = api.operations.all.as_slice() else { panic!() };
        let stands: Vec<_> = list.parameters.iter().map(|p| (p.field.name.as_str(), p.stands, p.unknown)).collect();
        assert_eq!(stands, [("pet_id", In::Path, false), ("limit", In::Query, true)]);
        assert_eq!(list.parameters.iter().map(|p| p.field.slot.nullable).collect::<Vec<_>>(), [false, false]);
        assert_eq!(list.unknown(), ["in", "status"]);
        let body = make.body.as_ref().unwrap();
        assert_eq!((body.content.as_str(), body.unknown, make.answers[0].status), (JSON, true, Status::Range(2)));
        assert_eq!((again.id.as_str(), problems), ("makePet_2", vec!["warning duplicate-operation".to_owned()]));
    }

    #[test]
    fn functions_of_several_groups_take_the_group_before_their_name() {
        let operation = |id: &str, tag: &str| Operation {
            id: id.to_owned(),
            method: Method::Get,
            path: format!("/{tag}/{id}"),
            place: Place::file("docs/PetApi.md"),
            tags: vec![tag.to_owned()],
            summary: String::new(),
            description: String::new(),
            deprecated: None,
            parameters: Vec::new(),
            body: None,
            answers: Vec::new(),
            anonymous: false,
            asks: Vec::new(),
        };
        let told = |all: &[(&str, &str)]| {
            let mut all: Vec<Operation> = all.iter().map(|(id, tag)| operation(id, tag)).collect();
            let mut problems = Vec::new();
            name_apart(&mut all, &mut problems);
            (all.into_iter().map(|operation| operation.id).collect::<Vec<_>>().join(" "), problems.len())
        };
        let both = told(&[("list", "Pet Shop"), ("list", "Till"), ("close", "Till")]);
        assert_eq!(both, ("PetShop_list Till_list close".to_owned(), 0));
        let three = told(&[("list", "Pet"), ("list", "Till"), ("list", "Till"), ("Till_list_2", "Till")]);
        assert_eq!(three, ("Pet_list Till_list Till_list_2 Till_list_2_2".to_owned(), 2));
        assert_eq!(told(&[("list", "Pet"), ("list", "Pet"), ("list", "Pet")]), ("list list_2 list_3".to_owned(), 2));
    }

    #[test]
    fn corrections_are_of_operations_and_their_parameters_too() {
        let corrections = [
            Correction {
                status: Some(201),
                content: Some("application/hal+json".to_owned()),
                ..correction("POST /pets")
            },
            Correction {
                stands: Some("header".to_owned()),
                wire_name: Some("x-limit".to_owned()),
                ..correction("listPets.limit")
            },
            Correction { required: Some(true), ..correction("GET /pets/{pet_id}.x-limit") },
        ];
        let (api, problems) = settled(&corrections);
        assert_eq!(problems, ["warning duplicate-operation"]);
        let [list, make, _] = api.operations.all.as_slice() else { panic!() };
        let limit = &list.parameters[1];
        assert_eq!((limit.field.name.as_str(), limit.stands, limit.field.required), ("x-limit", In::Header, true));
        assert_eq!(make.answers[0].status, Status::Code(201));
        assert_eq!(make.body.as_ref().unwrap().content, "application/hal+json");
    }

    #[test]
    fn corrections_that_change_nothing_or_cannot_be_are_errors() {
        let mut told = Vec::new();
        for correction in [
            Correction { stands: Some("query".to_owned()), ..correction("makePet.limit") },
            Correction { stands: Some("path".to_owned()), ..correction("listPets.limit") },
            Correction { stands: Some("query".to_owned()), ..correction("listPets.pet_id") },
            Correction { status: Some(404), ..correction("listPets") },
            Correction { content: Some("text/plain".to_owned()), ..correction("listPets") },
            Correction { nullable: Some(true), ..correction("listPets") },
            Correction { status: Some(200), ..correction("Pet.name") },
            Correction { required: Some(false), ..correction("listPets.limit") },
        ] {
            told.extend(settled(&[correction]).1.into_iter().filter(|told| told.starts_with("error")));
        }
        assert_eq!(
            told,
            [
                "error unknown-target",
                "error bad-config",
                "error bad-config",
                "error bad-config",
                "error bad-config",
                "error bad-config",
                "error bad-config",
                "error stale-correction",
            ]
        );
    }
}
