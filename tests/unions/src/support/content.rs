//! A JSON value that was read before its type was known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
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

fn members_of<'a, 'de, E: Error>(
    members: &'a [(Text<'de>, Content<'de>)],
) -> impl MapAccess<'de, Error = E> + use<'a, 'de, E> {
    MapDeserializer::new(members.iter().map(|(name, value)| (&**name, value)))
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
            Content::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
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
