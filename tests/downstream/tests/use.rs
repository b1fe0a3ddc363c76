//! What another project would do with the crates.

// Tests may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use clerk_models::{Session, SessionActivityResponse, SessionObject, SessionStatus, SessionTask};
use downstream::{opened_by, time_left};
use serde_json::{Value, json};
use wingspan_models::{SessionResponse, SessionResponseSessionType};

const NOW: i64 = 1_731_234_567_890;

fn session(status: &str) -> Value {
    json!({
        "object": "session", "id": "sess_1", "user_id": "user_1", "client_id": "client_1", "status": status,
        "last_active_at": NOW, "expire_at": NOW + 60_000, "abandon_at": NOW + 120_000, "updated_at": NOW,
        "created_at": NOW - 1, "tasks": [{"key": "choose-organization", "added_later": true}], "added_later": [1]
    })
}

#[test]
fn reads_a_payload_and_matches_on_an_enum() {
    assert_eq!(time_left(&session("active").to_string(), NOW).unwrap(), Some(60_000));
    assert_eq!(time_left(&session("active").to_string(), NOW + 60_000).unwrap(), None);
    assert_eq!(time_left(&session("pending").to_string(), NOW).unwrap(), None, "a task is left to do");
    assert_eq!(time_left(&session("revoked").to_string(), NOW).unwrap(), None);
    assert!(time_left("{}", NOW).is_err());
}

#[test]
fn keeps_a_value_that_nobody_knew() {
    let read: Session = serde_json::from_value(session("hibernating")).unwrap();
    assert!(read.status.is_unknown());
    assert_eq!(read.status.as_str(), "hibernating");
    assert_eq!(serde_json::to_value(&read).unwrap()["status"], "hibernating");
}

#[test]
fn builds_a_session_and_writes_it() {
    let activity = SessionActivityResponse::builder().object("session_activity").id("act_1").is_mobile(true);
    // `object` has one value, so nobody has to give it.
    let built = Session::builder()
        .id("sess_1")
        .user_id("user_1")
        .client_id("client_1")
        .status(SessionStatus::Active)
        .last_active_at(NOW)
        .expire_at(NOW + 60_000)
        .abandon_at(NOW + 120_000)
        .updated_at(NOW)
        .created_at(NOW - 1)
        .latest_activity(activity.city("Bern").build().unwrap())
        .tasks(vec![SessionTask::new("choose-organization")])
        .build()
        .unwrap();
    assert_eq!(built.object, SessionObject::Session);
    let written = serde_json::to_value(&built).unwrap();
    assert_eq!(written["latest_activity"]["city"], "Bern");
    assert_eq!(written["tasks"], json!([{"key": "choose-organization"}]));
    assert_eq!(written["expire_at"], NOW + 60_000);
    assert!(written.get("actor").is_none(), "{written}");
    assert_eq!(serde_json::from_value::<Session>(written).unwrap(), built);
}

#[test]
fn a_value_that_lacks_a_member_is_not_built() {
    let missing = Session::builder().id("sess_1").user_id("user_1").build().unwrap_err();
    assert_eq!(missing.name(), "client_id");
    assert_eq!(missing.to_string(), "the required member `client_id` was not given");
}

#[test]
fn reads_builds_and_writes_the_other_api_too() {
    let read: SessionResponse =
        serde_json::from_value(json!({"expiration": "2026-01-31", "sessionType": "API", "labels": {"team": "blue"}}))
            .unwrap();
    assert_eq!(opened_by(&read), "a program");
    assert_eq!(read.labels.as_ref().and_then(|labels| labels.get("team")).map(String::as_str), Some("blue"));
    let built = SessionResponse::new("2026-01-31", SessionResponseSessionType::Guest).with_user_id("usr_1");
    assert_eq!(opened_by(&built), "a guest");
    assert_eq!(
        serde_json::to_value(&built).unwrap(),
        json!({"expiration": "2026-01-31", "sessionType": "Guest", "userId": "usr_1"})
    );
    let new = SessionResponse::new("2026-01-31", "Robot".parse().unwrap());
    assert_eq!(opened_by(&new), "something new: Robot");
}
