//! The rows of the tables of parameters on pages of operations: written as those of members are, each language with a
//! habit or two of its own.

use super::notes::Notes;
use super::row::{self, Parts};
use crate::family::heap::Heap;
use crate::family::page::Row;
use crate::family::words::text::{entities, prose};
use crate::markdown::Span;
use std::borrow::Cow;

/// A row of a table of parameters, and the values of its enum where it lists them; `None` where the line is none.
pub(crate) fn parameter<'a>(line: Span<'a>, heap: &'a Heap) -> Option<(Row<'a>, Vec<&'a str>)> {
    let text = line.text.trim();
    let Parts { name, ty, mut description, notes, .. } = row::parts(text)?;
    let emphasis = ['*', '`', ' '];
    let bare = name.trim_matches(emphasis);
    if bare.is_empty() || bare.len() == name.len() {
        return None;
    }
    let at = |piece: &str| {
        let before = (piece.as_ptr() as usize).saturating_sub(line.text.as_ptr() as usize);
        let count = line.text.get(..before).map_or(0, |head| head.chars().count());
        u32::try_from(count).unwrap_or(u32::MAX).saturating_add(line.column)
    };
    let span = |text: &'a str, from: &str| Span { text, line: line.line, column: at(from) };
    let Notes { mut optional, values, .. } = notes;
    // Rust has a column of its own for it
    description = description.trim_end_matches([' ', '|']);
    description = description.strip_suffix("[required]").unwrap_or(description).trim_end_matches([' ', '|']);
    let mut plain = ty;
    if let Some(inner) = ty.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        optional = true;
        plain = inner;
    }
    let listed = values.map(|values| super::values::list(values, false, heap)).unwrap_or_default();
    let row = Row {
        name: span(heap.text(Cow::Owned(entities(bare).replace(['`', '\\'], ""))), name),
        struck: name.contains("~~"),
        ty: span(written(plain), ty),
        required: !optional,
        description: span(heap.text(prose(description)), description),
        example: Span::default(),
        null: None,
        notes: "",
    };
    Some((row, listed))
}

/// The type of a cell without its link, whose target is as often no page as it is one, and without what some languages
/// write around it.
pub(crate) fn written(cell: &str) -> &str {
    let mut cell = cell.trim();
    if let Some((text, _)) =
        cell.strip_prefix('[').filter(|_| cell.ends_with(')')).and_then(|rest| rest.rsplit_once("]("))
    {
        cell = text.trim();
    } else if let Some(text) = cell.strip_prefix("[**").and_then(|rest| rest.strip_suffix("**]")) {
        cell = text;
    }
    // C# and PHP write a file twice: `**File****File**`
    let (first, second) = cell.split_at_checked(cell.len() / 2).unwrap_or_default();
    if !second.is_empty() && first == second {
        cell = second;
    }
    if cell.trim_matches(['*', '`', ' ', '[', ']']).is_empty() { "" } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_in_which_languages_write_a_parameter() {
        let heap = Heap::default();
        let mut seen = 0;
        for (line, expected) in [
            (" **sort_by** | **str**| By what, a | b | ", "sort_by / **str** / By what, a | b / true / "),
            (
                "| **sortBy** | **String**| By what, a | b | [enum: age, name] |",
                "sortBy / **String** / By what, a | b / true / age name",
            ),
            ("**limit** | Option<**i32**> | How many |  |[default to 10]", "limit / **i32** / How many / false / "),
            ("**file** | **std::path::PathBuf** | It | [required] |", "file / **std::path::PathBuf** / It / true / "),
            (
                "| **limit** | [**number**] | How many | (optional) defaults to 10|",
                "limit / number / How many / false / ",
            ),
            (
                "| **sort** | `age`, `name` | By | [Defaults to `undefined`] [Enum: age, name] |",
                "sort / `age`, `name` / By / true / age name",
            ),
            ("| **file** | **IO.Stream****IO.Stream** | It | [optional] |", "file / **IO.Stream** / It / false / "),
            ("| **all** | [**Set&lt;Dog&gt;**](Set.md)|  | |", "all / **Set&lt;Dog&gt;** /  / true / "),
            (" **filter** | [****](.md)|  | ", "filter /  /  / true / "),
            (" **`id`** | **`String`** | Which |", "id / **`String`** / Which / true / "),
        ] {
            let (row, values) = parameter(Span { text: line, line: 3, column: 1 }, &heap).unwrap();
            let (name, ty, description) = (row.name.text, row.ty.text, row.description.text);
            assert_eq!(format!("{name} / {ty} / {description} / {} / {}", row.required, values.join(" ")), expected);
            seen += 1;
        }
        assert_eq!(seen, 10);
        for line in ["Name | Type | Description  | Notes", "| --- | --- |", "text"] {
            assert!(parameter(Span { text: line, line: 1, column: 1 }, &heap).is_none(), "{line}");
        }
    }
}
