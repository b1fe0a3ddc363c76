//! Pages of docs made by chance, of every family: objects, enums and unions whose names, types and texts hurt. For whole
//! crates that have to compile, and for the law that no row is lost.

use crate::shapes::{NAMES, TEXTS, VALUES};
use chance::Random;
use std::fmt::Write as _;

/// How an SDK's docs are written: the family's layout and the words of the language.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The name of the language, as `--language` takes it.
    pub language: &'static str,
    layout: Layout,
    /// The types that the language has by itself, as they stand in a cell.
    simple: &'static [&'static str],
    /// A list of `@`, a map to `@`, and what may be null; empty where the language's pages show no such type.
    list: &'static str,
    map: &'static str,
    null: &'static str,
    /// A reference to the model `@`, whose page is `#`.
    model: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// `## Fields` with ticks, `## Values`, `## Supported Types`.
    Ticks,
    /// `## Properties` with notes, `## Enum`.
    Notes,
    /// `## Structure` and `## Fields` with tags.
    Tags,
}

/// One style of each language of the first family, and some of the others.
pub const STYLES: &[Style] = &[
    Style {
        language: "typescript",
        layout: Layout::Ticks,
        simple: &[
            "*string*",
            "*number*",
            "*boolean*",
            "*any*",
            "[Date](https://developer.mozilla.org/Date)",
            "*\"err\"*",
            "*Uint8Array*",
        ],
        list: "@[]",
        map: "Record<string, @>",
        null: "",
        model: "[components.@](../../models/components/#)",
    },
    Style {
        language: "python",
        layout: Layout::Ticks,
        simple: &[
            "*str*",
            "*int*",
            "*float*",
            "*bool*",
            "*Any*",
            "[date](https://docs.python.org/3/library/datetime.html#date-objects)",
            "*bytes*",
        ],
        list: "List[@]",
        map: "Dict[str, @]",
        null: "",
        model: "[components.@](../models/components/#)",
    },
    Style {
        language: "ruby",
        layout: Layout::Ticks,
        simple: &[
            "*::String*",
            "*::Integer*",
            "*::Float*",
            "*T::Boolean*",
            "*::Object*",
            "[Date](https://ruby-doc.org/Date.html)",
        ],
        list: "T::Array<@>",
        map: "T::Hash[Symbol, @]",
        null: "",
        model: "[Models::Components::@](../../models/components/#)",
    },
    Style {
        language: "go",
        layout: Layout::Ticks,
        simple: &[
            "*string*",
            "*int64*",
            "*float64*",
            "*bool*",
            "*any*",
            "[time.Time](https://pkg.go.dev/time#Time)",
            "*[]byte*",
        ],
        list: "[]@",
        map: "map[string]@",
        null: "",
        model: "[components.@](../../models/components/#)",
    },
    Style {
        language: "java",
        layout: Layout::Ticks,
        simple: &[
            "*String*",
            "*long*",
            "*Double*",
            "*boolean*",
            "*Object*",
            "[OffsetDateTime](https://docs.oracle.com/OffsetDateTime.html)",
        ],
        list: "List\\<@>",
        map: "Map\\<String, @>",
        null: "",
        model: "[@](../../models/components/#)",
    },
    Style {
        language: "csharp",
        layout: Layout::Ticks,
        simple: &[
            "*string*",
            "*long*",
            "*double*",
            "*bool*",
            "*object*",
            "[DateTime](https://learn.microsoft.com/system.datetime)",
        ],
        list: "List<@>",
        map: "Dictionary<String, @>",
        null: "",
        model: "[@](../../Models/Components/#)",
    },
    Style {
        language: "php",
        layout: Layout::Ticks,
        simple: &[
            "*string*",
            "*int*",
            "*float*",
            "*bool*",
            "*mixed*",
            "[\\DateTime](https://www.php.net/manual/en/class.datetime.php)",
        ],
        list: "array<@>",
        map: "array<string, @>",
        null: "",
        model: "[Components\\@](../../Models/Components/#)",
    },
    Style {
        language: "python (openapi-generator)",
        layout: Layout::Notes,
        simple: &[
            "**str**",
            "**int**",
            "**float**",
            "**bool**",
            "**object**",
            "**datetime**",
            "**date**",
            "**bytearray**",
        ],
        list: "**List[@]**",
        map: "**Dict[str, @]**",
        null: "",
        model: "[**@**](#)",
    },
    Style {
        language: "typescript (apimatic)",
        layout: Layout::Tags,
        simple: &["`string`", "`number`", "`boolean`", "`unknown`", "`bigint`"],
        list: "`@[]`",
        map: "`Record<string, @>`",
        null: "`@ \\| null`",
        model: "[`@`](../../doc/models/#)",
    },
    Style {
        language: "go (openapi-generator)",
        layout: Layout::Notes,
        simple: &["**string**", "**int64**", "**float64**", "**bool**", "**map[string]interface{}**", "**time.Time**"],
        list: "**[]@**",
        map: "**map[string]@**",
        null: "",
        model: "[**@**](#)",
    },
    Style {
        language: "java (openapi-generator)",
        layout: Layout::Notes,
        simple: &[
            "**String**",
            "**Long**",
            "**Double**",
            "**Boolean**",
            "**Object**",
            "**OffsetDateTime**",
            "**LocalDate**",
        ],
        list: "**List&lt;@&gt;**",
        map: "**Map&lt;String, @&gt;**",
        null: "",
        model: "[**@**](#)",
    },
    Style {
        language: "ruby (openapi-generator)",
        layout: Layout::Notes,
        simple: &["**String**", "**Integer**", "**Float**", "**Boolean**", "**Object**", "**Time**", "**Date**"],
        list: "**Array&lt;@&gt;**",
        map: "**Hash&lt;String, @&gt;**",
        null: "",
        model: "[**@**](#)",
    },
    Style {
        language: "rust (openapi-generator)",
        layout: Layout::Notes,
        simple: &["**String**", "**i64**", "**f64**", "**bool**"],
        list: "**Vec<@>**",
        map: "**std::collections::HashMap<String, @>**",
        null: "Option<@>",
        model: "[**@**](#)",
    },
    Style {
        language: "python (apimatic)",
        layout: Layout::Tags,
        simple: &["`str`", "`int`", "`float`", "`bool`", "`object`", "`datetime`", "`date`"],
        list: "`List[@]`",
        map: "`Dict[str, @]`",
        null: "",
        model: "[`@`](../../doc/models/#)",
    },
    Style {
        language: "go (apimatic)",
        layout: Layout::Tags,
        simple: &["`string`", "`int`", "`float64`", "`bool`", "`interface{}`", "`time.Time`"],
        list: "`[]@`",
        map: "`map[string]@`",
        null: "`*@`",
        model: "[`models.@`](../../doc/models/#)",
    },
];

/// Pages of a style: their paths and texts.
pub type Pages = Vec<(String, String)>;

/// So many pages of a style, made by chance: the same for the same seed.
pub fn pages(style: &Style, seed: u64, count: usize) -> Pages {
    let titles: Vec<String> = (0..count).map(|at| title(at + usize::try_from(seed).unwrap_or_default())).collect();
    let mut made = Made { style, random: Random(seed), titles: &titles, texts: 0, names: 0, types: 0 };
    titles.iter().enumerate().map(|(at, title)| (format!("components/{}", file(title)), made.page(at, title))).collect()
}

/// The title of a page: a name that hurts, with a number that keeps it apart from others.
fn title(at: usize) -> String {
    let name = NAMES.get(at % NAMES.len()).copied().unwrap_or_default();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let plain: String = name.chars().filter(|c| is_word(*c)).collect();
    let starts_well = plain.starts_with(char::is_alphabetic);
    let head = if starts_well { plain } else { format!("Thing{plain}") };
    if at < NAMES.len() && starts_well { head } else { format!("{head}{at}") }
}

fn file(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("u{:x}", u32::from(c)) })
        .collect();
    format!("{name}.md")
}

/// A text in one line of a table: bars and line breaks as the generators write them.
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], "<br/>").replace('\u{0}', "")
}

/// Pages of objects alone, whose rows have names of their own (`rowaa`, `rowab` and so on), for who looks for them.
pub fn rows(style: &Style, seed: u64, count: usize) -> Pages {
    let titles: Vec<String> = (0..count).map(|at| format!("Thing{at}")).collect();
    let mut made = Made { style, random: Random(seed), titles: &titles, texts: 0, names: 0, types: 0 };
    let mut number = 0;
    let mut page = |title: &String| {
        let names: Vec<String> = (0..2 + made.random.below(5)).map(|at| row_name(number + at)).collect();
        number += names.len();
        (format!("components/{}", file(title)), made.table(title, &names))
    };
    titles.iter().map(&mut page).collect()
}

/// A word for a number below 676, the same in every casing but for its first letter.
fn row_name(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
    format!("row{}{}", letter(number / 26), letter(number))
}

struct Made<'m> {
    style: &'m Style,
    random: Random,
    titles: &'m [String],
    texts: usize,
    names: usize,
    types: usize,
}

impl Made<'_> {
    fn text(&mut self) -> String {
        self.texts += 1;
        cell(TEXTS[self.texts % TEXTS.len()])
    }

    /// The name of a field: what a code span can hold.
    fn name(&mut self) -> String {
        loop {
            self.names += 1;
            let name = NAMES[self.names % NAMES.len()];
            if !name.is_empty() && !name.contains(['`', '|', '\\', '\n']) {
                return name.to_owned();
            }
        }
    }

    fn page(&mut self, at: usize, title: &str) -> String {
        match (self.style.layout, at % 5) {
            (Layout::Ticks, 3) => self.values(title),
            (Layout::Ticks, 4) if self.style.language == "typescript" || self.style.language == "python" => {
                self.union(title)
            }
            (Layout::Notes, 3) => self.list_of_notes(title),
            (Layout::Tags, 3) => self.list_of_tags(title),
            (Layout::Tags, 4) => self.cases(title),
            _ => self.object(title),
        }
    }

    fn object(&mut self, title: &str) -> String {
        let mut names = Vec::new();
        for _ in 0..=self.random.below(8) {
            let name = self.name();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.table(title, &names)
    }

    fn table(&mut self, title: &str, names: &[String]) -> String {
        let mut rows = String::new();
        for name in names {
            let (ty, text, is_required) = (self.ty(2), self.text(), self.random.chance(1, 2));
            let _ = match self.style.layout {
                Layout::Ticks => {
                    let tick = if is_required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
                    writeln!(rows, "| `{name}` | {ty} | {tick} | {text} |")
                }
                Layout::Notes => {
                    let note = if is_required { "" } else { "[optional]" };
                    writeln!(rows, "| **{}** | {ty} | {text} | {note} |", name.replace('*', ""))
                }
                Layout::Tags => {
                    let tag = if is_required { "Required" } else { "Optional" };
                    writeln!(rows, "| `{name}` | {ty} | {tag} | {text} |")
                }
            };
        }
        match self.style.layout {
            Layout::Ticks => format!(
                "# {title}\n\nA thing.\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n{rows}"
            ),
            Layout::Notes => format!(
                "# {title}\n\nA thing.\n\n## Properties\n\n| Name | Type | Description | Notes |\n|------------ | ------------- | ------------- | -------------|\n{rows}\n"
            ),
            Layout::Tags => format!(
                "\n# {title}\n\nA thing.\n\n## Structure\n\n`{title}`\n\n## Fields\n\n| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |\n{rows}\n"
            ),
        }
    }

    /// Values that a cell can hold, each with a number of its own.
    fn listed(&mut self) -> Vec<(usize, &'static str)> {
        let (start, count) = (self.random.below(VALUES.len()), 1 + self.random.below(7));
        (start..start + count)
            .map(|at| (at, VALUES[at % VALUES.len()]))
            .filter(|(_, value)| {
                !value.is_empty() && value.trim() == *value && !value.contains(['`', '|', '\\', '\n', '"'])
            })
            .collect()
    }

    fn values(&mut self, title: &str) -> String {
        let listed = self.listed();
        if self.style.language == "typescript" && !listed.is_empty() {
            let open = if self.random.chance(1, 2) { " | Unrecognized<string>" } else { "" };
            let values: Vec<String> = listed.iter().map(|(_, value)| format!("\"{value}\"")).collect();
            return format!("# {title}\n\n\n## Values\n\n```typescript\n{}{open}\n```\n", values.join(" | "));
        }
        let mut page = format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| - | - |\n| `FIRST` | first |\n");
        for (at, value) in listed {
            let _ = writeln!(page, "| `V{at}` | {value} |");
        }
        page
    }

    fn list_of_notes(&mut self, title: &str) -> String {
        let mut page = format!("# {title}\n\n## Enum\n\n* `FIRST` (value: `\"first\"`)\n");
        for (at, value) in self.listed() {
            let _ = write!(page, "\n* `V{at}` (value: `\"{value}\"`)\n");
        }
        page
    }

    fn list_of_tags(&mut self, title: &str) -> String {
        let mut page =
            format!("\n# {title}\n\n## Enumeration\n\n`{title}`\n\n## Fields\n\n| Name |\n|  --- |\n| `FIRST` |\n");
        for (at, _) in self.listed() {
            let _ = writeln!(page, "| `V{at}` |");
        }
        page
    }

    fn union(&mut self, title: &str) -> String {
        let code = self.style.language;
        let types: &[&str] = if code == "python" {
            &["str", "int", "List[str]", "Dict[str, Any]", "bool", "float", "date", "datetime", "bytes"]
        } else {
            &["string", "number", "string[]", "Date", "boolean", "{ [k: string]: any }", "Uint8Array"]
        };
        let mut page = format!("# {title}\n\n\n## Supported Types\n\n");
        for _ in 0..2 + self.random.below(3) {
            let ty = if self.random.chance(1, 2) {
                self.random.choice(self.titles).map(|title| format!("components.{title}")).unwrap_or_default()
            } else {
                self.random.pick(types).to_owned()
            };
            let value = if code == "python" {
                format!("value: {ty} = /* values here */")
            } else {
                format!("const value: {ty} = {{}};")
            };
            let _ = write!(page, "### `{ty}`\n\n```{code}\n{value}\n```\n\n");
        }
        page
    }

    fn cases(&mut self, title: &str) -> String {
        let mut page =
            format!("\n# {title}\n\n## Class Name\n\n`{title}`\n\n## Cases\n\n| Type |\n|  --- |\n| `string` |\n");
        for _ in 0..1 + self.random.below(3) {
            let ty = self.model();
            let _ = writeln!(page, "| {ty} |");
        }
        page
    }

    fn model(&mut self) -> String {
        let title = self.random.choice(self.titles).cloned().unwrap_or_default();
        self.style.model.replace('@', &title).replace('#', &file(&title))
    }

    fn ty(&mut self, depth: usize) -> String {
        self.types += 1;
        let around = |form: &str, inner: String| {
            // Of one code span or one piece of bold text there is one mark at each end.
            let mark = ["**", "`"].into_iter().find(|mark| form.starts_with(mark));
            let inner = mark.map_or(inner.as_str(), |mark| inner.trim_start_matches(mark).trim_end_matches(mark));
            form.replace('@', inner)
        };
        match self.random.below(if depth == 0 { 3 } else { 6 }) {
            0 | 1 => self.style.simple[self.types % self.style.simple.len()].to_owned(),
            2 => self.model(),
            _ if self.style.layout != Layout::Ticks => {
                // What is written as one piece has no link inside.
                let inner = self.random.pick(self.style.simple).to_owned();
                let form = self.random.pick(&[self.style.list, self.style.map, self.style.null]);
                if form.is_empty() { inner } else { around(form, inner) }
            }
            3 | 4 => around(self.style.list, self.ty(depth - 1)),
            _ => around(self.style.map, self.ty(depth - 1)),
        }
    }
}
