//! The settings of the SDK generator, `gen.yaml`: the few of them that say how the pages are written.

use crate::diagnostic::{Code, Diagnostic, Place};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What `gen.yaml` tells of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GenYaml {
    /// The path of the file.
    pub path: Arc<str>,
    /// The SDK languages that it has a section for, as it calls them: `ruby`, `typescript`.
    pub languages: Vec<String>,
    /// From a namespace of the API (`shared`) to the folder that its pages lie in (`components`).
    pub folders: BTreeMap<String, String>,
    /// How properties are cased in the SDK: `camel`, `snake` (`modelPropertyCasing`).
    pub property_casing: Option<String>,
}

/// The sections of the file that are about no language.
const COMMON: [&str; 5] = ["configVersion", "generation", "features", "id", "management"];

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Section {
    imports: Imports,
    model_property_casing: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Imports {
    paths: BTreeMap<String, String>,
}

impl GenYaml {
    /// Parses the text of `gen.yaml`. Settings that are not known are passed over: the file is the SDK generator's.
    ///
    /// # Errors
    ///
    /// `bad-config` where the text is not a YAML mapping.
    pub fn parse(text: &str, path: &Arc<str>) -> Result<Self, Diagnostic> {
        let bad = |place: Place, found: String| {
            Diagnostic::error(
                Code::BadConfig,
                place,
                format!("found {found}, expected the settings of an SDK generator"),
            )
            .help("mend the file, or move it out of the folder: pages are read without it too")
        };
        let sections: BTreeMap<String, Value> = serde_saphyr::from_str(text).map_err(|error| {
            let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
            let place = error.location().map_or_else(
                || Place::file(Arc::clone(path)),
                |at| Place::at(Arc::clone(path), number(at.line()), number(at.column())),
            );
            let text = error.to_string();
            bad(place, text.lines().next().unwrap_or("no YAML").to_owned())
        })?;
        let mut out = Self { path: Arc::clone(path), ..Self::default() };
        for (name, value) in sections {
            if COMMON.contains(&name.as_str()) || !value.is_object() {
                continue;
            }
            // a section of another shape is not about model pages
            let section: Section = serde_json::from_value(value).unwrap_or_default();
            for (namespace, folder) in section.imports.paths {
                let last = folder.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
                out.folders.insert(namespace.to_ascii_lowercase(), last);
            }
            out.property_casing = out.property_casing.or(section.model_property_casing);
            out.languages.push(name);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_says_how_pages_are_written() {
        let text = "configVersion: 2.0.0\ngeneration:\n  sdkClassName: Pets\nruby:\n  version: 1.0.0\n  imports:\n    option: openapi\n    paths:\n      shared: models/components\n      errors: models/errors\n";
        let settings = GenYaml::parse(text, &"gen.yaml".into()).unwrap();
        assert_eq!(settings.languages, ["ruby"]);
        assert_eq!(settings.folders["shared"], "components");
    }

    #[test]
    fn text_that_is_no_yaml_is_a_diagnostic_with_a_place() {
        let error = GenYaml::parse("a: [1, 2\nb: }", &"gen.yaml".into()).unwrap_err();
        assert_eq!(error.code, Code::BadConfig);
        assert!(error.place.is_some_and(|place| place.line > 0));
    }
}
