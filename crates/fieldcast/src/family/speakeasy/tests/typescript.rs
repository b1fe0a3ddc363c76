//! TypeScript.

use super::*;

#[test]
fn every_form() {
    parses(
        "typescript",
        &[
            ("*string*", "string"),
            ("*number*", "number"),
            ("*boolean*", "boolean"),
            ("*any*", "any"),
            ("*bigint*", "biginteger"),
            ("*true*", "true"),
            ("*\"read\"*", "\"read\""),
            ("*12*", "12"),
            ("*string*[]", "array(string)"),
            ("*string*[][]", "array(array(string))"),
            ("[components.Trip](../../models/components/trip.md)", "components.Trip@../../models/components/trip.md"),
            (
                "[components.Trip](../../models/components/trip.mdx)[]",
                "array(components.Trip@../../models/components/trip.mdx)",
            ),
            // 2024: no namespace, and any where a union would be
            ("[Trip](../../models/shared/trip.md)", "Trip@../../models/shared/trip.md"),
            ("[shared.Trip](../../models/shared/trip.md)[]", "array(shared.Trip@../../models/shared/trip.md)"),
            ("*any*[]", "array(any)"),
            // one flat folder
            ("[models.Trip](../models/trip.md)", "Trip@../models/trip.md"),
            // unlinked: the page is a union's
            ("*operations.Leg*", "operations.Leg"),
            ("*operations.Leg*[]", "array(operations.Leg)"),
            ("Record<string, *string*>", "map(string)"),
            ("Record<string, *string*[]>", "map(array(string))"),
            ("Record<string, Record<string, *any*>>", "map(map(any))"),
            ("Record<string, [components.Trip](u)[]>[]", "array(map(array(components.Trip@u)))"),
            (r"Record\<string, *any*>", "map(any)"),
            ("*{ [k: string]: any }*", "map(any)"),
            ("*ReadableStream<Uint8Array>*", "binary"),
            (r"*ReadableStream\<Uint8Array\>*", "binary"),
            (
                "[Date](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date)",
                "datetime",
            ),
            ("[RFCDate](https://example.org/rfcdate)", "date"),
            ("[Response](https://developer.mozilla.org/en-US/docs/Web/API/Response)", "transport[Response]"),
            ("[AxiosResponse](https://axios-http.com/docs/res_schema)", "transport[AxiosResponse]"),
            (
                r"[File](https://a.example/File) \| [Blob](https://a.example/Blob) \| [operations.Photo](../../models/operations/photo.mdx)",
                "binary",
            ),
            (r#"*"a" \| "b" \| Unrecognized<string>*"#, "open(union(\"a\" \"b\"))"),
            (r"*string* \| *number*", "union(string number)"),
            (r"(*string* \| *number*)[]", "array(union(string number))"),
            ("*Array<string>*", "array(string)"),
            // A page may be named like a type of the language.
            ("[Date](../../models/shared/date.md)", "Date@../../models/shared/date.md"),
            ("[File](../models/file.md)[]", "array(File@../models/file.md)"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "typescript",
        &[
            ("", 0, "found the end, expected a type"),
            ("*strnig*", 1, "found `strnig`, expected a type"),
            ("*string", 7, "found the end, expected `*`"),
            ("*string* and", 9, "found `and`, expected the end of the type"),
            ("Record<number, *any*>", 7, "found `number`, expected `string`"),
            ("Record<string, *any*", 20, "found the end, expected `>`"),
            ("[components.Trip]", 17, "found the end, expected `(` and the link's target"),
            ("[components.Trip](u", 19, "found the end, expected `)`"),
            ("[[Trip](u)](v)", 1, "found `[`, expected a type without a link"),
            (r#"*"a*"#, 4, "found the end, expected the closing quote"),
            ("*é*", 1, "found `é`, expected a type"),
            ("§", 0, "found `§`, expected a type"),
        ],
    );
}

/// Two of the four states show.
#[test]
fn what_a_row_tells() {
    observes(
        language("typescript"),
        &[
            (true, "*string*", None, "string"),
            (false, "*string*", None, "string"),
            (true, "[components.Trip](u)[]", None, "array(components.Trip@u)"),
            (false, "Record<string, *any*>", None, "map(any)"),
        ],
    );
}

#[test]
fn union_members() {
    reads_members(
        "typescript",
        &[
            ("components.Trip", "", "components.Trip"),
            ("string", "const value: string = \"<value>\";", "string"),
            ("string[]", "", "array(string)"),
            ("components.Trip[]", "", "array(components.Trip)"),
            ("{ [k: string]: any }", "", "map(any)"),
            ("{ [k: string]: components.Trip[] }", "", "map(array(components.Trip))"),
            ("\"walk\"", "", "\"walk\""),
            ("", "const value: number[] = [\n  1,\n];", "array(number)"),
            ("Date", "", "datetime"),
        ],
    );
    assert!(language("typescript").parse_member(&member("", "")).is_err());
    assert!(language("typescript").parse_member(&member("", "value = 1")).is_err());
}
