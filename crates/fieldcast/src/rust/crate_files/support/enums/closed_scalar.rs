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
