//! The same models in the form of other generators: OpenAPI Generator's Python and APIMatic's TypeScript.

use super::model::{Body, Member, Model, Ty};
use super::words::name;
use super::{Kind, Page};
use std::fmt::Write as _;

/// The page of the model with a number as OpenAPI Generator writes it for Python, a union with the rows of its members.
pub fn openapi(number: usize) -> Page {
    let (name, model) = (name(number), Model::of(number));
    let mut text = format!("# {name}\n\n");
    if let Some(description) = &model.description {
        let _ = writeln!(text, "{description}\n");
    }
    match &model.body {
        Body::Enum { values, .. } => {
            text.push_str("## Enum\n\n");
            for value in values {
                let _ = writeln!(text, "* `{}` (value: `'{value}'`)\n", value.to_uppercase());
            }
        }
        Body::Object { .. } | Body::Union { .. } => {
            text.push_str("## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n");
            for member in model.members() {
                let (ty, words) = (python(&member.ty), said(&member).replace("<br/>", " "));
                let note = if member.required { "" } else { "[optional] " };
                let _ = writeln!(text, "**{}** | {ty} | {words} | {note}", snake(member.name, '_'));
            }
            let stem = snake(&name, '_');
            let _ = writeln!(
                text,
                "\n## Example\n\n```python\nfrom harbour.models.{stem} import {name}\n\njson = \"{{}}\"\n# an instance from a text in JSON\n{stem}_instance = {name}.from_json(json)\n# the text of the instance\nprint({name}.to_json())\n\n# the instance as a dict\n{stem}_dict = {stem}_instance.to_dict()\n# an instance from a dict\n{stem}_from_dict = {name}.from_dict({stem}_dict)\n```"
            );
        }
    }
    text.push_str("[[Back to Model list]](../README.md#documentation-for-models) [[Back to API list]](../README.md#documentation-for-api-endpoints) [[Back to README]](../README.md)\n");
    Page { path: format!("{name}.md"), text }
}

/// The page of the model with a number as APIMatic writes it for TypeScript, with an example in JSON.
pub fn apimatic(number: usize) -> Page {
    let (name, model) = (name(number), Model::of(number));
    let mut text = format!("\n# {}\n\n", snake(&name, ' '));
    if let Some(description) = &model.description {
        let _ = writeln!(text, "{description}\n");
    }
    match &model.body {
        Body::Enum { values, .. } => {
            let _ = writeln!(text, "## Enumeration\n\n`{name}`\n\n## Fields\n\n| Name |\n|  --- |");
            for value in values {
                let _ = writeln!(text, "| `{}` |", pascal(value));
            }
        }
        Body::Union { members, text: free } => {
            let _ = writeln!(text, "## Class Name\n\n`{name}`\n\n## Cases\n\n| Type |\n|  --- |");
            for (member, _) in members {
                let _ = writeln!(text, "| {} |", link(&super::words::name(*member), *member, "../../../doc/models"));
            }
            if *free {
                text.push_str("| `string` |\n");
            }
        }
        Body::Object { members, .. } => {
            let _ = writeln!(
                text,
                "## Structure\n\n`{name}`\n\n## Fields\n\n| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |"
            );
            for member in members {
                let tag = if member.required { "Required" } else { "Optional" };
                let words = match said(member).replace("<br/>", "<br>") {
                    none if none.is_empty() => "-".to_owned(),
                    words => words,
                };
                let _ = writeln!(text, "| `{}` | {} | {tag} | {words} |", member.name, typescript(member));
            }
            text.push_str("\n## Example (as JSON)\n\n```json\n{\n");
            let shown: Vec<String> = members
                .iter()
                .map(|member| format!("  \"{}\": {}", snake(member.name, '_'), json(&member.ty)))
                .collect();
            let _ = writeln!(text, "{}\n}}\n```\n", shown.join(",\n"));
        }
    }
    let folder = if Kind::of(number) == Kind::Union { "containers/" } else { "" };
    Page { path: format!("{folder}{}.md", snake(&name, '-')), text }
}

/// What is said of a member.
fn said(member: &Member) -> String {
    let words = member.description.clone().unwrap_or_default();
    if member.deprecated { format!("Deprecated: use another field.<br/>{words}") } else { words }
}

/// Words in small letters with a sign between them.
fn snake(name: &str, between: char) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            words.push(between);
        }
        // titles keep their capitals
        if between == ' ' { words.push(letter) } else { words.extend(letter.to_lowercase()) }
    }
    words
}

fn pascal(value: &str) -> String {
    let word =
        |word: &str| word.get(..1).map(str::to_uppercase).unwrap_or_default() + word.get(1..).unwrap_or_default();
    value.split('_').map(word).collect()
}

fn python(ty: &Ty) -> String {
    let plain = |ty: &str| format!("**{ty}**");
    match ty {
        Ty::Time { .. } => plain("datetime"),
        Ty::Boolean(_) => plain("bool"),
        Ty::Texts => plain("List[str]"),
        Ty::Map => plain("Dict[str, object]"),
        Ty::Model(to) => format!("[**{0}**]({0}.md)", name(*to)),
        Ty::Models(to) => format!("[**List[{0}]**]({0}.md)", name(*to)),
        Ty::Whole(_) => plain("int"),
        Ty::Fraction(_) => plain("float"),
        Ty::Text(_) => plain("str"),
    }
}

fn link(text: &str, to: usize, models: &str) -> String {
    let folder = if Kind::of(to) == Kind::Union { "containers/" } else { "" };
    format!("[`{text}`]({models}/{folder}{}.md)", snake(&name(to), '-'))
}

fn typescript(member: &Member) -> String {
    let rest = if member.required { "" } else { " \\| undefined" };
    let plain = |ty: &str| format!("`{ty}{rest}`");
    match &member.ty {
        Ty::Time { .. } | Ty::Text(_) => plain("string"),
        Ty::Boolean(_) => plain("boolean"),
        Ty::Texts => plain("string[]"),
        Ty::Map => plain("Record<string, unknown>"),
        Ty::Model(to) => link(&format!("{}{rest}", name(*to)), *to, "../../doc/models"),
        Ty::Models(to) => link(&format!("{}[]{rest}", name(*to)), *to, "../../doc/models"),
        Ty::Whole(_) | Ty::Fraction(_) => plain("number"),
    }
}

/// A value as the example shows it.
fn json(ty: &Ty) -> String {
    match ty {
        Ty::Time { month, day } => format!("\"2031-{month:02}-{day:02}T08:15:30Z\""),
        Ty::Boolean(value) => value.to_string(),
        Ty::Texts => "[\n    \"value0\",\n    \"value1\"\n  ]".to_owned(),
        Ty::Map => "{\n    \"key1\": \"value\"\n  }".to_owned(),
        Ty::Model(to) | Ty::Models(to) => {
            let value = match Model::of(*to).body {
                Body::Enum { values, .. } => format!("\"{}\"", values.first().copied().unwrap_or_default()),
                Body::Object { .. } | Body::Union { .. } => {
                    "{\n    \"id\": \"id0\",\n    \"label\": \"label2\",\n    \"slot_length\": 120\n  }".to_owned()
                }
            };
            if matches!(ty, Ty::Models(_)) { format!("[\n    {}\n  ]", value.replace('\n', "\n  ")) } else { value }
        }
        Ty::Whole(value) => value.to_string(),
        Ty::Fraction(value) => value.clone(),
        Ty::Text(value) => format!("\"{value}\""),
    }
}
