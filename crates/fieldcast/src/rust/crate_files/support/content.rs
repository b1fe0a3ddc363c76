//! A JSON value that was read before its type was known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, StrDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::integer;

/// The value; text is borrowed from the input where the format allows it.
#[derive(Debug)]
pub(crate) enum Content<'de> {
    Null,
    Bool(bool),
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    /// A number in digits, as `serde_json` gives it with its feature `arbitrary_precision`.
    Digits(Text<'de>),
    /// Text that lives as long as the input.
    Str(&'de str),
    String(String),
    Array(Vec<Content<'de>>),
    Object(Vec<(Text<'de>, Content<'de>)>),
}

/// A value without members, to compare with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    Str(&'a str),
    /// A value that no list of values has.
    Other,
}

impl fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Str(text) => f.write_str(text),
            Self::Other => f.write_str("…"),
        }
    }
}

impl<'de> Content<'de> {
    /// The value, where it has no members.
    pub(crate) fn scalar(&self) -> Scalar<'_> {
        match self {
            Self::Null => Scalar::Null,
            Self::Bool(value) => Scalar::Bool(*value),
            Self::Integer(value) => Scalar::Integer(*value),
            Self::Float(value) => integer::of_float(*value).map_or(Scalar::Other, Scalar::Integer),
            Self::Str(text) => Scalar::Str(text),
            Self::String(text) => Scalar::Str(text),
            _ => Scalar::Other,
        }
    }

    /// The number whose digits this text is.
    fn read_digits<E: Error>(self) -> Result<Self, E> {
        let text = match self {
            Self::Str(text) => Text(Cow::Borrowed(text)),
            Self::String(text) => Text(Cow::Owned(text)),
            _ => return Err(E::custom("expected the digits of a number")),
        };
        Ok(match (text.parse(), text.parse()) {
            (Ok(value), _) => Self::Integer(value),
            (_, Ok(value)) => Self::Unsigned(value),
            _ => Self::Digits(text),
        })
    }
}

/// What `serde_json` names the digits of a number.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Deserialize<'de> for Content<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Content<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_unit<E: Error>(self) -> Result<Content<'de>, E> {
                Ok(Content::Null)
            }

            fn visit_none<E: Error>(self) -> Result<Content<'de>, E> {
                Ok(Content::Null)
            }

            fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Content<'de>, D::Error> {
                d.deserialize_any(self)
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Content<'de>, E> {
                Ok(Content::Bool(value))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Content<'de>, E> {
                Ok(Content::Integer(value))
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Content<'de>, E> {
                Ok(i64::try_from(value).map_or(Content::Unsigned(value), Content::Integer))
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Content<'de>, E> {
                Ok(Content::Float(value))
            }

            fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Content<'de>, E> {
                Ok(Content::Str(value))
            }

            fn visit_str<E: Error>(self, value: &str) -> Result<Content<'de>, E> {
                self.visit_string(value.to_owned())
            }

            fn visit_string<E: Error>(self, value: String) -> Result<Content<'de>, E> {
                Ok(Content::String(value))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Content<'de>, A::Error> {
                let mut array = Vec::new();
                while let Some(item) = items.next_element()? {
                    array.push(item);
                }
                Ok(Content::Array(array))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Content<'de>, A::Error> {
                let mut object = Vec::new();
                while let Some((name, value)) = map.next_entry::<Text<'de>, Content<'de>>()? {
                    if &*name == NUMBER {
                        return value.read_digits();
                    }
                    object.push((name, value));
                }
                Ok(Content::Object(object))
            }
        }

        deserializer.deserialize_any(Any)
    }
}

/// Reads a type from a [`Content`], which stays as it is.
pub(crate) struct Reader<'a, 'de, E> {
    content: &'a Content<'de>,
    error: PhantomData<E>,
}

impl<'a, 'de, E> Reader<'a, 'de, E> {
    pub(crate) fn new(content: &'a Content<'de>) -> Self {
        Self {
            content,
            error: PhantomData,
        }
    }
}

impl<'a, 'de, E: Error> IntoDeserializer<'de, E> for &'a Content<'de> {
    type Deserializer = Reader<'a, 'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        Reader::new(self)
    }
}

/// The items of an array; an error says at which of them it is.
struct Items<'a, 'de, E> {
    rest: std::slice::Iter<'a, Content<'de>>,
    index: usize,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for Items<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, E> {
        let Some(item) = self.rest.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        let value = seed.deserialize(Reader::new(item));
        value
            .map(Some)
            .map_err(|error| at(Step::Item(index), error))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The members of an object; an error says at which of them it is.
struct Members<'a, 'de, E> {
    rest: std::slice::Iter<'a, (Text<'de>, Content<'de>)>,
    last: Option<&'a (Text<'de>, Content<'de>)>,
    error: PhantomData<E>,
}

fn members_of<'a, 'de, E>(members: &'a [(Text<'de>, Content<'de>)]) -> Members<'a, 'de, E> {
    Members {
        rest: members.iter(),
        last: None,
        error: PhantomData,
    }
}

impl<'de, E: Error> MapAccess<'de> for Members<'_, 'de, E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        self.last = self.rest.next();
        let Some((name, _)) = self.last else {
            return Ok(None);
        };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, E> {
        let Some((name, value)) = self.last.take() else {
            return Err(E::custom("a value without a name"));
        };
        let value = seed.deserialize(Reader::new(value));
        value.map_err(|error| at(Step::Member(name), error))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// Where in a value something does not fit: a step into it.
pub(crate) enum Step<'a> {
    Item(usize),
    Member(&'a str),
}

/// The error with a step before the way that it tells already: ``at `toys[0].kind`: …``.
#[cold]
pub(crate) fn at<E: Error>(step: Step<'_>, error: E) -> E {
    let message = error.to_string();
    let (way, rest) = way(&message);
    let joint = if way.is_empty() || way.starts_with('[') {
        ""
    } else {
        "."
    };
    match step {
        Step::Item(index) => E::custom(format_args!("at `[{index}]{joint}{way}`: {rest}")),
        Step::Member(name) => {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            if name.is_empty() || !name.chars().all(is_plain) {
                E::custom(format_args!("at `[{name:?}]{joint}{way}`: {rest}"))
            } else {
                E::custom(format_args!("at `{name}{joint}{way}`: {rest}"))
            }
        }
    }
}

/// The way that a message begins with, and the rest of it.
pub(crate) fn way(message: &str) -> (&str, &str) {
    let told = message.strip_prefix("at `");
    let told = told.and_then(|told| told.split_once("`: "));
    told.unwrap_or(("", message))
}

impl<'de, E: Error> Deserializer<'de> for Reader<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Null => visitor.visit_unit(),
            Content::Bool(value) => visitor.visit_bool(*value),
            Content::Integer(value) => visitor.visit_i64(*value),
            Content::Unsigned(value) => visitor.visit_u64(*value),
            Content::Float(value) => visitor.visit_f64(*value),
            Content::Digits(text) => {
                visitor.visit_map(MapDeserializer::new(std::iter::once((NUMBER, &**text))))
            }
            Content::Str(text) => visitor.visit_borrowed_str(text),
            Content::String(text) => visitor.visit_str(text),
            Content::Array(items) => visitor.visit_seq(Items {
                rest: items.iter(),
                index: 0,
                error: PhantomData,
            }),
            Content::Object(members) => visitor.visit_map(members_of(members)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Float(value) => match integer::of_float(*value) {
                Some(value) => visitor.visit_i64(value),
                None => visitor.visit_f64(*value),
            },
            Content::Digits(text) => match integer::of_digits(text) {
                Some(value) => visitor.visit_i64(value),
                None => visitor.visit_f64(text.parse().map_err(E::custom)?),
            },
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Digits(text) => visitor.visit_f64(text.parse().map_err(E::custom)?),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.content {
            Content::Str(text) => visitor.visit_enum(text.into_deserializer()),
            Content::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Content::Object(members) => MapAccessDeserializer::new(members_of(members))
                .deserialize_enum(name, variants, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The name of a member, borrowed from the input where the format allows it.
#[derive(Debug)]
pub(crate) struct Text<'de>(Cow<'de, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> Visitor<'de> for Name {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }

        deserializer.deserialize_str(Name)
    }
}
