//! The Markdown of one page, in the form that TypeScript SDKs of Speakeasy have.

use super::model::{Body, Model, Ty};
use super::words::name;
use super::{Kind, folder};
use std::fmt::Write as _;

/// The page of the model with a number.
pub fn page(text: &mut String, number: usize) {
    let model = Model::of(number);
    let _ = writeln!(text, "# {}\n", name(number));
    if let Some(description) = &model.description {
        let _ = writeln!(text, "{description}\n");
    }
    match &model.body {
        Body::Object { .. } => object(text, number, &model.body),
        Body::Enum { values, open } => enumeration(text, number, values, *open),
        Body::Union { members, text: free } => union(text, members, *free),
    }
}

/// A link to a model's page.
fn link(to: usize) -> String {
    let (name, folder) = (name(to), folder(Kind::of(to)));
    format!("[{folder}.{name}](../../models/{folder}/{}.md)", name.to_lowercase())
}

/// What a Type cell says, and a value of it in an example.
fn cell(ty: &Ty) -> (String, String) {
    let plain = |ty: &str, value: String| (format!("*{ty}*"), value);
    match ty {
        Ty::Time { month, day } => {
            let date = "[Date](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date)";
            (date.to_owned(), format!("new Date(\"2031-{month:02}-{day:02}T08:15:30.000Z\")"))
        }
        Ty::Boolean(value) => plain("boolean", value.to_string()),
        Ty::Texts => plain("string[]", "[\"<value 1>\", \"<value 2>\"]".to_owned()),
        Ty::Map => ("Record<string, *any*>".to_owned(), "{ \"key\": \"<value>\" }".to_owned()),
        Ty::Model(to) => (link(*to), "{}".to_owned()),
        Ty::Models(to) => (format!("{}[]", link(*to)), "[]".to_owned()),
        Ty::Whole(value) => plain("number", value.to_string()),
        Ty::Fraction(value) => plain("number", value.clone()),
        Ty::Text(value) => plain("string", format!("\"{value}\"")),
    }
}

fn object(text: &mut String, number: usize, body: &Body) {
    let Body::Object { members, examples } = body else { return };
    let (name, folder) = (name(number), folder(Kind::of(number)));
    let mut usage = String::new();
    let mut rows = vec![["Field", "Type", "Required", "Description", "Example"].map(str::to_owned)];
    for member in members {
        let (ty, value) = cell(&member.ty);
        let field = member.name;
        let _ = writeln!(usage, "  {field}: {value},");
        let tick = if member.required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
        let mark = if member.deprecated { "~~" } else { "" };
        let mut description = member.description.clone().unwrap_or_else(|| "N/A".to_owned());
        if member.deprecated {
            description = format!(": warning: ** DEPRECATED **: Use another field.<br/><br/>{description}");
        }
        let example = if member.example { value.trim_matches('"') } else { "" };
        rows.push([format!("{mark}`{field}`{mark}"), ty, tick.to_owned(), description, example.to_owned()]);
    }
    let _ = writeln!(
        text,
        "## Example Usage\n\n```typescript\nimport {{ {name} }} from \"@example/harbour/models/{folder}\";\n\nlet value: {name} = {{\n{usage}}};\n```\n\n## Fields\n"
    );
    table(text, &rows, if *examples { 5 } else { 4 });
}

/// The first columns of the rows as a table, padded as the pages have them.
pub fn table(text: &mut String, rows: &[[String; 5]], columns: usize) {
    let mut widths = [3; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
        }
    }
    for (at, row) in rows.iter().enumerate() {
        text.push('|');
        for (cell, width) in row.iter().zip(widths).take(columns) {
            let _ = write!(text, " {cell:width$} |");
        }
        text.push('\n');
        if at == 0 {
            text.push('|');
            for width in widths.iter().take(columns) {
                let _ = write!(text, " {:-<width$} |", "");
            }
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
}

fn enumeration(text: &mut String, number: usize, values: &[&str], open: bool) {
    let name = name(number);
    let values: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
    let value = values.first().map_or("\"\"", String::as_str);
    let remark = if open { "\n\n// Open enum: unrecognized values are captured as Unrecognized<string>" } else { "" };
    let rest = if open { " | Unrecognized<string>" } else { "" };
    let _ = write!(
        text,
        "## Example Usage\n\n```typescript\nimport {{ {name} }} from \"@example/harbour/models/components\";\n\nlet value: {name} = {value};{remark}\n```\n\n## Values\n\n```typescript\n{}{rest}\n```",
        values.join(" | ")
    );
}

fn union(text: &mut String, members: &[(usize, usize)], free: bool) {
    text.push_str("\n## Supported Types\n\n");
    for (member, value) in members {
        let name = name(*member);
        let _ = writeln!(
            text,
            "### `components.{name}`\n\n```typescript\nconst value: components.{name} = {{\n  id: \"<id>\",\n  reference: \"{value}\",\n}};\n```\n"
        );
    }
    if free {
        text.push_str("### `string`\n\n```typescript\nconst value: string = \"<value>\";\n```\n\n");
    }
}
