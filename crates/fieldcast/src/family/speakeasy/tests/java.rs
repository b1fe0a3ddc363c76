//! Java.

use super::*;

#[test]
fn every_form() {
    parses(
        "java",
        &[
            ("*String*", "string"),
            ("*int*", "integer"),
            ("*Integer*", "integer"),
            ("*long*", "integer"),
            ("*Long*", "integer"),
            ("*double*", "float"),
            ("*Double*", "float"),
            ("*float*", "float"),
            ("*Float*", "float"),
            ("*boolean*", "boolean"),
            ("*Boolean*", "boolean"),
            ("*BigDecimal*", "decimal"),
            ("*BigInteger*", "biginteger"),
            ("*Object*", "any"),
            ("*InputStream*", "binary"),
            ("byte[]", "binary"),
            ("*byte[]*", "binary"),
            ("*String[]*", "array(string)"),
            (r"*Optional\<String>*", "?(string)"),
            (r"*JsonNullable\<Boolean>*", "?!(boolean)"),
            (r"*Optional\<byte[]>*", "?(binary)"),
            ("[Trip](../../models/components/Trip.md)", "Trip@../../models/components/Trip.md"),
            (r"[Optional\<Trip>](../../models/components/Trip.md)", "?(Trip@../../models/components/Trip.md)"),
            (r"[JsonNullable\<Trip>](u)", "?!(Trip@u)"),
            (r"[Optional\<? extends Trip>](u)", "?(Trip@u)"),
            (r"[Optional\<models.shared.Trip>](u)", "?(shared.Trip@u)"),
            ("[org.example.models.components.Trip](u)", "components.Trip@u"),
            (r"List\<*String*>", "array(string)"),
            (r"List\<[Trip](u)>", "array(Trip@u)"),
            (r"Map\<String, *Object*>", "map(any)"),
            // escaped once more where generics stand in each other
            (r"Map\<String, List\\<*String*>>", "map(array(string))"),
            (r"List\<List\\<[Trip](u)>>", "array(array(Trip@u))"),
            ("[OffsetDateTime](https://docs.oracle.com/javase/8/docs/api/java/time/OffsetDateTime.html)", "datetime"),
            ("[LocalDate](https://docs.oracle.com/javase/8/docs/api/java/time/LocalDate.html)", "date"),
            (r"[HttpResponse\<InputStream>](https://docs.oracle.com/a)", r"transport[HttpResponse\<InputStream>]"),
            // A page may be named like a type of the language.
            ("[Object](../../models/components/Object.md)", "Object@../../models/components/Object.md"),
            (r"[Optional\<Object>](u)", "?(Object@u)"),
            (r"[Optional\<List>](u)", "?(List@u)"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "java",
        &[
            ("", 0, "found the end, expected a type"),
            (r"*Maybe\<String>*", 1, "found `Maybe`, expected a generic type"),
            (r"Map\<Long, *String*>", 5, "found `Long`, expected `String`"),
            (r"List\<*String*", 14, "found the end, expected `>`"),
            (r"List\<? super Trip>", 8, "found `super`, expected `extends`"),
            ("*byte*", 5, "found `*`, expected `[]`"),
            ("*str*", 1, "found `str`, expected a type"),
        ],
    );
}

/// All four states show, save where a type never carries a wrapper.
#[test]
fn what_a_row_tells() {
    observes(
        language("java"),
        &[
            (true, "*String*", Some(false), "string"),
            (true, r"*Optional\<String>*", Some(true), "string"),
            (false, r"*Optional\<String>*", Some(false), "string"),
            (false, r"*JsonNullable\<String>*", Some(true), "string"),
            (true, r"[Optional\<Trip>](u)", Some(true), "Trip@u"),
            (false, r"[Optional\<Trip>](u)", Some(false), "Trip@u"),
            (true, r"List\<*String*>", None, "array(string)"),
            (false, r"Map\<String, *Object*>", None, "map(any)"),
            (true, "[OffsetDateTime](https://docs.oracle.com/)", None, "datetime"),
            (false, "[LocalDate](https://docs.oracle.com/)", None, "date"),
            (true, r"*Optional\<Object>*", Some(true), "any"),
            (true, "byte[]", None, "binary"),
        ],
    );
}
