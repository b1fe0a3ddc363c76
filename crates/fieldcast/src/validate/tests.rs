//! Payloads that fit and payloads that don't.

use super::*;

const SCHEMA: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://example.com/pets.schema.json",
  "$defs": {
    "Pet": {
      "type": "object",
      "properties": {
        "name": {"type": "string"},
        "born": {"type": ["integer", "null"]},
        "kind": {"anyOf": [{"$ref": "#/$defs/Kind"}, {"type": "null"}]},
        "owner": {"oneOf": [{"$ref": "#/$defs/operations.Person"}, {"type": "string"}]},
        "tags": {"type": "array", "items": {"type": "string"}}
      },
      "required": ["name"]
    },
    "Kind": {"type": "string", "enum": ["cat", "dog"]},
    "operations.Person": {"type": "object", "properties": {"a/b": {"type": "boolean"}}, "required": ["a/b"]}
  }
}"##;

fn model(pointer: &str) -> Result<Model, Diagnostic> {
    Model::new(SCHEMA, &Target::parse(&format!("pets.schema.json#{pointer}")))
}

fn failures(text: &str) -> Vec<String> {
    let report = model("/$defs/Pet").unwrap().check(text);
    assert_eq!(report.refused > 0, !report.failures.is_empty());
    report.failures.iter().map(ToString::to_string).collect()
}

#[test]
fn a_target_is_a_file_and_a_pointer() {
    for (text, file, pointer) in [
        ("a.json#/$defs/Pet", "a.json", "/$defs/Pet"),
        ("a.json#", "a.json", ""),
        ("a.json", "a.json", ""),
        ("c#/a.json#/$defs/Pet", "c#/a.json", "/$defs/Pet"),
        ("issue#3.json", "issue#3.json", ""),
    ] {
        assert_eq!(Target::parse(text), Target { file: file.to_owned(), pointer: pointer.to_owned() });
    }
}

#[test]
fn what_fits_has_no_failures() {
    let text = r#"{"name": "Tom", "born": null, "kind": "cat", "owner": "me", "tags": [], "new": 1}
{"name": "", "kind": null, "owner": {"a/b": true}}
"#;
    let report = model("/$defs/Pet").unwrap().check(text);
    assert_eq!((report.payloads, report.refused, report.failures.len()), (2, 0, 0));
}

#[test]
fn each_difference_says_where_what_and_what_instead() {
    let text = r#"{"name": 7, "born": "x", "tags": ["a", 2, {}]}
{"kind": "cow"}

[]
{"name": "a", "kind": 3, "owner": {"a/b": 0}}
{"name": "a", "owner": true}
{"name": "a", "owner": {}}
"#;
    insta::assert_snapshot!(failures(text).join("\n"), @r#"
    line 1: /name: expected string, found 7
    line 1: /born: expected null or integer, found "x"
    line 1: /tags/1: expected string, found 2
    line 1: /tags/2: expected string, found {}
    line 2: /: expected a member `name`, found {"kind":"cow"}
    line 2: /kind: expected one of "cat", "dog", found "cow"
    line 4: /: expected object, found []
    line 5: /kind: expected string or null, found 3
    line 5: /owner/a~1b: expected boolean, found 0
    line 6: /owner: expected object or string, found true
    line 7: /owner: expected a member `a/b`, found {}
    "#);
}

#[test]
fn a_failure_names_the_rule() {
    let report = model("/$defs/Pet").unwrap().check(r#"{"name": "a", "kind": "cow"}"#);
    let rules: Vec<_> = report.failures.iter().map(|failure| failure.rule.as_str()).collect();
    assert_eq!(rules, ["https://example.com/pets.schema.json#/$defs/Kind/enum"]);
}

#[test]
fn one_document_may_span_lines_and_a_line_that_is_no_json_is_named() {
    assert!(failures("\u{feff}\n{\n  \"name\": \"Tom\"\n}\n").is_empty());
    assert_eq!(failures("\n\n{\n\"name\": 1\n}"), ["line 3: /name: expected string, found 1"]);
    insta::assert_snapshot!(failures("{\n\"name\": }\n").join("\n"), @r#"
    line 2: /: expected JSON (expected value at column 9), found "name": }
    "#);
    insta::assert_snapshot!(failures("{\"name\": \"a\"}\nnonsense\n{\"name\": 1}\n").join("\n"), @r#"
    line 2: /: expected JSON (expected ident at column 2), found nonsense
    line 3: /name: expected string, found 1
    "#);
    let nothing = model("/$defs/Pet").unwrap().check(" \n\n");
    assert_eq!(nothing, Report::default());
}

#[test]
fn long_values_are_cut() {
    let shown = failures(&format!("{{\"name\": [\"{}\"]}}", "ä".repeat(500)));
    assert_eq!(shown.len(), 1);
    assert!(shown[0].ends_with('…') && shown[0].chars().count() < 120, "{shown:?}");
}

#[test]
fn a_namespaced_model_and_the_escaped_form_are_found() {
    assert!(model("/$defs/operations.Person").unwrap().check(r#"{"a/b": true}"#).failures.is_empty());
    assert!(model("/%24defs/Kind").unwrap().check("\"cat\"").failures.is_empty());
}

#[test]
fn what_is_no_schema_is_a_diagnostic() {
    let target = Target::parse("pets.schema.json#/$defs/Pet");
    let mut shown = Vec::new();
    for schema in [
        "{",
        "[]",
        r#"{"$defs": {}}"#,
        r#"{"$defs": {"Pets": {}, "Cat": {}}}"#,
        r#"{"$defs": {"Pet": {"type": "text"}}}"#,
        r##"{"$defs": {"Pet": {"$ref": "#/$defs/Gone"}}}"##,
        r#"{"$defs": {"Pet": {"$ref": "https://example.invalid/other.json"}}}"#,
        r#"{"$id": "https://example.com/ bad", "$defs": {"Pet": {}}}"#,
    ] {
        let error = Model::new(schema, &target).unwrap_err();
        assert_eq!(error.code, Code::BadSchema);
        shown.push(error.to_string());
    }
    assert_eq!(shown.len(), 8);
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    error[bad-schema] pets.schema.json:1:1: not JSON: EOF while parsing an object

    error[bad-schema] pets.schema.json: the schema has nothing at `#/$defs/Pet`

    error[bad-schema] pets.schema.json: the schema has nothing at `#/$defs/Pet`
      help: the schema has no models under `$defs`

    error[bad-schema] pets.schema.json: the schema has nothing at `#/$defs/Pet`
      help: it has `#/$defs/Pets` and 1 more

    error[bad-schema] pets.schema.json: not a valid JSON Schema: `#/$defs/Pet/type`: expected one of "array", "boolean", "integer", "null", "number", "object", "string", found "text"

    error[bad-schema] pets.schema.json: Pointer '/$defs/Gone' does not exist

    error[bad-schema] pets.schema.json: Resource 'https://example.invalid/other.json' is not present in a registry and retrieving it failed: Default retriever does not fetch resources

    error[bad-schema] pets.schema.json: Invalid URI reference 'https://example.com/ bad': unexpected character at index 20
    "#);
}

#[test]
fn what_is_no_model_is_refused() {
    let mut shown = Vec::new();
    for target in [
        "a.json",
        "a.json#",
        "a.json#/$defs",
        "a.json#/$defs/Pet/properties",
        "a.json#/$defs/Pet/required",
        "a.json#/$id",
    ] {
        let error = Model::new(SCHEMA, &Target::parse(target)).unwrap_err();
        assert_eq!(error.code, Code::BadSchema);
        shown.push(error.to_string());
    }
    insta::assert_snapshot!(shown.iter().filter_map(|text| text.lines().next()).collect::<Vec<_>>().join("\n"), @r"
    error[bad-schema] a.json: `#` is no model: the schema as a whole says nothing about a value
    error[bad-schema] a.json: `#` is no model: the schema as a whole says nothing about a value
    error[bad-schema] a.json: `#/$defs` is no model: it is a place where schemas stand, and not one of them
    error[bad-schema] a.json: `#/$defs/Pet/properties` is no model: it is a place where schemas stand, and not one of them
    error[bad-schema] a.json: `#/$defs/Pet/required` is no model: no schema stands there
    error[bad-schema] a.json: `#/$id` is no model: no schema stands there
    ");
    assert!(
        shown
            .iter()
            .all(|text| text.ends_with("help: it has `#/$defs/Pet`, `#/$defs/Kind`, `#/$defs/operations.Person`"))
    );
    for target in
        ["a.json#/$defs/Pet/properties/kind", "a.json#/$defs/Pet/properties/kind/anyOf/0", "a.json#/%24defs/Kind"]
    {
        assert!(Model::new(SCHEMA, &Target::parse(target)).is_ok(), "{target}");
    }
    for (schema, pointer) in [
        (r#"{"type": "string"}"#, ""),
        ("false", ""),
        (r#"{"openapi": "3.1.1", "components": {"schemas": {"Pet": {"type": "string"}}}}"#, "/components/schemas/Pet"),
    ] {
        let target = Target { file: "a.json".to_owned(), pointer: pointer.to_owned() };
        assert!(Model::new(schema, &target).is_ok_and(|model| model.check("1").refused == 1), "{schema}");
    }
}

#[test]
fn unions_of_unions_cost_what_they_name() {
    let levels = 60;
    let definition = |a: char, level: usize, keyword: &str| {
        format!(
            r##""{a}{level}": {{"{keyword}": [{{"$ref": "#/$defs/A{0}"}}, {{"$ref": "#/$defs/B{0}"}}]}}"##,
            level - 1
        )
    };
    let schema = |keyword: &str| {
        let all: Vec<String> =
            (1..=levels).flat_map(|level| ['A', 'B'].map(|a| definition(a, level, keyword))).collect();
        format!(r#"{{"$defs": {{"A0": {{"type": "integer"}}, "B0": {{"type": "boolean"}}, {}}}}}"#, all.join(", "))
    };
    let target = Target::parse("a.json#/$defs/A60");
    let report = Model::new(&schema("anyOf"), &target).unwrap().check("1\ntrue\n\"x\"\n");
    let shown: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["line 3: /: expected integer or boolean, found \"x\""]);
    let error = Model::new(&schema("oneOf"), &target).unwrap_err();
    assert_eq!(error.code, Code::TooLarge);
}

#[test]
fn what_is_beyond_a_limit_is_called_so() {
    let shown =
        failures(&format!("{}\n1e400\n{}\n{{\"name\": {}}}\n", "1".repeat(400), "[".repeat(200), "9".repeat(40)));
    assert_eq!(shown.len(), 4, "{shown:?}");
    for (line, expected) in shown.iter().zip([
        "expected a number that a double can hold, at most 1.8e308 in size",
        "expected a number that a double can hold",
        "expected JSON of at most 127 levels",
        "/name: expected string, found 1e+40",
    ]) {
        assert!(line.contains(expected), "{line}");
    }
    assert!(
        Model::new("{\"const\": 1e999}", &Target::parse("a.json")).unwrap_err().message.contains("a double can hold")
    );
}
