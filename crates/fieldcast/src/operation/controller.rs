//! The pages of operations that APIMatic writes, one for each group: `doc/controllers/pets.md`.
//!
//! They name the SDK's functions, and neither method nor path: their operations are known to be there, and no more.

use super::read::{Reading, Section};
use crate::markdown::{Block, Blocks, Span};
use memchr::memmem;

/// Whether a page is one of operations: some part of it says what it gives, and its functions are listed or belong to a
/// class.
///
/// ```
/// use fieldcast::operation::controller::is;
///
/// assert!(is("# Pets\n\n## Class Name\n\n`PetsController`\n\n# Get Pet\n\n## Response Type\n\n`Pet`\n"));
/// assert!(!is("# Pet\n\n## Structure\n\n`Pet`\n"));
/// ```
pub fn is(text: &str) -> bool {
    let has = |heading: &str| memmem::find_iter(text.as_bytes(), heading).any(|at| is_line(text, at, heading.len()));
    has("## Response Type") && (has("## Class Name") || has("## Methods"))
}

/// Whether a piece of a text is a whole line.
fn is_line(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).is_some_and(|head| head.is_empty() || head.ends_with('\n'));
    let after = text.get(at + length..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
    before && after
}

/// Reads the operations of such a page: each heading below which it says what a function gives.
pub fn read(text: &str) -> Reading<'_> {
    let mut found = Reading::default();
    let mut group = "";
    let mut open: Option<Span<'_>> = None;
    for block in Blocks::new(text) {
        let Block::Heading { level, text, .. } = block else { continue };
        match level {
            1 if group.is_empty() => group = text.text,
            1 => open = Some(text),
            _ if text.text == "Response Type" => {
                let section = open.take().map(|name| Section { group, name, ..Section::default() });
                found.sections.extend(section);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\n# Kennels\n\n```ts\nconst kennels = new KennelsController(client);\n```\n\n## Class Name\n\n\
        `KennelsController`\n\n## Methods\n\n* [List Kennels](../../doc/controllers/kennels.md#list-kennels)\n\n\n\
        # List Kennels\n\n```ts\n# Not a heading\n```\n\n## Parameters\n\n| Parameter | Type | Tags | Description |\n\
        |  --- | --- | --- | --- |\n| `page` | `number` | Query, Optional | Which |\n\n## Response Type\n\n`Kennel[]`\n\n\
        ## Errors\n\n# Drop Kennel\n\n## Response Type\n\n`void`\n\n# Notes\n\nText.\n";

    #[test]
    fn functions_are_known_to_be_there() {
        assert!(is(PAGE));
        let found = read(PAGE);
        let shown: Vec<_> = found.sections.iter().map(|s| (s.group, s.name.text, s.name.line)).collect();
        assert_eq!(shown, [("Kennels", "List Kennels", 17), ("Kennels", "Drop Kennel", 35)]);
        assert!(found.sections.iter().all(|section| section.snippet.is_none()));
    }

    #[test]
    fn a_page_of_something_else_is_none() {
        let mut seen = 0;
        for text in
            ["", "# Pet\n\n## Class Name\n", "# a\n\nsee ## Response Type\n\n## Methods\n", "## Response Types\n"]
        {
            assert!(!is(text), "{text}");
            seen += 1;
        }
        assert_eq!(seen, 4);
    }
}
