//! Operations as the paths of an OpenAPI 3.1 document.
//!
//! What no page tells stands under `x-fieldcast`, as in the models: `unknown` of an operation lists `in`, `content` and
//! `status`, that of a parameter `in` where its own place is not told.

use super::build::Builder;
use super::document::{Additional, Notes, Schema};
use crate::decide::operations::{Answer, Body, Operation, Parameter, Shape};
use crate::decide::{Api, Field, Kind, Slot, Type, Unknown};
use crate::merge::Evidence;
use crate::model::Primitive;
use crate::model::operation::{In, Scheme, SchemeKind, Status};
use crate::operation::Flow;
use crate::wire::fold;
use indexmap::IndexMap;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashSet;

/// The Path Item Object: operations by method.
pub type PathItem = IndexMap<&'static str, OperationObject>;

/// The Operation Object.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationObject {
    /// Its groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What it does, in a line.
    pub summary: String,
    /// What it does, in CommonMark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
    /// Whether it should no longer be used.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// What it takes beside its body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<ParameterObject>,
    /// Its body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_body: Option<RequestBody>,
    /// What it answers, by status.
    pub responses: IndexMap<String, Response>,
    /// No requirement, where it asks for no credentials though others do; those of which any one will do, where these are
    /// not all that the API has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<IndexMap<String, [String; 0]>>>,
    /// What fieldcast knows of it.
    #[serde(rename = "x-fieldcast", skip_serializing_if = "Option::is_none")]
    pub notes: Option<Notes>,
}

/// The Parameter Object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParameterObject {
    /// Its name on the wire.
    pub name: String,
    /// `path`, `query` or `header`.
    #[serde(rename = "in")]
    pub stands: &'static str,
    /// What it is, in CommonMark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it must be there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether it should no longer be used.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// `deepObject` for an object in the query, for which OpenAPI's own way is ambiguous.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<&'static str>,
    /// Its type.
    pub schema: Schema,
    /// What fieldcast knows of it.
    #[serde(rename = "x-fieldcast", skip_serializing_if = "Option::is_none")]
    pub notes: Option<Box<Notes>>,
}

/// The Request Body Object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequestBody {
    /// What it is, in CommonMark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it must be there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Its type, by content type.
    pub content: IndexMap<String, MediaType>,
}

/// The Response Object.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Response {
    /// What it means, in CommonMark.
    pub description: String,
    /// Its type, by content type.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub content: IndexMap<String, MediaType>,
}

/// The Media Type Object.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MediaType {
    /// The type of the content.
    #[serde(skip_serializing_if = "is_empty")]
    pub schema: Schema,
}

/// The Tag Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The group's name.
    pub name: String,
}

/// The Security Scheme Object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SecurityScheme {
    /// `http` or `apiKey`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is, where the pages leave something unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'static str>,
    /// Of `http`: `bearer` or `basic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<&'static str>,
    /// Of `apiKey`: the name of the header, of the parameter of the query or of the cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Of `apiKey`: `header`, `query` or `cookie`.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub stands: Option<&'static str>,
    /// Of `oauth2`: its only flow, by its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flows: Option<IndexMap<&'static str, OAuthFlow>>,
    /// What fieldcast knows of it.
    #[serde(rename = "x-fieldcast", skip_serializing_if = "Option::is_none")]
    pub notes: Option<Notes>,
}

/// The OAuth Flow Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OAuthFlow {
    /// Where users give their consent.
    pub authorization_url: String,
    /// What may be asked for, and what each allows.
    pub scopes: IndexMap<String, String>,
}

fn is_empty(schema: &Schema) -> bool {
    *schema == Schema::default()
}

/// The paths of an API's operations, whose schemas still refer to `#/$defs`, in the order of its operations.
pub(super) fn paths(api: &Api, evidence: &Evidence) -> IndexMap<String, PathItem> {
    by_path(api).into_iter().map(|(path, all)| (path.to_owned(), item(api, evidence, &all))).collect()
}

/// The operations of each path, by their places among those of the API, in the order of the first of each.
pub(super) fn by_path(api: &Api) -> IndexMap<&str, Vec<usize>> {
    let mut paths: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (at, operation) in api.operations.all.iter().enumerate() {
        paths.entry(&operation.path).or_default().push(at);
    }
    paths
}

/// The operations of one path, as [`paths`] has them.
pub(super) fn item(api: &Api, evidence: &Evidence, all: &[usize]) -> PathItem {
    let writer = Writer { builder: Builder { models: &api.models }, api };
    let mut item = PathItem::new();
    for (at, operation) in all.iter().filter_map(|at| Some((*at, api.operations.all.get(*at)?))) {
        let mut made = writer.operation(operation);
        if let Some(said) = evidence.operations.get(at).filter(|_| evidence.sources.len() > 1)
            && said.seen.len() < evidence.sources.len()
        {
            let labels =
                said.seen.iter().filter_map(|seen| evidence.sources.get(seen.sdk)).map(|sdk| sdk.label.clone());
            made.notes.get_or_insert_default().seen_in = labels.collect();
        }
        item.insert(operation.method.as_str(), made);
    }
    // one path is one item, also where SDKs write the names of its parameters in different ways
    item.sort_keys();
    item
}

/// The groups of operations, in their order.
pub(super) fn tags(api: &Api) -> Vec<Tag> {
    let mut seen = HashSet::new();
    let tags = api.operations.all.iter().flat_map(|operation| &operation.tags).filter(|tag| seen.insert(*tag));
    tags.map(|name| Tag { name: name.clone() }).collect()
}

/// The security schemes by name, of which any one is enough.
pub(super) fn schemes(api: &Api) -> IndexMap<String, SecurityScheme> {
    let scheme = |scheme: &Scheme| {
        let http = |scheme| SecurityScheme {
            kind: "http",
            description: None,
            scheme: Some(scheme),
            name: None,
            stands: None,
            flows: None,
            notes: None,
        };
        let unknown = |what: &'static [&'static str]| {
            Some(Notes { unknown: what.iter().map(|what| Cow::Borrowed(*what)).collect(), ..Notes::default() })
        };
        match scheme.kind {
            SchemeKind::Bearer => http("bearer"),
            SchemeKind::Basic => http("basic"),
            // of the flows only this one needs nothing but what pages tell
            SchemeKind::OAuth2 if let Some(flow) = scheme.flow.as_ref().filter(|flow| is_implicit(flow)) => {
                let scopes = flow.scopes.iter().cloned().collect();
                let flow = OAuthFlow { authorization_url: flow.url.clone(), scopes };
                SecurityScheme { kind: "oauth2", scheme: None, flows: Some([("implicit", flow)].into()), ..http("") }
            }
            // its flows, without which OpenAPI has no OAuth 2, are on no page; its token is sent like this
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => SecurityScheme {
                description: Some("A token of OAuth 2; where it is given, the docs do not tell."),
                notes: unknown(&["flows"]),
                ..http("bearer")
            },
            SchemeKind::ApiKey if let Some(sent) = &scheme.sent => SecurityScheme {
                kind: "apiKey",
                scheme: None,
                name: Some(sent.name.clone()),
                stands: Some(sent.stands),
                ..http("")
            },
            SchemeKind::ApiKey => SecurityScheme {
                kind: "apiKey",
                description: Some("A key; the docs do not tell in which header it is sent."),
                scheme: None,
                name: Some("Authorization".to_owned()),
                stands: Some("header"),
                flows: None,
                notes: unknown(&["name", "in"]),
            },
        }
    };
    api.operations.schemes.iter().map(|found| (scheme_name(&found.name), scheme(found))).collect()
}

/// The name of a security scheme as one of a component.
fn scheme_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect()
}

fn is_implicit(flow: &Flow) -> bool {
    flow.name == "implicit" && flow.url.starts_with("http")
}

struct Writer<'a> {
    builder: Builder<'a>,
    api: &'a Api,
}

impl Writer<'_> {
    fn operation(&self, operation: &Operation) -> OperationObject {
        let first_line = || operation.description.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
        let summary = match operation.summary.as_str() {
            "" if !operation.description.is_empty() => first_line(),
            "" => operation.title(),
            summary => summary.to_owned(),
        };
        let description = Some(operation.description.clone()).filter(|text| !text.is_empty() && *text != summary);
        let unknown: Vec<Cow<'static, str>> = operation.unknown().into_iter().map(Cow::Borrowed).collect();
        let deprecation = operation.deprecated.clone().filter(|reason| !reason.is_empty());
        let notes = Notes { unknown, deprecation, ..Notes::default() };
        OperationObject {
            tags: operation.tags.clone(),
            summary,
            description,
            operation_id: Some(operation.id.clone()).filter(|id| !id.is_empty()),
            deprecated: operation.deprecated.is_some(),
            parameters: operation.parameters.iter().map(|parameter| self.parameter(parameter)).collect(),
            request_body: operation.body.as_ref().map(|body| self.body(body)),
            responses: self.responses(&operation.answers),
            security: self.security(operation),
            notes: (!notes.is_empty()).then_some(notes),
        }
    }

    /// What an operation asks for, where that is not what the whole API asks for.
    fn security(&self, operation: &Operation) -> Option<Vec<IndexMap<String, [String; 0]>>> {
        if operation.anonymous {
            return Some(Vec::new());
        }
        let known = &self.api.operations.schemes;
        let asked: Vec<&Scheme> = known.iter().filter(|scheme| operation.asks.contains(&scheme.name)).collect();
        let some = !asked.is_empty() && asked.len() < known.len();
        some.then(|| asked.iter().map(|scheme| [(scheme_name(&scheme.name), [])].into_iter().collect()).collect())
    }

    fn parameter(&self, parameter: &Parameter) -> ParameterObject {
        let mut schema = self.builder.property(&parameter.field);
        let mut notes = schema.notes.take();
        if parameter.unknown {
            notes.get_or_insert_default().unknown.push(Cow::Borrowed("in"));
        }
        let deep = parameter.stands == In::Query && self.is_object(&parameter.field.slot.ty);
        ParameterObject {
            name: parameter.field.name.clone(),
            stands: parameter.stands.as_str(),
            description: schema.description.take(),
            required: parameter.stands == In::Path || parameter.field.required,
            deprecated: std::mem::take(&mut schema.deprecated),
            style: deep.then_some("deepObject"),
            schema,
            notes,
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        match ty {
            Type::Map(_) => true,
            Type::Model(id) => matches!(self.api.models.get(id.0).map(|model| &model.kind), Some(Kind::Object { .. })),
            _ => false,
        }
    }

    fn body(&self, body: &Body) -> RequestBody {
        let form = body.content == "multipart/form-data";
        let schema = match &body.shape {
            Shape::Slot(slot) if form => self.form(slot).unwrap_or_else(|| self.builder.slot(slot)),
            Shape::Slot(slot) => self.builder.slot(slot),
            Shape::Members(fields) => {
                let mut schema = self.builder.object(fields, None);
                // without any member it would be free; with some it says no more than they do
                if schema.additional_properties == Some(Additional::Allowed(true)) {
                    schema.additional_properties = None;
                }
                schema
            }
        };
        RequestBody {
            description: Some(body.description.clone()).filter(|text| !text.is_empty()),
            required: body.required,
            content: [(body.content.clone(), MediaType { schema })].into_iter().collect(),
        }
    }

    /// An object as a form of several parts, in which a file is its bytes: the SDK wraps their name around them, which
    /// stands above the part on the wire.
    fn form(&self, slot: &Slot) -> Option<Schema> {
        let Type::Model(id) = slot.ty else { return None };
        let Kind::Object { fields, additional } = &self.api.models.get(id.0)?.kind else { return None };
        let fields: Vec<Field> = fields
            .iter()
            .map(|field| match self.is_file(&field.slot.ty) {
                true => {
                    let slot = Slot { ty: Type::Primitive(Primitive::Binary), nullable: false };
                    Field { slot, unknown: Unknown::default(), ..field.clone() }
                }
                false => field.clone(),
            })
            .collect();
        Some(self.builder.object(&fields, additional.as_ref()))
    }

    /// Whether a type is a file's name and bytes.
    fn is_file(&self, ty: &Type) -> bool {
        let Type::Model(id) = ty else { return false };
        let Some(Kind::Object { fields, .. }) = self.api.models.get(id.0).map(|model| &model.kind) else {
            return false;
        };
        let is = |field: &Field, name: &str| fold(&field.documented) == name;
        let bytes = |field: &Field| is(field, "content") && holds_bytes(&field.slot.ty);
        fields.len() <= 3 && fields.iter().any(|field| is(field, "filename")) && fields.iter().any(bytes)
    }

    fn responses(&self, answers: &[Answer]) -> IndexMap<String, Response> {
        let mut responses: IndexMap<String, Response> = IndexMap::with_capacity(answers.len());
        for answer in answers {
            let response = responses.entry(answer.status.to_string()).or_default();
            if response.description.is_empty() {
                response.description = if answer.description.is_empty() {
                    meaning(answer.status).to_owned()
                } else {
                    answer.description.clone()
                };
            }
            let Some(slot) = &answer.slot else { continue };
            let schema = self.builder.slot(slot);
            match response.content.get_mut(&answer.content) {
                None => {
                    response.content.insert(answer.content.clone(), MediaType { schema });
                }
                // several of one content type: either
                Some(known) if known.schema != schema => {
                    if known.schema.any_of.is_empty() || known.schema.notes.is_some() {
                        let first = std::mem::take(&mut known.schema);
                        known.schema.any_of.push(first);
                    }
                    known.schema.any_of.push(schema);
                }
                Some(_) => {}
            }
        }
        if !responses.keys().any(|status| status.starts_with('2') || status == "default") {
            let response = Response { description: meaning(Status::Range(2)).to_owned(), ..Response::default() };
            responses.shift_insert(0, Status::Range(2).to_string(), response);
        }
        responses
    }
}

fn holds_bytes(ty: &Type) -> bool {
    match ty {
        Type::Primitive(primitive) => *primitive == Primitive::Binary,
        Type::Union(union) => union.members.iter().any(|member| holds_bytes(&member.ty)),
        _ => false,
    }
}

/// What a status means where no page says so: the reason phrases of RFC 9110.
fn meaning(status: Status) -> &'static str {
    match status {
        Status::Code(201) => "Created",
        Status::Code(202) => "Accepted",
        Status::Code(204) => "No Content",
        Status::Code(400) => "Bad Request",
        Status::Code(401) => "Unauthorized",
        Status::Code(402) => "Payment Required",
        Status::Code(403) => "Forbidden",
        Status::Code(404) => "Not Found",
        Status::Code(405) => "Method Not Allowed",
        Status::Code(409) => "Conflict",
        Status::Code(410) => "Gone",
        Status::Code(413) => "Content Too Large",
        Status::Code(415) => "Unsupported Media Type",
        Status::Code(422) => "Unprocessable Content",
        Status::Code(429) => "Too Many Requests",
        Status::Code(500) => "Internal Server Error",
        Status::Code(502) => "Bad Gateway",
        Status::Code(503) => "Service Unavailable",
        status if status.is_success() => "Success",
        Status::Code(300..=399) | Status::Range(3) => "Redirection",
        Status::Code(400..=499) | Status::Range(4) => "The request is at fault",
        Status::Code(500..=599) | Status::Range(5) => "The server is at fault",
        Status::Default => "Anything else",
        Status::Code(_) | Status::Range(_) => "Information",
    }
}
