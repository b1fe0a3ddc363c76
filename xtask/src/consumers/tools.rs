//! The tools, and what each of them does with a schema.

use super::files::{text, write};
use super::install::{Absent, Environment, Need};
use super::judge::{Limit, judge};
use super::layout::Layout;
use super::shell::{command, output};
use super::subject::Subject;
use super::table::Cell;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A tool, or two that work together.
pub struct Tool {
    /// What the table calls it; the words that a lock file knows get their versions.
    pub name: &'static str,
    /// What it needs.
    pub needs: &'static [Need],
    /// Lets it have a schema.
    pub act: fn(&Bench<'_>) -> Result<Cell, String>,
}

/// Every tool, in the order of the table.
pub const ALL: &[Tool] = &[
    Tool { name: "ajv, strict mode", needs: &[Need::Node], act: ajv },
    Tool { name: "json-schema-to-typescript, typescript --strict", needs: &[Need::Node], act: typescript },
    Tool { name: "jsonschema", needs: &[Need::Python], act: jsonschema },
    Tool { name: "jsonschema, one file a model", needs: &[Need::Python], act: jsonschema_split },
    Tool { name: "datamodel-code-generator, pydantic, mypy --strict", needs: &[Need::Python], act: pydantic },
    Tool { name: "quicktype, go vet", needs: &[Need::Node, Need::Go], act: quicktype },
    Tool { name: "@redocly/cli lint (recommended)", needs: &[Need::Node], act: redocly },
    Tool { name: "openapi-generator-cli, pydantic", needs: &[Need::Python], act: openapi_generator },
];

/// TypeScript's limit.
const TYPESCRIPT: &[Limit] = &[("expire-at-has-a-fraction.json", "has one type for all numbers")];

/// Limits of Go's encoding/json, with the types that quicktype writes.
const GO: &[Limit] = &[
    ("no-*", "encoding/json asks for no member"),
    ("task-without-key.json", "encoding/json asks for no member"),
    ("*-null.json", "encoding/json reads null as the zero value"),
];

/// A limit of the `from_dict` that openapi-generator writes for Python.
const OPENAPI_GENERATOR: &[Limit] = &[("tasks-is-an-object.json", "takes an empty object for an empty list")];

/// A tool's place of work: the machine, the schema, and a folder of its own.
pub struct Bench<'a> {
    pub layout: &'a Layout,
    pub environment: &'a Environment,
    pub subject: &'a Subject,
}

impl Tool {
    /// Its name, with the versions that the lock files pin.
    pub fn title(&self, layout: &Layout) -> String {
        let node: serde_json::Value = text(&layout.programs.join("node/package.json"))
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let python = text(&layout.programs.join("python/requirements.txt")).unwrap_or_default();
        let version = |word: &str| {
            let of_python = || python.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix("=="));
            let of_node = || node.get("dependencies")?.get(word)?.as_str();
            let own = if self.needs.contains(&Need::Node) { of_node() } else { of_python() };
            own.and_then(|version| version.split_whitespace().next()).map(str::to_owned)
        };
        let words = self.name.split(' ').map(|word| {
            let (bare, comma) = word.strip_suffix(',').map_or((word, ""), |bare| (bare, ","));
            version(bare).map_or(word.to_owned(), |version| format!("{bare} {version}{comma}"))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Lets it have `subject`.
    pub fn run(&self, layout: &Layout, environment: &Environment, subject: &Subject) -> Cell {
        let absent = self.needs.iter().find_map(|need| {
            match need {
                Need::Node => environment.node.as_ref(),
                Need::Python => environment.python.as_ref(),
                Need::Go => environment.go.as_ref(),
            }
            .err()
        });
        if let Some(absent) = absent {
            return absent.cell();
        }
        (self.act)(&Bench { layout, environment, subject }).unwrap_or_else(Cell::Fails)
    }
}

impl Bench<'_> {
    /// A program of `tests/consumers/node`, or a module's.
    pub fn node(&self, program: &str) -> Result<String, String> {
        Ok(self.environment.node.as_ref().map_err(why)?.join(program).display().to_string())
    }

    /// A program of the virtual environment.
    pub fn python(&self, program: &str) -> Result<PathBuf, String> {
        Ok(self.environment.python.as_ref().map_err(why)?.join(program))
    }

    /// A program of `tests/consumers/python`.
    pub fn script(&self, program: &str) -> String {
        self.layout.programs.join("python").join(program).display().to_string()
    }

    /// A folder of the tool's own.
    pub fn folder(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.subject.work.join(name);
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(folder)
    }

    fn schema(&self) -> String {
        self.subject.work.join("schema.json").display().to_string()
    }

    fn payloads(&self) -> [String; 2] {
        ["valid", "broken"].map(|kind| self.subject.payloads.join(kind).display().to_string())
    }

    /// Copies a program for the subject's model next to what was generated, under another name.
    fn program(&self, language: &str, extension: &str, to: &Path) -> Result<(), String> {
        let from = self.layout.programs.join(language).join(format!("{}.{extension}", self.subject.program));
        write(to, &text(&from)?)
    }
}

pub fn why(absent: &Absent) -> String {
    match absent {
        Absent::Missing(why) | Absent::Failed(why) => why.clone(),
    }
}

fn ajv(bench: &Bench<'_>) -> Result<Cell, String> {
    let arguments = [bench.node("validate.mjs")?, bench.schema(), bench.subject.model.to_owned()];
    let report = output(command("node", &bench.subject.work, arguments).args(bench.payloads()))?;
    judge(&report, bench.subject, &[])
}

fn typescript(bench: &Bench<'_>) -> Result<Cell, String> {
    let folder = bench.folder("typescript")?;
    let json2ts = bench.node("node_modules/json-schema-to-typescript/dist/src/cli.js")?;
    let models = folder.join("models.ts").display().to_string();
    let arguments = [json2ts, "--unreachableDefinitions".to_owned(), bench.schema(), models];
    output(&mut command("node", &folder, arguments))?;
    bench.program("node", "ts", &folder.join("use.ts"))?;
    let arguments = [bench.node("types.mjs")?, folder.display().to_string(), bench.subject.model.to_owned()];
    let report = output(command("node", &folder, arguments).args(bench.payloads()))?;
    judge(&report, bench.subject, TYPESCRIPT)
}

fn jsonschema(bench: &Bench<'_>) -> Result<Cell, String> {
    python_validator(bench, bench.schema())
}

fn jsonschema_split(bench: &Bench<'_>) -> Result<Cell, String> {
    python_validator(bench, bench.subject.work.join("split").display().to_string())
}

fn python_validator(bench: &Bench<'_>, schema: String) -> Result<Cell, String> {
    let arguments = [bench.script("validate.py"), schema, bench.subject.model.to_owned()];
    let mut python = command(bench.python("python")?, &bench.subject.work, arguments);
    judge(&output(python.args(bench.payloads()))?, bench.subject, &[])
}

fn pydantic(bench: &Bench<'_>) -> Result<Cell, String> {
    let folder = bench.folder("pydantic")?;
    // A schema with namespaces becomes a package of several modules, any other a module.
    let models = if bench.subject.namespaced { "models" } else { "models.py" };
    let arguments =
        ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel", "--output", models];
    let mut generator = command(bench.python("datamodel-codegen")?, &folder, arguments);
    output(
        generator
            .args(["--target-python-version", "3.11", "--formatters", "builtin", "--use-annotated", "--input"])
            .arg(bench.schema()),
    )?;
    let use_py = folder.join("use.py");
    bench.program("python", "py", &use_py)?;
    output(&mut command(bench.python("mypy")?, &folder, ["--strict", "--no-error-summary", models, "use.py"]))?;
    output(&mut command(bench.python("python")?, &folder, ["use.py"]))?;
    round_trip(bench, &folder, "models", &[])
}

fn openapi_generator(bench: &Bench<'_>) -> Result<Cell, String> {
    let folder = bench.folder("openapi-generator")?;
    let input = bench.subject.work.join("openapi.json").display().to_string();
    let generator = || Ok::<_, String>(command(bench.python("openapi-generator-cli")?, &folder, [""; 0]));
    output(generator()?.args(["validate", "--input-spec", &input]))?;
    let parts = "--global-property=models,supportingFiles,modelDocs=false,modelTests=false";
    output(generator()?.args(["generate", "-g", "python", "-o", ".", parts, "-i", &input]))?;
    round_trip(bench, &folder, "openapi_client", OPENAPI_GENERATOR)
}

/// Reads and writes the payloads with the pydantic models of a package in `folder`.
fn round_trip(bench: &Bench<'_>, folder: &Path, package: &str, limits: &[Limit]) -> Result<Cell, String> {
    let arguments = [bench.script("roundtrip.py"), package.to_owned(), bench.subject.model.to_owned()];
    let mut python = command(bench.python("python")?, folder, arguments);
    judge(&output(python.args(bench.payloads()))?, bench.subject, limits)
}

fn quicktype(bench: &Bench<'_>) -> Result<Cell, String> {
    let folder = bench.folder("go")?;
    let model = bench.subject.model;
    quicktype_go(bench, &folder, &format!("$defs/{model}"), &["--top-level", model])?;
    write(&folder.join("main.go"), &text(&bench.layout.programs.join("go/main.go"))?)?;
    bench.program("go", "go", &folder.join("use.go"))?;
    go(bench, &folder, &["vet", "."])?;
    go(bench, &folder, &["build", "-o", "consumer", "."])?;
    let report = output(&mut command(folder.join("consumer"), &folder, bench.payloads()))?;
    let cell = judge(&report, bench.subject, GO)?;

    // All models at a time. Of models that are the same but for their names, quicktype makes one type under one of the
    // names, and uses the others all the same.
    let all = bench.folder("go-all")?;
    quicktype_go(bench, &all, "$defs/", &[])?;
    write(&all.join("main.go"), "package main\n\nfunc main() {}\n")?;
    match (go(bench, &all, &["vet", "."]), cell) {
        (Ok(_), cell) => Ok(cell),
        (Err(why), Cell::Accepts(mut notes)) if bench.subject.twins && why.contains("undeclared name") => {
            let first = why.lines().find(|line| line.contains("undeclared name")).unwrap_or_default();
            notes.push(format!(
                "of models that differ in name alone it declares one; all at a time don't compile ({})",
                first.trim()
            ));
            Ok(Cell::Accepts(notes))
        }
        (Err(why), _) => Err(why),
    }
}

/// Writes the Go of what the fragment of the schema names.
fn quicktype_go(bench: &Bench<'_>, folder: &Path, fragment: &str, arguments: &[&str]) -> Result<(), String> {
    let quicktype = bench.node("node_modules/quicktype/dist/index.js")?;
    let mut generator = command("node", folder, [quicktype.as_str(), "--lang", "go", "--package", "main"]);
    generator.args(["--src-lang", "schema", "--out", "models.go"]).args(arguments);
    output(generator.arg(format!("{}#/{fragment}", bench.schema())))?;
    write(&folder.join("go.mod"), "module consumer\n\ngo 1.18\n")
}

/// Runs `go` with its caches in the target folder.
fn go(bench: &Bench<'_>, folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let cache = bench.layout.target.join("cache");
    let mut go = command(bench.environment.go.as_ref().map_err(why)?, folder, arguments);
    go.env("GOCACHE", cache.join("go")).env("GOPATH", cache.join("gopath")).env("GOTOOLCHAIN", "local");
    output(go.env_remove("GOROOT").env_remove("GOFLAGS"))
}

/// What Redocly says of a document; where one of the problems is an error, it exits with a failure.
#[derive(Deserialize)]
struct LintReport {
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Problem {
    rule_id: String,
}

pub fn redocly(bench: &Bench<'_>) -> Result<Cell, String> {
    let redocly = bench.node("node_modules/@redocly/cli/bin/cli.js")?;
    let arguments =
        [redocly.as_str(), "lint", "--extends=recommended", "--max-problems=100000", "--format=json", "openapi.json"];
    let mut lint = command("node", &bench.subject.work, arguments);
    lint.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    let report: LintReport =
        serde_json::from_str(&output(&mut lint)?).map_err(|error| format!("no report: {error}"))?;
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in &report.problems {
        *rules.entry(&problem.rule_id).or_default() += 1;
    }
    let warnings: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} ({count})")).collect();
    let note = (!warnings.is_empty()).then(|| format!("warns, without an error: {}", warnings.join(", ")));
    Ok(Cell::Accepts(note.into_iter().collect()))
}
