//! Small pages of every layout, read as an SDK of one language.

use crate::diagnostic::Diagnostic;
use crate::model::{self, Api, Kind, Options, Primitive, Slot, Type};
use crate::source::{Docs, File};

fn docs(pages: &[(&str, &str)]) -> Docs {
    let file = |(name, text): &(&str, &str)| File {
        path: format!("docs/{name}").into(),
        relative: (*name).into(),
        text: Some((*text).to_owned()),
    };
    Docs { root: "docs".to_owned(), files: pages.iter().map(file).collect(), ..Docs::default() }
}

fn read(pages: &[(&str, &str)]) -> (Api, Vec<Diagnostic>) {
    let options = Options { no_sources: true, ..Options::default() };
    let (api, diagnostics) = model::read(&docs(pages), &options);
    (api.unwrap(), diagnostics)
}

fn slot(slot: &Slot, api: &Api) -> String {
    let ty = match &slot.ty {
        Type::Primitive(Primitive::Any) => "any".to_owned(),
        Type::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        Type::Literal { value, .. } => format!("{value:?}"),
        Type::Model(id) => api.models[id.0].name.clone(),
        Type::Array(of) => format!("[{}]", self::slot(of, api)),
        Type::Map(of) => format!("{{{}}}", self::slot(of, api)),
        Type::Union(members) => members.iter().map(|m| self::slot(m, api)).collect::<Vec<_>>().join(" or "),
    };
    match slot.nullable {
        Some(true) => format!("{ty} or null"),
        Some(false) => format!("{ty}!"),
        None => ty,
    }
}

/// A model in a line.
fn show(api: &Api, name: &str) -> String {
    let model = api.models.iter().find(|model| model.name == name).unwrap();
    match &model.kind {
        Kind::Object(object) => {
            let field =
                |f: &model::Field| format!("{}{}: {}", f.wire, if f.required { "" } else { "?" }, slot(&f.slot, api));
            let mut fields: Vec<String> = object.fields.iter().map(field).collect();
            fields.extend(object.additional.iter().map(|of| format!("...: {}", slot(of, api))));
            fields.join(", ")
        }
        Kind::Enum(found) => found.values.iter().map(|v| format!("{:?}", v.value)).collect::<Vec<_>>().join(" | "),
        Kind::Union(union) => match &union.members {
            Some(members) => members.iter().map(|m| slot(m, api)).collect::<Vec<_>>().join(" or "),
            None => "unknown".to_owned(),
        },
    }
}

const HUE: &str = "# Hue\n\n## Enum\n\n* `RED` (value: `\"red\"`)\n\n* `BLUE` (value: `\"blue\"`)\n";

/// A page with a property table.
fn page(title: &str, rows: &str) -> String {
    format!(
        "# {title}\n\nA thing.\n\n## Properties\n\nName | Type | Description | Notes\n---- | ---- | ---- | ----\n{rows}\n"
    )
}

#[test]
fn python_with_enums_and_containers() {
    let lamp = page(
        "Lamp",
        "**hue** | [**Hue**](Hue.md) | One | of two. | [optional] \n\
         **ids** | **List[int]** |  | \n\
         **by_name** | [**Dict[str, Lamp]**](Lamp.md) | Is [optional] | [optional] [default to {}]\n\
         **var_class** | **str** | &lt;b&gt; | [readonly]\n",
    );
    let (api, diagnostics) = read(&[("Hue.md", HUE), ("Lamp.md", &lamp)]);
    assert_eq!(api.languages, ["python (openapi-generator)"]);
    assert_eq!(show(&api, "Lamp"), "hue?: Hue, ids: [integer], by_name?: {Lamp}, class: string");
    assert_eq!(show(&api, "Hue"), "String(\"red\") | String(\"blue\")");
    assert!(!diagnostics.iter().any(Diagnostic::is_error), "{diagnostics:?}");
    let Kind::Object(lamp) = &api.models[1].kind else { panic!() };
    assert_eq!(lamp.fields[0].description, "One | of two.");
}

#[test]
fn go_tells_null_by_its_types_and_methods() {
    let lamp = page(
        "Lamp",
        "**Name** | Pointer to **NullableString** |  | [optional] \n**Ids** | Pointer to **[]int64** |  | [optional] \n\
         **Tags** | **[]string** |  | \n\n## Methods\n\n### NewLamp\n\n### SetIdsNil\n",
    );
    let (api, _) = read(&[("Lamp.md", &lamp)]);
    assert_eq!(show(&api, "Lamp"), "name?: string or null, ids?: [integer] or null, tags: [string]!");
    // without methods, of version 4: a pointer is null
    let old = page("Lamp", "**Name** | Pointer to **string** |  | [optional] \n**Id** | **int64** |  | \n");
    let (api, _) = read(&[("Lamp.md", &old)]);
    assert_eq!(show(&api, "Lamp"), "name?: string or null, id: integer!");
}

#[test]
fn values_that_stand_below_the_table() {
    let java = "\n\n# Lamp\n\n\n## Properties\n\n| Name | Type | Description | Notes |\n|---- | ---- | ---- | ----|\n\
        |**mode** | [**ModeEnum**](#ModeEnum) |  |  |\n|**steps** | [**List&lt;StepsEnum&gt;**](#List&lt;StepsEnum&gt;) |  |  [optional] |\n\
        |**born** | **OffsetDateTime** |  |  [optional] |\n\n\n\
        ## Enum: ModeEnum\n\n| Name | Value |\n|---- | -----|\n| ON | &quot;on&quot; |\n| OFF | &quot;off&quot; |\n\n\
        ## Enum: List&lt;StepsEnum&gt;\n\n| Name | Value |\n|---- | -----|\n| NUMBER_1 | 1 |\n| NUMBER_2 | 2 |\n";
    let (api, _) = read(&[("Lamp.md", java)]);
    assert_eq!(api.languages, ["java (openapi-generator)"]);
    assert_eq!(
        show(&api, "Lamp"),
        "mode: String(\"on\") or String(\"off\"), steps?: [Integer(1) or Integer(2)], born?: datetime"
    );
    let kotlin = "# Lamp\n\n## Properties\n| Name | Type | Description | Notes |\n| --- | --- | --- | --- |\n\
        | **lampMode** | [**inline**](#LampMode) |  |  |\n| **name** | **kotlin.String** |  |  [optional] |\n\n\n<a id=\"LampMode\"></a>\n\
        ## Enum: lamp_mode\n| Name | Value |\n| ---- | ----- |\n| lampMode | on, off, |\n";
    let (api, _) = read(&[("Lamp.md", kotlin)]);
    assert_eq!(show(&api, "Lamp"), "lampMode: String(\"on\") or String(\"off\"), name?: string");
}

#[test]
fn unions_by_their_lists() {
    let cat = page("Pets::Cat", "| **name** | **String** |  |  |\n| **born** | **Time** |  |  |\n");
    let ruby = "# Pets::Pet\n\n## Class instance methods\n\n### `openapi_one_of`\n\nReturns the list.\n\n#### Example\n\n\
        ```ruby\nPets::Pet.openapi_one_of\n# =>\n# [\n#   :'Cat',\n#   :'String'\n# ]\n```\n\n### build\n";
    let (api, _) = read(&[("Cat.md", &cat), ("Pet.md", ruby)]);
    assert_eq!((show(&api, "Pet").as_str(), api.languages[0]), ("Cat or string", "ruby (openapi-generator)"));
    let rust = "# Pet\n\n## Enum Variants\n\n| Name | Description |\n|---- | -----|\n| Cat |  |\n| Dog |  |\n";
    let page = |name: &str| page(name, "**name** | Option<**String**> |  | [optional]\n**age** | **i64** |  | \n");
    let (api, _) = read(&[("Cat.md", &page("Cat")), ("Dog.md", &page("Dog")), ("Pet.md", rust)]);
    assert_eq!(
        (show(&api, "Pet").as_str(), show(&api, "Cat").as_str()),
        ("Cat or Dog", "name?: string, age: integer!")
    );
}

#[test]
fn schemas_in_sections_of_their_own() {
    let page = "# lamps.model.lamp.Lamp\n\n## Model Type Info\nInput Type | Accessed Type | Description | Notes\n---- | ---- | ---- | ----\n\
        dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n### Dictionary Keys\nKey | Input Type | Accessed Type | Description | Notes\n\
        ---- | ---- | ---- | ---- | ----\n**a-name** | None, str,  | NoneClass, str,  |  | [optional] \n\
        **mode** | str,  | str,  |  | must be one of [\"on\", \"off\", ] \n**[ids](#ids)** | list, tuple,  | tuple,  |  | [optional] \n\n\
        # ids\n\n## Model Type Info\nInput Type | Accessed Type | Description | Notes\n---- | ---- | ---- | ----\nlist, tuple,  | tuple,  |  | \n\n\
        ### Tuple Items\nClass Name | Input Type | Accessed Type | Description | Notes\n---- | ---- | ---- | ---- | ----\n\
        items | decimal.Decimal, int,  | decimal.Decimal,  |  | \n";
    let (api, _) = read(&[("Lamp.md", page)]);
    assert_eq!(
        show(&api, "Lamp"),
        "a-name?: string or null, mode: String(\"on\") or String(\"off\")!, ids?: [integer]!"
    );
}

#[test]
fn a_model_that_is_a_list_keeps_its_items() {
    let info = "## Model Type Info\nInput Type | Accessed Type | Description | Notes\n---- | ---- | ---- | ----\n";
    let items = "### Tuple Items\nClass Name | Input Type | Accessed Type | Description | Notes\n---- | ---- | ---- | ---- | ----\n";
    let list = |title: &str, item: &str| {
        format!("# lamps.model.{title}\n\n{info}list, tuple,  | tuple,  |  | \n\n{items}{item}\n")
    };
    let numbers = list("wattages.Wattages", "items | decimal.Decimal, int,  | decimal.Decimal,  |  | ");
    let lamps = list("lamps.Lamps", "[**Lamp**](Lamp.md) | [**Lamp**](Lamp.md) | [**Lamp**](Lamp.md) |  | ");
    let lamp = format!(
        "# lamps.model.lamp.Lamp\n\n{info}dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n### Dictionary Keys\n\
         Key | Input Type | Accessed Type | Description | Notes\n---- | ---- | ---- | ---- | ----\n**id** | str,  | str,  |  | \n"
    );
    let (api, _) = read(&[("Wattages.md", &numbers), ("Lamps.md", &lamps), ("Lamp.md", &lamp)]);
    assert_eq!((show(&api, "Wattages").as_str(), show(&api, "Lamps").as_str()), ("[integer]", "[Lamp]"));
}

#[test]
fn an_empty_table_is_unknown() {
    let hue = page("Hue", "");
    let lamp = page("Lamp", "**hue** | [**Hue**](Hue.md) |  | \n**name** | **str** |  | \n");
    let (api, _) = read(&[("Hue.md", &hue), ("Lamp.md", &lamp)]);
    assert_eq!(show(&api, "Hue"), "unknown");
}

#[test]
fn pages_of_operations_are_no_models_and_classes_have_prefixes() {
    let api_page = "# LampsApi\n\nAll URIs are relative to *https://example.com*\n\nMethod | HTTP request | Description\n--- | --- | ---\n";
    let names = ["Lamp", "Shade", "Cord", "Bulb", "Plug", "Wire"];
    let mut pages = vec![("LampsApi.md".to_owned(), api_page.to_owned())];
    for name in names {
        let rows = format!(
            "**Id** | **int** |  | \n**Of** | [**ClientCord**](ClientCord.md) |  | [optional] \n**Hint{name}** | **string** |  | \n"
        );
        pages.push((format!("Client{name}.md"), page(&format!("Org.Lamps.Model.Client{name}"), &rows)));
    }
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (api, diagnostics) = read(&pages);
    assert_eq!(api.models.len(), names.len());
    assert!(show(&api, "Lamp").contains("of?: Cord"), "{}", show(&api, "Lamp"));
    assert!(diagnostics.iter().any(|d| d.message.contains("operations")), "{diagnostics:?}");
}

#[test]
fn other_names_for_types() {
    let lamp = page(
        "Lamp",
        "**name** | **String** |  | [optional] [default to None]\n**bulb** | [***models::Bulb**](Bulb.md) |  | \n",
    );
    let bulb = "# Bulb\n\n## Type\n**swagger::OneOf2<String,swagger::Nullable<f64>>**\n";
    let (api, _) = read(&[("Lamp.md", &lamp), ("Bulb.md", bulb), ("Hue.md", "# Hue\n\n## Type\n**integer**\n")]);
    assert!(api.models.iter().any(|model| model.name == "Hue"), "{:?}", api.models);
    let Some(Kind::Union(bulb)) = api.models.iter().find(|m| m.name == "Bulb").map(|m| &m.kind) else { panic!() };
    assert_eq!(bulb.members.as_ref().map(Vec::len), Some(2));
}

#[test]
fn words_of_json_schema_are_types_where_the_language_has_none() {
    let lamp = page(
        "Lamp",
        "**watt** | **integer** |  | [optional] \n**parts** | **Array&lt;boolean&gt;** |  | [optional] \n\
         **lumen** | **number** |  | [optional] \n**hue** | **Hue** |  | [optional] \n",
    );
    let (api, problems) = read(&[("Lamp.md", &lamp)]);
    assert_eq!(api.languages, ["typescript-axios (openapi-generator)"]);
    assert_eq!(show(&api, "Lamp"), "watt?: integer, parts?: [boolean], lumen?: number, hue?: any");
    // a name that is no type of JSON Schema's is still one without a page
    assert_eq!(problems.iter().filter(|problem| problem.message.contains("`Hue`")).count(), 1);
}

#[test]
fn what_is_told_of_values_comes_into_the_schema() {
    let lamp = page(
        "Lamp",
        "**watt** | **integer** | How much. | [optional] [default to 10] [Max: 100] [Min: 1] \n\
         **name** | **character** |  | [readonly] [Pattern: ^[a-z]+$] [Max. length: 9] \n\
         **tags** | **array[character]** |  | [optional] [Max. items: 3] \n",
    );
    let (api, _) = read(&[("Lamp.md", &lamp)]);
    assert_eq!(api.languages, ["r (openapi-generator)"]);
    let (decided, _) = crate::decide::decide(api, &[]);
    let document = crate::schema::document(&decided, &crate::schema::Options::default());
    let schema = serde_json::to_value(&document.defs["Lamp"]).unwrap();
    let of = |name: &str, key: &str| schema["properties"][name][key].clone();
    let whole = ["default", "minimum", "maximum"].map(|key| of("watt", key));
    assert_eq!(whole, [10, 1, 100].map(serde_json::Value::from));
    assert_eq!(of("name", "readOnly"), true);
    assert_eq!(
        (of("name", "pattern"), of("name", "maxLength"), of("tags", "maxItems")),
        ("^[a-z]+$".into(), 9.into(), 3.into())
    );
}

#[test]
fn what_stands_in_links_and_names_alone() {
    let rows = "**beds** | [**List**](Bed.md) |  | [optional] \n**by_name** | [**Map**](Bed.md) |  | [optional] \n\
                **grid** | [**List**](array.md) |  | [optional] \n**own** | [**Map**](Map.md) |  | [optional] \n\
                **either** | [**OneOfBedMap**](oneOf<Bed,Map>.md) |  | [optional] \n\
                **loose** | [**AnyOfBedinteger**](AnyOfBedinteger.md) |  | [optional] \n\
                **gone** | [**OneOfBedCat**](OneOfBedCat.md) |  | [optional] \n";
    let plain = "**size_cm** | **integer** |  | [optional] \n**note_text** | **string** |  | [optional] \n";
    let head =
        "| Name | Type | Description | Notes |\n|------------ | ------------- | ------------- | -------------|\n";
    let page = |name: &str, rows: &str| format!("# {name}\n\n## Properties\n\n{head}{rows}");
    let (bed, map, house) = (page("Bed", plain), page("Map", plain), page("House", rows));
    let options = Options { no_sources: true, language: Some("markdown".to_owned()), ..Options::default() };
    let (api, _) = model::read(&docs(&[("Bed.md", &bed), ("Map.md", &map), ("House.md", &house)]), &options);
    assert_eq!(
        show(&api.unwrap(), "House"),
        "beds?: [Bed], by_name?: {Bed}, grid?: [[any]], own?: Map, either?: Bed or Map, loose?: Bed or integer, gone?: any"
    );
}

#[test]
fn a_stroke_at_a_names_end_is_the_languages_or_the_apis() {
    let row = |name: &str, ty: &str| format!("**{name}** | **{ty}** |  | [optional] \n");
    let head = "## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n";
    let python = format!("# Bed\n\n{head}{}{}", row("trail_", "str"), row("note_text", "List[int]"));
    let (api, _) = read(&[("Bed.md", &python)]);
    assert_eq!(show(&api, "Bed"), "trail_?: string, note_text?: [integer]");
    let dart = format!("# zoo.model.Bed\n\n## Load the model package\n```dart\n```\n\n{head}{}", row("num_", "String"));
    let (api, _) = read(&[("Bed.md", &dart)]);
    assert_eq!(show(&api, "Bed"), "num?: string");
}

#[test]
fn an_enum_of_a_raw_identifier_has_its_values() {
    let text = page_of(
        "**r#type** | **Type** | What it is. (enum: cat, dog) | \n**hue** | Option<**Hue**> |  (enum: red) | [optional]\n",
    );
    let (api, diagnostics) = read_rust(&text);
    assert_eq!(diagnostics, []);
    assert_eq!(show(&api, "Pet"), "type: String(\"cat\") or String(\"dog\")!, hue?: String(\"red\")");
}

#[test]
fn backslashes_before_signs_of_types_are_markdowns() {
    let text = page_of("**id** | Option\\<**i64**\\> |  | [optional]\n**tags** | **Vec\\<String\\>** |  | \n");
    let (api, diagnostics) = read_rust(&text);
    assert_eq!(diagnostics, []);
    assert_eq!(show(&api, "Pet"), "id?: integer, tags: [string]!");
}

fn read_rust(page: &str) -> (Api, Vec<Diagnostic>) {
    let options = Options { no_sources: true, language: Some("rust".to_owned()), ..Options::default() };
    let (api, diagnostics) = model::read(&docs(&[("Pet.md", page)]), &options);
    (api.unwrap(), diagnostics)
}

/// A page of Rust with a property table of rows.
fn page_of(rows: &str) -> String {
    format!(
        "# Pet\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n{rows}\n"
    )
}
