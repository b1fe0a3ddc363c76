//! Small pages of every kind, read as an SDK of one language.

use crate::diagnostic::Diagnostic;
use crate::model::{self, Api, Kind, Options, Primitive, Slot, Type};
use crate::source::{Docs, File};

fn read(pages: &[(&str, String)]) -> (Api, Vec<Diagnostic>) {
    let file = |(name, text): &(&str, String)| File {
        path: format!("doc/models/{name}").into(),
        relative: (*name).into(),
        text: Some(text.clone()),
    };
    let docs = Docs { root: "doc/models".to_owned(), files: pages.iter().map(file).collect(), ..Docs::default() };
    let options = Options { no_sources: true, ..Options::default() };
    let (api, diagnostics) = model::read(&docs, &options);
    (api.unwrap(), diagnostics)
}

fn slot(of: &Slot, api: &Api) -> String {
    let ty = match &of.ty {
        Type::Primitive(Primitive::Any) => "any".to_owned(),
        Type::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        Type::Literal { value, .. } => format!("{value:?}"),
        Type::Model(id) => api.models[id.0].name.clone(),
        Type::Array(of) => format!("[{}]", slot(of, api)),
        Type::Map(of) => format!("{{{}}}", slot(of, api)),
        Type::Union(members) => members.iter().map(|m| slot(m, api)).collect::<Vec<_>>().join(" or "),
    };
    let null = of.nullable.map_or("", |null| if null { " or null" } else { "!" });
    format!("{ty}{null}")
}

fn show(api: &Api, name: &str) -> String {
    let model = api.models.iter().find(|model| model.name == name).unwrap();
    match &model.kind {
        Kind::Object(object) => {
            let field =
                |f: &model::Field| format!("{}{}: {}", f.wire, if f.required { "" } else { "?" }, slot(&f.slot, api));
            object.fields.iter().map(field).collect::<Vec<_>>().join(", ")
        }
        Kind::Enum(found) => {
            let values = found.values.iter().map(|v| format!("{:?}", v.value)).collect::<Vec<_>>().join(" | ");
            format!("{values} {:?}", found.open)
        }
        Kind::Union(union) => {
            let members =
                union.members.as_ref().map(|m| m.iter().map(|m| slot(m, api)).collect::<Vec<_>>().join(" or "));
            members.unwrap_or_else(|| "unknown".to_owned())
        }
    }
}

fn object(title: &str, class: &str, rows: &str) -> String {
    format!(
        "\n# {title}\n\nA thing.\n\n## Structure\n\n`{class}`\n\n## Fields\n\n| Name | Type | Tags | Description |\n\
         |  --- | --- | --- | --- |\n{rows}\n"
    )
}

fn hue() -> String {
    "\n# Lamp Hue\n\n## Enumeration\n\n`LampHue`\n\n## Fields\n\n| Name |\n|  --- |\n| `RED` |\n| `BLUE` |\n".to_owned()
}

#[test]
fn typescript_with_an_enum_a_union_and_an_example() {
    let lamp = object(
        "A Lamp",
        "Lamp",
        "| `lampHue` | [`string \\| undefined`](../../doc/models/lamp-hue.md) | Optional | - |\n\
         | `shadeIds` | `string[] \\| null \\| undefined` | Optional | Which.<br>**Constraints**: *Maximum Items*: `3` |\n\
         | `powerSource` | [`LampPower`](../../doc/models/containers/lamp-power.md) | Required | - |\n\
         | `kind` | `string` | Required, Constant | Always so.<br>**Value**: `'lamp'` |\n",
    ) + "\n## Example (as JSON)\n\n```json\n{\n  \"lamp_hue\": \"RED\",\n  \"shade_ids\": [\"a\"],\n  \"power_source\": 1\n}\n```\n";
    let power = "\n# Lamp Power\n\n## Class Name\n\n`LampPower`\n\n## Cases\n\n| Type |\n|  --- |\n| `string` |\n| `number` |\n";
    let (api, diagnostics) =
        read(&[("lamp.md", lamp), ("lamp-hue.md", hue()), ("containers/lamp-power.md", power.to_owned())]);
    assert_eq!(api.languages, ["typescript (apimatic)"]);
    assert_eq!(
        show(&api, "Lamp"),
        "lamp_hue?: LampHue!, shade_ids?: [string] or null, power_source: LampPower!, kind: String(\"lamp\")!"
    );
    assert_eq!(show(&api, "LampHue"), "String(\"RED\") | String(\"BLUE\") Some(true)");
    assert_eq!(show(&api, "LampPower"), "string or number");
    assert!(!diagnostics.iter().any(Diagnostic::is_error), "{diagnostics:?}");
    let Some(Kind::Object(lamp)) = api.models.iter().find(|m| m.name == "Lamp").map(|m| &m.kind) else { panic!() };
    assert_eq!(lamp.fields[1].description, "Which.");
    assert_eq!(lamp.fields[1].told.as_ref().and_then(|told| told.limits.max_items), Some(3));
}

#[test]
fn values_are_written_as_examples_write_them() {
    let hues = |names: [&str; 4]| {
        let rows: String = names.iter().map(|name| format!("| `{name}` |\n")).collect();
        format!("\n# Lamp Hue\n\n## Enumeration\n\n`LampHue`\n\n## Fields\n\n| Name |\n|  --- |\n{rows}")
    };
    let lamp = |values: [&str; 3]| {
        let row = |name: &str| {
            format!("| `{name}` | [`LampHue \\| undefined`](../../doc/models/lamp-hue.md) | Optional | - |\n")
        };
        let rows: String = ["hueOne", "hueTwo", "hueThree"].map(row).concat();
        let [one, two, three] = values;
        object("Lamp", "Lamp", &rows)
            + &format!(
                "\n## Example (as JSON)\n\n```json\n{{\"hue_one\": \"{one}\", \"hue_two\": \"{two}\", \"hue_three\": \"{three}\"}}\n```\n"
            )
    };
    let shown = |values, names| {
        let (api, _) = read(&[("lamp.md", lamp(values)), ("lamp-hue.md", hues(names))]);
        show(&api, "LampHue").replace("String(\"", "").replace("\")", "")
    };
    let names = ["DarkRed", "SkyBlue", "Green", "OffWhite"];
    assert_eq!(shown(["dark_red", "sky_blue", "green"], names), "dark_red | sky_blue | green | off_white Some(true)");
    let names = ["DarkRed", "SkyBlue", "Green", "Enum3D"];
    assert_eq!(shown(["DARK_RED", "SKY_BLUE", "GREEN"], names), "DARK_RED | SKY_BLUE | GREEN Some(true)");
    // in no one way: what is not quoted is unknown
    let names = ["DarkRed", "SkyBlue", "Green", "OffWhite"];
    assert_eq!(shown(["dark_red", "skyBlue", "GREEN"], names), "dark_red | skyBlue | GREEN Some(true)");
    // too little to conclude anything
    assert_eq!(shown(["dark_red", "x", "y"], names), "dark_red | SkyBlue | Green | OffWhite Some(true)");
}

#[test]
fn go_tells_null_by_wrappers() {
    let lamp = object(
        "Lamp",
        "Lamp",
        "| `Name` | `*string` | Optional | - |\n| `Age` | `models.Optional[int]` | Optional | - |\n\
         | `Born` | `*time.Time` | Required | - |\n| `Hues` | [`[]models.LampHue`](../../doc/models/lamp-hue.md) | Optional | - |\n",
    );
    let (api, _) = read(&[("lamp.md", lamp), ("lamp-hue.md", hue())]);
    assert_eq!(show(&api, "Lamp"), "name?: string!, age?: integer or null, born: datetime or null, hues?: [LampHue]");
}

#[test]
fn labels_in_words_and_links_inside_of_types() {
    let lamp = object(
        "Lamp",
        "Lamp",
        "| `hue` | [`str (Lamp Hue)`](../../doc/models/lamp-hue.md) | Optional | - |\n\
         | `parts` | [`List Lamp`](../../doc/models/lamp.md) | Optional | - |\n| `age` | `long\\|int` | Required | - |\n\
         | `other` | [`Lamp`](../../doc/models/lamp.md) \\| `str` \\| `None` | Optional | - |\n",
    );
    let (api, _) = read(&[("lamp.md", lamp), ("lamp-hue.md", hue())]);
    assert_eq!(api.languages, ["python (apimatic)"]);
    assert_eq!(show(&api, "Lamp"), "hue?: LampHue, parts?: [Lamp], age: integer, other?: Lamp or string");
    let lamp = object(
        "Lamp",
        "Lamp",
        "| `hues` | `Array[[Lamp Hue](../../doc/models/lamp-hue.md)]` | Optional | - |\n| `on` | `TrueClass \\| FalseClass` | Required | - |\n",
    );
    let (api, _) = read(&[
        (
            "lamp.md",
            lamp.replace(
                "`Array[[Lamp Hue](../../doc/models/lamp-hue.md)]`",
                "Array[[Lamp Hue](../../doc/models/lamp-hue.md)]",
            ),
        ),
        ("lamp-hue.md", hue()),
    ]);
    assert_eq!(show(&api, "Lamp"), "hues?: [LampHue], on: boolean");
}

#[test]
fn labels_in_words_tell_lists_and_maps() {
    let link = |label: &str, page: &str| format!("[`{label}`](../../doc/models/{page}.md)");
    let rows = [
        format!("| `hues` | {} | Optional | - |", link("str (List Lamp Hue)", "lamp-hue")),
        format!("| `parts` | {} | Optional | - |", link("Dict Str Lamp Part", "lamp-part")),
        format!("| `sets` | {} | Optional | - |", link("Dict Str List Lamp Part", "lamp-part")),
        format!("| `asked` | {} | Optional | - |", link("List Lamps Request", "list-lamps-request")),
        "| `age` | `int` | Optional | - |".to_owned(),
    ];
    let lamp = object("A Lamp", "Lamp", &(rows.join("\n") + "\n"));
    let part = object("Lamp Part", "LampPart", "| `id` | `int` | Required | - |\n");
    let request = object("List Lamps Request", "ListLampsRequest", "| `id` | `int` | Required | - |\n");
    let pages = [("lamp.md", lamp), ("lamp-hue.md", hue()), ("lamp-part.md", part), ("list-lamps-request.md", request)];
    let (api, _) = read(&pages);
    assert_eq!(api.languages, ["python (apimatic)"]);
    assert_eq!(
        show(&api, "Lamp"),
        "hues?: [LampHue], parts?: {LampPart}, sets?: {[LampPart]}, asked?: ListLampsRequest, age?: integer"
    );
}

#[test]
fn bases_and_inputs() {
    let base = object("Thing", "Thing", "| `id` | `String` | Required | - |\n");
    let lamp = object("Lamp", "Lamp", "| `age` | `Integer` | Optional | - |\n")
        .replace("## Fields", "## Inherits From\n\n[`Thing`](../../doc/models/thing.md)\n\n## Fields");
    let input = object("Make Lamp Input", "MakeLampInput", "| `body` | `Lamp` | Optional | - |\n")
        .replace("A thing.", "Input structure for the method `MakeLamp`");
    let (api, diagnostics) = read(&[("lamp.md", lamp), ("thing.md", base), ("make-lamp-input.md", input)]);
    assert_eq!((show(&api, "Lamp").as_str(), api.models.len()), ("id: string, age?: integer", 2));
    assert!(diagnostics.iter().any(|d| d.message.contains("input of an operation")), "{diagnostics:?}");
}

#[test]
fn constants_and_what_is_told_of_values() {
    let lamp = object(
        "Lamp",
        "Lamp",
        "| `kind` | `string` | Required, Constant | Always so.<br>**Default**: `'lamp'` |\n\
         | `watt` | `number \\| undefined` | Optional, Read-only | How much.<br><br>**Default**: `5` |\n\
         | `name` | `string \\| undefined` | Optional | **Constraints**: *Minimum Length*: `1`, *Maximum Length*: `9`, *Pattern*: `^a\\|b$` |\n",
    );
    let (api, diagnostics) = read(&[("lamp.md", lamp)]);
    assert_eq!(show(&api, "Lamp"), "kind: String(\"lamp\")!, watt?: number!, name?: string!");
    let Some(Kind::Object(lamp)) = api.models.first().map(|m| &m.kind) else { panic!("{diagnostics:?}") };
    let told: Vec<_> = lamp.fields[1..].iter().map(|f| f.told.as_deref().cloned().unwrap_or_default()).collect();
    assert_eq!((told[0].default.clone(), told[0].read_only), (Some(5.into()), true));
    let limits = &told[1].limits;
    assert_eq!((limits.min_length, limits.max_length, limits.pattern.as_deref()), (Some(1), Some(9), Some("^a|b$")));
}

#[test]
fn a_union_of_what_may_be_absent_ends_with_null_in_some_languages() {
    let page = object(
        "A Lamp",
        "Lamp",
        "| `shade_ids` | `Array[String]` | Required | - |\n\
         | `power_source` | Integer \\| String \\| nil | Optional | - |\n\
         | `base_size` | Integer \\| String \\| nil | Required | - |\n\
         | `is_on` | `TrueClass \\| FalseClass` | Required | - |",
    );
    let (api, diagnostics) = read(&[("lamp.md", page)]);
    assert_eq!(diagnostics, []);
    let shown =
        "shade_ids: [string], power_source?: integer or string, base_size: integer or string or null, is_on: boolean";
    assert_eq!(show(&api, "Lamp"), shown);
}

#[test]
fn dates_are_told_by_examples_where_a_language_has_one_word_for_both() {
    let json = "\n## Example (as JSON)\n\n```json\n{\n  \"sold_on\": \"2024-01-31\",\n  \"seen_at\": \"2024-01-31T10:00:00Z\"\n}\n```\n";
    let go = object(
        "A Lamp",
        "Lamp",
        "| `SoldOn` | `*time.Time` | Optional | - |\n| `SeenAt` | `time.Time` | Required | - |\n\
         | `Parts` | `[]models.Lamp` | Required | - |",
    ) + json;
    let (api, _) = read(&[("lamp.md", go)]);
    assert_eq!(show(&api, "Lamp"), "sold_on?: date!, seen_at: datetime!, parts: [Lamp]!");
    // C# has two words, of which the wider is the older
    let sharp = |seen: &str| {
        let rows = format!(
            "| `SoldOn` | `DateTime` | Required | - |\n| `SeenAt` | `{seen}` | Required | - |\n\
             | `Parts` | `List<Lamp>` | Required | - |"
        );
        show(&read(&[("lamp.md", object("A Lamp", "Lamp", &rows))]).0, "Lamp")
    };
    assert!(sharp("DateTimeOffset").contains("old_on: date,") || sharp("DateTimeOffset").contains("oldOn: date,"));
    assert!(!sharp("DateTime").contains(": date,"));
}
