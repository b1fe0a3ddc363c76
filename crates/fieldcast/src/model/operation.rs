//! The operations that one SDK documents, as partly known facts: plain data, as the models beside them.

use super::{Field, Object, Slot, Type, visit};
use crate::diagnostic::Place;
use std::fmt;

pub use crate::operation::{In, Method, Scheme, SchemeKind, Server, Variable};

/// An operation of an API.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its id; empty where no page tells it.
    pub id: String,
    /// The method.
    pub method: Method,
    /// The path, with its parameters between braces: `/pets/{pet_id}`.
    pub path: String,
    /// The place where method and path are told.
    pub place: Place,
    /// The groups that it stands in, in the order of the pages.
    pub tags: Vec<String>,
    /// The name of the SDK's function.
    pub function: String,
    /// What it does, in a line; empty where nothing is said.
    pub summary: String,
    /// What it does, in CommonMark; empty where nothing is said.
    pub description: String,
    /// Whether it is deprecated, and why: an empty reason where none is given.
    pub deprecated: Option<String>,
    /// What it takes beside its body.
    pub parameters: Vec<Parameter>,
    /// What is sent in its body, where anything is.
    pub body: Option<Body>,
    /// What it answers.
    pub answers: Vec<Answer>,
    /// Whether its example gives credentials to the SDK; `None` where there is no example.
    pub credentials: Option<bool>,
    /// The names of the security schemes of which any one will do, none where it asks for none; `None` where no page says.
    pub asks: Option<Vec<String>>,
}

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name, type and the rest, as a member of an object has them.
    pub field: Field,
    /// Where it is sent; `None` where no page tells.
    pub stands: Option<In>,
}

/// What is sent in the body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What it is.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// Its content type; `None` where no page tells.
    pub content: Option<String>,
    /// What it is, in CommonMark.
    pub description: String,
    /// The place of the row that it was read at.
    pub place: Place,
}

/// What a body is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A value of a type.
    Slot(Slot),
    /// An object without a page of its own, whose members the operation's page lists.
    Members(Object),
}

/// What an operation answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// With which status.
    pub status: Status,
    /// The type of its content; `None` where there is none.
    pub slot: Option<Slot>,
    /// Its content type; `None` where no page tells.
    pub content: Option<String>,
    /// Whether it is sent piece by piece, and how.
    pub stream: Option<Stream>,
    /// What it means, in CommonMark; empty where nothing is said.
    pub description: String,
    /// The place that it was read at.
    pub place: Place,
}

/// A status of HTTP, or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One: 404.
    Code(u16),
    /// All of a hundred, by the hundred: 4 for `4XX`.
    Range(u16),
    /// All that are not told otherwise.
    Default,
}

impl Status {
    /// Reads `404`, `4XX` or `default`.
    ///
    /// ```
    /// use fieldcast::model::operation::Status;
    ///
    /// assert_eq!(Status::parse("4xx"), Some(Status::Range(4)));
    /// assert_eq!(Status::parse("404").unwrap().to_string(), "404");
    /// assert_eq!(Status::parse("600"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        let hundred = text.get(..1)?.parse::<u16>().ok().filter(|hundred| (1..=5).contains(hundred))?;
        match text.get(1..)? {
            rest if rest.eq_ignore_ascii_case("xx") => Some(Self::Range(hundred)),
            rest if rest.len() == 2 => Some(Self::Code(hundred * 100 + rest.parse::<u16>().ok()?)),
            _ => None,
        }
    }

    /// Whether it tells that all went well.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Range(2) | Self::Code(200..=299))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundred) => write!(f, "{hundred}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// How an answer is sent piece by piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Server-sent events.
    Events,
    /// A JSON value on each line.
    JsonLines,
}

impl Stream {
    /// Its content type.
    pub const fn content(self) -> &'static str {
        match self {
            Self::Events => "text/event-stream",
            Self::JsonLines => "application/jsonl",
        }
    }
}

impl Operation {
    /// What it goes by wherever operations of several SDKs are told apart: the method, and the path with the names of its
    /// parameters folded, which SDKs and revisions write in different ways.
    pub fn key(&self) -> (Method, String) {
        (self.method, folded_path(&self.path))
    }

    /// What people call it: `GET /pets/{pet_id}`.
    pub fn title(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Calls `visit` with every slot, the inner ones after those that hold them.
    pub fn slots_mut(&mut self, visit: &mut impl FnMut(&mut Slot)) {
        self.parameters.iter_mut().for_each(|parameter| visit::slot_mut(&mut parameter.field.slot, visit));
        match self.body.as_mut().map(|body| &mut body.shape) {
            Some(Shape::Slot(slot)) => visit::slot_mut(slot, visit),
            Some(Shape::Members(object)) => {
                object.fields.iter_mut().for_each(|field| visit::slot_mut(&mut field.slot, visit));
            }
            None => {}
        }
        self.answers.iter_mut().filter_map(|answer| answer.slot.as_mut()).for_each(|slot| visit::slot_mut(slot, visit));
    }

    /// Lets it refer to other models: `to` gives the new id of each, `None` for one that is not there any more.
    pub fn refer(&mut self, to: &impl Fn(usize) -> Option<usize>) {
        self.slots_mut(&mut |slot| {
            if let Type::Model(id) = slot.ty {
                slot.ty = match to(id.0) {
                    Some(id) => Type::Model(super::ModelId(id)),
                    None => Type::Primitive(super::Primitive::Any),
                };
            }
        });
    }
}

/// A path with the names of its parameters in lower case, without separators, and without a slash at its end.
pub fn folded_path(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let mut folded = String::with_capacity(path.len());
    for (at, part) in path.split('{').enumerate() {
        match part.split_once('}').filter(|_| at > 0) {
            Some((name, rest)) => {
                folded.push('{');
                folded.push_str(&crate::wire::fold(name));
                folded.push('}');
                folded.push_str(rest);
            }
            None if at == 0 => folded.push_str(part),
            None => {
                folded.push('{');
                folded.push_str(part);
            }
        }
    }
    if folded.is_empty() { "/".to_owned() } else { folded }
}

/// The names of a path's parameters, in their order.
pub fn names_in(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// Whether text is a path: it starts at the root, its braces come in pairs around a name, and nothing in it ends a path.
pub fn is_path(path: &str) -> bool {
    let mut open = false;
    let mut last = ' ';
    let fits = path.starts_with('/')
        && path.chars().all(|c| {
            let fits = match c {
                '{' => !std::mem::replace(&mut open, true),
                '}' => std::mem::replace(&mut open, false) && last != '{',
                '/' if open => false,
                '?' | '#' | '"' | '<' | '>' | '\\' => false,
                c => !c.is_whitespace() && !c.is_control(),
            };
            last = c;
            fits
        });
    fits && !open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert_eq!(folded_path("/pets/{pet_id}/{petID}.json/"), "/pets/{petid}/{petid}.json");
        assert_eq!(folded_path("/"), "/");
        assert_eq!(names_in("/a/{b}/c-{d_e}").collect::<Vec<_>>(), ["b", "d_e"]);
        let (good, bad): (Vec<&str>, Vec<&str>) =
            ["/", "/pets/{id}", "/a:b", "pets", "/pets/{id", "/pets/id}", "/{}", "/{a/b}", "/a b", "/a?b", ""]
                .into_iter()
                .partition(|path| is_path(path));
        assert_eq!((good.len(), bad.len()), (3, 8));
    }

    #[test]
    fn statuses() {
        let read = |text: &str| Status::parse(text).map(|status| status.to_string());
        assert_eq!(read("default").as_deref(), Some("default"));
        assert_eq!(["", "4", "99", "404x", "é", "4é"].map(read), [const { None }; 6]);
        assert!(Status::Code(204).is_success() && Status::Range(2).is_success() && !Status::Code(404).is_success());
    }
}
