//! The enums and the union of seven kinds of verification: the shape that real APIs have.

use fieldcast::rust::enums::EnumSpec;
use fieldcast::rust::unions::{Discriminator, Shape, UnionSpec};
use serde_json::{Value, json};

use super::{member, open, union, variant};

/// An open enum whose variants are named after its values.
fn listed(name: &str, docs: &str, values: &[&str]) -> EnumSpec {
    let names: Vec<String> = values
        .iter()
        .map(|value| {
            let words = value.split(['_', '-']);
            words
                .map(|word| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default())
                .collect()
        })
        .collect();
    let values: Vec<(&str, Value)> =
        names.iter().zip(values).map(|(name, value)| (name.as_str(), json!(value))).collect();
    open(name, docs, &values)
}

pub fn enums() -> Vec<EnumSpec> {
    vec![
        listed(
            "VerificationStatus",
            "How a verification went.",
            &["unverified", "verified", "failed", "expired", "transferable"],
        ),
        listed(
            "VerificationStrategy",
            "How it is verified.",
            &[
                "phone_code",
                "email_code",
                "reset_password_email_code",
                "admin",
                "oauth_google",
                "ticket",
                "saml",
                "email_link",
                "scim",
            ],
        ),
    ]
}

/// Names, types and tags of the seven kinds.
const KINDS: [(&str, &[&str]); 7] = [
    ("Otp", &["phone_code", "email_code", "reset_password_email_code"]),
    ("Admin", &["admin"]),
    ("Oauth", &["oauth_google"]),
    ("Ticket", &["ticket"]),
    ("Saml", &["saml"]),
    ("EmailLink", &["email_link"]),
    ("Scim", &["scim"]),
];

pub fn verification() -> UnionSpec {
    let variants = KINDS.iter().map(|(name, values)| {
        let values = values.iter().map(|value| json!(value)).collect();
        let shape = Shape::Object(vec![
            member("object", false, Shape::String),
            member("status", true, Shape::String),
            member("strategy", true, Shape::Values { values, open: true }),
        ]);
        variant(name, &format!("crate::models::{name}"), shape)
    });
    let mapping =
        KINDS.iter().enumerate().flat_map(|(index, (_, values))| values.iter().map(move |value| (json!(value), index)));
    UnionSpec {
        discriminator: Some(Discriminator {
            property: "strategy".into(),
            mapping: mapping.collect(),
            ..Discriminator::default()
        }),
        ..union("Verification", "How a user proved to be the owner of an address.", variants.collect())
    }
}
