//! Which module each definition is in.
//!
//! A definition's module follows from the name of its model alone, so that one that is added moves no other: the namespace of its
//! key (`operations.GetUserRequest` is in `operations`), and in it the resource, which is the first word of its name that
//! is no verb (`user`). What is in a resource's module is exported from its namespace as well. A module that would be too
//! long is of several files, by the words that follow the resource in its models' names.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::definition::{Api, Definition, Id, Kind};
use crate::rust::names;
use crate::wire::number;

/// Words that a name may start with and that say what is done to the resource.
const VERBS: [&str; 43] = [
    "accept",
    "add",
    "ban",
    "bulk",
    "cancel",
    "change",
    "check",
    "close",
    "complete",
    "confirm",
    "connect",
    "create",
    "decline",
    "delete",
    "disable",
    "disconnect",
    "enable",
    "execute",
    "fetch",
    "find",
    "generate",
    "get",
    "invite",
    "list",
    "lock",
    "merge",
    "patch",
    "post",
    "preview",
    "put",
    "refresh",
    "reject",
    "remove",
    "replace",
    "revoke",
    "run",
    "search",
    "send",
    "set",
    "start",
    "unban",
    "update",
    "upsert",
];

/// The modules of a crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// By namespace (`None` is the root), the resources.
    pub namespaces: BTreeMap<Option<String>, BTreeMap<String, Module>>,
}

/// What is in a module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// Its definitions, in order.
    pub ids: Vec<Id>,
    /// The other names in it, by their places in [`Api::aliases`].
    pub aliases: Vec<usize>,
    /// Where it is too long for one file, the files that it is made of, each with a part of the above. They are private:
    /// the module exports what is in them.
    pub parts: BTreeMap<String, Module>,
}

/// Puts every definition into a module.
pub fn layout(api: &Api) -> Layout {
    let mut out = Layout::default();
    let named = api.definitions.iter().map(|definition| definition.namespace.as_deref());
    let namespaces: BTreeSet<&str> =
        named.chain(api.aliases.iter().map(|alias| alias.namespace.as_deref())).flatten().collect();
    // Neighbours are mostly of one model, whose name is taken apart once.
    let mut last = (String::new(), String::new());
    let mut module = |model: &str, name: &str| {
        if last.0 != model {
            last = (model.to_owned(), names::module(&resource(model)));
        }
        let mut module = last.1.clone();
        // A name without upper case is the same for a type and a module.
        while namespaces.contains(module.as_str()) || module == name {
            module.push('_');
        }
        module
    };
    let mut at = |namespace: &Option<String>, module: String, put: &mut dyn FnMut(&mut Module)| {
        put(out.namespaces.entry(namespace.clone()).or_default().entry(module).or_default());
    };
    for (id, definition) in api.iter() {
        let module = module(&definition.model, &definition.name);
        at(&definition.namespace, module, &mut |module| module.ids.push(id));
    }
    for (index, alias) in api.aliases.iter().enumerate() {
        let module = module(&alias.model, &alias.name);
        at(&alias.namespace, module, &mut |module| module.aliases.push(index));
    }
    for module in out.namespaces.values_mut().flat_map(BTreeMap::values_mut) {
        module.parts = parts(api, module);
    }
    out
}

/// About how many lines a file may have before its module is made of several. The types of one model stay together.
const LINES: usize = 2_500;

/// The parts of a module; none where it fits in one file.
fn parts(api: &Api, module: &Module) -> BTreeMap<String, Module> {
    let lines = module.ids.iter().filter_map(|id| api.get(*id)).map(lines).sum::<usize>() + 2 * module.aliases.len();
    if lines <= LINES {
        return BTreeMap::new();
    }
    let mut out: BTreeMap<String, Module> = BTreeMap::new();
    let names: BTreeSet<&str> = module.ids.iter().filter_map(|id| api.get(*id)).map(|of| of.name.as_str()).collect();
    let part = |model: &str| {
        let model = before_hash(model).unwrap_or(model);
        let mut name = names::module(&words(model).get(1).cloned().unwrap_or_else(|| "base".to_owned()));
        while names.contains(name.as_str()) {
            name.push('_');
        }
        name
    };
    for id in &module.ids {
        let Some(definition) = api.get(*id) else { continue };
        out.entry(part(&definition.model)).or_default().ids.push(*id);
    }
    for at in &module.aliases {
        let Some(alias) = api.aliases.get(*at) else { continue };
        out.entry(part(&alias.model)).or_default().aliases.push(*at);
    }
    if out.len() == 1 { BTreeMap::new() } else { out }
}

/// About how many lines a definition takes.
fn lines(definition: &Definition) -> usize {
    match &definition.kind {
        Kind::Struct(object) => 20 + 15 * object.fields.len(),
        Kind::Enum(list) => 30 + 4 * list.values.len(),
        Kind::Union(union) => 30 + 20 * union.variants.len(),
        Kind::Newtype(_) => 40,
    }
}

/// The module of models whose names say nothing.
const UNNAMED: &str = "unnamed";

/// How long what looks like a hash is at least, in hexadecimal digits.
const HASH: usize = 24;

/// What is before a hash in a name; `None` where there is none. Generators name a model by the hash of its content where
/// nothing else names it, and what is inside of it after it.
fn before_hash(name: &str) -> Option<&str> {
    let mut rest = name;
    while !rest.is_empty() {
        let start = rest.trim_end_matches(|c: char| c.is_ascii_hexdigit());
        let hash = rest.get(start.len()..)?;
        let digits = hash.bytes().filter(u8::is_ascii_digit).count();
        if hash.len() >= HASH && digits >= HASH / 4 {
            return Some(start);
        }
        rest = start.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
    }
    None
}

/// Whether a text is nothing but numbers in words: digits at the start of a name are spelled out. The end of the last may
/// have been taken for hexadecimal digits.
fn is_number(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let snake = names::snake(text);
    let mut words = snake.split('_').filter(|word| !word.is_empty()).rev();
    let numbers = || number::words().chain(["million", "billion"]);
    let cut = |number: &'static str| number.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    let is_last = |word: &str| numbers().any(|number| number == word || cut(number) == word);
    words.next().is_none_or(is_last) && words.all(|word| numbers().any(|number| number == word))
}

/// The resource that a name is about.
pub fn resource(name: &str) -> String {
    let name = match before_hash(name) {
        Some(rest) if is_number(rest) => return UNNAMED.to_owned(),
        Some(rest) => rest,
        None => name,
    };
    let words = words(name);
    words.into_iter().next().unwrap_or_else(|| names::snake(name))
}

/// The words of a name from its resource on.
fn words(name: &str) -> Vec<String> {
    let snake = names::snake(name);
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    for word in snake.split('_').filter(|word| !word.is_empty()) {
        // `OAuthApplication` is split as `o_auth_application`.
        letters.push_str(word);
        if word.chars().count() > 1 {
            words.push(std::mem::take(&mut letters));
        }
    }
    if !letters.is_empty() {
        words.push(letters);
    }
    let noun = words.iter().position(|word| !VERBS.contains(&word.as_str())).unwrap_or_default();
    words.split_off(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resource_is_the_first_word_that_is_no_verb() {
        let cases = [
            ("Session", "session"),
            ("SessionActivityResponse", "session"),
            ("CreateUserRequest", "user"),
            ("OAuthApplication", "oauth"),
            ("SAMLConnection", "saml"),
            ("List", "list"),
            ("I", "i"),
            ("a1b2c3d4e5f60718293a4b5c6d7e8f90", "unnamed"),
            ("FortyTwof00a1b2c3d4e5f60718293a4b5c6d7e8f90", "unnamed"),
            ("Ninecda1b2c3d4e5f60718293a4b5c6d7e8f90", "unnamed"),
            ("Threeeda1b2c3d4e5f60718293a4b5c6d7e8f90Status", "unnamed"),
            ("Ownera1b2c3d4e5f60718293a4b5c6d7e8f90", "owner"),
            ("Facade", "facade"),
            ("FourDecade", "four"),
        ];
        for (name, expected) in cases {
            assert_eq!(resource(name), expected, "{name}");
        }
    }
}
