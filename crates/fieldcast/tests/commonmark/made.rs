//! Made-up pages: what a generator may write, and what it writes when a description goes wrong.

use crate::judge::{Exception, Judged, judge};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const HEAD: &str = "| Field | Type | Required | Description |\n| --- | :-: | --- | --- |\n";

/// A cell of prose, without a line break of its own.
fn prose() -> impl Strategy<Value = String> {
    let words =
        ["a pet", "`x \\| y`", "\\|", "**b**", "<br/>", "# no", "N/A", "é☃", "[l](u.md)", "~~~", "\\<a>", "a\\\\b"];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..4).prop_map(|words| words.join(" "))
}

/// A row of a field table, which may lack a bar, or be cut by a line break in its description.
fn row() -> impl Strategy<Value = String> {
    let name = "[a-z]{1,6}";
    let ty = prop::sample::select(vec!["*string*", "[A \\| B](a.md)", "*Optional[int]*", "List\\[`a`\\]"]);
    let shape = prop::sample::select(vec!["whole", "whole", "whole", "first", "last", "cut", "blanks"]);
    (name, ty, prose(), prose(), shape).prop_map(|(name, ty, one, two, shape)| {
        let tick = ":heavy_check_mark:";
        match shape {
            "first" => format!("`{name}` | {ty} | {tick} | {one} |\n"),
            "last" => format!("| `{name}` | {ty} | {tick} | x {one}\n"),
            "cut" => format!("| `{name}` | {ty} | {tick} | x {one}\ngoes on {two} |\n"),
            "blanks" => format!("  |  `{name}`|{ty}  |\t{tick} |{one}|  \n"),
            _ => format!("| `{name}` | {ty} | {tick} | {one} |\n"),
        }
    })
}

fn table() -> impl Strategy<Value = String> {
    prop::collection::vec(row(), 0..6).prop_map(|rows| format!("{HEAD}{}", rows.concat()))
}

/// A block, and what stands between it and the next.
fn block() -> impl Strategy<Value = String> {
    let fence = (prop::sample::select(vec!["```", "````", "~~~"]), "(go|java|)", table());
    let fixed = prop::sample::select(vec![
        "## Fields\n\n",
        "## Fields\n",
        "## Example Usage\n\n",
        "  ### `a.B` ###\n",
        "####### seven\n",
        "#none\n",
        "#\n",
        "text without a bar\n",
        "text\nof two lines\n",
        "- item\n",
        "> quoted\n",
        "---\n",
        "<!-- | `a` | b |\n\n# no -->\n",
        "<!-- # no -->\n",
        "``` `a` ```\n",
        "    ```\n",
        "\n",
        "\n\n",
    ]);
    prop_oneof![
        4 => fixed.prop_map(str::to_owned),
        3 => table(),
        2 => table().prop_map(|table| format!("## Fields\n\n{table}\n")),
        2 => fence.prop_map(|(marks, info, inner)| format!("{marks}{info}\n{inner}{marks}\n")),
        1 => prose().prop_map(|text| format!("So {text}\n")),
    ]
}

#[test]
fn made_up_pages_are_seen_as_commonmark_sees_them() {
    let pages = (prop::bool::ANY, prop::collection::vec(block(), 0..12));
    let mut judged = Judged::default();
    let all = std::cell::RefCell::new(&mut judged);
    let config = Config { cases: 2_000, failure_persistence: None, ..Config::default() };
    let result = TestRunner::new(config).run(&pages, |(front, blocks)| {
        let front = if front { "---\ntitle: Pet\n---\n\n" } else { "# Pet\n\n" };
        let page = format!("{front}{}", blocks.concat());
        let one = judge("pet.md", &page);
        prop_assert!(one.differs.is_empty(), "{}\n\n{page}", one.differs.join("\n"));
        all.borrow_mut().add(one);
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
    println!("{judged:?}");
    assert!(judged.headings > 3_000 && judged.code > 1_000 && judged.rows > 5_000 && judged.read > 500, "{judged:?}");
    assert!(judged.exceptions[&Exception::CutCell] > 50, "{judged:?}");
}
