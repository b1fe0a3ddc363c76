//! C#.

use super::*;

#[test]
fn every_form() {
    parses(
        "csharp",
        &[
            ("*string*", "string"),
            ("*bool*", "boolean"),
            ("*int*", "integer"),
            ("*long*", "integer"),
            ("*float*", "float"),
            ("*double*", "float"),
            ("*decimal*", "decimal"),
            ("*BigInteger*", "biginteger"),
            ("*object*", "any"),
            ("*byte[]*", "binary"),
            ("*string?*", "~(string)"),
            ("*string[]*", "array(string)"),
            ("[Trip](../../Models/Components/Trip.md)", "Trip@../../Models/Components/Trip.md"),
            (
                "[Models.Components.Trip](../../Models/Components/Trip.md)",
                "components.Trip@../../Models/Components/Trip.md",
            ),
            ("List<*string*>", "array(string)"),
            ("List<[Models.Shared.Trip](u)>", "array(shared.Trip@u)"),
            ("List<List<[Trip](u)>>", "array(array(Trip@u))"),
            ("Dictionary<String, *object*>", "map(any)"),
            ("Dictionary<String, List<*string*>>", "map(array(string))"),
            ("[DateTime](https://learn.microsoft.com/en-us/dotnet/api/system.datetime?view=net-5.0)", "datetime"),
            ("[LocalDate](https://nodatime.org/3.1.x/api/NodaTime.LocalDate.html)", "date"),
            ("[HttpResponseMessage](https://learn.microsoft.com/)", "transport[HttpResponseMessage]"),
            ("*HttpRequestMessage*", "transport[HttpRequestMessage]"),
            // A page may be named like a type of the language.
            ("[DateTime](../../Models/Components/DateTime.md)", "DateTime@../../Models/Components/DateTime.md"),
            ("[List](u)", "List@u"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "csharp",
        &[
            ("", 0, "found the end, expected a type"),
            ("*text*", 1, "found `text`, expected a type"),
            ("List<*string*", 13, "found the end, expected `>`"),
            ("Dictionary<Int32, *string*>", 11, "found `Int32`, expected `String`"),
            ("List<>", 5, "found `>`, expected a type"),
        ],
    );
}

/// Two of the four states show.
#[test]
fn what_a_row_tells() {
    observes(
        language("csharp"),
        &[
            (true, "*string*", None, "string"),
            (false, "*string*", None, "string"),
            (true, "List<*string*>", None, "array(string)"),
            (false, "[Trip](u)", None, "Trip@u"),
            (true, "*string?*", Some(true), "string"),
            (false, "*string?*", None, "string"),
        ],
    );
}

/// A heading is a variant's name.
#[test]
fn union_members() {
    let code = "Trip.CreateBus(/* values here */);";
    reads_members(
        "csharp",
        &[
            ("Bus", code, "Bus"),
            ("VerificationTicket", code, "VerificationTicket"),
            ("Str", code, "string"),
            ("Integer", code, "integer"),
            ("Number", code, "float"),
            ("Boolean", code, "boolean"),
            ("Any", code, "any"),
            ("DateTime", code, "datetime"),
            ("ArrayOfStr", code, "array(string)"),
            ("ArrayOfBus", code, "array(Bus)"),
            ("MapOfAny", code, "map(any)"),
            ("MapOfArrayOfBus", code, "map(array(Bus))"),
            ("ArrayOfarray", code, "ArrayOfarray"),
            ("List<string>", code, "array(string)"),
        ],
    );
    let deep = "ArrayOf".repeat(1000) + "Str";
    assert!(language("csharp").parse_member(&member(&deep, "")).is_err());
}
