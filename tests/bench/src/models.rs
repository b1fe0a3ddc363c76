//! The structs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::generated::*;

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
