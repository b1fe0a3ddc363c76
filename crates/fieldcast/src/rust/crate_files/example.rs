//! The examples on a crate's front page: how a value is read and written, matched and built, in the words of the crate's
//! own models. They are compiled and run as tests of the documentation.

use crate::rust::arrange::groups::FULL;
use crate::rust::definition::{Api, Definition, Id, Kind, Presence, Sample, Type};
use crate::rust::docs::payload;
use crate::rust::items::passes::paths::is_usual;

/// How many members an example gives to what it builds.
const MOST: usize = 8;

/// A piece of code in the documentation.
pub struct Example {
    /// What it shows, as a title.
    pub title: &'static str,
    lines: Vec<String>,
}

impl Example {
    /// As a block of rustdoc, which `cargo test` runs; `grouped` where the models are behind features of their own.
    pub fn tested(&self, grouped: bool) -> String {
        let code = self.lines.join("\n");
        if !grouped {
            return format!("```rust\n{code}\n# Ok::<(), Box<dyn std::error::Error>>(())\n```\n");
        }
        format!(
            "```rust\n# #[cfg(feature = \"{FULL}\")]\n# fn example() -> Result<(), Box<dyn std::error::Error>> {{\n{code}\n\
             # Ok(())\n# }}\n# #[cfg(feature = \"{FULL}\")]\n# example()?;\n\
             # Ok::<(), Box<dyn std::error::Error>>(())\n```\n"
        )
    }

    /// As a block of code that compiles as it stands: a program of its own where it may fail.
    pub fn shown(&self) -> String {
        let may_fail = self.lines.iter().any(|line| line.contains(")?"));
        let body = self.lines.iter().position(String::is_empty).filter(|_| may_fail);
        let Some((imports, body)) = body.and_then(|at| self.lines.split_at_checked(at + 1)) else {
            return format!("```rust\n{}\n```\n", self.lines.join("\n"));
        };
        let lines = body.iter().flat_map(|line| line.split('\n'));
        let body: String = lines.map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
        format!(
            "```rust\n{}\nfn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}    Ok(())\n}}\n```\n",
            imports.join("\n")
        )
    }
}

/// The examples of an API; `order` are the models, those first that it is about.
pub fn of(api: &Api, crate_name: &str, order: &[Id]) -> Vec<Example> {
    let root = crate_name.replace('-', "_");
    let read = order.iter().find_map(|id| reading(api, &root, *id));
    let matched = order.iter().find_map(|id| matching(api, &root, *id));
    let built = order.iter().find_map(|id| building(api, &root, *id));
    read.into_iter().chain(matched).chain(built).collect()
}

/// How a type is named after an import, and the import.
fn named(root: &str, definition: &Definition) -> (String, Option<String>) {
    let path = match &definition.namespace {
        Some(namespace) => format!("{namespace}::{}", definition.name),
        None => definition.name.clone(),
    };
    if is_usual(&definition.name) || matches!(definition.name.as_str(), "Some" | "None" | "Ok" | "Err") {
        (format!("{root}::{path}"), None)
    } else {
        (definition.name.clone(), Some(path))
    }
}

/// `use root::{A, b};`, each path once.
fn import(root: &str, mut paths: Vec<String>) -> Option<String> {
    paths.sort();
    paths.dedup();
    match paths.as_slice() {
        [] => None,
        [one] => Some(format!("use {root}::{one};")),
        several => Some(format!("use {root}::{{{}}};", several.join(", "))),
    }
}

fn reading(api: &Api, root: &str, id: Id) -> Option<Example> {
    let definition = api.get(id)?;
    let json = payload::of(api, id)?;
    let (name, path) = named(root, definition);
    // No text of the payload ends the literal.
    let mut signs = "#".to_owned();
    while json.contains(&format!("\"{signs}")) {
        signs.push('#');
    }
    let mut lines: Vec<String> =
        import(root, path.into_iter().chain(["from_str".to_owned()]).collect()).into_iter().collect();
    lines.push(String::new());
    lines.push(format!("let json = r{signs}\"{json}\"{signs};"));
    lines.push("// An error says where in the JSON something does not fit.".to_owned());
    lines.push(format!("let value: {name} = from_str(json)?;"));
    lines.push("let written = serde_json::to_string(&value)?;".to_owned());
    lines.push(format!("assert_eq!(value, from_str::<{name}>(&written)?);"));
    Some(Example { title: "Reading and writing", lines })
}

fn matching(api: &Api, root: &str, id: Id) -> Option<Example> {
    let definition = api.get(id)?;
    let Kind::Enum(list) = &definition.kind else { return None };
    let (variant, value) = list.values.first().filter(|_| list.open && list.values.len() > 1)?;
    let text = value.as_str().filter(|text| text.chars().all(|c| c.is_ascii_graphic()))?;
    let (name, path) = named(root, definition);
    let mut lines: Vec<String> = import(root, path.into_iter().collect()).into_iter().collect();
    lines.push(String::new());
    lines.extend([
        format!("let value = {name}::from({text:?});"),
        "match &value {".to_owned(),
        format!("    {name}::{variant} => println!(\"as documented\"),"),
        format!("    {name}::Unknown(text) => println!(\"{{text}} is newer than this crate\"),"),
        "    other => println!(\"{other}\"),".to_owned(),
        "}".to_owned(),
        format!("assert_eq!(value.as_str(), {text:?});"),
    ]);
    Some(Example { title: "Matching", lines })
}

fn building(api: &Api, root: &str, id: Id) -> Option<Example> {
    let definition = api.get(id)?;
    let Kind::Struct(object) = &definition.kind else { return None };
    let arguments = api.arguments(object);
    let mut paths = Vec::new();
    let mut given = Vec::new();
    let needed = |field: &&crate::rust::definition::Field| field.presence.is_required() && !api.has_one_value(field);
    for field in object.fields.iter().filter(needed) {
        if field.presence != Presence::Required {
            return None;
        }
        let value = match (&field.ty, &field.sample) {
            (Type::String, Sample::Value(value)) => format!("{:?}", value.as_str()?),
            (Type::String, Sample::Any) => "\"text\"".to_owned(),
            (Type::Integer, Sample::Value(value)) => value.as_i64()?.to_string(),
            (Type::Integer, Sample::Any) => "1".to_owned(),
            (Type::Boolean, _) => "true".to_owned(),
            (Type::Ref(id), _) => {
                let inner = api.get(*id)?;
                let Kind::Enum(list) = &inner.kind else { return None };
                let (name, path) = named(root, inner);
                paths.extend(path);
                format!("{name}::{}", list.values.first().map(|(name, _)| name)?)
            }
            _ => return None,
        };
        given.push((field, value));
    }
    if given.is_empty() || given.len() > MOST {
        return None;
    }
    let (name, path) = named(root, definition);
    paths.extend(path);
    let mut lines: Vec<String> = import(root, paths).into_iter().collect();
    lines.push(String::new());
    if arguments.is_some() {
        let values: Vec<&str> = given.iter().map(|(_, value)| value.as_str()).collect();
        lines.push(format!("let value = {name}::new({});", values.join(", ")));
    } else {
        lines.push(format!("let value = {name}::builder()"));
        for (field, value) in &given {
            let method = if field.name == "build" {
                "with_build".to_owned()
            } else {
                crate::rust::names::ident(&field.name).to_string()
            };
            lines.push(format!("    .{method}({value})"));
        }
        lines.push("    .build()?;".to_owned());
    }
    lines.push("println!(\"{value:#?}\");".to_owned());
    Some(Example { title: "Building", lines })
}
