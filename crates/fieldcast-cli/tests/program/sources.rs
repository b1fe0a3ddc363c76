//! The SDK's own sources beside the docs: what they settle, and what is said without them.

use crate::docs::{Docs, NO, YES, object};
use serde_json::{Value, json};

/// The docs of a loan in TypeScript, and in the same checkout the schema by which the SDK reads it.
fn library() -> Docs {
    let loan = object(
        "Loan",
        &[
            ["dueDate", "*string*", YES, "N/A"],
            ["atType", "*string*", YES, "N/A"],
            ["copyCount", "*number*", NO, "N/A"],
        ],
    );
    let docs = Docs::new(&[("models/components/loan.md", &loan)]);
    let source = r#"import * as z from "zod";

/** @internal */
export const Loan$inboundSchema: z.ZodType<Loan, z.ZodTypeDef, unknown> = z.object({
  due_date: z.nullable(z.string()),
  "@type": z.string(),
  copy_count: z.number().int().optional(),
}).transform((v) => {
  return remap$(v, {
    "due_date": "dueDate",
    "@type": "atType",
    "copy_count": "copyCount",
  });
});
"#;
    docs.add("../src/models/components/loan.ts", source.as_bytes());
    docs
}

fn loan(run: &crate::docs::Run) -> Value {
    assert_eq!(run.code, Some(0), "{run:?}");
    let schema: Value = serde_json::from_str(&run.out).unwrap();
    schema["$defs"]["Loan"].clone()
}

#[test]
fn sources_tell_names_null_and_integers_wherever_the_docs_are_named() {
    let docs = library();
    let mut seen = 0;
    for named in [".", "docs", "docs/models"] {
        let run = docs.run(&["schema", named]);
        let loan = loan(&run);
        let names: Vec<&String> = loan["properties"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["due_date", "@type", "copy_count"], "{named}");
        assert_eq!(loan["properties"]["due_date"]["type"], json!(["string", "null"]));
        assert_eq!(loan["properties"]["copy_count"]["type"], json!("integer"), "{named}");
        assert!(!run.err.contains("guessed"), "{}", run.err);
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn without_sources_names_are_guessed_and_it_is_said() {
    let docs = library();
    let run = docs.run(&["schema", "docs", "--no-sources"]);
    let loan = loan(&run);
    assert_eq!(loan["required"], json!(["dueDate", "atType"]));
    assert_eq!(loan["properties"]["dueDate"]["type"], json!("string"));
    for part in
        ["warning[wire-names-unclear]", "3 of 3 names on the wire (100%) are guessed, such as `", "--wire-names"]
    {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
    let stated = docs.run(&["schema", "docs", "--no-sources", "--wire-names", "snake_case"]);
    assert!(!stated.err.contains("guessed"), "{}", stated.err);
}

#[test]
fn names_that_follow_from_a_handful_of_quotations_are_told_as_guessed() {
    let names: Vec<String> =
        (b'a'..=b'z').flat_map(|c| (0..10).map(move |n| format!("{}Of{n}x", char::from(c)))).collect();
    let page = |quoted: &str| {
        let row = |name: &String| [name.clone(), "*number*".to_owned(), NO.to_owned(), "N/A".to_owned()];
        let mut rows: Vec<[String; 4]> = names.iter().map(row).collect();
        rows.push(["shelfId", "*string*", NO, quoted].map(str::to_owned));
        rows.push(["dueDate", "*string*", NO, "N/A"].map(str::to_owned));
        let rows: Vec<[&str; 4]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        object("Loan", &rows)
    };
    let said = |quoted: &str| {
        let run = Docs::new(&[("models/components/loan.md", &page(quoted))]).run(&["schema", "docs"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.err
    };
    let few = said("Sorted by `shelf_id`, then by `due_date`.");
    assert!(few.contains("260 of 262 names on the wire (100%) are guessed, such as `a_of0x` for `aOf0x`: "), "{few}");
    let help = few.lines().find(|line| line.starts_with("  help: ")).unwrap();
    assert!(help.len() < 130, "{help}");
    // where they are written as the page shows them, a handful is enough
    let kept = said("Sorted by `shelfId`, then by `dueDate`.");
    assert!(!kept.contains("guessed"), "{kept}");
}

#[test]
fn a_name_is_explained_with_the_place_that_tells_it() {
    let docs = library();
    let run = docs.run(&["explain", "docs", "Loan.dueDate"]);
    for part in [
        "Loan.due_date\n",
        "name: due_date\n  because the tag of the SDK's own class says so",
        "src/models/components/loan.ts:5",
        "nullable: true",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    let run = docs.run(&["explain", "docs", "--no-sources", "Loan.dueDate"]);
    let part = "name: dueDate\n  because `dueDate` is taken as the page shows it; the API's convention is as-documented, guessed";
    assert!(run.out.contains(part), "{}", run.out);
}

/// Docs of a library in Python, whose page of operations names no method and no path, and the sources that do.
fn lending() -> Docs {
    let loan = object("Loan", &[["id", "*str*", YES, "N/A"], ["due_date", "*Optional[str]*", NO, "N/A"]]);
    let docs = Docs::new(&[("models/shared/loan.md", &loan)]);
    let page = "# Loans\n(*loans*)\n\n### Available Operations\n\n* [list_all](#list_all) - Lists loans\n* [end](#end) - Ends a loan\n\n## list_all\n\nLists loans.\n\n### Example Usage\n\n```python\nimport library\n\ns = library.Library()\n\nres = s.loans.list_all(page_size=5, reader='a')\n```\n\n### Parameters\n\n| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n| `page_size` | *Optional[int]* | :heavy_minus_sign: | N/A |\n| `reader` | *Optional[str]* | :heavy_minus_sign: | N/A |\n\n### Response\n\n**[shared.Loan](../../models/shared/loan.md)**\n\n### Errors\n\n| Error Object | Status Code | Content Type |\n| --- | --- | --- |\n| errors.SDKError | 4x-5xx | */* |\n\n## end\n\nEnds a loan.\n\n### Example Usage\n\n```python\nres = s.loans.end(id='a')\n```\n\n### Parameters\n\n| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n| `id` | *str* | :heavy_check_mark: | N/A |\n\n### Response\n\n**[shared.Loan](../../models/shared/loan.md)**\n";
    docs.add("sdks/loans/README.md", page.as_bytes());
    let sdk = "class Loans:\n    def list_all(self, page_size: Optional[int] = None):\n        hook_ctx = HookContext(operation_id='list_loans')\n        url = base_url + '/loans'\n        req = requests_http.Request('GET', url, params=query_params)\n\n    def end(self, id: str):\n        url = utils.generate_url(operations.EndRequest, base_url, '/loans/{id}', request)\n        req = requests_http.Request('DELETE', url)\n";
    docs.add("../src/library/loans.py", sdk.as_bytes());
    let request = "class ListLoansRequest:\n    page_size: Optional[int] = dataclasses.field(default=None, metadata={'query_param': { 'field_name': 'pageSize', 'style': 'form' }})\n    reader: Optional[str] = dataclasses.field(default=None, metadata={'header': { 'field_name': 'X-Reader', 'style': 'simple' }})\n";
    docs.add("../src/library/models/operations/list_loans.py", request.as_bytes());
    let class = "class Loan:\n    id: str = dataclasses.field(metadata={'dataclasses_json': { 'letter_case': utils.get_field_name('id') }})\n    due_date: Optional[str] = dataclasses.field(metadata={'dataclasses_json': { 'letter_case': utils.get_field_name('due_date') }})\n";
    docs.add("../src/library/models/shared/loan.py", class.as_bytes());
    docs
}

#[test]
fn functions_of_the_sources_tell_where_operations_are_sent() {
    let run = lending().run(&["schema", ".", "--openapi", "--language", "python"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.err.contains("warning["), "{}", run.err);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let list = &document["paths"]["/loans"]["get"];
    assert_eq!(list["operationId"], json!("list_loans"));
    let sent: Vec<[&Value; 2]> =
        list["parameters"].as_array().unwrap().iter().map(|p| [&p["name"], &p["in"]]).collect();
    assert_eq!(json!(sent), json!([["pageSize", "query"], ["X-Reader", "header"]]));
    assert!(!list["parameters"].to_string().contains("unknown\":[\"in\""), "{list:#}");
    let statuses: Vec<&String> = list["responses"].as_object().unwrap().keys().collect();
    assert_eq!(statuses, ["2XX", "4XX", "5XX"]);
    let why = lending().run(&["explain", ".", "--language", "python", "GET /loans"]);
    assert!(why.out.contains("src/library/loans.py:4"), "{}", why.out);
    let end = &document["paths"]["/loans/{id}"]["delete"];
    assert_eq!(json!([end["parameters"][0]["name"], end["parameters"][0]["in"]]), json!(["id", "path"]));
}

#[test]
fn operations_whose_pages_name_no_path_are_told_without_the_sources() {
    let run = lending().run(&["schema", ".", "--openapi", "--language", "python", "--no-sources"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("2 operations are left out, of which this is the first"), "{}", run.err);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["paths"], json!({}));
}

/// Docs of a library as APIMatic writes them: a page of a controller, and the sources beside it.
#[test]
fn controllers_tell_parameters_and_the_sources_where_they_are_sent() {
    let table = |rows: &str| format!("| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |\n{rows}");
    let model = |title: &str, class: &str, rows: &str| {
        format!("\n# {title}\n\n## Structure\n\n`{class}`\n\n## Fields\n\n{}\n", table(rows))
    };
    let docs = Docs::new(&[]);
    let loan = model(
        "A Loan",
        "Loan",
        "| `dueDate` | `string \\| undefined` | Optional | - |\n| `copies` | `number` | Required | - |",
    );
    docs.add("models/loan.md", loan.as_bytes());
    let fault = model("Fault", "FaultError", "| `reason` | `string` | Required | - |");
    docs.add("models/fault-error.md", fault.as_bytes());
    let parameters = table(
        "| `loanId` | `string` | Template, Required | Which |\n| `pageSize` | `number \\| undefined` | Query, Optional | - |\n\
         | `readerToken` | `string` | Header, Required | - |\n| `body` | [`Loan`](../../docs/models/loan.md) | Body, Required | - |",
    )
    .replacen("Name", "Parameter", 1);
    let page = format!(
        "\n# Loans\n\n## Class Name\n\n`LoansController`\n\n# Change Loan\n\nChanges a loan.\n\n```ts\nasync changeLoan(\n  loanId: string\n)\n```\n\n\
         ## Parameters\n\n{parameters}\n\n## Response Type\n\n[`Loan[]`](../../docs/models/loan.md)\n\n## Errors\n\n\
         | HTTP Status Code | Error Description | Exception Class |\n|  --- | --- | --- |\n\
         | 404 | None there | [`FaultError`](../../docs/models/fault-error.md) |\n"
    );
    docs.add("controllers/loans.md", page.as_bytes());
    let source = "export class LoansController extends BaseController {\n  async changeLoan(\n    loanId: string\n  ): Promise<ApiResponse<Loan[]>> {\n    const req = this.createRequest('PUT');\n    req.query('page_size', mapped.pageSize);\n    req.header('Reader-Token', mapped.readerToken);\n    req.appendTemplatePath`/loans/${mapped.loanId}`;\n";
    docs.add("../src/controllers/loansController.ts", source.as_bytes());
    let run = docs.run(&["schema", ".", "--openapi"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let change = &document["paths"]["/loans/{loanId}"]["put"];
    assert_eq!(json!([change["operationId"], change["description"]]), json!(["changeLoan", "Changes a loan."]));
    let sent = change["parameters"].as_array().unwrap().iter().map(|p| [&p["name"], &p["in"]]).collect::<Vec<_>>();
    assert_eq!(json!(sent), json!([["loanId", "path"], ["page_size", "query"], ["Reader-Token", "header"]]));
    let content = |of: &Value| of["content"]["application/json"]["schema"].clone();
    assert_eq!(content(&change["requestBody"]), json!({"$ref": "#/components/schemas/Loan"}));
    assert_eq!(content(&change["responses"]["2XX"])["items"], json!({"$ref": "#/components/schemas/Loan"}));
    assert_eq!(content(&change["responses"]["404"]), json!({"$ref": "#/components/schemas/FaultError"}));
    let alone = docs.run(&["schema", ".", "--openapi", "--no-sources"]);
    assert!(alone.err.contains("1 operation is left out"), "{}", alone.err);
}

#[test]
fn sources_tell_enums_unions_and_what_must_be_there_where_the_pages_show_names_alone() {
    let page = |title: &str, rows: &str| {
        format!("\n# {title}\n\n\n## Properties\n\nName | Type\n------------ | -------------\n{rows}\n")
    };
    let docs = Docs::new(&[
        (
            "Loan.md",
            &page(
                "Loan",
                "`dueDate` | Date\n`shelf` | [Shelf](Shelf.md)\n`state` | string\n`of` | [Reader](Reader.md)\n`tags` | Array&lt;string&gt;\n",
            ),
        ),
        ("Shelf.md", &page("Shelf", "")),
        ("Adult.md", &page("Adult", "`kind` | string\n`job` | string\n")),
        ("Child.md", &page("Child", "`kind` | string\n`age` | number\n")),
        ("Reader.md", &page("Reader", "`kind` | string\n`job` | string\n`age` | number\n")),
    ]);
    let class = |name: &str, members: &str, reads: &str| {
        format!(
            "export interface {name} {{\n{members}}}\n\nexport function {name}FromJSONTyped(json: any, ignoreDiscriminator: boolean): {name} {{\n    return {{\n{reads}    }};\n}}\n"
        )
    };
    let source = class(
        "Loan",
        "    readonly dueDate: Date | null;\n    shelf: Shelf;\n    state?: LoanStateEnum;\n    of: Reader;\n    tags?: Array<string>;\n",
        "        'dueDate': json['due_date'],\n        'shelf': json['shelf'],\n        'state': json['state'],\n        'of': json['of'],\n        'tags': json['tags'],\n",
    );
    let state = "\nexport const LoanStateEnum = {\n    Open: 'is_open',\n    Done: 'is_done'\n} as const;\n";
    docs.add("../src/models/Loan.ts", format!("{source}{state}").as_bytes());
    docs.add(
        "../src/models/Shelf.ts",
        b"export const Shelf = {\n    Upper: 'upper',\n    UnknownDefaultOpenApi: '11184809'\n} as const;\n",
    );
    let kind = "        'kind': json['kind'],\n";
    docs.add(
        "../src/models/Adult.ts",
        class("Adult", "    kind: string;\n    job: string;\n", &format!("{kind}        'job': json['job'],\n"))
            .as_bytes(),
    );
    docs.add(
        "../src/models/Child.ts",
        class("Child", "    kind: string;\n    age: number;\n", &format!("{kind}        'age': json['age'],\n"))
            .as_bytes(),
    );
    docs.add(
        "../src/models/Reader.ts",
        b"\nexport type Reader = { kind: 'adult' } & Adult | { kind: 'child' } & Child;\n",
    );
    let run = docs.run(&["schema", "."]);
    let loan = loan(&run);
    assert_eq!(loan["required"], json!(["due_date", "shelf", "of"]), "{run:?}");
    let property = |name: &str| loan["properties"][name].clone();
    assert_eq!(
        (property("due_date")["type"].clone(), property("due_date")["readOnly"].clone()),
        (json!(["string", "null"]), json!(true))
    );
    assert_eq!(property("state")["enum"], json!(["is_open", "is_done"]));
    assert_eq!(property("tags")["type"], "array");
    let defs = serde_json::from_str::<Value>(&run.out).unwrap()["$defs"].clone();
    let told = &defs["Reader"]["x-fieldcast"]["discriminator"]["mapping"];
    assert_eq!(told, &json!({"adult": "#/$defs/Adult", "child": "#/$defs/Child"}), "{}", defs["Reader"]);
    assert_eq!(defs["Child"]["properties"]["kind"]["const"], "child");
    assert!(defs["Shelf"].to_string().contains("\"upper\"") && !run.out.contains("11184809"), "{}", defs["Shelf"]);
    // without them, the page is all there is
    let run = docs.run(&["schema", ".", "--no-sources"]);
    assert!(run.out.contains("\"Reader\"") && !run.out.contains("is_open"), "{run:?}");
}
