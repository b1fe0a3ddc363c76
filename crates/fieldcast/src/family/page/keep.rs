//! A page apart from the file that it was read from: over a copy of what it quotes, which is less than half of the file,
//! for columns of tables are padded.

use super::{Body, Inline, Member, Page, Reading, Row, ValueRow, Values};
use crate::markdown::Span;
use std::sync::OnceLock;

impl Reading<'_> {
    /// The same reading over a copy of its text in `store`, which has to be empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use fieldcast::family::{self, Heap, page::Reading};
    ///
    /// let (store, heap) = (std::sync::OnceLock::new(), Heap::default());
    /// let kept = family::read(&"pet.md".into(), "# Pet\n\nA pet.", &heap, None).1.kept_in(&store);
    /// let Reading::Model(page) = kept else { panic!() };
    /// assert_eq!((page.description, store.get().map(String::as_str)), ("A pet.", Some("PetA pet.")));
    /// ```
    pub fn kept_in(self, store: &OnceLock<String>) -> Reading<'_> {
        match self {
            Self::Model(page) => Reading::Model(Box::new(page.kept_in(store))),
            Self::Other(diagnostic) => Reading::Other(diagnostic),
            Self::Broken(problems, page) => Reading::Broken(problems, page.map(|page| Box::new(page.kept_in(store)))),
        }
    }
}

impl<'a> Page<'a> {
    fn kept_in(self, store: &OnceLock<String>) -> Page<'_> {
        let mut length = 0;
        self.texts(&mut |text| length += text.len());
        let mut copy = String::with_capacity(length);
        self.texts(&mut |text| copy.push_str(text));
        let mut rest = store.get_or_init(|| copy).as_str();
        self.with_texts(&mut |text| {
            let (taken, left) = rest.split_at_checked(text.len()).unwrap_or_default();
            debug_assert_eq!(taken, text, "the order of `texts` is that of `with_texts`");
            rest = left;
            taken
        })
    }

    /// Tells every text of the page.
    fn texts(&self, tell: &mut impl FnMut(&'a str)) {
        tell(self.title.text);
        tell(self.description);
        self.fence.into_iter().for_each(&mut *tell);
        self.usage.iter().copied().for_each(&mut *tell);
        tell(self.remark);
        for inline in &self.inline {
            tell(inline.name);
            inline.values.iter().copied().for_each(&mut *tell);
        }
        self.inherits.iter().for_each(|span| tell(span.text));
        tell(self.json);
        match &self.body {
            Body::Fields(rows) => rows.iter().for_each(|r| {
                [r.name, r.ty, r.description, r.example].iter().for_each(|s| tell(s.text));
                tell(r.notes);
            }),
            Body::Values(Values::Table(rows)) => rows.iter().flat_map(|r| [r.name, r.value]).for_each(|s| tell(s.text)),
            Body::Values(Values::Code(code)) => tell(code.text),
            Body::Values(Values::Bullets(spans)) => spans.iter().for_each(|span| tell(span.text)),
            Body::Members(members) => members.iter().flat_map(|m| [m.heading, m.code]).for_each(|s| tell(s.text)),
            Body::Blank => {}
        }
    }

    /// The same page with other texts, which are asked for in the order in which [`Self::texts`] tells them.
    fn with_texts<'b>(self, next: &mut impl FnMut(&'a str) -> &'b str) -> Page<'b> {
        let mut span = |s: Span<'a>| Span { text: next(s.text), line: s.line, column: s.column };
        let title = span(self.title);
        let mut plain = |text: &'a str| span(Span { text, ..Span::default() }).text;
        let description = plain(self.description);
        let fence = self.fence.map(&mut plain);
        let usage = self.usage.into_iter().map(&mut plain).collect();
        let remark = plain(self.remark);
        let inline = self.inline.into_iter().map(|inline| Inline {
            name: plain(inline.name),
            values: inline.values.into_iter().map(&mut plain).collect(),
            typed: inline.typed,
        });
        let inline = inline.collect();
        let inherits = self.inherits.into_iter().map(|s| Span { text: plain(s.text), line: s.line, column: s.column });
        let inherits = inherits.collect();
        let json = plain(self.json);
        let body = match self.body {
            Body::Fields(rows) => {
                let row = |Row { name, struck, ty, required, description, example, null, notes }| Row {
                    name: span(name),
                    struck,
                    ty: span(ty),
                    required,
                    description: span(description),
                    example: span(example),
                    null,
                    notes: span(Span { text: notes, ..Span::default() }).text,
                };
                Body::Fields(rows.into_iter().map(row).collect())
            }
            Body::Values(Values::Table(rows)) => {
                let row = |ValueRow { name, value }| ValueRow { name: span(name), value: span(value) };
                Body::Values(Values::Table(rows.into_iter().map(row).collect()))
            }
            Body::Values(Values::Code(code)) => Body::Values(Values::Code(span(code))),
            Body::Values(Values::Bullets(spans)) => {
                Body::Values(Values::Bullets(spans.into_iter().map(span).collect()))
            }
            Body::Members(members) => {
                let member = |Member { heading, code }| Member { heading: span(heading), code: span(code) };
                Body::Members(members.into_iter().map(member).collect())
            }
            Body::Blank => Body::Blank,
        };
        Page {
            file: self.file,
            title,
            deprecated: self.deprecated,
            description,
            fence,
            usage,
            remark,
            body,
            inline,
            inherits,
            json,
            nested: self.nested,
            unread: self.unread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family;

    #[test]
    fn a_kept_page_is_the_page() {
        let table =
            |head: &str, row: &str| format!("| {head} |\n| {} |\n| {row} |\n", head.replace(char::is_alphabetic, "-"));
        let fields =
            table("Field | Type | Required | Description | Example", "~~`a`~~ | *b* | :heavy_check_mark: | It. | 1");
        let pages = [
            format!("# Pet\n\nA pet.\n\n## Example Usage\n\n```ruby\nPet.new\n```\n\n## Fields\n\n{fields}"),
            format!("# ~~Pet~~\n\n## Values\n\nOpen.\n\n{}", table("Name | Value", "`A` | a")),
            "# Pet\n\n## Values\n\n- `a`\n- `b`\n".to_owned(),
            "# Pet\n\n## Values\n\n```typescript\n\"a\" | \"b\"\n```\n".to_owned(),
            "# Pet\n\n## Supported Types\n\n### `Cat`\n\n```go\npet.Cat()\n```\n\n###\n".to_owned(),
            "# Pet\n\nBlank.\n".to_owned(),
            format!("# Pet\n\n## Fields\n\n{fields}| `b` | *c* | maybe | Broken. | 2 |\n"),
            "Nothing\n".to_owned(),
            format!("# Pet\n\n{}", table("Name | Type | Required", "`a` | *b* | no")),
        ];
        let mut kept = 0;
        for text in &pages {
            let (store, heap) = (OnceLock::new(), family::Heap::default());
            let (_, found) = family::read(&"pet.md".into(), text, &heap, None);
            assert_eq!(found.clone().kept_in(&store), found);
            kept += usize::from(store.get().is_some());
        }
        assert_eq!((pages.len(), kept), (9, 8));
    }
}
