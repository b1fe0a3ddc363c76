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
