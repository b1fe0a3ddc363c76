//! Ways to write a tagged dispatch by hand.

#![allow(dead_code, missing_docs)]

use std::borrow::Cow;
use std::fmt;

use bench::hand::Verification;
use bench::models::*;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// serde's own: an internally tagged enum, whose structs are without the tag.
#[derive(Debug, Deserialize)]
#[serde(tag = "strategy", rename_all = "snake_case")]
pub enum Derived {
    #[serde(alias = "phone_code", alias = "email_code", alias = "reset_password_email_code")]
    Otp(WithoutTag),
    Admin(WithoutTag),
    #[serde(rename = "oauth_google")]
    Oauth(WithError),
    Ticket(WithoutTag),
    Saml(WithError),
    EmailLink(WithoutTag),
    Scim(WithoutTag),
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Deserialize)]
pub struct WithoutTag {
    pub object: Option<String>,
    pub status: bench::generated::VerificationStatus,
    pub attempts: Option<i64>,
    pub expire_at: Option<i64>,
    pub verified_at_client: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct WithError {
    pub object: Option<String>,
    pub status: bench::generated::VerificationStatus,
    pub attempts: Option<i64>,
    pub expire_at: Option<i64>,
    pub error: Option<VerificationError>,
    pub verified_at_client: Option<String>,
    pub external_verification_redirect_url: String,
}

/// A look at the tag, then the whole text again.
#[derive(Debug)]
pub struct Peeked(pub Verification);

impl<'de> Deserialize<'de> for Peeked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Tag<'a> {
            #[serde(borrow)]
            strategy: Cow<'a, str>,
        }

        fn all<'de, T: Deserialize<'de>, E: Error>(text: &'de str) -> Result<T, E> {
            serde_json::from_str(text).map_err(E::custom)
        }

        let text = <&RawValue>::deserialize(deserializer)?.get();
        let tag: Tag<'_> = all(text)?;
        Ok(Self(match &*tag.strategy {
            "phone_code" | "email_code" | "reset_password_email_code" => Verification::Otp(all(text)?),
            "admin" => Verification::Admin(all(text)?),
            "oauth_google" => Verification::Oauth(all(text)?),
            "ticket" => Verification::Ticket(all(text)?),
            "saml" => Verification::Saml(all(text)?),
            "email_link" => Verification::EmailLink(all(text)?),
            "scim" => Verification::Scim(all(text)?),
            _ => Verification::Unknown(all(text)?),
        }))
    }
}

/// By way of a `Value`.
#[derive(Debug)]
pub struct Valued(pub Verification);

impl<'de> Deserialize<'de> for Valued {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn all<T: serde::de::DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
            serde_json::from_value(value).map_err(E::custom)
        }

        let value = Value::deserialize(deserializer)?;
        Ok(Self(match value.get("strategy").and_then(Value::as_str).unwrap_or_default() {
            "phone_code" | "email_code" | "reset_password_email_code" => Verification::Otp(all(value)?),
            "admin" => Verification::Admin(all(value)?),
            "oauth_google" => Verification::Oauth(all(value)?),
            "ticket" => Verification::Ticket(all(value)?),
            "saml" => Verification::Saml(all(value)?),
            "email_link" => Verification::EmailLink(all(value)?),
            "scim" => Verification::Scim(all(value)?),
            _ => Verification::Unknown(value),
        }))
    }
}

/// One pass: what comes before the tag is kept as `Value`s, and no error says more than serde's.
#[derive(Debug)]
pub struct Streamed(pub Verification);

impl<'de> Deserialize<'de> for Streamed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Verification;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a verification")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Verification, A::Error> {
                let mut kept: Vec<(&'de str, Value)> = Vec::new();
                while let Some(key) = map.next_key::<&'de str>()? {
                    if key != "strategy" {
                        kept.push((key, map.next_value()?));
                        continue;
                    }
                    let tag: &'de str = map.next_value()?;
                    let all = Kept { kept: kept.into_iter(), tag: Some(tag), value: None, map };
                    let all = MapAccessDeserializer::new(all);
                    return Ok(match tag {
                        "phone_code" | "email_code" | "reset_password_email_code" => {
                            Verification::Otp(Otp::deserialize(all)?)
                        }
                        "admin" => Verification::Admin(Admin::deserialize(all)?),
                        "oauth_google" => Verification::Oauth(Oauth::deserialize(all)?),
                        "ticket" => Verification::Ticket(Ticket::deserialize(all)?),
                        "saml" => Verification::Saml(Saml::deserialize(all)?),
                        "email_link" => Verification::EmailLink(EmailLink::deserialize(all)?),
                        "scim" => Verification::Scim(Scim::deserialize(all)?),
                        _ => Verification::Unknown(Value::deserialize(all)?),
                    });
                }
                Err(A::Error::missing_field("strategy"))
            }
        }

        struct Kept<'de, A> {
            kept: std::vec::IntoIter<(&'de str, Value)>,
            tag: Option<&'de str>,
            value: Option<Result<Value, &'de str>>,
            map: A,
        }

        impl<'de, A: MapAccess<'de>> MapAccess<'de> for Kept<'de, A> {
            type Error = A::Error;

            fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
                if let Some((key, value)) = self.kept.next() {
                    self.value = Some(Ok(value));
                    return seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some);
                }
                if let Some(tag) = self.tag.take() {
                    self.value = Some(Err(tag));
                    return seed.deserialize(BorrowedStrDeserializer::new("strategy")).map(Some);
                }
                self.map.next_key_seed(seed)
            }

            fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
                match self.value.take() {
                    Some(Ok(value)) => seed.deserialize(value.into_deserializer()).map_err(A::Error::custom),
                    Some(Err(tag)) => seed.deserialize(BorrowedStrDeserializer::new(tag)),
                    None => self.map.next_value_seed(seed),
                }
            }
        }

        deserializer.deserialize_map(Object).map(Self)
    }
}

/// One struct of every member that any kind has, taken apart afterwards. It works because no two kinds have a member of
/// one name and different types, and cannot say which kind misses a member before it has read all of it.
#[derive(Debug)]
pub struct Joined(pub Verification);

impl<'de> Deserialize<'de> for Joined {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            object: Option<String>,
            status: bench::generated::VerificationStatus,
            strategy: bench::generated::VerificationStrategy,
            attempts: Option<i64>,
            expire_at: Option<i64>,
            error: Option<VerificationError>,
            verified_at_client: Option<String>,
            external_verification_redirect_url: Option<String>,
        }

        use bench::generated::VerificationStrategy as Strategy;

        let wire = Wire::deserialize(deserializer)?;
        let Wire { object, status, strategy, attempts, expire_at, error, verified_at_client, .. } = wire;
        let url = || wire.external_verification_redirect_url.ok_or_else(|| D::Error::missing_field("url"));
        Ok(Self(match strategy {
            Strategy::PhoneCode | Strategy::EmailCode | Strategy::ResetPasswordEmailCode => {
                Verification::Otp(Otp { object, status, strategy, attempts, expire_at, verified_at_client })
            }
            Strategy::Admin => {
                Verification::Admin(Admin { object, status, strategy, attempts, expire_at, verified_at_client })
            }
            Strategy::OauthGoogle => {
                let external_verification_redirect_url = url()?;
                Verification::Oauth(Oauth {
                    object,
                    status,
                    strategy,
                    attempts,
                    expire_at,
                    error,
                    verified_at_client,
                    external_verification_redirect_url,
                })
            }
            Strategy::Ticket => {
                Verification::Ticket(Ticket { object, status, strategy, attempts, expire_at, verified_at_client })
            }
            Strategy::Saml => {
                let external_verification_redirect_url = url()?;
                Verification::Saml(Saml {
                    object,
                    status,
                    strategy,
                    attempts,
                    expire_at,
                    error,
                    external_verification_redirect_url,
                })
            }
            Strategy::EmailLink => {
                Verification::EmailLink(EmailLink { object, status, strategy, attempts, expire_at, verified_at_client })
            }
            Strategy::Scim => {
                Verification::Scim(Scim { object, status, strategy, attempts, expire_at, verified_at_client })
            }
            _ => Verification::Unknown(Value::Null),
        }))
    }
}
