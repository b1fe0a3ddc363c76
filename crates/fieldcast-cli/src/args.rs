//! What can be asked for on the command line.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use fieldcast::wire::Convention;
use std::path::PathBuf;

/// Reads the Markdown field tables of SDK documentation and makes a JSON Schema and Rust models from them.
#[derive(Debug, Parser)]
#[command(name = "fieldcast", version, max_term_width = 100, after_help = EXIT)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT: &str = "Exit codes: 0 done, 1 errors in the input (nothing is written), 2 a wrong call.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes the JSON Schema of an API from the docs of its SDK
    #[command(
        after_help = "Example:\n  fieldcast schema clerk-sdk-ruby/docs -o clerk.schema.json \\\n    --id https://example.com/clerk.schema.json --title Clerk"
    )]
    Schema(SchemaArgs),
    /// Writes a Rust crate with the models of an API
    #[command(
        after_help = "Example:\n  fieldcast models clerk-sdk-ruby/docs --out clerk-models --name clerk-models\n  cd clerk-models && cargo doc --open"
    )]
    Models(ModelsArgs),
    /// Says what the pages are, what each became, and what they leave unknown
    #[command(
        after_help = "Examples:\n  fieldcast inspect clerk-sdk-ruby/docs\n  fieldcast inspect clerk-sdk-ruby --json | jq .facts"
    )]
    Inspect(InspectArgs),
    /// Says why a fact is what it is: all evidence for it, with its places, and the rule that decided
    #[command(
        override_usage = "fieldcast explain [OPTIONS] <DOCS>... <MODEL.FIELD>",
        after_help = "Examples:\n  fieldcast explain clerk-ruby/docs clerk-java/docs Session.expire_at\n  fieldcast explain clerk-ruby/docs clerk-java/docs --at ruby Session --json"
    )]
    Explain(ExplainArgs),
    /// Says which payloads do not fit a model of a schema, and where
    #[command(
        after_help = "Example:\n  fieldcast validate 'clerk.schema.json#/$defs/Session' session.json\n\nExit codes: 0 all fit, 1 some don't or cannot be read, 2 a wrong call."
    )]
    Validate(ValidateArgs),
}

/// What every command needs to read pages.
#[derive(Args, Debug)]
pub struct ReadArgs {
    /// The folders of the docs, a checkout of an SDK, its `docs`, or its `docs/models`; several SDKs of one API are joined
    #[arg(required = true, value_name = "DOCS")]
    pub docs: Vec<PathBuf>,
    #[command(flatten)]
    pub how: HowArgs,
}

/// How pages are read, and SDKs are joined.
#[derive(Args, Debug)]
pub struct HowArgs {
    /// Where SDKs of several revisions are joined, the one whose models and fields are taken, by its language or folder;
    /// the others then give facts only
    #[arg(long, value_name = "SDK")]
    pub at: Option<String>,
    /// The generator of the pages, where they leave doubt: speakeasy, openapi-generator, apimatic
    #[arg(long, value_parser = family)]
    pub family: Option<String>,

    /// The SDK's language, where the pages leave doubt: typescript, python, ruby, go, java, csharp, php
    #[arg(long, value_parser = language)]
    pub language: Option<String>,
    /// How names are written on the wire, where the pages leave doubt: snake_case, camelCase, PascalCase, kebab-case,
    /// as-documented
    #[arg(long, value_name = "CONVENTION")]
    pub wire_names: Option<Convention>,
    /// Do without the SDK's own sources, also where they lie in the same checkout: they tell the names on the wire, and
    /// what pages cannot show
    #[arg(long)]
    pub no_sources: bool,
    /// Keep the models of the SDK's own plumbing: response wrappers, transport types, retries
    #[arg(long)]
    pub include_plumbing: bool,
    /// How many threads to use; all of the machine's by default
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Take warnings for errors, and write nothing where there is one; for those who own the docs
    #[arg(long)]
    pub strict: bool,
    /// Show every message, and what was left out on purpose, too
    #[arg(long, short)]
    pub verbose: bool,
}

#[derive(Args, Debug)]
pub struct SchemaArgs {
    #[command(flatten)]
    pub read: ReadArgs,
    /// The file to write; standard output by default, or as `-`
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write one file for each model into this folder, with relative references between them, and with `--openapi` one for
    /// each path and `openapi.json` too; the whole is then written only where `-o` names a file
    #[arg(long, value_name = "DIR")]
    pub split: Option<PathBuf>,
    /// Write an OpenAPI 3.1 document instead: the operations of the pages beside the models, and the models as components
    #[arg(long)]
    pub openapi: bool,
    /// The URL of the API's server in the OpenAPI document; those that the docs name by default
    #[arg(long, value_name = "URL", requires = "openapi", value_parser = url)]
    pub server: Option<String>,
    /// The version that the OpenAPI document says it has
    #[arg(long, value_name = "VERSION", default_value = "1.0.0", requires = "openapi")]
    pub api_version: String,
    #[command(flatten)]
    pub identity: IdentityArgs,
    /// Does nothing: a run goes on in any case
    #[arg(long, hide = true)]
    pub keep_going: bool,
    /// Replace files of the same names that fieldcast did not write, or that were changed since
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct IdentityArgs {
    /// The URL at which the schema is published
    #[arg(long, value_name = "URL", default_value = "https://example.com/models.schema.json", value_parser = id)]
    pub id: String,
    /// The API's name
    #[arg(long)]
    pub title: Option<String>,
}

#[derive(Args, Debug)]
pub struct ModelsArgs {
    #[command(flatten)]
    pub read: ReadArgs,
    /// The folder of the crate; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The crate's name
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    pub name: String,
    /// Refuse values of enums that the pages do not list
    #[arg(long)]
    pub closed_enums: bool,
    /// Only these models and what they refer to; may be given several times
    #[arg(long, value_name = "MODEL", num_args = 1..)]
    pub only: Vec<String>,
    #[command(flatten)]
    pub identity: IdentityArgs,
    /// Does nothing: a run goes on in any case
    #[arg(long, hide = true)]
    pub keep_going: bool,
    /// Replace files of the same names that fieldcast did not write, or that were changed since
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct InspectArgs {
    #[command(flatten)]
    pub read: ReadArgs,
    /// Write the report as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct ValidateArgs {
    /// The schema's file and the model in it
    #[arg(value_name = "SCHEMA#/$defs/MODEL")]
    pub model: String,
    /// Files of JSON or JSON Lines; standard input by default, or as `-`
    #[arg(value_name = "FILE")]
    pub payloads: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The folders of the docs, one for each SDK, and last what to explain: `Session`, `Session.expire_at`
    // One list: options may stand between its words, and a list before another word would end at the first of them.
    #[arg(required = true, value_name = "DOCS")]
    words: Vec<PathBuf>,
    #[command(flatten)]
    pub how: HowArgs,
    /// Write the explanation as JSON
    #[arg(long)]
    pub json: bool,
}

impl ExplainArgs {
    /// The folders of the docs, and what to explain. Ends the program as any wrong call does where one of them is missing.
    pub fn docs_and_target(&self) -> (&[PathBuf], String) {
        match self.words.split_last() {
            Some((target, docs)) if !docs.is_empty() => (docs, target.to_string_lossy().into_owned()),
            _ => {
                let message = "found one word, expected the folders of the docs and after them what to explain";
                let mut command = Arguments::command();
                command.build();
                let mut explain = command.find_subcommand("explain").cloned().unwrap_or(command);
                explain.error(ErrorKind::TooFewValues, message).exit()
            }
        }
    }
}

fn url(text: &str) -> Result<String, String> {
    let rest = ["https://", "http://", "/"].into_iter().find_map(|start| text.strip_prefix(start));
    match rest {
        Some(rest) if !rest.contains(|c: char| c.is_whitespace() || c.is_control()) => Ok(text.to_owned()),
        _ => Err("expected a URL, such as `https://api.example.com/v1`".to_owned()),
    }
}

fn family(name: &str) -> Result<String, String> {
    let names: Vec<&str> = fieldcast::family::ALL.iter().map(|family| family.name()).collect();
    match fieldcast::family::by_family_name(name) {
        Some(family) => Ok(family.name().to_owned()),
        None => Err(format!("expected one of {}", names.join(", "))),
    }
}

fn language(name: &str) -> Result<String, String> {
    let names: Vec<&str> = fieldcast::family::languages().map(|(_, dialect)| dialect.name()).collect();
    match fieldcast::family::by_name(name) {
        // as it was given: which language it is depends on the family of the pages
        Some(_) => Ok(name.to_owned()),
        None => Err(format!("expected one of {}", names.join(", "))),
    }
}

fn id(id: &str) -> Result<String, String> {
    if fieldcast::schema::is_id(id) {
        Ok(id.to_owned())
    } else {
        Err("expected a URL without a fragment, such as `https://example.com/clerk.schema.json`".to_owned())
    }
}

fn crate_name(name: &str) -> Result<String, String> {
    if fieldcast::project::is_crate_name(name) {
        Ok(name.to_owned())
    } else {
        let rule = "expected lower-case words joined by `-`, such as `clerk-models`, and no word of the language or name of another crate";
        Err(rule.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        let mut count = 0;
        for command in Arguments::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Example"), "{help}");
            count += 1;
        }
        assert_eq!(count, 5);
    }
}
