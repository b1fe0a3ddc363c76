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
