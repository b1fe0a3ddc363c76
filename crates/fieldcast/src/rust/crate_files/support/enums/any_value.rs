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
