//! Sixty payloads that types of JSON stumble over, each with the answer that a user would want.

use kennel_models::{
    Ages, Dog, Feed, LenientList, Litter, Names, Owner, Prices, Result as AnyOf, Shelter, Toy, from_str,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What becomes of a payload.
enum Answer {
    /// It is read, and written as it came.
    Kept,
    /// It is read, and written like this.
    Written(&'static str),
    /// It is refused, at this place, for a reason that has these words in it.
    Refused(&'static str, &'static str),
}
use Answer::{Kept, Refused, Written};

type Check = fn(&str) -> Result<String, (String, String)>;

fn read<T: DeserializeOwned + Serialize>(json: &str) -> Result<String, (String, String)> {
    match from_str::<T>(json) {
        Ok(value) => Ok(serde_json::to_string(&value).unwrap()),
        Err(error) => Err((error.path().to_owned(), error.to_string())),
    }
}

/// A dog with these members beside those that it must have.
fn dog(more: &str) -> String {
    format!(r#"{{"object":"dog","id":"d","born_at":1,"status":"awake","chip":null{more}}}"#)
}

fn is_same(one: &str, other: &str) -> bool {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    value(one) == value(other)
}

/// Checks some payloads and says how many they were.
fn check(rows: &[(&str, Check, String, Answer)]) -> usize {
    let mut wrong = Vec::new();
    for (name, check, payload, answer) in rows {
        let found = check(payload);
        let is_right = match (answer, &found) {
            (Kept, Ok(written)) => is_same(written, payload),
            (Written(expected), Ok(written)) => is_same(written, expected),
            (Refused(path, words), Err((at, message))) => at == path && message.contains(words),
            _ => false,
        };
        if !is_right {
            wrong.push(format!("{name}: {payload}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    rows.len()
}

#[test]
fn values_and_tags_that_nobody_knows() {
    let person = r#"{"kind":"person","name":"P"}"#;
    let rows: Vec<(&str, Check, String, Answer)> = vec![
        ("an unknown value", read::<Dog>, dog(r#","type":"senior""#), Kept),
        ("an empty value", read::<Dog>, dog(r#","type":"""#), Kept),
        ("a value in other letters", read::<Dog>, dog(r#","type":"PUPPY""#), Kept),
        ("a value that is Rust's word for it", read::<Dog>, dog(r#","type":"Unknown""#), Kept),
        ("a value of another type", read::<Dog>, dog(r#","type":1"#), Refused("type", "expected a string (DogType)")),
        ("an unknown value of integers", read::<Feed>, r#"{"level":3}"#.into(), Kept),
        ("a known value as a float", read::<Feed>, r#"{"level":2.0}"#.into(), Written(r#"{"level":2}"#)),
        ("an unknown value of any type", read::<Feed>, r#"{"mixed":[null]}"#.into(), Kept),
        ("a value that has no name in Rust", read::<Feed>, r#"{"sort":"<"}"#.into(), Kept),
        (
            "an unknown value of a closed enum",
            read::<Toy>,
            r#"{"kind":"stick"}"#.into(),
            Refused("kind", "expected one of `ball`, `rope`"),
        ),
        ("another constant", read::<Dog>, dog("").replace("\"dog\"", "\"wolf\""), Kept),
        ("a tag", read::<Owner>, person.into(), Kept),
        ("an unknown tag", read::<Owner>, r#"{"kind":"club","members":[1]}"#.into(), Kept),
        ("a tag that comes last", read::<Owner>, r#"{"name":"P","kind":"person"}"#.into(), Kept),
        ("no tag", read::<Owner>, r#"{"name":"P"}"#.into(), Refused("", "missing field `kind`")),
        ("a tag of null", read::<Owner>, r#"{"kind":null,"name":"P"}"#.into(), Refused("", "missing field `kind`")),
        ("a tag that is a number", read::<Owner>, r#"{"kind":5}"#.into(), Kept),
        (
            "a known tag without its members",
            read::<Owner>,
            r#"{"kind":"person"}"#.into(),
            Refused("", "(kind `person`): missing field `name`"),
        ),
        ("a union that is no object", read::<Owner>, "[]".into(), Refused("", "expected an object (Owner)")),
        ("a union of plain types", read::<AnyOf>, r#""text""#.into(), Kept),
        ("its integer as a float", read::<AnyOf>, "5.0".into(), Written("5")),
        ("none of its types", read::<AnyOf>, "[true]".into(), Kept),
    ];
    assert_eq!(check(&rows), 22);
}

#[test]
fn null_absent_and_empty() {
    let rows: Vec<(&str, Check, String, Answer)> = vec![
        ("nothing but what must be there", read::<Dog>, dog(""), Kept),
        ("null where it is a value", read::<Dog>, dog(r#","collar":null"#), Kept),
        (
            "null where nobody knows",
            read::<Dog>,
            dog(r#","nickname":null"#),
            Written(r#"{"object":"dog","id":"d","born_at":1,"status":"awake","chip":null}"#),
        ),
        ("null where it is none", read::<Dog>, dog(r#","pedigree":null"#), Refused("pedigree", "invalid type: null")),
        (
            "null of what must be there",
            read::<Dog>,
            dog("").replace("\"d\"", "null"),
            Refused("id", "invalid type: null"),
        ),
        ("null of an integer", read::<Dog>, dog(r#","tagNumber":null"#), Refused("tagNumber", "invalid type: null")),
        (
            "absent though it may be null",
            read::<Dog>,
            dog("").replace(",\"chip\":null", ""),
            Refused("", "missing field `chip`"),
        ),
        ("null of anything", read::<Dog>, dog(r#","noise":null"#), Kept),
        ("null of a union", read::<Dog>, dog(r#","owner":null"#), Kept),
        ("an empty text", read::<Dog>, dog(r#","pedigree":"","nickname":"""#), Kept),
        ("an empty time", read::<Dog>, dog(r#","seen_at":"""#), Kept),
        ("an empty list", read::<Dog>, dog(r#","toys":[]"#), Kept),
        ("an empty map", read::<Dog>, dog(r#","labels":{},"genes":{}"#), Kept),
        ("null in a list of texts", read::<Names>, r#"["a",null,""]"#.into(), Kept),
        ("null in a list of models", read::<Dog>, dog(r#","toys":[null]"#), Refused("toys[0]", "invalid type: null")),
        ("null in a map of numbers", read::<Prices>, r#"{"a":null}"#.into(), Refused("a", "invalid type: null")),
        ("an empty name", read::<Ages>, r#"{"":3}"#.into(), Kept),
        ("null for a whole list", read::<Names>, "null".into(), Refused("", "invalid type: null")),
    ];
    assert_eq!(check(&rows), 18);
}

#[test]
fn limits_of_numbers() {
    let litter = |size: &str| format!(r#"{{"size":{size},"day":null}}"#);
    let rows: Vec<(&str, Check, String, Answer)> = vec![
        ("the largest integer", read::<Litter>, litter("9223372036854775807"), Kept),
        ("one more", read::<Litter>, litter("9223372036854775808"), Refused("size", "expected an integer of 64 bits")),
        ("an integer as a float", read::<Litter>, litter("2.28e9"), Written(r#"{"size":2280000000,"day":null}"#)),
        ("a fraction for an integer", read::<Litter>, litter("2.5"), Refused("size", "floating point `2.5`")),
        ("text for an integer", read::<Litter>, litter("\"2\""), Refused("size", "invalid type: string")),
        ("a large integer", read::<Dog>, dog(r#","steps":18446744073709551615"#), Kept),
        ("the smallest float", read::<Prices>, r#"{"a":5e-324}"#.into(), Kept),
        ("the largest float", read::<Prices>, r#"{"a":1.7976931348623157e308}"#.into(), Kept),
        ("an integer for a number", read::<Prices>, r#"{"a":3}"#.into(), Kept),
        ("a decimal as text", read::<Dog>, dog(r#","fee":"0.10""#), Kept),
    ];
    assert_eq!(check(&rows), 10);
}

#[test]
fn depth_order_and_repetition() {
    let without_path: Check = |json| read::<Dog>(json).map_err(|(_, message)| (String::new(), message));
    let mothers = |depth: usize| (0..depth).fold(dog(""), |inner, _| dog(&format!(r#","mother":{inner}"#)));
    let rows: Vec<(&str, Check, String, Answer)> = vec![
        ("a model in itself", read::<Dog>, mothers(1), Kept),
        ("a hundred times", read::<Dog>, mothers(100), Kept),
        ("too deep for anybody", without_path, mothers(200), Refused("", "recursion limit")),
        ("maps in maps", read::<Dog>, dog(r#","genes":{"a":{"b":{"c":[[[]]]}}}"#), Kept),
        ("a map of lists", read::<Litter>, r#"{"size":1,"day":1,"weeks":{"a":[1],"b":[]}}"#.into(), Kept),
        (
            "a member twice",
            read::<Shelter>,
            r#"{"kind":"shelter","places":1,"places":2}"#.into(),
            Refused("", "duplicate field `places`"),
        ),
        ("a name of a map twice", read::<Prices>, r#"{"a":1,"a":2}"#.into(), Written(r#"{"a":2}"#)),
        (
            "both spellings of a member",
            read::<Dog>,
            dog(r#","tagNumber":1,"tag_number":2"#),
            Refused("", "duplicate field `tagNumber`"),
        ),
        (
            "one item of a list that does not fit",
            read::<LenientList<Toy>>,
            r#"[{"kind":"ball"},{"kind":7},null]"#.into(),
            Kept,
        ),
        ("a text for a list", read::<Dog>, dog(r#","toys":"ball""#), Refused("toys", "expected a sequence")),
    ];
    assert_eq!(check(&rows), 10);
}
