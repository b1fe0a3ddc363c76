//! Schemas of every shape that can become Rust, with names and texts that hurt: for whole crates that have to compile.

use chance::Random;
use serde_json::{Map, Value, json};

/// Text that is markup by accident or on purpose. Each says `evil` where a tag of it would be.
pub const TEXTS: &[&str] = &[
    "A plain text.",
    "<script>evil()</script>",
    "x [\\\\<img src=evil onerror=evil()>](https://example.com) y",
    "x [a](https://example.com/\u{1}<script>evil()</script>a) y",
    "a\n\n<script>evil()</script>\n\nb",
    "`code` ``evil ` <b> `` and a stray ` tick <img src=evil>",
    "[evil](javascript:evil()) and ![evil](data:text/html,evil)",
    "<https://example.com/\"onmouseover=evil()>",
    "```html\n<script>evil()</script>\n```",
    "```ignore\nfn evil( {\n```",
    "~~~should_panic\nevil!(\n~~~",
    "    indented <script>evil()</script>",
    "> quoted <evil>\n\n<!-- evil -->",
    "| a | b |\n| - | - |\n| <evil> | ` |",
    "*/ } fn evil() { /* \" #![feature(evil)] \\",
    "[evil]: javascript:evil()\n\n[evil] [evil][]",
    "see https://example.com/a(b)<evil> and http://example.com/))))",
    "turned \u{202e}around\u{2066} and \u{200f}marked",
    "1. one\n   - two\n\n     three\n2) four <br/> five <BR>",
    "a [Model](../models/m.md) [`Model`] [Model] [crate::x] #evil",
    "&lt;script&gt;evil()&lt;/script&gt; &#60;evil&#62;",
    "\\<evil\\> \\`x \\[a](b)\\",
    "***a __b ~~c",
    "\u{0}\u{7}\u{1b}[2J\u{85}\u{2028}x",
];

/// Names that are something else already, or none in Rust.
pub const NAMES: &[&str] = &[
    "Pet",
    "Owner",
    "pet",
    "PET",
    "p_e_t",
    "Into",
    "From",
    "TryFrom",
    "TryInto",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "String",
    "Vec",
    "Box",
    "Self",
    "self",
    "super",
    "crate",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "Display",
    "Hash",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Iterator",
    "IntoIterator",
    "AsRef",
    "ToString",
    "ToOwned",
    "Drop",
    "Fn",
    "Send",
    "Sync",
    "Sized",
    "Serialize",
    "Deserialize",
    "Serializer",
    "Deserializer",
    "Visitor",
    "Error",
    "Value",
    "Map",
    "BTreeMap",
    "HashMap",
    "Cow",
    "FromStr",
    "Infallible",
    "Deref",
    "Number",
    "BigInt",
    "Decimal",
    "Date",
    "DateTime",
    "Digits",
    "Unknown",
    "UnknownValue",
    "Content",
    "Scalar",
    "Tagged",
    "Untagged",
    "Member",
    "Shape",
    "Reader",
    "Text",
    "Object",
    "Item",
    "JsonSchema",
    "Schema",
    "SchemaGenerator",
    "type",
    "match",
    "gen",
    "async",
    "union",
    "dyn",
    "r#type",
    "std",
    "core",
    "serde",
    "serde_json",
    "support",
    "scalar",
    "presence",
    "con",
    "aux",
    "com1",
    "lib",
    "main",
    "mod",
    "Käse",
    "Ka\u{308}se",
    "日本",
    "한국",
    "\u{1112}\u{1161}\u{11ab}국",
    "Straße",
    "\u{212b}ngström",
    "Ångström",
    "été",
    "🦀",
    "2fa",
    "+1",
    "-1",
    "$ref",
    "@id",
    "a.b",
    "a-b",
    "a_b",
    "aB",
    "_",
    "__",
    "",
    "é",
    "ﬁne",
    "ſ",
    "K",
    "а",
    "bool",
    "i64",
    "str",
    "u8",
    "char",
    "Str",
    "fmt",
    "Formatter",
    "new",
    "Arc",
    "Rc",
    "Cell",
    "PhantomData",
    "module_path",
    "matches",
    "vec",
    "format",
    "deprecated",
    "non_exhaustive",
    "test",
    "derive",
    "macro_rules",
    "T",
    "E",
    "D",
    "A",
    "V",
    "S",
    "Output",
    "Target",
    "Additional",
    "additional_properties",
];

/// Values that name what an enum has already.
pub const VALUES: &[&str] = &[
    "err",
    "Err",
    "error",
    "Error",
    "unknown",
    "Unknown",
    "self",
    "Self",
    "VALUES",
    "known",
    "as_str",
    "a",
    "A",
    "b",
    "c",
    "",
    " ",
    "\u{202e}",
    "a\n\n<script>evil()</script>",
    "`",
    "``",
    "\\",
    "\"",
    "*/",
    "{}",
    "{0}",
    "deserialize",
    "output",
    "Target",
    "Item",
    "Value",
    "default",
    "from_str",
    "日本",
    "été",
    "e\u{301}te\u{301}",
    "+1",
    "-1",
    "<",
    "<=",
    "null",
    "true",
    "1",
    "1.5",
];

/// A schema of many models, made by chance; the same for the same seed. Every name and text above is in it where `models`
/// are as many.
pub fn schema(seed: u64, models: usize) -> Value {
    let mut made = Made::new(seed);
    let mut defs = Map::new();
    for at in 0..models {
        let name = NAMES.get(at % NAMES.len()).copied().unwrap_or_default();
        let folder = made.random.pick(&["", "", "operations.", "käse.", "errors.", "con.", "日本."]);
        let key = if at < NAMES.len() { format!("{folder}{name}") } else { format!("{folder}{name}{at}") };
        if key.is_empty() || defs.contains_key(&key) {
            continue;
        }
        made.put(&mut defs, folder, key, at);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("https://example.com/shapes-{seed}.schema.json"),
        "title": TEXTS[1],
        "description": TEXTS.join("\n\n"),
        "$defs": defs,
    })
}

/// A schema of models and members whose names are of every length from 4 to 60, made by chance: for how lines that are too
/// long are broken. Names of what is inside of them grow to twice that.
pub fn lengths(seed: u64) -> Value {
    let mut made = Made { longest: Some(4), ..Made::new(seed) };
    let mut defs = Map::new();
    for at in 0..1_000 {
        let length = 4 + at % 56;
        made.longest = Some(length);
        let folder = made.random.pick(&["", "", "operations."]);
        let words = ["Pet", "Owner", "Session", "Of", "Bank", "Transactions", "A", "Report", "It"];
        let mut name: String = format!("N{at}");
        while name.len() < length {
            name.push_str(made.random.pick(&words));
        }
        let key = format!("{folder}{}", name.get(..length.max(5)).unwrap_or(&name));
        made.put(&mut defs, folder, key, at);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.com/lengths.schema.json",
        "$defs": defs,
    })
}

struct Made {
    random: Random,
    /// The models that are there.
    keys: Vec<String>,
    /// Those of them that are objects.
    objects: Vec<String>,
    /// Whether the model that is made is one of an operation: no other refers to those, as in real docs.
    in_operations: bool,
    texts: usize,
    names: usize,
    /// The length of names of members, where they are made instead of taken from those above.
    longest: Option<usize>,
}

impl Made {
    fn new(seed: u64) -> Made {
        Made {
            random: Random(seed),
            keys: Vec::new(),
            objects: Vec::new(),
            in_operations: false,
            texts: 0,
            names: 0,
            longest: None,
        }
    }

    /// Makes a model of this key, which later ones may refer to.
    fn put(&mut self, defs: &mut Map<String, Value>, folder: &str, key: String, at: usize) {
        self.in_operations = folder == "operations.";
        let definition = self.definition(at);
        if definition.get("properties").is_some() {
            self.objects.push(key.clone());
        }
        self.keys.push(key.clone());
        defs.insert(key, definition);
    }

    fn text(&mut self) -> &'static str {
        self.texts += 1;
        TEXTS[self.texts % TEXTS.len()]
    }

    fn name(&mut self) -> String {
        self.names += 1;
        let Some(longest) = self.longest else { return NAMES[self.names % NAMES.len()].to_owned() };
        let words = ["id", "name", "created_at", "owner", "is", "number_of_all", "x"];
        let mut name = format!("m{}", self.names);
        while name.len() < longest.min(45) {
            name.push('_');
            name.push_str(self.random.pick(&words));
        }
        name
    }

    fn definition(&mut self, at: usize) -> Value {
        let mut definition = match at % 5 {
            0 | 1 => self.object(2),
            2 => self.list_of_values(),
            3 => self.union(2),
            _ => match self.random.below(3) {
                0 => self.object(2),
                1 => self.simple(),
                _ => json!({"type": "array", "items": self.ty(2)}),
            },
        };
        if let Some(members) = definition.as_object_mut() {
            members.insert("description".to_owned(), self.text().into());
            if self.random.chance(1, 8) {
                members.insert("deprecated".to_owned(), true.into());
                members.entry("x-fieldcast").or_insert_with(|| json!({"deprecation": TEXTS[at % TEXTS.len()]}));
            }
        }
        definition
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for _ in 0..=self.random.below(9) {
            let name = self.name();
            let mut member = self.ty(depth);
            if let Some(keywords) = member.as_object_mut().filter(|keywords| !keywords.contains_key("$ref")) {
                keywords.insert("description".to_owned(), self.text().into());
                if self.random.chance(1, 10) {
                    keywords.insert("deprecated".to_owned(), true.into());
                }
            }
            if properties.insert(name.clone(), member).is_none() && self.random.chance(1, 2) {
                required.push(name);
            }
        }
        let mut object = json!({"type": "object", "properties": properties, "required": required});
        match self.random.below(6) {
            0 => object["additionalProperties"] = self.ty(0),
            1 => object["additionalProperties"] = json!(true),
            _ => {}
        }
        object
    }

    fn list_of_values(&mut self) -> Value {
        let open = match self.random.below(3) {
            0 => json!({"open": false}),
            1 => json!({"open": true}),
            _ => json!({}),
        };
        let count = 1 + self.random.below(8);
        let start = self.random.below(VALUES.len());
        let texts = (start..start + count).map(|at| json!(VALUES[at % VALUES.len()]));
        match self.random.below(5) {
            0 => json!({"enum": [1, -1, 0, 9_007_199_254_740_993_i64], "x-fieldcast": open}),
            1 => {
                json!({"enum": texts.chain([json!(1), json!(true), json!(1.5), json!(null)]).collect::<Vec<_>>(), "x-fieldcast": open})
            }
            2 => json!({"type": "string", "const": VALUES[start]}),
            _ => json!({"type": "string", "enum": texts.collect::<Vec<_>>(), "x-fieldcast": open}),
        }
    }

    /// A union of two to four of all kinds of types.
    fn union(&mut self, depth: usize) -> Value {
        if self.random.chance(1, 3) && self.objects.len() > 3 {
            let members: Vec<Value> = (0..2 + self.random.below(3)).filter_map(|_| self.reference(true)).collect();
            return json!({"oneOf": members});
        }
        let keyword = self.random.pick(&["anyOf", "oneOf"]);
        let members: Vec<Value> = (0..2 + self.random.below(3)).map(|_| self.ty(depth.saturating_sub(1))).collect();
        json!({keyword: members})
    }

    /// A type that JSON has by itself.
    fn simple(&mut self) -> Value {
        match self.random.below(13) {
            0 => json!({"type": "string"}),
            1 => json!({"type": "string", "format": "date"}),
            2 => json!({"type": "string", "format": "date-time"}),
            3 => json!({"type": "string", "format": "byte"}),
            4 => json!({"type": "integer"}),
            5 => json!({"type": "number"}),
            6 => json!({"type": "boolean"}),
            7 => json!({"type": ["integer", "string"], "x-fieldcast": {"number": "bigint"}}),
            8 => json!({"type": ["number", "string"], "x-fieldcast": {"number": "decimal"}}),
            9 => json!({"type": ["string", "null"]}),
            10 => json!({"type": ["string", "integer", "boolean"]}),
            11 => json!({"type": "object"}),
            _ => json!({}),
        }
    }

    fn reference(&mut self, object: bool) -> Option<Value> {
        let keys = if object { &self.objects } else { &self.keys };
        let is_fit = |key: &&String| self.in_operations || !key.starts_with("operations.");
        let fit: Vec<&String> = keys.iter().filter(is_fit).collect();
        let key = self.random.choice(&fit)?.replace('~', "~0").replace('/', "~1");
        let coded: String = key
            .bytes()
            .map(|byte| {
                let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
                if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            })
            .collect();
        Some(json!({"$ref": format!("#/$defs/{coded}")}))
    }

    fn ty(&mut self, depth: usize) -> Value {
        let kind = if depth == 0 { self.random.below(5) } else { self.random.below(12) };
        match kind {
            0..=2 => self.simple(),
            3 => self.reference(false).unwrap_or_else(|| json!({"type": "string"})),
            4 => self.list_of_values(),
            5 => json!({"type": "array", "items": self.ty(depth - 1)}),
            6 => json!({"type": "object", "additionalProperties": self.ty(depth - 1)}),
            7 => json!({"anyOf": [self.ty(depth - 1), {"type": "null"}]}),
            8 | 9 => self.union(depth),
            10 => self.object(depth - 1),
            _ => self.reference(true).unwrap_or_else(|| json!({"type": "integer"})),
        }
    }
}

/// Unions of every pair of the types that JSON and its formats have, each a model.
pub fn pairs() -> Value {
    let types = [
        json!({"type": "string"}),
        json!({"type": "string", "format": "date"}),
        json!({"type": "string", "format": "date-time"}),
        json!({"type": "string", "format": "byte"}),
        json!({"type": "integer"}),
        json!({"type": "number"}),
        json!({"type": "boolean"}),
        json!({"type": ["integer", "string"], "x-fieldcast": {"number": "bigint"}}),
        json!({"type": ["number", "string"], "x-fieldcast": {"number": "decimal"}}),
        json!({"type": "array", "items": {"type": "string"}}),
        json!({"type": "array", "items": {"type": "string", "format": "date"}}),
        json!({"type": "object", "additionalProperties": {"type": "string"}}),
        json!({"type": "object"}),
        json!({"enum": ["a", "b"]}),
        json!({"const": "err"}),
        json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}),
    ];
    let mut defs = Map::new();
    for (at, one) in types.iter().enumerate() {
        for (to, other) in types.iter().enumerate().skip(at + 1) {
            defs.insert(format!("Pair{at}And{to}"), json!({"anyOf": [one, other]}));
        }
    }
    json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/pairs.schema.json", "$defs": defs})
}

/// A big API of few modules, for a crate in which each is behind a feature: models of one refer to those of the next, and
/// operations to all.
pub fn grouped() -> Value {
    const RESOURCES: [&str; 6] = ["Pier", "Boat", "Crew", "Default", "Full", "Time"];
    const PARTS: usize = 30;
    let mut defs = Map::new();
    for (at, resource) in RESOURCES.iter().enumerate() {
        let next = RESOURCES.get(at + 1).or(RESOURCES.first()).copied().unwrap_or_default();
        for part in 0..PARTS {
            let name = format!("{resource}Part{part}");
            let other = format!("#/$defs/{next}Part{}", (part + 1) % PARTS);
            let shape = match part % 5 {
                0 => json!({"type": "string", "enum": [format!("a{at}"), format!("b{part}")]}),
                1 => json!({"oneOf": [{"$ref": other}, {"type": "string"}]}),
                2 => json!({"type": "integer", "enum": [at, 100 + part]}),
                // the last module refers to none: with it alone, nothing else is there
                _ if at + 1 == RESOURCES.len() => {
                    json!({"type": "object", "properties": {format!("p{part}"): {"type": "number"}}})
                }
                _ => json!({"type": "object", "properties": {format!("p{part}"): {"$ref": other}}}),
            };
            let is_last = at + 1 == RESOURCES.len() && part % 5 == 1;
            defs.insert(
                name,
                if is_last { json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}) } else { shape },
            );
        }
        let key = format!("operations.Get{resource}Request");
        let member =
            json!({"$ref": format!("#/$defs/{resource}Part4"), "description": format!("See {resource}Part3.")});
        defs.insert(key, json!({"type": "object", "properties": {"body": {"anyOf": [member, {"type": "null"}]}}}));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.com/grouped.schema.json",
        "$defs": defs,
    })
}
