//! The pages of the inputs: TypeScript's tables, as large as they are asked for.

/// Pages by their paths below `docs/models`.
pub type Pages = Vec<(String, String)>;

/// The page of a model with these rows.
pub fn object(title: &str, rows: &str) -> (String, String) {
    let head = "## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n";
    (format!("components/{}.md", title.to_lowercase()), format!("# {title}\n\n\n{head}{rows}"))
}

/// What names begin with that are others in the second version of two.
pub const BEFORE: &str = "before";

pub fn one(rows: String) -> Pages {
    vec![object("M", &rows)]
}

pub fn row(name: &str, ty: &str, description: &str) -> String {
    format!("| `{name}` | {ty} | :heavy_check_mark: | {description} |\n")
}

pub fn rows(n: usize, ty: &str) -> String {
    (0..n).map(|at| row(&format!("f{at}"), ty, "It is.")).collect()
}

pub fn optional(n: usize) -> String {
    rows(n, "*string*").replace("check_mark", "minus_sign")
}

/// A model of one row, whose description is a text.
pub fn told(text: &str) -> Pages {
    one(row("a", "*string*", text))
}

pub fn model(name: &str) -> String {
    format!("[components.{name}](../../models/components/{}.md)", name.to_lowercase())
}

pub fn literals(n: usize) -> String {
    (0..n).map(|at| format!("*\"v{at}\"*")).collect::<Vec<_>>().join(" \\| ")
}

/// The page of an enum whose values start with a word.
pub fn values(title: &str, numbers: std::ops::Range<usize>, word: &str) -> (String, String) {
    let values: Vec<String> =
        numbers.map(|at| if word == "☃" { format!("\"{}\"", snow(at)) } else { format!("\"{word}{at}\"") }).collect();
    let page = format!("# {title}\n\n\n## Values\n\n```typescript\n{}\n```\n", values.join(" | "));
    (format!("components/{}.md", title.to_lowercase()), page)
}

/// A number in marks that have no name in Rust.
pub fn snow(number: usize) -> String {
    format!("{number:b}").replace('0', "☃").replace('1', "☂")
}

/// A number in Chinese characters.
pub fn han(number: usize) -> String {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    number.to_string().chars().filter_map(|c| digits.get(c.to_digit(10)? as usize)).collect()
}

/// The page of a union of types.
pub fn union(title: &str, types: &[String]) -> (String, String) {
    let types: String =
        types.iter().map(|ty| format!("### `{ty}`\n\n```typescript\nconst value: {ty} = {{}};\n```\n\n")).collect();
    (format!("components/{}.md", title.to_lowercase()), format!("# {title}\n\n\n## Supported Types\n\n{types}"))
}

pub fn union_of_models(title: &str, n: usize) -> Pages {
    let members: Vec<String> = (0..n).map(|at| format!("components.M{at}")).collect();
    let models = (0..n).map(|at| object(&format!("M{at}"), &row(&format!("own{at}"), "*string*", "d")));
    models.chain([union(title, &members)]).collect()
}

/// Members that nothing tells apart.
pub fn wide_union(n: usize) -> Pages {
    let members: Vec<String> = (0..n).map(|at| format!("components.M{at}")).collect();
    let models = (0..n).map(|at| object(&format!("M{at}"), &optional(3)));
    models.chain([union("U", &members)]).collect()
}

pub fn inline_union(n: usize) -> Pages {
    let members: Vec<String> = (0..n).map(|at| model(&format!("M{at}"))).collect();
    let models = (0..n).map(|at| object(&format!("M{at}"), &row(&format!("own{at}"), "*string*", "d")));
    models.chain([object("Holder", &row("a", &members.join(" \\| "), "d"))]).collect()
}

pub fn chain(n: usize, circle: bool) -> Pages {
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
pub fn complete(n: usize) -> Pages {
    let models = (n * 100).isqrt();
    let rows: String = (0..models).map(|to| row(&format!("f{to}"), &model(&format!("M{to}")), "d")).collect();
    let rows = rows.replace("check_mark", "minus_sign");
    (0..models).map(|at| object(&format!("M{at}"), &rows)).collect()
}

pub fn unions(n: usize, members: fn(usize) -> Vec<String>) -> Pages {
    let chain = (0..n).map(|at| union(&format!("U{at}"), &members(at)));
    chain.chain([object(&format!("U{n}"), &rows(1, "*string*"))]).collect()
}

pub fn circle_of_unions(n: usize) -> Pages {
    let members = |at: usize| vec![format!("components.U{}", (at + 1) % n), format!("components.M{}", at % 3)];
    let models = (0..3).map(|at| object(&format!("M{at}"), &row(&format!("own{at}"), "*string*", "d")));
    models.chain((0..n).map(|at| union(&format!("U{at}"), &members(at)))).collect()
}

pub fn dag(n: usize) -> Pages {
    let members = |at: usize| vec![format!("components.A{}", at + 1), format!("components.B{}", at + 1)];
    let unions = (0..n).flat_map(|at| ["A", "B"].map(|side| union(&format!("{side}{at}"), &members(at))));
    unions.chain(["A", "B"].map(|side| object(&format!("{side}{n}"), &row(side, "*string*", "d")))).collect()
}

pub fn union_of_enums(enums: usize, of: usize) -> Pages {
    let members: Vec<String> = (0..enums).map(|at| format!("components.E{at}")).collect();
    (0..enums).map(|at| values(&format!("E{at}"), at * of..(at + 1) * of, "v")).chain([union("U", &members)]).collect()
}

/// Names of one kind of words with other marks between them.
pub fn marks(n: usize) -> Pages {
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
pub fn nested(n: usize) -> Pages {
    let list: String =
        (0..n.min(2_000)).map(|at| format!("{}- a\n", " ".repeat(2 * (at % 40)))).collect::<String>().repeat(n / 100);
    let (path, page) = object("M", &rows(1, "*string*"));
    vec![(path, page.replacen("\n\n\n", &format!("\n\n{list}\n\n"), 1))]
}

/// Models of five rows of a type.
pub fn many(n: usize, ty: &str) -> Pages {
    (0..n).map(|at| object(&format!("M{at}"), &rows(5, ty))).collect()
}

/// Objects of rows that may be absent, made of their numbers, and a union of them all.
pub fn objects_in_union(n: usize, of: fn(usize) -> String) -> Pages {
    let objects = (0..n).map(|at| object(&format!("M{at}"), &of(at).replace("check_mark", "minus_sign")));
    let members: Vec<String> = (0..n).map(|at| format!("components.M{at}")).collect();
    objects.chain([union("U", &members)]).collect()
}
