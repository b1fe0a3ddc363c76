//! Go, in both styles.

use super::*;

#[test]
fn every_form() {
    parses(
        "go",
        &[
            // emphasis
            ("*string*", "string"),
            ("**string*", "~(string)"),
            ("*int64*", "integer"),
            ("*int*", "integer"),
            ("*float32*", "float"),
            ("**float64*", "~(float)"),
            ("**bool*", "~(boolean)"),
            ("*any*", "any"),
            ("*interface{}*", "any"),
            ("[]*string*", "array(string)"),
            ("map[string][]*string*", "map(array(string))"),
            ("map[string]*any*", "map(any)"),
            ("*components.Trip*", "components.Trip"),
            // code spans
            ("`string`", "string"),
            ("`*string`", "~(string)"),
            ("`*float64`", "~(float)"),
            ("[]`string`", "array(string)"),
            ("map[string]`any`", "map(any)"),
            ("map[string][]`int64`", "map(array(integer))"),
            // links
            ("[components.Trip](../../models/components/trip.md)", "components.Trip@../../models/components/trip.md"),
            (
                "[*components.Trip](../../models/components/trip.md)",
                "~(components.Trip@../../models/components/trip.md)",
            ),
            ("[][components.Trip](u)", "array(components.Trip@u)"),
            ("map[string][shared.Trip](u)", "map(shared.Trip@u)"),
            ("[time.Time](https://pkg.go.dev/time#Time)", "datetime"),
            ("[*time.Time](https://pkg.go.dev/time#Time)", "~(datetime)"),
            ("[types.Date](https://pkg.go.dev/example.org/types#Date)", "date"),
            ("[*types.Date](https://pkg.go.dev/example.org/types#Date)", "~(date)"),
            ("[*http.Response](https://pkg.go.dev/net/http#Response)", "transport[*http.Response]"),
            // always pointers
            ("[*big.Int](https://pkg.go.dev/math/big#Int)", "biginteger"),
            ("**big.Int*", "biginteger"),
            ("`*decimal.Big`", "decimal"),
            ("*io.ReadCloser*", "binary"),
            ("[]*byte*", "binary"),
            ("[]`byte`", "binary"),
            ("[][]byte", "array(binary)"),
            ("[]byteCount.X", "array(bytecount.X)"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "go",
        &[
            ("", 0, "found the end, expected a type"),
            ("*text*", 1, "found `text`, expected a type"),
            ("[]", 2, "found the end, expected a type"),
            ("map[int]*string*", 4, "found `int`, expected `string`"),
            ("`string", 7, "found the end, expected ```"),
            ("[*components.Trip", 17, "found the end, expected `]`"),
        ],
    );
}

/// Three of the four states show, and dates carry their pointer.
#[test]
fn what_a_row_tells() {
    observes(
        language("go"),
        &[
            (true, "`string`", Some(false), "string"),
            (true, "`*string`", Some(true), "string"),
            (false, "`*string`", None, "string"),
            (true, "[*components.Trip](u)", Some(true), "components.Trip@u"),
            (true, "[time.Time](https://pkg.go.dev/time#Time)", Some(false), "datetime"),
            (true, "[*time.Time](https://pkg.go.dev/time#Time)", Some(true), "datetime"),
            (false, "[*types.Date](https://pkg.go.dev/types#Date)", None, "date"),
            (true, "[]`string`", None, "array(string)"),
            (true, "map[string]`string`", None, "map(string)"),
            (true, "`any`", None, "any"),
            (true, "[*big.Int](https://pkg.go.dev/math/big#Int)", None, "biginteger"),
            (false, "[]`string`", None, "array(string)"),
        ],
    );
}

#[test]
fn union_members() {
    reads_members(
        "go",
        &[
            ("One", "trip := components.CreateTripOne(components.One{/* values here */})", "components.One"),
            ("", "name := operations.CreateNameStr(string{/* values here */})", "string"),
            ("", "name := operations.CreateNameArrayOfStr([]string{/* values here */})", "array(string)"),
            ("", "id := shared.CreateIDBigint(*big.Int{/* values here */})", "biginteger"),
            ("", "id := shared.CreateIDInteger(int64{/* values here */})", "integer"),
            ("", "x := shared.CreateXMapOfAny(map[string]any{/* values here */})", "map(any)"),
            ("", "x := shared.CreateXMapOfAny(map[string]interface{}{/* values here */})", "map(any)"),
            ("", "x := shared.CreateXArray([]components.One{/* values here */})", "array(components.One)"),
            ("", "x := shared.CreateXDate(time.Time{/* values here */})", "datetime"),
            ("Two", "", "Two"),
        ],
    );
    let error = language("go").parse_member(&member("", "x := y")).unwrap_err();
    assert_eq!(error.to_string(), "found the end, expected a type");
    let error = language("go").parse_member(&member("", "x := a.B(c.D)")).unwrap_err();
    assert_eq!((error.offset, error.to_string().as_str()), (12, "found `)`, expected `{`"));
}
