//! From a settled API straight to the text of its schema: model by model, on all threads. The document is never whole in
//! memory, where it would take four times what its text does.

use super::annotate::Annotator;
use super::build::{Options, definition, head};
use super::pretty::Pretty;
use super::write;
use crate::decide::{Api, Model};
use crate::merge::Evidence;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::ser::Serializer;
use std::borrow::Cow;
use std::io::{self, Write};

/// How many models one thread turns into text at a time.
const AT_ONCE: usize = 32;

/// How many times that for each thread stand in memory as text before they are written.
const WAVE: usize = 8;

/// Writes the text that [`write()`] gives for the [`document`](super::document()) of an API with the notes of
/// [`annotate`](super::annotate()). While one part is made on all threads, the part before it is written.
///
/// # Errors
///
/// Those of `out`.
pub fn write_text(
    api: &Api,
    evidence: &Evidence,
    options: &Options,
    out: &mut (impl Write + Send + ?Sized),
) -> io::Result<()> {
    if api.models.iter().any(|model| model.left_out) {
        // Rare: corrections are what a project has, and projects are not that large.
        let mut document = super::document(api, options);
        super::annotate(&mut document, api, evidence);
        return out.write_all(write(&document).as_bytes());
    }
    let whole = write(&head(api, options));
    // the models stand last, and there are none in the head
    let Some(head) = whole.strip_suffix("{}\n}\n").filter(|_| !api.models.is_empty()) else {
        return out.write_all(whole.as_bytes());
    };
    let annotator = Annotator::new(evidence);
    let model = |at: usize, model: &Model| {
        let mut schema = definition(api, model);
        annotator.annotate(&mut schema, at, model);
        (Cow::Owned(model.key.clone()), schema)
    };
    write_members(&api.models, format!("{head}{{").into_bytes(), 2, &model, out)?;
    out.write_all(b"\n  }\n}\n")
}

/// Writes `head`, and behind it the name and value that `make` makes of each item and its place, as members of an object so
/// many objects deep.
///
/// # Errors
///
/// Those of `out`.
pub(super) fn write_members<'a, T: Sync, V: Serialize>(
    items: &'a [T],
    head: Vec<u8>,
    depth: usize,
    make: &(impl Fn(usize, &'a T) -> (Cow<'a, str>, V) + Sync),
    out: &mut (impl Write + Send + ?Sized),
) -> io::Result<()> {
    let wave = AT_ONCE * WAVE * rayon::current_num_threads();
    // Two sets of texts in turns: one is made while the other is written, both in the same memory to the end.
    let mut written = vec![head];
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for (number, items) in items.chunks(wave).enumerate() {
        let parts = items.par_chunks(AT_ONCE).enumerate();
        texts.resize_with(parts.len(), Vec::new);
        let make = || {
            parts.zip(&mut texts).for_each(|((at, items), text)| {
                part(items, number * wave + at * AT_ONCE, depth, make, text);
            });
        };
        let ((), result) = rayon::join(make, || write_all(&written, out));
        result?;
        std::mem::swap(&mut written, &mut texts);
    }
    write_all(&written, out)
}

fn write_all(parts: &[Vec<u8>], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    parts.iter().try_for_each(|part| out.write_all(part))
}

/// Some items, the first of which stands at `first`: in `text`, in place of what stands there.
fn part<'a, T, V: Serialize>(
    items: &'a [T],
    first: usize,
    depth: usize,
    make: &impl Fn(usize, &'a T) -> (Cow<'a, str>, V),
    text: &mut Vec<u8>,
) {
    text.clear();
    for (at, item) in items.iter().enumerate() {
        let (name, value) = make(first + at, item);
        text.extend_from_slice(if first + at == 0 { b"\n" } else { b",\n" });
        (0..depth).for_each(|_| text.extend_from_slice(b"  "));
        // writing to memory cannot fail
        let _ = name.serialize(&mut Serializer::with_formatter(&mut *text, Pretty::default()));
        text.extend_from_slice(b": ");
        let _ = value.serialize(&mut Serializer::with_formatter(&mut *text, Pretty::within(depth)));
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::{self, Options};
    use std::fs;

    #[test]
    fn the_text_is_that_of_the_whole_document() -> Result<(), Box<dyn std::error::Error>> {
        let table = "| Field | Type | Required | Description |\n| - | - | - | - |";
        let ruby = "| `a_b` | *T.nilable(::String)* | :heavy_minus_sign: | It. |";
        let typescript = "| `aB` | *string* | :heavy_minus_sign: | It. |";
        let folder = tempfile::tempdir()?;
        for (sdk, row) in [("ruby", ruby), ("typescript", typescript)] {
            let models = folder.path().join(sdk).join("models/components");
            fs::create_dir_all(&models)?;
            for number in 0..300 {
                let text = format!("# Pet{number}\n\nAn \"animal\".\n\n## Fields\n\n{table}\n{row}\n");
                fs::write(models.join(format!("pet{number}.md")), text)?;
            }
        }
        let (one, both) =
            (vec![folder.path().join("ruby")], vec![folder.path().join("ruby"), folder.path().join("typescript")]);
        let mut compared = 0;
        for folders in [one, both] {
            let languages = vec![Some("ruby".to_owned()), Some("typescript".to_owned())];
            let options = Options {
                languages,
                schema: super::Options { id: "https://example.com/a".into(), ..Default::default() },
                ..Options::default()
            };
            let outcome = pipeline::run(&folders, &options);
            let found = pipeline::settle(&folders, &options);
            let mut text = Vec::new();
            found.write(&options, &mut text)?;
            let document = outcome.document.ok_or_else(|| format!("{:?}", outcome.diagnostics.first()))?;
            assert_eq!(String::from_utf8(text)?, super::write(&document));
            assert!(document.defs.len() == 300 && found.decided.is_some_and(|api| api.models.len() == 300));
            compared += 1;
        }
        let nothing = super::Api {
            languages: Vec::new(),
            wire_names: String::new(),
            models: Vec::new(),
            operations: crate::decide::Operations::default(),
        };
        let mut empty = Vec::new();
        super::write_text(&nothing, &super::Evidence::default(), &super::Options::default(), &mut empty)?;
        assert_eq!(String::from_utf8(empty)?, super::write(&super::head(&nothing, &super::Options::default())));
        assert_eq!(compared, 2);
        Ok(())
    }
}
