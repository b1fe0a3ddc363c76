//! Rows and pages that naive readers get wrong, one of each kind that was measured, from the page to the schema.

use fieldcast::decide::decide;
use fieldcast::model::{self, Options};
use fieldcast::schema::{self, document};
use hardening::case::{Case, to_text};
use hardening::zoo::object;
use serde_json::{Value, json};

/// Some pages, and what of the schema has to come out.
struct Nasty {
    what: &'static str,
    language: &'static str,
    pages: Vec<(&'static str, String)>,
    /// Definitions, of which each has to be there to the letter, but for descriptions and fieldcast's notes.
    expected: Value,
    /// The codes of the diagnostics that are no notes.
    codes: &'static [&'static str],
}

/// The schema of the pages, and the codes of the diagnostics that are no notes.
fn read(language: &str, pages: &[(&'static str, String)]) -> (Value, Vec<&'static str>) {
    let case = Case::from_bytes(to_text(pages.iter().map(|(path, text)| (*path, text.as_str()))).as_bytes());
    assert_eq!(case.docs.files.len(), pages.len());
    let options = Options { language: Some(language.to_owned()), ..case.options };
    let (api, mut diagnostics) = model::read(&case.docs, &options);
    let (decided, more) = decide(api.unwrap(), &[]);
    diagnostics.extend(more);
    let document =
        document(&decided, &schema::Options { id: "https://example.com/a".to_owned(), ..Default::default() });
    let is_note = |severity| severity == fieldcast::diagnostic::Severity::Note;
    let codes = diagnostics.iter().filter(|d| !is_note(d.severity)).map(|d| d.code.as_str()).collect();
    (serde_json::from_str(&schema::write(&document)).unwrap(), codes)
}

/// A schema without titles, descriptions and fieldcast's notes.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(key, value)| {
                *key != "x-fieldcast" && !(matches!(key.as_str(), "description" | "title") && value.is_string())
            })
            .map(|(key, value)| (key.clone(), bare(value)))
            .collect(),
        Value::Array(items) => items.iter().map(bare).collect(),
        other => other.clone(),
    }
}

/// An object with one required field.
fn one(title: &str, field: &str, ty: &str) -> String {
    object(title, &[[field, ty, "+", "", ""]])
}

/// An object with one optional field.
fn optional(title: &str, field: &str, ty: &str) -> String {
    object(title, &[[field, ty, "-", "", ""]])
}

fn mode() -> String {
    "# Mode\n\n\n## Values\n\n| Name | Value |\n| - | - |\n| `ON` | on |\n".to_owned()
}

/// A page of a union: its headings, each with a line of code.
fn union(title: &str, fence: &str, members: &[(&str, &str)]) -> String {
    let members = members.iter().map(|(heading, code)| format!("### {heading}\n\n```{fence}\n{code}\n```\n\n"));
    format!("# {title}\n\n\n## Supported Types\n\n{}", members.collect::<String>())
}

fn ruby() -> Vec<Nasty> {
    let (cat, dog) = (one("Cat", "paw", "*::String*"), one("Dog", "tail", "*::String*"));
    let either = "Crystalline::Nilable.new(Crystalline::Union.new(Models::Components::Cat, Models::Components::Dog))";
    let members = json!({"anyOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]});
    let own_members = json!({"anyOf": [{"$ref": "#/$defs/operations.Cat"}, {"$ref": "#/$defs/operations.Dog"}]});
    vec![
        Nasty {
            what: "a nilable union in a link's text, the page in another folder, required and nullable",
            language: "ruby",
            pages: vec![
                ("components/cat.md", cat.clone()),
                ("components/dog.md", dog.clone()),
                ("components/house.md", one("House", "pet", &format!("[{either}](../../models/shared/housepet.md)"))),
                ("components/housepet.md", "# HousePet\n\n\n".to_owned()),
            ],
            expected: json!({"HousePet": members, "House": {
                "type": "object",
                "properties": {"pet": {"anyOf": [{"$ref": "#/$defs/HousePet"}, {"type": "null"}]}},
                "required": ["pet"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a link to a folder that is not there, and a name that two others have",
            language: "ruby",
            pages: vec![
                ("components/lamp.md", one("Lamp", "mode", "[Models::Components::Mode](../../models/shared/mode.md)")),
                ("components/mode.md", mode()),
                ("operations/mode.md", mode().replace("on", "off")),
            ],
            expected: json!({
                "Lamp": {"type": "object", "properties": {"mode": {"$ref": "#/$defs/Mode"}}, "required": ["mode"]},
                "Mode": {"type": "string", "enum": ["on"]},
                "operations.Mode": {"type": "string", "enum": ["off"]},
            }),
            codes: &[],
        },
        Nasty {
            what: "the same, where the page that refers has a namesake in its own folder",
            language: "ruby",
            pages: vec![
                ("components/mode.md", mode()),
                (
                    "errors/broken.md",
                    optional("Broken", "mode", "[T.nilable(Models::Components::Mode)](../../models/shared/mode.md)"),
                ),
                ("errors/mode.md", mode()),
            ],
            expected: json!({"errors.Broken": {"type": "object", "properties": {
                "mode": {"anyOf": [{"$ref": "#/$defs/Mode"}, {"type": "null"}]},
            }}}),
            codes: &[],
        },
        Nasty {
            what: "square brackets within a link's text",
            language: "ruby",
            pages: vec![
                (
                    "operations/findrequest.md",
                    optional(
                        "FindRequest",
                        "tag_ids",
                        "[T.nilable(T.any(::String, T::Array[::String]))](../../models/operations/tagids.md)",
                    ),
                ),
                ("operations/tagids.md", "# TagIds\n\n\n".to_owned()),
            ],
            expected: json!({
                "operations.TagIds": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
                "operations.FindRequest": {"type": "object", "properties": {
                    "tag_ids": {"anyOf": [{"$ref": "#/$defs/operations.TagIds"}, {"type": "null"}]},
                }},
            }),
            codes: &[],
        },
        Nasty {
            what: "a reserved word as a name, a file with an underscore, and a list of a union",
            language: "ruby",
            pages: vec![
                ("operations/cat.md", cat),
                ("operations/dog.md", dog),
                ("operations/fields_.md", "# Fields\n\n\n".to_owned()),
                (
                    "operations/form.md",
                    one(
                        "Form",
                        "fields_",
                        "T::Array<[T.any(Models::Operations::Cat, Models::Operations::Dog)](../../models/operations/fields_.md)>",
                    ),
                ),
            ],
            expected: json!({"operations.Fields": own_members, "operations.Form": {
                "type": "object",
                "properties": {"fields": {"type": "array", "items": {"$ref": "#/$defs/operations.Fields"}}},
                "required": ["fields"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "Ruby's DateTime is a date",
            language: "ruby",
            pages: vec![("components/bill.md", one("Bill", "day", "[DateTime](https://ruby-doc.org/DateTime.html)"))],
            expected: json!({"Bill": {
                "type": "object", "properties": {"day": {"type": "string", "format": "date"}}, "required": ["day"],
            }}),
            codes: &[],
        },
    ]
}

fn python() -> Vec<Nasty> {
    vec![
        Nasty {
            what: "Python's date is a date with a time",
            language: "python",
            pages: vec![(
                "range.md",
                one("Range", "start_time", "[date](https://docs.python.org/3/library/datetime.html)"),
            )],
            expected: json!({"Range": {
                "type": "object",
                "properties": {"start_time": {"type": "string", "format": "date-time"}},
                "required": ["start_time"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a row that stands for all other members",
            language: "python",
            pages: vec![(
                "bag.md",
                object(
                    "Bag",
                    &[["name", "*str*", "+", "", ""], ["__pydantic_extra__", "Dict[str, *Any*]", "-", "", ""]],
                ),
            )],
            expected: json!({"Bag": {
                "type": "object",
                "properties": {"name": {"type": "string"}},
                "required": ["name"],
                "additionalProperties": true,
            }}),
            codes: &[],
        },
        Nasty {
            what: "a map whose values may be null",
            language: "python",
            pages: vec![
                ("bag.md", one("Bag", "modes", "Dict[str, [Nullable[models.Mode]](../models/mode.md)]")),
                ("mode.md", mode()),
            ],
            expected: json!({"Bag": {
                "type": "object",
                "properties": {"modes": {
                    "type": "object",
                    "additionalProperties": {"anyOf": [{"$ref": "#/$defs/Mode"}, {"type": "null"}]},
                }},
                "required": ["modes"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a literal beside which others may come",
            language: "python",
            pages: vec![("tool.md", one("Tool", "type", "*Union[Literal[\"saw\"], UnrecognizedStr]*"))],
            expected: json!({"Tool": {
                "type": "object",
                "properties": {"type": {"anyOf": [{"type": "string", "const": "saw"}, {"type": "string"}]}},
                "required": ["type"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "integers as bullets",
            language: "python",
            pages: vec![("status.md", "# Status\n\n\n## Values\n\n- `100`\n- `204`\n".to_owned())],
            expected: json!({"Status": {"type": "integer", "enum": [100, 204]}}),
            codes: &[],
        },
        Nasty {
            what: "a union of types without pages, whose datetime is one",
            language: "python",
            pages: vec![(
                "fact.md",
                union(
                    "Fact",
                    "python",
                    &[
                        ("`bool`", "value: bool = /* values here */"),
                        ("`datetime`", "value: datetime = /* values here */"),
                        ("`List[bool]`", "value: List[bool] = /* values here */"),
                    ],
                ),
            )],
            expected: json!({"Fact": {"oneOf": [
                {"type": "boolean"},
                {"type": "string", "format": "date-time"},
                {"type": "array", "items": {"type": "boolean"}},
            ]}}),
            codes: &[],
        },
    ]
}

fn java() -> Vec<Nasty> {
    vec![
        Nasty {
            what: "a generic that was escaped twice",
            language: "java",
            pages: vec![("components/Reply.md", one("Reply", "headers", "Map\\<String, List\\\\<*String*>>"))],
            expected: json!({"Reply": {
                "type": "object",
                "properties": {"headers": {
                    "type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}},
                }},
                "required": ["headers"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a wrapper that says optional and nullable",
            language: "java",
            pages: vec![("components/Role.md", optional("Role", "hasMembers", "*JsonNullable\\<Boolean>*"))],
            expected: json!({"Role": {"type": "object", "properties": {"hasMembers": {"type": ["boolean", "null"]}}}}),
            codes: &[],
        },
        Nasty {
            what: "a page with a title alone is a union that nothing shows the members of",
            language: "java",
            pages: vec![
                ("components/Pay.md", "# Pay\n\nA way to pay\n\n".to_owned()),
                ("components/Bill.md", one("Bill", "pay", "[Pay](../../models/components/Pay.md)")),
            ],
            expected: json!({"Pay": {}, "Bill": {
                "type": "object", "properties": {"pay": {"$ref": "#/$defs/Pay"}}, "required": ["pay"],
            }}),
            codes: &[],
        },
    ]
}

fn php() -> Vec<Nasty> {
    let link = |title: &str, field: &str| one(title, field, "*string*");
    let either = "[Components\\SAMLLink1\\|Components\\SAMLLink2\\|null](../../Models/Components/SamlLink.md)";
    vec![
        Nasty {
            what: "escaped bars, and a page whose file differs from another's by case alone",
            language: "php",
            pages: vec![
                (
                    "Components/Account.md",
                    object(
                        "Account",
                        &[
                            ["first", either, "-", "", ""],
                            ["second", "[Components\\SAMLLink](../../Models/Components/SAMLLink.md)", "+", "", ""],
                        ],
                    ),
                ),
                ("Components/SAMLLink.md", link("SAMLLink", "id")),
                ("Components/SAMLLink1.md", link("SAMLLink1", "id")),
                ("Components/SAMLLink2.md", link("SAMLLink2", "name")),
                (
                    "Components/SamlLink.md",
                    union("SamlLink", "php", &[("`Components\\SAMLLink1`", "x"), ("`Components\\SAMLLink2`", "x")]),
                ),
            ],
            expected: json!({
                "SamlLink": {"anyOf": [{"$ref": "#/$defs/SAMLLink1"}, {"$ref": "#/$defs/SAMLLink2"}]},
                "Account": {
                    "type": "object",
                    "properties": {
                        "first": {"anyOf": [{"$ref": "#/$defs/SamlLink"}, {"type": "null"}]},
                        "second": {"$ref": "#/$defs/SAMLLink"},
                    },
                    "required": ["second"],
                },
            }),
            codes: &[],
        },
        Nasty {
            what: "a list whose items only a comment tells",
            language: "php",
            pages: vec![(
                "Operations/TagIds.md",
                union(
                    "TagIds",
                    "php",
                    &[
                        ("`string`", "string $value = /* values here */"),
                        ("`array`", "/**\n* @var array<string>\n*/\narray $value = /* values here */"),
                    ],
                ),
            )],
            expected: json!({"operations.TagIds": {
                "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a class, a boolean or null",
            language: "php",
            pages: vec![
                (
                    "Operations/Media.md",
                    optional("Media", "fast", "[Operations\\Fast1\\|bool\\|null](../../Models/Operations/Fast.md)"),
                ),
                ("Operations/Fast.md", union("Fast", "php", &[("`Operations\\Fast1`", "x"), ("`bool`", "x")])),
                (
                    "Operations/Fast1.md",
                    "# Fast1\n\n\n## Values\n\n| Name | Value |\n| - | - |\n| `Zero` | 0 |\n| `One` | 1 |\n".to_owned(),
                ),
            ],
            expected: json!({
                "operations.Fast": {"oneOf": [{"$ref": "#/$defs/operations.Fast1"}, {"type": "boolean"}]},
                // a table shows no quotes, so that both are read
                "operations.Fast1": {"type": ["string", "integer"], "enum": [0, 1, "0", "1"]},
                "operations.Media": {"type": "object", "properties": {
                    "fast": {"anyOf": [{"$ref": "#/$defs/operations.Fast"}, {"type": "null"}]},
                }},
            }),
            codes: &[],
        },
    ]
}

fn csharp() -> Vec<Nasty> {
    let names = "Told by `phone_number`, `is_main` and `owner_id`.";
    let report = one("Report", "Name", "*string*");
    let report = report
        .replace("A thing of the zoo.", "Text.\n\n# Data model\n\n## Parts\n\n| Field | Use |\n| - | - |\n| a | b |");
    vec![
        Nasty {
            what: "a property that may not be called like its class",
            language: "csharp",
            pages: vec![(
                "Components/PhoneNumber.md",
                object(
                    "PhoneNumber",
                    &[
                        ["PhoneNumberValue", "*string*", "+", names, ""],
                        ["IsMain", "*bool*", "+", "", ""],
                        ["OwnerId", "*string*", "+", "", ""],
                    ],
                ),
            )],
            expected: json!({"PhoneNumber": {
                "type": "object",
                "properties": {
                    "phone_number": {"type": "string"}, "is_main": {"type": "boolean"}, "owner_id": {"type": "string"},
                },
                "required": ["phone_number", "is_main", "owner_id"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a whole name where the class has the page's own",
            language: "csharp",
            pages: vec![
                (
                    "Operations/Made.md",
                    optional("Made", "MadeValue", "[Models.Shared.Made](../../Models/Shared/Made.md)"),
                ),
                ("Shared/Made.md", one("Made", "Id", "*string*")),
            ],
            expected: json!({
                "Made": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
                "operations.Made": {"type": "object", "properties": {
                    "made": {"anyOf": [{"$ref": "#/$defs/Made"}, {"type": "null"}]},
                }},
            }),
            codes: &[],
        },
        Nasty {
            what: "a carriage return within a row",
            language: "csharp",
            pages: vec![(
                "Components/Account.md",
                object("Account", &[["Kind", "*string*", "+", "Of it. \r<br/>\r<br/>Such as `a`.", "cash"]]),
            )],
            expected: json!({"Account": {
                "type": "object", "properties": {"kind": {"type": "string", "examples": ["cash"]}}, "required": ["kind"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a second title, other headings and a table within a description",
            language: "csharp",
            pages: vec![("Components/Report.md", report)],
            expected: json!({"Report": {
                "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"],
            }}),
            codes: &[],
        },
    ]
}

fn go() -> Vec<Nasty> {
    vec![
        Nasty {
            what: "emphasis around the leaf alone",
            language: "go",
            pages: vec![(
                "components/pet.md",
                object("Pet", &[["Name", "**string*", "-", "", ""], ["Headers", "map[string][]*string*", "+", "", ""]]),
            )],
            expected: json!({"Pet": {
                "type": "object",
                "properties": {
                    "name": {"type": ["string", "null"]},
                    "headers": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
                },
                "required": ["headers"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "members that only the code tells",
            language: "go",
            pages: vec![(
                "shared/targetid.md",
                union(
                    "TargetID",
                    "go",
                    &[
                        ("", "targetID := shared.CreateTargetIDBoolean(bool{/* values here */})"),
                        ("", "targetID := shared.CreateTargetIDBigint(*big.Int{/* values here */})"),
                    ],
                ),
            )],
            expected: json!({"TargetID": {"oneOf": [{"type": "boolean"}, {"type": ["string", "integer"]}]}}),
            codes: &[],
        },
        Nasty {
            what: "a heading that begins like that of a table",
            language: "go",
            pages: vec![
                (
                    "components/fields.md",
                    union(
                        "Fields",
                        "go",
                        &[
                            (
                                "Fields1",
                                "fields := components.CreateFieldsFields1(components.Fields1{/* values here */})",
                            ),
                            ("", "fields := components.CreateFieldsStr(string{/* values here */})"),
                        ],
                    ),
                ),
                ("components/fields1.md", one("Fields1", "Name", "*string*")),
            ],
            expected: json!({"Fields": {"oneOf": [{"$ref": "#/$defs/Fields1"}, {"type": "string"}]}}),
            codes: &[],
        },
    ]
}

fn typescript() -> Vec<Nasty> {
    let status = "---\ntitle: \"Status\"\n---\n\n# Status\n\n## Values\n\n```typescript\n0 | -1 | -10 | Unrecognized<number>\n```\n";
    let web = "https://developer.mozilla.org/en-US/docs/Web/API";
    let file = format!(
        "[File]({web}/File) \\| [Blob]({web}/Blob) \\| [operations.Upload](../../models/operations/upload.mdx)"
    );
    vec![
        Nasty {
            what: "an open set of integers on a page with front matter",
            language: "typescript",
            pages: vec![("status.mdx", status.to_owned())],
            expected: json!({"Status": {"anyOf": [{"type": "integer", "enum": [0, -1, -10]}, {"type": "integer", "format": "int64"}]}}),
            codes: &[],
        },
        Nasty {
            what: "three forms of bytes",
            language: "typescript",
            pages: vec![
                ("operations/body.mdx", one("Body", "file", &file)),
                (
                    "operations/upload.mdx",
                    object(
                        "Upload",
                        &[["fileName", "*string*", "+", "", ""], ["content", "*ReadableStream<Uint8Array>*", "+", "", ""]],
                    ),
                ),
            ],
            expected: json!({"operations.Body": {
                "type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a name that is struck through",
            language: "typescript",
            pages: vec![(
                "components/link.md",
                one("Link", "~tagId", "*string*").replace("| N/A |", "| : warning: ** DEPRECATED **: It goes.<br/><br/>The tag. |"),
            )],
            expected: json!({"Link": {
                "type": "object", "properties": {"tagId": {"deprecated": true, "type": "string"}}, "required": ["tagId"],
            }}),
            codes: &[],
        },
        Nasty {
            what: "a page that is not there",
            language: "typescript",
            pages: vec![("run.md", one("Run", "command", "[models.BoxCommand](../models/boxcommand.md)"))],
            expected: json!({"Run": {"type": "object", "properties": {"command": {}}, "required": ["command"]}}),
            codes: &["dangling-reference"],
        },
        Nasty {
            what: "a value that stands for null",
            language: "typescript",
            pages: vec![
                (
                    "shared/answer.md",
                    "# Answer\n\n\n## Values\n\n| Name | Value |\n| - | - |\n| `Yes` | Yes |\n| `LessThanNilGreaterThan` | <nil> |\n"
                        .to_owned(),
                ),
                ("shared/form.md", one("Form", "answer", "[shared.Answer](../../models/shared/answer.md)")),
            ],
            expected: json!({"Answer": {"type": "string", "enum": ["Yes"]}, "Form": {
                "type": "object",
                "properties": {"answer": {"anyOf": [{"$ref": "#/$defs/Answer"}, {"type": "null"}]}},
                "required": ["answer"],
            }}),
            codes: &[],
        },
    ]
}

#[test]
fn what_naive_readers_get_wrong_comes_out_right() {
    let all: Vec<Nasty> =
        [ruby(), python(), java(), php(), csharp(), go(), typescript()].into_iter().flatten().collect();
    assert_eq!(all.len(), 30);
    for Nasty { what, language, pages, expected, codes } in all {
        let (schema, found) = read(language, &pages);
        assert_eq!(found, codes, "{what}");
        for (name, expected) in expected.as_object().unwrap() {
            assert_eq!(bare(&schema["$defs"][name]), *expected, "{what}: {name}");
        }
    }
}

#[test]
fn prose_keeps_its_paragraphs_and_says_why_a_field_goes() {
    let pages = [(
        "components/link.md",
        object(
            "Link",
            &[[
                "~tagId",
                "*string*",
                "+",
                ": warning: ** DEPRECATED **: It goes.<br/><br/>The tag.<br/><br/>Of it.",
                "",
            ]],
        ),
    )];
    let (schema, _) = read("typescript", &pages);
    let field = &schema["$defs"]["Link"]["properties"]["tagId"];
    assert_eq!(field["description"], "The tag.\n\nOf it.");
    assert_eq!(field["x-fieldcast"]["deprecation"], "It goes.");
}

#[test]
fn fields_whose_names_would_be_one_stay_apart() {
    // in snake case, both `aB` and `a_b` would be `a_b`, and the page of an API with keys of its own may show both
    for language in ["typescript", "java", "csharp", "go", "python", "ruby", "php"] {
        let ty = if language == "ruby" {
            "*::String*"
        } else if matches!(language, "java") {
            "*String*"
        } else if language == "python" {
            "*str*"
        } else {
            "*string*"
        };
        let pages = [(
            "components/pet.md",
            format!(
                "@@@ wire snake_case\n{}",
                object(
                    "Pet",
                    &[
                        ["aB", ty, "+", "", ""],
                        ["a_b", ty, "+", "", ""],
                        ["AB", ty, "+", "", ""],
                        ["a_b_", ty, "+", "", ""]
                    ]
                )
            ),
        )];
        let (schema, _) = read(language, &pages);
        let properties = schema["$defs"]["Pet"]["properties"].as_object().unwrap();
        assert_eq!(properties.len(), 4, "{language}: {properties:?}");
    }
}

#[test]
fn models_whose_names_would_be_one_stay_apart() {
    let pet = |title: &str| one(title, "name", "*string*");
    let pages = [
        ("a/x/pet.md", pet("Pet")),
        ("b/x/pet.md", pet("Pet")),
        ("c/x/pet_2.md", pet("Pet_2")),
        ("d/x/pet.md", pet("P e t")),
    ];
    let (schema, _) = read("typescript", &pages);
    let names: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["x.Pet", "x.Pet_3", "x.Pet_2", "x.Pet_4"]);
}
