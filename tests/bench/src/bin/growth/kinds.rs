//! What is measured: inputs that somebody could write to keep a machine busy, or that large docs have.

use super::pages::*;

/// What the program is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Task {
    Schema,
    OpenApi,
    Models,
    Inspect,
    /// Of the first member of the first model.
    Explain,
    /// Against pages whose texts are numbers, and whose numbers are texts.
    Diff,
    /// Of a payload, against the model `M0`.
    Validate,
}

impl Task {
    /// As the table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::OpenApi => "schema --openapi",
            Self::Models => "models",
            Self::Inspect => "inspect",
            Self::Explain => "explain",
            Self::Diff => "diff",
            Self::Validate => "validate",
        }
    }
}

/// The pages of one SDK.
pub struct Docs {
    pub name: &'static str,
    /// The smallest size, for what reads and for `models`.
    pub sizes: (usize, usize),
    pub pages: fn(usize) -> Pages,
}

/// The tasks over the pages of one SDK.
pub const OF_DOCS: [Task; 5] = [Task::Schema, Task::OpenApi, Task::Inspect, Task::Diff, Task::Models];

/// Several SDKs, or pages and a payload.
pub struct Other {
    pub name: &'static str,
    /// What is asked for, and the smallest size.
    pub tasks: &'static [(Task, usize)],
    pub files: fn(usize) -> Files,
}

/// What lies in the scratch folder.
pub struct Files {
    pub sdks: Vec<Pages>,
    pub payload: String,
}

fn joined(sdks: Vec<Pages>) -> Files {
    Files { sdks, payload: String::new() }
}

fn paid(pages: Pages, payload: String) -> Files {
    Files { sdks: vec![pages], payload }
}

/// Several SDKs, and payloads.
pub const OTHERS: [Other; 11] = [
    Other {
        name: "n SDKs of 100 models",
        tasks: &[(Task::Schema, 4), (Task::Explain, 4), (Task::Inspect, 4), (Task::Models, 2)],
        files: |n| joined((0..n).map(|_| many(100, "*string*")).collect()),
    },
    Other {
        name: "2 SDKs of n models",
        tasks: &[(Task::Schema, 500), (Task::Explain, 500), (Task::Inspect, 500), (Task::Models, 125)],
        files: |n| joined(vec![many(n, "*string*"), many(n, "*string*")]),
    },
    Other {
        name: "2 SDKs that contradict each other",
        tasks: &[(Task::Schema, 500), (Task::Explain, 500)],
        files: |n| joined(vec![many(n, "*string*"), many(n, "*number*")]),
    },
    Other {
        name: "2 SDKs without a name in common",
        tasks: &[(Task::Schema, 500), (Task::Explain, 500)],
        files: |n| {
            joined(vec![
                many(n, "*string*"),
                (0..n).map(|at| object(&format!("N{at}"), &rows(5, "*string*"))).collect(),
            ])
        },
    },
    Other {
        name: "2 SDKs of one enum of n values",
        tasks: &[(Task::Schema, 2_500), (Task::Models, 500)],
        files: |n| joined(vec![vec![values("E", 0..n, "v")], vec![values("E", n / 2..n + n / 2, "v")]]),
    },
    Other {
        name: "2 SDKs of one union of n members",
        tasks: &[(Task::Schema, 250), (Task::Models, 125)],
        files: |n| joined(vec![union_of_models("U", n), union_of_models("U", n)]),
    },
    Other {
        name: "n payloads",
        tasks: &[(Task::Validate, 20_000)],
        files: |n| {
            paid(many(1, "*string*"), "{\"f0\":\"a\",\"f1\":\"a\",\"f2\":\"a\",\"f3\":\"a\",\"f4\":\"a\"}\n".repeat(n))
        },
    },
    Other {
        name: "n payloads that do not fit",
        tasks: &[(Task::Validate, 5_000)],
        files: |n| paid(many(1, "*string*"), "{\"f0\":1,\"f1\":[],\"f9\":{}}\n".repeat(n)),
    },
    Other {
        name: "a payload of n members",
        tasks: &[(Task::Validate, 10_000)],
        files: |n| {
            let members: Vec<String> = (0..n).map(|at| format!("\"f{at}\":\"a\"")).collect();
            paid(vec![object("M0", &rows(n, "*string*"))], format!("{{{}}}\n", members.join(",")))
        },
    },
    Other {
        name: "a payload of an enum of n values",
        tasks: &[(Task::Validate, 10_000)],
        files: |n| {
            let texts: Vec<String> = (0..n).map(|at| format!("\"v{at}\"")).collect();
            let list = object("M0", &row("a", "[components.E](../../models/components/e.md)[]", "d"));
            paid(vec![values("E", 0..n, "v"), list], format!("{{\"a\":[{}]}}\n", texts.join(",")))
        },
    },
    Other {
        name: "a payload of unions of both unions below",
        tasks: &[(Task::Validate, 250)],
        files: |n| {
            let mut pages = dag(n);
            pages.push(object("M0", &row("a", &model("A0"), "d")));
            paid(pages, "{\"a\":{\"C\":1}}\n".to_owned())
        },
    },
];

/// What one SDK's pages may be. Sizes are such that the last is a few tenths of a second's work where the growth is what it should be.
pub const DOCS: [Docs; 40] = [
    Docs { name: "rows of one model", sizes: (5_000, 1_000), pages: |n| one(rows(n, "*string*")) },
    Docs { name: "optional rows of one model", sizes: (5_000, 1_000), pages: |n| one(optional(n)) },
    Docs { name: "values of one enum", sizes: (5_000, 1_000), pages: |n| vec![values("E", 0..n, "v")] },
    Docs { name: "values of one Rust name", sizes: (5_000, 1_000), pages: |n| vec![values("E", 0..n, "☃")] },
    Docs {
        name: "rows of one enum of n values",
        sizes: (1_000, 250),
        pages: |n| {
            let rows: String = (0..n).map(|at| row(&format!("f{at}"), &model("E"), "d")).collect();
            vec![object("M", &rows), values("E", 0..n, "v")]
        },
    },
    Docs {
        name: "rows that are called otherwise later",
        sizes: (2_500, 500),
        pages: |n| one((0..n).map(|at| row(&format!("{BEFORE}{at}"), "*string*", "d")).collect()),
    },
    Docs { name: "members of one union", sizes: (500, 250), pages: |n| union_of_models("U", n) },
    Docs { name: "members of one type each", sizes: (500, 250), pages: wide_union },
    Docs { name: "inline union of models", sizes: (500, 250), pages: inline_union },
    Docs { name: "inline union of literals", sizes: (2_000, 500), pages: |n| one(row("a", &literals(n), "d")) },
    Docs {
        name: "models",
        sizes: (2_500, 250),
        pages: |n| (0..n).map(|at| object(&format!("M{at}"), &rows(5, "*string*"))).collect(),
    },
    Docs { name: "chain of required references", sizes: (1_000, 250), pages: |n| chain(n, false) },
    Docs { name: "circle of required references", sizes: (1_000, 250), pages: |n| chain(n, true) },
    Docs { name: "references of all to all", sizes: (15, 8), pages: complete },
    Docs {
        name: "chain of unions of one",
        sizes: (1_000, 250),
        pages: |n| unions(n, |at| vec![format!("components.U{}", at + 1)]),
    },
    Docs {
        name: "chain of unions of two",
        sizes: (1_000, 250),
        pages: |n| unions(n, |at| vec![format!("components.U{}", at + 1), "string".to_owned()]),
    },
    Docs { name: "circle of unions", sizes: (1_000, 250), pages: circle_of_unions },
    Docs { name: "unions of both unions below", sizes: (500, 100), pages: dag },
    Docs { name: "union of enums of n values", sizes: (60, 15), pages: |n| union_of_enums(64, n) },
    Docs { name: "union of n enums", sizes: (60, 15), pages: |n| union_of_enums(n, 64) },
    Docs {
        name: "fields of one Rust name",
        sizes: (2_000, 500),
        pages: |n| {
            one((0..n)
                .map(|at| row(&"☃".repeat(at % 300 + 1).replacen('☃', &format!("{at}☃"), 1), "*string*", "d"))
                .collect::<String>())
        },
    },
    Docs { name: "fields that differ by marks", sizes: (2_000, 500), pages: marks },
    Docs { name: "description of `[`", sizes: (50_000, 25_000), pages: |n| told(&"[".repeat(n)) },
    Docs { name: "description of `[a](`", sizes: (25_000, 12_500), pages: |n| told(&"[a](".repeat(n)) },
    Docs { name: "description of `<`", sizes: (50_000, 25_000), pages: |n| told(&"<".repeat(n)) },
    Docs {
        name: "description of `https://a)))`",
        sizes: (25_000, 12_500),
        pages: |n| told(&format!("https://a{}", ")".repeat(n))),
    },
    Docs {
        name: "description of backticks",
        sizes: (400, 200),
        pages: |n| told(&(1..n).map(|at| "`".repeat(at) + " ").collect::<String>()),
    },
    Docs { name: "description of nested lists", sizes: (400, 200), pages: nested },
    Docs { name: "description of `**`", sizes: (50_000, 25_000), pages: |n| told(&"**a ".repeat(n)) },
    Docs {
        name: "description of links",
        sizes: (20_000, 10_000),
        pages: |n| told(&"[a](https://example.com/a) ".repeat(n)),
    },
    Docs {
        name: "titles that are not ASCII",
        sizes: (1_000, 125),
        pages: |n| (0..n).map(|at| object(&format!("日{}本", han(at)), &rows(2, "*string*"))).collect(),
    },
    Docs {
        name: "models of one name in folders",
        sizes: (500, 125),
        pages: |n| (0..n).map(|at| (format!("f{at}/m.md"), object("M", &rows(2, "*string*")).1)).collect(),
    },
    Docs {
        name: "rows of nested lists",
        sizes: (500, 60),
        pages: |n| {
            one((0..n)
                .map(|at| row(&format!("f{at}"), &format!("*string*{}", "[]".repeat(60)), "d"))
                .collect::<String>())
        },
    },
    Docs {
        name: "enums",
        sizes: (1_000, 125),
        pages: |n| (0..n).map(|at| values(&format!("E{at}"), 0..10, "v")).collect(),
    },
    Docs { name: "broken rows", sizes: (5_000, 5_000), pages: |n| one(rows(n, "*")) },
    Docs {
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
    Docs {
        name: "union of objects with a tag that may be absent",
        sizes: (500, 125),
        pages: |n| objects_in_union(n, |at| row("all", "*string*", "d") + &row("kind", &format!("*\"k{at}\"*"), "d")),
    },
    Docs {
        name: "union of two objects of n rows",
        sizes: (1_000, 250),
        pages: |n| {
            let objects = ["A", "B"].map(|name| object(name, &rows(n, "*string*")));
            objects.into_iter().chain([union("U", &["components.A".to_owned(), "components.B".to_owned()])]).collect()
        },
    },
    Docs {
        name: "rows of a model each",
        sizes: (1_000, 125),
        pages: |n| {
            let all: String = (0..n).map(|at| row(&format!("f{at}"), &model(&format!("M{at}")), "d")).collect();
            many(n, "*string*").into_iter().chain([object("Holder", &all)]).collect()
        },
    },
    Docs {
        name: "links to models of one name",
        sizes: (500, 125),
        pages: |n| {
            let to = |at: usize| format!("[M](../../models/f{at}/m.md)");
            (0..n).map(|at| (format!("f{at}/m.md"), object("M", &row("a", "*string*", &to((at + 1) % n))).1)).collect()
        },
    },
];
