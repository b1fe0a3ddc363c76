//! `fieldcast schema --openapi` on a checkout with pages of operations.

use crate::docs::{Docs, NO, YES, object};
use serde_json::{Value, json};

/// A page of two operations.
pub const PAGE: &str = r#"# Dogs

### Available Operations

* [list](#list) - Lists dogs
* [rename](#rename) - Renames a dog

## list

Lists the dogs of a kennel.

### Example Usage

<!-- UsageSnippet language="typescript" operationID="listDogs" method="get" path="/kennels/{kennel_id}/dogs" -->
```typescript
const kennel = new Kennel({
  bearerAuth: "<YOUR_BEARER_TOKEN_HERE>",
});
```

### Parameters

| Parameter | Type | Required | Description |
| --- | --- | --- | --- |
| `kennelId` | *string* | :heavy_check_mark: | The kennel |
| `limit` | *number* | :heavy_minus_sign: | How many |
| `options` | RequestOptions | :heavy_minus_sign: | Used to set various options |

### Response

**Promise\<[components.Dog[]](../../models/.md)\>**

### Errors

| Error Type | Status Code | Content Type |
| --- | --- | --- |
| errors.Fault | 404 | application/json |
| errors.SDKError | 4XX, 5XX | \*/\* |

## rename

### Example Usage

<!-- UsageSnippet language="typescript" operationID="renameDog" method="put" path="/dogs/{id}" -->
```typescript
```

### Parameters

| Parameter | Type | Required | Description |
| --- | --- | --- | --- |
| `request` | [operations.RenameDogRequest](../../models/operations/renamedogrequest.md) | :heavy_check_mark: | The request |

### Response

**Promise\<void\>**
"#;

const README: &str = "# Kennel\n\n## Server Selection\n\n### Select Server by Name\n\n| Name | Server | Description |\n\
    | --- | --- | --- |\n| `live` | `https://kennel.example.com` | Dogs |\n";

fn checkout() -> Docs {
    let docs = Docs::kennel();
    let link = "[components.Dog](../../models/components/dog.md)";
    let request = object("RenameDogRequest", &[["id", "*string*", YES, "N/A"], ["dog", link, YES, "N/A"]]);
    docs.add("models/operations/renamedogrequest.md", request.as_bytes());
    docs.add("models/errors/fault.md", object("Fault", &[["message", "*string*", NO, "N/A"]]).as_bytes());
    docs.add("sdks/dogs/README.md", PAGE.as_bytes());
    docs.add("../README.md", README.as_bytes());
    docs
}

fn document(docs: &Docs, arguments: &[&str]) -> Value {
    let run = docs.run(arguments);
    assert_eq!(run.code, Some(0), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn operations_are_found_from_every_folder_that_may_be_named() {
    let docs = checkout();
    let found = document(&docs, &["schema", ".", "--openapi"]);
    let mut same = 0;
    for folder in ["docs", "docs/models"] {
        assert_eq!(document(&docs, &["schema", folder, "--openapi"]), found, "{folder}");
        same += 1;
    }
    assert_eq!(same, 2);
    assert_eq!(found["servers"], json!([{"url": "https://kennel.example.com", "description": "Dogs"}]));
    assert_eq!(found["security"], json!([{"bearerAuth": []}]));
    assert_eq!(found["components"]["securitySchemes"]["bearerAuth"], json!({"type": "http", "scheme": "bearer"}));
    let own = document(&docs, &["schema", "docs", "--openapi", "--server", "http://127.0.0.1:4010/v1"]);
    assert_eq!(own["servers"], json!([{"url": "http://127.0.0.1:4010/v1"}]));
}

#[test]
fn operations_become_paths() {
    let found = document(&checkout(), &["schema", "docs", "--openapi"]);
    assert_eq!(
        found["paths"]["/kennels/{kennel_id}/dogs"]["get"],
        json!({
            "tags": ["Dogs"],
            "summary": "Lists dogs",
            "description": "Lists the dogs of a kennel.",
            "operationId": "listDogs",
            "parameters": [
                {
                    "name": "kennel_id", "in": "path", "description": "The kennel", "required": true,
                    "schema": {"type": "string"}, "x-fieldcast": {"documented": "kennelId"}
                },
                {
                    "name": "limit", "in": "query", "description": "How many",
                    "schema": {"type": "number"}, "x-fieldcast": {"unknown": ["integer", "in"]}
                }
            ],
            "responses": {
                "2XX": {
                    "description": "Success",
                    "content": {"application/json": {
                        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Dog"}}
                    }}
                },
                "404": {
                    "description": "Not Found",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/errors.Fault"}}}
                },
                "4XX": {"description": "The request is at fault"},
                "5XX": {"description": "The server is at fault"}
            },
            "x-fieldcast": {"unknown": ["in", "content", "status"]}
        })
    );
    let rename = &found["paths"]["/dogs/{id}"]["put"];
    assert_eq!(rename["parameters"].as_array().unwrap().len(), 1);
    let body = &rename["requestBody"];
    assert_eq!(body["required"], true);
    assert_eq!(body["content"]["application/json"]["schema"], json!({"$ref": "#/components/schemas/Dog"}));
    assert_eq!(rename["responses"], json!({"2XX": {"description": "Success"}}));
    assert_eq!(found["tags"], json!([{"name": "Dogs"}]));
}

#[test]
fn the_json_schema_does_not_know_of_operations() {
    let docs = checkout();
    let with = document(&docs, &["schema", "docs"]);
    std::fs::remove_dir_all(docs.path().join("docs/sdks")).unwrap();
    assert_eq!(document(&docs, &["schema", "docs"]), with);
}

#[test]
fn operations_are_counted_and_explained() {
    let docs = checkout();
    let inspected = docs.run(&["inspect", "docs"]);
    assert!(inspected.out.contains("2  with method and path, 1 with a body, 0 deprecated"), "{}", inspected.out);
    assert!(inspected.out.contains("3  parameters, 1 in query or header, no page tells which"), "{}", inspected.out);
    let counted = document(&docs, &["inspect", "docs", "--json"]);
    assert_eq!(counted["operations"]["unknownIn"], 1);

    let by_path = docs.run(&["explain", "docs", "GET /kennels/{kennelId}/dogs"]);
    assert_eq!(by_path.code, Some(0), "{by_path:?}");
    assert!(by_path.out.starts_with("GET /kennels/{kennel_id}/dogs\n"), "{}", by_path.out);
    assert!(by_path.out.contains("docs/sdks/dogs/README.md:14:"), "{}", by_path.out);
    assert!(by_path.out.contains("answer: array of Dog") && by_path.out.contains("2 parameters: kennel_id, limit"));
    assert_eq!(docs.run(&["explain", "docs", "listDogs"]).out, by_path.out);
    let parameter = docs.run(&["explain", "docs", "listDogs.limit"]);
    assert!(parameter.out.contains("in: query\n  because no SDK can show it: what is neither in the path"));
    let none = docs.run(&["explain", "docs", "GET /kennels"]);
    assert_eq!(none.code, Some(1));
    assert!(none.err.contains("help: there is GET /kennels/{kennel_id}/dogs"), "{}", none.err);
}

#[test]
fn a_document_is_split_into_files_that_refer_to_each_other() {
    let docs = checkout();
    let run = docs.run(&["schema", "docs", "--openapi", "--split", "out"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
    let read = |way: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(docs.path().join("out").join(way)).unwrap()).unwrap()
    };
    let root = read("openapi.json");
    assert_eq!(root["paths"]["/dogs/{id}"], json!({"$ref": "paths/dogs/id.json"}));
    assert_eq!(root["components"]["schemas"]["Dog"], json!({"$ref": "schemas/Dog.json"}));
    let body = &read("paths/dogs/id.json")["put"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(*body, json!({"$ref": "../../schemas/Dog.json"}));
    assert_eq!(read("schemas/Dog.json")["properties"]["coat"], json!({"$ref": "Coat.json"}));
}

#[test]
fn a_crate_may_have_the_models_of_some_operations_alone() {
    let docs = checkout();
    let cases: [(&str, &[&str]); 5] = [
        ("GET /kennels/*", &["Dog", "Fault"]),
        ("renameDog", &["Dog"]),
        ("errors.*", &["Fault"]),
        ("Do*", &["Dog"]),
        ("operations.Rename*", &["Dog", "RenameDogRequest"]),
    ];
    for (only, expected) in cases {
        let run = docs.run(&["models", "docs", "--out", "made", "--name", "kennel", "--only", only]);
        assert_eq!(run.code, Some(0), "{only}: {run:?}");
        let mut text = String::new();
        for folder in ["made/src", "made/src/errors", "made/src/operations"] {
            let Ok(files) = std::fs::read_dir(docs.path().join(folder)) else { continue };
            let files = files.map(|file| file.unwrap().path()).filter(|path| path.is_file());
            files.for_each(|path| text.push_str(&std::fs::read_to_string(path).unwrap()));
        }
        for name in ["Dog", "Fault", "RenameDogRequest"] {
            let is_there = text.contains(&format!("pub struct {name} "));
            assert_eq!(is_there, expected.contains(&name), "{only}: {name}");
        }
    }
    let run = docs.run(&["models", "docs", "--out", "made", "--name", "kennel", "--only", "GET /cats/*"]);
    assert_eq!(run.code, Some(1), "{run:?}");
}
