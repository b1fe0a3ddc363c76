//! Objects of many members, in any order.

use serde_json::{Map, Value, json};
use unions_test::wide::Wide;

/// All members: of the even ones a text, of the odd ones a number.
fn members() -> Vec<(String, Value)> {
    (0..70).map(|at| (format!("m{at}"), if at % 2 == 0 { json!(format!("t{at}")) } else { json!(at) })).collect()
}

fn text(members: &[(String, Value)]) -> String {
    let members: Vec<String> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
    format!("{{{}}}", members.join(","))
}

fn read(members: &[(String, Value)]) -> Result<Wide, String> {
    serde_json::from_str(&text(members)).map_err(|error| error.to_string())
}

#[test]
fn the_order_does_not_matter() {
    let mut members = members();
    let wide = read(&members).unwrap();
    assert_eq!((wide.m0.as_str(), wide.m63, wide.m64.as_str(), wide.m69), ("t0", Some(63), "t64", Some(69)));
    assert_eq!(serde_json::to_string(&wide).unwrap(), text(&members), "it is written in the struct's order");
    members.reverse();
    assert_eq!(read(&members).unwrap(), wide);
    members.swap(3, 66);
    members.insert(30, ("unknown".to_owned(), json!({"m0": []})));
    assert_eq!(read(&members).unwrap(), wide);
}

#[test]
fn each_member_is_asked_for_by_itself() {
    let members = members();
    let mut seen = 0;
    for at in 0..members.len() {
        let mut fewer = members.clone();
        fewer.remove(at);
        let result = read(&fewer);
        if at % 2 == 0 {
            assert!(result.unwrap_err().starts_with(&format!("missing field `m{at}`")), "{at}");
        } else {
            let object: Map<String, Value> = fewer.into_iter().collect();
            assert_eq!(serde_json::to_value(result.unwrap()).unwrap(), Value::Object(object));
        }
        let mut twice = members.clone();
        twice.push(members[at].clone());
        assert!(read(&twice).unwrap_err().starts_with(&format!("duplicate field `m{at}`")), "{at}");
        seen += 1;
    }
    assert_eq!(seen, 70);
}
