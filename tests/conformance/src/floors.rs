//! The figures below which no change may fall, and where each SDK's truth is: `floors.toml`.

use crate::facts::Fact;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// One entry for each SDK, and for each API whose SDKs are joined.
    pub sdk: Vec<Sdk>,
}

/// What is asked of one SDK.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sdk {
    /// Its folder, from that of the pages: `api/language`; `api` where several SDKs are joined.
    pub folder: String,
    /// The folders in it of the SDKs that are joined; none for one SDK.
    #[serde(default)]
    pub joined: Vec<String>,
    /// The SDK whose models and fields are taken, the others giving facts only.
    pub at: Option<String>,
    /// The OpenAPI document that it was made from, likewise; absent where none was published.
    pub truth: Option<String>,
    /// Whether its language shows no difference between integers and other numbers.
    #[serde(default)]
    pub loose_numbers: bool,
    /// The least share in per cent of payloads that come back from the types, where its pages show enough for them.
    pub round_trips: Option<f64>,
    /// The least share in per cent of names on the wire that the docs alone give as the SDK's own sources have them.
    pub names: Option<f64>,
    /// How many rows and types at most are not counted as read; the entry's comment says which and why.
    #[serde(default)]
    pub unread: usize,
    /// From a fact's name to the least share in per cent.
    #[serde(default)]
    pub floors: BTreeMap<String, f64>,
}

impl Sdk {
    /// What the tables call it: its folder, and the revision that is asked for.
    pub fn name(&self) -> String {
        match &self.at {
            Some(at) => format!("{} at {at}", self.folder),
            None => self.folder.clone(),
        }
    }

    /// Its folders of pages, from that of all pages: several where SDKs are joined.
    pub fn folders(&self) -> Vec<String> {
        if self.joined.is_empty() {
            return vec![self.folder.clone()];
        }
        self.joined.iter().map(|sdk| format!("{}/{sdk}", self.folder)).collect()
    }
}

impl Floors {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Where it can't be read, is no TOML, or names a fact that is none.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Adds the SDKs of a folder that the file does not name: folders with `models` two levels below. Nothing is known of
    /// their truth; what becomes of their pages is counted.
    ///
    /// # Errors
    ///
    /// Where a folder can't be read.
    pub fn add_unlisted(&mut self, corpus: &Path) -> Result<(), String> {
        for api in folders(corpus)? {
            for sdk in folders(&corpus.join(&api))? {
                let folder = format!("{api}/{sdk}");
                let listed = self.sdk.iter().any(|sdk| sdk.folder == folder);
                if !listed && corpus.join(&folder).join("models").is_dir() {
                    self.sdk.push(Sdk { folder, ..Sdk::default() });
                }
            }
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<Self, String> {
        let floors: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        for sdk in &floors.sdk {
            if let Some(name) = sdk.floors.keys().find(|name| !Fact::ALL.iter().any(|fact| fact.name() == *name)) {
                return Err(format!("`{}` has a floor for `{name}`, which is no figure", sdk.folder));
            }
            if sdk.truth.is_none() && !sdk.floors.is_empty() {
                return Err(format!("`{}` has floors, and no truth to measure them by", sdk.folder));
            }
        }
        Ok(floors)
    }
}

/// The names of the folders in a folder, sorted.
fn folders(path: &Path) -> Result<Vec<String>, String> {
    let bad = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(bad)? {
        let entry = entry.map_err(bad)?;
        if entry.path().is_dir() {
            names.extend(entry.file_name().into_string().ok());
        }
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_for_what_is_no_figure_is_an_error() {
        let text =
            |name: &str| format!("[[sdk]]\nfolder = \"a/ruby\"\ntruth = \"a.yaml\"\nfloors = {{ {name} = 99.5 }}\n");
        assert_eq!(Floors::parse(&text("wire")).unwrap().sdk[0].floors["wire"], 99.5);
        assert!(Floors::parse(&text("wires")).unwrap_err().contains("`wires`"));
        assert!(Floors::parse("[[sdk]]\nfolder = \"a\"\nfloors = { wire = 1 }").is_err());
        assert!(Floors::parse("[[sdk]]\nfolders = \"a\"").is_err());
    }
}
