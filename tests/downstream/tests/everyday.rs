//! Ten everyday tasks, as short as they get with the crates, for how they read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use clerk_models::{
    LenientList, MissingMember, Session, SessionActivityResponse, SessionStatus, SessionTask, from_str,
};
use serde_json::json;
use wingspan_models::{SessionResponse, SessionResponseSessionType};

const NOW: i64 = 1_731_234_567_890;

fn session(id: &str, user: &str, status: SessionStatus) -> Result<Session, MissingMember> {
    Session::builder()
        .id(id)
        .user_id(user)
        .client_id("client_1")
        .status(status)
        .last_active_at(NOW)
        .expire_at(NOW + 60_000)
        .abandon_at(NOW + 120_000)
        .updated_at(NOW)
        .created_at(NOW)
        .build()
}

fn page() -> String {
    let all = [
        session("sess_1", "user_1", SessionStatus::Active),
        session("sess_2", "user_2", SessionStatus::Ended),
        session("sess_3", "user_1", SessionStatus::Active),
    ];
    serde_json::to_string(&all.map(Result::unwrap)).unwrap()
}

#[test]
fn reads_a_list_and_counts_what_is_active() {
    let sessions: Vec<Session> = from_str(&page()).unwrap();
    assert_eq!(sessions.iter().filter(|session| session.status == SessionStatus::Active).count(), 2);
}

#[test]
fn groups_by_user() {
    let sessions: Vec<Session> = from_str(&page()).unwrap();
    let mut by_user: BTreeMap<&str, Vec<&Session>> = BTreeMap::new();
    for session in &sessions {
        by_user.entry(&session.user_id).or_default().push(session);
    }
    assert_eq!(by_user["user_1"].len(), 2);
}

#[test]
fn finds_what_expires_first() {
    let sessions: Vec<Session> = from_str(&page()).unwrap();
    let first = sessions.iter().min_by_key(|session| session.expire_at).unwrap();
    assert_eq!(first.expire_at - NOW, 60_000);
}

#[test]
fn matches_on_a_status_that_may_be_new() {
    let say = |status: &SessionStatus| match status {
        SessionStatus::Active => "signed in".to_owned(),
        SessionStatus::Ended | SessionStatus::Expired => "signed out".to_owned(),
        SessionStatus::Unknown(new) => format!("something new: {new}"),
        other => other.to_string(),
    };
    assert_eq!(say(&SessionStatus::Active), "signed in");
    assert_eq!(say(&"hibernating".into()), "something new: hibernating");
}

#[test]
fn takes_a_status_from_a_command_line() {
    let status: SessionStatus = "active".parse().unwrap();
    assert_eq!(status, SessionStatus::Active);
    assert!(SessionStatus::VALUES.contains(&status));
}

#[test]
fn changes_one_member_and_writes_the_rest_as_it_was() {
    let mut session = session("sess_1", "user_1", SessionStatus::Pending).unwrap();
    session.status = SessionStatus::Active;
    session.tasks = None;
    let written = serde_json::to_value(&session).unwrap();
    assert_eq!(written["status"], "active");
    assert!(written.get("tasks").is_none());
}

#[test]
fn shows_where_a_user_was_last() {
    let activity = SessionActivityResponse::builder().object("session_activity").id("act_1").is_mobile(true);
    let activity = activity.city("Bern").build().unwrap();
    let place = activity.city.as_deref().unwrap_or("somewhere");
    assert_eq!(place, "Bern");
}

#[test]
fn says_what_a_user_still_has_to_do() {
    let mut session = session("sess_1", "user_1", SessionStatus::Pending).unwrap();
    session.tasks = Some(vec![SessionTask::new("choose-organization")]);
    let keys: Vec<&str> = session.tasks.iter().flatten().map(|task| task.key.as_str()).collect();
    assert_eq!(keys, ["choose-organization"]);
}

#[test]
fn goes_on_where_one_of_many_is_broken() {
    let mut page: serde_json::Value = serde_json::from_str(&page()).unwrap();
    page[1]["expire_at"] = json!("soon");
    let page = page.to_string();
    let error = from_str::<Vec<Session>>(&page).unwrap_err();
    assert_eq!(error.path(), "[1].expire_at");
    let sessions: LenientList<Session> = from_str(&page).unwrap();
    assert_eq!(sessions.items().count(), 2);
    for refused in sessions.refused() {
        assert_eq!((refused.index, refused.error.path()), (1, "expire_at"));
    }
}

#[test]
fn writes_a_request_of_the_other_api() {
    let new = SessionResponse::new("2026-01-31", SessionResponseSessionType::Guest).with_user_id("usr_1");
    assert_eq!(
        serde_json::to_value(&new).unwrap(),
        json!({"expiration": "2026-01-31", "sessionType": "Guest", "userId": "usr_1"})
    );
}
