use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

/// The digits of a number as they are in JSON: in quotes, or bare.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Digits {
    text: String,
    quoted: bool,
}

impl Digits {
    /// A number that is written as a number.
    pub(crate) fn number(text: String) -> Self {
        Self {
            text,
            quoted: false,
        }
    }

    /// A number that is written as text.
    pub(crate) fn quoted(text: String) -> Self {
        Self { text, quoted: true }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is written as a number with a fraction or exponent.
    #[allow(dead_code)]
    pub(crate) fn has_fraction(&self) -> bool {
        !self.quoted && self.text.contains(['.', 'e', 'E'])
    }

    /// What a piece of JSON says.
    fn of_json<E: de::Error>(json: String) -> Result<Self, E> {
        match json.bytes().next() {
            Some(b'"') => serde_json::from_str(&json)
                .map(Self::quoted)
                .map_err(E::custom),
            Some(b'-' | b'0'..=b'9') => Ok(Self::number(json)),
            _ => Err(E::custom("expected a number, or text")),
        }
    }
}

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.quoted {
            return serializer.serialize_str(&self.text);
        }
        RawValue::from_string(self.text.clone())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Digits;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or text")
            }

            // Of serde_json, which gives the JSON as it is.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Digits, A::Error> {
                map.next_key::<IgnoredAny>()?;
                Digits::of_json(map.next_value()?)
            }

            // Of whatever has read the number already.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Digits, D::Error> {
                d.deserialize_any(self)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Digits, E> {
                Ok(Digits::quoted(text.to_owned()))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Digits, E> {
                Ok(Digits::number(value.to_string()))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Digits, E> {
                Ok(Digits::number(value.to_string()))
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Digits, E> {
                Ok(Digits::number(value.to_string()))
            }
        }

        // The name by which serde_json knows that the JSON itself is wanted.
        deserializer.deserialize_newtype_struct("$serde_json::private::RawValue", Any)
    }
}

/// What the types share that keep their digits.
macro_rules! digits_type {
    ($name:ident, $type:literal) => {
        impl $name {
            /// The digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(Digits::number(value.to_string()))
            }
        }

        impl From<u64> for $name {
            fn from(value: u64) -> Self {
                Self(Digits::number(value.to_string()))
            }
        }

        /// A number that is written as text.
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Digits::quoted(text))
            }
        }

        /// A number that is written as text.
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Digits::quoted(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": [$type, "string"] })
            }
        }
    };
}
pub(crate) use digits_type;
