//! The tests of the generated enums and unions.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first thing that is not as it should be")]

mod enums;
mod fit;
#[cfg(feature = "schemars")]
mod schemas;
mod tagged;
mod wide;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value from text, from a reader and from a `Value`, which must agree, and returns it.
#[track_caller]
fn read<T: DeserializeOwned + PartialEq + std::fmt::Debug>(json: &str) -> Result<T, String> {
    let from_str = serde_json::from_str::<T>(json);
    let from_reader = serde_json::from_reader::<_, T>(json.as_bytes());
    let from_value = serde_json::from_str::<Value>(json).and_then(serde_json::from_value::<T>);
    match from_str {
        Ok(value) => {
            assert_eq!(from_reader.unwrap(), value);
            if let Ok(from_value) = from_value {
                assert_eq!(from_value, value);
            }
            Ok(value)
        }
        Err(error) => {
            from_reader.unwrap_err();
            Err(error.to_string())
        }
    }
}

/// Reads a value and sees to it that it is written back as it came.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(json: &str) -> T {
    let value: T = read(json).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), serde_json::from_str::<Value>(json).unwrap());
    value
}
