//! How the time of a run grows with what is read: `cargo run --release -p bench --bin growth [--short | NAME…]`.
//!
//! Each input is of a kind that somebody could write to keep a machine busy, or that large docs have: n, 2n, 4n and 8n of
//! it. What is measured is the processor's time of the whole program, of each the best of a few runs. Prints a table, and
//! ends with 1 where the last doubling takes more than [`BOUND`] times as long: 2 is linear, `n log n` is 2.2, 4 is the
//! square.

use bench::measure;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{fs, io};

/// How much longer twice as much may take.
const BOUND: f64 = 2.6;

/// What takes less than this is mostly the program's start, and no doubling of it says anything.
const FLOOR: Duration = Duration::from_millis(60);

/// Of how many runs the best counts; of the longer ones fewer.
const RUNS: usize = 5;

/// How often the last two sizes are measured again before the bound is missed: others use the machine too.
const AGAIN: usize = 3;

/// What `--short` measures: `models` alone, of the inputs whose growth was worst before it was bounded.
const SHORT: [&str; 9] = [
    "values of one enum",
    "members of one union",
    "inline union of literals",
    "chain of required references",
    "chain of unions of two",
    "circle of unions",
    "unions of both unions below",
    "description of `[`",
    "fields of one Rust name",
];

/// The time after which a size is not tried again, nor a larger one.
const LONG: Duration = Duration::from_secs(20);

/// Pages by their names.
type Pages = Vec<(String, String)>;

/// An input of a size, and the commands that read it.
struct Kind {
    name: &'static str,
    /// The smallest size, for `schema` and for `models`.
    sizes: (usize, usize),
    pages: fn(usize) -> Pages,
}

/// Every kind. Sizes are such that the last is a few tenths of a second's work where the growth is what it should be.
const KINDS: [Kind; 34] = [
    Kind { name: "rows of one model", sizes: (5_000, 1_000), pages: |n| one(rows(n, "*string*")) },
    Kind { name: "optional rows of one model", sizes: (5_000, 1_000), pages: |n| one(optional(n)) },
    Kind { name: "values of one enum", sizes: (5_000, 1_000), pages: |n| vec![values("E", 0..n, "v")] },
    Kind { name: "values of one Rust name", sizes: (5_000, 1_000), pages: |n| vec![values("E", 0..n, "☃")] },
    Kind { name: "members of one union", sizes: (500, 250), pages: |n| union_of_models("U", n) },
    Kind { name: "members of one type each", sizes: (500, 250), pages: wide_union },
    Kind { name: "inline union of models", sizes: (500, 250), pages: inline_union },
    Kind { name: "inline union of literals", sizes: (2_000, 500), pages: |n| one(row("a", &literals(n), "d")) },
    Kind {
        name: "models",
        sizes: (2_500, 250),
        pages: |n| (0..n).map(|at| object(&format!("M{at}"), &rows(5, "*string*"))).collect(),
    },
    Kind { name: "chain of required references", sizes: (1_000, 250), pages: |n| chain(n, false) },
    Kind { name: "circle of required references", sizes: (1_000, 250), pages: |n| chain(n, true) },
    Kind { name: "references of all to all", sizes: (15, 8), pages: complete },
    Kind {
        name: "chain of unions of one",
        sizes: (1_000, 250),
        pages: |n| unions(n, |at| vec![format!("components.U{}", at + 1)]),
    },
    Kind {
        name: "chain of unions of two",
        sizes: (1_000, 250),
        pages: |n| unions(n, |at| vec![format!("components.U{}", at + 1), "string".to_owned()]),
    },
    Kind { name: "circle of unions", sizes: (1_000, 250), pages: circle_of_unions },
    Kind { name: "unions of both unions below", sizes: (500, 100), pages: dag },
    Kind { name: "union of enums of n values", sizes: (60, 15), pages: |n| union_of_enums(64, n) },
    Kind { name: "union of n enums", sizes: (60, 15), pages: |n| union_of_enums(n, 64) },
    Kind {
        name: "fields of one Rust name",
        sizes: (2_000, 500),
        pages: |n| {
            one((0..n)
                .map(|at| row(&"☃".repeat(at % 300 + 1).replacen('☃', &format!("{at}☃"), 1), "*string*", "d"))
                .collect::<String>())
        },
    },
    Kind { name: "fields that differ by marks", sizes: (2_000, 500), pages: marks },
    Kind { name: "description of `[`", sizes: (50_000, 25_000), pages: |n| told(&"[".repeat(n)) },
    Kind { name: "description of `[a](`", sizes: (25_000, 12_500), pages: |n| told(&"[a](".repeat(n)) },
    Kind { name: "description of `<`", sizes: (50_000, 25_000), pages: |n| told(&"<".repeat(n)) },
    Kind {
        name: "description of `https://a)))`",
        sizes: (25_000, 12_500),
        pages: |n| told(&format!("https://a{}", ")".repeat(n))),
    },
    Kind {
        name: "description of backticks",
        sizes: (400, 200),
        pages: |n| told(&(1..n).map(|at| "`".repeat(at) + " ").collect::<String>()),
    },
    Kind { name: "description of nested lists", sizes: (400, 200), pages: nested },
    Kind { name: "description of `**`", sizes: (50_000, 25_000), pages: |n| told(&"**a ".repeat(n)) },
    Kind {
        name: "description of links",
        sizes: (20_000, 10_000),
        pages: |n| told(&"[a](https://example.com/a) ".repeat(n)),
    },
    Kind {
        name: "titles that are not ASCII",
        sizes: (1_000, 125),
        pages: |n| (0..n).map(|at| object(&format!("日{}本", han(at)), &rows(2, "*string*"))).collect(),
    },
    Kind {
        name: "models of one name in folders",
        sizes: (500, 125),
        pages: |n| (0..n).map(|at| (format!("f{at}/m.md"), object("M", &rows(2, "*string*")).1)).collect(),
    },
    Kind {
        name: "rows of nested lists",
        sizes: (500, 60),
        pages: |n| {
            one((0..n)
                .map(|at| row(&format!("f{at}"), &format!("*string*{}", "[]".repeat(60)), "d"))
                .collect::<String>())
        },
    },
    Kind {
        name: "enums",
        sizes: (1_000, 125),
        pages: |n| (0..n).map(|at| values(&format!("E{at}"), 0..10, "v")).collect(),
    },
    Kind { name: "broken rows", sizes: (5_000, 5_000), pages: |n| one(rows(n, "*")) },
    Kind {
        name: "rows that quote 20 names each",
        sizes: (500, 125),
        pages: |n| {
            one((0..n)
                .map(|at| {
                    row(
                        &format!("f{at}"),
                        "*string*",
                        &(0..20).map(|to| format!("`name_{}` ", (at + to) % n)).collect::<String>(),
                    )
                })
                .collect::<String>())
        },
    },
];

/// The commands that are measured.
const COMMANDS: [&str; 3] = ["schema", "schema --openapi", "models"];

fn main() -> ExitCode {
    let picked: Vec<String> = std::env::args().skip(1).collect();
    match table(&picked) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("growth: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the table of the kinds that are picked by a part of their names; all of them where none is. Whether all keep the
/// bound.
fn table(picked: &[String]) -> io::Result<bool> {
    let is_short = picked.iter().any(|word| word == "--short");
    let program = program()?;
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench-scratch/growth");
    let is_picked = |name: &str| match is_short {
        true => SHORT.contains(&name),
        false => picked.is_empty() || picked.iter().any(|part| name.contains(part.as_str())),
    };
    println!("| input | command | n | seconds at n | 2n | 4n | 8n | last ratio | |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut kept = true;
    let mut seen = 0;
    for kind in KINDS.iter().filter(|kind| is_picked(kind.name)) {
        for command in COMMANDS.into_iter().filter(|command| !is_short || *command == "models") {
            let smallest = if command == "models" { kind.sizes.1 } else { kind.sizes.0 };
            let mut times = Vec::new();
            for factor in [1, 2, 4, 8] {
                let folder = folder_of(&scratch);
                write(&folder, (kind.pages)(smallest * factor))?;
                let time = best(&program, command, &folder, &scratch.join("out"))?;
                times.push(time);
                if time > LONG {
                    break;
                }
            }
            for _ in 0..AGAIN {
                if judge(&times) || times.len() < 4 {
                    break;
                }
                for (time, factor) in times.iter_mut().zip([1, 2, 4, 8]).skip(2) {
                    write(&folder_of(&scratch), (kind.pages)(smallest * factor))?;
                    *time = best(&program, command, &folder_of(&scratch), &scratch.join("out"))?.min(*time);
                }
            }
            let is_kept = judge(&times);
            kept &= is_kept;
            seen += 1;
            println!("{}", line(kind.name, command, smallest, &times, is_kept));
        }
    }
    let _ = fs::remove_dir_all(&scratch);
    if seen == 0 || is_short && seen != SHORT.len() {
        return Err(io::Error::other("no input has a name with such a part"));
    }
    Ok(kept)
}

fn folder_of(scratch: &Path) -> PathBuf {
    scratch.join("pages")
}

/// Whether the last doubling is within the bound: what is too short to tell is.
fn judge(times: &[Duration]) -> bool {
    match times {
        [_, _, half, whole] => *whole < FLOOR || ratio(*half, *whole) <= BOUND,
        _ => false,
    }
}

fn ratio(half: Duration, whole: Duration) -> f64 {
    whole.as_secs_f64() / half.as_secs_f64().max(1e-6)
}

fn line(name: &str, command: &str, smallest: usize, times: &[Duration], is_kept: bool) -> String {
    let mut out = format!("| {name} | {command} | {smallest} |");
    for at in 0..4 {
        match times.get(at) {
            Some(time) => {
                let _ = write!(out, " {:.3} |", time.as_secs_f64());
            }
            None => out.push_str(" – |"),
        }
    }
    let last = match times {
        [.., half, whole] if *whole >= FLOOR => format!("{:.1}", ratio(*half, *whole)),
        _ => "–".to_owned(),
    };
    let _ = write!(out, " {last} | {} |", if is_kept { "kept" } else { "MISSED" });
    out
}

/// The program, built for release.
fn program() -> io::Result<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "fieldcast-cli"])
        .current_dir(&workspace)
        .status()?;
    if !built.success() {
        return Err(io::Error::other("the program does not build"));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    Ok(target.join("release").join(format!("fieldcast{}", std::env::consts::EXE_SUFFIX)))
}

/// The least processor time of a few runs. A run that ends with a message of what is wrong with the pages is one too.
fn best(program: &Path, command: &str, docs: &Path, out: &Path) -> io::Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let _ = fs::remove_dir_all(out);
        let mut run = Command::new(program);
        let mut words = command.split(' ');
        run.args(words.next()).arg(docs).args(words).args(["--language", "typescript"]);
        if command == "models" {
            run.args(["--name", "grown-models", "--out"]).arg(out);
        }
        let cost = measure::run_to_any_end(&mut run)?;
        best = best.min(cost.cpu);
        if cost.cpu > Duration::from_secs(1) {
            break;
        }
    }
    Ok(best)
}

fn write(folder: &Path, pages: Pages) -> io::Result<()> {
    let _ = fs::remove_dir_all(folder);
    for (path, text) in pages {
        let path = folder.join("docs/models").join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// The page of a model with these rows.
fn object(title: &str, rows: &str) -> (String, String) {
    let head = "## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n";
    (format!("components/{}.md", title.to_lowercase()), format!("# {title}\n\n\n{head}{rows}"))
}

fn one(rows: String) -> Pages {
    vec![object("M", &rows)]
}

fn row(name: &str, ty: &str, description: &str) -> String {
    format!("| `{name}` | {ty} | :heavy_check_mark: | {description} |\n")
}

fn rows(n: usize, ty: &str) -> String {
    (0..n).map(|at| row(&format!("f{at}"), ty, "It is.")).collect()
}

fn optional(n: usize) -> String {
    rows(n, "*string*").replace("check_mark", "minus_sign")
}

/// A model of one row, whose description is a text.
fn told(text: &str) -> Pages {
    one(row("a", "*string*", text))
}

fn model(name: &str) -> String {
    format!("[components.{name}](../../models/components/{}.md)", name.to_lowercase())
}

fn literals(n: usize) -> String {
    (0..n).map(|at| format!("*\"v{at}\"*")).collect::<Vec<_>>().join(" \\| ")
}

/// The page of an enum whose values start with a word.
fn values(title: &str, numbers: std::ops::Range<usize>, word: &str) -> (String, String) {
    let values: Vec<String> =
        numbers.map(|at| if word == "☃" { format!("\"{}\"", snow(at)) } else { format!("\"{word}{at}\"") }).collect();
    let page = format!("# {title}\n\n\n## Values\n\n```typescript\n{}\n```\n", values.join(" | "));
    (format!("components/{}.md", title.to_lowercase()), page)
}

/// A number in marks that have no name in Rust.
fn snow(number: usize) -> String {
    format!("{number:b}").replace('0', "☃").replace('1', "☂")
}

/// A number in Chinese characters.
fn han(number: usize) -> String {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    number.to_string().chars().filter_map(|c| digits.get(c.to_digit(10)? as usize)).collect()
}

/// The page of a union of types.
fn union(title: &str, types: &[String]) -> (String, String) {
    let types: String =
        types.iter().map(|ty| format!("### `{ty}`\n\n```typescript\nconst value: {ty} = {{}};\n```\n\n")).collect();
    (format!("components/{}.md", title.to_lowercase()), format!("# {title}\n\n\n## Supported Types\n\n{types}"))
}

fn union_of_models(title: &str, n: usize) -> Pages {
    let members: Vec<String> = (0..n).map(|at| format!("components.M{at}")).collect();
    let models = (0..n).map(|at| object(&format!("M{at}"), &row(&format!("own{at}"), "*string*", "d")));
    models.chain([union(title, &members)]).collect()
}

/// Members that nothing tells apart.
fn wide_union(n: usize) -> Pages {
    let members: Vec<String> = (0..n).map(|at| format!("components.M{at}")).collect();
    let models = (0..n).map(|at| object(&format!("M{at}"), &optional(3)));
    models.chain([union("U", &members)]).collect()
}

fn inline_union(n: usize) -> Pages {
    let members: Vec<String> = (0..n).map(|at| model(&format!("M{at}"))).collect();
    let models = (0..n).map(|at| object(&format!("M{at}"), &row(&format!("own{at}"), "*string*", "d")));
    models.chain([object("Holder", &row("a", &members.join(" \\| "), "d"))]).collect()
}

fn chain(n: usize, circle: bool) -> Pages {
    let next = |at: usize| if at + 1 < n { Some(at + 1) } else { circle.then_some(0) };
    (0..n)
        .map(|at| {
            let ty = next(at).map_or_else(|| "*string*".to_owned(), |next| model(&format!("M{next}")));
            object(
                &format!("M{at}"),
                &row("next", &ty, "d").replace("check_mark", if circle { "minus_sign" } else { "check_mark" }),
            )
        })
        .collect()
}

/// Models with a row of every other, so many that there are 100 times `n` rows.
fn complete(n: usize) -> Pages {
    let models = (n * 100).isqrt();
    let rows: String = (0..models).map(|to| row(&format!("f{to}"), &model(&format!("M{to}")), "d")).collect();
    let rows = rows.replace("check_mark", "minus_sign");
    (0..models).map(|at| object(&format!("M{at}"), &rows)).collect()
}

fn unions(n: usize, members: fn(usize) -> Vec<String>) -> Pages {
    let chain = (0..n).map(|at| union(&format!("U{at}"), &members(at)));
    chain.chain([object(&format!("U{n}"), &rows(1, "*string*"))]).collect()
}

fn circle_of_unions(n: usize) -> Pages {
    let members = |at: usize| vec![format!("components.U{}", (at + 1) % n), format!("components.M{}", at % 3)];
    let models = (0..3).map(|at| object(&format!("M{at}"), &row(&format!("own{at}"), "*string*", "d")));
    models.chain((0..n).map(|at| union(&format!("U{at}"), &members(at)))).collect()
}

fn dag(n: usize) -> Pages {
    let members = |at: usize| vec![format!("components.A{}", at + 1), format!("components.B{}", at + 1)];
    let unions = (0..n).flat_map(|at| ["A", "B"].map(|side| union(&format!("{side}{at}"), &members(at))));
    unions.chain(["A", "B"].map(|side| object(&format!("{side}{n}"), &row(side, "*string*", "d")))).collect()
}

fn union_of_enums(enums: usize, of: usize) -> Pages {
    let members: Vec<String> = (0..enums).map(|at| format!("components.E{at}")).collect();
    (0..enums).map(|at| values(&format!("E{at}"), at * of..(at + 1) * of, "v")).chain([union("U", &members)]).collect()
}

/// Names of one kind of words with other marks between them.
fn marks(n: usize) -> Pages {
    let name = |at: usize| {
        let bits = format!("{at:016b}");
        bits.chars()
            .enumerate()
            .map(|(place, bit)| format!("w{place}{}", if bit == '0' { '-' } else { '.' }))
            .collect::<String>()
    };
    one((0..n).map(|at| row(&name(at), "*string*", "d")).collect())
}

/// A list of so many levels, in as many lines of a page's own description.
fn nested(n: usize) -> Pages {
    let list: String =
        (0..n.min(2_000)).map(|at| format!("{}- a\n", " ".repeat(2 * (at % 40)))).collect::<String>().repeat(n / 100);
    let (path, page) = object("M", &rows(1, "*string*"));
    vec![(path, page.replacen("\n\n\n", &format!("\n\n{list}\n\n"), 1))]
}
