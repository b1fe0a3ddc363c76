//! Five everyday tasks with the models of Novu's API, for how they read.

use models::errors::ErrorDto;
use models::{
    ChannelTypeEnum, PatchSubscriberRequestDto, SubscriberPayloadDto, TopicPayloadDto, TriggerEventRequestDto, from_str,
};
use serde_json::json;

#[test]
fn tells_one_subscriber_of_something() {
    let request = TriggerEventRequestDto::new("dog-is-fed", "subscriber_1".into()).with_transaction_id("fed-1");
    let expected = json!({"workflowId": "dog-is-fed", "to": "subscriber_1", "transactionId": "fed-1"});
    assert_eq!(serde_json::to_value(&request).unwrap(), expected);
    let owner = SubscriberPayloadDto::new("subscriber_2").with_first_name("Ada");
    let request = TriggerEventRequestDto::new("dog-is-fed", owner.into());
    let written = serde_json::to_value(&request).unwrap();
    assert_eq!(written["to"], json!({"subscriberId": "subscriber_2", "firstName": "Ada"}));
}

#[test]
fn reads_back_what_is_sent_to_a_topic() {
    let sent = r#"{"workflowId": "dog-is-fed", "to": {"topicKey": "owners", "type": "Topic"}}"#;
    let request: TriggerEventRequestDto = from_str(sent).unwrap();
    let topic = TopicPayloadDto::try_from(request.to).unwrap();
    assert_eq!(topic.topic_key, "owners");
}

#[test]
fn finds_subscribers_without_an_address() {
    let page = json!([
        {"subscriberId": "a", "email": null, "phone": "+41"},
        {"subscriberId": "b", "email": "b@kennels.example"},
    ]);
    let all: Vec<SubscriberPayloadDto> = from_str(&page.to_string()).unwrap();
    let silent: Vec<&str> =
        all.iter().filter(|one| one.email.is_none()).map(|one| one.subscriber_id.as_str()).collect();
    assert_eq!(silent, ["a"]);
}

#[test]
fn changes_one_member_and_sends_no_other() {
    let change = PatchSubscriberRequestDto::new().with_locale("de-CH".to_owned());
    assert_eq!(serde_json::to_value(&change).unwrap(), json!({"locale": "de-CH"}));
}

#[test]
fn tells_channels_and_errors_that_are_new() {
    let channel = ChannelTypeEnum::from("carrier_pigeon");
    assert!(matches!(&channel, ChannelTypeEnum::Unknown(new) if new == "carrier_pigeon"));
    assert!(ChannelTypeEnum::VALUES.contains(&ChannelTypeEnum::Email));
    let error = from_str::<ErrorDto>(r#"{"statusCode": "many", "timestamp": "", "path": "/"}"#).unwrap_err();
    assert_eq!(error.path(), "statusCode");
}
