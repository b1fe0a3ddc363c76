//! Uses the generated crates as another project would: reads a payload, matches on an enum, builds a value, writes it.

use clerk_models::{Session, SessionStatus};
use wingspan_models::{SessionResponse, SessionResponseSessionType};

/// Whether a session that came as JSON can be used, and for how many milliseconds from `now` on.
///
/// # Errors
///
/// Where the text is no session.
pub fn time_left(json: &str, now: i64) -> serde_json::Result<Option<i64>> {
    let session: Session = serde_json::from_str(json)?;
    Ok(match session.status {
        SessionStatus::Active => Some(session.expire_at - now).filter(|left| *left > 0),
        SessionStatus::Pending if session.tasks.as_ref().is_none_or(Vec::is_empty) => Some(session.expire_at - now),
        _ => None,
    })
}

/// Who opened a session, for people.
pub fn opened_by(session: &SessionResponse) -> String {
    match &session.session_type {
        SessionResponseSessionType::User => "a person".to_owned(),
        SessionResponseSessionType::Api => "a program".to_owned(),
        SessionResponseSessionType::Guest => "a guest".to_owned(),
        other => format!("something new: {other}"),
    }
}

/// The examples of the README, which are compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
