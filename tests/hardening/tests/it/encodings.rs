//! One page in every encoding and shape that an editor, a tool or somebody of ill will may give it: what is read of it, or
//! by which code it is told that it is not.

use fieldcast::diagnostic::Severity;
use fieldcast::model::{self, Kind, Options};
use fieldcast::source;
use std::collections::BTreeSet;
use std::fs;

/// A model of two members, the first of which must be there.
const PAGE: &str = "# Pet\n\nIt lives here.\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n\
    | `first` | *string* | :heavy_check_mark: | One |\n| `second` | *number* | :heavy_minus_sign: | Two |\n";
const FIRST: &str = "| `first` | *string* | :heavy_check_mark: | One |";
const SECOND: &str = "| `second` | *number* | :heavy_minus_sign: | Two |";
const HEAD: &str = "| Field | Type | Required | Description |";
const RULE: &str = "| --- | --- | --- | --- |";

/// What came of the page: the names of the members that were read, each with `!` where it must be there, or `left out`; and
/// the codes of what is said of it, notes in brackets.
fn read(bytes: &[u8]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("docs/models/components");
    fs::create_dir_all(&models).unwrap();
    fs::write(models.join("pet.md"), bytes).unwrap();
    let house = PAGE.replace("Pet", "House").replace("*string*", "[components.Pet](../../models/components/pet.md)");
    fs::write(models.join("house.md"), house).unwrap();
    let (docs, mut diagnostics) = source::find(folder.path());
    assert_eq!((docs.len(), diagnostics.len()), (1, 0));
    let options = Options { language: Some("typescript".to_owned()), ..Options::default() };
    let (api, more) = model::read(&docs[0], &options);
    diagnostics.extend(more);
    let page = api.iter().flat_map(|api| &api.models).find(|model| model.page.ends_with("pet.md"));
    let members = match page.map(|model| &model.kind) {
        None => "left out".to_owned(),
        Some(Kind::Object(object)) => {
            let is_required = |field: &model::Field| field.required;
            let mark = |field: &model::Field| if is_required(field) { "!" } else { "" };
            let names = object.fields.iter().map(|field| format!("{}{}", field.documented, mark(field)));
            names.collect::<Vec<_>>().join(" ")
        }
        Some(_) => "no object".to_owned(),
    };
    let of_page = diagnostics.iter().filter(|d| d.place.as_ref().is_some_and(|place| place.file.ends_with("pet.md")));
    let codes: BTreeSet<String> =
        of_page
            .map(|d| {
                if d.severity == Severity::Note { format!("({})", d.code.as_str()) } else { d.code.as_str().to_owned() }
            })
            .collect();
    (members, codes.into_iter().collect::<Vec<_>>().join(" "))
}

/// A page, changed; what is read of it, and what is told.
struct Variant {
    what: &'static str,
    page: Vec<u8>,
    members: &'static str,
    codes: &'static str,
}

fn variant(what: &'static str, page: impl Into<Vec<u8>>, members: &'static str, codes: &'static str) -> Variant {
    Variant { what, page: page.into(), members, codes }
}

/// The page with one text in the place of another.
fn with(from: &str, to: &str) -> String {
    assert!(PAGE.contains(from), "{from}");
    PAGE.replacen(from, to, 1)
}

const BOTH: &str = "first! second";

fn bytes() -> Vec<Variant> {
    let utf16 = |mark: &[u16]| -> Vec<u8> {
        mark.iter().copied().chain(PAGE.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let within = |bytes: &[u8]| -> Vec<u8> {
        let (before, after) = PAGE.split_once("lives").unwrap();
        [before.as_bytes(), bytes, after.as_bytes()].concat()
    };
    vec![
        variant("as it is", PAGE, BOTH, ""),
        variant("a byte order mark", format!("\u{feff}{PAGE}"), BOTH, ""),
        variant("two byte order marks", format!("\u{feff}\u{feff}{PAGE}"), "left out", "no-title"),
        variant("line ends of Windows", PAGE.replace('\n', "\r\n"), BOTH, ""),
        variant("line ends of old Macs", PAGE.replace('\n', "\r"), BOTH, ""),
        variant("line ends of both", with("Two |\n", "Two |\r\n").replacen("# Pet\n", "# Pet\r\n", 1), BOTH, ""),
        variant("NEL as line end", PAGE.replace('\n', "\u{85}"), BOTH, ""),
        variant("U+2028 as line end", PAGE.replace('\n', "\u{2028}"), BOTH, ""),
        variant("a vertical tab and a form feed", with("# Pet", "# Pet\u{b}\u{c}"), BOTH, ""),
        variant("UTF-16 with a mark", utf16(&[0xfeff]), "left out", "not-utf8"),
        variant("UTF-16 without one", utf16(&[]), "left out", "no-title"),
        variant(
            "UTF-32",
            PAGE.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>(),
            "left out",
            "no-title",
        ),
        variant("Latin-1", within(b"caf\xe9"), "left out", "not-utf8"),
        variant("a byte that is none of UTF-8", within(b"\xff"), "left out", "not-utf8"),
        variant("a longer form than needed", within(b"\xc0\xaf"), "left out", "not-utf8"),
        variant("half of a pair of UTF-16", within(b"\xed\xa0\x80"), "left out", "not-utf8"),
        variant("NUL", within(b"\0"), BOTH, ""),
        variant("no byte at all", "", "left out", "no-title"),
        variant("a byte order mark alone", "\u{feff}", "left out", "no-title"),
        variant("a line end alone", "\n", "left out", "no-title"),
        variant("a title alone", "# Pet\n", "no object", "(unknown-members)"),
        variant("no line end at the end", PAGE.trim_end(), BOTH, ""),
    ]
}

fn spaces() -> Vec<Variant> {
    vec![
        variant("tabs around cells", PAGE.replace(" | ", "\t|\t"), BOTH, ""),
        variant("unbreakable spaces around cells", PAGE.replace("| `", "|\u{a0}`"), "", "bad-name"),
        variant("an unbreakable space in a type", with("*string*", "*str\u{a0}ing*"), BOTH, "bad-type"),
        variant("nothing wide in a type", with("*string*", "*str\u{200b}ing*"), BOTH, "bad-type"),
        variant("nothing wide in a name", with("`first`", "`fi\u{200b}rst`"), "fi\u{200b}rst! second", ""),
        variant(
            "a direction mark in a name",
            with("`first`", "`\u{202e}first`"),
            "\u{202e}first! second",
            "direction-marks",
        ),
        variant(
            "nothing wide in a tick",
            with(":heavy_check_mark:", ":heavy_check\u{200b}_mark:"),
            "first second",
            "unknown-tick",
        ),
        variant("an unbreakable space before the title", with("# Pet", "#\u{a0}Pet"), "left out", "no-title"),
        variant("a tab before the title", with("# Pet", "#\tPet"), "left out", "no-title"),
        variant("no space before the title", with("# Pet", "#Pet"), "left out", "no-title"),
        variant("a title with a line below", with("# Pet", "Pet\n==="), "left out", "no-title"),
        variant("an indented title", with("# Pet", "  # Pet"), "left out", "no-title"),
        variant("a title with marks at its end", with("# Pet", "# Pet ##"), BOTH, ""),
        variant("two titles", with("# Pet\n", "# Pet\n\n# Toy\n"), BOTH, ""),
        variant("spaces at the ends of lines", PAGE.replace('\n', "  \n"), BOTH, ""),
        variant("a heading with a space at its end", with("## Fields", "## Fields "), BOTH, ""),
    ]
}

fn tables() -> Vec<Variant> {
    let bare = |line: &str| line.trim_start_matches("| ").trim_end_matches(" |").to_owned();
    let all_bare =
        [HEAD, RULE, FIRST, SECOND].iter().fold(PAGE.to_owned(), |page, line| page.replace(line, &bare(line)));
    vec![
        variant("bars of full width", PAGE.replace('|', "\u{ff5c}"), "no object", "(unknown-members) no-table"),
        variant("an escaped bar in a cell", with("One", "One \\| other"), BOTH, ""),
        variant("a bar in code", with("One", "`One | other`"), "second", "cell-count"),
        variant("a bar as an entity", with("One", "One &#124; other"), BOTH, ""),
        variant("rows without their outer bars", all_bare, "no object", "(unknown-members) no-table"),
        variant("a row without its first bar", with(SECOND, SECOND.trim_start_matches("| ")), BOTH, ""),
        variant("a row without its last bar", with(SECOND, SECOND.trim_end_matches(" |")), BOTH, ""),
        variant("a row indented by one", with(SECOND, &format!(" {SECOND}")), BOTH, ""),
        variant("a row indented by four", with(SECOND, &format!("    {SECOND}")), "first!", "stray-row"),
        variant("a table indented by two", PAGE.replace("\n|", "\n  |"), "no object", "(unknown-members) no-table"),
        variant("an empty line among rows", with(SECOND, &format!("\n{SECOND}")), "first!", "stray-row"),
        variant("a comment among rows", with(SECOND, &format!("<!-- kept -->\n{SECOND}")), "first!", "stray-row"),
        variant("a line break in a cell", with("One |", "One\nand more |"), BOTH, ""),
        variant("a carriage return in a cell", with("One", "One\rand more"), BOTH, ""),
        variant("a rule with colons", with(RULE, "|:---|:--:|---:|-|"), BOTH, ""),
        variant("no rule", with(&format!("{RULE}\n"), ""), "no object", "(unknown-members) no-table"),
        variant("a rule of fewer cells", with(RULE, "| --- | --- |"), BOTH, ""),
        variant("two rules", with(RULE, &format!("{RULE}\n{RULE}")), BOTH, "bad-name unknown-tick"),
        variant("a rule of long dashes", with(RULE, "| — | — | — | — |"), "no object", "(unknown-members) no-table"),
        variant("a row of two cells", with(SECOND, "| `second` | *number* |"), "first!", "cell-count"),
        variant(
            "a row without its last cell",
            with(SECOND, "| `second` | *number* | :heavy_minus_sign: |"),
            "first!",
            "cell-count",
        ),
        variant("a row of a cell more", with(SECOND, &format!("{SECOND} more |")), "first!", "cell-count"),
        variant("a row of empty cells more", with(SECOND, &format!("{SECOND} | |")), BOTH, ""),
        variant(
            "a row of twenty cells",
            with(SECOND, &format!("{SECOND}{}", " x |".repeat(16))),
            "first!",
            "cell-count",
        ),
        variant(
            "a column twice",
            with(HEAD, "| Field | Type | Type | Description |"),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "columns in another order",
            with(HEAD, "| Type | Field | Required | Description |"),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "a heading of columns in another language",
            with(HEAD, "| Feld | Typ | Pflicht | Text |"),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "columns in small letters",
            with(HEAD, &HEAD.to_lowercase()),
            "no object",
            "(unknown-members) no-table",
        ),
        variant("columns in bold", with("| Field |", "| **Field** |"), "no object", "(unknown-members) no-table"),
        variant(
            "a table of HTML",
            with(&format!("{FIRST}\n{SECOND}\n"), "")
                .replace(HEAD, "<table><tr><td>`first`</td></tr></table>")
                .replace(RULE, ""),
            "no object",
            "(unknown-members) no-table",
        ),
    ]
}

fn around() -> Vec<Variant> {
    let table = format!("{HEAD}\n{RULE}\n{FIRST}\n{SECOND}\n");
    let other = format!("{HEAD}\n{RULE}\n{}\n", FIRST.replace("first", "third"));
    vec![
        variant("a heading in small letters", with("## Fields", "## fields"), "left out", "(not-a-model)"),
        variant("a heading with a colon", with("## Fields", "## Fields:"), "left out", "(not-a-model)"),
        variant("a heading of the third level", with("## Fields", "### Fields"), "no object", "(unknown-members)"),
        variant("two tables of fields", format!("{PAGE}\n## Fields\n\n{other}"), BOTH, "stray-row"),
        variant(
            "fields and values",
            format!("{PAGE}\n## Values\n\n| Name | Value |\n| - | - |\n| `A` | a |\n"),
            BOTH,
            "stray-row",
        ),
        variant(
            "a table in a comment before the real one",
            with("## Fields\n", &format!("<!--\n## Fields\n\n{other}-->\n\n## Fields\n")),
            BOTH,
            "stray-row",
        ),
        variant(
            "all in a comment",
            with("## Fields", "<!--\n## Fields") + "-->\n",
            "no object",
            "(unknown-members) stray-row",
        ),
        variant(
            "a comment that does not end",
            with("## Fields", "<!--\n## Fields"),
            "no object",
            "(unknown-members) stray-row",
        ),
        variant(
            "a table in a fence",
            with(&table, &format!("```\n{table}```\n")),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "a table in a fence of tildes before the real one",
            with("## Fields\n", &format!("## Fields\n\n~~~\n{other}~~~\n")),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "a fence that does not end",
            with("## Fields", "```\n## Fields"),
            "no object",
            "(unknown-members) stray-row",
        ),
        variant(
            "a table as indented code",
            table.lines().fold(PAGE.to_owned(), |page, line| page.replace(line, &format!("    {line}"))),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "a quoted table",
            table.lines().fold(PAGE.to_owned(), |page, line| page.replace(line, &format!("> {line}"))),
            "no object",
            "(unknown-members) no-table",
        ),
        variant(
            "a table in details",
            with(&table, &format!("<details>\n\n{table}\n</details>\n")),
            "no object",
            "(unknown-members) no-table",
        ),
        variant("front matter", format!("---\nkey: a\n---\n{PAGE}"), BOTH, ""),
        variant("front matter that does not end", format!("---\nkey: a\n\n{PAGE}"), "left out", "no-title"),
        variant("front matter with another title", format!("---\ntitle: Pet\n---\n{PAGE}"), BOTH, ""),
        variant("front matter of TOML", format!("+++\ntitle = \"a\"\n+++\n{PAGE}"), BOTH, ""),
        variant("imports of MDX", format!("import A from './a'\n\n{PAGE}"), BOTH, ""),
        variant("a component of JSX", with("## Fields", "<Tip>\n\nSee.\n\n</Tip>\n\n## Fields"), BOTH, ""),
        variant("a table below another heading", with("## Fields", "## Others"), "left out", "(not-a-model)"),
    ]
}

fn cells() -> Vec<Variant> {
    vec![
        variant("required: yes", with(":heavy_check_mark:", "yes"), "first second", "unknown-tick"),
        variant("required: a character", with(":heavy_check_mark:", "✔"), "first second", "unknown-tick"),
        variant("required: a box", with(":heavy_check_mark:", "[x]"), "first second", "unknown-tick"),
        variant(
            "required and not",
            with(":heavy_check_mark:", ":heavy_check_mark: :heavy_minus_sign:"),
            "first second",
            "unknown-tick",
        ),
        variant("a name without its marks", with("`first`", "first"), "second", "bad-name"),
        variant("a name that is a link", with("`first`", "[first](./a.md)"), "second", "bad-name"),
        variant("a name in bold", with("`first`", "**first**"), "second", "bad-name"),
        variant("two names", with("`first`", "`first` `other`"), "second", "bad-name"),
        variant("a name of nothing", with("`first`", "``"), "second", "bad-name"),
        variant("a name twice", with("`second`", "`first`"), "first!", "duplicate-field"),
    ]
}

#[test]
fn each_is_read_or_told() {
    let all: Vec<Variant> = [bytes(), spaces(), tables(), around(), cells()].into_iter().flatten().collect();
    let mut wrong = Vec::new();
    for one in &all {
        let (members, codes) = read(&one.page);
        // No member is lost without a word; a name that has something invisible in it is that name.
        assert!(members.split(' ').count() == 2 || !codes.is_empty(), "{}: {members}", one.what);
        if (members.as_str(), codes.as_str()) != (one.members, one.codes) {
            wrong.push(format!("{}: {members:?}, {codes:?}", one.what));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(all.len(), 99);
}
