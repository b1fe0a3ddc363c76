//! Pages as the largest SDKs have them: most models are inline ones, called after where they stand, and one shape comes
//! under several names.
//!
//! Of eleven pages one is an object of its own, five are objects that stand in it alone, and five are enums that stand in
//! those. The inline ones are drawn from so many shapes that there are about 3,000 different ones among 11,000 pages.

use super::words::{FIELDS, VALUES, name, prose};
use super::{Kind, Page, folder, render};
use chance::Random;
use std::fmt::Write as _;

/// How many pages there are for each object of its own.
const FAMILY: usize = 11;

/// How many objects stand in it.
const CHILDREN: usize = 5;

/// How many inline shapes there are of objects, and as many of enums, for a number of pages.
fn shapes(count: usize) -> usize {
    (count / FAMILY).max(1)
}

/// The page with a number, of `count`.
pub fn page(number: usize, count: usize) -> Page {
    let owner = number / FAMILY;
    let (kind, name, text) = match number % FAMILY {
        0 => (Kind::Object, name(owner), object(owner, count)),
        at if at <= CHILDREN => {
            let shape = shape(owner, at, count);
            let name = child(owner, at, shape);
            let text = inline(&name, shape);
            (Kind::Object, name, text)
        }
        at => {
            let shape = shape(owner, at - CHILDREN, count);
            let name = format!("{}Kind", child(owner, at - CHILDREN, shape));
            let text = enumeration(&name, shape);
            (Kind::Enum, name, text)
        }
    };
    Page { path: format!("{}/{}.md", folder(kind), name.to_lowercase()), text }
}

/// The shape of an object that stands in another.
fn shape(owner: usize, at: usize, count: usize) -> usize {
    Random((owner * FAMILY + at) as u64).below(shapes(count))
}

fn child(owner: usize, at: usize, shape: usize) -> String {
    format!("{}{}{}", name(owner), ["", "First", "Second", "Third", "Fourth", "Fifth"][at], noun(shape))
}

/// The last word of a shape's names.
fn noun(shape: usize) -> String {
    let field = FIELDS[shape % FIELDS.len()];
    let (first, rest) = field.split_at(1);
    format!("{}{}", first.to_uppercase(), rest.to_lowercase())
}

fn link(name: &str) -> String {
    format!("[components.{name}](../../models/components/{}.md)", name.to_lowercase())
}

fn object(owner: usize, count: usize) -> String {
    let mut random = Random(1_000_000 + owner as u64);
    let children = (1..=CHILDREN).map(|at| {
        let name = child(owner, at, shape(owner, at, count));
        (format!("part{}", ["", "One", "Two", "Three", "Four", "Five"][at]), link(&name), true)
    });
    let fields: Vec<_> = children.chain(scalars(&mut random, 6)).collect();
    render_object(&name(owner), &fields, &mut random)
}

fn inline(name: &str, shape: usize) -> String {
    let mut random = Random(2_000_000 + shape as u64);
    let count = 2 + random.below(12);
    let kind = ("kind".to_owned(), link(&format!("{name}Kind")), random.chance(50, 100));
    let fields: Vec<_> = std::iter::once(kind).chain(scalars(&mut random, count)).collect();
    render_object(name, &fields, &mut random)
}

/// Members without a model, each with whether it must be there.
fn scalars(random: &mut Random, count: usize) -> Vec<(String, String, bool)> {
    let first = random.below(FIELDS.len());
    let fields = FIELDS.iter().cycle().skip(first).take(count);
    let ty = |random: &mut Random| match random.below(10) {
        0 | 1 => "*number*",
        2 => "*boolean*",
        3 => "*string*[]",
        _ => "*string*",
    };
    fields.map(|field| ((*field).to_owned(), ty(random).to_owned(), random.chance(45, 100))).collect()
}

fn render_object(name: &str, fields: &[(String, String, bool)], random: &mut Random) -> String {
    let mut rows = vec![["Field", "Type", "Required", "Description", "Example"].map(str::to_owned)];
    for (field, ty, required) in fields {
        let tick = if *required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
        let description = if random.chance(60, 100) { prose(random, 1, " ") } else { "N/A".to_owned() };
        rows.push([format!("`{field}`"), ty.clone(), tick.to_owned(), description, String::new()]);
    }
    let mut text = format!("# {name}\n\n## Fields\n\n");
    render::table(&mut text, &rows, 4);
    text
}

fn enumeration(name: &str, shape: usize) -> String {
    let mut random = Random(3_000_000 + shape as u64);
    // The first value is another for each shape.
    let mut values = format!("\"{}_{shape}\"", random.pick(&VALUES));
    let first = random.below(VALUES.len());
    let count = 1 + random.below(8);
    for value in VALUES.iter().cycle().skip(first).take(count) {
        let _ = write!(values, " | \"{value}\"");
    }
    format!("# {name}\n\n## Values\n\n```typescript\n{values}\n```")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn few_shapes_have_many_names() {
        let pages: Vec<Page> = (0..11_000).map(|number| page(number, 11_000)).collect();
        assert_eq!(pages.iter().map(|page| &page.path).collect::<HashSet<_>>().len(), 11_000);
        let enums = pages.iter().filter(|page| page.path.ends_with("kind.md"));
        let values = enums.filter_map(|page| page.text.split_once("## Values").map(|(_, values)| values));
        let (all, different) = values.fold((0, HashSet::new()), |(all, mut seen), values| {
            seen.insert(values);
            (all + 1, seen)
        });
        assert_eq!(all, 5_000);
        assert!((900..=1_000).contains(&different.len()), "{}", different.len());
    }
}
