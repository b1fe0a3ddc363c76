//! What is to become Rust, as plain data: every definition with its Rust name, nothing left to decide.
//!
//! [`lower`](super::lower) makes it of a schema; everything after it reads only this.

use foldhash::HashMap;

use serde_json::Value;

/// How many arguments a constructor has at most.
const MOST_ARGUMENTS: usize = 3;

/// The place of a definition in [`Api::definitions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub usize);

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// The API's name.
    pub title: Option<String>,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The definitions: each model in the document's order, the types that are written inside it straight after it.
    pub definitions: Vec<Definition>,
    /// Names that the documentation has for a definition beside its own.
    pub aliases: Vec<Alias>,
}

/// Another name of a definition: that of a model which is the same thing, or one that the model had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Where the schema of that model is, as a JSON pointer.
    pub pointer: String,
    /// The module that the name is in: `None` is the crate's root.
    pub namespace: Option<String>,
    /// The Rust name, unique in the namespace among definitions and aliases.
    pub name: String,
    /// The name that the documentation uses.
    pub documented: String,
    /// The documented name of the model that it is, or that it is written in.
    pub model: String,
    /// What it names.
    pub to: Id,
    /// Whether it is the name that the model had before: where it was in another module.
    pub former: bool,
}

impl Api {
    /// The definition at `id`; `None` only for an id of another API.
    pub fn get(&self, id: Id) -> Option<&Definition> {
        self.definitions.get(id.0)
    }

    /// Whether a required member has one value alone, so that nobody need give it.
    pub fn has_one_value(&self, field: &Field) -> bool {
        let Type::Ref(id) = field.ty else { return false };
        let of = self.get(id).map(|definition| &definition.kind);
        field.presence == Presence::Required && matches!(of, Some(Kind::Enum(list)) if list.values.len() == 1)
    }

    /// The members that `new` takes: those that must be given, in their order. `None` where they are many, or one could be
    /// taken for another, and so each has to be named.
    pub fn arguments<'a>(&self, object: &'a Struct) -> Option<Vec<&'a Field>> {
        let given = |field: &&Field| field.presence.is_required() && !self.has_one_value(field);
        let given: Vec<&Field> = object.fields.iter().filter(given).take(MOST_ARGUMENTS + 1).collect();
        if given.len() > MOST_ARGUMENTS {
            return None;
        }
        let mut rest = given.as_slice();
        while let [first, others @ ..] = rest {
            if others.iter().any(|other| first.ty.may_be_given_for(&other.ty)) {
                return None;
            }
            rest = others;
        }
        Some(given)
    }

    /// Of each definition the others that refer to it, in order.
    pub fn users(&self) -> Vec<Vec<Id>> {
        let mut out: Vec<Vec<Id>> = vec![Vec::new(); self.definitions.len()];
        for (id, definition) in self.iter() {
            definition.visit_types(&mut |ty| {
                ty.visit_refs(&mut |to, _| {
                    if let Some(users) = out.get_mut(to.0).filter(|users| to != id && users.last() != Some(&id)) {
                        users.push(id);
                    }
                });
            });
        }
        out
    }

    /// Every definition with its id, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Id, &Definition)> {
        self.definitions.iter().enumerate().map(|(index, definition)| (Id(index), definition))
    }
}

/// One type of the crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Where its schema is, as a JSON pointer.
    pub pointer: String,
    /// The module that it is in: `None` is the crate's root.
    pub namespace: Option<String>,
    /// The Rust name, unique in the namespace.
    pub name: String,
    /// The name that the documentation uses, which its descriptions may mention.
    pub documented: String,
    /// The documented name of the model that it is, or that it is written in.
    pub model: String,
    /// What it is, in CommonMark.
    pub docs: Option<String>,
    /// Why it is deprecated, where it is; may be empty.
    pub deprecated: Option<String>,
    /// What it holds.
    pub kind: Kind,
    /// What example of it there is, where it is no object.
    pub sample: Sample,
}

/// Which value of a type is a valid example, as far as the schema narrows its values.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sample {
    /// Any value of the type.
    #[default]
    Any,
    /// This one.
    Value(Value),
    /// Nobody can say.
    Unknown,
}

/// What a definition holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An object with members.
    Struct(Struct),
    /// A list of values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A name for another type: a free object, a map, a list, a string.
    Newtype(Type),
}

/// An object with members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// Its members, in the page's order.
    pub fields: Vec<Field>,
    /// What other members hold, where they are kept: the field's Rust name and the type of each member.
    pub rest: Option<(String, Type)>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name, unique in the struct, without `r#`.
    pub name: String,
    /// What it holds, null and absence left out.
    pub ty: Type,
    /// Whether it must be there, and whether it can be null.
    pub presence: Presence,
    /// Whether it is held in a `Box`, as the type would hold itself otherwise.
    pub boxed: bool,
    /// Other spellings under which it is read too.
    pub aliases: Vec<String>,
    /// What it is, in CommonMark.
    pub docs: Option<String>,
    /// What the schema tells of its value beside the type, such as its default and its limits.
    pub told: Option<String>,
    /// What of that a schema says by keywords, such as `maximum`: its limits and its format.
    pub keywords: Vec<(String, serde_json::Value)>,
    /// What example of it there is.
    pub sample: Sample,
    /// Why it is deprecated, where it is; may be empty.
    pub deprecated: Option<String>,
}

/// Whether a member must be there, and whether it can be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It is there and not null.
    Required,
    /// It is there and may be null.
    RequiredNullable,
    /// It may be absent; null is no value of it.
    Optional,
    /// It may be absent, and null is another thing than absence.
    OptionalNullable,
    /// It may be absent; whether null may come is not known, so it is read as absence.
    OptionalUnknown,
}

impl Presence {
    /// Whether it must be there.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }

    /// Whether null is read.
    pub fn accepts_null(self) -> bool {
        !matches!(self, Self::Required | Self::Optional)
    }
}

/// A list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Whether other values are kept.
    pub open: bool,
    /// The variant's name and the value on the wire.
    pub values: Vec<(String, Value)>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The types.
    pub variants: Vec<Variant>,
    /// The member that tells them apart, and from its value to the index of the variant.
    pub discriminator: Option<(String, Vec<(String, usize)>)>,
    /// Whether the schema says `oneOf`; otherwise `anyOf`.
    pub one_of: bool,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The Rust name, unique in the union.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// What it is, in CommonMark.
    pub docs: Option<String>,
    /// Whether it is held in a `Box`, as the type would hold itself otherwise.
    pub boxed: bool,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`
    Boolean,
    /// `i64`
    Integer,
    /// The crate's `Number`, which keeps an integer an integer.
    Number,
    /// The crate's `BigInt`, which keeps every digit.
    BigInt,
    /// The crate's `Decimal`, which keeps every digit.
    Decimal,
    /// `String`
    String,
    /// The crate's `Date`.
    Date,
    /// The crate's `DateTime`.
    DateTime,
    /// `serde_json::Value`
    Any,
    /// `Vec`
    List(Box<Type>),
    /// `BTreeMap<String, _>`, or `serde_json::Map` where it holds anything.
    Map(Box<Type>),
    /// `Option`, inside of a list or map.
    Nullable(Box<Type>),
    /// A definition.
    Ref(Id),
}

impl Type {
    /// Calls `visit` with every definition that is named in it; `by_value` is false inside of a list or map, which hold
    /// theirs on the heap.
    pub fn visit_refs(&self, visit: &mut dyn FnMut(Id, bool)) {
        match self {
            Self::Ref(id) => visit(*id, true),
            Self::Nullable(inner) => inner.visit_refs(visit),
            Self::List(inner) | Self::Map(inner) => inner.visit_refs(&mut |id, _| visit(id, false)),
            Self::Boolean
            | Self::Integer
            | Self::Number
            | Self::BigInt
            | Self::Decimal
            | Self::String
            | Self::Date
            | Self::DateTime
            | Self::Any => {}
        }
    }

    /// Whether some value may be given for either of two types: `1` is an integer and a number, and anything is any value.
    pub(crate) fn may_be_given_for(&self, other: &Self) -> bool {
        let is_number = |ty: &Self| matches!(ty, Self::Integer | Self::Number | Self::BigInt | Self::Decimal);
        let is_text =
            |ty: &Self| matches!(ty, Self::String | Self::Date | Self::DateTime | Self::BigInt | Self::Decimal);
        let both = |test: &dyn Fn(&Self) -> bool| test(self) && test(other);
        let is_any = |ty: &Self| *ty == Self::Any;
        self == other || both(&is_number) || both(&is_text) || is_any(self) || is_any(other)
    }

    /// Whether it is of integers: `i64`, or lists and maps of it.
    pub fn is_of_integers(&self) -> bool {
        match self {
            Self::Integer => true,
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.is_of_integers(),
            _ => false,
        }
    }

    fn renumber(&mut self, moved: &HashMap<Id, Id>) {
        match self {
            Self::Ref(id) => {
                if let Some(to) = moved.get(id) {
                    *id = *to;
                }
            }
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.renumber(moved),
            _ => {}
        }
    }
}

impl Definition {
    /// The object that it is, where it is one.
    pub fn object(&self) -> Option<&Struct> {
        match &self.kind {
            Kind::Struct(object) => Some(object),
            _ => None,
        }
    }

    /// About how much there is to write of it: what it has of members, values or variants, and itself.
    pub fn length(&self) -> usize {
        1 + match &self.kind {
            Kind::Struct(object) => object.fields.len(),
            Kind::Enum(of) => of.values.len(),
            Kind::Union(union) => union.variants.len(),
            Kind::Newtype(_) => 0,
        }
    }

    /// Gives every reference its definition's new place.
    pub fn renumber(&mut self, moved: &HashMap<Id, Id>) {
        match &mut self.kind {
            Kind::Struct(object) => {
                object.fields.iter_mut().for_each(|field| field.ty.renumber(moved));
                object.rest.iter_mut().for_each(|(_, ty)| ty.renumber(moved));
            }
            Kind::Enum(_) => {}
            Kind::Union(union) => union.variants.iter_mut().for_each(|variant| variant.ty.renumber(moved)),
            Kind::Newtype(ty) => ty.renumber(moved),
        }
    }

    /// Calls `visit` with every type that it holds.
    pub fn visit_types<'a>(&'a self, visit: &mut dyn FnMut(&'a Type)) {
        match &self.kind {
            Kind::Struct(object) => {
                object.fields.iter().for_each(|field| visit(&field.ty));
                if let Some((_, ty)) = &object.rest {
                    visit(ty);
                }
            }
            Kind::Enum(_) => {}
            Kind::Union(union) => union.variants.iter().for_each(|variant| visit(&variant.ty)),
            Kind::Newtype(ty) => visit(ty),
        }
    }
}
