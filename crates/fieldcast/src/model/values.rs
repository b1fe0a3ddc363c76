//! The values of enums whose pages show the SDK's own names of them and nothing else: what they are on the wire is
//! concluded, as it is for the names of members, from what the examples of objects hold where such an enum stands. Where the
//! SDK's own sources lie beside the pages, they tell.

use super::lower::{Draft, DraftBody, Shape};
use super::resolve::Index;
use super::{EnumValue, example};
use crate::family::{Expr, Literal, Primitive};
use crate::tags::Tags;
use crate::wire::fold;
use foldhash::{HashMap, HashMapExt as _, HashSet};
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// How deep examples are followed.
const DEEPEST: usize = 8;

/// Examples longer than this in bytes are not looked at.
const LONGEST: usize = 1 << 20;

/// So many values must be quoted for a convention to be concluded.
const FEWEST: usize = 3;

/// How an API writes the values of its enums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As the SDK names them.
    AsNamed,
    /// `in_stock`
    Snake,
    /// `IN_STOCK`
    Capitals,
    /// `inStock`
    Camel,
    /// `InStock`
    Pascal,
    /// `in-stock`
    Kebab,
    /// `instock`
    Lower,
    /// `In Stock`
    Title,
}

impl Way {
    /// Every way, in the order in which ties are decided.
    const ALL: [Self; 8] =
        [Self::AsNamed, Self::Snake, Self::Capitals, Self::Camel, Self::Pascal, Self::Kebab, Self::Lower, Self::Title];

    /// A name written so.
    fn write(self, name: &str) -> String {
        let words = words(name);
        let lower = || words.iter().map(|word| word.to_lowercase()).collect::<Vec<_>>();
        let capitalised = |word: &String| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
        };
        match self {
            Self::AsNamed => name.to_owned(),
            Self::Snake => lower().join("_"),
            Self::Capitals => lower().join("_").to_uppercase(),
            Self::Kebab => lower().join("-"),
            Self::Lower => lower().concat(),
            Self::Pascal => lower().iter().map(capitalised).collect(),
            Self::Title => lower().iter().map(capitalised).collect::<Vec<_>>().join(" "),
            Self::Camel => {
                let all = lower();
                let (first, rest) = all.split_first().map_or(("", [].as_slice()), |(first, rest)| (first, rest));
                rest.iter().map(capitalised).fold(first.to_owned(), |text, word| text + &word)
            }
        }
    }
}

/// The words of a name, in whatever way an SDK writes it.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let begins = letter.is_uppercase()
            && (before.is_some_and(|c| c.is_lowercase() || c.is_numeric())
                || before.is_some_and(|c| c.is_uppercase()) && after.is_some_and(|c| c.is_lowercase()));
        if (begins || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            word.push(*letter);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a name stands for a value that is no identifier (`ENUM_01`, `Enum3DSecure`), which it does not tell.
fn is_escape(name: &str) -> bool {
    let rest = name.strip_prefix("ENUM_").or_else(|| name.strip_prefix("Enum"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric() || c == '_'))
}

/// Writes the values of all enums as they are on the wire, as far as examples tell.
///
/// What the sources say or an example quotes is known. Of the rest the convention decides that nearly all quoted values have; where there
/// are some and they have none, the rest is unknown and left out; where next to nothing is quoted, names are taken as
/// values, and the enum says that it is a guess.
///
/// Gives the members that are dates in their page's example, by the page and without regard to case and separators, where
/// `dates` are asked for: examples are read once.
pub(super) fn settle<'a>(
    drafts: &'a [Draft<'a>],
    bodies: &mut [DraftBody<'a>],
    index: &Index<'a>,
    tags: &Tags,
    dates: bool,
) -> HashMap<usize, HashSet<String>> {
    let (quoted, dates) = quoted(drafts, bodies, index, dates);
    let mut counts = [0_usize; Way::ALL.len()];
    let mut all = 0;
    for (page, texts) in &quoted {
        let Some(DraftBody::Enum(found)) = bodies.get(*page) else { continue };
        for text in texts {
            let Some(name) = found.values.iter().find_map(|value| is(value, text)) else { continue };
            all += 1;
            for (count, way) in counts.iter_mut().zip(Way::ALL) {
                *count += usize::from(way.write(name) == *text);
            }
        }
    }
    let best = Way::ALL.into_iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    let way = match best {
        _ if all < FEWEST => Some(Way::AsNamed),
        best => best.filter(|(_, count)| count * 5 >= all * 4).map(|(way, _)| way),
    };
    let none = BTreeSet::new();
    for (page, body) in bodies.iter_mut().enumerate() {
        let DraftBody::Enum(found) = body else { continue };
        let texts = quoted.get(&page).unwrap_or(&none);
        let draft = drafts.get(page);
        let class = draft.and_then(|draft| tags.class(draft.name, &draft.namespace, std::iter::empty()));
        let mut concluded = false;
        found.values.retain_mut(|value| {
            let Literal::String(name) = value.value.clone() else { return true };
            let told = class.and_then(|class| class.value(&name)).map(str::to_owned);
            let text = told.or_else(|| texts.iter().find(|text| is(value, text).is_some()).cloned());
            concluded |= text.is_none();
            let written = text.or_else(|| Some(way?.write(&name)).filter(|_| all < FEWEST || !is_escape(&name)));
            let is_known = written.is_some();
            if let Some(text) = written {
                value.name.get_or_insert(name);
                value.value = Literal::String(text);
            }
            is_known
        });
        found.guessed = all < FEWEST && concluded;
    }
    dates
}

/// The name of a value, where a text has its letters.
fn is<'v>(value: &'v EnumValue, text: &str) -> Option<&'v str> {
    match &value.value {
        Literal::String(name) if fold(name) == fold(text) && !name.is_empty() => Some(name),
        _ => None,
    }
}

/// From the page of an enum to the texts that examples have in its place, and from a page to its members that are dates.
fn quoted<'a>(
    drafts: &'a [Draft<'a>],
    bodies: &[DraftBody<'a>],
    index: &Index<'a>,
    dates: bool,
) -> (HashMap<usize, BTreeSet<String>>, HashMap<usize, HashSet<String>>) {
    let look = Look { drafts, bodies, index };
    let of_page = |(page, draft): (usize, &Draft<'_>)| {
        let json = draft.page.json;
        let Some(DraftBody::Object(fields)) = bodies.get(page) else { return None };
        let times = dates && fields.iter().any(|field| is_time(&field.observed.ty));
        if json.is_empty() || json.len() > LONGEST || !times && !fields.iter().any(|f| refers(&f.observed.ty)) {
            return None;
        }
        let Ok(Value::Object(members)) = serde_json::from_str(json) else { return None };
        let mut found = Vec::new();
        look.object(page, &members, 0, &mut found);
        let is_date = |value: &Value| times && value.as_str().is_some_and(example::is_date);
        let dates: HashSet<String> =
            members.iter().filter(|(_, value)| is_date(value)).map(|(name, _)| fold(name)).collect();
        (!found.is_empty() || !dates.is_empty()).then_some((page, found, dates))
    };
    let all: Vec<_> = drafts.par_iter().enumerate().filter_map(of_page).collect();
    let mut quoted: HashMap<usize, BTreeSet<String>> = HashMap::new();
    let mut by_page = HashMap::new();
    for (page, texts, dates) in all {
        for (page, text) in texts {
            quoted.entry(page).or_default().insert(text);
        }
        if !dates.is_empty() {
            by_page.insert(page, dates);
        }
    }
    (quoted, by_page)
}

fn is_time(ty: &Expr) -> bool {
    match ty {
        Expr::Wrapped(_, of) => is_time(of),
        ty => matches!(ty, Expr::Primitive(Primitive::DateTime)),
    }
}

/// Whether a type leads to a model.
fn refers(ty: &Expr) -> bool {
    match ty {
        Expr::Named(_) => true,
        Expr::Array(of) | Expr::Map(of) | Expr::Wrapped(_, of) | Expr::Open(of) => refers(of),
        Expr::Linked { inner, .. } => refers(inner),
        Expr::Union(_) | Expr::Primitive(_) | Expr::Literal(_) | Expr::Transport(_) => false,
    }
}

/// Looks for values of enums in examples.
struct Look<'l, 'a> {
    drafts: &'a [Draft<'a>],
    bodies: &'l [DraftBody<'a>],
    index: &'l Index<'a>,
}

impl Look<'_, '_> {
    fn object(&self, page: usize, members: &Map<String, Value>, depth: usize, found: &mut Vec<(usize, String)>) {
        let (Some(draft), Some(DraftBody::Object(fields))) = (self.drafts.get(page), self.bodies.get(page)) else {
            return;
        };
        let mut by_letters: HashMap<String, &Value> = HashMap::with_capacity(members.len());
        for (key, value) in members {
            by_letters.entry(fold(key)).or_insert(value);
        }
        for field in fields.iter().filter(|field| refers(&field.observed.ty)) {
            if let Some(value) = by_letters.get(&fold(field.row.name.text)) {
                self.value(&field.observed.ty, value, &draft.namespace, depth, found);
            }
        }
    }

    fn value(&self, ty: &Expr, value: &Value, folder: &str, depth: usize, found: &mut Vec<(usize, String)>) {
        if depth > DEEPEST {
            return;
        }
        match (ty, value) {
            (Expr::Wrapped(_, of) | Expr::Open(of), _) => self.value(of, value, folder, depth, found),
            (Expr::Linked { inner, .. }, _) => self.value(inner, value, folder, depth, found),
            (Expr::Array(of), Value::Array(items)) => {
                items.iter().for_each(|item| self.value(of, item, folder, depth + 1, found));
            }
            (Expr::Map(of), Value::Object(values)) => {
                values.values().for_each(|value| self.value(of, value, folder, depth + 1, found));
            }
            (Expr::Named(named), Value::String(text)) => {
                let page = self.index.resolve(named, folder);
                let is_enum = |page: &usize| self.drafts.get(*page).is_some_and(|draft| draft.shape == Shape::Enum);
                found.extend(page.filter(is_enum).map(|page| (page, text.clone())));
            }
            (Expr::Named(named), Value::Object(members)) => {
                if let Some(page) = self.index.resolve(named, folder) {
                    self.object(page, members, depth + 1, found);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_every_way() {
        let all = |name: &str| Way::ALL.map(|way| way.write(name)).join(" ");
        assert_eq!(all("InStock"), "InStock in_stock IN_STOCK inStock InStock in-stock instock In Stock");
        assert_eq!(all("IN_STOCK2"), "IN_STOCK2 in_stock2 IN_STOCK2 inStock2 InStock2 in-stock2 instock2 In Stock2");
        assert_eq!(words("URLOfPet3D"), ["URL", "Of", "Pet3", "D"]);
    }

    #[test]
    fn escapes_tell_no_value() {
        assert!(is_escape("ENUM_01") && is_escape("Enum3DSecure"));
        assert!(!is_escape("Enumerated") && !is_escape("ENUM"));
    }
}
