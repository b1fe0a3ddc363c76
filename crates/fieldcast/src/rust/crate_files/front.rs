//! The words of a crate's front page, in rustdoc and in its `README.md`: what it is, where to start, how values are read,
//! built and written, and what its features are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::features::Features;
use super::scalar::Needs;
use crate::rust::arrange::gates::Gates;
use crate::rust::arrange::groups::FULL;
use crate::rust::arrange::layout;
use crate::rust::definition::{Api, Definition, Id, Kind};
use crate::rust::docs::markdown;
use crate::rust::names;
use crate::rust::options::Options;

/// The definitions from which on a front page names some to start with.
const MANY: usize = 10;

/// How many it names.
const SHOWN: usize = 8;

/// The longest line that tells of one, in characters.
const LINE: usize = 100;

fn title(api: &Api) -> &str {
    api.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).unwrap_or("the API")
}

/// What the crate is, in one line.
pub fn description(api: &Api, options: &Options) -> String {
    let text = options.description.clone().unwrap_or_else(|| format!("Models of {}, for serde", title(api)));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What each feature is for, as a list.
fn feature_list(needs: Needs, features: Features<'_>) -> String {
    let Features { gates, groups } = features;
    let mut out = String::new();
    if needs.times() {
        out.push_str("- `chrono`, `jiff`, `time`: dates and times, which keep their text, convert to the types of those crates.\n");
    }
    if groups.any() {
        out.push_str(&format!(
            "- `{FULL}` (on unless turned off): every model. With `default-features = false` name the modules that you \
             use, such as\n  `{}`: each module has a feature of its name, which turns on what its models refer to.\n",
            groups.iter().next().map_or(FULL, |(feature, _)| feature)
        ));
    }
    if gates.any() {
        out.push_str("- `operations` (on unless turned off): the requests and responses of single operations.\n");
    }
    out.push_str("- `schemars`: `JsonSchema` for every model.\n");
    out
}

/// The documentation of the crate's root, in Markdown.
pub fn root_docs(api: &Api, options: &Options, needs: Needs, features: Features<'_>) -> String {
    let about = api.description.as_deref().map(|text| markdown::clean(text, &markdown::NoLinks)).unwrap_or_default();
    let about = if about.is_empty() { String::new() } else { format!("{about}\n\n") };
    let unknown = if options.keep_unknown { "kept, too" } else { "skipped" };
    let example = example(api, options, features.gates)
        .map(|code| {
            format!(
                "# Example

{code}
"
            )
        })
        .unwrap_or_default();
    format!(
        "{}.\n\n{about}A member that the API may leave out is an `Option`, and is left out again when written. What this \
         version\nof the crate does not know is no error: an unknown value of an enum is kept, an unknown member is \
         {unknown}.\n\n{}{example}{}# Features\n\n{}",
        markdown::clean(description(api, options).trim_end_matches('.'), &markdown::NoLinks),
        start(api, features.gates),
        building(api, features.gates),
        feature_list(needs, features)
    )
}

/// What the API is about, each with a link and the first sentence of what it is; empty for a small crate.
fn start(api: &Api, gates: &Gates) -> String {
    if api.definitions.len() < MANY {
        return String::new();
    }
    let lines: String = main(api, gates).iter().take(SHOWN).map(|definition| line(definition)).collect();
    if lines.is_empty() { lines } else { format!("# Where to start\n\n{lines}\n") }
}

/// The models in the order in which they are what the API is about: those that are named by their resource alone
/// (`Session`, of `SessionStatus` and `CreateSessionRequest`), those of most models first, and then the largest.
fn main<'a>(api: &'a Api, gates: &Gates) -> Vec<&'a Definition> {
    let mut about: BTreeMap<String, usize> = BTreeMap::new();
    for definition in &api.definitions {
        *about.entry(layout::resource(&definition.model)).or_default() += 1;
    }
    let mut all: Vec<(Id, &Definition)> = api
        .iter()
        .filter(|(id, definition)| {
            // What is written inside of another model is found there.
            !gates.has(*id) && definition.documented == definition.model && size(definition) > 1
        })
        .collect();
    all.sort_by_cached_key(|(id, definition)| {
        let resource = layout::resource(&definition.model);
        let is_resource = names::snake(&definition.model) == resource;
        let models = about.get(&resource).copied().filter(|_| is_resource);
        (definition.namespace.is_some(), Reverse(models), Reverse(size(definition)), *id)
    });
    all.into_iter().map(|(_, definition)| definition).collect()
}

/// How many members an object has.
fn size(definition: &Definition) -> usize {
    match &definition.kind {
        Kind::Struct(object) => object.fields.len(),
        _ => 0,
    }
}

/// The name of a type with its namespace, from the crate's root.
fn path(definition: &Definition) -> String {
    let namespace: String = definition.namespace.iter().map(|namespace| format!("{namespace}::")).collect();
    namespace + &definition.name
}

/// A model in one line of a list.
fn line(definition: &Definition) -> String {
    let link = format!("- [`{0}`](struct@{0})", path(definition));
    let docs = definition.docs.as_deref().map(|text| markdown::clean(text, &markdown::NoLinks)).unwrap_or_default();
    let first = docs.lines().next().unwrap_or_default();
    let sentence = first.split_once(". ").map_or(first, |(sentence, _)| sentence).trim_end_matches('.');
    // Text that is cut might be markup that is cut.
    let is_plain = sentence.contains(' ') && !sentence.contains(['`', '[', '<', '*', '_', '#', '|', '\\', '&', '>']);
    if is_plain && sentence.chars().count() <= LINE { format!("{link}: {sentence}\n") } else { format!("{link}\n") }
}

/// How values are built and matched, in the words of the crate's own models.
fn building(api: &Api, gates: &Gates) -> String {
    let first = |is_fit: &dyn Fn(&Definition) -> bool| {
        let all = api.iter().filter(|(id, definition)| !gates.has(*id) && is_fit(definition));
        all.map(|(_, definition)| definition).min_by_key(|definition| definition.namespace.is_some())
    };
    let named = |definition: &Definition, what: &str, kind: &str| {
        format!("[`{}{what}`]({kind}@{})", definition.name, path(definition))
    };
    let of = |definition: &Definition| match &definition.kind {
        Kind::Struct(object) => Some(api.arguments(object).map(|arguments| arguments.len())),
        _ => None,
    };
    let mut out = Vec::new();
    if let Some(definition) = first(&|definition| of(definition) == Some(None)) {
        let named = named(definition, "::builder()", "struct");
        out.push(format!("- {named} names each member that is given, and\n  `build` says which one is missing."));
    }
    if let Some(definition) = first(&|definition| of(definition).flatten().is_some_and(|count| count > 0)) {
        let named = named(definition, "::new(…)", "struct");
        out.push(format!("- {named} takes what has to be there, where\n  that is little and of different types."));
    }
    if let Some(definition) = first(&|definition| matches!(&definition.kind, Kind::Enum(list) if list.open)) {
        let named = named(definition, "", "enum");
        out.push(format!(
            "- {named}, like each enum that may have other values, has a variant for what this\n  version does not know: \
             match it as the last."
        ));
    }
    if let Some(definition) = first(&|definition| matches!(definition.kind, Kind::Union(_))) {
        let named = named(definition, "", "enum");
        out.push(format!(
            "- {named} is one of several types: each becomes it by `into`, and is taken out by `try_into`."
        ));
    }
    if out.is_empty() { String::new() } else { format!("# Values\n\n{}\n\n", out.join("\n")) }
}

/// How a model is read and written, as a block of code: the first of those that the API is about, of a small one the
/// largest. `None` where no model is an object.
fn example(api: &Api, options: &Options, gates: &Gates) -> Option<String> {
    let rank = |(id, definition): &(Id, &Definition)| {
        (!gates.has(*id), definition.namespace.is_none(), size(definition), Reverse(*id))
    };
    let is_object = |(_, definition): &(Id, &Definition)| matches!(definition.kind, Kind::Struct(_));
    let leading = if api.definitions.len() < MANY { None } else { main(api, gates).into_iter().next() };
    let largest = || api.iter().filter(is_object).max_by_key(rank).map(|(_, definition)| definition);
    let definition = leading.or_else(largest)?;
    let path = format!("{}::{}", options.crate_name.replace('-', "_"), path(definition));
    Some(format!(
        "```rust\n\
         fn read_and_write(json: &str) -> Result<String, serde_json::Error> {{\n    \
             let value: {path} = serde_json::from_str(json)?;\n    \
             println!(\"{{value:#?}}\");\n    \
             serde_json::to_string(&value)\n\
         }}\n\
         ```\n"
    ))
}

/// The `README.md`.
pub fn readme(api: &Api, options: &Options, needs: Needs, features: Features<'_>) -> String {
    let description = description(api, options);
    let example =
        example(api, options, features.gates).map(|code| format!("## Example\n\n{code}\n")).unwrap_or_default();
    format!(
        "<!-- @generated by `{}`; do not edit. -->\n\n# {}\n\n{}.\n\nGenerated by `{}`; every change belongs in its \
         input.\n\n{example}## Features\n\n{}",
        options.regenerate_command,
        options.crate_name,
        description.trim_end_matches('.'),
        options.regenerate_command,
        feature_list(needs, features)
    )
}
