//! The structs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::generated::*;

/// A session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Session {
    pub object: SessionObject,
    pub id: String,
    pub user_id: String,
    pub client_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Map<String, Value>>,
    pub status: SessionStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_active_organization_id: Option<String>,
    pub last_active_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_activity: Option<SessionActivity>,
    pub expire_at: i64,
    pub abandon_at: i64,
    pub updated_at: i64,
    pub created_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tasks: Option<Vec<SessionTask>>,
}

/// What was seen last of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SessionActivity {
    pub object: String,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_type: Option<String>,
    pub is_mobile: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser_version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// What a user has to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SessionTask {
    pub key: TaskKey,
}

/// Declares the seven kinds of verification, which have most members in common.
macro_rules! verifications {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        /// A kind of verification.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub struct $name {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub object: Option<String>,
            pub status: VerificationStatus,
            pub strategy: VerificationStrategy,
            pub attempts: Option<i64>,
            pub expire_at: Option<i64>,
            $($(#[$attribute])* pub $field: $type,)*
        }
    )*};
}

verifications! {
    Otp { #[serde(default, skip_serializing_if = "Option::is_none")] verified_at_client: Option<String> }
    Admin { #[serde(default, skip_serializing_if = "Option::is_none")] verified_at_client: Option<String> }
    Oauth {
        #[serde(default, skip_serializing_if = "Option::is_none")] error: Option<VerificationError>,
        #[serde(default, skip_serializing_if = "Option::is_none")] verified_at_client: Option<String>,
        external_verification_redirect_url: String,
    }
    Ticket { #[serde(default, skip_serializing_if = "Option::is_none")] verified_at_client: Option<String> }
    Saml {
        #[serde(default, skip_serializing_if = "Option::is_none")] error: Option<VerificationError>,
        external_verification_redirect_url: String,
    }
    EmailLink { #[serde(default, skip_serializing_if = "Option::is_none")] verified_at_client: Option<String> }
    Scim { #[serde(default, skip_serializing_if = "Option::is_none")] verified_at_client: Option<String> }
}

/// Why a verification failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct VerificationError {
    pub message: String,
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}
