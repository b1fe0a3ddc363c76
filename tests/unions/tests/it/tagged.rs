//! What unions with a tag do.

use serde_json::json;
use unions_test::generated::*;

use crate::{read, round_trip};

/// An object with `tag` in each place among `members`.
fn places(tag: &str, members: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    for place in 0..=members.len() {
        let mut list = members.to_vec();
        list.insert(place, tag);
        all.push(format!("{{ {} }}", list.join(", ")));
    }
    all
}

#[test]
fn the_tag_tells_the_variant_wherever_it_stands() {
    let mut seen = 0;
    for json in places(r#""strategy":"signature""#, &[r#""attempts":3"#, r#""signed_by":"\u0041da""#]) {
        let Proof::Signature(signature) = round_trip(&json) else { panic!("{json}") };
        assert_eq!((signature.attempts, signature.signed_by.as_deref()), (3, Some("Ada")));
        seen += 1;
    }
    for json in places(r#""strategy":"vi\u0064eo""#, &[r#""notice":{"text":"hello","version":1}"#, r#""url":"u""#]) {
        let Proof::Photo(photo) = round_trip(&json) else { panic!("{json}") };
        assert_eq!(photo.strategy, PhotoStrategy::Video);
        assert!(matches!(photo.notice, Some(Notice::V1(_))));
        seen += 1;
    }
    // More members are kept where the type has a place for them.
    for json in places(r#""strategy":"pin""#, &[r#""digits":[1,2]"#, r#""more":{"a":[1.5,null,true,-1]}"#]) {
        let Proof::Pin(pin) = round_trip(&json) else { panic!("{json}") };
        assert_eq!(pin.rest["more"], json!({"a": [1.5, null, true, -1]}));
        seen += 1;
    }
    assert_eq!(seen, 9);
}

#[test]
fn an_unknown_tag_is_kept_as_it_came() {
    let mut seen = 0;
    for tag in [r#""strategy":"smell""#, r#""strategy":7"#, r#""strategy":["pin"]"#, r#""strategy":{}"#] {
        for json in places(tag, &[r#""attempts":"many""#, r#""url":{"a":[{"b":null}]}"#]) {
            assert!(round_trip::<Proof>(&json).is_unknown());
            seen += 1;
        }
    }
    assert_eq!(seen, 12);
    assert!(round_trip::<Notice>(r#"{"version":3}"#).is_unknown());
    assert!(round_trip::<Notice>(r#"{"version":18446744073709551615}"#).is_unknown());
    assert!(round_trip::<Notice>(r#"{"version":"1","text":"a"}"#).is_unknown());
}

#[test]
fn tags_may_be_numbers_or_booleans() {
    let mut seen = 0;
    for json in places(r#""version":1"#, &[r#""text":"a""#]) {
        assert!(matches!(round_trip(&json), Notice::V1(_)));
        seen += 1;
    }
    for json in
        [places(r#""version":2"#, &[r#""lines":[]"#]), places(r#""version":false"#, &[r#""lines":["a"]"#])].concat()
    {
        assert!(matches!(round_trip(&json), Notice::V2(_)));
        seen += 1;
    }
    assert_eq!(seen, 6);
}

#[test]
fn errors_name_the_variant_and_the_member() {
    let error = |json: &str| read::<Proof>(json).unwrap_err();
    assert_eq!(
        error(r#"{"strategy":"signature","signed_by":"Ada"}"#),
        "Proof (strategy `signature`): missing field `attempts` at line 1 column 42"
    );
    assert_eq!(
        error(r#"{"signed_by":"Ada","strategy":"signature"}"#),
        "Proof (strategy `signature`): missing field `attempts` at line 1 column 42"
    );
    // After the tag, and before it.
    let wrong = "invalid type: string \"many\", expected i64";
    assert_eq!(
        error(r#"{"strategy":"signature","attempts":"many"}"#),
        format!("Proof (strategy `signature`): `attempts`: {wrong} at line 1 column 41")
    );
    assert_eq!(
        error(r#"{"attempts":"many","strategy":"signature"}"#),
        format!("at `attempts`: Proof (strategy `signature`): {wrong} at line 1 column 42")
    );
    // A union in a union.
    assert_eq!(
        error(r#"{"strategy":"photo","url":"u","notice":{"version":2,"lines":"one"}}"#),
        "Proof (strategy `photo`): `notice`: Notice (version `2`): `lines`: invalid type: string \"one\", expected a sequence \
         at line 1 column 65"
    );
    assert_eq!(error(r#"{"attempts":1}"#), "Proof: missing field `strategy` at line 1 column 14");
    assert_eq!(error("{}"), "Proof: missing field `strategy` at line 1 column 2");
    assert_eq!(error(r#"{"strategy":null}"#), "Proof: missing field `strategy` at line 1 column 17");
    assert_eq!(
        error(r#"{"strategy":"signature","attempts":1,"strategy":"signature"}"#),
        "Proof (strategy `signature`): duplicate field `strategy` at line 1 column 47"
    );
    assert_eq!(
        error(r#""signature""#),
        "invalid type: string \"signature\", expected an object (Proof) at line 1 column 11"
    );
    assert_eq!(error("null"), "invalid type: null, expected an object (Proof) at line 1 column 4");
    assert_eq!(
        error(r#"{"strategy":"signature","#),
        "Proof (strategy `signature`): EOF while parsing a value at line 1 column 24"
    );
    assert!(error(r#"{"attempts":1"#).starts_with("EOF"));
}

#[test]
fn an_absent_tag_that_may_be_absent_leaves_the_rest_to_tell() {
    assert!(matches!(round_trip(r#"{"object":"company","name":"A"}"#), Owner::Company(_)));
    assert!(matches!(round_trip(r#"{"name":"A","object":"person"}"#), Owner::Person(_)));
    assert!(matches!(round_trip(r#"{"name":"A","register":"7"}"#), Owner::Company(_)));
    assert!(matches!(round_trip(r#"{"name":"A","born":1815}"#), Owner::Person(_)));
    // Both fit: the first.
    assert!(matches!(round_trip(r#"{"name":"A"}"#), Owner::Person(_)));
    assert!(round_trip::<Owner>(r#"{"object":"robot","name":"A"}"#).is_unknown());
    assert!(round_trip::<Owner>(r#"{"title":"A"}"#).is_unknown());
    assert_eq!(
        read::<Owner>(r#"{"object":"person"}"#).unwrap_err(),
        "Owner (object `person`): missing field `name` at line 1 column 19"
    );
}

#[test]
fn one_variant_may_take_every_other_tag() {
    let Step::Leg(leg) = round_trip(
        r#"{"kind":"leg","steps":[{"at":"A","kind":"stop"},{"kind":"ferry","partner":"P"},{"kind":"leg","steps":[]},{"kind":"x"}]}"#,
    ) else {
        panic!()
    };
    assert!(matches!(leg.steps.as_slice(), [Step::Stop(_), Step::Partner(_), Step::Leg(_), Step::Unknown(_)]));
    assert_eq!(
        read::<Step>(r#"{"kind":"leg","steps":[{"kind":"stop"}]}"#).unwrap_err(),
        "Step (kind `leg`): `steps`: Step (kind `stop`): missing field `at` at line 1 column 38"
    );
}

#[test]
fn a_tag_is_found_under_its_other_spellings() {
    let error = read::<Proof>(r#"{"Strategy":"signature"}"#).unwrap_err();
    assert_eq!(error, "Proof (Strategy `signature`): missing field `strategy` at line 1 column 24");
}

#[test]
fn types_become_the_union() {
    let proof = Proof::from(unions_test::models::Photo {
        strategy: "photo".into(),
        url: "u".into(),
        notice: Some(unions_test::models::NoticeV1 { version: 1, text: "t".into() }.into()),
    });
    assert!(matches!(&proof, Proof::Photo(photo) if photo.url == "u"));
    assert_eq!(
        serde_json::to_value(&proof).unwrap(),
        json!({"strategy": "photo", "url": "u", "notice": {"version": 1, "text": "t"}})
    );
}

/// A format that gives numbers as their digits, as `serde_json` does where any crate of a program asks for it.
mod digits {
    use serde::de::value::{Error, MapDeserializer};
    use serde::de::{Deserializer, IntoDeserializer, Visitor};
    use serde::{Deserialize, forward_to_deserialize_any};

    #[derive(Clone)]
    enum Json {
        Text(&'static str),
        Digits(&'static str),
    }

    impl<'de> IntoDeserializer<'de, Error> for Json {
        type Deserializer = Self;

        fn into_deserializer(self) -> Self {
            self
        }
    }

    impl<'de> Deserializer<'de> for Json {
        type Error = Error;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self {
                Self::Text(text) => visitor.visit_borrowed_str(text),
                Self::Digits(digits) => {
                    visitor.visit_map(MapDeserializer::new(std::iter::once(("$serde_json::private::Number", digits))))
                }
            }
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    #[test]
    fn numbers_may_come_as_digits() {
        let members = [("attempts", Json::Digits("12")), ("strategy", Json::Text("signature"))];
        let proof = super::Proof::deserialize(MapDeserializer::new(members.into_iter())).unwrap();
        assert!(matches!(proof, super::Proof::Signature(signature) if signature.attempts == 12));
        assert_eq!(super::Amount::deserialize(Json::Digits("12")), Ok(super::Amount::Integer(12)));
        assert_eq!(super::Amount::deserialize(Json::Digits("1.50")), Ok(super::Amount::Number(1.5)));
        let large = "123456789012345678901234567890";
        assert_eq!(super::Amount::deserialize(Json::Digits(large)), Ok(super::Amount::Number(1.2345678901234568e29)));
    }
}
