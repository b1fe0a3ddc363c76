//! A JSON Schema document (2020-12) as plain, typed data: what the schema stage writes and the Rust stage reads.
//!
//! Only the keywords that fieldcast writes have a field. Any other keyword of a foreign schema is kept in
//! [`Schema::other`], so that a reader of the data can refuse it by name instead of losing it.
//!
//! Serialisation is canonical: keywords in the order of the fields here, absent ones left out.
//!
//! What fieldcast knows beyond JSON Schema stands under the one keyword `x-fieldcast` ([`Notes`]); it never changes what
//! validates.

use indexmap::IndexMap;
use serde::de::{self, Deserializer};
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The dialect that documents declare.
pub const META_SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";

/// The format of integers of 64 bits (OpenAPI's registry of formats), see [`Schema::format`].
const INT64: &str = "int64";

/// A whole document: every model of an API under `$defs`.
///
/// The key of a definition is the model's name (`Session`), preceded by its namespace where that is not the API's main
/// one (`operations.GetUserRequest`, `errors.ClerkErrors`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The metaschema, [`META_SCHEMA`].
    #[serde(rename = "$schema")]
    pub schema: String,
    /// Where the document is published; the base of `<$id>#/$defs/Name`.
    #[serde(rename = "$id")]
    pub id: String,
    /// What people who open the file should know: that it is generated, and by what.
    #[serde(rename = "$comment", default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The API's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the API is, in CommonMark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What fieldcast knows of the document as a whole.
    #[serde(rename = "x-fieldcast", default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<DocumentNotes>,
    /// The models, in the order of the pages.
    #[serde(rename = "$defs", default)]
    pub defs: IndexMap<String, Schema>,
    /// Keywords that fieldcast does not write.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What fieldcast knows of a whole document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DocumentNotes {
    /// The SDK languages whose pages the document was made from, such as `ruby`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// How names on the wire were found: `snake_case`, `camelCase`, `PascalCase`, `kebab-case`, or `as-documented`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wire_names: Option<String>,
}

/// One schema object.
///
/// A reference with other keywords beside it is written as `allOf` with the reference alone, and read back as
/// [`Schema::reference`]. The two mean the same, but json-schema-to-typescript and its like copy the model for every
/// `$ref` that has a description beside it, and number the copies.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", default)]
pub struct Schema {
    /// A reference, `#/$defs/Name`.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// On a definition: its key. quicktype and its like name a type after the title, and else after the property that
    /// was first seen to hold it.
    pub title: Option<String>,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The JSON types that are allowed.
    #[serde(rename = "type")]
    pub types: Option<Types>,
    /// `date`, `date-time` or `binary`. An integer is written with `int64`, which is not held here.
    pub format: Option<Cow<'static, str>>,
    /// The one value that is allowed.
    #[serde(rename = "const")]
    pub constant: Option<Box<Value>>,
    /// The values that are allowed.
    #[serde(rename = "enum")]
    pub values: Option<Vec<Value>>,
    /// What an array holds.
    pub items: Option<Box<Schema>>,
    /// An object's members, in the page's order.
    pub properties: Option<Box<IndexMap<String, Schema>>>,
    /// The members that must be there, in the order of `properties`.
    pub required: Vec<String>,
    /// What members beside `properties` hold. `Schema::default()` (written `{}`) is anything.
    pub additional_properties: Option<Additional>,
    /// Exactly one of these holds.
    pub one_of: Vec<Schema>,
    /// At least one of these holds.
    pub any_of: Vec<Schema>,
    /// Values as examples.
    pub examples: Vec<Value>,
    /// What fieldcast knows of it beyond JSON Schema.
    #[serde(rename = "x-fieldcast")]
    pub notes: Option<Box<Notes>>,
    /// Keywords that have no field here, kept so that they can be refused by name.
    #[serde(flatten)]
    pub other: Foreign,
}

/// Keywords that hardly any schema has: those for which a field would cost every other, among them what is told of a
/// value beside its type (`default`, `minimum`, `pattern`), and those that fieldcast does not write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foreign(Option<Box<Map<String, Value>>>);

impl Foreign {
    /// Each keyword with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter().flat_map(|map| map.iter())
    }

    /// Each keyword with its value, to change it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&String, &mut Value)> {
        self.0.iter_mut().flat_map(|map| map.iter_mut())
    }

    /// The value of a keyword.
    pub fn get(&self, keyword: &str) -> Option<&Value> {
        self.0.as_ref()?.get(keyword)
    }

    /// Sets a keyword.
    pub fn insert(&mut self, keyword: impl Into<String>, value: Value) {
        self.0.get_or_insert_default().insert(keyword.into(), value);
    }

    /// Takes a keyword out.
    pub fn remove(&mut self, keyword: &str) -> Option<Value> {
        let map = self.0.as_mut()?;
        let value = map.shift_remove(keyword);
        if map.is_empty() {
            self.0 = None;
        }
        value
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl<'de> Deserialize<'de> for Foreign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = Map::deserialize(deserializer)?;
        Ok(Self((!map.is_empty()).then(|| Box::new(map))))
    }
}

impl Serialize for Schema {
    /// Written by hand: derived code would copy each schema that refers to another, and `flatten` would build a map first.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Reference<'a> {
            #[serde(rename = "$ref")]
            target: &'a str,
        }
        let Some(target) = self.reference.as_deref() else {
            let mut map = serializer.serialize_map(None)?;
            self.rest(&mut map)?;
            return map.end();
        };
        if self.is_reference_alone() {
            return Reference { target }.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        if self.other.get("allOf").is_some() {
            map.serialize_entry("$ref", target)?;
        } else {
            map.serialize_entry("allOf", &[Reference { target }])?;
        }
        self.rest(&mut map)?;
        map.end()
    }
}

impl Schema {
    /// Writes every keyword but the reference, in the order of the fields.
    fn rest<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        fn some<M: SerializeMap, T: Serialize>(map: &mut M, key: &str, value: Option<&T>) -> Result<(), M::Error> {
            value.map_or(Ok(()), |value| map.serialize_entry(key, value))
        }
        fn any<M: SerializeMap, T: Serialize>(map: &mut M, key: &str, values: &[T]) -> Result<(), M::Error> {
            if values.is_empty() { Ok(()) } else { map.serialize_entry(key, values) }
        }
        // Taken apart, so that no field can be forgotten.
        let Self {
            reference: _,
            title,
            description,
            deprecated,
            types,
            format,
            constant,
            values,
            items,
            properties,
            required,
            additional_properties,
            one_of,
            any_of,
            examples,
            notes,
            other,
        } = self;
        some(map, "title", title.as_ref())?;
        some(map, "description", description.as_ref())?;
        some(map, "deprecated", deprecated.then_some(&true))?;
        some(map, "type", types.as_ref())?;
        some(map, "format", format.as_deref().or(self.width()).as_ref())?;
        some(map, "const", constant.as_ref())?;
        some(map, "enum", values.as_ref())?;
        some(map, "items", items.as_ref())?;
        some(map, "properties", properties.as_ref())?;
        any(map, "required", required)?;
        some(map, "additionalProperties", additional_properties.as_ref())?;
        any(map, "oneOf", one_of)?;
        any(map, "anyOf", any_of)?;
        any(map, "examples", examples)?;
        some(map, "x-fieldcast", notes.as_ref())?;
        other.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))
    }

    /// The format of an integer, which goes without saying here: whoever reads it has 64 bits for it, unless the docs say
    /// that it may be larger.
    fn width(&self) -> Option<&'static str> {
        let only = self.types?.without(Type::Null).single()?;
        let is_listed = self.constant.is_some() || self.values.is_some();
        let is_other = self.notes.as_ref().is_some_and(|notes| notes.number.is_some());
        (only == Type::Integer && !is_listed && !is_other).then_some(INT64)
    }

    /// Whether it is a reference and says nothing else.
    fn is_reference_alone(&self) -> bool {
        let Self {
            reference,
            title,
            description,
            deprecated,
            types,
            format,
            constant,
            values,
            items,
            properties,
            required,
            additional_properties,
            one_of,
            any_of,
            examples,
            notes,
            other,
        } = self;
        reference.is_some()
            && title.is_none()
            && description.is_none()
            && !deprecated
            && types.is_none()
            && format.is_none()
            && constant.is_none()
            && values.is_none()
            && items.is_none()
            && properties.is_none()
            && required.is_empty()
            && additional_properties.is_none()
            && one_of.is_empty()
            && any_of.is_empty()
            && examples.is_empty()
            && notes.is_none()
            && other.is_empty()
    }
}

impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut schema = Self::deserialize(deserializer)?;
        if schema.reference.is_none()
            && let Some(target) = schema.other.get("allOf").and_then(lone_reference)
        {
            schema.reference = Some(target);
            schema.other.remove("allOf");
        }
        if schema.format.as_deref() == Some(INT64) && schema.width().is_some() {
            schema.format = None;
        }
        Ok(schema)
    }
}

/// The target of `[{"$ref": target}]`.
fn lone_reference(all_of: &Value) -> Option<String> {
    let [Value::Object(only)] = all_of.as_array()?.as_slice() else { return None };
    (only.len() == 1).then(|| only.get("$ref")?.as_str().map(str::to_owned)).flatten()
}

/// The value of `additionalProperties`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Additional {
    /// `true` or `false`.
    Allowed(bool),
    /// What each holds.
    Schema(Box<Schema>),
}

/// Knowledge beside the schema: annotations, never constraints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Notes {
    /// On a definition: the pages it was read from, relative to the folder that was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
    /// On an enum: `true` where the pages say that other values may come (the schema then accepts them), `false` where
    /// they say that none will, absent where they don't say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// On a union: the member whose value tells which one it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discriminator: Option<Box<Discriminator>>,
    /// On a property: the name that the page shows, where it differs from the name on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documented: Option<String>,
    /// On a property whose wire name was inferred: the other spellings it may have, likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Facts that no page could show: `nullable` (the schema accepts null for that reason alone), `integer` (a `number`
    /// that may be an integer), `members` (a union whose members are on no page).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<Cow<'static, str>>,
    /// A format that JSON Schema has no word for: `decimal`, `bigint`, `float`, `int32`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Why it is deprecated, in CommonMark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecation: Option<String>,
    /// Where several SDKs were joined: those that have it, where not all do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seen_in: Vec<String>,
    /// Where several SDKs were joined: each fact that not all of them show, with the languages that do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Box<IndexMap<String, Vec<String>>>>,
    /// On a definition: its name in Rust, where it goes on having the one under which it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
    /// On a definition: the paths in Rust under which it was published in other modules, such as `components::Pet`. They
    /// go on naming it, deprecated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
}

impl Notes {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        let Self {
            pages,
            open,
            discriminator,
            documented,
            aliases,
            unknown,
            number,
            deprecation,
            seen_in,
            evidence,
            rust,
            formerly,
        } = self;
        open.is_none()
            && discriminator.is_none()
            && documented.is_none()
            && number.is_none()
            && deprecation.is_none()
            && [pages, aliases, seen_in, formerly].iter().all(|all| all.is_empty())
            && unknown.is_empty()
            && evidence.is_none()
            && rust.is_none()
    }
}

/// Which member of a union a value is, by one property (the Discriminator Object of OpenAPI 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Discriminator {
    /// The property's name on the wire.
    pub property_name: String,
    /// From the property's value to the member's `$ref`.
    pub mapping: IndexMap<String, String>,
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Type {
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `array`
    Array,
    /// `object`
    Object,
    /// `null`
    Null,
}

impl Type {
    /// Every type, in the order in which they are written.
    pub const ALL: [Self; 7] =
        [Self::String, Self::Integer, Self::Number, Self::Boolean, Self::Array, Self::Object, Self::Null];
}

/// The value of `type`: one type as a string, several as an array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    /// Whether `ty` is among them.
    pub fn contains(self, ty: Type) -> bool {
        self.0 & (1 << ty as u8) != 0
    }

    /// The same with `ty`.
    #[must_use]
    pub fn with(self, ty: Type) -> Self {
        Self(self.0 | (1 << ty as u8))
    }

    /// The same without `ty`.
    #[must_use]
    pub fn without(self, ty: Type) -> Self {
        Self(self.0 & !(1 << ty as u8))
    }

    /// The types, in the order of [`Type::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Type> {
        Type::ALL.into_iter().filter(move |ty| self.contains(*ty))
    }

    /// The only type, where it is one.
    pub fn single(self) -> Option<Type> {
        let mut all = self.iter();
        match (all.next(), all.next()) {
            (Some(ty), None) => Some(ty),
            _ => None,
        }
    }
}

impl From<Type> for Types {
    fn from(ty: Type) -> Self {
        Self::default().with(ty)
    }
}

impl Serialize for Types {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(ty) = self.single() {
            return ty.serialize(serializer);
        }
        let mut seq = serializer.serialize_seq(None)?;
        for ty in self.iter() {
            seq.serialize_element(&ty)?;
        }
        seq.end()
    }
}

impl<'de> Deserialize<'de> for Types {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            One(Type),
            Many(Vec<Type>),
        }
        let form = Form::deserialize(deserializer)
            .map_err(|_| de::Error::custom("expected the name of a JSON type, or an array of them"))?;
        Ok(match form {
            Form::One(ty) => ty.into(),
            Form::Many(types) => types.into_iter().fold(Self::default(), Self::with),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_reads_back_as_it_was_written() {
        let value = json!({
            "$schema": META_SCHEMA,
            "$id": "https://example.com/pets.schema.json",
            "$defs": {
                "Pet": {
                    "description": "An animal.",
                    "type": "object",
                    "properties": {
                        "name": {"type": ["string", "null"], "x-fieldcast": {"unknown": ["nullable"]}},
                        "kind": {"anyOf": [{"$ref": "#/$defs/Kind"}, {"type": "null"}]},
                        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                        "extra": {"type": "object", "additionalProperties": true}
                    },
                    "required": ["kind"]
                },
                "Kind": {"type": "string", "enum": ["cat", "dog"]},
                "Foreign": {"minLength": 3}
            }
        });
        let document: Document = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(document.defs["Foreign"].other.iter().count(), 1);
        assert_eq!(serde_json::to_string(&document).unwrap(), serde_json::to_string(&value).unwrap());
    }

    #[test]
    fn a_reference_with_a_description_is_written_as_all_of_and_read_back_as_a_reference() {
        let text = r##"{"allOf":[{"$ref":"#/$defs/Kind"}],"description":"What it is.","deprecated":true}"##;
        let schema: Schema = serde_json::from_str(text).unwrap();
        assert_eq!(schema.reference.as_deref(), Some("#/$defs/Kind"));
        assert_eq!(schema.description.as_deref(), Some("What it is."));
        assert!(schema.other.is_empty());
        assert_eq!(serde_json::to_string(&schema).unwrap(), text);
        let beside = r##"{"$ref":"#/$defs/Kind","description":"What it is.","deprecated":true}"##;
        assert_eq!(serde_json::from_str::<Schema>(beside).unwrap(), schema);
    }

    #[test]
    fn all_of_that_is_more_than_a_reference_is_kept_as_foreign() {
        for text in [
            r##"{"allOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"}]}"##,
            r##"{"allOf":[{"$ref":"#/$defs/A","minLength":1}]}"##,
            r##"{"allOf":[{"type":"string"}]}"##,
            r##"{"$ref":"#/$defs/A","allOf":[{"$ref":"#/$defs/B"}]}"##,
        ] {
            let schema: Schema = serde_json::from_str(text).unwrap();
            assert!(schema.other.get("allOf").is_some(), "{text}");
            assert_eq!(serde_json::to_string(&schema).unwrap(), text);
        }
    }
}
