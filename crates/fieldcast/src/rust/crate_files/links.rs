//! Links from descriptions to models, as they are written in one module.

use std::collections::HashMap;

use crate::rust::definition::{Api, Id};
use crate::rust::docs::markdown::Links;
use crate::rust::items::passes::paths::Names;

/// The definitions by what their page may be called.
pub fn pages(api: &Api) -> HashMap<String, Vec<Id>> {
    let mut out: HashMap<String, Vec<Id>> = HashMap::new();
    for (id, definition) in api.iter() {
        out.entry(normal(&definition.documented)).or_default().push(id);
    }
    for alias in &api.aliases {
        out.entry(normal(&alias.documented)).or_default().push(alias.to);
    }
    for ids in out.values_mut() {
        ids.sort_unstable();
        ids.dedup();
    }
    out
}

fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The derive macros that every module can name.
const DERIVES: [&str; 11] =
    ["Clone", "Copy", "Debug", "Default", "Deserialize", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd", "Serialize"];

/// Links as they are written in one module.
pub struct ModuleLinks<'a> {
    /// Every definition.
    pub api: &'a Api,
    /// How the module names them.
    pub names: &'a Names,
    /// The definitions by what their page may be called, of [`pages`].
    pub pages: &'a HashMap<String, Vec<Id>>,
    /// The namespace of the module.
    pub namespace: Option<&'a String>,
}

impl Links for ModuleLinks<'_> {
    fn to(&self, id: Id) -> Option<String> {
        let definition = self.api.get(id)?;
        let name = &definition.name;
        let is_short = self.names.definitions.get(&id).is_some_and(|path| path.segments.len() == 1);
        Some(match &definition.namespace {
            // A derive macro of that name is in scope too.
            _ if is_short && DERIVES.contains(&name.as_str()) => format!("[`{name}`](type@{name})"),
            _ if is_short => format!("[`{name}`]"),
            Some(namespace) => format!("[`{name}`](crate::{namespace}::{name})"),
            None => format!("[`{name}`](crate::{name})"),
        })
    }

    fn page(&self, path: &str) -> Option<String> {
        let path = path.split('#').next().filter(|path| !path.is_empty()).unwrap_or(path);
        let stem = match path.strip_prefix("#/$defs/") {
            Some(key) => key.rsplit('.').next(),
            None => path.rsplit('/').next().and_then(|file| file.strip_suffix(".md").or(file.strip_suffix(".mdx"))),
        }?;
        let found = self.pages.get(&normal(stem))?;
        let namespace = |id: &&Id| self.api.get(**id).and_then(|definition| definition.namespace.as_ref());
        let best = found
            .iter()
            .find(|id| namespace(id) == self.namespace)
            .or_else(|| found.iter().find(|id| namespace(id).is_none()).filter(|_| found.len() == 1))?;
        self.to(*best)
    }
}
