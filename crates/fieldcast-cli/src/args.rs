//! What can be asked for on the command line.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use fieldcast::wire::Convention;
use std::path::PathBuf;

/// Reads the Markdown field tables of SDK documentation and makes a JSON Schema and Rust models from them.
#[derive(Debug, Parser)]
#[command(name = "fieldcast", version = VERSION, max_term_width = 100, after_help = EXIT)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Whether messages are coloured; where that is not said, on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Say nothing where all is well: no summary, no warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// Whether messages are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The version, and what it was built from.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), env!("FIELDCAST_BUILT_FROM"));

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
    /// Says what changed between two versions of an API, whom it breaks, and what version of its crate follows
    #[command(
        after_help = "Examples:\n  fieldcast diff v5.1.3:docs docs\n  fieldcast diff old.schema.json clerk-sdk-ruby/docs --format markdown\n  fieldcast diff --history clerk-sdk-ruby:docs\n\nExit codes: 0 nothing of --fail-on, 1 something of it, 2 a wrong call, 3 the two could not be compared."
    )]
    Diff(Box<DiffArgs>),
    /// Writes the first settings of an API, found from its docs, into this folder's `schema/<api>/`
    #[command(
        after_help = "Examples:\n  fieldcast init clerk-sdk-ruby/docs\n  fieldcast init https://github.com/clerk/clerk-sdk-ruby/tree/main/docs --name clerk"
    )]
    Init(InitArgs),
    /// Writes what the settings of each API in `schema/<api>/` name: schemas, crates and the rest
    #[command(after_help = "Examples:\n  fieldcast codegen\n  fieldcast codegen clerk --check")]
    Codegen(CodegenArgs),
    /// Fetches the newest pages of APIs whose docs are in a repository, pins them, and writes what they make; says in
    /// Markdown what changed
    #[command(
        after_help = "Examples:\n  fieldcast update > changes.md\n  fieldcast update clerk --to v3.1.0\n  fieldcast update --locked   # only fetches what is pinned"
    )]
    Update(UpdateArgs),
    /// Writes a correction of what a page says into the API's settings, if it changes anything
    #[command(
        after_help = "Examples:\n  fieldcast correct 'Session.tasks' --nullable true --reason \"the service sends null\"\n  fieldcast correct Coat --values '[\"curly\"]' --api kennel --reason \"seen in answers\""
    )]
    Correct(Box<CorrectArgs>),
    /// Writes the completions of a shell to standard output
    #[command(
        after_help = "Example:\n  fieldcast completions bash > ~/.local/share/bash-completion/completions/fieldcast"
    )]
    Completions(CompletionsArgs),
    /// Writes the man pages into a folder
    #[command(after_help = "Example:\n  fieldcast man ~/.local/share/man/man1")]
    Man(ManArgs),
}

#[derive(Args, Debug)]
pub struct InitArgs {
    /// The folder of the docs, or the URL of a repository, or of a folder in one as GitHub and GitLab show it
    #[arg(value_name = "DOCS|URL")]
    pub docs: String,
    /// The API's name; found from the docs' where it is not said
    #[arg(long, value_name = "API")]
    pub name: Option<String>,
}

#[derive(Args, Debug)]
pub struct CodegenArgs {
    /// The APIs that are done; all by default
    #[arg(value_name = "API")]
    pub apis: Vec<String>,
    /// Write nothing; list what is stale, missing or orphaned, and fail if anything is
    #[arg(long)]
    pub check: bool,
    /// Replace files of the same names that fieldcast did not write, or that were changed since
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct UpdateArgs {
    /// The APIs that are updated; all by default
    #[arg(value_name = "API")]
    pub apis: Vec<String>,
    /// The branch, tag or commit to take, where it is not the one that the settings name
    #[arg(long, value_name = "REV", conflicts_with = "locked")]
    pub to: Option<String>,
    /// Fetch what is pinned, and move nothing
    #[arg(long)]
    pub locked: bool,
    /// Replace files of the same names that fieldcast did not write, or that were changed since
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct CorrectArgs {
    /// The model or the field, as the schema calls it: `Session`, `Session.tasks`
    #[arg(value_name = "MODEL[.FIELD]")]
    pub at: String,
    /// Why the pages are not right
    #[arg(long)]
    pub reason: String,
    /// The API, where there are several
    #[arg(long)]
    pub api: Option<String>,
    /// Whether null is allowed
    #[arg(long)]
    pub nullable: Option<bool>,
    /// Whether the member must be there
    #[arg(long)]
    pub required: Option<bool>,
    /// The type: string, integer, number, boolean, object, any, or a model
    #[arg(long = "type", value_name = "TYPE")]
    pub ty: Option<String>,
    /// The format of a string: date, date-time, binary
    #[arg(long)]
    pub format: Option<String>,
    /// The name on the wire
    #[arg(long, value_name = "NAME")]
    pub wire_name: Option<String>,
    /// Whether an enum takes values that its page does not list
    #[arg(long)]
    pub open: Option<bool>,
    /// The text that describes it
    #[arg(long)]
    pub description: Option<String>,
    /// Another name for a model
    #[arg(long, value_name = "NAME")]
    pub rename: Option<String>,
    /// Another name in Rust alone
    #[arg(long, value_name = "NAME")]
    pub rust_name: Option<String>,
    /// Leave it out
    #[arg(long)]
    pub leave_out: bool,
    /// Add a field that no page lists
    #[arg(long, requires = "ty")]
    pub add: bool,
    /// Values that an enum has beside those of its page, as a list of TOML: '["curly"]'
    #[arg(long, value_name = "LIST", value_parser = list)]
    pub values: Option<toml_edit::Array>,
    /// The member that tells the objects of a union apart
    #[arg(long, value_name = "FIELD", requires = "mapping")]
    pub discriminator: Option<String>,
    /// Each value of that member and its object, as a table of TOML: '{ dog = "Dog" }'
    #[arg(long, value_name = "TABLE", requires = "discriminator", value_parser = table)]
    pub mapping: Option<toml_edit::InlineTable>,
    /// Where a parameter of an operation is sent: query, header
    #[arg(long = "in", value_name = "PLACE")]
    pub stands: Option<String>,
    /// The status of an operation where all goes well
    #[arg(long)]
    pub status: Option<u16>,
    /// The content type of an operation's body
    #[arg(long)]
    pub content: Option<String>,
}

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

#[derive(Args, Debug)]
pub struct ManArgs {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR")]
    pub out: PathBuf,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal
    #[default]
    Text,
    /// For a changelog and a pull request
    Markdown,
    /// Everything; `--report-schema` prints its JSON Schema
    Json,
    /// Workflow commands of GitHub
    Github,
    /// A chart, of a history alone
    Svg,
}

/// What ends the program with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Readers break
    Reader,
    /// Writers break
    Writer,
    /// The crate's next version is a major one
    Major,
    /// It is a minor one or more
    Minor,
    /// Code goes on compiling and means something else
    Silent,
    /// Any change that is told
    Any,
}

#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The old version: a folder of docs, a checkout, a schema file, an API of the project here by its name, or REV:PATH
    /// of the git repository here
    #[arg(value_name = "OLD", required_unless_present_any = ["rules_listed", "report_schema", "history"])]
    pub old: Option<String>,
    /// The new version, likewise
    #[arg(value_name = "NEW", required_unless_present_any = ["rules_listed", "report_schema", "history"])]
    pub new: Option<String>,
    /// How the report is written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// End with 1 where there is such a change
    #[arg(long, value_name = "KIND", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
    /// A TOML file of accepted changes: `[[accept]]` with `fingerprint`, `reason` and `until`
    #[arg(long, value_name = "FILE")]
    pub accept: Option<PathBuf>,
    /// List the rules
    #[arg(long = "rules", id = "rules_listed")]
    pub rules: bool,
    /// A TOML file that gives rules other levels: `member-removed = { writer = \"ok\" }`
    #[arg(long, value_name = "FILE")]
    pub levels: Option<PathBuf>,
    /// Print the JSON Schema of `--format json`
    #[arg(long)]
    pub report_schema: bool,
    /// The version that the crate has, to tell the next one
    #[arg(long, value_name = "X.Y.Z")]
    pub crate_version: Option<String>,
    /// Only changes of these models
    #[arg(long, value_name = "MODEL")]
    pub only: Vec<String>,
    /// Each step between the versions of a path in a git repository, or of the folders in a folder, by their names
    #[arg(long, value_name = "REPO:PATH|DIR", conflicts_with_all = ["old", "new"])]
    pub history: Option<String>,
    #[command(flatten)]
    pub how: HowArgs,
}

/// What every command needs to read pages.
#[derive(Args, Debug)]
pub struct ReadArgs {
    /// The folders of the docs, a checkout of an SDK, its `docs`, or its `docs/models`; several SDKs of one API are joined.
    /// Or an API of the project in this folder, by its name
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
    /// Keep members that the pages do not list, and write them again
    #[arg(long)]
    pub keep_unknown: bool,
    /// Only these models and what they refer to; may be given several times. `*` stands for any characters: `'Session*'`. An
    /// operation, by its id or as `'GET /sessions/*'`, means the models that it speaks of
    #[arg(long, value_name = "MODEL|OPERATION", num_args = 1..)]
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
    /// The folders of the docs, one for each SDK, or an API of the project by its name, and last what to explain: `Session`, `Session.expire_at`
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

fn list(text: &str) -> Result<toml_edit::Array, String> {
    match text.parse() {
        Ok(toml_edit::Value::Array(list)) => Ok(list),
        _ => Err("expected a list of TOML, such as `[\"curly\"]`".to_owned()),
    }
}

fn table(text: &str) -> Result<toml_edit::InlineTable, String> {
    match text.parse() {
        Ok(toml_edit::Value::InlineTable(table)) => Ok(table),
        _ => Err("expected a table of TOML, such as `{ dog = \"Dog\" }`".to_owned()),
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
        assert_eq!(count, 12);
    }
}
