//! The traits of the enums of this crate, over the few methods that each enum writes for itself.

/// Reads a value from text, without copying the text.
pub(crate) fn parse<'de, T, D>(deserializer: D, expecting: &'static str) -> Result<T, D::Error>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
    D: serde::Deserializer<'de>,
{
    struct Text<T>(&'static str, std::marker::PhantomData<T>);

    impl<T: std::str::FromStr<Err: std::fmt::Display>> serde::de::Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "a string ({})", self.0)
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text(expecting, std::marker::PhantomData))
}

/// A value that an enum does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    name: &'static str,
    value: String,
    known: Vec<String>,
}

impl UnknownValue {
    pub(crate) fn new<T: ToString>(
        name: &'static str,
        value: impl Into<String>,
        known: impl IntoIterator<Item = T>,
    ) -> Self {
        let known = known.into_iter().map(|value| value.to_string()).collect();
        Self {
            name,
            value: value.into(),
            known,
        }
    }

    /// The value, as text.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl std::fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown {} `{}`, expected ", self.name, self.value)?;
        match self.known.as_slice() {
            [only] => write!(f, "`{only}`"),
            known => write!(f, "one of `{}`", known.join("`, `")),
        }
    }
}

impl std::error::Error for UnknownValue {}

/// The traits of an enum of strings that keeps an unknown one.
///
/// Two values are equal where they are equal on the wire. What reads a value is compiled once, with the crate: inline, it
/// slows the reading of unions by a tenth.
macro_rules! open_string {
    ($name:ident) => {
        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::known(value).unwrap_or_else(|| Self::Unknown(value.into()))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::known(&value).unwrap_or(Self::Unknown(value))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(value.into())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::support::enums::parse(deserializer, stringify!($name))
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let values: ::std::vec::Vec<_> = Self::VALUES.iter().map(Self::as_str).collect();
                ::schemars::json_schema!({
                    "anyOf": [{ "type": "string", "enum": values }, { "type": "string" }],
                })
            }
        }
    };
}

pub(crate) use open_string;

/// The traits of an enum of strings that refuses an unknown one.
macro_rules! closed_string {
    ($name:ident) => {
        impl ::std::str::FromStr for $name {
            type Err = $crate::support::enums::UnknownValue;

            #[inline]
            fn from_str(value: &str) -> ::std::result::Result<Self, $crate::support::enums::UnknownValue> {
                Self::known(value).ok_or_else(|| {
                    $crate::support::enums::UnknownValue::new(stringify!($name), value, Self::VALUES)
                })
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::support::enums::parse(deserializer, stringify!($name))
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": "string", "enum": Self::VALUES })
            }
        }
    };
}

pub(crate) use closed_string;

/// The traits of an enum of integers or booleans that keeps an unknown one.
///
/// Two values are equal where they are equal on the wire.
macro_rules! open_scalar {
    ($name:ident, $type:ident, $get:ident, $json:literal, $read:path) => {
        impl ::std::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self::known(value).unwrap_or(Self::Unknown(value))
            }
        }

        impl ::std::convert::From<$name> for $type {
            #[inline]
            fn from(value: $name) -> Self {
                value.$get()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = <$type as ::std::str::FromStr>::Err;

            #[inline]
            fn from_str(value: &str) -> ::std::result::Result<Self, <$type as ::std::str::FromStr>::Err> {
                value.parse::<$type>().map(Self::from)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.$get().fmt(f)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.$get() == other.$get()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.$get().cmp(&other.$get())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.$get().hash(state)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.$get(), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $read(deserializer).map(|value: $type| Self::from(value))
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "anyOf": [{ "type": $json, "enum": Self::VALUES }, { "type": $json }],
                })
            }
        }
    };
}

pub(crate) use open_scalar;

/// The traits of an enum of integers or booleans that refuses an unknown one.
macro_rules! closed_scalar {
    ($name:ident, $type:ident, $get:ident, $json:literal, $read:path) => {
        impl ::std::convert::TryFrom<$type> for $name {
            type Error = $crate::support::enums::UnknownValue;

            #[inline]
            fn try_from(value: $type) -> ::std::result::Result<Self, $crate::support::enums::UnknownValue> {
                Self::known(value).ok_or_else(|| {
                    $crate::support::enums::UnknownValue::new(stringify!($name), value.to_string(), Self::VALUES)
                })
            }
        }

        impl ::std::convert::From<$name> for $type {
            #[inline]
            fn from(value: $name) -> Self {
                value.$get()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::support::enums::UnknownValue;

            #[inline]
            fn from_str(value: &str) -> ::std::result::Result<Self, $crate::support::enums::UnknownValue> {
                match value.parse::<$type>() {
                    ::std::result::Result::Ok(value) => Self::try_from(value),
                    ::std::result::Result::Err(_) => ::std::result::Result::Err($crate::support::enums::UnknownValue::new(
                        stringify!($name),
                        value,
                        Self::VALUES,
                    )),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.$get().fmt(f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.$get(), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value: $type = $read(deserializer)?;
                Self::try_from(value).map_err(<D::Error as ::serde::de::Error>::custom)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": $json, "enum": Self::VALUES })
            }
        }
    };
}

pub(crate) use closed_scalar;

/// The one of these that a value is: `5` and `5.0` are one number.
pub(crate) fn known<T: Clone>(
    values: &[T],
    to_value: fn(&T) -> serde_json::Value,
    value: &serde_json::Value,
) -> Option<T> {
    let is_value = |known: &&T| match (to_value(known), value) {
        (serde_json::Value::Number(one), serde_json::Value::Number(other))
            if one.is_f64() != other.is_f64() =>
        {
            one.as_f64() == other.as_f64()
        }
        (known, value) => known == *value,
    };
    values.iter().find(is_value).cloned()
}

/// The traits of an enum of values of several JSON types, whether or not it keeps an unknown one.
macro_rules! any_value {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            /// A string as its text, anything else as JSON.
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.to_value() {
                    ::serde_json::Value::String(text) => f.pad(&text),
                    value => value.fmt(f),
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.to_value(), serializer)
            }
        }
    };
}

pub(crate) use any_value;

/// The traits of an enum of values of several JSON types that keeps an unknown one.
///
/// Two values are equal where they are equal on the wire.
macro_rules! open_value {
    ($name:ident) => {
        impl ::std::convert::From<::serde_json::Value> for $name {
            #[inline]
            fn from(value: ::serde_json::Value) -> Self {
                Self::known(&value).unwrap_or(Self::Unknown(value))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            /// The known value that is displayed so, or the text as an unknown value.
            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                let mut known = Self::VALUES.iter();
                ::std::result::Result::Ok(match known.find(|known| known.to_string() == text) {
                    ::std::option::Option::Some(known) => known.clone(),
                    ::std::option::Option::None => Self::Unknown(text.into()),
                })
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.to_value() == other.to_value()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.to_value().hash(state)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)
                    .map(Self::from)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "anyOf": [{ "enum": Self::VALUES }, {}] })
            }
        }

        $crate::support::enums::any_value!($name);
    };
}

pub(crate) use open_value;

/// The traits of an enum of values of several JSON types that refuses an unknown one.
macro_rules! closed_value {
    ($name:ident) => {
        impl ::std::convert::TryFrom<::serde_json::Value> for $name {
            type Error = $crate::support::enums::UnknownValue;

            fn try_from(value: ::serde_json::Value) -> ::std::result::Result<Self, $crate::support::enums::UnknownValue> {
                Self::known(&value).ok_or_else(|| {
                    $crate::support::enums::UnknownValue::new(stringify!($name), value.to_string(), Self::VALUES)
                })
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::support::enums::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::support::enums::UnknownValue> {
                let mut known = Self::VALUES.iter();
                known
                    .find(|known| known.to_string() == text)
                    .copied()
                    .ok_or_else(|| $crate::support::enums::UnknownValue::new(stringify!($name), text, Self::VALUES))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(value).map_err(<D::Error as ::serde::de::Error>::custom)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "enum": Self::VALUES })
            }
        }

        $crate::support::enums::any_value!($name);
    };
}

pub(crate) use closed_value;
