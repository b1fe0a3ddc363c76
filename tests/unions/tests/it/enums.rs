//! What enums do.

#![allow(deprecated)]

use std::collections::HashSet;

use serde_json::{Value, json};
use unions_test::generated::*;
use unions_test::models::Parcel;

use crate::{read, round_trip};

#[test]
fn known_and_unknown_values_are_written_back_as_they_came() {
    assert_eq!(round_trip::<ParcelStatus>(r#""delivered""#), ParcelStatus::Delivered);
    let lost: ParcelStatus = round_trip(r#""lo\"st""#);
    assert!(matches!(&lost, ParcelStatus::Unknown(text) if text == "lo\"st"));
    assert!(lost.is_unknown());
    assert_eq!(format!("{:>8}|{lost}", ParcelStatus::Posted), "  posted|lo\"st");
    // An API's own `unknown` is not what this crate does not know.
    let unknown: ParcelStatus = round_trip(r#""unknown""#);
    assert!(matches!(unknown, ParcelStatus::UnknownValue));
    assert!(!unknown.is_unknown());
    assert!(round_trip::<Label>(r#""""#).is_unknown());
    assert_eq!(round_trip::<Priority>("10"), Priority::Later);
    assert_eq!(round_trip::<Priority>("-9223372036854775808"), Priority::Unknown(i64::MIN));
    assert_eq!(round_trip::<Insured>("false"), Insured::Unknown(false));
    assert_eq!(round_trip::<Retry>("false"), Retry::Off);
    assert_eq!(round_trip::<Retry>("0"), Retry::Never);
    assert_eq!(round_trip::<Retry>(r#"{"after":[1,null]}"#), Retry::Unknown(json!({"after": [1, null]})));
    assert_eq!(round_trip::<Carrier>(r#""bi-\"ke""#), Carrier::Bike);
    assert_eq!(round_trip::<Floor>("-1"), Floor::Below);
    assert_eq!(round_trip::<Deleted>("true"), Deleted::True);
    assert_eq!(round_trip::<Both>("false"), Both::No);
    assert_eq!(round_trip::<Ratio>("0.5"), Ratio::Half);
    assert_eq!(round_trip::<Ratio>("null"), Ratio::None);
}

#[test]
fn an_unknown_value_does_not_break_what_is_around_it() {
    let parcel: Parcel = round_trip(r#"{"object":"parcel","status":"eaten","floor":1}"#);
    assert_eq!(parcel.status, "eaten");
    assert_eq!(parcel.floor, Some(Floor::First));
}

#[test]
fn closed_enums_refuse_and_say_what_they_know() {
    let error = |json: &str| read::<Carrier>(json).unwrap_err();
    assert_eq!(
        error(r#""ship""#),
        "unknown Carrier `ship`, expected one of `post`, `rail`, `bi-\"ke` at line 1 column 6"
    );
    assert_eq!(error("5"), "invalid type: integer `5`, expected a string (Carrier) at line 1 column 1");
    assert_eq!(
        read::<Parcel>(r#"{"object":"letter","status":"posted"}"#).unwrap_err(),
        "unknown ParcelObject `letter`, expected `parcel` at line 1 column 18"
    );
    assert_eq!(read::<Floor>("7").unwrap_err(), "unknown Floor `7`, expected one of `-1`, `0`, `1`");
    assert_eq!(read::<Deleted>("false").unwrap_err(), "unknown Deleted `false`, expected `true`");
    assert_eq!(
        read::<Ratio>(r#""none""#).unwrap_err(),
        "unknown Ratio `\"none\"`, expected one of `0.5`, `full`, `null`"
    );
    let unknown = "ship".parse::<Carrier>().unwrap_err();
    assert_eq!(unknown.value(), "ship");
    let _: &dyn std::error::Error = &unknown;
}

#[test]
fn an_open_enum_refuses_another_json_type() {
    assert_eq!(
        read::<ParcelStatus>("[]").unwrap_err(),
        "invalid type: sequence, expected a string (ParcelStatus) at line 1 column 0"
    );
    assert!(read::<ParcelStatus>("null").is_err());
    assert!(read::<Priority>(r#""1""#).is_err());
    assert!(read::<Insured>("1").is_err());
}

#[test]
fn text_becomes_a_value_and_back() {
    assert_eq!("posted".parse(), Ok(ParcelStatus::Posted));
    assert_eq!(ParcelStatus::from(String::from("posted")), ParcelStatus::Posted);
    assert!(matches!(ParcelStatus::from("posted"), ParcelStatus::Posted));
    assert_eq!("rail".parse(), Ok(Carrier::Rail));
    assert_eq!("10".parse(), Ok(Priority::Later));
    assert!("ten".parse::<Priority>().is_err());
    assert_eq!("-1".parse(), Ok(Floor::Below));
    assert!("ten".parse::<Floor>().is_err());
    assert_eq!("false".parse(), Ok(Retry::Off));
    assert_eq!("later".parse(), Ok(Retry::Unknown(json!("later"))));
    assert_eq!("null".parse(), Ok(Ratio::None));
    assert_eq!(Carrier::Rail.as_str(), "rail");
    assert_eq!(i64::from(Floor::Below), -1);
    assert_eq!(Floor::try_from(1), Ok(Floor::First));
    assert_eq!(Priority::from(1).as_i64(), 1);
    assert!(bool::from(Deleted::True));
    assert_eq!(Ratio::Half.to_value(), json!(0.5));
    assert_eq!(Retry::from(json!(0)), Retry::Never);
}

#[test]
fn every_value_comes_back_from_its_text() {
    let mut seen = 0;
    for status in ParcelStatus::VALUES {
        assert_eq!(status.as_str().parse().as_ref(), Ok(status));
        assert!(!status.is_unknown());
        seen += 1;
    }
    for carrier in Carrier::VALUES {
        assert_eq!(carrier.as_str().parse().as_ref(), Ok(carrier));
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn values_are_equal_where_they_are_equal_on_the_wire() {
    let by_hand = ParcelStatus::Unknown("posted".into());
    assert_eq!(by_hand, ParcelStatus::Posted);
    assert_eq!(by_hand.cmp(&ParcelStatus::Posted), std::cmp::Ordering::Equal);
    assert_ne!(by_hand, ParcelStatus::Delivered);
    let set: HashSet<ParcelStatus> = [by_hand, ParcelStatus::Posted].into();
    assert_eq!(set.len(), 1);
    assert_eq!(HashSet::from([Priority::Unknown(1), Priority::Soon]).len(), 1);
    assert_eq!(HashSet::from([Retry::Unknown(json!("auto")), Retry::Auto]).len(), 1);
    assert_eq!(ParcelStatus::Posted, "posted");
    assert_eq!(ParcelStatus::Posted, *"posted");
    assert_eq!(Carrier::Post, "post");
}

#[test]
fn an_enum_of_one_value_has_a_default() {
    assert_eq!(ParcelObject::default().as_str(), "parcel");
    assert_eq!(Insured::default(), Insured::True);
}

#[test]
fn enums_are_keys_of_maps() {
    use std::collections::BTreeMap;
    let json = r#"{"delivered":1,"lost":2}"#;
    let counts: BTreeMap<ParcelStatus, i64> = round_trip(json);
    assert_eq!(counts.get(&ParcelStatus::from("lost")), Some(&2));
    let floors: BTreeMap<Floor, i64> = serde_json::from_str(r#"{"-1":3}"#).unwrap();
    assert_eq!(floors.get(&Floor::Below), Some(&3));
    assert_eq!(serde_json::to_value(&floors).unwrap(), json!({"-1": 3}));
}

#[test]
fn null_is_no_string() {
    assert_eq!(serde_json::from_value::<Option<ParcelStatus>>(Value::Null).unwrap(), None);
}
