//! Public reports of bugs of other SDKs, told anew: payloads that broke them, read and written by crates that are made of pages
//! of the same shape. The crates compile with no feature, and keep what came.

#![cfg(test)]

use fieldcast::decide::decide;
use fieldcast::rust::{Options, generate};
use fieldcast::{model, schema};
use hardening::case::{Case, to_text};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const YES: &str = ":heavy_check_mark:";
const NO: &str = ":heavy_minus_sign:";

/// A page with a table of fields, each with its type and tick.
fn object(title: &str, rows: &[[&str; 3]]) -> (String, String) {
    let rows: String = rows.iter().map(|[name, ty, tick]| format!("| `{name}` | {ty} | {tick} | N/A |\n")).collect();
    let head = "| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n";
    page(title, &format!("## Fields\n\n{head}{rows}"))
}

fn page(title: &str, body: &str) -> (String, String) {
    (format!("{}.md", title.to_lowercase()), format!("# {title}\n\n\n{body}"))
}

/// A page with a table of values.
fn values(title: &str, values: &[&str]) -> (String, String) {
    let rows: String = values.iter().map(|value| format!("| `{}` | {value} |\n", value.to_uppercase())).collect();
    page(title, &format!("## Values\n\n| Name | Value |\n| --- | --- |\n{rows}"))
}

/// A page of a union.
fn union(title: &str, fence: &str, members: &[&str]) -> (String, String) {
    let members = members.iter().map(|ty| match fence {
        "python" => format!("### `{ty}`\n\n```{fence}\nvalue: {ty} = /* values here */\n```\n\n"),
        _ => format!("### `{ty}`\n\n```{fence}\nconst value: {ty} = {{}};\n```\n\n"),
    });
    page(title, &format!("## Supported Types\n\n{}", members.collect::<String>()))
}

fn typescript() -> Vec<(String, String)> {
    vec![
        object(
            "Film",
            &[
                ["title", "*string*", YES],
                ["subtitles", "[models.Subtitles](../models/subtitles.md)", YES],
                ["object", "*\"film.item\"*", YES],
                [
                    "shown",
                    "[Date](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date)",
                    YES,
                ],
                ["day", "*models.Day*", NO],
                ["reply", "*models.Reply*", NO],
            ],
        ),
        page("Subtitles", "## Values\n\n```typescript\n0 | 1\n```\n"),
        union("Day", "typescript", &["RFCDate", "Date", "string"]),
        union("Reply", "typescript", &["string", "Date"]),
    ]
}

fn go() -> Vec<(String, String)> {
    let kinds = "| Name | Value |\n| --- | --- |\n| `ShelfKindReel` | reel |\n| `ShelfKindDisc` | disc |\n";
    vec![
        object(
            "Shelf",
            &[
                ["Title", "`string`", YES],
                ["Kind", "[models.ShelfKind](../models/shelfkind.md)", YES],
                ["Above", "[][models.ShelfKind](../models/shelfkind.md)", NO],
                ["Settings", "map[string]`any`", YES],
                ["Labels", "map[string]`string`", NO],
                ["Nothing", "[*models.Nothing](../models/nothing.md)", NO],
            ],
        ),
        page("ShelfKind", &format!("## Values\n\n{kinds}")),
        object("Nothing", &[]),
    ]
}

fn python() -> Vec<(String, String)> {
    let words = [
        "type",
        "self",
        "Self",
        "crate",
        "super",
        "match",
        "async",
        "model_config",
        "from_dict",
        "new",
        "default",
        "with_name",
        "name",
        "builder",
        "fn",
        "unknown",
        "clone",
        "yield",
        "try",
        "gen",
        "dyn",
        "where",
        "use",
        "move",
        "ref",
        "mod",
        "impl",
        "trait",
        "struct",
        "enum",
        "const",
        "static",
        "extern",
        "unsafe",
        "loop",
        "return",
        "as",
        "in",
        "true",
        "None",
        "Some",
        "Ok",
        "Err",
        "Option",
        "Box",
        "String",
        "Vec",
        "serde",
        "std",
        "core",
        "alloc",
        "i64",
        "bool",
        "str",
    ];
    let words: Vec<[&str; 3]> = words.iter().map(|word| [*word, "*Optional[str]*", NO]).collect();
    let named = |title: &str| object(title, &[["a", "*str*", YES]]);
    let door = |title: &str, kind: &str, more: &[[&'static str; 3]]| {
        let kind = format!("[models.{kind}](../models/{}.md)", kind.to_lowercase());
        let mut rows = vec![["status", "*str*", YES], ["way", &kind, YES], ["tries", "*Nullable[int]*", YES]];
        rows.extend_from_slice(more);
        object(title, &rows)
    };
    vec![
        object("Entry", &[["id", "*str*", YES], ["door", "[Nullable[models.Door]](../models/door.md)", YES]]),
        union("Door", "python", &["models.KeyDoor", "models.CodeDoor"]),
        door("KeyDoor", "KeyWay", &[]),
        door("CodeDoor", "CodeWay", &[["opens_at", "*Nullable[str]*", YES]]),
        values("KeyWay", &["key"]),
        values("CodeWay", &["code"]),
        object("Source", &[["name", "*str*", YES], ["settings", "[models.Settings](../models/settings.md)", YES]]),
        union("Settings", "python", &["models.Web", "models.Disk", "models.Tape"]),
        object(
            "Web",
            &[
                ["login", "*Optional[str]*", NO],
                ["source_type", "[Optional[models.WebType]](../models/webtype.md)", NO],
            ],
        ),
        object(
            "Disk",
            &[
                ["host", "*str*", YES],
                ["port", "*Optional[int]*", NO],
                ["source_type", "[models.DiskType](../models/disktype.md)", YES],
            ],
        ),
        object(
            "Tape",
            &[
                ["host", "*str*", YES],
                ["turns", "*Optional[int]*", NO],
                ["source_type", "[models.TapeType](../models/tapetype.md)", YES],
            ],
        ),
        values("WebType", &["web"]),
        values("DiskType", &["disk"]),
        values("TapeType", &["tape"]),
        object("Meter", &[["id", "*int*", YES], ["bytes", "*Optional[int]*", NO], ["share", "*Optional[float]*", NO]]),
        object("Word", &words),
        named("Option"),
        named("Vec"),
        named("String"),
        named("Result"),
        named("Default"),
        values("Self", &["self", "Self", "unknown", "value"]),
        object("Grant", &[["id", "*str*", YES], ["created", "*int*", YES], ["rights", "List[*str*]", YES]]),
    ]
}

/// The crate of pages, below a folder.
fn make(root: &Path, name: &str, language: &str, pages: &[(String, String)]) {
    let text = to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let case = Case::from_bytes(format!("@@@ language {language}\n{text}").as_bytes());
    assert_eq!(case.docs.files.len(), pages.len());
    let (api, diagnostics) = model::read(&case.docs, &case.options);
    let errors: Vec<String> = diagnostics.iter().filter(|d| d.is_error()).map(ToString::to_string).collect();
    assert_eq!(errors, [] as [&str; 0], "{name}");
    let (decided, _) = decide(api.unwrap(), &[]);
    let id = format!("https://example.com/{name}.schema.json");
    let document = schema::document(&decided, &schema::Options { id, ..Default::default() });
    let options = Options { crate_name: name.to_owned(), workspace: true, ..Options::default() };
    let (files, diagnostics) = generate(&document, &options);
    for (path, text) in files.unwrap_or_else(|| panic!("{name}: {diagnostics:?}")) {
        let path = root.join(name).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// What becomes of a payload.
enum Becomes {
    /// It is read and written as it came, and what was read shows this.
    Kept(&'static str),
    /// It is read, and written as this.
    Written(&'static str),
    /// It is refused, with a message that has this.
    Refused(&'static str),
}
use Becomes::{Kept, Refused, Written};

fn payloads() -> Vec<(&'static str, &'static str, Becomes)> {
    let film = "replay_typescript::Film";
    let shelf = "replay_go::Shelf";
    let entry = "replay_python::Entry";
    let source = "replay_python::Source";
    let meter = "replay_python::Meter";
    vec![
        // an enum of integers, and a constant, of which a later service knows more
        (film, r#"{"title":"a","subtitles":1,"object":"film.item","shown":"2025-04-16T09:42:18Z"}"#, Kept("")),
        (film, r#"{"title":"a","subtitles":2,"object":"film.item","shown":"2025-04-16T09:42:18Z"}"#, Kept("Unknown")),
        (film, r#"{"title":"a","subtitles":1,"object":"film.clip","shown":"2025-04-16T09:42:18Z"}"#, Kept("Unknown")),
        (
            film,
            r#"{"title":"a","subtitles":"x","object":"film.item","shown":"2025-04-16T09:42:18Z"}"#,
            Refused("subtitles:"),
        ),
        // dates as services write them, and unions of them with text
        (
            film,
            r#"{"title":"a","subtitles":1,"object":"film.item","shown":"2025-04-16 09:42:18+00:00","day":"2025-04-16T09:42:18.673000000Z"}"#,
            Kept(""),
        ),
        (
            film,
            r#"{"title":"a","subtitles":1,"object":"film.item","shown":"2025-04-16T09:42:18","day":"2025-04-16","reply":"soon"}"#,
            Kept(""),
        ),
        (
            film,
            r#"{"title":"a","subtitles":1,"object":"film.item","shown":"2025-04-16T09:42:18Z","day":"soon","reply":"2025-04-16T09:42:18Z"}"#,
            Kept(""),
        ),
        // an enum of texts that grew, alone and in a list
        (shelf, r#"{"title":"a","kind":"tape","settings":{}}"#, Kept("Unknown")),
        (shelf, r#"{"title":"a","kind":"disc","above":["tape","reel"],"settings":{"a":[1,null]}}"#, Kept("Unknown")),
        (shelf, r#"{"title":"a","kind":3,"settings":{}}"#, Refused("kind:")),
        // a map that the service writes as a list where it is empty: the service's fault, told where it is
        (shelf, r#"{"title":"a","kind":"disc","settings":[]}"#, Refused("settings:")),
        (shelf, r#"{"title":"a","kind":"disc","settings":{},"labels":[]}"#, Refused("labels:")),
        (shelf, r#"{"title":"a","kind":"disc","settings":{},"nothing":{}}"#, Kept("")),
        // a union whose tag has a value that no page knows; one of whose members a member is missing
        (entry, r#"{"id":"a","door":{"status":"ok","way":"key","tries":null}}"#, Kept("KeyDoor")),
        (entry, r#"{"id":"a","door":{"status":"ok","way":"passkey","tries":1}}"#, Kept("Unknown")),
        (entry, r#"{"id":"a","door":{"status":"ok","way":"code","tries":1}}"#, Refused("opens_at")),
        // a union whose first member would take anything
        (source, r#"{"name":"a","settings":{"host":"h","port":1,"source_type":"disk"}}"#, Kept("Disk")),
        (source, r#"{"name":"a","settings":{"host":"h","turns":12,"source_type":"tape"}}"#, Kept("Tape")),
        (source, r#"{"name":"a","settings":{"secret":"s","source_type":"own"}}"#, Kept("Unknown")),
        (
            source,
            r#"{"name":"a","settings":{"host":"h","source_type":"disk","later":7}}"#,
            Written(r#"{"name":"a","settings":{"host":"h","source_type":"disk"}}"#),
        ),
        // whole numbers as JSON may write them, and as large as they come
        (meter, r#"{"id":5}"#, Kept("")),
        (meter, r#"{"id":1,"bytes":5.0}"#, Written(r#"{"id":1,"bytes":5}"#)),
        (meter, r#"{"id":1,"bytes":2.28354e9}"#, Written(r#"{"id":1,"bytes":2283540000}"#)),
        (meter, r#"{"id":1,"share":3}"#, Kept("")),
        (meter, r#"{"id":1.5}"#, Refused("id:")),
        (meter, r#"{"id":10881715073803520453}"#, Refused("id:")),
        // names that are words of Rust
        (
            "replay_python::Word",
            r#"{"type":"x","self":"x","Self":"y","crate":"x","builder":"x","new":"x","true":"x","Option":"x"}"#,
            Kept(""),
        ),
        // a required member that is missing
        ("replay_python::Grant", r#"{"id":"g","rights":[]}"#, Refused("created")),
    ]
}

#[test]
fn what_broke_other_sdks_is_read_and_kept_or_refused_where_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/generated/replays");
    let _ = fs::remove_dir_all(&root);
    make(&root, "replay-typescript", "typescript", &typescript());
    make(&root, "replay-go", "go", &go());
    make(&root, "replay-python", "python", &python());
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = ["replay-typescript", "replay-go", "replay-python"];
    let dependencies: String =
        crates.iter().map(|name| format!("{name} = {{ path = \"{name}\", default-features = false }}\n")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {crates:?}\n\n[workspace.package]\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.85\"\nlicense = \"MIT\"\nrepository = \"https://example.com\"\n\n[workspace.lints]\n\n\
         [package]\nname = \"replays\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nserde = \"1\"\nserde_json = \"1\"\n{dependencies}"
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    // The versions that are there already: nothing is fetched.
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let payloads = payloads();
    let calls: String = payloads
        .iter()
        .map(|(ty, payload, _)| {
            let krate = ty.split("::").next().unwrap();
            format!("    told({krate}::from_str::<{ty}>({payload:?}));\n")
        })
        .collect();
    let main = format!(
        "fn told<T: serde::Serialize + std::fmt::Debug, E: std::fmt::Display>(read: Result<T, E>) {{\n    \
         let told = match read {{\n        \
         Ok(value) => (serde_json::to_string(&value).unwrap(), format!(\"{{value:?}}\"), String::new()),\n        \
         Err(error) => (String::new(), String::new(), error.to_string()),\n    }};\n    \
         println!(\"{{}}\", serde_json::to_string(&told).unwrap());\n}}\n\nfn main() {{\n{calls}}}\n"
    );
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("src/main.rs"), main).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .current_dir(&root)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", workspace.join("target/generated/shapes/target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}",
        said.lines().take(60).map(|line| line.to_owned() + "\n").collect::<String>()
    );
    let told: Vec<(String, String, String)> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), payloads.len());
    let value = |text: &str| serde_json::from_str::<Value>(text).ok();
    let mut wrong = Vec::new();
    for ((_, payload, expected), (written, shown, error)) in payloads.iter().zip(&told) {
        let is_right = match expected {
            Kept(part) => value(written) == value(payload) && shown.contains(part),
            Written(text) => value(written) == value(text),
            Refused(part) => error.contains(part),
        };
        if !is_right {
            wrong.push(format!("{payload}\n  {written}\n  {shown}\n  {error}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(payloads.len(), 28);
}
