//! Enum values and openness.

use super::*;
use crate::family::page::{ValueRow, Values};
use crate::family::{EnumValues, TypeError, enum_values, openness};

fn span(text: &str) -> Span<'_> {
    Span { text, line: 9, column: 3 }
}

fn table(values: &[(&'static str, &'static str)]) -> EnumValues {
    let rows = values.iter().map(|(name, value)| ValueRow { name: span(name), value: span(value) }).collect();
    enum_values(&Values::Table(rows)).unwrap()
}

fn code(text: &str) -> Result<EnumValues, TypeError> {
    enum_values(&Values::Code(span(text))).map_err(|(_, error)| error)
}

fn shown(found: &EnumValues) -> Vec<String> {
    found.values.iter().map(|v| show(&Expr::Literal(v.value.clone()))).collect()
}

#[test]
fn tables_carry_no_types() {
    let found = table(&[("RED", "red"), ("UNKNOWN", ""), ("ANY", "*"), ("PIPE", r"a\|b"), ("BACK", r"a\b")]);
    assert_eq!(shown(&found), ["\"red\"", "\"\"", "\"*\"", "\"a|b\"", r#""a\\b""#]);
    assert_eq!(found.values[0].name.as_deref(), Some("RED"));
    assert_eq!((found.nullable, found.open), (false, None));

    assert_eq!(shown(&table(&[("Zero", "0"), ("One", "1"), ("Less", "-2")])), ["0", "1", "-2"]);
    assert_eq!(shown(&table(&[("A", "1"), ("B", "two")])), ["\"1\"", "\"two\""]);
    assert_eq!(shown(&table(&[("A", "007"), ("B", "8")])), ["\"007\"", "\"8\""]);
    assert_eq!(shown(&table(&[("A", "1.5"), ("B", "2.0")])), ["\"1.5\"", "\"2.0\""], "versions, as likely as numbers");
    assert_eq!(shown(&table(&[("Yes", "true"), ("No", "false")])), ["\"true\"", "\"false\""]);
    assert_eq!(shown(&table(&[("Yes", "true")])), ["true"]);
    assert_eq!(shown(&table(&[])), Vec::<String>::new());
}

#[test]
fn nil_is_no_value() {
    let found = table(&[("Bus", "bus"), ("LessThanNilGreaterThan", "<nil>")]);
    assert_eq!((shown(&found), found.nullable), (vec!["\"bus\"".to_owned()], true));
    let found = table(&[("One", "1"), ("Nil", r"\<nil>")]);
    assert_eq!((shown(&found), found.nullable), (vec!["1".to_owned()], true));
}

#[test]
fn code_is_typed() {
    let found = code("\"a\" | \"b\\\"c\" | 0 | -1 | 2.5 | true | Unrecognized<string>").unwrap();
    assert_eq!(shown(&found), ["\"a\"", r#""b\"c""#, "0", "-1", "2.5", "true"]);
    assert_eq!(found.open, Some(true));

    let found = code("0 | -1 | -2 | -10 | Unrecognized<number>").unwrap();
    assert_eq!((shown(&found).join(" "), found.open), ("0 -1 -2 -10".into(), Some(true)));
    let found = code("| \"a\"\n| \"b\";").unwrap();
    assert_eq!((shown(&found).join(" "), found.open), ("\"a\" \"b\"".into(), Some(false)));
    assert_eq!(shown(&code("\"only\"").unwrap()), ["\"only\""]);
    assert_eq!(shown(&code("\"\"").unwrap()), ["\"\""]);
    assert!(code("\"a\" | null").unwrap().nullable);
    assert_eq!(code("Unrecognized<string>").unwrap().open, Some(true));

    let error = code("\"a\" \"b\"").unwrap_err();
    assert_eq!((error.offset, error.to_string().as_str()), (4, "found `\"`, expected the end of the type"));
    assert!(code("").is_err());
    assert_eq!(code("\"a\" | string").unwrap_err().expected, "literals and nothing else");
}

#[test]
fn bullets_are_typed() {
    let spans = ["- `\"x\"`", "`100`", "\"y\"", "- `-1`", "`True`", "- `None`"].map(span);
    let found = enum_values(&Values::Bullets(spans.to_vec())).unwrap();
    assert_eq!(shown(&found), ["\"x\"", "100", "\"y\"", "-1", "true"]);
    assert_eq!((found.nullable, found.open), (true, None));
    let found = enum_values(&Values::Bullets(vec![span("`\"x\"`"), span("`UnrecognizedStr`")])).unwrap();
    assert_eq!(found.open, Some(true));

    let (place, error) = enum_values(&Values::Bullets(vec![span("`1`"), span("`x y`")])).unwrap_err();
    assert_eq!((place.text, error.offset, error.to_string().as_str()), ("`x y`", 1, "found `x`, expected a literal"));
}

#[test]
fn openness_from_remarks() {
    let remarks = [
        ("typescript", "let x: Y = \"a\";\n\n// Open enum: unrecognized values are captured as Unrecognized<string>"),
        ("python", "value = X.A\n\n# Open enum: unrecognized values are captured as UnrecognizedStr"),
        ("java", "X value = X.A;\n\n// Open enum: use .of() to create instances from custom string values"),
        ("csharp", "var value = X.A;\n\n// Open enum: use .Of() to create instances from custom string values"),
        ("ruby", "value = X::A\n\n# Open enum: use .deserialize() to create instances from custom string values"),
        ("go", "value := x.A\n\n// Open enum: custom values can be created with a direct type cast"),
        ("php", "This is an open enum. Unrecognized values will not fail."),
    ];
    for (name, remark) in remarks {
        assert_eq!(openness(language(name), &[remark]), Some(true), "{name}");
    }
    for name in ["typescript", "python", "java", "csharp", "ruby"] {
        assert_eq!(openness(language(name), &["value = \"Open enum\""]), Some(false), "{name}");
        assert_eq!(openness(language(name), &[]), None, "{name}");
    }
    for name in ["go", "php"] {
        assert_eq!(openness(language(name), &["value"]), None, "{name} never tells");
    }
}
