//! Type cells: the forms in which all languages of these generators write lists, maps, null and references. The words for
//! scalars, and the names of containers, are each language's own.

use super::language::{Language, Null};
use super::scalars::{scalar, stem};
use super::text::entities;
use crate::family::{Expr, Literal, Named, Primitive, TypeError, Wrapper};
use foldhash::HashMap;
use std::borrow::Cow;

/// How deep types may nest.
pub(in crate::family) const DEPTH: usize = 64;

/// Containers that hold one type.
pub(super) const LISTS: &[&str] = &[
    "List",
    "Set",
    "Array",
    "Vec",
    "HashSet",
    "BTreeSet",
    "BuiltList",
    "BuiltSet",
    "Seq",
    "Vector",
    "ARRAY",
    "array",
    "list",
    "set",
    "ICollection",
    "Collection",
    "NSArray",
    "NSSet",
    "LIST",
    "IList",
    "tuple",
    "list_t",
];

/// Containers that hold a type by name.
pub(super) const MAPS: &[&str] = &[
    "Map",
    "Dictionary",
    "Hash",
    "HashMap",
    "BTreeMap",
    "BuiltMap",
    "Dict",
    "dict",
    "HASH",
    "map",
    "array",
    "NSDictionary",
    "STRING_TABLE",
    "IDictionary",
    "Record",
    "Hashtable",
    "list_t*",
];

/// What lists of bytes hold: on the wire they are text.
const BYTES: &[&str] = &["UInt8", "NATURAL_8", "u8"];

/// Paths that only one language writes, with its name: the ends of them are words of others as well.
const PATHS: &[(&str, &str)] = &[("kotlin.", "kotlin")];

/// Words that the generators write in any language, where they have none for a schema.
const COMMON: &[(&str, Primitive)] = &[
    ("AnyType", Primitive::Any),
    ("oas_any_type_not_mapped", Primitive::Any),
    ("OasAnyTypeNotMapped", Primitive::Any),
    ("ANY_TYPE", Primitive::Any),
    ("byte", Primitive::String),
    ("byte[]", Primitive::String),
    ("ByteArray", Primitive::String),
    ("UNKNOWN_BASE_TYPE", Primitive::Any),
];

/// What a cell says beside its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::family) struct Around {
    /// Whether the type is a pointer to what the cell names.
    pub pointer: bool,
    /// Whether the type is in an option.
    pub option: bool,
}

/// A cell without the backslashes before signs of types, which templates that escape for Markdown write: `Option\<**i32**>`.
/// Before letters they are PHP's, and before `_` may be; before `*` stands C's pointer.
fn unescaped(cell: &str) -> Option<String> {
    let is_escaped = |after: &str| after.starts_with(['<', '>', '[', ']', '(', ')', '|', '{', '}']);
    if !cell.match_indices('\\').any(|(at, _)| cell.get(at + 1..).is_some_and(is_escaped)) {
        return None;
    }
    let mut text = String::with_capacity(cell.len());
    for (at, c) in cell.char_indices() {
        if c != '\\' || !cell.get(at + 1..).is_some_and(is_escaped) {
            text.push(c);
        }
    }
    Some(text)
}

/// Parses a Type cell.
pub(in crate::family) fn parse(cell: &str, language: &Language) -> Result<Expr, TypeError> {
    let escaped = unescaped(cell);
    let cell = escaped.as_deref().unwrap_or(cell);
    if let Some(parts) = parts(cell) {
        return linked_union(&parts, language);
    }
    if let Some((text, links)) = links(cell) {
        let mut ty = parse(&text, language)?;
        // of a word that is there twice, the first counts
        to_links(&mut ty, &links.iter().rev().map(|(word, target)| (word.as_str(), target.as_str())).collect());
        return Ok(ty);
    }
    let (inner, mut around, target) = bare(cell);
    around.pointer |= language.null == Null::Star && inner.starts_with('*');
    let mut grammar = Grammar::new(language);
    let inline = target.as_deref().and_then(|target| target.strip_prefix('#'));
    let text = match inline {
        Some(target) if inner == "inline" => target.replace('`', ""),
        _ => inner,
    };
    let is_page = |target: &&str| target.contains(".md");
    let page = target.as_deref().filter(is_page).filter(|target| target.contains('/'));
    let stem = target.as_deref().filter(is_page).filter(|target| !target.contains('/')).map(stem);
    let mut ty = match (page, stem) {
        (Some(page), _) => grammar.linked(&text, page)?,
        (None, Some(stem)) if !stem.is_empty() => grammar.beside(&text, stem)?,
        (None, _) => grammar.ty(&text, 0)?,
    };
    if inline.is_some() {
        mark_inline(&mut ty);
    }
    if around.pointer || around.option {
        ty = Expr::Wrapped(if around.option { Wrapper::Either } else { Wrapper::Optional }, Box::new(ty));
    }
    Ok(ty)
}

/// Whether a cell is written in a language's own words and in no other.
pub(in crate::family) fn speaks(cell: &str, language: &Language) -> bool {
    let (inner, _, _) = bare(cell);
    says(&inner, language)
}

/// The same of a cell without its marks.
pub(super) fn says(inner: &str, language: &Language) -> bool {
    if PATHS.iter().any(|(path, name)| inner.contains(path) && *name != language.name) {
        return false;
    }
    let mut grammar = Grammar::new(language);
    grammar.ty(inner, 0).is_ok() && grammar.own > 0 && !grammar.strange
}

/// Makes what a type refers to the page behind a link.
fn to_page(ty: &mut Expr, page: &str) {
    match ty {
        Expr::Named(named) => named.target = Some(page.to_owned()),
        Expr::Primitive(Primitive::String) => {
            let name = page.rsplit('/').next().unwrap_or(page).trim_end_matches(".md");
            *ty = Expr::Named(Named { name: name.to_owned(), target: Some(page.to_owned()), ..Named::default() });
        }
        Expr::Array(of) | Expr::Map(of) | Expr::Wrapped(_, of) | Expr::Open(of) => to_page(of, page),
        Expr::Union(_) | Expr::Linked { .. } | Expr::Primitive(_) | Expr::Literal(_) | Expr::Transport(_) => {}
    }
}

/// A cell in which links stand inside of a type, `Array[[Pet Toy](pet-toy.md)]`: the type with one word for each link, and
/// where the words lead.
fn links(cell: &str) -> Option<(String, Vec<(String, String)>)> {
    if !cell.contains('[')
        || cell.starts_with("[`")
        || cell.starts_with("[**")
        || cell.matches("](").count() == 0
        || is_one_link(cell)
    {
        return None;
    }
    let (mut text, mut links, mut rest) = (String::new(), Vec::new(), cell);
    while let Some(at) = rest.find("](") {
        let (before, after) = rest.split_at_checked(at)?;
        let (target, after) = after.get(2..)?.split_once(')')?;
        let (head, label) = before.rsplit_once('[')?;
        let word: String = label.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
        text.push_str(head);
        text.push_str(&word);
        links.push((word, target.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (links.iter().all(|(word, target)| !word.is_empty() && target.contains(".md"))).then_some((text, links))
}

/// Whether a cell is one link around all of it.
fn is_one_link(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches("\\*").trim_end();
    bare.starts_with('[') && bare.ends_with(')') && bare.matches("](").count() == 1 && !bare.starts_with("[[")
        || !bare.contains(".md")
        || bare.contains("**")
}

/// Makes each word in a type what its link leads to.
fn to_links(ty: &mut Expr, links: &HashMap<&str, &str>) {
    match ty {
        Expr::Named(named) => {
            named.target = links.get(named.name.as_str()).map(|target| (*target).to_owned());
        }
        Expr::Array(of) | Expr::Map(of) | Expr::Wrapped(_, of) | Expr::Open(of) => to_links(of, links),
        Expr::Union(members) => members.iter_mut().for_each(|member| to_links(member, links)),
        Expr::Linked { .. } | Expr::Primitive(_) | Expr::Literal(_) | Expr::Transport(_) => {}
    }
}

/// The members of a union in which each has a link of its own.
fn parts(cell: &str) -> Option<Vec<&str>> {
    if !cell.contains('|') || !cell.contains("](") {
        return None;
    }
    let (mut parts, mut start, mut depth, mut code) = (Vec::new(), 0, 0_i32, false);
    for (at, c) in cell.char_indices() {
        match c {
            '`' => code = !code,
            '[' | '(' | '<' | '{' if !code => depth += 1,
            ']' | ')' | '>' | '}' if !code => depth -= 1,
            '|' if !code && depth == 0 => {
                parts.push(cell.get(start..at)?.trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(cell.get(start..)?.trim());
    (parts.len() > 1 && parts.iter().any(|part| part.starts_with('['))).then_some(parts)
}

fn linked_union(parts: &[&str], language: &Language) -> Result<Expr, TypeError> {
    let mut null = false;
    let mut members: Vec<Expr> = Vec::with_capacity(parts.len());
    for part in parts {
        match part.trim_matches('`') {
            "null" | "None" | "nil" => null = true,
            "undefined" | "" => {}
            _ => members.push(parse(part, language)?),
        }
    }
    let ty = if members.len() == 1 { members.remove(0) } else { Expr::Union(members) };
    Ok(if null { nullable(ty) } else { ty })
}

/// Says of references that their values stand on the same page.
fn mark_inline(ty: &mut Expr) {
    match ty {
        Expr::Named(named) => named.target = Some("#".to_owned()),
        Expr::Array(of) | Expr::Map(of) | Expr::Wrapped(_, of) | Expr::Open(of) => mark_inline(of),
        Expr::Union(members) => members.iter_mut().for_each(mark_inline),
        Expr::Linked { inner, .. } => mark_inline(inner),
        Expr::Primitive(_) | Expr::Literal(_) | Expr::Transport(_) => {}
    }
}

/// The type in a cell without emphasis, link, pointer and option, and the link's target.
pub(super) fn bare(cell: &str) -> (String, Around, Option<String>) {
    let whole = entities(cell);
    let mut text = whole.trim();
    let mut around = Around::default();
    let mut target = None;
    if let Some(rest) = text.strip_prefix("Pointer to ") {
        around.pointer = true;
        text = rest.trim();
    }
    if let Some(inner) = text.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'))
        && inner.starts_with(['*', '['])
    {
        around.option = true;
        text = inner.trim();
    }
    let mut rest = text.trim_end_matches("\\*").trim_end();
    if rest.starts_with('[')
        && let Some(end) = rest.strip_suffix(')')
        && let Some(at) = end.find("**](").map(|at| at + 2).or_else(|| end.rfind("]("))
    {
        let to = end.get(at + 2..).unwrap_or_default();
        if to.contains(".md") || to.starts_with('#') || to.is_empty() {
            target = Some(to.to_owned());
            rest = end.get(1..at).unwrap_or_default().trim();
        }
    }
    let inner = without_marks(rest);
    let inner = inner.trim();
    // C: a list, with a star of its own a map
    let inner = if MAPS.contains(&inner) { inner } else { inner.trim_end_matches('*').trim() };
    (inner.to_owned(), around, target)
}

/// A text without emphasis, code and the backslashes before stars and strokes.
fn without_marks(text: &str) -> Cow<'_, str> {
    let mark = |b: u8| matches!(b, b'*' | b'`' | b'\\');
    let inner = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).unwrap_or(text);
    // nearly all: marks around a type, and none in it
    if !inner.bytes().any(mark) {
        return Cow::Borrowed(inner);
    }
    Cow::Owned(text.replace("**", "").replace("\\*", "").replace('`', "").replace("\\_", "_"))
}

/// The forms of types, with the words of one language.
pub(super) struct Grammar<'l> {
    pub language: &'l Language,
    /// How many of the language's own words were found.
    own: usize,
    /// Whether there is a word that is neither the language's nor like a model's name.
    strange: bool,
}

impl<'l> Grammar<'l> {
    pub fn new(language: &'l Language) -> Self {
        Self { language, own: 0, strange: false }
    }

    /// Parses a type without emphasis and link.
    ///
    /// # Errors
    ///
    /// Where the text is no type.
    pub fn ty(&mut self, text: &str, depth: usize) -> Result<Expr, TypeError> {
        let text = text.trim();
        // Micronaut writes the annotations of items
        let text = text.strip_prefix("@Valid ").unwrap_or(text).trim_start();
        if depth > DEPTH {
            return Err(error(text, "types that nest less"));
        }
        if text.is_empty() {
            return Err(error("the end", "a type"));
        }
        if let Some(primitive) = self.word(text) {
            return Ok(Expr::Primitive(primitive));
        }
        if let Some(literal) = literal(text) {
            return Ok(Expr::Literal(literal));
        }
        if let Some(rest) = text.strip_prefix('?') {
            self.own += usize::from(self.language.containers.contains(&"?T"));
            return Ok(nullable(self.ty(rest, depth + 1)?));
        }
        if let Some(rest) = text.strip_suffix('?') {
            self.own += usize::from(self.language.containers.contains(&"?"));
            return Ok(nullable(self.ty(rest, depth + 1)?));
        }
        for sign in ['|', ','].into_iter().filter(|sign| text.contains(*sign)) {
            let parts = split(text, sign);
            if parts.len() > 1 {
                return self.union(&parts, depth);
            }
        }
        if let Some(rest) = text.strip_prefix("[]") {
            return Ok(Expr::Array(Box::new(self.ty(rest, depth + 1)?)));
        }
        if let Some(rest) = text.strip_prefix("map[string]") {
            return Ok(Expr::Map(Box::new(self.ty(rest, depth + 1)?)));
        }
        if let Some(rest) = text.strip_suffix("[]") {
            return Ok(Expr::Array(Box::new(self.ty(rest, depth + 1)?)));
        }
        if let Some(rest) = text.strip_prefix('*').or_else(|| text.strip_suffix('*')).filter(|_| !MAPS.contains(&text))
        {
            return self.ty(rest, depth + 1);
        }
        if let Some((head, inner)) = brackets(text) {
            return self.generic(text, head, inner, depth);
        }
        // a container whose contents the language drops
        let last = text.rsplit(['.', '\\', ':']).next().unwrap_or(text);
        if LISTS.contains(&last) {
            return Ok(Expr::Array(Box::new(Expr::Primitive(Primitive::Any))));
        }
        if MAPS.contains(&last) {
            return Ok(Expr::Map(Box::new(Expr::Primitive(Primitive::Any))));
        }
        self.name(text)
    }

    /// A word for a scalar, written whole or with a path before it.
    pub fn word(&mut self, text: &str) -> Option<Primitive> {
        let find = |text: &str| self.language.words.iter().find(|(word, _)| *word == text).map(|(_, p)| *p);
        let found = find(text).or_else(|| {
            if !text.bytes().any(|b| matches!(b, b'.' | b'\\' | b':')) {
                return None;
            }
            let last = text.rsplit(['.', '\\', ':']).next()?;
            (last.len() < text.len() && is_path(text)).then(|| find(last)).flatten()
        });
        self.own += usize::from(found.is_some());
        found.or_else(|| COMMON.iter().find(|(word, _)| *word == text).map(|(_, p)| *p))
    }

    fn union(&mut self, parts: &[&str], depth: usize) -> Result<Expr, TypeError> {
        let mut null = false;
        let (mut members, mut seen) = (Vec::new(), Vec::new());
        for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
            match part {
                "null" | "none_type" | "None" | "nil" => null = true,
                "undefined" => self.own += usize::from(self.language.containers.contains(&"undefined")),
                part => {
                    let member = self.ty(part, depth + 1)?;
                    // `long|int`, `TrueClass | FalseClass`
                    if let Expr::Primitive(primitive) = member {
                        if seen.contains(&primitive) {
                            continue;
                        }
                        seen.push(primitive);
                    }
                    members.push(member);
                }
            }
        }
        // what may be all of these may be anything
        let is = |wanted: Primitive| members.iter().any(|m| matches!(m, Expr::Primitive(p) if *p == wanted));
        let any = is(Primitive::Boolean) && is(Primitive::String) && is(Primitive::DateTime);
        let ty = match (any, members.len()) {
            (true, _) => Expr::Primitive(Primitive::Any),
            (_, 0) => Expr::Primitive(Primitive::Null),
            (_, 1) => members.remove(0),
            _ => Expr::Union(members),
        };
        Ok(if null && !any { nullable(ty) } else { ty })
    }

    fn generic(&mut self, text: &str, head: &str, inner: &str, depth: usize) -> Result<Expr, TypeError> {
        let head = head.trim();
        let name = head.rsplit(['.', '\\', ':']).next().unwrap_or(head).trim_start_matches("Mutable");
        let separator = if text.ends_with('}') || (head.is_empty() && text.ends_with(']')) { ':' } else { ',' };
        if head.is_empty() {
            // `{ [key: string]: X; }`, `{str: (X,)}`, `[String: X]`, `[X]`, `(X,)`
            let inner = inner.trim().trim_end_matches(';');
            let parts = split(inner, separator);
            return match parts.as_slice() {
                [_, value] if separator == ':' => Ok(Expr::Map(Box::new(self.ty(value, depth + 1)?))),
                [only] if text.ends_with(']') => Ok(Expr::Array(Box::new(self.ty(only, depth + 1)?))),
                [first, rest @ ..] if text.ends_with(')') && rest.iter().all(|part| part.trim().is_empty()) => {
                    self.ty(first, depth + 1)
                }
                _ if text.ends_with(')') => self.union(&parts, depth),
                _ => Err(error(text, "a list or map")),
            };
        }
        let parts = split(inner, ',');
        match (name, parts.as_slice()) {
            (name, [_, value]) if MAPS.contains(&name) => {
                self.own += usize::from(self.language.containers.contains(&name));
                Ok(Expr::Map(Box::new(self.ty(value, depth + 1)?)))
            }
            ("map" | "HASH" | "dict" | "STRING_TABLE", [value]) => {
                self.own += usize::from(self.language.containers.contains(&name));
                Ok(Expr::Map(Box::new(self.ty(value, depth + 1)?)))
            }
            (name, [item]) if LISTS.contains(&name) && BYTES.contains(&item.trim()) => {
                Ok(Expr::Primitive(Primitive::String))
            }
            (name, [item]) if LISTS.contains(&name) => {
                self.own += usize::from(self.language.containers.contains(&name));
                Ok(Expr::Array(Box::new(self.ty(item, depth + 1)?)))
            }
            ("Optional" | "Nullable" | "Option" | "JsonNullable", [inner]) => Ok(nullable(self.ty(inner, depth + 1)?)),
            ("Box", [inner]) => self.ty(inner, depth + 1),
            // the generator's own name for a union that stands in a member's place
            ("oneOf" | "anyOf" | "OneOf" | "AnyOf", parts) => {
                let members: Result<Vec<Expr>, TypeError> =
                    parts.iter().map(|part| scalar(part).map_or_else(|| self.ty(part, depth + 1), Ok)).collect();
                let mut members = members?;
                Ok(if members.len() == 1 { members.remove(0) } else { Expr::Union(members) })
            }
            ("Literal", values) => {
                let values: Option<Vec<Expr>> =
                    values.iter().map(|v| Some(Expr::Literal(literal(v.trim())?))).collect();
                values.map(Expr::Union).ok_or_else(|| error(text, "literals"))
            }
            // `string(Hue)`, `str (Hue)`: a name for text
            (_, [inner]) if text.ends_with(')') && self.word(head).is_some() => self.ty(inner, depth + 1),
            _ => self.name(head),
        }
    }

    /// A type in a link to a page: its innermost model is the page's, whatever it is called; a text with a page is an enum.
    fn linked(&mut self, text: &str, page: &str) -> Result<Expr, TypeError> {
        let mut ty = match self.ty(text, 0) {
            Ok(ty) => ty,
            // labels of older pages are words: `List Pet Toy`, `str (Pet Toy)`
            Err(error) => match text.trim() {
                text if text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '(' | ')' | '-' | '_')) => {
                    self.in_words(text, page)
                }
                _ => return Err(error),
            },
        };
        to_page(&mut ty, page);
        Ok(ty)
    }

    /// The type of a label in words, in which containers are words before the model's: `Dict Str Pet Toy`, and text that is
    /// of an enum is that around them: `str (List Pet Hue)`. What is called as its page is no container: `List Pets Request`.
    fn in_words(&self, label: &str, page: &str) -> Expr {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let inner = label.split_once(" (").filter(|(head, _)| self.language.words.iter().any(|(word, _)| word == head));
        let mut rest = inner.and_then(|(_, inner)| inner.strip_suffix(')')).unwrap_or(label);
        let own = letters(stem(page.rsplit('/').next().unwrap_or(page)));
        let mut maps = Vec::new();
        while letters(rest) != own && maps.len() < DEPTH {
            let found = [("List ", false), ("Dict Str ", true)];
            let Some((next, map)) = found.iter().find_map(|(word, map)| Some((rest.strip_prefix(word)?, *map))) else {
                break;
            };
            maps.push(map);
            rest = next;
        }
        let model = Named { name: rest.to_owned(), target: Some(page.to_owned()), ..Named::default() };
        maps.into_iter().rev().fold(Expr::Named(model), |ty, map| match map {
            true => Expr::Map(Box::new(ty)),
            false => Expr::Array(Box::new(ty)),
        })
    }

    /// A model by its class's name.
    fn name(&mut self, text: &str) -> Result<Expr, TypeError> {
        self.own += usize::from(text.starts_with("models.") && self.language.containers.contains(&"models."));
        if self.language.null_prefix
            && let Some(inner) = text.trim().strip_prefix("Nullable*")
            && let Some((_, scalar)) = self.language.nullable.iter().find(|(word, _)| *word == inner)
        {
            return Ok(nullable(Expr::Primitive(*scalar)));
        }
        let name = text.rsplit(['\\', ':', '.']).next().unwrap_or(text).trim();
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$')) {
            return Err(error(text, "a type"));
        }
        if self.language.null_prefix
            && let Some(inner) = name.strip_prefix("Nullable").filter(|rest| rest.starts_with(char::is_uppercase))
        {
            let scalar = self.language.nullable.iter().find(|(word, _)| *word == inner).map(|(_, p)| *p);
            self.own += usize::from(scalar.is_some());
            return Ok(nullable(scalar.map_or_else(|| self.reference(inner), Expr::Primitive)));
        }
        if self.language.suffix == "_t" && name.ends_with("_e") {
            // C: one of the names of an enum's values
            return Ok(Expr::Primitive(Primitive::String));
        }
        self.strange |= name.starts_with(char::is_lowercase) && !name.ends_with("_t");
        Ok(self.reference(name))
    }

    fn reference(&self, name: &str) -> Expr {
        let name = if self.language.suffix.is_empty() {
            name
        } else {
            name.strip_suffix(self.language.suffix).unwrap_or(name)
        };
        Expr::Named(Named { name: name.to_owned(), ..Named::default() })
    }
}

fn nullable(ty: Expr) -> Expr {
    match ty {
        Expr::Primitive(Primitive::Any | Primitive::Null) => ty,
        ty => Expr::Wrapped(Wrapper::Nullable, Box::new(ty)),
    }
}

fn error(found: &str, expected: &str) -> TypeError {
    TypeError { offset: 0, found: format!("`{}`", crate::markdown::shorten(found)), expected: expected.to_owned() }
}

/// Whether a text is names with dots, colons or backslashes between them.
fn is_path(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ':' | '\\' | '_'))
}

/// A value in quotes.
fn literal(text: &str) -> Option<Literal> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains(quote)).then(|| Literal::String(inner.to_owned()))
}

/// The head before the bracket that closes at the end of a text, and what stands in it.
fn brackets(text: &str) -> Option<(&str, &str)> {
    let close = text.chars().next_back()?;
    let open = match close {
        '>' => '<',
        ']' => '[',
        ')' => '(',
        '}' => '{',
        _ => return None,
    };
    let inner = text.get(..text.len() - 1)?;
    let start = inner.find(open)?;
    // `map[string][]X` and the like are no container with one pair of brackets
    let mut depth = 0_i32;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '<' | '[' | '(' | '{' => depth += 1,
            '>' | ']' | ')' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && at + 1 < text.len() {
            return None;
        }
    }
    Some((inner.get(..start)?, inner.get(start + 1..)?))
}

/// The parts between signs that stand in no bracket and no quotes.
fn split(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '<' | '[' | '(' | '{') => depth += 1,
            (None, '>') if before == '-' => {}
            (None, '>' | ']' | ')' | '}') => depth -= 1,
            (None, c)
                if c == sign
                    && depth == 0
                    && !(sign == ':' && (before == ':' || text.get(at + 1..).is_some_and(|r| r.starts_with(':')))) =>
            {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
        before = c;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}
