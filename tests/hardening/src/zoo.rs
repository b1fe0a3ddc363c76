//! A small made-up API as the pages of each SDK language: every kind of page, and the forms that each language has.

use std::fmt::Write;

/// The pages of one SDK: its language, and ways and texts.
pub struct Sdk {
    /// The language's name.
    pub language: &'static str,
    /// The pages.
    pub pages: Vec<(&'static str, String)>,
}

impl Sdk {
    /// The pages as the text of a case.
    pub fn text(&self) -> String {
        super::case::to_text(self.pages.iter().map(|(path, text)| (*path, text.as_str())))
    }
}

/// A page of an object, of rows of a name, a type, a tick, a description and an example.
pub fn object(title: &str, rows: &[[&str; 5]]) -> String {
    let example = rows.iter().any(|row| !row[4].is_empty());
    let mut page = format!("# {title}\n\nA thing of the zoo.\n\n\n## Fields\n\n");
    page.push_str("| Field | Type | Required | Description |");
    page.push_str(if example { " Example |\n| - | - | - | - | - |" } else { "\n| - | - | - | - |" });
    for [name, ty, tick, description, shown] in rows {
        let tick = if *tick == "+" { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
        let description = if description.is_empty() { "N/A" } else { description };
        let name = match name.strip_prefix('~') {
            Some(struck) => format!("~~`{struck}`~~"),
            None => format!("`{name}`"),
        };
        let _ = write!(page, "\n| {name} | {ty} | {tick} | {description} |");
        if example {
            let _ = write!(page, " {shown} |");
        }
    }
    page
}

fn values(title: &str, rows: &[(&str, &str)]) -> String {
    let mut page = format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| - | - |");
    for (name, value) in rows {
        let _ = write!(page, "\n| `{name}` | {value} |");
    }
    page
}

/// Every language's pages.
pub fn all() -> Vec<Sdk> {
    vec![typescript(), python(), ruby("sorbet"), ruby("none"), go(), java(), csharp(), php()]
}

fn typescript() -> Sdk {
    let animal = object(
        "Animal",
        &[
            ["name", "*string*", "+", "The name, such as `given_name`.", "Ada"],
            ["kind", "[components.AnimalKind](../../models/components/animalkind.md)", "+", "", "cat"],
            ["ageInYears", "*number*", "-", "See `age_in_years`.", "3"],
            ["born", "[Date](https://developer.mozilla.org/Date)", "-", "", ""],
            ["keeper", "*components.Keeper*", "-", "", "{<br/>\"given_name\": \"Bo\"<br/>}"],
            ["~tag", "*string*", "-", ": warning: ** DEPRECATED **: Use `tags`.<br/><br/>A tag.", ""],
            ["tags", "*string*[]", "-", "", "[\"a\"]"],
            ["notes", "Record<string, *any*>", "-", "", ""],
            ["additionalProperties", "Record<string, *any*>", "-", "", ""],
        ],
    );
    let keeper = "# Keeper\n\n\n## Supported Types\n\n### `components.Person`\n\n```typescript\nconst value: components.Person = {\n  givenName: \"Bo\",\n};\n```\n\n### `string`\n\n```typescript\nconst value: string = \"x\";\n```\n";
    let kind = "# AnimalKind\n\n## Example Usage\n\n```typescript\nlet value: AnimalKind = \"cat\";\n```\n\n## Values\n\nThis is an open enum. Unrecognized values will be captured as the `Unrecognized<string>` branded type.\n\n```typescript\n\"cat\" | \"dog\" | Unrecognized<string>\n```";
    let person = "# Person\n\n## Example Usage\n\n```typescript\nlet value: Person = {\n  givenName: \"Bo\",\n  weight: 62.5,\n  boss: null,\n};\n```\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n| `givenName` | *string* | :heavy_check_mark: | N/A |\n| `weight` | *number* | :heavy_check_mark: | N/A |\n| `boss` | [components.Person](../../models/components/person.md) | :heavy_minus_sign: | N/A |\n| `type` | *\"person\"* | :heavy_check_mark: | N/A |";
    Sdk {
        language: "typescript",
        pages: vec![
            ("components/animal.md", animal),
            ("components/animalkind.md", kind.to_owned()),
            ("components/keeper.md", keeper.to_owned()),
            ("components/person.md", person.to_owned()),
        ],
    }
}

fn python() -> Sdk {
    let animal = object(
        "Animal",
        &[
            ["name", "*str*", "+", "The name, such as `givenName`.", ""],
            ["kind", "[models.AnimalKind](../models/animalkind.md)", "+", "", ""],
            ["age_in_years", "*OptionalNullable[int]*", "-", "See `ageInYears`.", ""],
            ["born", "[date](https://docs.python.org/3/library/datetime.html#date-objects)", "-", "", ""],
            ["keeper", "[Nullable[models.Keeper]](../models/keeper.md)", "+", "", ""],
            ["date_", "*Optional[str]*", "-", "", ""],
            ["tags", "List[*str*]", "-", "", ""],
            ["__pydantic_extra__", "Dict[str, *Any*]", "-", "", ""],
        ],
    );
    let kind = "# AnimalKind\n\n\n## Values\n\n- `\"cat\"`\n- `100`\n";
    let keeper = "# Keeper\n\n\n## Supported Types\n\n### `models.Person`\n\n```python\nvalue: models.Person = /* values here */\n```\n\n### `List[str]`\n\n```python\nvalue: List[str] = /* values here */\n```\n";
    let person = object(
        "Person",
        &[["given_name", "*str*", "+", "", ""], ["kind", "*Union[Literal[\"person\"], UnrecognizedStr]*", "+", "", ""]],
    );
    Sdk {
        language: "python",
        pages: vec![
            ("animal.md", animal),
            ("animalkind.md", kind.to_owned()),
            ("keeper.md", keeper.to_owned()),
            ("person.md", person),
        ],
    }
}

fn ruby(style: &str) -> Sdk {
    let sorbet = style == "sorbet";
    let nilable = |inner: &str| {
        if sorbet { format!("T.nilable({inner})") } else { format!("Crystalline::Nilable.new({inner})") }
    };
    let (any, array) = if sorbet { ("T.any(", "T::Array") } else { ("Crystalline::Union.new(", "Crystalline::Array") };
    let either = format!("{any}Models::Components::Person, Models::Components::Robot)");
    let keeper = format!("[{}](../../models/shared/keeper.md)", nilable(&either));
    let age = format!("*{}*", nilable("::Integer"));
    let tags = format!("{array}<*::String*>");
    let animal = object(
        "Animal",
        &[
            ["name", "*::String*", "+", "", "Ada"],
            ["kind", "[Models::Components::AnimalKind](../../models/shared/animalkind.md)", "+", "", ""],
            ["age_in_years", &age, "-", "", ""],
            ["born", "[DateTime](https://ruby-doc.org/DateTime.html)", "-", "", ""],
            ["keeper", &keeper, "-", "", ""],
            ["tags", &tags, "+", "", ""],
        ],
    );
    let response = object(
        "FeedResponse",
        &[
            ["content_type", "*::String*", "+", "", ""],
            ["status_code", "*::Integer*", "+", "", ""],
            ["raw_response", "[Faraday::Response](https://www.rubydoc.info/Faraday/Response)", "+", "", ""],
        ],
    );
    Sdk {
        language: "ruby",
        pages: vec![
            ("components/animal.md", animal),
            ("components/animalkind.md", values("AnimalKind", &[("CAT", "cat"), ("NONE", ""), ("STAR", "*")])),
            ("components/keeper.md", "# Keeper\n\n\n".to_owned()),
            ("components/person.md", object("Person", &[["given_name", "*::String*", "+", "", ""]])),
            ("components/robot.md", object("Robot", &[["serial", "*::String*", "+", "", ""]])),
            ("operations/animalkind.md", values("AnimalKind", &[("BIG", "big")])),
            ("operations/feedresponse.md", response),
        ],
    }
}

fn go() -> Sdk {
    let animal = object(
        "Animal",
        &[
            ["Name", "*string*", "+", "The `given_name`.", ""],
            ["Kind", "[components.AnimalKind](../../models/components/animalkind.md)", "+", "", ""],
            ["AgeInYears", "`*int64`", "-", "See `age_in_years`.", ""],
            ["Born", "[*time.Time](https://pkg.go.dev/time#Time)", "-", "", ""],
            ["Keeper", "[*components.Keeper](../../models/components/keeper.md)", "-", "", ""],
            ["Headers", "map[string][]*string*", "+", "", ""],
        ],
    );
    let keeper = "# Keeper\n\n\n## Supported Types\n\n### Person\n\n```go\nkeeper := components.CreateKeeperPerson(components.Person{/* values here */})\n```\n\n### \n\n```go\nkeeper := components.CreateKeeperStr(string{/* values here */})\n```\n\n## Union Discrimination\n\nUse the `Type` field.\n\n```go\nswitch keeper.Type {\n}\n```\n";
    Sdk {
        language: "go",
        pages: vec![
            ("components/animal.md", animal),
            ("components/animalkind.md", values("AnimalKind", &[("AnimalKindCat", "cat"), ("AnimalKindDog", "dog")])),
            ("components/keeper.md", keeper.to_owned()),
            ("components/person.md", object("Person", &[["GivenName", "*string*", "+", "", ""]])),
        ],
    }
}

fn java() -> Sdk {
    let animal = object(
        "Animal",
        &[
            ["name", "*String*", "+", "", ""],
            ["kind", "[AnimalKind](../../models/components/AnimalKind.md)", "+", "", ""],
            ["ageInYears", "*JsonNullable\\<Long>*", "-", "See `age_in_years`.", ""],
            ["born", "[OffsetDateTime](https://docs.oracle.com/OffsetDateTime.html)", "-", "", ""],
            ["keeper", "[Optional\\<Keeper>](../../models/components/Keeper.md)", "-", "", ""],
            ["headers", "Map\\<String, List\\\\<*String*>>", "+", "", ""],
            ["public_", "*boolean*", "+", "", ""],
        ],
    );
    Sdk {
        language: "java",
        pages: vec![
            ("components/Animal.md", animal),
            ("components/AnimalKind.md", values("AnimalKind", &[("CAT", "cat"), ("DOG", "dog")])),
            ("components/Keeper.md", "# Keeper\n\nWho keeps it.\n\n".to_owned()),
            ("components/Keeper1.md", object("Keeper1", &[["givenName", "*String*", "+", "", ""]])),
            ("components/Keeper2.md", object("Keeper2", &[["serial", "*Optional\\<String>*", "-", "", ""]])),
        ],
    }
}

fn csharp() -> Sdk {
    let animal = object(
        "Animal",
        &[
            ["AnimalValue", "*string*", "+", "Named like its class.", ""],
            ["Kind", "[AnimalKind](../../Models/Components/AnimalKind.md)", "+", "", ""],
            ["AgeInYears", "*long*", "-", "See `age_in_years`.", ""],
            ["Born", "[DateTime](https://learn.microsoft.com/system.datetime)", "-", "", ""],
            ["Keeper", "[Models.Components.Keeper](../../Models/Components/Keeper.md)", "-", "", ""],
            ["Notes", "Dictionary<String, *object*>", "-", "One. \r<br/>\r<br/>Two.", ""],
        ],
    );
    let keeper = "# Keeper\n\n\n## Supported Types\n\n### Person\n\n```csharp\nKeeper.CreatePerson(/* values here */);\n```\n\n### ArrayOfStr\n\n```csharp\nKeeper.CreateArrayOfStr(/* values here */);\n```\n";
    Sdk {
        language: "csharp",
        pages: vec![
            ("Components/Animal.md", animal),
            ("Components/AnimalKind.md", values("AnimalKind", &[("Cat", "cat"), ("Nil", "<nil>")])),
            ("Components/Keeper.md", keeper.to_owned()),
            ("Components/Person.md", object("Person", &[["GivenName", "*string*", "+", "", ""]])),
        ],
    }
}

fn php() -> Sdk {
    let animal = object(
        "Animal",
        &[
            ["name", "*string*", "+", "", ""],
            ["kind", "[Components\\AnimalKind](../../Models/Components/AnimalKind.md)", "+", "", ""],
            ["ageInYears", "*?int*", "-", "See `age_in_years`.", ""],
            ["born", "[\\DateTime](https://www.php.net/manual/en/class.datetime.php)", "-", "", ""],
            ["keeper", "[Components\\Person\\|string\\|null](../../Models/Components/Keeper.md)", "-", "", ""],
            ["notes", "array<string, *mixed*>", "-", "", ""],
        ],
    );
    let keeper = "# Keeper\n\n\n## Supported Types\n\n### `Components\\Person`\n\n```php\nComponents\\Person $value = /* values here */\n```\n\n### `array`\n\n```php\n/**\n* @var array<string>\n*/\narray $value = /* values here */\n```\n";
    Sdk {
        language: "php",
        pages: vec![
            ("Components/Animal.md", animal),
            ("Components/AnimalKind.md", values("AnimalKind", &[("Cat", "cat"), ("Dog", "dog")])),
            ("Components/Keeper.md", keeper.to_owned()),
            ("Components/Person.md", object("Person", &[["givenName", "*string*", "+", "", ""]])),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::laws::check;

    #[test]
    fn every_page_of_every_language_is_read_without_a_complaint() {
        let all = all();
        assert_eq!(all.len(), 8);
        for sdk in &all {
            let case = Case::from_bytes(sdk.text().as_bytes());
            assert_eq!(case.docs.files.len(), sdk.pages.len());
            let outcome = check(&case).unwrap();
            assert!(outcome.schema.is_some());
            let bad: Vec<&String> = outcome.diagnostics.iter().filter(|d| !d.starts_with("note")).collect();
            assert_eq!(bad, Vec::<&String>::new(), "{}", sdk.language);
        }
    }
}
