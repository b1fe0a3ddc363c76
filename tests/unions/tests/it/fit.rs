//! What unions without a tag do.

use serde_json::json;
use unions_test::generated::*;

use crate::round_trip;

#[test]
fn the_json_type_tells_first() {
    assert!(matches!(round_trip(r#""anywhere""#), Address::Text(text) if text == "anywhere"));
    assert!(matches!(round_trip(r#"["a","b"]"#), Address::Strings(list) if list.len() == 2));
    assert!(matches!(round_trip("[]"), Address::Strings(_)));
    assert!(matches!(round_trip(r#"{"street":"S","number":4}"#), Address::Street(_)));
    assert!(matches!(round_trip(r#"[{"strategy":"pin","digits":[1]}]"#), Address::Proofs(_)));
    assert_eq!(round_trip::<Address>("true"), Address::Unknown(json!(true)));
    assert_eq!(round_trip::<Address>("null"), Address::Unknown(json!(null)));
    assert!(round_trip::<Address>(r#"["a",1]"#).is_unknown());
}

#[test]
fn a_known_value_goes_before_any_text() {
    assert_eq!(round_trip::<Address>(r#""rail""#), Address::Carrier(Carrier::Rail));
    assert_eq!(round_trip::<Address>("10"), Address::Code(Priority::Later));
    assert_eq!(round_trip::<Address>("11"), Address::Code(Priority::Unknown(11)));
}

#[test]
fn an_integer_goes_before_a_number_and_members_before_a_map() {
    assert_eq!(round_trip::<Amount>("5"), Amount::Integer(5));
    assert_eq!(round_trip::<Amount>("5.5"), Amount::Number(5.5));
    // Too large for one, so it is the other.
    assert!(matches!(round_trip::<Amount>("1e300"), Amount::Number(_)));
    assert_eq!(round_trip::<Amount>("false"), Amount::Flag(false));
    assert!(matches!(round_trip(r#"{"a":0.5}"#), Amount::Each(_)));
    assert!(round_trip::<Amount>(r#"{"a":"b"}"#).is_unknown());
    assert!(round_trip::<Amount>(r#""5""#).is_unknown());
}

#[test]
fn an_object_that_fits_none_is_kept_as_it_came() {
    assert!(round_trip::<Address>(r#"{"planet":"Mars"}"#).is_unknown());
    // A required member is absent; one has another type; one belongs to an unknown variant.
    assert!(round_trip::<Address>(r#"{"door":1}"#).is_unknown());
    assert!(round_trip::<Address>(r#"{"locker_id":"L","door":"left"}"#).is_unknown());
    assert!(round_trip::<Address>(r#"{"object":"ship","name":"S"}"#).is_unknown());
}

#[test]
fn other_spellings_count() {
    let address: Address = serde_json::from_str(r#"{"lockerId":"L","door":1}"#).unwrap();
    assert!(matches!(address, Address::Locker(_)));
}

#[test]
fn unions_hold_unions() {
    assert!(matches!(round_trip(r#"{"digits":[],"strategy":"pin"}"#), Anything::Proof(proof) if !proof.is_unknown()));
    assert!(matches!(round_trip(r#"{"name":"A","register":"7"}"#), Anything::Owner(Owner::Company(_))));
    assert!(round_trip::<Anything>("{}").is_unknown());
}
