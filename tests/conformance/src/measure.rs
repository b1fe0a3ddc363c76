//! Reads one SDK's pages as a user would, and measures the schema that comes out.

use crate::coverage::Coverage;
use crate::facts::{self, Facts};
use crate::floors::Sdk;
use crate::payloads::{self, Payload};
use crate::truth;
use fieldcast::decide::decide;
use fieldcast::merge;
use fieldcast::model::{self, Options};
use fieldcast::schema::{self, document};
use fieldcast::source;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// An OpenAPI document and payloads that are valid under it.
pub struct Truth {
    document: Value,
    payloads: Vec<Payload>,
}

/// What was measured of one SDK.
pub struct Measured {
    /// The SDK and its floors.
    pub sdk: Sdk,
    /// What agrees with the truth; empty where there is none.
    pub facts: Facts,
    /// What became of the pages.
    pub coverage: Coverage,
    /// The schema's text.
    schema: String,
}

impl Truth {
    /// The payloads of models that a schema has, by their keys in it.
    pub fn keyed(&self, recovered: &Value) -> Vec<(String, Value)> {
        payloads::keyed(recovered, &self.payloads)
    }
}

impl Measured {
    /// The schema's text.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// Writes the schema into a folder, as `api-language.schema.json`.
    ///
    /// # Errors
    ///
    /// Where it can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let path = folder.join(format!("{}.schema.json", self.sdk.name().replace(['/', ' '], "-")));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, &self.schema))
            .map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// Reads the truths of the SDKs, each once.
///
/// # Errors
///
/// Where one can't be read.
pub fn truths(folder: &Path, sdks: &[&Sdk]) -> Result<HashMap<String, Truth>, String> {
    let mut names: Vec<&String> = sdks.iter().filter_map(|sdk| sdk.truth.as_ref()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_par_iter()
        .map(|name| {
            let document = truth::read(&folder.join(name))?;
            let payloads = payloads::make(&document);
            Ok((name.clone(), Truth { document, payloads }))
        })
        .collect()
}

/// Reads an SDK's pages, or joins those of several, and compares the schema with the truth.
///
/// # Errors
///
/// Where a folder is not that of one SDK.
pub fn measure(folder: &Path, sdk: &Sdk, truth: Option<&Truth>) -> Result<Measured, String> {
    let mut coverage = Coverage::default();
    let mut apis = Vec::new();
    for pages in sdk.folders() {
        let (api, found) = read(folder, &pages)?;
        apis.push(api);
        // pages that are joined are counted where their SDK stands by itself
        if sdk.joined.is_empty() {
            coverage = found;
        }
    }
    let options = merge::Options { at: sdk.at.clone(), ..merge::Options::default() };
    let joined = merge::join(apis, &options);
    let name = sdk.name();
    let problems = joined.diagnostics.iter().filter(|d| d.is_error()).map(ToString::to_string);
    let Some(api) = joined.api.filter(|_| !joined.diagnostics.iter().any(|d| d.is_error())) else {
        return Err(format!("{name}: {}", problems.collect::<Vec<_>>().join("\n")));
    };
    let (decided, _) = decide(api, &[]);
    let options = schema::Options { id: format!("https://example.com/{}.json", sdk.folder), ..Default::default() };
    let text = schema::write(&document(&decided, &options));
    let recovered: Value = serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let mut facts = Facts::default();
    if let Some(truth) = truth {
        facts::compare(&recovered, &truth.document, sdk.loose_numbers, &mut facts);
        payloads::try_on(&recovered, &truth.payloads, &mut facts)
            .map_err(|error| format!("{name}: the schema is not valid: {error}"))?;
    }
    Ok(Measured { sdk: sdk.clone(), facts, coverage, schema: text })
}

/// What the pages of one SDK tell, and what became of them.
fn read(folder: &Path, pages: &str) -> Result<(model::Api, Coverage), String> {
    let (found, mut diagnostics) = source::find(&folder.join(pages));
    let (mut found, _) = model::folders(found);
    let [docs] = found.as_mut_slice() else {
        return Err(format!("{pages}: found {} folders of models, expected one", found.len()));
    };
    diagnostics.extend(docs.load().map_err(|problem| problem.to_string())?);
    let (api, more) = model::read(docs, &Options::default());
    diagnostics.extend(more);
    let Some(api) = api else {
        let problems: Vec<String> = diagnostics.iter().filter(|d| d.is_error()).map(ToString::to_string).collect();
        return Err(format!("{pages}: {}", problems.join("\n")));
    };
    let coverage = Coverage::of(docs, &api, &diagnostics);
    Ok((api, coverage))
}
