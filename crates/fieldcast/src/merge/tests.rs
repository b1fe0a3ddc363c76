//! Small SDKs of one API in several languages, joined.

use super::*;
use crate::model::tests::{docs, object};
use crate::model::{Field, Literal, Model, Options as ReadOptions, Primitive, Slot, read};

/// What the pages of an SDK tell, in a folder of its own.
pub(super) fn sdk(language: &str, pages: &[(&str, &str)]) -> Api {
    let mut docs = docs(pages);
    docs.root = format!("{language}/models");
    for file in &mut docs.files {
        file.path = format!("{language}/models/{}", file.relative).into();
    }
    let options = ReadOptions { language: Some(language.to_owned()), ..ReadOptions::default() };
    let (api, problems) = read(&docs, &options);
    assert!(!problems.iter().any(Diagnostic::is_error), "{problems:?}");
    api.expect("the language is stated")
}

/// A page of an enum.
fn values(title: &str, values: &[&str]) -> String {
    let rows: String = values.iter().map(|v| format!("\n| `{}` | {v} |", v.to_uppercase())).collect();
    format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| --- | --- |{rows}\n")
}

fn joined(apis: Vec<Api>) -> Joined {
    join(apis, &Options::default())
}

fn model<'a>(joined: &'a Joined, name: &str) -> &'a Model {
    let api = joined.api.as_ref().expect("there is something to join");
    api.models.iter().find(|model| model.name == name).unwrap_or_else(|| panic!("no model {name}"))
}

fn field<'a>(joined: &'a Joined, name: &str, wire: &str) -> &'a Field {
    let Kind::Object(object) = &model(joined, name).kind else { panic!("{name} is no object") };
    object.fields.iter().find(|field| field.wire == wire).unwrap_or_else(|| panic!("no field {wire}"))
}

fn names(joined: &Joined) -> Vec<&str> {
    joined.api.iter().flat_map(|api| &api.models).map(|model| model.name.as_str()).collect()
}

fn problems(joined: &Joined) -> Vec<String> {
    joined.diagnostics.iter().map(ToString::to_string).collect()
}

/// A pet in TypeScript, Python and Java.
fn pets() -> Vec<Api> {
    let typescript = object(
        "Pet",
        &[
            ("ownerId", "*string*", true),
            ("bornAt", "[Date](https://developer.mozilla.org/Date)", true),
            ("age", "*number*", false),
            ("mood", "[components.Mood](../../models/components/mood.md)", true),
        ],
    );
    let python = object(
        "Pet",
        &[
            ("owner_id", "*Nullable[str]*", true),
            ("born_at", "[date](https://docs.python.org/3/library/datetime.html#date-objects)", true),
            ("age", "*OptionalNullable[int]*", false),
            ("mood", "[models.PetMood](../models/petmood.md)", true),
        ],
    );
    let java = object(
        "Pet",
        &[
            ("ownerId", "*Optional\\<String>*", true),
            ("bornAt", "*String*", true),
            ("age", "*JsonNullable\\<Long>*", false),
            ("mood", "*String*", true),
        ],
    );
    vec![
        sdk(
            "typescript",
            &[("components/pet.md", &typescript), ("components/mood.md", &values("Mood", &["calm", "wild"]))],
        ),
        sdk("python", &[("pet.md", &python), ("petmood.md", &values("PetMood", &["calm", "wild"]))]),
        sdk("java", &[("components/Pet.md", &java)]),
    ]
}

#[test]
fn what_one_language_cannot_show_another_does() {
    let pets = joined(pets());
    assert_eq!(problems(&pets), Vec::<String>::new());
    assert_eq!(names(&pets), ["Mood", "Pet"]);
    let ty = |name| &field(&pets, "Pet", name).slot.ty;
    assert_eq!(*ty("age"), Type::Primitive(Primitive::Integer));
    assert_eq!(*ty("bornAt"), Type::Primitive(Primitive::DateTime), "a date-time is a text");
    assert_eq!(*ty("mood"), Type::Model(ModelId(0)), "an enum is a text, whatever it is called");
    let null = |name| field(&pets, "Pet", name).slot.nullable;
    assert_eq!([null("ownerId"), null("age"), null("mood")], [Some(true), Some(true), Some(false)]);
    let api = pets.api.as_ref().map(|api| (api.languages.clone(), api.root.as_str()));
    assert_eq!(api, Some((vec!["typescript", "python", "java"], "typescript/models, python/models, java/models")));
}

#[test]
fn names_on_the_wire_are_found_together() {
    let typescript = object("Pet", &[("accountID", "*string*", true), ("shelfMark", "*string*", true)]);
    let python = object("Pet", &[("account_id", "*str*", true), ("shelf_mark", "*str*", true)]);
    let csharp = object("Pet", &[("AccountId", "*string*", true), ("ShelfMark", "*string*", true)]);
    let pets = joined(vec![
        sdk("csharp", &[("Components/Pet.md", &csharp)]),
        sdk("python", &[("pet.md", &python)]),
        sdk("typescript", &[("components/pet.md", &typescript)]),
    ]);
    let account = field(&pets, "Pet", "accountID");
    assert_eq!(account.documented, "accountID");
    assert!(account.aliases.contains(&"account_id".to_owned()), "{:?}", account.aliases);
    field(&pets, "Pet", "shelfMark");
}

#[test]
fn models_go_by_the_field_that_leads_to_them() {
    let session = |link: &str| object("Session", &[("status", link, true)]);
    let ruby = session("[Models::Components::SessionStatus](../../models/shared/sessionstatus.md)");
    let python = session("[models.Status](../models/status.md)");
    let both = joined(vec![
        sdk(
            "ruby",
            &[
                ("components/session.md", &ruby),
                ("components/sessionstatus.md", &values("SessionStatus", &["active", "ended"])),
            ],
        ),
        sdk("python", &[("session.md", &python), ("status.md", &values("Status", &["active", "ended", "new"]))]),
    ]);
    assert_eq!(problems(&both), Vec::<String>::new());
    assert_eq!(names(&both), ["Session", "Status"], "of one name each, the first language's holds");
    let Kind::Enum(status) = &model(&both, "Status").kind else { panic!() };
    let listed: Vec<&Literal> = status.values.iter().map(|v| &v.value).collect();
    assert_eq!(listed, ["active", "ended", "new"].map(|v| Literal::String(v.to_owned())).each_ref());
}

#[test]
fn a_union_gets_its_members_from_who_lists_them() {
    let java = object("House", &[("pet", "[Pet](../../models/components/Pet.md)", true), ("n", "*long*", true)]);
    let python = object("House", &[("pet", "[models.Pet](../models/pet.md)", true), ("n", "*int*", true)]);
    let cat = |id| object("Cat", &[("purrs", id, true)]);
    let dog = |id| object("Dog", &[("barks", id, true)]);
    let union = "# Pet\n\n\n## Supported Types\n\n### `models.Cat`\n\n### `models.Dog`\n";
    let java = sdk(
        "java",
        &[
            ("components/House.md", &java),
            ("components/Pet.md", "# Pet\n"),
            ("components/Cat.md", &cat("*boolean*")),
            ("components/Dog.md", &dog("*boolean*")),
        ],
    );
    let python = sdk(
        "python",
        &[("house.md", &python), ("pet.md", union), ("cat.md", &cat("*bool*")), ("dog.md", &dog("*bool*"))],
    );
    let unlisted = Diagnostic::note(Code::UnknownMembers, Place::at("java/models/components/Pet.md", 1, 3), "");
    let alone = joined(vec![java.clone()]);
    assert!(!alone.settles(&unlisted));
    let house = joined(vec![java, python]);
    assert!(house.settles(&unlisted));
    let Kind::Union(pet) = &model(&house, "Pet").kind else { panic!() };
    let members: Vec<&Type> = pet.members.iter().flatten().map(|slot| &slot.ty).collect();
    assert_eq!(members, [&Type::Model(ModelId(0)), &Type::Model(ModelId(1))]);
    assert_eq!(names(&house), ["Cat", "Dog", "House", "Pet"]);
}

#[test]
fn contradictions_are_decided_by_the_majority_and_told() {
    let page = |ty| object("Pet", &[("name", ty, true)]);
    let apis = vec![
        sdk("ruby", &[("components/pet.md", &page("*::Integer*"))]),
        sdk("csharp", &[("Components/Pet.md", &page("*string*"))]),
        sdk("typescript", &[("components/pet.md", &page("*string*"))]),
    ];
    let pets = joined(apis.clone());
    assert_eq!(field(&pets, "Pet", "name").slot.ty, Type::Primitive(Primitive::String));
    insta::assert_snapshot!(problems(&pets).join("\n"), @"
    warning[contradiction] ruby/models/components/pet.md:8:4: the SDKs contradict each other about the type of `Pet.name`: ruby says integer, but typescript (typescript/models/components/pet.md:8:4) says string; of 3 that tell, 1 are overruled: most say so
      help: settle it with a correction in `source.toml`
    ");
    let settled = Options { settled: vec![("Pet.name".to_owned(), "type")], ..Options::default() };
    assert_eq!(problems(&join(apis.clone(), &settled)), Vec::<String>::new());
    let at = join(apis, &Options { at: Some("ruby".to_owned()), ..Options::default() });
    assert_eq!(field(&at, "Pet", "name").slot.ty, Type::Primitive(Primitive::Integer));
    assert!(problems(&at).iter().all(|p| p.starts_with("note[contradiction]")), "{:?}", problems(&at));
    assert_eq!(at.diagnostics.len(), 1);
}

#[test]
fn even_opinions_go_by_what_a_language_can_show() {
    let ruby = object("Pet", &[("name", "*Crystalline::Nilable.new(::String)*", true)]);
    let java = object("Pet", &[("name", "*String*", true)]);
    let pets = joined(vec![sdk("ruby", &[("components/pet.md", &ruby)]), sdk("java", &[("components/Pet.md", &java)])]);
    assert_eq!(field(&pets, "Pet", "name").slot.nullable, Some(false));
    let null = pets.evidence.models[0].fields[0].facts.iter().find(|fact| fact.name == "nullable");
    assert_eq!(null.map(|fact| fact.why), Some(Why::Dialect));
}

#[test]
fn an_enum_of_an_old_revision_gives_way_to_most() {
    let link = |text: &str| object("Pet", &[("mood", text, true)]);
    let enums = [
        sdk(
            "java",
            &[
                ("components/Pet.md", &link("[Mood](../../models/components/Mood.md)")),
                ("components/Mood.md", &values("Mood", &["calm"])),
            ],
        ),
        sdk("typescript", &[("components/pet.md", &link("*string*"))]),
        sdk("csharp", &[("Components/Pet.md", &link("*string*"))]),
    ];
    let ty = |apis: &[Api], at: Option<&str>| {
        let joined = join(apis.to_vec(), &Options { at: at.map(str::to_owned), ..Options::default() });
        (field(&joined, "Pet", "mood").slot.ty.clone(), joined.diagnostics.len())
    };
    let (string, mood) = (Type::Primitive(Primitive::String), Type::Model(ModelId(0)));
    assert_eq!(ty(&enums[..2], None), (mood.clone(), 0), "of even opinions the narrower");
    assert_eq!(ty(&enums, None), (string.clone(), 1));
    assert_eq!(ty(&enums[..2], Some("typescript")), (string, 1));
    assert_eq!(ty(&enums, Some("java")), (mood, 0), "what they say is wider, and no contradiction");
}

#[test]
fn enums_whose_values_differ_by_case_alone_are_one() {
    let of = |language: &str, value: &str| {
        let pet = object("Pet", &[("mood", "[components.Mood](../../models/components/mood.md)", true)]);
        sdk(language, &[("components/pet.md", &pet), ("components/mood.md", &values("Mood", &[value, "odd"]))])
    };
    let joined = joined(vec![of("typescript", "very calm"), of("python", "VeryCalm")]);
    assert!(!problems(&joined).iter().any(|problem| problem.contains("the type of")), "{:?}", problems(&joined));
    assert_eq!(names(&joined).iter().filter(|name| **name == "Mood").count(), 1);
}

#[test]
fn revisions_are_kept_counted_and_can_be_chosen() {
    let old = object("Pet", &[("name", "*::String*", true)]);
    let new = object("Pet", &[("age", "*int*", true), ("name", "*str*", true)]);
    let toy = object("Toy", &[("price", "*float*", true)]);
    let apis =
        || vec![sdk("ruby", &[("components/pet.md", &old)]), sdk("python", &[("pet.md", &new), ("toy.md", &toy)])];
    let all = joined(apis());
    assert_eq!(names(&all), ["Pet", "Toy"]);
    assert!(!field(&all, "Pet", "age").required, "one revision does without");
    assert!(field(&all, "Pet", "name").required);
    let counts = together(&all.evidence);
    assert_eq!((counts.joined, counts.in_all), (Count { models: 2, fields: 3 }, Count { models: 1, fields: 1 }));
    let python = &counts.sdks[0];
    assert_eq!((python.label.as_str(), python.alone), ("python", Count { models: 1, fields: 2 }));
    let at = join(apis(), &Options { at: Some("ruby".to_owned()), ..Options::default() });
    assert_eq!((names(&at), at.evidence.left_out), (vec!["Pet"], Count { models: 1, fields: 2 }));
    let Kind::Object(pet) = &model(&at, "Pet").kind else { panic!() };
    assert_eq!(pet.fields.len(), 1);
    let lost = join(apis(), &Options { at: Some("go".to_owned()), ..Options::default() });
    assert_eq!(problems(&lost), ["error[unknown-target]: found no SDK `go`, expected one of python, ruby"]);
}

#[test]
fn the_sdk_asked_for_names_its_models() {
    let small = |title: &str| object(title, &[("paw", "*string*", true), ("tail", "*string*", true)]);
    let large = |title: &str| object(title, &[("age", "*string*", true), ("fur", "*string*", true)]);
    let house = |pet: &str, guest: &str| {
        let link = |name: &str| format!("[components.{name}](../../models/components/{}.md)", name.to_lowercase());
        object("House", &[("pet", &link(pet), true), ("guest", &link(guest), true)])
    };
    let old = house("SchemasPet", "Pet");
    let new = house("Pet", "GuestPet");
    let apis = || {
        let new = |language| {
            let (pet, guest) = (large("Pet"), small("GuestPet"));
            let pages =
                [("components/house.md", &*new), ("components/pet.md", &pet), ("components/guestpet.md", &guest)];
            sdk(language, &pages)
        };
        let (pet, guest) = (large("SchemasPet"), small("Pet"));
        let pages = [("components/house.md", &*old), ("components/schemaspet.md", &pet), ("components/pet.md", &guest)];
        let mut other = new("typescript");
        other.root = "newer/models".to_owned();
        vec![sdk("typescript", &pages), new("typescript"), other]
    };
    let at = |at: &str| join(apis(), &Options { at: Some(at.to_owned()), ..Options::default() });
    let newer = at("newer/models");
    assert_eq!(names(&newer), ["GuestPet", "House", "Pet"]);
    let own = at("typescript/models");
    assert_eq!(names(&own), ["House", "Pet", "SchemasPet"], "{:?}", problems(&own));
    assert_eq!(field(&own, "Pet", "paw").wire, "paw", "a name of its own is not given to another model");

    let named = |folder: &str, name: &str| {
        let api = sdk("typescript", &[(&format!("components/{}.md", name.to_lowercase()), &large(name))]);
        Api { root: folder.to_owned(), ..api }
    };
    let apis = vec![named("a", "PetUnion"), named("b", "Pet"), named("c", "Pet")];
    let lengthened = join(apis, &Options { at: Some("a".to_owned()), ..Options::default() });
    assert_eq!(names(&lengthened), ["Pet"], "what a generator adds to a name goes");
}

#[test]
fn sdks_of_two_apis_are_an_error() {
    let page = |title: &str, name: &str| object(title, &[(name, "*string*", true)]);
    let apis = vec![
        sdk("csharp", &[("Components/Pet.md", &page("Pet", "Fur")), ("Components/Cat.md", &page("Cat", "Paw"))]),
        sdk("typescript", &[("components/bill.md", &page("Bill", "sum")), ("components/tax.md", &page("Tax", "rate"))]),
    ];
    let found = joined(apis);
    assert_eq!(found.diagnostics.len(), 2);
    assert!(found.diagnostics.iter().all(|d| d.is_error() && d.code == Code::SeveralApis), "{:?}", problems(&found));
}

#[test]
fn one_sdk_stays_as_it_is() {
    let pets = pets();
    assert_eq!(pets.len(), 3);
    for api in pets {
        let alone = joined(vec![api.clone()]);
        assert_eq!(alone.api.as_ref().map(|a| &a.models), Some(&api.models));
        assert!(alone.evidence.models.is_empty());
        let told = join(vec![api.clone()], &Options { always: true, ..Options::default() });
        let mut models = api.models.clone();
        models.sort_by_key(|model| crate::wire::fold(&model.name));
        let expected: Vec<&str> = models.iter().map(|model| model.name.as_str()).collect();
        assert_eq!(names(&told), expected);
        assert_eq!(told.evidence.models.len(), models.len());
    }
}

#[test]
fn examples_of_another_type_are_not_taken() {
    let slot = Slot::unknown(Type::Primitive(Primitive::Integer));
    assert_eq!(slot.nullable, None);
    let page = |ty: &str, example: &str| {
        format!(
            "# Pet\n\n\n## Fields\n\n| Field | Type | Required | Description | Example |\n| - | - | - | - | - |\n| `tag` | {ty} | :heavy_check_mark: | N/A | {example} |\n"
        )
    };
    let pets = joined(vec![
        sdk("typescript", &[("components/pet.md", &page("*any*", "{\"a\": 1}"))]),
        sdk("python", &[("pet.md", &page("*str*", "red"))]),
    ]);
    assert_eq!(field(&pets, "Pet", "tag").examples.to_vec(), ["red"]);
}

#[test]
fn what_one_sdk_has_in_folders_another_has_in_one() {
    let request = |ty| object("FeedRequest", &[("petId", ty, true), ("grams", ty, false)]);
    let fault = |ty| object("Fault", &[("code", ty, true)]);
    let (ts, php) = (request("*string*"), request("*string*"));
    let (ts_fault, php_fault) = (fault("*string*"), fault("*string*"));
    let pet = object("Pet", &[("petId", "*string*", true)]);
    let foldered = sdk(
        "typescript",
        &[("components/pet.md", pet.as_str()), ("operations/feedrequest.md", &ts), ("errors/fault.md", &ts_fault)],
    );
    // no folder of operations, but one of errors
    let flat = sdk("php", &[("Pet.md", pet.as_str()), ("FeedRequest.md", &php), ("errors/Fault.md", &php_fault)]);
    for apis in [vec![foldered.clone(), flat.clone()], vec![flat, foldered]] {
        let mut found = names(&joined(apis)).into_iter().map(str::to_owned).collect::<Vec<_>>();
        found.sort();
        assert_eq!(found, ["Fault", "FeedRequest", "Pet"]);
    }
}

#[test]
fn no_model_is_held_twice_however_the_sdks_lay_out_their_pages() {
    let pet = |name: &str, text: &str| object("Pet", &[(name, text, true), ("age", text, false)]);
    let request = |name: &str, text: &str| object("AddPetRequest", &[(name, text, true), ("dry", text, false)]);
    let body = |text: &str| object("AddPetBody", &[("size", text, true), ("coat", text, true)]);
    let fault = |text: &str| object("Fault", &[("message", text, true), ("code", text, false)]);
    let java = "*String*";
    let (php, python, typescript) = ("*?string*", "*str*", "*string*");
    let foldered = || {
        sdk(
            "java",
            &[
                ("components/Pet.md", &pet("petName", java)),
                ("errors/Fault.md", &fault(java)),
                ("operations/AddPetBody.md", &body(java)),
                ("operations/AddPetRequest.md", &request("petId", java)),
                // another of the same name, which only this SDK tells apart
                ("operations/Pet.md", &object("Pet", &[("leash", java, true)])),
            ],
        )
    };
    let flat = || {
        sdk(
            "python",
            &[
                ("addpetbody.md", &body(python)),
                ("addpetrequest.md", &request("pet_id", python)),
                ("fault.md", &fault(python)),
                ("pet.md", &pet("pet_name", python)),
            ],
        )
    };
    let flat_but_errors = || {
        sdk(
            "php",
            &[
                ("AddPetBody.md", &body(php)),
                ("AddPetRequest.md", &request("petId", php)),
                ("Errors/Fault.md", &fault(php)),
                ("Pet.md", &pet("petName", php)),
            ],
        )
    };
    let root_and_operations = || {
        sdk(
            "typescript",
            &[
                ("errors/fault.md", &fault(typescript)),
                ("operations/addpetbody.md", &body(typescript)),
                ("operations/addpetrequest.md", &request("petId", typescript)),
                ("pet.md", &pet("petName", typescript)),
            ],
        )
    };
    let expected = ["AddPetBody", "AddPetRequest", "Fault", "Pet", "Pet"];
    let mut count = 0;
    for others in [
        vec![flat()],
        vec![flat_but_errors()],
        vec![root_and_operations()],
        vec![flat(), flat_but_errors()],
        vec![flat_but_errors(), root_and_operations()],
        vec![flat(), flat_but_errors(), root_and_operations()],
    ] {
        let all = joined([vec![foldered()], others].concat());
        let mut found = names(&all);
        found.sort_unstable();
        assert_eq!(found, expected, "{:?}", all.api.as_ref().map(|api| &api.languages));
        count += 1;
    }
    assert_eq!(count, 6);
    let without_the_foldered = joined(vec![flat(), flat_but_errors(), root_and_operations()]);
    assert_eq!(without_the_foldered.api.map(|api| api.models.len()), Some(4));
}
