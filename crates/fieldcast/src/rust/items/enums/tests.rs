//! Tests of the code of an enum; what it does is tested where it is compiled.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn spec(open: bool, values: &[(&str, Value)]) -> EnumSpec {
    let values = values.iter().map(|(variant, value)| EnumValue {
        variant: (*variant).into(),
        value: value.clone(),
        ..EnumValue::default()
    });
    EnumSpec { name: "State".into(), open, values: values.collect(), ..EnumSpec::default() }
}

fn text(spec: &EnumSpec) -> String {
    crate::rust::code::print::file(&syn::parse2(tokens(spec)).unwrap())
}

#[test]
fn an_open_enum_of_strings() {
    let mut spec = spec(true, &[("On", json!("on")), ("Unknown", json!("unknown")), ("Off", json!("off"))]);
    spec.docs = Some("Whether it is on.\n\nIt may be neither.".into());
    spec.values[2].docs = Some("Nothing runs.".into());
    spec.values[2].deprecated = Some("turn it on".into());
    insta::assert_snapshot!(text(&spec));
}

#[test]
fn a_closed_enum_of_integers() {
    insta::assert_snapshot!(text(&spec(false, &[("Minus1", json!(-1)), ("N10", json!(10))])));
}

#[test]
fn an_open_enum_of_values() {
    insta::assert_snapshot!(text(&spec(
        true,
        &[("Auto", json!("au\"to")), ("N05", json!(0.5)), ("Never", json!(null))]
    )));
}

#[test]
fn kinds() {
    let kind =
        |values: &[Value]| spec(true, &values.iter().map(|value| ("V", value.clone())).collect::<Vec<_>>()).kind();
    assert_eq!(kind(&[]), Kind::String);
    assert_eq!(kind(&[json!("a")]), Kind::String);
    assert_eq!(kind(&[json!(1), json!(-1)]), Kind::Integer);
    assert_eq!(kind(&[json!(u64::MAX)]), Kind::Mixed);
    assert_eq!(kind(&[json!(1.5)]), Kind::Mixed);
    assert_eq!(kind(&[json!(true)]), Kind::Boolean);
    assert_eq!(kind(&[json!("a"), json!(1)]), Kind::Mixed);
    assert_eq!(kind(&[json!(null)]), Kind::Mixed);
}

#[test]
fn the_name_unknown_is_kept_for_what_is_unknown() {
    let names = |spec: &EnumSpec| spec.values.iter().map(|value| spec.variant_name(value)).collect::<Vec<_>>();
    let values = [("Unknown", json!("unknown")), ("UnknownValue", json!("x")), ("UnknownValue2", json!("y"))];
    assert_eq!(names(&spec(true, &values)), ["UnknownValue3", "UnknownValue", "UnknownValue2"]);
    assert_eq!(names(&spec(false, &values)), ["Unknown", "UnknownValue", "UnknownValue2"]);
}

proptest! {
    /// Whatever the values and texts are, the code is Rust, and its docs are the texts.
    #[test]
    fn any_enum_is_rust(open: bool, name in ".*", docs in ".*", value in ".*", number: i64, mixed: bool) {
        let mut spec = spec(open, &[(&name, json!(value)), ("Other", if mixed { json!(number) } else { json!("x") })]);
        spec.docs = Some(docs.clone());
        spec.values[0].docs = Some(docs.clone());
        spec.deprecated = Some(value);
        let file: syn::File = syn::parse2(tokens(&spec)).unwrap();
        prop_assert_eq!(file.items.len(), 3);
        crate::rust::code::print::tests::assert_same(&file);
    }
}
