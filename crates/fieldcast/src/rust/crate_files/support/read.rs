//! Reading JSON so that what does not fit is found.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

/// Reads a value from JSON; an error says where in it something does not fit.
///
/// # Errors
/// The text is no JSON, or not what the type reads.
pub fn from_str<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, ReadError> {
    serde_json::from_str(json).map_err(|error| ReadError::new(json.as_bytes(), error))
}

/// Reads a value from the bytes of JSON; an error says where in it something does not fit.
///
/// # Errors
/// The bytes are no JSON, or not what the type reads.
pub fn from_slice<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, ReadError> {
    serde_json::from_slice(json).map_err(|error| ReadError::new(json, error))
}

/// What of some JSON does not fit, and where: `data[0].status: invalid type: integer …`.
#[derive(Debug)]
pub struct ReadError {
    path: String,
    error: serde_json::Error,
}

impl ReadError {
    fn new(json: &[u8], error: serde_json::Error) -> Self {
        let path = path(json, &error);
        Self { path, error }
    }

    /// Where it is: `data[0].status`; empty for the whole value. A member whose name is no plain
    /// word is written as `["…"]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    #[must_use]
    pub fn into_inner(self) -> serde_json::Error {
        self.error
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.error.fmt(f)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// The way into the JSON to where an error is. It is looked for only after something went wrong,
/// so that reading costs what it costs without.
fn path(json: &[u8], error: &serde_json::Error) -> String {
    let start = match error.line().checked_sub(2) {
        Some(before) => {
            let mut ends = json.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            ends.nth(before).map_or(0, |(at, _)| at + 1)
        }
        None => 0,
    };
    let read = json
        .get(..start.saturating_add(error.column()))
        .unwrap_or(json);
    let mut way = steps(read);
    let message = error.to_string();
    let told = told(&message);
    // What came before the tag of a union is looked at when the tag is read: what is told is a way
    // from the union.
    if told.is_some() && read.last() != Some(&b'}') {
        way.pop();
    }
    let mut out = String::new();
    way.iter().for_each(|step| step.write(&mut out));
    if let Some(told) = told {
        if !out.is_empty() && !told.starts_with('[') {
            out.push('.');
        }
        out.push_str(told);
    }
    out
}

/// The way that a message tells, after the unions and their members that it is in.
fn told(message: &str) -> Option<&str> {
    let mut rest = message;
    loop {
        if let Some(told) = rest.strip_prefix("at `") {
            return told.split_once("`: ").map(|(way, _)| way);
        }
        let is_union = rest.split_once(" (").is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
        let end = match rest.strip_prefix('`') {
            Some(_) => "`: ",
            None if is_union => "`): ",
            None => return None,
        };
        rest = rest.split_once(end)?.1;
    }
}

/// The way into what was read of some JSON.
fn steps(read: &[u8]) -> Vec<Step<'_>> {
    let mut way: Vec<Step<'_>> = Vec::new();
    let mut rest = read.iter().enumerate();
    // The last string, which is a member's name where a colon follows.
    let mut text = 0..0;
    while let Some((at, byte)) = rest.next() {
        match byte {
            b'"' => {
                let mut end = read.len();
                while let Some((at, byte)) = rest.next() {
                    match byte {
                        b'\\' => {
                            rest.next();
                        }
                        b'"' => {
                            end = at + 1;
                            break;
                        }
                        _ => {}
                    }
                }
                text = at..end;
            }
            b':' => {
                if let Some(Step::Member(name)) = way.last_mut() {
                    *name = read.get(text.clone()).unwrap_or_default();
                }
            }
            b'{' => way.push(Step::Member(&[])),
            b'[' => way.push(Step::Item(0)),
            b'}' | b']' => {
                way.pop();
            }
            b',' => match way.last_mut() {
                Some(Step::Item(index)) => *index += 1,
                Some(Step::Member(name)) => *name = &[],
                None => {}
            },
            _ => {}
        }
    }
    way
}

/// A step into a value.
enum Step<'a> {
    /// To a member; its name in quotes, empty where none was read yet.
    Member(&'a [u8]),
    /// To an item of a list.
    Item(usize),
}

impl Step<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Self::Item(index) => out.push_str(&format!("[{index}]")),
            Self::Member([]) => {}
            Self::Member(quoted) => {
                let name: String = serde_json::from_slice(quoted).unwrap_or_default();
                let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
                if name.is_empty() || !name.chars().all(is_plain) {
                    out.push_str(&format!("[{name:?}]"));
                    return;
                }
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(&name);
            }
        }
    }
}

/// A list of which items that do not fit are kept as they came, each with what is wrong, so that
/// one of them does not cost the others.
///
/// It is a list wherever a type is read: by itself, or as a member of a struct of your own. It is
/// written as it was read.
#[derive(Debug)]
pub struct LenientList<T>(pub Vec<Result<T, Refused>>);

impl<T> LenientList<T> {
    /// The items that fit.
    pub fn items(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(|item| item.as_ref().ok())
    }

    /// The items that do not.
    pub fn refused(&self) -> impl Iterator<Item = &Refused> {
        self.0.iter().filter_map(|item| item.as_ref().err())
    }

    /// The items that fit, without the others.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.0.into_iter().filter_map(Result::ok).collect()
    }
}

/// An item that does not fit, as it came.
#[derive(Debug)]
pub struct Refused {
    /// Its place in the list.
    pub index: usize,
    /// What came.
    pub value: Value,
    /// What is wrong with it; the path begins at the item.
    pub error: ReadError,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for LenientList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::<Value>::deserialize(deserializer)?;
        let item = |(index, value): (usize, Value)| match T::deserialize(&value) {
            Ok(item) => Ok(item),
            Err(error) => {
                // As text, it has places.
                let text = value.to_string();
                let error = match from_str::<T>(&text) {
                    Err(error) => error,
                    Ok(_) => ReadError {
                        path: String::new(),
                        error,
                    },
                };
                Err(Refused {
                    index,
                    value,
                    error,
                })
            }
        };
        Ok(Self(values.into_iter().enumerate().map(item).collect()))
    }
}

impl<T: Serialize> Serialize for LenientList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Written))
    }
}

/// An item, written as it came.
struct Written<'a, T>(&'a Result<T, Refused>);

impl<T: Serialize> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Ok(item) => item.serialize(serializer),
            Err(refused) => refused.value.serialize(serializer),
        }
    }
}
