//! Made-up payloads, one after the other.
//!
//! They are read one at a time: in a list, the pages of its memory would cost more than the reading.

use std::fmt::Write;

/// The seven values of a verification's tag, in the order of the variants.
pub const STRATEGIES: [&str; 7] = ["phone_code", "admin", "oauth_google", "ticket", "saml", "email_link", "scim"];

/// Where a verification has its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before every other member.
    First,
    /// After `object` and `status`, as the API sends it.
    Documented,
    /// After every other member.
    Last,
}

/// A text of hexadecimal digits that differs for each `seed`.
fn id(prefix: &str, seed: u64) -> String {
    format!("{prefix}_{:016x}{:08x}", seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), seed)
}

/// `count` sessions; of every ten, `unknown` have a status that no model knows.
pub fn sessions(count: u64, unknown: u64) -> String {
    const STATUSES: [&str; 8] =
        ["active", "revoked", "ended", "expired", "removed", "abandoned", "replaced", "pending"];
    let mut json = String::new();
    for seed in 0..count {
        let status = match STATUSES.get(seed as usize % STATUSES.len()) {
            Some(status) if seed % 10 >= unknown => *status,
            _ => "suspended",
        };
        let (session, user, client) = (id("sess", seed), id("user", seed / 3), id("client", seed / 2));
        let at = 1_700_000_000_000 + seed * 997;
        let _ = write!(
            json,
            r#"{{"object":"session","id":"{session}","user_id":"{user}","client_id":"{client}","status":"{status}","last_active_at":{at},"expire_at":{},"abandon_at":{},"updated_at":{},"created_at":{}"#,
            at + 604_800_000,
            at + 2_592_000_000,
            at + 17,
            at - 86_400_000
        );
        if seed % 4 == 0 {
            let _ = write!(json, r#","last_active_organization_id":"{}""#, id("org", seed / 7));
        }
        if seed % 3 == 0 {
            let _ = write!(
                json,
                r#","latest_activity":{{"object":"session_activity","id":"{}","device_type":"Macintosh","is_mobile":false,"browser_name":"Chrome","browser_version":"125.0.0.0","ip_address":"203.0.113.{}","city":"Oslo","country":"NO"}}"#,
                id("sess_activity", seed),
                seed % 256
            );
        }
        if seed % 10 == 0 {
            json.push_str(r#","actor":{"sub":"user_support","type":"impersonation"}"#);
        }
        if seed % 5 == 0 {
            json.push_str(r#","tasks":[{"key":"choose-organization"},{"key":"reset-password"}]"#);
        }
        json.push_str("}\n");
    }
    json
}

/// `count` verifications of one variant.
pub fn verifications(count: u64, variant: usize, place: Place) -> String {
    let strategy = STRATEGIES.get(variant).copied().unwrap_or("other");
    let tag = format!(r#""strategy":"{strategy}""#);
    let mut list = Vec::new();
    for seed in 0..count {
        let mut members = vec![format!(r#""object":"verification_{strategy}""#), r#""status":"verified""#.to_owned()];
        members.push(format!(r#""attempts":{}"#, seed % 4));
        members.push(format!(r#""expire_at":{}"#, 1_700_000_000_000 + seed));
        if strategy == "oauth_google" || strategy == "saml" {
            if seed % 4 == 0 {
                members.push(
                    r#""error":{"message":"The account is not allowed.","code":"not_allowed_access","meta":{"name":"x"}}"#
                        .to_owned(),
                );
            }
            members.push(format!(
                r#""external_verification_redirect_url":"https://accounts.example.com/o/{}""#,
                id("verify", seed)
            ));
        } else {
            members.push(format!(r#""verified_at_client":"{}""#, id("client", seed)));
        }
        let place = match place {
            Place::First => 0,
            Place::Documented => 2,
            Place::Last => members.len(),
        };
        members.insert(place, tag.clone());
        list.push(format!("{{{}}}", members.join(",")));
    }
    list.join("\n")
}
