//! Tests of what is decided about a union; what its code does is tested where it is compiled.

use serde_json::{Value, json};

use super::*;

fn member(name: &str, required: bool, shape: Shape) -> Member {
    Member { name: name.into(), aliases: Vec::new(), required, shape }
}

fn values(values: &[&str], open: bool) -> Shape {
    Shape::Values { values: values.iter().map(|value| json!(value)).collect(), open }
}

fn union(shapes: Vec<Shape>) -> UnionSpec {
    let variants = shapes.into_iter().enumerate().map(|(index, shape)| Variant {
        name: format!("V{index}"),
        ty: syn::parse_str(&format!("T{index}")).unwrap(),
        docs: None,
        shape,
        boxed: false,
    });
    UnionSpec {
        name: "Either".into(),
        docs: None,
        deprecated: None,
        variants: variants.collect(),
        discriminator: None,
        one_of: true,
    }
}

/// The tag that is found.
fn found(shapes: Vec<Shape>) -> Option<Discriminator> {
    union(shapes).find_discriminator()
}

fn tag(property: &str, mapping: Vec<(Value, usize)>, otherwise: Option<usize>) -> Option<Discriminator> {
    Some(Discriminator { property: property.into(), aliases: Vec::new(), mapping, otherwise })
}

fn object(members: Vec<Member>) -> Shape {
    Shape::Object(members)
}

#[test]
fn a_member_with_a_value_of_its_own_in_each_is_the_tag() {
    let one = object(vec![member("id", true, Shape::String), member("kind", true, values(&["a"], true))]);
    let two = object(vec![member("kind", true, values(&["b", "c"], true)), member("id", true, Shape::String)]);
    let mapping = vec![(json!("a"), 0), (json!("b"), 1), (json!("c"), 1)];
    assert_eq!(found(vec![one.clone(), two.clone()]), tag("kind", mapping, None));
    assert!(union(vec![one.clone(), two]).is_tagged());
    // Without the member, with one of its values, or with a text, a second object leaves it open.
    assert_eq!(found(vec![one.clone(), object(vec![])]), None);
    assert_eq!(found(vec![one.clone(), one.clone()]), None);
    let any = object(vec![member("kind", true, Shape::String)]);
    assert_eq!(found(vec![any.clone(), one.clone()]), tag("kind", vec![(json!("a"), 1)], Some(0)));
    assert_eq!(found(vec![any.clone(), any, one.clone()]), None);
    assert_eq!(found(vec![one, Shape::String]), None);
}

#[test]
fn a_state_is_no_tag() {
    let order = object(vec![member("status", true, values(&["open", "paid"], true))]);
    let parcel = object(vec![member("status", true, values(&["sent", "lost"], true))]);
    assert_eq!(found(vec![order, parcel]), None);
}

#[test]
fn of_several_tags_the_surest_is_taken() {
    let of = |object_value: &str, required: bool, strategy: Shape| {
        object(vec![member("strategy", true, strategy), member("object", required, values(&[object_value], true))])
    };
    // One that every variant lists goes before one that is any text in a variant.
    let name = |shapes| found(shapes).map(|tag| tag.property);
    let free = vec![of("a", false, values(&["x"], true)), of("b", false, Shape::String)];
    assert_eq!(name(free).as_deref(), Some("object"));
    // One that is always there goes before one that may be absent.
    let listed = vec![of("a", false, values(&["x"], true)), of("b", false, values(&["y", "z"], true))];
    assert_eq!(name(listed).as_deref(), Some("strategy"));
    // One of single values goes before one of several.
    let both = vec![of("a", true, values(&["x"], true)), of("b", true, values(&["y", "z"], true))];
    assert_eq!(name(both).as_deref(), Some("object"));
}

#[test]
fn a_tag_that_leads_nowhere_is_not_used() {
    let mut spec = union(vec![object(vec![]), object(vec![])]);
    spec.discriminator =
        Some(Discriminator { property: "kind".into(), mapping: vec![(json!("a"), 7)], ..Discriminator::default() });
    assert!(!spec.is_tagged());
    spec.discriminator =
        Some(Discriminator { property: "kind".into(), mapping: vec![(json!(0.5), 0)], ..Discriminator::default() });
    assert!(!spec.is_tagged());
    spec.discriminator =
        Some(Discriminator { property: "kind".into(), mapping: vec![(json!("a"), 0)], ..Discriminator::default() });
    assert!(spec.is_tagged());
    // A variant that is no object has no tag.
    spec.variants[1].shape = Shape::String;
    assert!(!spec.is_tagged());
}

#[test]
fn what_a_value_cannot_tell_apart_is_said() {
    let both = |one: Shape, other: Shape| {
        let found = ambiguities(&union(vec![one, other]));
        assert!(found.len() <= 1);
        found.first().map(|ambiguity| ambiguity.reason)
    };
    let id = |shape| member("id", true, shape);
    let extra = |name: &str| member(name, false, Shape::String);
    let shared = Some(Reason::SharedMembers);
    let cases = [
        // What both require is all that either requires.
        (object(vec![id(Shape::String)]), object(vec![id(Shape::String)]), shared),
        (object(vec![id(Shape::String), extra("a")]), object(vec![id(Shape::String), extra("b")]), shared),
        (object(vec![]), object(vec![]), shared),
        (object(vec![id(Shape::Any)]), object(vec![id(Shape::Integer)]), shared),
        (object(vec![id(Shape::Integer)]), object(vec![id(Shape::Number)]), shared),
        (object(vec![extra("a")]), object(vec![member("a", false, Shape::Integer)]), shared),
        // Something tells them apart.
        (object(vec![id(Shape::String)]), object(vec![id(Shape::Integer)]), None),
        (object(vec![id(Shape::String)]), object(vec![member("key", true, Shape::String)]), None),
        (object(vec![id(Shape::String)]), object(vec![id(Shape::String), member("a", true, Shape::Any)]), None),
        (object(vec![id(values(&["a"], true))]), object(vec![id(values(&["b"], true))]), None),
        (object(vec![id(values(&["a", "b"], false))]), object(vec![id(values(&["c"], false))]), None),
        (object(vec![id(values(&["a"], true))]), object(vec![id(Shape::Integer)]), None),
        // Other types.
        (Shape::String, Shape::String, Some(Reason::SameValues)),
        (Shape::String, Shape::Integer, None),
        (Shape::Integer, Shape::Number, None),
        (values(&["a"], false), Shape::String, None),
        (values(&["a"], false), values(&["b"], false), None),
        (values(&["a"], false), values(&["b", "a"], true), Some(Reason::SameValues)),
        (Shape::Array(Box::new(Shape::String)), Shape::Array(Box::new(Shape::Integer)), None),
        (Shape::Array(Box::new(Shape::String)), Shape::Array(Box::new(Shape::String)), Some(Reason::SameValues)),
        (Shape::Map(Box::new(Shape::Any)), object(vec![]), None),
        (Shape::OneOf(vec![Shape::Null, Shape::String]), Shape::String, Some(Reason::SameValues)),
    ];
    assert_eq!(cases.len(), 22);
    for (one, other, expected) in cases {
        assert_eq!(both(one.clone(), other.clone()), expected, "{one:?} {other:?}");
        assert_eq!(both(other.clone(), one.clone()), expected, "{other:?} {one:?}");
    }
}

#[test]
fn a_state_that_others_have_too_rules_nothing_out() {
    let one = object(vec![member("kind", true, values(&["a"], true)), member("status", true, values(&["done"], true))]);
    let states = member("status", true, values(&["done", "failed"], true));
    let two = object(vec![member("kind", true, values(&["b"], true)), states, member("of", false, Shape::String)]);
    let spec = union(vec![one, two, Shape::String]);
    let text = text(&spec);
    assert_eq!(text.matches(r#"&["status"]"#).count(), 2);
    assert!(text.contains(r#".likely(&[Scalar::Str("done")])"#), "{text}");
    assert!(text.contains(r#".likely(&[Scalar::Str("done"), Scalar::Str("failed")])"#), "{text}");
    assert!(text.contains(r#".only(&[Scalar::Str("a")])"#), "{text}");
}

#[test]
fn the_code_of_a_union_with_a_tag() {
    let mut spec = union(vec![
        object(vec![member("kind", true, values(&["a"], true))]),
        object(vec![member("kind", true, values(&["b", "c"], true))]),
    ]);
    spec.variants[1].boxed = true;
    insta::assert_snapshot!(text(&spec));
}

#[test]
fn the_code_of_a_union_without_a_tag() {
    let address = object(vec![
        member("street", true, Shape::String),
        // Every object has it: it tells nothing.
        member("note", false, Shape::String),
    ]);
    let mut locker = vec![member("door", true, Shape::Integer), member("note", false, Shape::String)];
    locker[0].aliases.push("Door".into());
    let spec = union(vec![Shape::String, address, object(locker), Shape::Array(Box::new(values(&["x"], false)))]);
    insta::assert_snapshot!(text(&spec));
}

fn text(spec: &UnionSpec) -> String {
    crate::rust::code::print::file(&syn::parse2(tokens(spec)).unwrap())
}

proptest::proptest! {
    /// Whatever a union is made of, its code is Rust, nothing of which is lost in print, and its ambiguities are pairs of its variants.
    #[test]
    fn any_union_is_rust(shapes in proptest::collection::vec(any_shape(), 0..5), name in ".*") {
        let mut spec = union(shapes);
        spec.variants.iter_mut().take(1).for_each(|variant| variant.name = name.clone());
        let file: syn::File = syn::parse2(tokens(&spec)).unwrap();
        proptest::prop_assert!(file.items.len() >= 3);
        crate::rust::code::print::tests::assert_same(&file);
        for ambiguity in ambiguities(&spec) {
            proptest::prop_assert!(ambiguity.first < ambiguity.second && ambiguity.second < spec.variants.len());
        }
    }
}

fn any_shape() -> impl proptest::strategy::Strategy<Value = Shape> {
    use proptest::collection::vec;
    use proptest::prelude::*;
    let value = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<i64>().prop_map(|value| json!(value)),
        any::<u64>().prop_map(|value| json!(value)),
        (-1e3..1e3).prop_map(|value: f64| json!(value)),
        ".{0,3}".prop_map(|value| json!(value)),
        Just(json!([{}])),
    ];
    let leaf = prop_oneof![
        Just(Shape::Any),
        Just(Shape::Null),
        Just(Shape::Boolean),
        Just(Shape::Integer),
        Just(Shape::Number),
        Just(Shape::String),
        (vec(value, 0..3), any::<bool>()).prop_map(|(values, open)| Shape::Values { values, open }),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        let member = ("[ab]", vec("[cd]", 0..2), any::<bool>(), inner.clone())
            .prop_map(|(name, aliases, required, shape)| Member { name, aliases, required, shape });
        prop_oneof![
            inner.clone().prop_map(|shape| Shape::Array(Box::new(shape))),
            inner.clone().prop_map(|shape| Shape::Map(Box::new(shape))),
            vec(inner, 0..4).prop_map(Shape::OneOf),
            vec(member, 0..4).prop_map(Shape::Object),
        ]
    })
}
