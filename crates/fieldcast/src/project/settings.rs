//! `source.toml`: what a person says about an API that its pages do not.

use super::git;
use crate::decide;
use crate::devices::is_device;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Literal;
use crate::rust;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The settings of one API.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Settings {
    /// What the API is.
    pub api: ApiSettings,
    /// The Rust crate that is made for it; none where it is left out.
    #[serde(rename = "crate")]
    pub package: Option<Package>,
    /// What else is made, and where.
    #[serde(default)]
    pub output: Output,
    /// Where its pages are: one entry for each SDK.
    #[serde(default = "one_folder")]
    pub pages: Vec<Pages>,
    /// Facts that the pages have wrong, or cannot show.
    #[serde(default, rename = "correction")]
    pub corrections: Vec<Correction>,
}

/// What an API is called, and where its schema is published.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ApiSettings {
    /// The schema's title.
    pub title: String,
    /// The schema's description, in CommonMark.
    pub description: Option<String>,
    /// The URL of the folder in which the schema is published; `<api>.schema.json` follows it in `$id`.
    pub base_id: String,
    /// The convention of the names on the wire, such as `snake_case`; found from the pages where it is not said.
    pub wire_names: Option<String>,
    /// Where SDKs of several revisions are joined, the one whose models and fields are taken, by its language or folder;
    /// the others then give facts only.
    pub at: Option<String>,
    /// Whether models of the SDK's own plumbing are kept.
    #[serde(default)]
    pub include_plumbing: bool,
    /// Whether warnings are errors, for those who own the pages.
    #[serde(default)]
    pub strict: bool,
    /// Whether an OpenAPI document with the operations is published too, as `<api>.openapi.json`.
    #[serde(default)]
    pub openapi: bool,
    /// The URL of the server in it; those that the docs name where it is not said.
    pub server: Option<String>,
}

/// What is made of an API beside its crate, and where: paths below the project's folder, with `/` between their parts.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Output {
    /// The command that the headers of generated files name; [`super::COMMAND`] where it is not said.
    pub command: Option<String>,
    /// The schema's file, `schema/<api>.schema.json` where it is not said; `false` for none.
    pub schema: Option<Wanted>,
    /// The folder of the schema in one file for each model; none where it is not said.
    pub split: Option<String>,
    /// The folder of the Rust models as a module of a crate that is there, such as `src/pets`: the crate says `mod pets;`, and
    /// depends on `serde` and `serde_json`. None where it is not said.
    pub module: Option<String>,
    /// The file of an OpenAPI document; none where neither this nor [`ApiSettings::openapi`] is said.
    pub openapi: Option<String>,
}

/// Where a file is made, or that it is not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected a path, or false")]
pub enum Wanted {
    /// Whether it is made where such files are made.
    Is(bool),
    /// The file's path below the project's folder.
    At(String),
}

/// The Rust crate of an API.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Package {
    /// Its name, which is also the name of its folder.
    pub name: String,
    /// What it is, in one line, for crates.io.
    pub description: String,
    /// Whether enums refuse values that the pages do not list.
    #[serde(default)]
    pub closed_enums: bool,
    /// Whether structs keep members that the pages do not list, and write them again.
    #[serde(default)]
    pub keep_unknown: bool,
    /// Its folder below the project's, `crates/<name>` where it is not said.
    pub path: Option<String>,
    /// Whether it is a member of a workspace that states edition, licence and lints; else it stands on its own.
    #[serde(default = "yes")]
    pub workspace: bool,
    /// The version of a crate on its own.
    pub version: Option<String>,
    /// The licence of a crate on its own, an SPDX expression.
    pub license: Option<String>,
}

impl Package {
    /// Its folder below the project's.
    pub fn folder(&self) -> String {
        self.path.clone().unwrap_or_else(|| format!("crates/{}", self.name))
    }
}

fn yes() -> bool {
    true
}

/// The pages of one SDK: a folder beside the settings, or of a git repository.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pages {
    /// Their folder, from the folder of `source.toml`, or with `git` from the repository's root.
    #[serde(default = "here")]
    pub folder: String,
    /// Whether `folder` is one of the project, from the folder in which `schema` lies, instead.
    #[serde(default)]
    pub project: bool,
    /// The repository that holds them: `https://…`, `ssh://…` or `file://…`. `fieldcast update` fetches it, and writes
    /// to `source.lock` which commit it took.
    pub git: Option<String>,
    /// The branch, tag or commit that is followed; the repository's own branch where it is not said.
    pub rev: Option<String>,
    /// A folder beside the settings into which the pages of the repository are copied, so that nobody has to fetch them.
    pub vendor: Option<String>,
    /// Whether the SDK's own sources, in the checkout that the pages lie in, are read too: they tell names on the wire and
    /// null better than pages do. Of a repository they are pinned and kept with the pages.
    #[serde(default)]
    pub sources: bool,
    /// The SDK's language; found from the pages where it is not said.
    pub language: Option<String>,
    /// Where the pages come from, for people.
    pub origin: Option<String>,
}

/// A fact that the pages have wrong or cannot show.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Correction {
    /// The model or the field, and where it is said: `Session`, `Session.expire_at`.
    pub at: Spanned<String>,
    /// Why the pages are not right; who reads it should be able to check it.
    pub reason: String,
    /// Whether null is allowed.
    pub nullable: Option<bool>,
    /// Whether the member must be there.
    pub required: Option<bool>,
    /// The type in JSON Schema's words: `integer`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The format in JSON Schema's words: `date-time`.
    pub format: Option<String>,
    /// The name on the wire.
    pub wire_name: Option<String>,
    /// Whether an enum takes values that its page does not list.
    pub open: Option<bool>,
    /// The text that describes a model or field, in CommonMark.
    pub description: Option<String>,
    /// Another name for a model, in the schema and in Rust. Corrections further down call it so.
    pub rename: Option<String>,
    /// Another name for a model or field in Rust alone.
    pub rust_name: Option<String>,
    /// Leaves out a model or field. What refers to the model accepts anything then.
    pub leave_out: Option<bool>,
    /// Adds a field that no page lists; `type` and the rest say what it is.
    pub add: Option<bool>,
    /// Values that an enum has beside those of its page.
    pub values: Option<Vec<toml::Value>>,
    /// The member that tells the objects of a union apart.
    pub discriminator: Option<String>,
    /// With `discriminator`: each of its values, and the model that has it.
    pub mapping: Option<BTreeMap<String, String>>,
    /// Where a parameter of an operation is sent: `query` or `header`.
    #[serde(rename = "in")]
    pub stands: Option<String>,
    /// The status of an operation where all goes well.
    pub status: Option<u16>,
    /// The content type of an operation's body.
    pub content: Option<String>,
}

fn one_folder() -> Vec<Pages> {
    vec![Pages {
        folder: here(),
        project: false,
        git: None,
        rev: None,
        vendor: None,
        sources: false,
        language: None,
        origin: None,
    }]
}

fn here() -> String {
    ".".to_owned()
}

impl Correction {
    fn mapping(&self) -> Vec<(String, String)> {
        self.mapping.iter().flatten().map(|(value, model)| (value.clone(), model.clone())).collect()
    }

    /// The facts that it corrects, by the names that they have in the file.
    fn facts(&self) -> impl Iterator<Item = &'static str> {
        let all = [
            ("nullable", self.nullable.is_some()),
            ("required", self.required.is_some()),
            ("type", self.ty.is_some()),
            ("format", self.format.is_some()),
            ("wire-name", self.wire_name.is_some()),
            ("open", self.open.is_some()),
            ("description", self.description.is_some()),
            ("rename", self.rename.is_some()),
            ("rust-name", self.rust_name.is_some()),
            ("leave-out", self.leave_out.is_some()),
            ("add", self.add.is_some()),
            ("values", self.values.is_some()),
            ("discriminator", self.discriminator.is_some()),
            ("in", self.stands.is_some()),
            ("status", self.status.is_some()),
            ("content", self.content.is_some()),
        ];
        all.into_iter().filter(|(_, given)| *given).map(|(name, _)| name)
    }
}

impl Settings {
    /// Reads the text of a `source.toml`; `file` is its path as diagnostics show it.
    ///
    /// # Errors
    ///
    /// The first thing that is not as it should be ([`Code::BadConfig`]), with its line and column.
    pub fn parse(text: &str, file: &str) -> Result<Self, Diagnostic> {
        let settings: Self = toml::from_str(text).map_err(|error| {
            let place = error.span().map_or_else(|| Place::file(file), |span| place(text, file, span.start));
            Diagnostic::error(Code::BadConfig, place, error.message().trim().replace('\n', ", "))
        })?;
        settings.check(text, file)?;
        Ok(settings)
    }

    /// The corrections as the stage that applies them wants them; `text` and `file` are those of [`Self::parse`].
    pub fn corrections(&self, text: &str, file: &str) -> Vec<decide::Correction> {
        let of = |correction: &Correction| decide::Correction {
            at: correction.at.get_ref().clone(),
            reason: correction.reason.clone(),
            nullable: correction.nullable,
            required: correction.required,
            ty: correction.ty.clone(),
            format: correction.format.clone(),
            wire_name: correction.wire_name.clone(),
            open: correction.open,
            description: correction.description.clone(),
            rename: correction.rename.clone(),
            leave_out: correction.leave_out.unwrap_or_default(),
            add: correction.add.unwrap_or_default(),
            values: correction.values.iter().flatten().filter_map(literal).collect(),
            names_in_rust: correction.rust_name.is_some(),
            discriminator: correction.discriminator.clone().map(|property| (property, correction.mapping())),
            stands: correction.stands.clone(),
            status: correction.status,
            content: correction.content.clone(),
            place: Some(place(text, file, correction.at.span().start)),
        };
        self.corrections.iter().map(of).collect()
    }

    /// The names in Rust that corrections give, by the model or field that has them.
    pub fn rust_names(&self) -> BTreeMap<String, String> {
        let named = self.corrections.iter().filter_map(|c| Some((c.at.get_ref().clone(), c.rust_name.clone()?)));
        named.collect()
    }

    /// What the types cannot say.
    fn check(&self, text: &str, file: &str) -> Result<(), Diagnostic> {
        let fault = |value: &str, message: String| {
            // The value stands in the text as it is, or with escapes; the whole file is meant then.
            let place = text.find(value).map_or_else(|| Place::file(file), |at| place(text, file, at));
            Err(Diagnostic::error(Code::BadConfig, place, message))
        };
        if let Some(package) = &self.package {
            let name = &package.name;
            if !is_crate_name(name) {
                let expected = "lower-case words joined by `-`, and no word of the language or name of another crate";
                return fault(name, format!("found the crate name `{name}`, expected {expected}"));
            }
        }
        if self
            .output
            .command
            .as_ref()
            .is_some_and(|command| command.trim().is_empty() || command.contains(['`', '\n']))
        {
            return Err(Diagnostic::error(Code::BadConfig, Place::file(file), "`command` is no command of one line"));
        }
        if let Some(module) = self.output.module.as_ref().filter(|module| rust::module_path(module).is_none()) {
            let expected = "a folder below `src`, with names of modules: `src/pets`";
            return fault(module, format!("found the module `{module}`, expected {expected}"));
        }
        let id = &self.api.base_id;
        let is_folder = id.starts_with("https://") && id.ends_with('/') && !id.contains('?');
        if !is_folder || !crate::schema::is_id(id) {
            return fault(id, format!("found the base id `{id}`, expected an https URL that ends with `/`"));
        }
        if self.pages.is_empty() {
            return Err(Diagnostic::error(Code::BadConfig, Place::file(file), "`pages` names no folder"));
        }
        for pages in &self.pages {
            for folder in [Some(&pages.folder), pages.vendor.as_ref()].into_iter().flatten() {
                if folder.starts_with('/')
                    || folder.split(['/', '\\']).any(|part| part == "..")
                    || folder.contains(':')
                    || folder.chars().any(char::is_control)
                {
                    return fault(folder, format!("the folder `{folder}` does not lie below the one of this file"));
                }
            }
            match &pages.git {
                Some(url) if !git::is_url(url) => {
                    let expected = "`https://…`, `ssh://…` or `file://…`, without a password";
                    return fault(url, format!("found the repository `{url}`, expected {expected}"));
                }
                Some(_) if pages.project => {
                    let message = "`project` is for pages without a repository";
                    return Err(Diagnostic::error(Code::BadConfig, Place::file(file), message));
                }
                None if pages.rev.is_some() || pages.vendor.is_some() => {
                    let message = "`rev` and `vendor` are for pages of a repository, which `git` names";
                    return Err(Diagnostic::error(Code::BadConfig, Place::file(file), message));
                }
                _ => {}
            }
            if let Some(rev) = pages.rev.as_ref().filter(|rev| !git::is_rev(rev)) {
                return fault(rev, format!("`{rev}` cannot be a branch, tag or commit"));
            }
        }
        let mut known = BTreeSet::new();
        for correction in &self.corrections {
            let at = correction.at.get_ref();
            if correction.reason.trim().is_empty() {
                return fault(at, format!("the correction of `{at}` gives no reason"));
            }
            let wrong = |message: String| {
                let place = place(text, file, correction.at.span().start);
                Err(Diagnostic::error(Code::BadConfig, place, message))
            };
            if correction.facts().next().is_none() {
                return wrong(format!("the correction of `{at}` says no fact"));
            }
            if correction.discriminator.is_some() != correction.mapping.is_some() {
                return wrong(
                    "`discriminator` and `mapping` are said together: `mapping = { dog = \"Dog\" }`".to_owned(),
                );
            }
            if correction.values.iter().flatten().any(|value| literal(value).is_none()) {
                return wrong("expected strings, whole numbers and truth values as values of an enum".to_owned());
            }
            if correction.wire_name.as_ref().is_some_and(String::is_empty) {
                return wrong(format!("the correction of `{at}` gives it an empty name on the wire"));
            }
            for fact in correction.facts() {
                if !known.insert((at.as_str(), fact)) {
                    return wrong(format!("`{fact}` of `{at}` is corrected twice"));
                }
            }
        }
        Ok(())
    }
}

/// A value of an enum.
fn literal(value: &toml::Value) -> Option<Literal> {
    Some(match value {
        toml::Value::String(text) => Literal::String(text.clone()),
        toml::Value::Integer(number) => Literal::Integer(*number),
        toml::Value::Boolean(is) => Literal::Boolean(*is),
        _ => return None,
    })
}

/// Names that a crate cannot have beside the language's words and devices, as which no folder can be called: those of the
/// compiler's own crates, and of the crates that a generated one depends on.
const TAKEN: &[&str] =
    &["alloc", "core", "gen", "proc_macro", "std", "test", "jiff", "schemars", "serde", "serde_json"];

/// Whether a name is one that crates.io takes, that everybody can write, and that other crates can name: `clerk-models`.
pub fn is_crate_name(name: &str) -> bool {
    let identifier = name.replace('-', "_");
    if is_device(name) || TAKEN.contains(&identifier.as_str()) || syn::parse_str::<syn::Ident>(&identifier).is_err() {
        return false;
    }
    let words = name.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    });
    words && name.len() <= 64 && name.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The line and column of an offset.
fn place(text: &str, file: &str, offset: usize) -> Place {
    let head = text.get(..offset).unwrap_or(text);
    let line = head.matches('\n').count() + 1;
    let column = head.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place::at(file, number(line), number(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
[api]
title = "Pets"
base-id = "https://example.com/schema/"
wire-names = "snake_case"

[crate]
name = "pet-models"
description = "The pets."

[[pages]]
language = "ruby"
origin = "https://example.com/pets-ruby"

[[correction]]
at = "Pet.age"
reason = "the service sends whole years"
type = "integer"
"#;

    #[test]
    fn reads_a_whole_file() {
        let settings = Settings::parse(WHOLE, "source.toml").unwrap();
        assert_eq!(settings.api.title, "Pets");
        assert_eq!(settings.pages[0].folder, ".");
        assert_eq!(settings.corrections[0].ty.as_deref(), Some("integer"));
        assert!(!settings.package.as_ref().unwrap().closed_enums);
        let corrections = settings.corrections(WHOLE, "source.toml");
        assert_eq!(corrections[0].place, Some(Place::at("source.toml", 16, 6)));
    }

    #[test]
    fn the_pages_lie_beside_the_file_where_it_does_not_say() {
        let text = WHOLE.split("[[pages]]").next().unwrap();
        assert_eq!(Settings::parse(text, "source.toml").unwrap().pages, one_folder());
    }

    #[test]
    fn a_crate_has_a_name_that_others_can_write() {
        for name in ["clerk-models", "a", "x_1", "serde-models", "com", "com10", "std-models"] {
            assert!(is_crate_name(name), "{name}");
        }
        for name in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "1a",
            "self",
            "crate",
            "super",
            "fn",
            "async",
            "gen",
            "try",
            "std",
            "core",
            "test",
            "serde",
            "serde-json",
            "con",
            "com1",
            "lpt9",
            &"a".repeat(65),
        ] {
            assert!(!is_crate_name(name), "{name}");
        }
    }

    #[test]
    fn two_facts_of_one_field_can_be_corrected_apart() {
        let more = "\n[[correction]]\nat = \"Pet.age\"\nreason = \"x\"\nnullable = true\n";
        assert!(Settings::parse(&format!("{WHOLE}{more}"), "source.toml").is_ok());
    }

    #[test]
    fn says_where_it_is_wrong() {
        let cases = [
            ("title = \"Pets\"", "title = 3", "source.toml:3:9"),
            ("wire-names", "wire-name", "source.toml:5:1"),
            ("pet-models", "Pet Models", "source.toml:8:9"),
            ("https://example.com/schema/", "example.com", "source.toml:4:12"),
            ("[crate]", "[crate", "source.toml:7:7"),
            ("the service sends whole years", " ", "source.toml:16:7"),
            ("language = \"ruby\"", "folder = \"../secret\"", "source.toml:12:11"),
            ("com/schema/", "com/#schema/", "source.toml:4:12"),
            ("pet-models", "self", "source.toml:8:9"),
            ("type = \"integer\"", "wire-name = \"\"", "source.toml:16:6"),
            (
                "type = \"integer\"",
                "type = \"integer\"\n[[correction]]\nat = \"Pet.age\"\nreason = \"x\"\ntype = \"string\"",
                "source.toml:20:6",
            ),
        ];
        for (old, new, place) in cases {
            assert!(WHOLE.contains(old), "{old}");
            let error = Settings::parse(&WHOLE.replace(old, new), "source.toml").unwrap_err();
            assert_eq!(error.place.map(|p| p.to_string()).as_deref(), Some(place), "{old}: {}", error.message);
            assert_eq!(error.code, Code::BadConfig);
        }
    }
}
