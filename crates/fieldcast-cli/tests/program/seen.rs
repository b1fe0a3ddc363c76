//! What was seen in docs of many SDKs, each as little as shows it: none is refused, and none is silently wrong.

use crate::docs::{Docs, NO, YES, object, values};
use serde_json::{Value, json};

/// The schema of some pages, which give it without an error.
fn schema(pages: &[(&str, &str)]) -> Value {
    of(&Docs::new(pages))
}

fn of(docs: &Docs) -> Value {
    let run = docs.run(&["schema", "."]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.err.contains("error["), "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

/// What the schema says at a JSON Pointer below its definitions, and what it should.
fn says(schema: &Value, expected: &[(&str, Value)]) {
    for (pointer, value) in expected {
        let found = schema.pointer(&format!("/$defs/{pointer}"));
        assert_eq!(found, Some(value), "{pointer} in {schema:#}");
    }
}

/// The names of a model's members.
fn members(schema: &Value, model: &str) -> Vec<String> {
    let members = schema.pointer(&format!("/$defs/{model}/properties")).and_then(Value::as_object);
    members.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// A field table with an example in each row.
fn with_examples(title: &str, rows: &[[&str; 5]]) -> String {
    let mut text = format!(
        "# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |"
    );
    for [name, ty, tick, description, example] in rows {
        text.push_str(&format!("\n| `{name}` | {ty} | {tick} | {description} | {example} |"));
    }
    text
}

#[test]
fn dates_of_the_runtimes_lie_on_pages_beside_the_models() {
    let go = object(
        "Litter",
        &[
            ["BornOn", "[types.Date](../../types/date.md)", YES, "N/A"],
            ["SoldOn", "[*types.Date](../../types/date.md)", NO, "N/A"],
            ["Count", "`int64`", YES, "N/A"],
        ],
    );
    let found =
        schema(&[("models/components/litter.md", &go), ("types/date.md", "# Date\n\nA day of the calendar.\n")]);
    says(
        &found,
        &[
            ("Litter/properties/bornOn/format", json!("date")),
            ("Litter/properties/soldOn/format", json!("date")),
            ("Litter/properties/count/type", json!("integer")),
        ],
    );
    let typescript = object(
        "Litter",
        &[
            ["bornOn", "[RFCDate](../../types/rfcdate.md)", YES, "N/A"],
            ["count", "*number*", YES, "N/A"],
            ["marks", "Record<string, *any*>", NO, "N/A"],
        ],
    );
    let found = schema(&[("models/components/litter.md", &typescript), ("types/rfcdate.md", "# RFCDate\n")]);
    says(&found, &[("Litter/properties/bornOn/format", json!("date"))]);
    assert_eq!(found["$defs"].as_object().unwrap().len(), 1, "the page of the runtime's type is no model");
}

#[test]
fn go_tells_absent_from_null_in_a_type_of_its_own() {
    let wrapped = |ty: &str| format!("optionalnullable.OptionalNullable[{ty}]");
    let [note, toys, marks, day, coat] = [
        "`string`",
        "[]`string`",
        "map[string]`any`",
        "[time.Time](https://pkg.go.dev/time#Time)",
        "[components.Coat](../../models/components/coat.md)",
    ]
    .map(wrapped);
    let dog = object(
        "Dog",
        &[
            ["Name", "`string`", YES, "N/A"],
            ["Note", &note, NO, "N/A"],
            ["Toys", &toys, NO, "N/A"],
            ["Marks", &marks, NO, "N/A"],
            ["SeenAt", &day, NO, "N/A"],
            ["Coat", &coat, NO, "N/A"],
        ],
    );
    let coat = object("Coat", &[["Length", "`int64`", YES, "N/A"]]);
    let found = schema(&[("models/components/dog.md", &dog), ("models/components/coat.md", &coat)]);
    says(
        &found,
        &[
            ("Dog/required", json!(["name"])),
            ("Dog/properties/note/type", json!(["string", "null"])),
            ("Dog/properties/toys/type", json!(["array", "null"])),
            ("Dog/properties/toys/items", json!({"type": "string"})),
            ("Dog/properties/marks/type", json!(["object", "null"])),
            ("Dog/properties/seenAt/format", json!("date-time")),
            ("Dog/properties/coat/anyOf", json!([{"$ref": "#/$defs/Coat"}, {"type": "null"}])),
        ],
    );
}

#[test]
fn a_literal_may_be_null() {
    let plan = object(
        "Plan",
        &[
            ["name", "*str*", YES, "N/A"],
            ["most", "*OptionalNullable[Literal[None]]*", NO, "N/A"],
            ["kind", "*Optional[Literal[\"small\"]]*", NO, "N/A"],
        ],
    );
    let found = schema(&[("models/plan.md", &plan)]);
    says(&found, &[("Plan/properties/most/type", json!("null")), ("Plan/properties/kind/const", json!("small"))]);
}

#[test]
fn types_of_the_languages_own_packages_are_known() {
    let call = object(
        "Call",
        &[
            ["answer", "*\\Psr\\Http\\Message\\ResponseInterface*", YES, "Raw"],
            ["question", "*\\Psr\\Http\\Message\\RequestInterface*", YES, "Raw"],
        ],
    );
    let bowl = object("Bowl", &[["size", "*int*", YES, "N/A"], ["label", "*?string*", NO, "N/A"]]);
    let found = schema(&[("Models/Components/Call.md", &call), ("Models/Components/Bowl.md", &bowl)]);
    says(&found, &[("Bowl/required", json!(["size"]))]);
    let search = object(
        "SearchRequest",
        &[["anything", "Map\\<String, *java.lang.Object*>", NO, "N/A"], ["most", "*Optional\\<Long>*", NO, "N/A"]],
    );
    let found = schema(&[("models/components/SearchRequest.md", &search)]);
    says(
        &found,
        &[
            ("SearchRequest/properties/anything/additionalProperties", json!(true)),
            ("SearchRequest/properties/most/type", json!("integer")),
        ],
    );
}

#[test]
fn a_reference_without_a_link_is_followed_from_anywhere() {
    let any = "# Notes\n\n## Supported Types\n\n### `string`\n\n```typescript\nconst value: string = \"a\";\n```\n\n\
               ### `{ [k: string]: any }`\n\n```typescript\nconst value: { [k: string]: any } = {};\n```\n";
    let rows = [["name", "*string*", YES, "N/A"], ["notes", "*models.Notes*", NO, "N/A"]];
    let found = schema(&[
        ("models/notes.md", any),
        ("models/dog.md", &object("Dog", &rows)),
        ("models/operations/renamebody.md", &object("RenameBody", &rows)),
    ]);
    let notes = json!([{"$ref": "#/$defs/Notes"}, {"type": "null"}]);
    says(
        &found,
        &[("Dog/properties/notes/anyOf", notes.clone()), ("operations.RenameBody/properties/notes/anyOf", notes)],
    );
}

#[test]
fn unions_name_members_of_the_root_and_of_other_namespaces() {
    let php =
        |name: &str| format!("### `Kennel\\{name}`\n\n```php\n/**\n* @var \\Kennel\\{name}\n*/\n$value;\n```\n\n");
    let meal = format!("# Meal\n\n## Supported Types\n\n{}{}", php("Bone"), php("Soup"));
    let found = schema(&[
        ("Meal.md", &meal),
        ("Bowl.md", &object("Bowl", &[["meal", "[Bone\\|Soup](./Meal.md)", YES, "N/A"]])),
        ("Bone.md", &object("Bone", &[["length", "*int*", YES, "N/A"]])),
        ("Soup.md", &object("Soup", &[["salt", "*?bool*", NO, "N/A"], ["kind", "*string*", YES, "N/A"]])),
        ("sdks/meals/README.md", "# Meals\n\n### Available Operations\n\n* [list](#list)\n"),
        ("../README.md", "# Kennel\n\n## Summary\n"),
        ("../LICENSE.md", "Whoever wants may use it.\n"),
    ]);
    let members = json!([{"$ref": "#/$defs/Bone"}, {"$ref": "#/$defs/Soup"}]);
    says(&found, &[("Meal/anyOf", members.clone())]);
    assert_eq!(found["$defs"].as_object().unwrap().len(), 4, "what lies beside the models is none");
    let csharp = "# MealBody\n\n\n## Supported Types\n\n### Bone\n\n```csharp\nMealBody.CreateBone(/* values here */);\n```\n\n\
                  ### Soup\n\n```csharp\nMealBody.CreateSoup(/* values here */);\n```\n";
    let body = "[MealBody](../../Models/Requests/MealBody.md)";
    let found = schema(&[
        ("Models/Requests/MealBody.md", csharp),
        ("Models/Requests/MealRequest.md", &object("MealRequest", &[["Body", body, YES, "N/A"]])),
        ("Models/Components/Bone.md", &object("Bone", &[["Length", "*long*", YES, "N/A"]])),
        ("Models/Components/Soup.md", &object("Soup", &[["Kind", "*string*", YES, "N/A"]])),
    ]);
    says(&found, &[("requests.MealBody/anyOf", members)]);
}

#[test]
fn languages_of_older_generators_are_told_apart() {
    let date = "[OffsetDateTime](https://docs.oracle.com/javase/8/docs/api/java/time/OffsetDateTime.html)";
    let java = object(
        "Kennel",
        &[
            ["name", "*String*", NO, "N/A"],
            ["dogs", "List<[Dog](../../models/shared/Dog.md)>", NO, "N/A"],
            ["since", date, NO, "N/A"],
            ["plan", "byte[]", NO, "N/A"],
        ],
    );
    let dog = object("Dog", &[["name", "*String*", YES, "N/A"], ["marks", "Map<String, *Object*>", NO, "N/A"]]);
    let found = schema(&[("models/shared/Kennel.md", &java), ("models/shared/Dog.md", &dog)]);
    assert_eq!(found["x-fieldcast"]["languages"], json!(["java"]));
    says(&found, &[("Kennel/properties/dogs/items", json!({"$ref": "#/$defs/Dog"}))]);
    let date = "[DateTime](https://ruby-doc.org/stdlib-2.6.1/libdoc/date/rdoc/DateTime.html)";
    let ruby = object(
        "Kennel",
        &[
            ["name", "*T.nilable(String)*", NO, "N/A"],
            ["rooms", "*T.nilable(Integer)*", NO, "N/A"],
            ["opened_at", date, NO, "N/A"],
            ["kennels", "T::Array<[Shared::Kennel](../../models/shared/kennel.md)>", NO, "N/A"],
        ],
    );
    let found = schema(&[("models/shared/kennel.md", &ruby)]);
    assert_eq!(found["x-fieldcast"]["languages"], json!(["ruby"]));
    says(&found, &[("Kennel/properties/kennels/items", json!({"$ref": "#/$defs/Kennel"}))]);
}

#[test]
fn where_no_type_shows_the_language_the_case_of_names_does() {
    let languages = |path: &str, names: [&str; 3]| {
        let rows = names.map(|name| [name, "*string*", YES, "N/A"]);
        let run = Docs::new(&[(path, &object("Dog", &rows))]).run(&["schema", "docs"]);
        let schema: Option<Value> = serde_json::from_str(&run.out).ok();
        schema.map(|schema| schema["x-fieldcast"]["languages"].clone())
    };
    let pascal = ["Name", "BornIn", "Coat"];
    let camel = ["name", "bornIn", "coat"];
    assert_eq!(languages("Models/Components/Dog.md", pascal), Some(json!(["csharp"])));
    assert_eq!(languages("Models/Components/Dog.md", camel), Some(json!(["php"])));
    assert_eq!(languages("models/components/dog.md", camel), Some(json!(["typescript"])));
    assert_eq!(languages("models/components/dog.md", ["name", "born", "coat"]), None, "it may be any");
}

#[test]
fn a_value_is_no_name() {
    let kinds = ["WaterBowl", "GuardDog", "NightWatch", "DayCare", "GroupWalk", "SeasonCard", "LapDog", "HouseKeys"];
    let mut pages = Vec::new();
    let mut bundle: Vec<[String; 4]> = Vec::new();
    for kind in kinds {
        let split = kind.find(|c: char| c.is_uppercase() && !kind.starts_with(c)).unwrap();
        let value = format!("{}-{}", &kind[..split], &kind[split..]).to_lowercase();
        let row = ["Kind", "*string*", NO, &format!("Always `{value}`."), &value];
        let owner = ["OwnerId", "*string*", YES, "Whose it is; see `owner_id` of the query.", ""];
        let count = ["SeenCount", "*long*", NO, "N/A", "1"];
        pages.push((format!("Models/Components/{kind}.md"), with_examples(kind, &[row, owner, count])));
        let link = format!("[{kind}](../../Models/Components/{kind}.md)");
        bundle.push([kind, &link, NO, "N/A"].map(str::to_owned));
    }
    let rows: Vec<[&str; 4]> = bundle.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    pages.push(("Models/Components/Bundle.md".to_owned(), object("Bundle", &rows)));
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let found = schema(&pages);
    assert_eq!(members(&found, "LapDog"), ["kind", "owner_id", "seen_count"]);
    assert!(members(&found, "Bundle").contains(&"water_bowl".to_owned()), "{found:#}");
}

#[test]
fn a_sentence_renames_nothing_that_is_certain() {
    let rate = |text: &str| {
        object(
            "Rate",
            &[
                ["base_fee", "*string*", YES, "N/A"],
                ["walk_fee", "*string*", YES, text],
                ["content_type", "*string*", YES, "Sent as the `Content-Type` header."],
                ["date_time", "*string*", YES, "A text with the format of `date-time`."],
                ["step_factor", "*number*", YES, "It is `raw / stepFactor`."],
            ],
        )
    };
    let certain = rate("Rows have `base_fee`, `walk_fee` and `step_factor`, and `base_fee` is `walk_fee` at first.");
    let found = schema(&[("models/rate.md", &certain)]);
    assert_eq!(members(&found, "Rate"), ["base_fee", "walk_fee", "content_type", "date_time", "step_factor"]);
}

#[test]
fn examples_tell_the_names_of_what_they_hold() {
    let state = "[components.DogState](../../models/components/dogstate.md)";
    let yard = with_examples(
        "Yard",
        &[
            ["name", "*string*", YES, "N/A", "North"],
            [
                "byDog",
                &format!("Record<string, {state}>"),
                NO,
                "N/A",
                "{<br/>\"rex\": {<br/>\"_dogName\": \"Rex\",<br/>\"isIn\": true<br/>}<br/>}",
            ],
        ],
    );
    let dog = object("DogState", &[["dogName", "*string*", YES, "N/A"], ["isIn", "*boolean*", YES, "N/A"]]);
    let found = schema(&[("models/components/yard.md", &yard), ("models/components/dogstate.md", &dog)]);
    assert_eq!(members(&found, "DogState"), ["_dogName", "isIn"]);
}

#[test]
fn what_is_quoted_once_serves_all_fields_of_the_name() {
    let links = ["links", "[models.Links](../models/links.md)", YES, "N/A"];
    let quoted = ["links", "[models.Links](../models/links.md)", YES, "See `_links` for more, as `_links.self` does."];
    let found = schema(&[
        ("models/dog.md", &object("Dog", &[["id", "*string*", YES, "N/A"], links])),
        ("models/doglist.md", &object("DogList", &[["count", "*number*", YES, "N/A"], quoted])),
        ("models/links.md", &object("Links", &[["self", "*string*", YES, "N/A"]])),
    ]);
    assert_eq!(members(&found, "Dog"), ["id", "_links"]);
    assert_eq!(members(&found, "DogList"), ["count", "_links"]);
    let home = "{<br/>\"street_1\": \"Quay 4\",<br/>\"post_code\": \"1000\"<br/>}";
    let visit = with_examples(
        "Visit",
        &[["Home", "[Home](../../Models/Components/Home.md)", YES, "N/A", home], ["Dogs", "*long*", YES, "N/A", "2"]],
    );
    let place =
        |title: &str| object(title, &[["Street1", "*string*", YES, "N/A"], ["PostCode", "*string*", YES, "N/A"]]);
    let found = schema(&[
        ("Models/Components/Visit.md", &visit),
        ("Models/Components/Home.md", &place("Home")),
        ("Models/Components/Yard.md", &place("Yard")),
    ]);
    assert_eq!(members(&found, "Home"), ["street_1", "post_code"]);
    assert_eq!(members(&found, "Yard"), ["street_1", "post_code"]);
}

#[test]
fn spelled_out_signs_are_undone_where_an_example_shows_them() {
    let filter = with_examples(
        "Filter",
        &[
            ["name", "*string*", YES, "N/A", "brown"],
            [
                "rule",
                "[components.Rule](../../models/components/rule.md)",
                YES,
                "N/A",
                "{<br/>\"$and\": [<br/>\"small\"<br/>],<br/>\".tag\": \"t\"<br/>}",
            ],
        ],
    );
    let rule = object("Rule", &[["dollarAnd", "*string*[]", YES, "N/A"], ["dotTag", "*string*", YES, "N/A"]]);
    let found = schema(&[("models/components/filter.md", &filter), ("models/components/rule.md", &rule)]);
    assert_eq!(members(&found, "Rule"), ["$and", ".tag"]);
}

#[test]
fn what_only_looks_like_plumbing_stays() {
    let holding = object(
        "Stake",
        &[
            ["share", "*number*", YES, "N/A"],
            ["security", "[components.Security](../../models/components/security.md)", YES, "N/A"],
        ],
    );
    let security = object("Security", &[["ticker", "*string*", YES, "N/A"], ["kind", "*string*", YES, "N/A"]]);
    let delivery = object(
        "Delivery",
        &[
            ["headers", "Record<string, *string*[]>", YES, "Of the mail"],
            ["result", "[components.Stake](../../models/components/stake.md)", YES, "N/A"],
        ],
    );
    let found = schema(&[
        ("models/components/stake.md", &holding),
        ("models/components/security.md", &security),
        ("models/components/delivery.md", &delivery),
    ]);
    assert_eq!(members(&found, "Security"), ["ticker", "kind"]);
    assert_eq!(members(&found, "Delivery"), ["headers", "result"]);
}

#[test]
fn several_examples_in_one_cell_are_several() {
    let clip = with_examples(
        "Clip",
        &[
            ["Format", "`*string`", NO, "N/A", "**Example 1:** wave<br/>**Example 2:** flac"],
            ["Level", "`*int64`", NO, "N/A", "**Example 1:** 1<br/>**Example 2:** 2"],
            [
                "Marks",
                "map[string]`any`",
                NO,
                "N/A",
                "**Example 1:** {<br/>\"at_start\": 1<br/>}<br/>**Example 2:** {}",
            ],
        ],
    );
    let found = schema(&[("models/components/clip.md", &clip)]);
    says(
        &found,
        &[
            ("Clip/properties/format/examples", json!(["wave", "flac"])),
            ("Clip/properties/level/examples", json!([1, 2])),
            ("Clip/properties/marks/examples", json!([{"at_start": 1}, {}])),
        ],
    );
}

#[test]
fn an_example_tells_a_date_from_a_time() {
    let date = "[\\DateTime](https://www.php.net/manual/en/class.datetime.php)";
    let stay = with_examples(
        "Stay",
        &[
            ["comes", date, YES, "N/A", "2024-05-15"],
            ["bookedAt", date, YES, "N/A", "2024-05-15T10:00:00.000Z"],
            ["dogs", "*?int*", NO, "N/A", "2"],
        ],
    );
    let found = schema(&[("Models/Components/Stay.md", &stay)]);
    says(
        &found,
        &[("Stay/properties/comes/format", json!("date")), ("Stay/properties/bookedAt/format", json!("date-time"))],
    );
}

#[test]
fn digits_of_which_nothing_shows_what_they_are_stay_both() {
    let form = values("Form", &[["SEVEN", "77"], ["EIGHT", "88"]]);
    let filing = object(
        "Filing",
        &[
            ["form", "[Models::Components::Form](../../models/shared/form.md)", YES, "N/A"],
            ["label", "*T.nilable(::String)*", NO, "N/A"],
        ],
    );
    let found = schema(&[("models/components/filing.md", &filing), ("models/components/form.md", &form)]);
    let mut both = found["$defs"]["Form"]["enum"].as_array().unwrap().clone();
    both.sort_by_key(ToString::to_string);
    assert_eq!(both, [json!("77"), json!("88"), json!(77), json!(88)]);
}

#[test]
fn names_that_fold_to_one_stay_apart() {
    let twin = object(
        "Twin",
        &[
            ["trialDog", "*boolean*", YES, "N/A"],
            ["trial_dog", "*boolean*", YES, "N/A"],
            ["Foo", "*string*", NO, "N/A"],
            ["foo", "*number*", NO, "N/A"],
        ],
    );
    let docs = Docs::new(&[("models/twin.md", &twin)]);
    assert_eq!(members(&of(&docs), "Twin"), ["trialDog", "trial_dog", "Foo", "foo"]);
    let run = docs.run(&["models", "docs", "--name", "twins", "--out", "made"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn null_and_absence_are_as_the_language_shows_them() {
    let mandate = object(
        "Mandate",
        &[
            ["id", "*str*", YES, "N/A"],
            ["reference", "*Optional[str]*", NO, "N/A"],
            ["note", "*OptionalNullable[str]*", NO, "N/A"],
            ["closed_on", "*Nullable[str]*", YES, "N/A"],
            ["amount", "[Decimal](https://docs.python.org/3/library/decimal.html)", NO, "N/A"],
            ["__pydantic_extra__", "Dict[str, *Any*]", NO, "N/A"],
        ],
    );
    let found = schema(&[("models/mandate.md", &mandate)]);
    says(
        &found,
        &[
            ("Mandate/required", json!(["id", "closed_on"])),
            ("Mandate/properties/reference/type", json!("string")),
            ("Mandate/properties/note/type", json!(["string", "null"])),
            ("Mandate/properties/closed_on/type", json!(["string", "null"])),
        ],
    );
    let typescript = object(
        "Row",
        &[["unit", "*string*", NO, "N/A"], ["code", "*string*", YES, "N/A"], ["count", "*number*", YES, "N/A"]],
    );
    let found = schema(&[("models/row.md", &typescript)]);
    says(
        &found,
        &[("Row/properties/unit/type", json!(["string", "null"])), ("Row/properties/code/type", json!("string"))],
    );
}

#[test]
fn models_that_hold_themselves_and_each_other_are_one_schema_and_one_crate() {
    let node = object(
        "Node",
        &[
            ["Name", "`string`", YES, "N/A"],
            ["Parent", "[*components.Node](../../models/components/node.md)", NO, "N/A"],
            ["Leaves", "map[string][components.Leaf](../../models/components/leaf.md)", NO, "N/A"],
        ],
    );
    let leaf = object("Leaf", &[["Node", "[components.Node](../../models/components/node.md)", YES, "N/A"]]);
    let docs = Docs::new(&[("models/components/node.md", &node), ("models/components/leaf.md", &leaf)]);
    says(&of(&docs), &[("Leaf/required", json!(["node"]))]);
    let run = docs.run(&["models", "docs", "--name", "nodes", "--out", "made"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let source = std::fs::read_to_string(docs.path().join("made/src/node.rs")).unwrap();
    assert!(source.contains("Option<Box<Node>>"), "{source}");
}
