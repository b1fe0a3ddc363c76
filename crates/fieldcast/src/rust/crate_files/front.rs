//! The words of a crate's front page, in rustdoc and in its `README.md`: what it is, where to start, how values are read,
//! built and written, and what its features are.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::example::{self, Example};
use super::features::Features;
use super::scalar::Needs;
use crate::rust::arrange::gates::{Gates, OPERATIONS};
use crate::rust::arrange::groups::FULL;
use crate::rust::arrange::layout;
use crate::rust::definition::{Api, Definition, Id, Kind};
use crate::rust::docs::markdown;
use crate::rust::docs::words::capital;
use crate::rust::names;
use crate::rust::options::{MSRV, Options};

/// The definitions from which on a front page names some to start with.
const MANY: usize = 10;

/// How many it names.
const SHOWN: usize = 8;

/// The longest line that tells of one, in characters.
const LINE: usize = 100;

/// What the API is called: its title, or else by the crate's name.
fn title(api: &Api, options: &Options) -> String {
    if let Some(title) = api.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    let words = options.crate_name.split(['-', '_']).filter(|word| !matches!(*word, "" | "models" | "api"));
    let words: Vec<String> = words.map(capital).collect();
    if words.is_empty() { "the API".to_owned() } else { format!("the {} API", words.join(" ")) }
}

/// What the crate is, in one line.
pub fn description(api: &Api, options: &Options) -> String {
    let text = options.description.clone().unwrap_or_else(|| format!("Models of {}, for serde", title(api, options)));
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
    let grouped = features.groups.any();
    let tested = |example: &Example| format!("# {}\n\n{}\n", example.title, example.tested(grouped));
    let examples: String = examples(api, options, features.gates).iter().map(tested).collect();
    format!(
        "{}.\n\n{about}A member that the API may leave out is an `Option`, and is left out again when written. What this \
         version\nof the crate does not know is no error: an unknown value of an enum is kept, an unknown member is \
         {unknown}.\n\n{}{}{examples}{}# Features\n\n{}",
        markdown::clean(description(api, options).trim_end_matches('.'), &markdown::NoLinks),
        from(api, options),
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
    let lines: String = main(api, gates).iter().take(SHOWN).map(|(_, definition)| line(definition)).collect();
    if lines.is_empty() { lines } else { format!("# Where to start\n\n{lines}\n") }
}

/// The models in the order in which they are what the API is about: those that are named by their resource alone
/// (`Session`, of `SessionStatus` and `CreateSessionRequest`), those of most models first, and then the largest.
fn main<'a>(api: &'a Api, gates: &Gates) -> Vec<(Id, &'a Definition)> {
    // Most definitions are written inside of a model, whose name is taken apart once.
    let mut of_models: HashMap<&str, usize> = HashMap::new();
    api.definitions.iter().for_each(|definition| *of_models.entry(&definition.model).or_default() += 1);
    let mut about: HashMap<String, usize> = HashMap::new();
    for (model, count) in of_models {
        *about.entry(layout::resource(model)).or_default() += count;
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
    all
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

/// Where the models come from, in a paragraph.
fn from(api: &Api, options: &Options) -> String {
    let mut out = count(api) + ".";
    if !options.schema_path.is_empty() {
        out.push_str(&format!(" Their schema: {}.", markdown::code_span(&options.schema_path)));
    }
    for origin in &options.origins {
        let origin = origin.split_whitespace().collect::<Vec<_>>().join(" ");
        let origin = markdown::clean(origin.trim_end_matches('.'), &markdown::NoLinks);
        out.push_str(&format!("\nMade from {origin}."));
    }
    out + "\n\n"
}

/// How many types there are: `120 types: 80 objects, 30 enums and 10 unions`.
fn count(api: &Api) -> String {
    let counted = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let of = |is_one: fn(&Kind) -> bool| api.definitions.iter().filter(|definition| is_one(&definition.kind)).count();
    let mut parts: Vec<String> = [
        counted(of(|kind| matches!(kind, Kind::Struct(_))), "object", "objects"),
        counted(of(|kind| matches!(kind, Kind::Enum(_))), "enum", "enums"),
        counted(of(|kind| matches!(kind, Kind::Union(_))), "union", "unions"),
        counted(of(|kind| matches!(kind, Kind::Newtype(_))), "other", "others"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let of_operations = |definition: &&Definition| definition.namespace.as_deref() == Some(OPERATIONS);
    let operations = api.definitions.iter().filter(of_operations).count();
    let operations = counted(operations, "of them is of an operation", "of them are of single operations");
    let operations = operations.map(|text| format!("; {text}")).unwrap_or_default();
    let all = counted(api.definitions.len(), "type", "types").unwrap_or_else(|| "No types".to_owned());
    let last = parts.pop().unwrap_or_default();
    let parts = if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) };
    format!("{all}: {parts}{operations}")
}

/// The examples, of what the API is about first.
fn examples(api: &Api, options: &Options, gates: &Gates) -> Vec<Example> {
    let rank = |(id, definition): &(Id, &Definition)| (definition.namespace.is_some(), Reverse(size(definition)), *id);
    let mut rest: Vec<(Id, &Definition)> = api.iter().filter(|(id, _)| !gates.has(*id)).collect();
    rest.sort_by_key(rank);
    let leading = if api.definitions.len() < MANY { Vec::new() } else { main(api, gates) };
    let order: Vec<Id> = leading.into_iter().map(|(id, _)| id).chain(rest.into_iter().map(|(id, _)| id)).collect();
    example::of(api, &options.crate_name, &order)
}

/// What a new version of the crate may change.
fn versions(options: &Options) -> String {
    let minimum = if options.workspace {
        String::new()
    } else {
        format!("\nIt needs Rust {MSRV} or newer; what a feature brings may need more.")
    };
    format!(
        "This crate follows [Semantic Versioning](https://semver.org); `CHANGELOG.md`, where there is one, says what each \
         version\nchanged. What breaks code is a new major version (before 1.0 a minor one): a model or member that is gone \
         or has another\nname or type, a member that need not be there any more, or has to. New models, new optional members \
         and new values or\ntypes of what is open are a minor version, and so is a newer minimum Rust.{minimum}\n"
    )
}

/// The `README.md`.
pub fn readme(api: &Api, options: &Options, needs: Needs, features: Features<'_>) -> String {
    let description = description(api, options);
    let shown = |example: &Example| format!("### {}\n\n{}\n", example.title, example.shown());
    let examples: String = examples(api, options, features.gates).iter().map(shown).collect();
    let examples = if examples.is_empty() { examples } else { format!("## Examples\n\n{examples}") };
    format!(
        "<!-- @generated by `{command}`; do not edit. -->\n\n# {}\n\n{}.\n\n{}Generated by `{command}`; every change belongs \
         in its input.\n\n{examples}## Features\n\n{}\n## Versions\n\n{}",
        options.crate_name,
        description.trim_end_matches('.'),
        from(api, options),
        feature_list(needs, features),
        versions(options),
        command = options.regenerate_command,
    )
}
