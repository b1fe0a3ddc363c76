//! The same models as a careful author writes them by hand.

#![allow(missing_docs)]

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::models::{Admin, EmailLink, Oauth, Otp, Saml, Scim, Ticket};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub object: Object,
    pub id: String,
    pub user_id: String,
    pub client_id: String,
    pub actor: Option<Map<String, Value>>,
    pub status: Status,
    pub last_active_organization_id: Option<String>,
    pub last_active_at: i64,
    pub latest_activity: Option<Activity>,
    pub expire_at: i64,
    pub abandon_at: i64,
    pub updated_at: i64,
    pub created_at: i64,
    pub tasks: Option<Vec<Task>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Object {
    Session,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    Revoked,
    Ended,
    Expired,
    Removed,
    Abandoned,
    Replaced,
    Pending,
    /// Any other; its text is lost, which is less work than keeping it.
    #[serde(other)]
    Other,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    pub object: String,
    pub id: String,
    pub device_type: Option<String>,
    pub is_mobile: bool,
    pub browser_name: Option<String>,
    pub browser_version: Option<String>,
    pub ip_address: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub key: Key,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Key {
    ChooseOrganization,
    ResetPassword,
    SetupMfa,
}

/// What every dispatch here makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Verification {
    Otp(Otp),
    Admin(Admin),
    Oauth(Oauth),
    Ticket(Ticket),
    Saml(Saml),
    EmailLink(EmailLink),
    Scim(Scim),
    Unknown(Value),
}
