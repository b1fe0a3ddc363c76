//! Five everyday tasks with the models of Dub's API, for how they read.

use models::operations::CreateLinkRequestBody;
use models::{Customer, LenientList, Partner, WebhookEvent, errors, from_str};
use std::collections::BTreeMap;

/// A customer as the API sends it.
fn customer(id: &str, country: Option<&str>, sales: u32) -> serde_json::Value {
    serde_json::json!({
        "id": id, "externalId": format!("ext_{id}"), "country": country, "sales": sales,
        "createdAt": "2026-01-02T03:04:05Z",
    })
}

#[test]
fn asks_for_a_link_with_two_tags() {
    let request = CreateLinkRequestBody::new("https://kennels.example/dogs")
        .with_key("dogs")
        .with_tag_ids(vec!["tag_1".to_owned(), "tag_2".to_owned()])
        .with_track_conversion(true);
    let written = serde_json::to_value(&request).unwrap();
    let expected = serde_json::json!({
        "url": "https://kennels.example/dogs", "key": "dogs", "tagIds": ["tag_1", "tag_2"], "trackConversion": true,
    });
    assert_eq!(written, expected);
}

#[test]
fn sums_the_sales_of_each_country() {
    let page = serde_json::json!([customer("a", Some("CH"), 2), customer("b", None, 1), customer("c", Some("CH"), 3)]);
    let customers: Vec<Customer> = from_str(&page.to_string()).unwrap();
    let mut sales: BTreeMap<&str, f64> = BTreeMap::new();
    for customer in &customers {
        let country = customer.country.as_deref().unwrap_or("elsewhere");
        *sales.entry(country).or_default() += customer.sales.as_ref().map_or(0.0, |sales| sales.as_f64());
    }
    assert_eq!(sales, BTreeMap::from([("CH", 5.0), ("elsewhere", 1.0)]));
}

#[test]
fn goes_on_where_one_customer_is_broken() {
    let page = serde_json::json!([customer("a", None, 2), {"id": "b"}]).to_string();
    let customers: LenientList<Customer> = from_str(&page).unwrap();
    assert_eq!(customers.items().map(|customer| customer.id.as_str()).collect::<Vec<_>>(), ["a"]);
    let refused: Vec<String> = customers.refused().map(|refused| refused.error.to_string()).collect();
    assert!(refused.len() == 1 && refused[0].contains("externalId"), "{refused:?}");
}

#[test]
fn takes_events_that_are_newer_than_the_crate() {
    let event: WebhookEvent = from_str(r#"{"id": "evt_1", "event": "kennel.opened", "data": {}}"#).unwrap();
    let say = |event: &WebhookEvent| match event {
        WebhookEvent::LeadCreatedEvent(lead) => format!("{} came", lead.data.customer.id),
        WebhookEvent::SaleCreatedEvent(sale) => format!("{} bought", sale.data.customer.id),
        other if other.is_unknown() => "something new".to_owned(),
        _ => "something else".to_owned(),
    };
    assert_eq!(say(&event), "something new");
    assert_eq!(serde_json::to_value(&event).unwrap()["event"], "kennel.opened");
}

#[test]
fn tells_what_an_error_says_and_what_a_partner_lacks() {
    let answer = r#"{"error": {"code": "not_found", "message": "There is no such link."}}"#;
    let error: errors::NotFound = from_str(answer).unwrap();
    assert_eq!((error.error.code.as_str(), error.error.message.as_str()), ("not_found", "There is no such link."));
    let missing = Partner::builder().id("pn_1").name("Kennels").build().unwrap_err();
    assert!(missing.to_string().contains("email"), "{missing}");
}
