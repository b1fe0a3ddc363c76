//! Small pages of every kind, whole and broken.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::family::page::*;
use crate::family::speakeasy::read;

fn page(text: &str) -> Page<'_> {
    match read(&"pet.md".into(), text) {
        Reading::Model(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn broken(text: &str) -> Vec<String> {
    match read(&"pet.md".into(), text) {
        Reading::Broken(problems, _) => problems.iter().map(Diagnostic::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

const OBJECT: &str = "# Pet

An animal
in a house.

## Example Usage

```typescript
# Open enum is no title here
let value: Pet = {};
```

## Fields

| Field      | Type     | Required           | Description | Example |
| ---------- | -------- | ------------------ | ----------- | ------- |
| `name`     | *string* | :heavy_check_mark: | N/A         |         |
| ~~`kind`~~ | [A\\|B](a.md) | :heavy_minus_sign: | Which. | cat     |";

#[test]
fn an_object_with_everything() {
    let page = page(OBJECT);
    assert_eq!((page.title.text, page.description), ("Pet", "An animal\nin a house."));
    assert_eq!(page.fence, Some("typescript"));
    assert_eq!(page.usage, ["# Open enum is no title here\nlet value: Pet = {};"]);
    let Body::Fields(rows) = &page.body else { panic!("{page:?}") };
    let shown: Vec<_> = rows
        .iter()
        .map(|r| (r.name.text, r.ty.text, r.required, r.description.text, r.example.text, r.struck))
        .collect();
    assert_eq!(
        shown,
        [("name", "*string*", true, "", "", false), ("kind", r"[A\|B](a.md)", false, "Which.", "cat", true)]
    );
    assert_eq!((rows[1].ty.line, rows[1].ty.column, rows[1].name.column), (18, 16, 6));
}

#[test]
fn an_object_without_rows() {
    for end in ["", "\n", "\n\n"] {
        let text = format!("# Pet\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |{end}");
        assert_eq!(page(&text).body, Body::Fields(Vec::new()));
    }
}

#[test]
fn enums_in_three_forms() {
    let table = page("# Kind\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `CAT` | cat |\n| `NONE` |  |\n");
    let Body::Values(Values::Table(rows)) = &table.body else { panic!("{table:?}") };
    assert_eq!(rows.iter().map(|r| (r.name.text, r.value.text)).collect::<Vec<_>>(), [("CAT", "cat"), ("NONE", "")]);

    let code = page("# Kind\n\n## Values\n\n```typescript\n\"cat\" | \"dog\"\n```");
    let Body::Values(Values::Code(span)) = &code.body else { panic!("{code:?}") };
    assert_eq!((span.text, span.line, code.fence), ("\"cat\" | \"dog\"", 6, Some("typescript")));

    let bullets = page("# Kind\n\n## Values\n\n- `\"cat\"`\n- `100`\n");
    let Body::Values(Values::Bullets(spans)) = &bullets.body else { panic!("{bullets:?}") };
    assert_eq!(spans.iter().map(|s| s.text).collect::<Vec<_>>(), ["`\"cat\"`", "`100`"]);
}

#[test]
fn an_enum_may_say_that_it_is_open() {
    for (list, values) in [
        ("- `\"cat\"`\n\n- `\"dog\"`", 2),
        ("```typescript\n\"cat\"\n```", 1),
        ("| Name | Value |\n| - | - |\n| `CAT` | cat |", 1),
    ] {
        let text = format!("# Kind\n\n## Values\n\nThis is an open enum. More may come.\n\n{list}\n");
        let page = page(&text);
        assert_eq!(page.remark, "This is an open enum. More may come.");
        let Body::Values(found) = &page.body else { panic!("{page:?}") };
        let count = match found {
            Values::Table(rows) => rows.len(),
            Values::Code(span) => span.text.lines().count(),
            Values::Bullets(spans) => spans.len(),
        };
        assert_eq!(count, values);
    }
}

#[test]
fn unions_list_headings_and_code() {
    let page = page(
        "# Pet\n\n\n## Supported Types\n\n### `shared.Cat`\n\n```php\nx\n```\n\n### \n\n```go\nCreatePetStr(string{})\n```\n\n## Union Discrimination\n\n### No\n",
    );
    let Body::Members(members) = &page.body else { panic!("{page:?}") };
    let shown: Vec<_> = members.iter().map(|m| (m.heading.text, m.code.text)).collect();
    assert_eq!(shown, [("shared.Cat", "x"), ("", "CreatePetStr(string{})")]);
}

#[test]
fn a_page_with_a_title_alone_is_blank() {
    assert_eq!(page("# PaymentMethod\n\nHow money moves\n\n").body, Body::Blank);
}

#[test]
fn titles() {
    let struck = page("# ~~Pet~~\n\n> :warning: **DEPRECATED**: Soon.\n");
    assert_eq!((struck.title.text, struck.title.column, struck.deprecated), ("Pet", 5, true));
    let front = page("---\ntitle: \"Pet\"\n---\n\n# Not this\n");
    assert_eq!((front.title.text, front.description), ("Pet", "# Not this"));
}

#[test]
fn headings_and_tables_of_a_description_do_not_mislead() {
    let page = page(
        "# Report\n\nText.\n\n# Data model\n\n## Fields\n\nare below.\n\n### Fields1\n\n| Field | Meaning |\n| - | - |\n| a | b |\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n| `a` | *string* | :heavy_check_mark: | N/A |\n",
    );
    let Body::Fields(rows) = &page.body else { panic!("{page:?}") };
    assert_eq!(rows.len(), 1);
    assert!(page.description.starts_with("Text.") && page.description.ends_with("| a | b |"));
}

#[test]
fn pages_of_the_sdk_itself_are_no_models() {
    for text in [
        "# RetryConfig\n\n## Fields\n\n| Name | Type | Description | Example |\n| - | - | - | - |\n| `a` | `*str*` | x | y |\n",
        "# Options\n\n## Global Options\n\nText.\n",
    ] {
        match read(&"option.md".into(), text) {
            Reading::Other(diagnostic) => assert_eq!(diagnostic.code, Code::NotAModel),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n| name | *string* | :heavy_check_mark: | N/A |\n| `age` | *number* | yes | N/A |\n| `kind` | *string* |\n| `a` | b | :heavy_check_mark: | c | d |\n";
    insta::assert_snapshot!(broken(text).join("\n"), @r"
    error[bad-name] pet.md:7:3: found `name` in the Field cell, expected a name between backticks
      help: write the field's name as code
    error[unknown-tick] pet.md:8:22: found `yes` in the Required cell, expected `:heavy_check_mark:` or `:heavy_minus_sign:`
      help: write one of the two ticks
    error[cell-count] pet.md:9:1: found a row of 2 cells, expected 4 cells
      help: write a bar inside a cell as `\|`
    error[cell-count] pet.md:10:1: found a row of 5 cells, expected 4 cells
      help: write a bar inside a cell as `\|`
    ");
}

#[test]
fn a_section_without_its_table() {
    insta::assert_snapshot!(broken("# Pet\n\n## Fields\n\nNothing.\n").join("\n"), @r"
    error[no-table] pet.md:5:1: found `Nothing.` below `## Fields`, expected a table with the header `| Field | Type | Required | Description |`
      help: give the section its table
    ");
    insta::assert_snapshot!(broken("# Pet\n\n## Values\n").join("\n"), @r"
    error[no-table] pet.md:3:1: found the end of the page below `## Values`, expected a table with the header `| Name | Value |`
      help: give the section its table
    ");
    insta::assert_snapshot!(broken("no title\n").join("\n"), @r"
    error[no-title] pet.md:1:1: found no title, expected a line such as `# Name`
      help: give the page a title, or move it out of the folder
    ");
}

#[test]
fn a_row_of_ten_megabytes_is_a_diagnostic() {
    let text = format!(
        "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n| `a` | {} |\n",
        "[".repeat(10 << 20)
    );
    assert!(broken(&text)[0].starts_with("error[too-large] pet.md:7:1"));
}

#[test]
fn a_line_break_in_a_cell_ends_no_table() {
    let head = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n";
    let page = format!(
        "{head}| `a` | *string* | :heavy_check_mark: | One\ntwo |\n| `b` | *string* | :heavy_check_mark: | N/A |\nleft\n| `c` | *string* | :heavy_check_mark: | N/A |\n"
    );
    let Reading::Model(page) = read(&"pet.md".into(), &page) else { panic!("no model") };
    let rows: Vec<_> = page.rows().iter().map(|row| (row.name.text, row.description.text)).collect();
    assert_eq!(rows, [("a", "One\ntwo"), ("b", ""), ("c", "")]);
    let told: Vec<_> = page.unread.iter().filter_map(|d| Some(d.place.as_ref()?.line)).collect();
    assert_eq!(told, [10], "the line that is no cell's is told");
}
