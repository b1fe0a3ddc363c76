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
