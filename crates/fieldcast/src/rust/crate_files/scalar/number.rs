use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// A JSON number, written back as it was read: an integer stays an integer.
///
/// Two numbers of one value are equal, however they are written.
///
/// Make one of a Rust number with [`From`], and get one back with [`as_f64`](Self::as_f64) or [`as_i64`](Self::as_i64).
#[derive(Clone, Copy)]
pub struct Number(Repr);

#[derive(Clone, Copy)]
enum Repr {
    Int(i64),
    /// Above `i64::MAX`.
    Large(u64),
    Float(f64),
}

impl Number {
    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Repr::Int(value) => value as f64,
            Repr::Large(value) => value as f64,
            Repr::Float(value) => value,
        }
    }

    /// The same number as an `i64`; `None` where it has a fraction or is too large.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self.0 {
            Repr::Int(value) => Some(value),
            Repr::Large(_) => None,
            Repr::Float(value) => integer(value).and_then(|value| value.try_into().ok()),
        }
    }

    /// The number as an integer; `None` where it has a fraction or is too large for 64 bits.
    fn exact(self) -> Option<i128> {
        match self.0 {
            Repr::Int(value) => Some(value.into()),
            Repr::Large(value) => Some(value.into()),
            Repr::Float(value) => integer(value),
        }
    }
}

/// The integer that a float is; `None` where it has a fraction or is too large for 64 bits.
fn integer(value: f64) -> Option<i128> {
    let fits = value.fract() == 0.0 && value >= i64::MIN as f64 && value < u64::MAX as f64;
    fits.then_some(value as i128)
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self.exact(), other.exact()) {
            (Some(one), Some(two)) => one == two,
            (None, None) => self.as_f64().to_bits() == other.as_f64().to_bits(),
            _ => false,
        }
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.exact() {
            Some(value) => value.hash(state),
            None => self.as_f64().to_bits().hash(state),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.exact(), other.exact()) {
            (Some(one), Some(two)) => Some(one.cmp(&two)),
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }
}

impl PartialEq<f64> for Number {
    fn eq(&self, other: &f64) -> bool {
        self.as_f64() == *other
    }
}

impl PartialEq<i64> for Number {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(Repr::Float(value))
    }
}

impl From<f32> for Number {
    fn from(value: f32) -> Self {
        Self(Repr::Float(value.into()))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Repr::Int(value))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(Repr::Int(value.into()))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(Repr::Int(value.into()))
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(i64::try_from(value).map_or(Repr::Large(value), Repr::Int))
    }
}

impl From<Number> for f64 {
    fn from(value: Number) -> Self {
        value.as_f64()
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Int(value) => fmt::Debug::fmt(&value, f),
            Repr::Large(value) => fmt::Debug::fmt(&value, f),
            Repr::Float(value) => fmt::Debug::fmt(&value, f),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Int(value) => fmt::Display::fmt(&value, f),
            Repr::Large(value) => fmt::Display::fmt(&value, f),
            Repr::Float(value) => fmt::Display::fmt(&value, f),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Repr::Int(value) => serializer.serialize_i64(value),
            Repr::Large(value) => serializer.serialize_u64(value),
            Repr::Float(value) => serializer.serialize_f64(value),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyNumber;

        impl Visitor<'_> for AnyNumber {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
                Ok(value.into())
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
                Ok(value.into())
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
                Ok(value.into())
            }
        }

        // As `f64` reads any number, integers included, and says what it is.
        deserializer.deserialize_f64(AnyNumber)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}
