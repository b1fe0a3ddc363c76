//! How many names on the wire the docs alone give as the SDK's own sources have them.

use crate::floors::Sdk;
use fieldcast::model::{self, Api, Kind, Options};
use fieldcast::source::{self, Docs};
use std::collections::HashMap;
use std::path::Path;

/// How many names are right without the sources, of all that these tell; `None` where there are none.
///
/// # Errors
///
/// Where the folder is not that of one SDK.
pub fn docs_alone(folder: &Path, sdk: &Sdk) -> Result<Option<(usize, usize)>, String> {
    let (found, _) = source::find(&folder.join(&sdk.folder));
    let (mut found, _) = model::folders(found);
    let docs = found.pop().ok_or_else(|| format!("{}: found no pages", sdk.folder))?;
    let read = |no_sources| read(&docs, no_sources).ok_or_else(|| format!("{}: cannot be read", sdk.folder));
    let (with, alone) = (read(false)?, read(true)?);
    let mut guessed: HashMap<String, &str> = HashMap::new();
    for field in fields(&alone) {
        guessed.insert(field.place.to_string(), &field.wire);
    }
    let told = fields(&with).filter_map(|field| {
        let wire = field.tag.as_ref()?.wire.as_deref()?;
        Some(guessed.get(&field.place.to_string()).is_some_and(|name| *name == wire))
    });
    let (mut right, mut all) = (0, 0);
    for is_right in told {
        right += usize::from(is_right);
        all += 1;
    }
    Ok((all > 0).then_some((right, all)))
}

fn read(docs: &Docs, no_sources: bool) -> Option<Api> {
    model::read(docs, &Options { no_sources, ..Options::default() }).0
}

fn fields(api: &Api) -> impl Iterator<Item = &model::Field> {
    api.models.iter().flat_map(|model| match &model.kind {
        Kind::Object(object) => object.fields.as_slice(),
        _ => &[],
    })
}
