//! What the fuzzing of single stages starts from.

/// The target, a name and the text of each seed.
pub const ALL: &[(&str, &str, &str)] = &[
    (
        "types",
        "typescript",
        "Record<string, [components.Pet](../../models/components/pet.md)[]>\nconst value: string[] = [];",
    ),
    (
        "types",
        "python",
        "Optional[List[[components.Pet](../models/pet.md)]]\nvalue: Union[str, int] = /* values here */",
    ),
    ("types", "ruby", "T.nilable(T::Array[Models::Components::Pet])\nT::Hash[Symbol, ::Integer]"),
    (
        "types",
        "go",
        "map[string][]*[components.Pet](../../models/components/pet.md)\ncomponents.CreatePet(components.Pet{})",
    ),
    ("types", "java", "Optional\\<List\\<[Pet](../../models/components/Pet.md)>>\nPet.of(JsonNullable.of(3L))"),
    ("types", "csharp", "Dictionary<String, List<[Pet](../../Models/Components/Pet.md)>>\nPet.CreateStr(\"a\")"),
    ("types", "php", "array<string, [Components\\Pet](../../Models/Components/Pet.md)>\n?\\DateTime"),
    ("types", "literal", "*\"a\\\\\"b\"* | *12* \\| *true*\n\"x\""),
    (
        "names",
        "go",
        "ShelfIDs\nBook\nHolds `shelf_ids` and `book_name`.\n{\"shelf_ids\": 1}\nSee `shelf_IDs`.\nshelf_ids",
    ),
    ("names", "camel", "expiresAtMs\nSession\n`expires_at_ms`\n{\"expiresAtMs\": {\"_id\": 1}}\n`type_`\nid"),
    (
        "crates",
        "object",
        r##"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/a","$defs":{"Pet":{"type":"object","description":"A [pet](https://a) `x`.","properties":{"name":{"type":"string"},"kind":{"$ref":"#/$defs/Kind"},"born":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]},"tags":{"type":"array","items":{"type":"string"}},"more":{"type":"object","additionalProperties":{"$ref":"#/$defs/Pet"}}},"required":["name"]},"Kind":{"type":"string","enum":["cat","Err"]}}}"##,
    ),
    (
        "crates",
        "union",
        r##"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/a","$defs":{"A":{"anyOf":[{"$ref":"#/$defs/B"},{"type":"string"},{"const":3}]},"B":{"oneOf":[{"$ref":"#/$defs/C"},{"type":"boolean"}]},"C":{"type":"object","properties":{"type":{"const":"c"},"a":{"$ref":"#/$defs/A"}},"required":["type"]}}}"##,
    ),
    (
        "settings",
        "source.toml",
        "[api]\ntitle = \"Pets\"\nbase-id = \"https://example.com/schema/\"\nwire-names = \"snake_case\"\n\n[crate]\nname = \"pet-models\"\ndescription = \"The pets.\"\n\n[[pages]]\nlanguage = \"ruby\"\n\n[[correction]]\nat = \"Pet.age\"\nreason = \"x\"\ntype = \"integer\"\n",
    ),
    (
        "settings",
        "gen.yaml",
        "configVersion: 2.0.0\ngeneration:\n  sdkClassName: Pets\nruby:\n  version: 1.0.0\n  modelPropertyCasing: snake\n  imports:\n    option: openapi\n    paths:\n      shared: models/components\n",
    ),
];
