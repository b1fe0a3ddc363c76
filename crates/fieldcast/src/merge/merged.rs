//! What SDKs tell of a union whose page in one of them has the rows of all members as those of one object.
//!
//! Where another SDK lists the members, that counts; where none does, no SDK's page requires more than the ones of which
//! it is known what they are.

use super::matching::Groups;
use super::sources::Source;
use crate::model::{Kind, Model, Object, Union};
use crate::wire::fold;
use std::collections::HashSet;

/// Lets all SDKs tell the same of merged unions.
pub(super) fn agree(sources: &mut [Source], groups: &Groups) {
    for members in groups.members.iter().filter(|members| members.len() > 1) {
        let nodes = || members.iter().enumerate().filter_map(|(source, model)| Some((source, (*model)?)));
        let model = |(source, model): (usize, usize)| sources.get(source)?.api.models.get(model);
        let merged: Vec<&Object> =
            nodes().filter_map(model).filter_map(object).filter(|object| object.merged).collect();
        if merged.is_empty() {
            continue;
        }
        let lists = |model: &Model| matches!(&model.kind, Kind::Union(union) if union.members.is_some());
        let is_listed = nodes().filter_map(model).any(lists);
        let required = |object: &Object| -> HashSet<String> {
            object.fields.iter().filter(|field| field.required).map(|field| fold(&field.documented)).collect()
        };
        let mut all = merged.into_iter().map(required);
        let first = all.next().unwrap_or_default();
        let required = all.fold(first, |all, more| all.intersection(&more).cloned().collect());
        for (source, model) in nodes() {
            let Some(model) = sources.get_mut(source).and_then(|source| source.api.models.get_mut(model)) else {
                continue;
            };
            if let Kind::Object(object) = &mut model.kind {
                if is_listed {
                    model.kind = Kind::Union(Union::default());
                    continue;
                }
                object.merged = true;
                let open = object.fields.iter_mut().filter(|field| !required.contains(&fold(&field.documented)));
                open.for_each(|field| field.required = false);
            }
        }
    }
}

fn object(model: &Model) -> Option<&Object> {
    match &model.kind {
        Kind::Object(object) => Some(object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::merge::{Joined, Options, join};
    use crate::model::tests::docs;
    use crate::model::{Api, Kind, Options as ReadOptions, read};

    fn sdk(language: &str, pages: &[(&str, &str)]) -> Api {
        let mut docs = docs(pages);
        docs.root = language.to_owned();
        for file in &mut docs.files {
            file.path = format!("{language}/{}", file.relative).into();
        }
        let family = Some("openapi-generator".to_owned());
        let options = ReadOptions { language: Some(language.to_owned()), family, ..ReadOptions::default() };
        read(&docs, &options).0.unwrap()
    }

    fn page(title: &str, rows: &[&str]) -> String {
        let rows: String = rows.iter().map(|row| format!("{row}\n")).collect();
        format!("# {title}\n\n## Properties\n\nName | Type | Description | Notes\n---- | ---- | ---- | ----\n{rows}")
    }

    /// A pet that is a cat or a dog, whose page has the rows of both; in the second order they are not one after the other.
    fn merged(language: &str, text: &str, in_order: bool) -> Api {
        let row = |name: &str| format!("**{name}** | **{text}** |  | ");
        let (kind, purrs, barks) = (row("kind"), row("purrs"), row("barks"));
        let rows = if in_order { [&*kind, &*purrs, &*barks] } else { [&*purrs, &*barks, &*kind] };
        sdk(
            language,
            &[
                ("House.md", &page("House", &["**pet** | [**Pet**](Pet.md) |  | "])),
                ("Cat.md", &page("Cat", &[&kind, &purrs])),
                ("Dog.md", &page("Dog", &[&kind, &barks])),
                ("Pet.md", &page("Pet", &rows)),
            ],
        )
    }

    fn pet(joined: &Joined) -> &Kind {
        let api = joined.api.as_ref().unwrap();
        &api.models.iter().find(|model| model.name == "Pet").unwrap().kind
    }

    #[test]
    fn who_lists_the_members_is_believed() {
        let listed = "# Pet\n\n## Class instance methods\n\n### `openapi_one_of`\n\n#### Example\n\n```ruby\n# =>\n# [\n#   :'Cat',\n#   :'Dog'\n# ]\n```\n";
        let cat = page("Cat", &["| **kind** | **String** |  |  |", "| **purrs** | **String** |  |  |"]);
        let dog = page("Dog", &["| **kind** | **String** |  |  |", "| **barks** | **String** |  |  |"]);
        let house = page("House", &["| **pet** | [**Pet**](Pet.md) |  |  |"]);
        let ruby = sdk("ruby", &[("House.md", &house), ("Cat.md", &cat), ("Dog.md", &dog), ("Pet.md", listed)]);
        let joined =
            join(vec![merged("python", "str", true), merged("java", "String", true), ruby], &Options::default());
        let Kind::Union(union) = pet(&joined) else { panic!("{:?}", pet(&joined)) };
        assert_eq!(union.members.as_ref().map(Vec::len), Some(2));
    }

    #[test]
    fn who_shows_what_it_is_holds_for_all() {
        let sdks =
            vec![merged("python", "str", true), merged("java", "String", false), merged("swift", "String", false)];
        let joined = join(sdks, &Options::default());
        let Kind::Object(object) = pet(&joined) else { panic!() };
        let required: Vec<&str> = object.fields.iter().filter(|f| f.required).map(|f| f.wire.as_str()).collect();
        assert_eq!(required, ["kind"]);
    }
}
