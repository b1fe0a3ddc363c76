//! Settles every fact that the pages left open: the one place where policy lives.
//!
//! - An optional member of which no page can tell whether it may be null accepts null: a schema that refuses real
//!   payloads is worse than one that is a little wide. A required one does not.
//! - A number that may be an integer is a number.
//! - An enum that no page marks as open lists its values in the schema; the Rust types keep other values anyway, unless
//!   a correction says that none will come.
//! - A union without known members is anything.
//! - Named corrections beat the pages, and fail where they change nothing.
//!
//! From here on nothing is unknown. What had to be settled by policy is remembered in [`Field::unknown`].

mod correct;
mod correction;
mod exclusive;
mod forget;
pub mod operations;
mod reached;
mod twins;

#[cfg(test)]
mod tests;

pub use correction::Correction;
pub use exclusive::Discriminator;
pub use operations::{Operation, Operations};
pub use reached::models_of_operations;

use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::model::{self, Literal, ModelId, Primitive};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use rayon::prelude::*;
use serde_json::Value;

/// An API whose facts are all settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The SDK languages whose pages it comes from.
    pub languages: Vec<&'static str>,
    /// The convention of its names on the wire, as [`crate::wire::Convention`] writes it.
    pub wire_names: String,
    /// The models, in the order of the pages.
    pub models: Vec<Model>,
    /// The operations, where they were asked for.
    pub operations: Operations,
}

/// A settled model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The name by which the whole API knows it: `Session`, or `operations.GetUserRequest` outside the main namespace.
    pub key: String,
    /// The pages that it was read from.
    pub pages: Vec<String>,
    /// The place of its title.
    pub place: Place,
    /// What it is, in CommonMark; empty where nothing is said.
    pub description: String,
    /// Whether it is deprecated, and why.
    pub deprecated: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Whether a correction leaves it out: nothing refers to it, and no schema has it.
    pub left_out: bool,
}

/// What a settled model is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An object.
    Object {
        /// Its named members, in the page's order.
        fields: Vec<Field>,
        /// What members beside them hold, where there are any.
        additional: Option<Slot>,
    },
    /// A set of values.
    Enum {
        /// The values.
        values: Vec<Literal>,
        /// Whether other values may come; `None` where no page tells.
        open: Option<bool>,
        /// Whether it is taken as closed because its value tells the members of a union apart.
        decisive: bool,
    },
    /// One of several types.
    Union {
        /// The members; `None` for anything.
        members: Option<Vec<Slot>>,
        /// Whether at most one of them can hold for any value.
        exclusive: bool,
        /// The member that tells them apart.
        discriminator: Option<Discriminator>,
    },
}

/// A settled member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The name that the page shows.
    pub documented: String,
    /// The wire name's other likely spellings, where it was only inferred.
    pub aliases: Vec<String>,
    /// The place of the name.
    pub place: Place,
    /// Whether the member must be there.
    pub required: bool,
    /// Its type, and whether null is allowed.
    pub slot: Slot,
    /// What it is, in CommonMark; empty where nothing is said.
    pub description: String,
    /// Whether it is deprecated, and why.
    pub deprecated: Option<String>,
    /// Examples of its value.
    pub examples: Box<[Value]>,
    /// What else is told of its value, where anything is.
    pub told: Option<Box<model::Told>>,
    /// The facts that no page could show.
    pub unknown: Unknown,
}

/// The facts of a member that no page could show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Whether it may be null: it is taken to accept null.
    pub nullable: bool,
    /// Whether the number is an integer: it is taken as any number.
    pub integer: bool,
}

impl Unknown {
    /// Their names: `nullable`, `integer`.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [("nullable", self.nullable), ("integer", self.integer)].into_iter().filter_map(|(name, is)| is.then_some(name))
    }
}

/// A type and whether null may stand in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The type.
    pub ty: Type,
    /// Whether null is allowed.
    pub nullable: bool,
}

/// A settled type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A type that needs no page.
    Primitive(Primitive),
    /// One value, or with `open` any of its JSON type.
    Literal {
        /// The value.
        value: Literal,
        /// Whether others may come.
        open: bool,
    },
    /// A model, by its place in [`Api::models`].
    Model(ModelId),
    /// A list.
    Array(Box<Slot>),
    /// A map from strings.
    Map(Box<Slot>),
    /// One of several.
    Union(Box<Union>),
}

/// One of several types, where a member's type is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Union {
    /// The members.
    pub members: Vec<Slot>,
    /// Whether at most one of them can hold for any value.
    pub exclusive: bool,
    /// The member that tells them apart.
    pub discriminator: Option<Discriminator>,
}

/// Settles an API's facts.
///
/// Gives the settled API, and diagnostics: corrections that name nothing (`unknown-target`) or change nothing
/// (`stale-correction`), and unions whose members cannot be told apart (`ambiguous-union`, a note).
pub fn decide(api: model::Api, corrections: &[Correction]) -> (Api, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let nullable_enums: Vec<bool> =
        api.models.iter().map(|m| matches!(&m.kind, model::Kind::Enum(found) if found.nullable)).collect();
    let settle = Settle { nullable_enums: &nullable_enums };
    let keys = keys(&api);
    let wire_names = api.wire.convention.to_string();
    let mut models: Vec<Model> = api.models.into_par_iter().zip(keys).map(|(m, key)| settle.model(m, key)).collect();
    let mut operations = operations::settle(api.operations, &settle, &mut diagnostics);
    correct::apply(corrections, (&mut models, &mut operations.all), &mut diagnostics);
    twins::join(&mut models, &mut diagnostics);
    exclusive::settle(&mut models, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    (Api { languages: api.languages, wire_names, models, operations }, diagnostics)
}

/// The name of every model in the whole API: its namespace alone decides, so that a new model renames no other.
fn keys(api: &model::Api) -> Vec<String> {
    let own: Vec<String> = api
        .models
        .par_iter()
        .map(|model| {
            let name: String = model.name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect();
            let name = if name.is_empty() { "Model".to_owned() } else { name };
            let folder = model.namespace.rsplit('/').next().unwrap_or_default();
            // Go calls the folder of the errors by other names
            let folder = if matches!(folder, "sdkerrors" | "apierrors") { "errors" } else { folder };
            let folder: String = folder.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
            if folder.is_empty() { name } else { format!("{folder}.{name}") }
        })
        .collect();
    let distinct: HashSet<&str> = own.iter().map(String::as_str).collect();
    if distinct.len() == own.len() {
        return own;
    }
    // what a model's own name gives is its key, also where the number of another would lead to it
    let mut taken: HashSet<String> = own.iter().cloned().collect();
    let mut counts: HashMap<String, usize> = HashMap::with_capacity(own.len());
    own.into_iter()
        .map(|key| {
            let count = counts.entry(key.clone()).or_insert(0);
            *count += 1;
            if *count == 1 {
                return key;
            }
            loop {
                let numbered = format!("{key}_{count}");
                if taken.insert(numbered.clone()) {
                    return numbered;
                }
                *count += 1;
            }
        })
        .collect()
}

/// A set of values: names of a value beside its first are the SDK's own.
///
/// Whole numbers of which nothing shows whether they are text are both.
fn distinct(found: &model::Enum) -> Vec<Literal> {
    let mut seen = HashSet::new();
    let mut values: Vec<Literal> = found.values.iter().map(|value| value.value.clone()).collect();
    if found.untyped {
        let text = |value: &Literal| match value {
            Literal::Integer(number) => Some(Literal::String(number.to_string())),
            _ => None,
        };
        let texts: Vec<Literal> = values.iter().filter_map(text).collect();
        values.extend(texts);
    }
    values.retain(|value| seen.insert(format!("{value:?}")));
    values
}

// So that the fields of an API are settled where they stand.
const _: () = assert!(size_of::<Field>() <= size_of::<model::Field>());

/// Turns facts that may be unknown into facts.
struct Settle<'s> {
    nullable_enums: &'s [bool],
}

impl Settle<'_> {
    fn model(&self, model: model::Model, key: String) -> Model {
        let kind = match model.kind {
            model::Kind::Object(object) => Kind::Object {
                // in the same memory, see below
                fields: object.fields.into_iter().map(|field| self.field(field)).collect(),
                additional: object.additional.as_ref().map(|slot| self.slot(slot)),
            },
            // no value is known, of text that has some
            model::Kind::Enum(found) if found.values.is_empty() => {
                let text =
                    model::Slot { ty: model::Type::Primitive(Primitive::String), nullable: Some(found.nullable) };
                Kind::Union { members: Some(vec![self.slot(&text)]), exclusive: false, discriminator: None }
            }
            model::Kind::Enum(found) => Kind::Enum {
                values: distinct(&found),
                // A page without a mark says nothing of the values that will come: only a correction closes an enum.
                open: found.open.filter(|open| *open),
                decisive: false,
            },
            model::Kind::Union(union) => Kind::Union {
                members: union.members.as_ref().map(|all| all.iter().map(|slot| self.slot(slot)).collect()),
                exclusive: false,
                discriminator: None,
            },
        };
        Model {
            key,
            pages: vec![model.page],
            place: model.place,
            description: model.description,
            deprecated: model.deprecated,
            kind,
            left_out: false,
        }
    }

    fn field(&self, field: model::Field) -> Field {
        let mut slot = self.slot(&field.slot);
        let mut unknown = Unknown::default();
        // anything accepts null as it is
        let any = matches!(slot.ty, Type::Primitive(Primitive::Any));
        if !field.required && field.slot.nullable.is_none() && !slot.nullable && !any {
            slot.nullable = true;
            unknown.nullable = true;
        }
        unknown.integer = matches!(slot.ty, Type::Primitive(Primitive::Number));
        Field {
            name: field.wire,
            documented: field.documented,
            aliases: field.aliases,
            place: field.place,
            required: field.required,
            slot,
            description: field.description,
            deprecated: field.deprecated,
            examples: field.examples,
            told: field.told,
            unknown,
        }
    }

    fn slot(&self, slot: &model::Slot) -> Slot {
        let null_value = match slot.ty {
            model::Type::Model(id) => self.nullable_enums.get(id.0).copied().unwrap_or_default(),
            _ => false,
        };
        Slot { ty: self.ty(&slot.ty), nullable: slot.nullable.unwrap_or_default() || null_value }
    }

    fn ty(&self, ty: &model::Type) -> Type {
        match ty {
            model::Type::Primitive(primitive) => Type::Primitive(*primitive),
            model::Type::Literal { value, open } => Type::Literal { value: value.clone(), open: *open },
            model::Type::Model(id) => Type::Model(*id),
            model::Type::Array(of) => Type::Array(Box::new(self.slot(of))),
            model::Type::Map(of) => Type::Map(Box::new(self.slot(of))),
            model::Type::Union(members) => {
                let members = members.iter().map(|slot| self.slot(slot)).collect();
                Type::Union(Box::new(Union { members, ..Union::default() }))
            }
        }
    }
}

/// Two members of a union that nothing tells apart.
fn ambiguous(place: &Place, name: &str, pair: (&str, &str)) -> Diagnostic {
    let message = format!("a value of `{name}` may be both `{}` and `{}`: nothing tells them apart", pair.0, pair.1);
    Diagnostic::note(Code::AmbiguousUnion, place.clone(), message)
}
