//! From a schema to definitions: every object, enum and union gets a Rust name of its own, wherever it is written.
//!
//! What typify would drop, merge or panic on is lowered here to something plain, or refused with the JSON pointer of
//! the place. Names depend on the model that they are in and on nothing else of the document, except where two would be
//! the same: so a model that is added changes no name of another.

mod array;
mod enumeration;
mod object;
mod supported;
mod told;
mod union;

use std::collections::BTreeSet;
use std::fmt;

use foldhash::HashMap;

use super::definition::{Alias, Api, Definition, Id, Kind, Type};
use super::docs::markdown;
use super::names::{self, Scope};
use super::options::{ClosedEnums, Options};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::document::{self, Document, Schema};
use crate::schema::refs;

/// A place in the document, from the inside out; its text is a JSON pointer (RFC 6901).
#[derive(Clone, Copy, Debug)]
struct Pointer<'a> {
    parent: Option<&'a Pointer<'a>>,
    token: &'a str,
}

impl<'a> Pointer<'a> {
    fn then(&'a self, token: &'a str) -> Self {
        Self { parent: Some(self), token }
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}/")?;
        }
        f.write_str(&self.token.replace('~', "~0").replace('/', "~1"))
    }
}

/// What a place is called, for the types that are written there.
#[derive(Clone, Debug)]
struct Owner {
    namespace: Option<String>,
    /// The name that a type written here would have.
    name: String,
    /// The model that it is in, by its place in `$defs`.
    model: usize,
}

impl Owner {
    fn then(&self, suffix: &str) -> Self {
        Self { name: format!("{}{suffix}", self.name), ..self.clone() }
    }
}

/// The state of a lowering.
struct Lowering<'a> {
    document: &'a Document,
    options: &'a Options,
    /// Which models take null, by their place in `$defs`.
    nullable_models: Vec<bool>,
    /// The definitions, models first, and of each the model that it is in.
    definitions: Vec<(usize, Definition)>,
    /// Names that models had in other modules: the module and the name, by the place of the model in `$defs`.
    former: Vec<(usize, Option<String>, String)>,
    scope: Scope<(Option<String>, String)>,
    closed_used: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

/// Lowers a document. The definitions are whole only where no diagnostic is an error.
pub fn lower(document: &Document, options: &Options) -> (Api, Vec<Diagnostic>) {
    let mut lowering = Lowering {
        document,
        options,
        nullable_models: nullable_models(document),
        definitions: Vec::with_capacity(document.defs.len() * 2),
        former: Vec::new(),
        scope: Scope::default(),
        closed_used: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let root = Pointer { parent: None, token: "#" };
    for keyword in document.other.keys().filter(|keyword| !supported::is_annotation(keyword)) {
        lowering.unsupported(&root.then(keyword), "only `$defs` of a document can become Rust");
    }
    let defs = root.then("$defs");
    lowering.name_models(&defs);
    for (index, (key, schema)) in document.defs.iter().enumerate() {
        lowering.model(index, schema, &defs.then(key));
    }
    lowering.check_closed();
    lowering.check_names();
    let aliases = lowering.aliases();
    let (definitions, moved) = in_order(lowering.definitions);
    let mut api =
        Api { title: document.title.clone(), description: document.description.clone(), definitions, aliases };
    for alias in &mut api.aliases {
        alias.to = moved.get(&alias.to).copied().unwrap_or(alias.to);
    }
    (api, lowering.diagnostics)
}

impl Lowering<'_> {
    /// Refuses chosen names that are none, or of nothing, or that it has anyway.
    fn check_names(&mut self) {
        for (at, name) in &self.options.names {
            let target = match self.document.defs.get(at) {
                Some(_) => Some((names::ty(at.rsplit('.').next().unwrap_or(at)), true)),
                None => at.rsplit_once('.').and_then(|(key, field)| {
                    let properties = self.document.defs.get(key)?.properties.as_ref()?;
                    properties.contains_key(field).then(|| (names::snake(field), false))
                }),
            };
            let (code, message) = match target {
                None => (Code::UnknownTarget, format!("the name `{name}` is for `{at}`, which is not there")),
                Some((own, _)) if own == *name => {
                    (Code::StaleCorrection, format!("`{at}` is called `{name}` in Rust anyway"))
                }
                Some((_, is_type)) if !names::is_name(name, is_type) => {
                    let expected = if is_type { "a name such as `PetKind`" } else { "a name such as `pet_kind`" };
                    (Code::BadConfig, format!("`{at}` cannot be called `{name}` in Rust, expected {expected}"))
                }
                Some(_) => continue,
            };
            self.diagnostics.push(Diagnostic::error(code, None, message).help("correct its `rust-name`"));
        }
    }

    /// Gives every model its name, those first whose name is Rust's already.
    fn name_models(&mut self, defs: &Pointer<'_>) {
        let split = |key: &str| match key.rsplit_once('.') {
            Some((namespace, name)) if !namespace.is_empty() && !name.is_empty() => {
                (Some(names::module(namespace)), name.to_owned())
            }
            _ => (None, key.to_owned()),
        };
        let mut order: Vec<(u8, &str, usize)> = Vec::with_capacity(self.document.defs.len());
        for (index, (key, schema)) in self.document.defs.iter().enumerate() {
            let (namespace, documented) = split(key);
            let kept = || schema.notes.as_ref()?.rust.clone().filter(|name| names::is_name(name, true));
            let chosen = self.options.names.get(key).cloned().or_else(kept);
            let name = chosen.is_none().then(|| names::ty(&documented));
            // What somebody chose, or what was published, comes first.
            let rank = name.as_ref().map_or(0, |name| 1 + u8::from(*name != documented));
            order.push((rank, key, index));
            self.definitions.push((
                index,
                Definition {
                    pointer: defs.then(key).to_string(),
                    namespace,
                    name: name.or(chosen).unwrap_or_default(),
                    model: documented.clone(),
                    documented,
                    docs: schema.description.clone(),
                    deprecated: deprecation(schema),
                    kind: Kind::Newtype(Type::Any),
                    sample: told::sample(schema),
                },
            ));
        }
        order.sort_unstable();
        let first = order.partition_point(|(rank, ..)| *rank == 0);
        for (at, (_, key, index)) in order.into_iter().enumerate() {
            // A name that code may rely on comes before one that nobody had, and after one that somebody chose.
            if at == first {
                self.keep_former();
            }
            self.told_if_long("type", key);
            let Some((_, definition)) = self.definitions.get(index) else { continue };
            let name = self.give(definition.namespace.clone(), definition.name.clone(), &defs.then(key));
            if let Some((_, definition)) = self.definitions.get_mut(index) {
                definition.name = name;
            }
        }
        if first == self.document.defs.len() {
            self.keep_former();
        }
    }

    /// Keeps the names that models had in other modules, but for what is called so by choice.
    fn keep_former(&mut self) {
        for (index, schema) in self.document.defs.values().enumerate() {
            for path in schema.notes.iter().flat_map(|notes| &notes.formerly) {
                let (space, name) =
                    path.rsplit_once("::").map_or((None, path.as_str()), |(space, name)| (Some(space), name));
                let is_space = space.is_none_or(|space| names::module(space) == space);
                let key = (space.map(str::to_owned), name.to_owned());
                if is_space && names::is_name(name, true) && !self.scope.has(&key) {
                    self.scope.reserve(key.clone());
                    self.former.push((index, key.0, key.1));
                }
            }
        }
    }

    /// The former names of models, and of the types within them where these are free.
    fn aliases(&mut self) -> Vec<Alias> {
        let mut out = Vec::new();
        if self.former.is_empty() {
            return out;
        }
        let mut of_model: HashMap<usize, Vec<(Id, &Definition)>> = HashMap::default();
        for (at, (model, definition)) in self.definitions.iter().enumerate() {
            of_model.entry(*model).or_default().push((Id(at), definition));
        }
        for (index, namespace, former) in &self.former {
            let Some((_, own)) = self.definitions.get(*index) else { continue };
            for (to, definition) in of_model.get(index).into_iter().flatten() {
                let Some(rest) = definition.name.strip_prefix(&own.name) else { continue };
                let name = format!("{former}{rest}");
                if to.0 != *index {
                    let key = (namespace.clone(), name.clone());
                    if self.scope.has(&key) {
                        continue;
                    }
                    self.scope.reserve(key);
                }
                out.push(Alias {
                    pointer: definition.pointer.clone(),
                    namespace: namespace.clone(),
                    documented: definition.documented.clone(),
                    model: former.clone(),
                    name,
                    to: *to,
                    former: true,
                });
            }
        }
        out
    }

    /// A name that no other type of the namespace has.
    fn give(&mut self, namespace: Option<String>, wanted: String, at: &Pointer<'_>) -> String {
        let wanted = names::cut(wanted);
        let candidate = |number: usize| (namespace.clone(), names::numbered(&wanted, number));
        let ((_, name), free) = self.scope.give((namespace.clone(), wanted.clone()), candidate);
        if !free {
            self.clash(at, "type", &wanted, &name);
        }
        name
    }

    /// Lowers one model to its definition.
    fn model(&mut self, index: usize, schema: &Schema, at: &Pointer<'_>) {
        let Some((_, definition)) = self.definitions.get(index) else { return };
        let owner = Owner { namespace: definition.namespace.clone(), name: definition.name.clone(), model: index };
        let kind = self.kind(schema, &owner, at.token, at);
        if let Some((_, definition)) = self.definitions.get_mut(index) {
            definition.kind = kind;
        }
    }

    /// What a definition of this schema holds, null left out.
    fn kind(&mut self, schema: &Schema, owner: &Owner, key: &str, at: &Pointer<'_>) -> Kind {
        match self.shape(schema, at) {
            Shape::Object => Kind::Struct(self.object(schema, owner, at)),
            Shape::Enum => {
                let said = schema.notes.as_ref().and_then(|notes| notes.open);
                self.enumeration(schema, said, owner, key, at)
            }
            Shape::Union => self.union(schema, owner, key, at),
            Shape::Plain => Kind::Newtype(self.plain(schema, owner, at)),
        }
    }

    /// The type of a schema that stands inside of another, null left out, and whether it may be null.
    fn ty(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> (Type, bool) {
        let nullable = self.nullable(schema);
        let shape = self.shape(schema, at);
        if matches!(shape, Shape::Plain) {
            return (self.plain(schema, owner, at), nullable);
        }
        if let Some(only) = self.only_alternative(schema) {
            let keyword = if schema.one_of.is_empty() { "anyOf" } else { "oneOf" };
            return (self.ty(only, owner, &at.then(keyword)).0, nullable);
        }
        let name = self.give(owner.namespace.clone(), owner.name.clone(), at);
        let owner = Owner { name: name.clone(), ..owner.clone() };
        let id = Id(self.definitions.len());
        let model = self.definitions.get(owner.model).map(|(_, model)| model.documented.clone()).unwrap_or_default();
        self.definitions.push((
            owner.model,
            Definition {
                pointer: at.to_string(),
                namespace: owner.namespace.clone(),
                documented: name.clone(),
                name: name.clone(),
                model,
                docs: None,
                deprecated: None,
                kind: Kind::Newtype(Type::Any),
                sample: told::sample(schema),
            },
        ));
        let kind = self.kind(schema, &owner, &name, at);
        if let Kind::Newtype(ty) = kind {
            // A list of values that are no enum in Rust, such as both booleans: nothing was added since.
            self.definitions.truncate(id.0);
            return (ty, nullable);
        }
        if let Some((_, definition)) = self.definitions.get_mut(id.0) {
            definition.kind = kind;
        }
        (Type::Ref(id), nullable)
    }

    /// Whether null is a value of a schema.
    fn nullable(&self, schema: &Schema) -> bool {
        let mut models = Vec::new();
        nulls(self.document, schema, &mut models)
            || models.into_iter().any(|model| self.nullable_models.get(model).copied().unwrap_or_default())
    }

    /// The model that a reference means.
    fn target(&self, reference: &str) -> Option<(Id, &Schema)> {
        let key = refs::definition(reference)?;
        self.document.defs.get_full(&key).map(|(index, _, schema)| (Id(index), schema))
    }

    fn unsupported(&mut self, at: &Pointer<'_>, why: impl fmt::Display) {
        let message = format!("`{at}`: {why}");
        self.diagnostics.push(Diagnostic::error(Code::UnsupportedSchema, None, message));
    }

    fn clash(&mut self, at: &Pointer<'_>, what: &str, wanted: &str, given: &str) {
        let message = format!("`{at}`: the {what} `{wanted}` is there already, so this one is `{given}` in Rust");
        self.diagnostics.push(Diagnostic::warning(Code::NameClash, None, message));
    }

    /// Says that a name is longer than any in Rust has to be.
    fn told_if_long(&mut self, what: &str, name: &str) {
        if names::is_long(name) {
            let start: String = name.chars().take(60).collect();
            let message = format!("the name `{start}…` has {} bytes, so that of the {what} in Rust is cut", name.len());
            self.diagnostics.push(Diagnostic::warning(Code::LongName, None, message));
        }
    }

    /// Says which of the enums that were to be closed are not there.
    fn check_closed(&mut self) {
        let ClosedEnums::Named(names) = &self.options.closed_enums else { return };
        for name in names.iter().filter(|name| !self.closed_used.contains(*name)) {
            let message = format!("there is no enum `{name}` to close");
            self.diagnostics.push(Diagnostic::error(Code::UnknownTarget, None, message));
        }
    }
}

/// What a schema becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Object,
    Enum,
    Union,
    /// A type that needs no definition.
    Plain,
}

/// Whether a schema takes null by itself; where it does not, `models` are those that it takes it from if they do.
fn nulls(document: &Document, schema: &Schema, models: &mut Vec<usize>) -> bool {
    if let Some(reference) = &schema.reference {
        models.extend(refs::definition(reference).and_then(|key| document.defs.get_index_of(&key)));
        return false;
    }
    if let Some(constant) = &schema.constant {
        return constant.is_null();
    }
    if let Some(values) = &schema.values {
        return values.iter().any(serde_json::Value::is_null);
    }
    if schema.types.is_some_and(|types| !types.contains(document::Type::Null)) {
        return false;
    }
    schema.types.is_some_and(|types| types.contains(document::Type::Null))
        || schema.one_of.iter().chain(&schema.any_of).any(|schema| nulls(document, schema, models))
}

/// Which models take null, by their place in `$defs`: each by itself, then those that refer to one.
fn nullable_models(document: &Document) -> Vec<bool> {
    let mut referrers: Vec<Vec<usize>> = vec![Vec::new(); document.defs.len()];
    let mut open = Vec::new();
    for (at, schema) in document.defs.values().enumerate() {
        let mut models = Vec::new();
        if nulls(document, schema, &mut models) {
            open.push(at);
        }
        for model in models {
            if let Some(all) = referrers.get_mut(model) {
                all.push(at);
            }
        }
    }
    let mut out = vec![false; document.defs.len()];
    while let Some(at) = open.pop() {
        if let Some(known) = out.get_mut(at)
            && !std::mem::replace(known, true)
        {
            open.extend(referrers.get(at).into_iter().flatten());
        }
    }
    out
}

/// Why a schema is deprecated, where it is.
fn deprecation(schema: &Schema) -> Option<String> {
    let reason = schema.notes.as_ref().and_then(|notes| notes.deprecation.clone());
    // rustdoc reads it as Markdown, too
    (schema.deprecated || reason.is_some())
        .then(|| reason.map(|text| markdown::clean(&text, &markdown::NoLinks)).unwrap_or_default())
}

/// The definitions with each inner type straight after its model.
fn in_order(definitions: Vec<(usize, Definition)>) -> (Vec<Definition>, HashMap<Id, Id>) {
    let mut placed: Vec<(usize, usize, Definition)> =
        definitions.into_iter().enumerate().map(|(from, (model, definition))| (model, from, definition)).collect();
    placed.sort_by_key(|(model, from, _)| (*model, *from));
    let moved: HashMap<Id, Id> = placed.iter().enumerate().map(|(to, (_, from, _))| (Id(*from), Id(to))).collect();
    let ordered = placed.into_iter().map(|(_, _, mut definition)| {
        definition.renumber(&moved);
        definition
    });
    (ordered.collect(), moved)
}
