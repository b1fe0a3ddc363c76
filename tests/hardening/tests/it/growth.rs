//! What is four times as large takes about four times as long, in every stage, for inputs that were square once.
//!
//! Measured is the processor's time of one thread, which does not see what else the machine does; the benchmark `growth`
//! measures more, larger, and whole runs.

use fieldcast::decide::decide;
use fieldcast::merge;
use fieldcast::model::{self, Options};
use fieldcast::rust::{self, generate};
use fieldcast::schema::document::Document;
use fieldcast::schema::{self, openapi};
use hardening::case::{Case, to_text};
use serde_json::{Map, Value, json};
use std::fs;
use std::time::Duration;

/// How many times longer four times as much may take: 4 is linear, `n log n` is less than 5, 16 is the square.
const BOUND: f64 = 8.0;

/// What takes less tells nothing: the square of it is soon more.
const FLOOR: Duration = Duration::from_millis(20);

/// The processor's time of this thread so far, where the system tells.
fn spent() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// The least that a job took of two runs, on one thread.
fn least<T: Sync>(input: &T, job: fn(&T)) -> Option<Duration> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let once = || {
        pool.install(|| {
            let before = spent()?;
            job(input);
            Some(spent()?.saturating_sub(before))
        })
    };
    (0..2).map(|_| once()).min().flatten()
}

/// Checks that a job keeps the bound between `n` and `4n`.
fn check<T: Sync>(what: &str, n: usize, make: fn(usize) -> T, job: fn(&T)) {
    let (fewer, more) = (make(n), make(4 * n));
    let mut told = String::new();
    // A processor that is shared takes longer for the same now and then, and never less: one run within the bound is enough.
    for _ in 0..3 {
        let (Some(small), Some(large)) = (least(&fewer, job), least(&more, job)) else {
            println!("left out: {what}, this system tells no thread's time");
            return;
        };
        let ratio = large.as_secs_f64() / small.max(FLOOR / 4).as_secs_f64();
        if large < FLOOR || ratio < BOUND {
            return;
        }
        told = format!("{small:?}, and {large:?} of four times as much: {ratio:.1}");
    }
    panic!("{what}: {told}");
}

/// What it is, a size, and how so much of it is made.
type Measured<T> = (&'static str, usize, fn(usize) -> T);

/// Runs a row of checks, and holds how many they are.
fn all<T: Sync>(cases: &[Measured<T>], job: fn(&T), count: usize) {
    cases.iter().for_each(|(what, n, make)| check(what, *n, *make, job));
    assert_eq!(cases.len(), count);
}

// --- schemas, to crates

fn document(defs: Map<String, Value>) -> Document {
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.com/growth.schema.json",
        "$defs": defs,
    });
    serde_json::from_value(whole).unwrap()
}

fn one(name: &str, schema: Value) -> Document {
    document([(name.to_owned(), schema)].into_iter().collect())
}

/// An object of members, of which those are required that `required` says.
fn object(members: impl Iterator<Item = (String, Value)>, required: bool) -> Value {
    let members: Map<String, Value> = members.collect();
    let names: Vec<&String> = members.keys().filter(|_| required).collect();
    json!({"type": "object", "properties": members, "required": names})
}

/// Marks that no Rust name keeps, others for each number and about as many for all, so that `n` names are as long as `n`.
fn marks(number: usize) -> String {
    format!("{number:012b}").chars().map(|bit| if bit == '0' { '.' } else { '-' }).collect()
}

fn text() -> Value {
    json!({"type": "string"})
}

/// A union of objects, made of their numbers.
fn union(n: usize, of: fn(usize, usize) -> Value) -> Document {
    let members: Vec<Value> = (0..n).map(|at| json!({"$ref": format!("#/$defs/M{at}")})).collect();
    let objects = (0..n).map(|at| (format!("M{at}"), of(at, n)));
    document(objects.chain([("U".to_owned(), json!({"anyOf": members}))]).collect())
}

fn to_crate(document: &Document) {
    let (files, diagnostics) = generate(document, &rust::Options::default());
    assert!(files.is_some(), "{:?}", diagnostics.first());
}

#[test]
fn crates() {
    all(
        &[
            ("members of one union", 60, |n| {
                union(n, |at, _| object([(format!("own{at}"), text())].into_iter(), true))
            }),
            ("members of one union that share one that may be absent", 60, |n| {
                union(n, |at, _| object([("all".to_owned(), text()), (format!("own{at}"), text())].into_iter(), false))
            }),
            ("members of one union with a tag that may be absent", 60, |n| {
                union(n, |at, _| object([("kind".to_owned(), json!({"const": format!("k{at}")}))].into_iter(), false))
            }),
            ("a union of two objects of many members", 100, |n| {
                let wide = |n: usize| object((0..n).map(|to| (format!("f{to}"), text())), true);
                document(
                    [
                        ("A".to_owned(), wide(n)),
                        ("B".to_owned(), wide(n)),
                        ("U".to_owned(), json!({"anyOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]})),
                    ]
                    .into_iter()
                    .collect(),
                )
            }),
            ("a union of two enums of many values", 300, |n| {
                let values =
                    |from: usize| json!({"enum": (0..n).map(|at| format!("v{}", at + from)).collect::<Vec<_>>()});
                document(
                    [
                        ("A".to_owned(), values(0)),
                        ("B".to_owned(), values(n)),
                        (
                            "U".to_owned(),
                            json!({"anyOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}, {"type": "integer"}]}),
                        ),
                    ]
                    .into_iter()
                    .collect(),
                )
            }),
            ("values of one enum", 300, |n| {
                one("E", json!({"enum": (0..n).map(|at| format!("v{at}")).collect::<Vec<_>>()}))
            }),
            ("values of one Rust name", 150, |n| {
                one(
                    "E",
                    json!({"enum": (0..n).map(|at| "☃".repeat(at % 60 + 1) + &" ".repeat(at / 60)).collect::<Vec<_>>()}),
                )
            }),
            ("required members", 150, |n| one("M", object((0..n).map(|at| (format!("f{at}"), text())), true))),
            ("required members of a type each", 80, |n| {
                let types =
                    (0..n).map(|at| (format!("T{at}"), object([(format!("own{at}"), text())].into_iter(), true)));
                let members = (0..n).map(|at| (format!("f{at}"), json!({"$ref": format!("#/$defs/T{at}")})));
                document(types.chain([("M".to_owned(), object(members, true))]).collect())
            }),
            ("members of one Rust name", 300, |n| {
                one("M", object((0..n).map(|at| (format!("a{}b", marks(at)), text())), false))
            }),
            ("models with a builder each", 40, |n| {
                let five = || object((0..5).map(|at| (format!("f{at}"), text())), true);
                document((0..n).map(|at| (format!("M{at}"), five())).collect())
            }),
        ],
        to_crate,
        11,
    );
}

#[test]
fn openapi_components() {
    let han =
        |n: usize| document((0..n).map(|at| ("日".repeat(at % 90 + 1) + &"本".repeat(at / 90), text())).collect());
    check("titles that are not ASCII", 1_000, han, |document| {
        assert_eq!(openapi::openapi(document, "1").components.schemas.len(), document.defs.len());
    });
}

// --- pages, to schemas

/// The page of an enum.
fn listed(name: &str, values: impl Iterator<Item = String>) -> (String, String) {
    let values: Vec<String> = values.map(|value| format!("\"{value}\"")).collect();
    let page = format!("# {name}\n\n\n## Values\n\n```typescript\n{}\n```\n", values.join(" | "));
    (format!("components/{}.md", name.to_lowercase()), page)
}

/// The page of a union.
fn either(name: &str, members: impl Iterator<Item = String>) -> (String, String) {
    let members: String = members
        .map(|of| format!("### `components.{of}`\n\n```typescript\nconst value: components.{of} = {{}};\n```\n\n"))
        .collect();
    (format!("components/{}.md", name.to_lowercase()), format!("# {name}\n\n\n## Supported Types\n\n{members}"))
}

/// The page of a model.
fn table(name: &str, rows: impl Iterator<Item = String>) -> (String, String) {
    let rows: String = rows.map(|row| format!("| `{row}` | *string* | :heavy_check_mark: | N/A |\n")).collect();
    let head = "## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n";
    (format!("components/{}.md", name.to_lowercase()), format!("# {name}\n\n\n{head}{rows}"))
}

fn sdk(pages: Vec<(String, String)>) -> Case {
    let mut case = Case::from_bytes(to_text(pages.iter().map(|(path, text)| (&**path, &**text))).as_bytes());
    case.options = Options { language: Some("typescript".to_owned()), ..Options::default() };
    case
}

/// Reads SDKs, joins them, settles them and writes their schema.
#[allow(clippy::ptr_arg, reason = "it takes what was made")]
fn to_schema(sdks: &Vec<Case>) {
    let read = |(at, case): (usize, &Case)| {
        let mut api = model::read(&case.docs, &case.options).0.unwrap();
        api.root = format!("sdk{at}");
        api
    };
    let apis: Vec<model::Api> = sdks.iter().enumerate().map(read).collect();
    let api = merge::join(apis, &merge::Options::default()).api.unwrap();
    assert!(!api.models.is_empty());
    let (decided, _) = decide(api, &[]);
    assert!(!schema::write(&schema::document(&decided, &schema::Options::default())).is_empty());
}

#[test]
fn schemas() {
    all(
        &[
            ("a union of enums of many values", 40, |n| vec![sdk(enums(32, n))]),
            ("a union of many enums", 40, |n| vec![sdk(enums(n, 32))]),
            ("two SDKs of an enum", 500, |n| {
                [0, n / 2].map(|from| sdk(vec![listed("E", (from..from + n).map(|at| format!("v{at}")))])).into()
            }),
            ("two SDKs of an object", 300, |n| {
                [0, n / 2].map(|from| sdk(vec![table("M", (from..from + n).map(|at| format!("f{at}")))])).into()
            }),
            ("two SDKs of a union", 150, |n| {
                let pages = || {
                    let models = (0..n).map(|at| table(&format!("M{at}"), [format!("own{at}")].into_iter()));
                    models.chain([either("U", (0..n).map(|at| format!("M{at}")))]).collect()
                };
                vec![sdk(pages()), sdk(pages())]
            }),
            ("a page that has the rows of two others", 1_000, |n| {
                let own = |letter: &'static str| (0..n).map(move |at| format!("{letter}{at}"));
                let kind = || ["kind".to_owned()].into_iter();
                vec![java(vec![
                    properties("House", ["[**Pet**](Pet.md)"].into_iter().map(|ty| ("pet".to_owned(), ty))),
                    properties("Cat", texts(kind().chain(own("c")))),
                    properties("Dog", texts(kind().chain(own("d")))),
                    properties("Pet", texts(kind().chain(own("c")).chain(own("d")))),
                ])]
            }),
        ],
        to_schema,
        6,
    );
}

/// The same of OpenAPI Generator's Java.
fn java(pages: Vec<(String, String)>) -> Case {
    let mut case = sdk(pages);
    case.options.language = Some("java".to_owned());
    case.options.family = Some("openapi-generator".to_owned());
    case
}

/// A page of such an SDK: names and types of what must be there.
fn properties(name: &str, rows: impl Iterator<Item = (String, &'static str)>) -> (String, String) {
    let rows: String = rows.map(|(name, ty)| format!("|**{name}** | {ty} |  |  |\n")).collect();
    let head = "## Properties\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n";
    (format!("{name}.md"), format!("\n\n# {name}\n\n\n{head}{rows}"))
}

/// Members that are texts.
fn texts(names: impl Iterator<Item = String>) -> impl Iterator<Item = (String, &'static str)> {
    names.map(|name| (name, "**String**"))
}

/// Enums of so many values, and a union of them all.
fn enums(count: usize, of: usize) -> Vec<(String, String)> {
    let enums = (0..count).map(|at| listed(&format!("E{at}"), (at * of..(at + 1) * of).map(|to| format!("v{to}"))));
    enums.chain([either("U", (0..count).map(|at| format!("E{at}")))]).collect()
}
