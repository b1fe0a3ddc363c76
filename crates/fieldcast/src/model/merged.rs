//! Unions whose page is a table with the rows of all their members, as OpenAPI Generator writes them in most languages.
//!
//! Such a page requires whatever one of the members requires, so that what is taken for it at its word refuses most real
//! values. Nothing on it says that it is a union, but the pages of its members are left behind: nobody refers to them, for
//! only the union did, and the rows of the union are theirs, one member after the other. Where that is so, only what every
//! member requires is required.

use super::{Field, Kind, Model, Object, Slot, Type, visit};
use crate::diagnostic::{Code, Diagnostic};
use crate::wire::fold;
use foldhash::{HashMap, HashMapExt as _, HashSet};
use rayon::prelude::*;
use std::cmp::Reverse;

/// How many models that begin with one member, and how many parts of one model, are looked at: more tell nothing.
const MOST: usize = 64;

/// What is written as one object and is one of several models.
struct Found {
    at: usize,
    /// The models, in the order of their rows.
    members: Vec<usize>,
    /// Models that have what all of those have, and no row of their own.
    others: Vec<usize>,
    /// The names of what all of them require.
    required: HashSet<String>,
}

/// Finds the objects that are merged unions, and requires of them only what all members require.
pub(super) fn settle(models: &mut [Model], diagnostics: &mut Vec<Diagnostic>) {
    for found in find(models) {
        let members: Vec<&Object> =
            found.members.iter().chain(&found.others).filter_map(|at| object(models.get(*at)?)).collect();
        let types = types(&members);
        let names: Vec<String> =
            found.members.iter().filter_map(|at| models.get(*at)).map(|model| format!("`{}`", model.name)).collect();
        let Some(model) = models.get_mut(found.at) else { continue };
        let Kind::Object(object) = &mut model.kind else { continue };
        object.merged = true;
        for field in &mut object.fields {
            field.required &= found.required.contains(&field.documented);
            if let Some(ty) = types.get(&field.documented) {
                field.slot.ty = ty.clone();
                field.told = None;
            }
        }
        let message = format!(
            "the page of `{}` has the rows of {}, to which nothing else refers: it is one of them, and only what all \
             require is required",
            model.name,
            names.join(", ")
        );
        diagnostics.push(Diagnostic::note(Code::MergedUnion, model.place.clone(), message));
    }
}

fn find(models: &[Model]) -> Vec<Found> {
    // what a model refers to in itself is no use of it
    let references = |(at, model): (usize, &Model)| visit::references(model).into_iter().filter(move |to| *to != at);
    let referred: HashSet<usize> = models.iter().enumerate().flat_map(references).collect();
    let mut beginning: Beginning<'_> = HashMap::new();
    for (at, model) in models.iter().enumerate() {
        if let Some(object) = object(model).filter(|_| !referred.contains(&at))
            && let Some(first) = object.fields.first()
        {
            beginning.entry(&first.documented).or_default().push((at, marks(object)));
        }
    }
    beginning.retain(|_, models| models.len() <= MOST);
    let found = |(at, model): (usize, &Model)| members(at, object(model)?, models, &beginning);
    let found: Vec<Found> = models.par_iter().enumerate().filter_map(found).collect();
    found.into_iter().filter(|found| referred.contains(&found.at) || is_called_like(found, models)).collect()
}

/// Whether a union is called like all of its members: the name of a union to which nothing refers, for it is all that a
/// request sends, is the only other thing that tells it from a model that is much like others.
fn is_called_like(found: &Found, models: &[Model]) -> bool {
    let name = |at: usize| models.get(at).map(|model| fold(&model.name)).unwrap_or_default();
    let own = name(found.at);
    found.members.iter().all(|member| {
        let member = name(*member);
        let same = own.bytes().zip(member.bytes()).take_while(|(a, b)| a == b).count();
        member.contains(&own) || same * 2 > own.len()
    })
}

/// Models to which nobody refers, by the name of their first member, with their marks.
type Beginning<'m> = HashMap<&'m str, Vec<(usize, u64)>>;

/// A bit for each member's name, one of 64 by its letters: an object whose members another has all has no bit more.
fn marks(object: &Object) -> u64 {
    let letters = |name: &str| name.bytes().fold(7_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into()));
    object.fields.iter().fold(0, |all, field| all | 1 << (letters(&field.documented) % 64))
}

/// An object whose members are all named.
fn object(model: &Model) -> Option<&Object> {
    match &model.kind {
        Kind::Object(object) if object.additional.is_none() => Some(object),
        _ => None,
    }
}

fn members(at: usize, whole: &Object, models: &[Model], beginning: &Beginning<'_>) -> Option<Found> {
    // the rows of the first part are the first
    if !beginning.contains_key(whole.fields.first()?.documented.as_str()) {
        return None;
    }
    let places: HashMap<&str, usize> =
        whole.fields.iter().enumerate().map(|(place, field)| (field.documented.as_str(), place)).collect();
    // the parts of which the whole may be put together: all of their rows are its own, and it has more
    let own = marks(whole);
    let mut parts: Vec<(usize, &Object)> = Vec::new();
    // so many rows of them are looked at for each of its own: pages could be made up to take the square of their time
    let mut left = MOST * whole.fields.len();
    for field in &whole.fields {
        for (part, marks) in beginning.get(field.documented.as_str()).into_iter().flatten() {
            // what has another name for sure need not be looked at
            let Some(object) = models.get(*part).and_then(object).filter(|_| *part != at && marks & !own == 0) else {
                continue;
            };
            if object.fields.len() < whole.fields.len() {
                left = left.checked_sub(object.fields.len())?;
                parts.extend(is_within(object, whole, &places).then_some((*part, object)));
            }
        }
        // none begins the whole, or they are too many to tell anything
        if parts.is_empty() || parts.len() > MOST {
            return None;
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let rows: HashMap<usize, HashMap<&str, &Field>> = parts
        .iter()
        .map(|(part, object)| (*part, object.fields.iter().map(|field| (field.documented.as_str(), field)).collect()))
        .collect();
    let row = |part: &usize, name: &str| rows.get(part).and_then(|rows| rows.get(name)).copied();
    let (mut covered, mut chain): (usize, Vec<usize>) = (0, Vec::new());
    while covered < whole.fields.len() {
        // the part whose new rows are the next ones; of several the one that has most of them
        let added = |part: &Object| {
            let placed = part.fields.iter().filter_map(|field| places.get(field.documented.as_str()).copied());
            let new: Vec<usize> = placed.filter(|place| *place >= covered).collect();
            let in_order = new.iter().enumerate().all(|(step, place)| *place == covered + step);
            if in_order { new.len() } else { 0 }
        };
        let best = parts.iter().map(|(part, object)| (added(object), Reverse(*part))).max();
        let (count, Reverse(part)) = best.filter(|(count, _)| *count > 0)?;
        covered += count;
        chain.push(part);
    }
    if chain.len() < 2 {
        return None;
    }
    // members of a union have something in common, parts that are put together have not
    let shared = |name: &&str| chain.iter().all(|part| row(part, name).is_some());
    let common: Vec<&str> = whole.fields.iter().map(|field| field.documented.as_str()).filter(shared).collect();
    if common.is_empty() {
        return None;
    }
    let is_required = |part: &usize, name: &str| row(part, name).is_some_and(|own| own.required);
    let as_required = |field: &Field| field.required == chain.iter().any(|part| is_required(part, &field.documented));
    let is_of =
        |part: &usize, field: &Field| row(part, &field.documented).is_some_and(|own| own.slot.ty == field.slot.ty);
    let as_typed = |field: &Field| chain.iter().any(|part| is_of(part, field));
    if !whole.fields.iter().all(|field| as_required(field) && as_typed(field)) {
        return None;
    }
    // members without a row of their own
    let has_common = |part: &usize| common.iter().all(|name| row(part, name).is_some());
    let others: Vec<usize> =
        parts.iter().map(|(part, _)| *part).filter(|part| has_common(part) && !chain.contains(part)).collect();
    let by_all = |name: &&str| chain.iter().chain(&others).all(|part| is_required(part, name));
    let required: HashSet<String> = common.iter().copied().filter(by_all).map(str::to_owned).collect();
    let relaxes = whole.fields.iter().any(|field| field.required && !required.contains(&field.documented));
    relaxes.then_some(Found { at, members: chain, others, required })
}

/// The types of what several members have in different ways, such as the constants by which they are told apart: one
/// member's stands on the page of the union.
fn types(members: &[&Object]) -> HashMap<String, Type> {
    let mut all: HashMap<&str, Vec<Slot>> = HashMap::new();
    // slots have no hash, and there may be as many as an enum has values
    let mut seen: HashSet<(&str, String)> = HashSet::default();
    for field in members.iter().flat_map(|member| &member.fields) {
        let of_one = match &field.slot.ty {
            Type::Union(slots) => slots.clone(),
            ty => vec![Slot::unknown(ty.clone())],
        };
        let new = of_one.into_iter().filter(|slot| seen.insert((&field.documented, format!("{slot:?}"))));
        all.entry(&field.documented).or_default().extend(new);
    }
    let several = all.into_iter().filter(|(_, slots)| slots.len() > 1);
    several.map(|(name, slots)| (name.to_owned(), Type::Union(slots))).collect()
}

/// Whether all rows of a part are rows of the whole, which requires what the part requires.
fn is_within(part: &Object, whole: &Object, places: &HashMap<&str, usize>) -> bool {
    // the last row is the likeliest to be another
    part.fields.iter().rev().all(|field| {
        let same = places.get(field.documented.as_str()).and_then(|place| whole.fields.get(*place));
        same.is_some_and(|same| same.required || !field.required)
    })
}

#[cfg(test)]
mod tests {
    use crate::model::tests::docs;
    use crate::model::{Kind, Object, Options, Type, read};

    /// A page of OpenAPI Generator's Java, of members that are texts but for those with a type of their own; a `!` stands
    /// before what is required.
    fn page(title: &str, members: &str) -> (String, String) {
        let row = |member: &str| {
            let (name, ty) = member.split_once(':').unwrap_or((member, "String"));
            let (name, note) = name.strip_prefix('!').map_or((name, "[optional]"), |name| (name, ""));
            format!(
                "|**{name}** | {} |  | {note} |\n",
                if ty.contains("](") { ty.to_owned() } else { format!("**{ty}**") }
            )
        };
        let rows: String = members.split(", ").map(row).collect();
        let text = format!(
            "\n\n# {title}\n\n\n## Properties\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n{rows}"
        );
        (format!("{title}.md"), text)
    }

    /// What the model of the name is, as the pages tell.
    fn object(name: &str, pages: &[(&str, &str)]) -> (Object, Vec<String>) {
        let pages: Vec<(String, String)> = pages.iter().map(|(title, members)| page(title, members)).collect();
        let pages: Vec<(&str, &str)> = pages.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
        let options = Options {
            language: Some("java".to_owned()),
            family: Some("openapi-generator".to_owned()),
            ..Options::default()
        };
        let (api, diagnostics) = read(&docs(&pages), &options);
        let found = api.unwrap().models.into_iter().find(|model| model.name == name).unwrap();
        let Kind::Object(object) = found.kind else { panic!("{name} is no object") };
        let notes = diagnostics.iter().map(ToString::to_string).filter(|text| text.contains("merged-union")).collect();
        (object, notes)
    }

    fn required(name: &str, pages: &[(&str, &str)]) -> String {
        let (object, _) = object(name, pages);
        let names = object.fields.iter().filter(|field| field.required).map(|field| field.documented.as_str());
        names.collect::<Vec<_>>().join(" ")
    }

    const HOUSE: (&str, &str) = ("House", "!pet:[**Pet**](Pet.md)");
    const CAT: (&str, &str) = ("Cat", "!kind, name, !purrs:Boolean");
    const DOG: (&str, &str) = ("Dog", "!kind, !barks:Boolean, name");
    const PET: (&str, &str) = ("Pet", "!kind, name, !purrs:Boolean, !barks:Boolean");

    #[test]
    fn only_what_all_members_require_is_required() {
        let (pet, notes) = object("Pet", &[HOUSE, CAT, DOG, PET]);
        assert!(pet.merged);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].contains("has the rows of `Cat`, `Dog`"), "{notes:?}");
        assert_eq!(required("Pet", &[HOUSE, CAT, DOG, PET]), "kind");
        assert_eq!(required("Cat", &[HOUSE, CAT, DOG, PET]), "kind purrs");
    }

    #[test]
    fn what_is_no_union_requires_what_its_page_says() {
        let all = "kind purrs barks";
        let cases: &[(&str, &[(&str, &str)])] = &[
            // a member that something else needs is no mere member
            (all, &[HOUSE, CAT, DOG, PET, ("Basket", "cat:[**Cat**](Cat.md)")]),
            // one member's rows, and not all of the other's
            (all, &[HOUSE, CAT, ("Dog", "!kind, !barks:Boolean, name, tail"), PET]),
            // not one member after the other
            ("kind barks purrs", &[HOUSE, CAT, DOG, ("Pet", "!kind, !barks:Boolean, !purrs:Boolean, name")]),
            // parts of a whole have nothing in common
            ("purrs kind", &[HOUSE, ("Cat", "!purrs"), ("Dog", "!kind, name"), ("Pet", "!purrs, !kind, name")]),
            // a row that nobody has
            (all, &[HOUSE, CAT, DOG, ("Pet", "!kind, name, !purrs:Boolean, !barks:Boolean, age")]),
            // less is required than a member requires
            ("kind purrs", &[HOUSE, CAT, DOG, ("Pet", "!kind, name, !purrs:Boolean, barks:Boolean")]),
            // another type
            (all, &[HOUSE, CAT, DOG, ("Pet", "!kind, name, !purrs:Boolean, !barks:Integer")]),
            // nobody refers to it, and it is not called like them
            (all, &[CAT, DOG, PET]),
        ];
        let mut seen = 0;
        for (expected, pages) in cases {
            assert_eq!(required("Pet", pages), *expected, "{pages:?}");
            seen += 1;
        }
        assert_eq!(seen, 8);
    }

    #[test]
    fn a_union_that_only_requests_send_is_called_like_its_members() {
        let with = |name: &'static str, members: &'static str| (name, members);
        let pages = [
            with("UpdatePetWithCat", "!kind, !purrs"),
            with("UpdatePetWithDog", "!kind, !barks"),
            with("UpdatePetBody", "!kind, !purrs, !barks"),
        ];
        assert_eq!(required("UpdatePetBody", &pages), "kind");
    }

    #[test]
    fn members_may_have_one_name_in_several_types() {
        let cat = ("Cat", "!kind:Integer, !purrs");
        let (pet, _) = object("Pet", &[HOUSE, cat, ("Dog", "!kind, !barks"), ("Pet", "!kind, !purrs, !barks")]);
        assert!(matches!(&pet.fields[0].slot.ty, Type::Union(slots) if slots.len() == 2), "{:?}", pet.fields[0]);
    }
}
