//! From a settled API straight to the text of its schema: model by model, on all threads. The document is never whole in
//! memory, where it would take four times what its text does.

use super::annotate::Annotator;
use super::build::{Options, definition, head};
use super::write;
use crate::decide::{Api, Model};
use crate::merge::Evidence;
use rayon::prelude::*;
use serde::Serialize as _;
use serde_json::ser::{Formatter as _, PrettyFormatter, Serializer};
use std::io;

/// How many models one thread writes at a time: few enough that the memory that reading gave back has room for them.
const AT_ONCE: usize = 32;

/// The text that [`write()`] gives for the [`document`](super::document()) of an API with the notes of
/// [`annotate`](super::annotate()), in pieces.
pub fn text(api: &Api, evidence: &Evidence, options: &Options) -> Vec<String> {
    let whole = write(&head(api, options));
    // the models stand last, and there are none in the head
    let Some(head) = whole.strip_suffix("{}\n}\n").filter(|_| !api.models.is_empty()) else { return vec![whole] };
    let annotator = Annotator::new(evidence);
    let write = |(at, models): (usize, &[Model])| part(api, &annotator, at * AT_ONCE, models);
    let parts: Vec<String> = api.models.par_chunks(AT_ONCE).enumerate().map(write).collect();
    let (start, end) = (format!("{head}{{"), "\n  }\n}\n".to_owned());
    std::iter::once(start).chain(parts).chain([end]).collect()
}

/// The definitions of some models, the first of which stands at `first`, as they are written in the document.
fn part(api: &Api, annotator: &Annotator<'_>, first: usize, models: &[Model]) -> String {
    let mut text = Vec::with_capacity(models.len() * 3072);
    for (at, model) in models.iter().enumerate() {
        let mut schema = definition(api, model);
        annotator.annotate(&mut schema, first + at, model);
        text.extend_from_slice(if first + at == 0 { b"\n    " } else { b",\n    " });
        // writing to memory cannot fail
        let _ = serde_json::to_writer(&mut text, &model.key);
        text.extend_from_slice(b": ");
        let _ = schema.serialize(&mut Serializer::with_formatter(&mut text, within_two()));
    }
    text.shrink_to_fit();
    String::from_utf8(text).unwrap_or_default()
}

/// A formatter that writes as within two objects: the document, and its definitions.
fn within_two() -> PrettyFormatter<'static> {
    let mut formatter = PrettyFormatter::new();
    for _ in 0..2 {
        let _ = formatter.begin_object(&mut io::sink());
    }
    formatter
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
            let (text, found) = pipeline::text(&folders, &options);
            let document = outcome.document.ok_or_else(|| format!("{:?}", outcome.diagnostics.first()))?;
            assert_eq!(text.map(|pieces| pieces.concat()), Some(super::write(&document)));
            assert!(document.defs.len() == 300 && found.decided.is_some_and(|api| api.models.len() == 300));
            compared += 1;
        }
        let nothing = super::Api { languages: Vec::new(), wire_names: String::new(), models: Vec::new() };
        let empty = super::text(&nothing, &super::Evidence::default(), &super::Options::default());
        assert_eq!(empty.concat(), super::write(&super::head(&nothing, &super::Options::default())));
        assert_eq!(compared, 2);
        Ok(())
    }
}
