//! Numbers and times are written back as they came.

use std::collections::HashSet;

use kennel_models::scalar::{DateTime, Number};
use kennel_models::{Dog, Prices};
use serde_json::json;

use crate::absence::dog;

#[test]
fn a_number_keeps_its_form() {
    let cases = ["0", "1", "-5", "2.5", "1000000000.0", "1700000000000", "18446744073709551615", "1e300"];
    for case in cases {
        let number: Number = serde_json::from_str(case).unwrap();
        let expected: serde_json::Value = serde_json::from_str(case).unwrap();
        assert_eq!(serde_json::to_value(number).unwrap(), expected, "{case}");
    }
    assert!(serde_json::from_str::<Number>("\"1\"").is_err());
}

#[test]
fn equal_numbers_are_equal_however_they_are_written() {
    let read = |text| serde_json::from_str::<Number>(text).unwrap();
    assert_eq!(read("1"), read("1.0"));
    assert_eq!(read("1").as_i64(), Some(1));
    assert_eq!(read("1.0").as_i64(), Some(1));
    assert_eq!(read("1.5").as_i64(), None);
    assert_eq!(read("-0.0"), read("0"));
    assert!(read("1.5") < read("2") && read("18446744073709551615") > read("1"));
    let set: HashSet<Number> = ["1", "1.0", "1.5"].map(read).into();
    assert_eq!(set.len(), 2);
}

#[test]
fn no_digit_is_lost() {
    let text = r#"{"object":"dog","id":"d","born_at":1,"status":"awake","chip":null,
        "steps":123456789012345678901234567890,"fee":0.12345678901234567890123}"#;
    let read: Dog = serde_json::from_str(text).unwrap();
    assert_eq!(read.steps.as_ref().unwrap().as_str(), "123456789012345678901234567890");
    let written = serde_json::to_string(&read).unwrap();
    assert!(written.contains(":123456789012345678901234567890"), "{written}");
    assert!(written.contains(":0.12345678901234567890123"), "{written}");
    let quoted = dog(json!({"steps": "9007199254740993", "fee": "1.10"}));
    let read: Dog = serde_json::from_value(quoted.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), quoted);
    assert!(serde_json::from_value::<Dog>(dog(json!({"steps": true}))).is_err());
}

#[test]
fn a_map_of_numbers() {
    let read: Prices = serde_json::from_str(r#"{"a": 1, "b": 1.5}"#).unwrap();
    assert_eq!(read["b"], 1.5);
    assert_eq!(serde_json::to_value(read).unwrap(), json!({"a": 1, "b": 1.5}));
}

#[test]
fn a_time_keeps_its_text_and_gives_the_time() {
    let time: DateTime = "2024-05-06T07:08:09.120+02:00".into();
    assert_eq!(time.to_jiff().unwrap().to_string(), "2024-05-06T05:08:09.12Z");
    assert_eq!(serde_json::to_value(&time).unwrap(), json!("2024-05-06T07:08:09.120+02:00"));
    assert!(DateTime::from("soon").to_jiff().is_err());
    let now: DateTime = jiff::Timestamp::UNIX_EPOCH.into();
    assert_eq!(now, "1970-01-01T00:00:00Z");
}

#[test]
fn a_time_is_that_of_each_crate_of_times() {
    let time: DateTime = "2024-05-06T07:08:09.120+02:00".into();
    assert_eq!(time.to_chrono().unwrap().timestamp_millis(), 1_714_972_089_120);
    assert_eq!(time.to_time().unwrap().unix_timestamp(), 1_714_972_089);
    assert!(DateTime::from("soon").to_chrono().is_err() && DateTime::from("soon").to_time().is_err());
    let back: DateTime = time.to_chrono().unwrap().into();
    assert_eq!(back, "2024-05-06T07:08:09.120+02:00");
    let back = DateTime::try_from(time.to_time().unwrap()).unwrap();
    assert_eq!(back, "2024-05-06T07:08:09.12+02:00");
}
