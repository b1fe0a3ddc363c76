//! Which module each definition is in.
//!
//! A definition's module follows from the name of its model alone, so that one that is added moves no other: the namespace of its
//! key (`operations.GetUserRequest` is in `operations`), and in it the resource, which is the first word of its name that
//! is no verb (`user`). What is in a resource's module is exported from its namespace as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::definition::{Api, Id};
use crate::rust::names;

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
}

/// Puts every definition into a module.
pub fn layout(api: &Api) -> Layout {
    let mut out = Layout::default();
    let named = api.definitions.iter().map(|definition| definition.namespace.as_deref());
    let namespaces: BTreeSet<&str> =
        named.chain(api.aliases.iter().map(|alias| alias.namespace.as_deref())).flatten().collect();
    let module = |model: &str, name: &str| {
        let mut module = names::module(&resource(model));
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
    out
}

/// The resource that a name is about.
fn resource(name: &str) -> String {
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
    let noun = words.iter().find(|word| !VERBS.contains(&word.as_str())).or(words.first());
    noun.cloned().unwrap_or(snake)
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
        ];
        for (name, expected) in cases {
            assert_eq!(resource(name), expected, "{name}");
        }
    }
}
