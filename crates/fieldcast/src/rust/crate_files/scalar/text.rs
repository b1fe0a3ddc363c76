/// What a type that keeps its text shares with `String`.
macro_rules! text_type {
    ($name:ident, $format:literal) => {
        impl $name {
            /// The text, as the API wrote it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
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
                schemars::json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}
pub(crate) use text_type;

/// What a type that keeps its text shares with a type of a crate of dates.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
macro_rules! time_type {
    ($name:ident, $method:ident, $crate_:literal, $ty:ty, $error:ty, $parse:expr) => {
        impl $name {
            #[doc = concat!("What it means, by the crate ", $crate_, ".")]
            ///
            /// # Errors
            /// The text is not what RFC 3339 asks for.
            pub fn $method(&self) -> Result<$ty, $error> {
                let parse: fn(&str) -> Result<$ty, $error> = $parse;
                parse(&self.0)
            }
        }

        impl TryFrom<&$name> for $ty {
            type Error = $error;

            fn try_from(value: &$name) -> Result<Self, Self::Error> {
                value.$method()
            }
        }
    };
}
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub(crate) use time_type;
