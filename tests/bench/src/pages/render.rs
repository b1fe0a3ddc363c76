//! The Markdown of one page, in the form that TypeScript SDKs have.

use super::words::{FIELDS, VALUES, name, prose};
use super::{Kind, folder};
use chance::Random;
use std::fmt::Write as _;

/// How far away a model may lie that another refers to.
const NEAR: usize = 90;

fn title(text: &mut String, number: usize, random: &mut Random) {
    let name = name(number);
    let _ = writeln!(text, "# {name}\n");
    if random.chance(60, 100) {
        let sentences = 1 + random.below(2);
        let _ = writeln!(text, "{}\n", prose(random, sentences, " "));
    }
}

/// A page whose number is near another's and whose kind is not that of a request.
fn near(number: usize, random: &mut Random) -> usize {
    let start = number - number % NEAR;
    let mut other = start + random.below(NEAR.min(number - start + 1));
    while Kind::of(other) == Kind::Request && other > 0 {
        other -= 1;
    }
    other
}

/// A link to a model's page.
fn link(to: usize) -> String {
    let (name, folder) = (name(to), folder(Kind::of(to)));
    format!("[{folder}.{name}](../../models/{folder}/{}.md)", name.to_lowercase())
}

/// What a Type cell says, and a value of it in an example.
fn cell(number: usize, field: &str, random: &mut Random) -> (String, String) {
    let plain = |ty: &str, value: String| (format!("*{ty}*"), value);
    match field {
        field if field.ends_with("At") || field.ends_with("On") || field.ends_with("Time") => {
            let (month, day) = (1 + random.below(12), 1 + random.below(28));
            let date = "[Date](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date)";
            (date.to_owned(), format!("new Date(\"2031-{month:02}-{day:02}T08:15:30.000Z\")"))
        }
        "enabled" | "isSealed" | "pilotNeeded" | "withdrawn" => plain("boolean", random.chance(50, 100).to_string()),
        "tags" | "weekdays" | "mooringLines" => plain("string[]", "[\"<value 1>\", \"<value 2>\"]".to_owned()),
        "notes" => ("Record<string, *any*>".to_owned(), "{ \"key\": \"<value>\" }".to_owned()),
        _ => match random.below(100) {
            0..30 => {
                let to = near(number, random);
                let link = link(to);
                if random.chance(25, 100) { (format!("{link}[]"), "[]".to_owned()) } else { (link, "{}".to_owned()) }
            }
            30..48 => plain("number", random.below(100_000).to_string()),
            48..52 => plain("number", format!("{}.{}", random.below(5_000), 1 + random.below(9))),
            _ => plain("string", format!("\"{}\"", random.pick(&VALUES))),
        },
    }
}

pub fn object(text: &mut String, number: usize, random: &mut Random) {
    title(text, number, random);
    let name = name(number);
    let folder = folder(Kind::of(number));
    // most have few fields, some many
    let count = random.below(9) + if random.chance(26, 100) { random.below(29) } else { 1 };
    let first = random.below(FIELDS.len());
    let examples = random.chance(40, 100);
    let mut usage = String::new();
    let mut rows = vec![["Field", "Type", "Required", "Description", "Example"].map(str::to_owned)];
    for field in FIELDS.iter().cycle().skip(first).take(count) {
        let (ty, value) = cell(number, field, random);
        let _ = writeln!(usage, "  {field}: {value},");
        let tick = if random.chance(55, 100) { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
        let struck = random.chance(2, 100);
        let mark = if struck { "~~" } else { "" };
        let mut description = "N/A".to_owned();
        if random.chance(70, 100) {
            let sentences = 1 + random.below(2);
            description = prose(random, sentences, "<br/>");
        }
        if struck {
            description = format!(": warning: ** DEPRECATED **: Use another field.<br/><br/>{description}");
        }
        let example = if random.chance(50, 100) { value.trim_matches('"') } else { "" };
        rows.push([format!("{mark}`{field}`{mark}"), ty, tick.to_owned(), description, example.to_owned()]);
    }
    let _ = writeln!(
        text,
        "## Example Usage\n\n```typescript\nimport {{ {name} }} from \"@example/harbour/models/{folder}\";\n\nlet value: {name} = {{\n{usage}}};\n```\n\n## Fields\n"
    );
    table(text, &rows, if examples { 5 } else { 4 });
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

pub fn enumeration(text: &mut String, number: usize, random: &mut Random) {
    title(text, number, random);
    let name = name(number);
    let open = random.chance(50, 100);
    let count = 2 + random.below(10);
    let first = random.below(VALUES.len());
    let values: Vec<String> =
        VALUES.iter().cycle().skip(first).take(count).map(|value| format!("\"{value}\"")).collect();
    let value = values.first().map_or("\"\"", String::as_str);
    let remark = if open { "\n\n// Open enum: unrecognized values are captured as Unrecognized<string>" } else { "" };
    let rest = if open { " | Unrecognized<string>" } else { "" };
    let _ = write!(
        text,
        "## Example Usage\n\n```typescript\nimport {{ {name} }} from \"@example/harbour/models/components\";\n\nlet value: {name} = {value};{remark}\n```\n\n## Values\n\n```typescript\n{}{rest}\n```",
        values.join(" | ")
    );
}

pub fn union(text: &mut String, number: usize, random: &mut Random) {
    title(text, number, random);
    text.push_str("\n## Supported Types\n\n");
    let count = 2 + random.below(3);
    let mut seen = Vec::new();
    for _ in 0..count {
        let mut other = near(number, random);
        // the members of a union are objects
        while Kind::of(other) != Kind::Object && other > 0 {
            other -= 1;
        }
        if !seen.contains(&other) && other != number {
            seen.push(other);
            let (name, value) = (name(other), random.below(1_000_000));
            let _ = writeln!(
                text,
                "### `components.{name}`\n\n```typescript\nconst value: components.{name} = {{\n  id: \"<id>\",\n  reference: \"{value}\",\n}};\n```\n"
            );
        }
    }
    if random.chance(30, 100) {
        text.push_str("### `string`\n\n```typescript\nconst value: string = \"<value>\";\n```\n\n");
    }
}
