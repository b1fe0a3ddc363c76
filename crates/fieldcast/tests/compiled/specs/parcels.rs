//! The enums and unions of the parcel service, as the generator takes them.

use fieldcast::rust::enums::EnumSpec;
use fieldcast::rust::unions::{Discriminator, Member, Shape, UnionSpec};
use serde_json::{Value, json};

use super::{closed, member, one, open, union, variant};

pub fn enums() -> Vec<EnumSpec> {
    let mut status = open(
        "ParcelStatus",
        "Where a parcel is in its life.",
        &[
            ("InTransit", json!("in_transit")),
            ("Delivered", json!("delivered")),
            ("Unknown", json!("unknown")),
            ("Posted", json!("posted")),
        ],
    );
    status.values[1].docs = Some("Somebody has it.\n\nA `proof` says who.".into());
    status.values[3].deprecated = Some("a parcel is in transit from the start".into());
    let mut old = closed("OldState", "A state of the first version.", &[("On", json!("on")), ("Off", json!("off"))]);
    old.deprecated = Some(String::new());
    vec![
        status,
        old,
        open("PhotoStrategy", "How a photo was made.", &[("Photo", json!("photo")), ("Video", json!("video"))]),
        open("Label", "A label that customers make up.", &[]),
        closed("ParcelObject", "The kind of object that a parcel is.", &[("Parcel", json!("parcel"))]),
        closed(
            "Carrier",
            "Who carries it.",
            &[("Post", json!("post")), ("Rail", json!("rail")), ("Bike", json!("bi-\"ke"))],
        ),
        open("Priority", "How soon.", &[("Soon", json!(1)), ("Later", json!(10))]),
        closed("Floor", "The floors with a door.", &[("Below", json!(-1)), ("Ground", json!(0)), ("First", json!(1))]),
        open("Insured", "Known only of insured ones.", &[("True", json!(true))]),
        closed("Deleted", "It is always true.", &[("True", json!(true))]),
        closed("Both", "Either.", &[("Yes", json!(true)), ("No", json!(false))]),
        open("Retry", "When to try again.", &[("Auto", json!("auto")), ("Never", json!(0)), ("Off", json!(false))]),
        closed("Ratio", "A ratio, or none.", &[("Half", json!(0.5)), ("Full", json!("full")), ("None", json!(null))]),
    ]
}

fn signature() -> Shape {
    Shape::Object(vec![
        member("strategy", true, one("signature")),
        member("attempts", true, Shape::Integer),
        member("signed_by", false, Shape::String),
    ])
}

fn photo() -> Shape {
    Shape::Object(vec![
        member("strategy", true, Shape::Values { values: vec!["photo".into(), "video".into()], open: true }),
        member("url", true, Shape::String),
        member("notice", false, Shape::Object(vec![])),
    ])
}

fn pin() -> Shape {
    Shape::Object(vec![
        member("strategy", true, Shape::String),
        member("digits", true, Shape::Array(Box::new(Shape::Integer))),
    ])
}

fn person() -> Shape {
    Shape::Object(vec![
        member("object", false, one("person")),
        member("name", true, Shape::String),
        member("born", false, Shape::Integer),
    ])
}

fn company() -> Shape {
    Shape::Object(vec![
        member("object", false, one("company")),
        member("name", true, Shape::String),
        member("register", false, Shape::String),
    ])
}

/// A union whose discriminator is given.
pub fn proof() -> UnionSpec {
    let mut proof = union(
        "Proof",
        "How it is known that a parcel arrived.",
        vec![
            variant("Signature", "crate::models::Signature", signature()),
            variant("Photo", "crate::models::Photo", photo()),
            variant("Pin", "crate::models::Pin", pin()),
        ],
    );
    proof.variants[1].boxed = true;
    proof.variants[1].docs = Some("A picture of it.".into());
    proof.discriminator = Some(Discriminator {
        property: "strategy".into(),
        aliases: vec!["Strategy".into()],
        mapping: vec![(json!("signature"), 0), (json!("photo"), 1), (json!("video"), 1), (json!("pin"), 2)],
        otherwise: None,
    });
    proof
}

/// A union whose tag is a number or a boolean.
pub fn notice() -> UnionSpec {
    let version = |values: Vec<Value>| member("version", true, Shape::Values { values, open: false });
    let v1 = Shape::Object(vec![version(vec![json!(1)]), member("text", true, Shape::String)]);
    let v2 = Shape::Object(vec![
        version(vec![json!(2), json!(false)]),
        member("lines", true, Shape::Array(Box::new(Shape::String))),
    ]);
    union(
        "Notice",
        "What is told.",
        vec![variant("V1", "crate::models::NoticeV1", v1), variant("V2", "crate::models::NoticeV2", v2)],
    )
}

/// A union whose tag may be absent.
pub fn owner() -> UnionSpec {
    union(
        "Owner",
        "Who has it.",
        vec![
            variant("Person", "crate::models::Person", person()),
            variant("Company", "crate::models::Company", company()),
        ],
    )
}

/// A union in which one variant takes the tags that no other has, and which holds itself.
pub fn step() -> UnionSpec {
    let stop = Shape::Object(vec![member("kind", true, one("stop")), member("at", true, Shape::String)]);
    let leg = Shape::Object(vec![
        member("kind", true, one("leg")),
        member("steps", true, Shape::Array(Box::new(Shape::Any))),
    ]);
    let partner = Shape::Object(vec![member("kind", true, Shape::String), member("partner", true, Shape::String)]);
    union(
        "Step",
        "A part of the way.",
        vec![
            variant("Stop", "crate::models::Stop", stop),
            variant("Leg", "crate::models::Leg", leg),
            variant("Partner", "crate::models::Partner", partner),
        ],
    )
}

/// A union of objects without a tag, text and lists.
pub fn address() -> UnionSpec {
    let locker = Member { aliases: vec!["lockerId".into()], ..member("locker_id", true, Shape::String) };
    let locker = Shape::Object(vec![locker, member("door", true, Shape::Integer)]);
    let street = Shape::Object(vec![member("street", true, Shape::String), member("number", false, Shape::Integer)]);
    let list = |items: Shape| Shape::Array(Box::new(items));
    union(
        "Address",
        "Where to.",
        vec![
            variant(
                "Code",
                "crate::generated::Priority",
                Shape::Values { values: vec![json!(1), json!(10)], open: true },
            ),
            variant(
                "Carrier",
                "crate::generated::Carrier",
                Shape::Values { values: vec!["post".into(), "rail".into()], open: false },
            ),
            variant("Text", "String", Shape::String),
            variant("Person", "crate::models::Person", person()),
            variant("Locker", "crate::models::Locker", locker),
            variant("Street", "crate::models::Street", street),
            variant("Strings", "Vec<String>", list(Shape::String)),
            variant("Proofs", "Vec<crate::generated::Proof>", list(Shape::OneOf(vec![signature(), photo(), pin()]))),
        ],
    )
}

/// A union of plain values.
pub fn amount() -> UnionSpec {
    let map = Shape::Map(Box::new(Shape::Number));
    UnionSpec {
        one_of: false,
        ..union(
            "Amount",
            "How much.",
            vec![
                variant("Number", "f64", Shape::Number),
                variant("Integer", "i64", Shape::Integer),
                variant("Flag", "bool", Shape::Boolean),
                variant("Each", "std::collections::BTreeMap<String, f64>", map),
            ],
        )
    }
}

/// A union of unions.
pub fn anything() -> UnionSpec {
    let proof = Shape::OneOf(vec![signature(), photo(), pin()]);
    let owner = Shape::OneOf(vec![person(), company()]);
    let mut anything = union(
        "Anything",
        "A proof or its owner.",
        vec![variant("Proof", "crate::generated::Proof", proof), variant("Owner", "crate::generated::Owner", owner)],
    );
    anything.variants[0].boxed = true;
    anything
}

pub fn unions() -> Vec<UnionSpec> {
    vec![proof(), notice(), owner(), step(), address(), amount(), anything()]
}
