//! Names that clash, or that Rust needs for itself.

use kennel_models::{Feed, FeedLevel, FeedMixed, FeedSort, operations};
use serde_json::json;

#[test]
fn every_value_has_a_variant_of_its_own() {
    let values: Vec<&str> = FeedSort::VALUES.iter().map(FeedSort::as_str).collect();
    assert_eq!(values, ["+name", "-name", "name", "*", "<", "", "self", "Self", "foo_bar", "foo-bar"]);
    assert_eq!(FeedSort::from("-name"), FeedSort::MinusName);
    assert_eq!(FeedSort::from("foo-bar"), FeedSort::FooBar2);
    assert_eq!(FeedLevel::V10.as_i64(), 10);
    assert_eq!(FeedMixed::VALUES.len(), 3);
}

#[test]
fn fields_of_one_rust_name_stay_apart() {
    let value = json!({"fooBar": "a", "foo_bar": "b", "self": "c", "+1": 1, "": 2, "level": 2, "mixed": true});
    let feed: Feed = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(feed.foo_bar_2.as_deref(), Some("b"));
    assert_eq!(serde_json::to_value(feed).unwrap(), value);
}

#[test]
fn a_namespace_has_its_own_names() {
    let dog = crate::absence::dog(json!({}));
    let wrapped: operations::Dog = serde_json::from_value(json!({"dog": dog})).unwrap();
    assert_eq!(wrapped.dog.id, "d1");
}
