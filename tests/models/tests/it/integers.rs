//! Whole numbers are one thing to the published schema and to the types, wherever they stand and however they are written.

use jsonschema::{Registry, Validator};
use kennel_models::{Ages, Litter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The validator of a model, of which integers have as many bits as their format says.
fn validator(name: &str) -> Validator {
    fn bound(value: &mut Value) {
        if value["format"] == "int64" {
            value["minimum"] = json!(i64::MIN);
            value["maximum"] = json!(i64::MAX);
        }
        match value {
            Value::Object(members) => members.values_mut().for_each(bound),
            Value::Array(items) => items.iter_mut().for_each(bound),
            _ => {}
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/kennel.schema.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    bound(&mut schema["$defs"]);
    let id = schema["$id"].as_str().unwrap().to_owned();
    let registry = Registry::new().add(id.as_str(), schema).unwrap().prepare().unwrap();
    jsonschema::options().with_registry(&registry).build(&json!({"$ref": format!("{id}#/$defs/{name}")})).unwrap()
}

/// Numbers as they may be written, and null and text beside them.
const NUMBERS: [&str; 30] = [
    "0",
    "-0",
    "-0.0",
    "1",
    "2",
    "2.0",
    "2e0",
    "5",
    "5.0",
    "0.5e1",
    "5.5",
    "-1",
    "-7.0",
    "2.28e9",
    "2.28E+9",
    "1700000000000",
    "1.7e12",
    "1e18",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "1e19",
    "1e300",
    "0.1",
    "null",
    "\"5\"",
];

/// Whether the schema and the type say the same of a text, and what is read is what was written.
fn agree<T: DeserializeOwned + Serialize>(validator: &Validator, text: &str) -> bool {
    let value: Value = serde_json::from_str(text).unwrap();
    let (from_text, from_value) = (serde_json::from_str::<T>(text), serde_json::from_value::<T>(value.clone()));
    assert_eq!(from_text.is_ok(), from_value.is_ok(), "from text and from a value: {text}");
    assert_eq!(validator.is_valid(&value), from_text.is_ok(), "{text}: {:?}", from_text.err());
    let Ok(read) = from_text else { return false };
    let written = serde_json::to_value(read).unwrap();
    assert!(jsonschema::is_valid(&json!({"const": written}), &value), "{text} came back as {written}");
    true
}

#[test]
fn wherever_one_may_stand() {
    let litter = validator("Litter");
    let places = [
        r#"{"size": N, "day": 1}"#,
        r#"{"size": 1, "day": N}"#,
        r#"{"size": 1, "day": 1, "born": N}"#,
        r#"{"size": 1, "day": 1, "sold": N}"#,
        r#"{"size": 1, "day": 1, "weights": [3, N, N]}"#,
        r#"{"size": 1, "day": 1, "checks": [N, null]}"#,
        r#"{"size": 1, "day": 1, "weeks": {"first": [N], "second": []}}"#,
        r#"{"size": 1, "day": 1, "version": N}"#,
        r#"{"size": 1, "day": 1, "grade": N}"#,
        r#"{"size": 1, "day": 1, "mark": N}"#,
        r#"{"size": 1, "day": 1, "another": N}"#,
    ];
    let mut taken = Vec::new();
    for place in places {
        taken.push(NUMBERS.iter().filter(|number| agree::<Litter>(&litter, &place.replace('N', number))).count());
    }
    let ages = validator("Ages");
    taken.push(NUMBERS.iter().filter(|number| agree::<Ages>(&ages, &format!(r#"{{"rex": {number}}}"#))).count());
    assert_eq!(taken, [21, 22, 21, 22, 21, 22, 21, 3, 7, 3, 21, 21]);
}

#[test]
fn a_setter_of_a_union_takes_what_its_types_are_made_from() {
    let tags = [Litter::builder().tag(true), Litter::builder().tag(7)];
    let written =
        tags.map(|litter| serde_json::to_value(litter.size(1).day(1).build().unwrap()).unwrap()["tag"].clone());
    assert_eq!(written, [serde_json::json!(true), serde_json::json!(7)]);
}

#[test]
fn null_of_a_member_that_may_be_absent_is_absence() {
    let read: Litter = serde_json::from_str(r#"{"size": 1, "day": 1, "kept": null}"#).unwrap();
    assert_eq!(read.kept, None);
    let read: Litter = serde_json::from_str(r#"{"size": 1, "day": 1, "kept": 5.0}"#).unwrap();
    assert_eq!(read.kept, Some(5));
    assert!(serde_json::from_str::<Litter>(r#"{"size": 1}"#).is_err(), "`day` must be there, null or not");
}

#[test]
fn in_a_union_too() {
    let litter = validator("Litter");
    let mut known = 0;
    for number in NUMBERS {
        let text = format!(r#"{{"size": 1, "day": 1, "tag": {number}}}"#);
        let value: Value = serde_json::from_str(&text).unwrap();
        let read: Litter = serde_json::from_str(&text).unwrap();
        // What is none of the types is kept, which the schema has no word for.
        let is_known = read.tag.as_ref().is_some_and(|tag| !tag.is_unknown());
        assert_eq!(is_known, litter.is_valid(&value), "{text}: {read:?}");
        known += usize::from(is_known);
    }
    assert_eq!(known, 21);
}

#[test]
fn what_is_too_large_is_told_from_what_is_no_integer() {
    let message = |number: &str| {
        let text = format!(r#"{{"size": {number}, "day": 1}}"#);
        serde_json::from_str::<Litter>(&text).unwrap_err().to_string()
    };
    assert!(
        message("9223372036854775808")
            .starts_with("invalid value: integer `9223372036854775808`, expected an integer of 64 bits")
    );
    assert!(message("5.5").starts_with("invalid value: floating point `5.5`, expected an integer of 64 bits"));
}

#[test]
fn a_number_comes_back_to_the_last_digit() {
    let cases =
        ["0.1", "123456.78900000000001", "1.7976931348623157e308", "2.2250738585072014e-308", "0.30000000000000004"];
    for text in cases {
        let read: kennel_models::scalar::Number = serde_json::from_str(text).unwrap();
        assert_eq!(read.as_f64(), text.parse::<f64>().unwrap(), "{text}");
        assert_eq!(serde_json::to_string(&read).unwrap().parse::<f64>().unwrap(), read.as_f64());
    }
    assert_eq!(cases.len(), 5);
}

#[test]
fn a_large_integer_may_be_written_like_a_fraction() {
    let cases = [
        ("5.0", Some("5")),
        ("2.28e9", Some("2280000000")),
        ("-12.50e1", Some("-125")),
        ("100e-2", Some("1")),
        ("0e10", Some("0")),
        ("1.5", None),
        ("1e-1", None),
    ];
    for (text, expected) in cases {
        let read = serde_json::from_str::<kennel_models::scalar::BigInt>(text).ok();
        assert_eq!(read.as_ref().map(|value| value.as_str()), expected, "{text}");
    }
    assert_eq!(cases.len(), 7);
}
