//! What an operation takes: which rows are parameters, and which is the body.
//!
//! An SDK's function takes either one `request`, whose model wraps parameters and body or is the body itself, or one
//! argument for each parameter; Python spreads even the members of the body over arguments of their own. What is what, the
//! path, the names and the model of the request tell:
//!
//! - What the path names is a path parameter.
//! - `body` and `requestBody` are the body, and so is, where a request has one as a rule, a member that is called as its
//!   model is: that is how the generator names a body whose schema has a name.
//! - The model of a request that has all that the path names as members, or a body, or that belongs to a request without
//!   one, wraps; any other is the body.
//! - Arguments beside those of the path that are the members of the model called after the operation are the body.

use super::super::operation::{Body, In, Method, Parameter, Shape, names_in};
use super::super::{Field, Kind, Model, ModelId, Object, Primitive, Slot, Type};
use super::Scribe;
use super::headers::header;
use crate::markdown::Span;
use crate::operation::Section;
use crate::wire::{Confidence, Reason, fold};

/// The members of a request that wraps.
struct Wrapped {
    parameters: Vec<Parameter>,
    body: Option<Body>,
}

impl Scribe<'_, '_, '_, '_> {
    pub(super) fn request(
        &mut self,
        section: &Section<'_>,
        method: Method,
        path: &str,
        id: &str,
        rows: Vec<Field>,
    ) -> (Vec<Parameter>, Option<Body>) {
        let named = names_in(path).map(|name| (name, fold(name))).collect();
        let scene = Scene { method, named, id: fold(id) };
        let wrapped = match rows.as_slice() {
            [only] if fold(&only.documented) == "request" => self.of_request(only, &scene),
            _ => self.of_rows(rows, &scene),
        };
        let Wrapped { parameters, body } = wrapped;
        (self.in_order(section, path, parameters), body)
    }

    /// The parameters, those of the path first and in its order; one that the path names and no row is taken as text.
    pub(super) fn in_order(
        &mut self,
        section: &Section<'_>,
        path: &str,
        mut parameters: Vec<Parameter>,
    ) -> Vec<Parameter> {
        for name in names_in(path) {
            let known = |parameter: &Parameter| parameter.stands == Some(In::Path) && parameter.field.wire == name;
            if !parameters.iter().any(known) {
                let message =
                    format!("found the path `{path}`, and no row of its parameter `{name}`: it is taken as text");
                let at = section.snippet.map_or(section.name, |snippet| snippet.path);
                self.warn(super::Code::BadOperation, at, message, "add the row, or correct the path");
                parameters.push(self.unlisted(name, at));
            }
        }
        let order = |parameter: &Parameter| match parameter.stands {
            Some(In::Path) => names_in(path).position(|name| name == parameter.field.wire).unwrap_or_default(),
            _ => usize::MAX,
        };
        parameters.sort_by_key(order);
        parameters
    }

    /// A parameter that the path names, and no row.
    fn unlisted(&self, name: &str, at: Span<'_>) -> Parameter {
        let field = Field {
            documented: name.to_owned(),
            wire: name.to_owned(),
            confidence: Confidence::Stated,
            reason: Reason::Stated,
            aliases: Vec::new(),
            place: self.place(at),
            required: true,
            slot: Slot { ty: Type::Primitive(Primitive::String), nullable: Some(false) },
            description: String::new(),
            deprecated: None,
            examples: Box::default(),
            told: None,
            tag: None,
        };
        Parameter { field, stands: Some(In::Path) }
    }

    /// A function that takes one `request`.
    fn of_request(&self, row: &Field, scene: &Scene<'_>) -> Wrapped {
        let model = match row.slot.ty {
            Type::Model(id) => self.ground.model(id),
            _ => None,
        };
        match model.and_then(|model| Some((model, self.wrapper(model, scene)?))) {
            Some((_, object)) => self.sort(object.fields.clone(), scene),
            None => Wrapped { parameters: Vec::new(), body: Some(self.body(row)) },
        }
    }

    /// A function that takes each by itself.
    fn of_rows(&self, rows: Vec<Field>, scene: &Scene<'_>) -> Wrapped {
        let spreads = self.ground.pass.dialect.spreads_bodies();
        if !spreads {
            return self.sort(rows, scene);
        }
        let listed = |object: &Object, name: &str| object.fields.iter().any(|field| fold(&field.documented) == name);
        // the page of the request tells what is what, where there is one
        if let Some((id, model)) = self.ground.object_named(&format!("{}request", scene.id))
            && let Kind::Object(object) = &model.kind
        {
            match self.wrapper(model, scene) {
                Some(wrapper) => {
                    let mut wrapped = self.sort(wrapper.fields.clone(), scene);
                    let inner = wrapped.body.as_ref().and_then(|body| self.members(body));
                    let known = |row: &Field| {
                        let name = fold(&row.documented);
                        listed(wrapper, &name) || inner.is_some_and(|inner| listed(inner, &name))
                    };
                    if rows.iter().all(known) {
                        for parameter in &mut wrapped.parameters {
                            complete(&mut parameter.field, &rows);
                        }
                        return wrapped;
                    }
                }
                None if !rows.is_empty() && rows.iter().all(|row| listed(object, &fold(&row.documented))) => {
                    return Wrapped { parameters: Vec::new(), body: Some(self.whole(id, model, &rows)) };
                }
                None => {}
            }
        }
        if rows.iter().any(is_body_by_name) {
            return self.sort(rows, scene);
        }
        let (named, rest): (Vec<Field>, Vec<Field>) = rows
            .into_iter()
            .partition(|row| scene.names(row).is_some() || header(&row.documented, &row.description).is_some());
        if scene.method.is_bare() || rest.is_empty() || rest.iter().any(|row| self.is_body_by_model(row)) {
            return self.sort(named.into_iter().chain(rest).collect(), scene);
        }
        let mut wrapped = self.sort(named, scene);
        let page =
            self.ground.object_named(&format!("{}requestbody", scene.id)).filter(|(_, model)| match &model.kind {
                Kind::Object(object) => rest.iter().all(|row| listed(object, &fold(&row.documented))),
                _ => false,
            });
        wrapped.body = Some(match page {
            Some((id, model)) => self.whole(id, model, &rest),
            None => {
                let place = rest.first().map_or_else(|| crate::diagnostic::Place::file(""), |row| row.place.clone());
                let required = rest.iter().any(|row| row.required);
                let object = Object { fields: rest, ..Object::default() };
                let content = self.content_of(&object);
                Body { shape: Shape::Members(object), required, content, description: String::new(), place }
            }
        });
        wrapped
    }

    /// The members of a model that wraps the parameters of a request, and its body.
    fn wrapper<'m>(&self, model: &'m Model, scene: &Scene<'_>) -> Option<&'m Object> {
        let Kind::Object(object) = &model.kind else { return None };
        let has_path = !scene.named.is_empty();
        let has_all = scene.named.iter().all(|(_, name)| {
            object.fields.iter().any(|field| fold(&field.documented) == *name || fold(&field.wire) == *name)
        });
        let carries = || {
            let called = fold(&model.name) == format!("{}request", scene.id);
            let by_model = |field: &&Field| called && self.is_body_by_model(field) && self.is_main(field, model);
            let body = object.fields.iter().find(|field| is_body_by_name(field));
            let body = body.or_else(|| object.fields.iter().find(by_model));
            body.is_some_and(|body| {
                let beside = object.fields.iter().filter(|field| field.documented != body.documented);
                beside.clone().all(|field| self.is_plain(&field.slot.ty))
            })
        };
        let takes_none = matches!(scene.method, Method::Get | Method::Head | Method::Delete | Method::Options);
        let wraps = if has_path { has_all } else { takes_none || carries() };
        wraps.then_some(object)
    }

    /// Tells members apart.
    fn sort(&self, members: Vec<Field>, scene: &Scene<'_>) -> Wrapped {
        let in_path: Vec<Option<&str>> = members.iter().map(|member| scene.names(member)).collect();
        let free = || members.iter().zip(&in_path).filter(|(_, name)| name.is_none()).map(|(field, _)| field);
        let by_name = free().position(is_body_by_name);
        let by_model = || {
            let reads = matches!(scene.method, Method::Get | Method::Head | Method::Options);
            let called = free().position(|field| !reads && self.is_body_by_model(field));
            called.or_else(|| {
                // the only one that no query could carry
                let mut rich = free().enumerate().filter(|(_, field)| self.is_rich(&field.slot.ty));
                let first = rich.next().map(|(at, _)| at)?;
                (!scene.method.is_bare() && rich.next().is_none()).then_some(first)
            })
        };
        let chosen = by_name.or_else(by_model);
        let mut wrapped = Wrapped { parameters: Vec::new(), body: None };
        let mut at = 0;
        for (mut field, name) in members.into_iter().zip(in_path) {
            if let Some(name) = name {
                name.clone_into(&mut field.wire);
                field.confidence = Confidence::Stated;
                field.aliases.clear();
                field.required = true;
                field.slot.nullable = Some(false);
                wrapped.parameters.push(Parameter { field, stands: Some(In::Path) });
                continue;
            }
            let here = at;
            at += 1;
            if chosen == Some(here) {
                wrapped.body = Some(self.body(&field));
                continue;
            }
            // the path names what is in it
            let told = field.tag.as_ref().and_then(|tag| tag.sent).filter(|stands| *stands != In::Path);
            let stands = told.or_else(|| {
                let name = header(&field.documented, &field.description)?;
                field.wire = name;
                field.confidence = Confidence::Certain;
                field.aliases.clear();
                Some(In::Header)
            });
            wrapped.parameters.push(Parameter { field, stands });
        }
        wrapped
    }

    fn body(&self, row: &Field) -> Body {
        let content = match &row.slot.ty {
            Type::Primitive(Primitive::Binary) => Some("application/octet-stream".to_owned()),
            Type::Model(id) => match self.ground.model(*id).map(|model| &model.kind) {
                Some(Kind::Object(object)) => self.content_of(object),
                _ => None,
            },
            _ => None,
        };
        Body {
            shape: Shape::Slot(Slot { ty: row.slot.ty.clone(), nullable: row.slot.nullable.filter(|_| row.required) }),
            required: row.required,
            content,
            description: if fold(&row.documented) == "request" { String::new() } else { row.description.clone() },
            place: row.place.clone(),
        }
    }

    /// A body whose members the rows are.
    fn whole(&self, id: ModelId, model: &Model, rows: &[Field]) -> Body {
        let content = match &model.kind {
            Kind::Object(object) => self.content_of(object),
            _ => None,
        };
        Body {
            shape: Shape::Slot(Slot { ty: Type::Model(id), nullable: None }),
            required: rows.iter().any(|row| row.required),
            content,
            description: String::new(),
            place: rows.first().map_or_else(|| model.place.clone(), |row| row.place.clone()),
        }
    }

    /// The content type that members ask for: a file among them makes a form of several parts.
    pub(super) fn content_of(&self, object: &Object) -> Option<String> {
        let file = object.fields.iter().any(|field| self.is_file(&field.slot.ty, 0));
        file.then(|| "multipart/form-data".to_owned())
    }

    fn is_file(&self, ty: &Type, depth: u8) -> bool {
        match ty {
            Type::Primitive(Primitive::Binary) => true,
            Type::Array(of) if depth < 4 => self.is_file(&of.ty, depth + 1),
            Type::Union(members) if depth < 4 => members.iter().any(|member| self.is_file(&member.ty, depth + 1)),
            Type::Model(id) if depth < 4 => match self.ground.model(*id).map(|model| &model.kind) {
                Some(Kind::Object(object)) => {
                    let has = |name: &str| object.fields.iter().find(|field| fold(&field.documented) == name);
                    let content = has("content").is_some_and(|field| self.is_file(&field.slot.ty, depth + 1));
                    has("filename").is_some() && content && object.fields.len() <= 3
                }
                Some(Kind::Union(union)) => {
                    union.members.iter().flatten().any(|member| self.is_file(&member.ty, depth + 1))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The members of a body that is an object.
    fn members<'b>(&'b self, body: &'b Body) -> Option<&'b Object> {
        match &body.shape {
            Shape::Members(object) => Some(object),
            Shape::Slot(Slot { ty: Type::Model(id), .. }) => match &self.ground.model(*id)?.kind {
                Kind::Object(object) => Some(object),
                _ => None,
            },
            Shape::Slot(_) => None,
        }
    }

    /// Whether a member is called as its model is.
    pub(super) fn is_body_by_model(&self, field: &Field) -> bool {
        let name = match &field.slot.ty {
            Type::Model(id) => self.ground.model(*id).filter(|model| !matches!(model.kind, Kind::Enum(_))),
            _ => None,
        };
        name.is_some_and(|model| fold(&model.name) == fold(&field.documented))
    }

    /// Whether the model of a member is one of the API's main ones, where the SDK keeps requests apart from those: a body
    /// that is called after its model has a schema of its own, which a part of a body has not.
    fn is_main(&self, field: &Field, request: &Model) -> bool {
        let Type::Model(id) = field.slot.ty else { return false };
        request.namespace.is_empty() || self.ground.model(id).is_some_and(|model| model.namespace.is_empty())
    }

    /// Whether a type is one that a query or a header carries as it is.
    fn is_plain(&self, ty: &Type) -> bool {
        match ty {
            Type::Primitive(primitive) => !matches!(primitive, Primitive::Object | Primitive::Any | Primitive::Binary),
            Type::Literal { .. } => true,
            Type::Model(id) => self.ground.model(*id).is_some_and(|model| matches!(model.kind, Kind::Enum(_))),
            Type::Array(of) => self.is_plain(&of.ty),
            Type::Map(_) | Type::Union(_) => false,
        }
    }

    /// Whether a type is one that only a body carries as a rule.
    pub(super) fn is_rich(&self, ty: &Type) -> bool {
        match ty {
            Type::Primitive(primitive) => matches!(primitive, Primitive::Object | Primitive::Binary),
            Type::Model(id) => self.ground.model(*id).is_some_and(|model| matches!(model.kind, Kind::Object(_))),
            Type::Array(of) => self.is_rich(&of.ty),
            Type::Map(_) => true,
            Type::Literal { .. } | Type::Union(_) => false,
        }
    }
}

/// What is known of an operation while its request is read.
struct Scene<'a> {
    method: Method,
    /// The names of the path's parameters, as it writes them and folded.
    named: Vec<(&'a str, String)>,
    /// The operation's id, folded.
    id: String,
}

impl<'a> Scene<'a> {
    /// The parameter of the path that a member is, as the path writes it.
    fn names(&self, field: &Field) -> Option<&'a str> {
        if self.named.is_empty() {
            return None;
        }
        let (documented, wire) = (fold(&field.documented), fold(&field.wire));
        self.named.iter().find(|(_, name)| *name == documented || *name == wire).map(|(name, _)| *name)
    }
}

pub(super) fn is_body_by_name(field: &Field) -> bool {
    matches!(fold(&field.documented).as_str(), "body" | "requestbody")
}

/// What the row of a function tells beyond the page of its request.
fn complete(field: &mut Field, rows: &[Field]) {
    let Some(row) = rows.iter().find(|row| fold(&row.documented) == fold(&field.documented)) else { return };
    if field.description.is_empty() {
        field.description.clone_from(&row.description);
    }
    if field.examples.is_empty() {
        field.examples.clone_from(&row.examples);
    }
}
