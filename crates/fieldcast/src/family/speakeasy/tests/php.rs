//! PHP.

use super::*;

#[test]
fn every_form() {
    parses(
        "php",
        &[
            ("*string*", "string"),
            ("*int*", "integer"),
            ("*float*", "float"),
            ("*bool*", "boolean"),
            ("*mixed*", "any"),
            ("*?string*", "~(string)"),
            (r"[Components\Trip](../../Models/Components/Trip.md)", "components.Trip@../../Models/Components/Trip.md"),
            (
                r"[?Components\Trip](../../Models/Components/Trip.md)",
                "~(components.Trip@../../Models/Components/Trip.md)",
            ),
            (r"[\Acme\Models\Shared\Trip](u)", "shared.Trip@u"),
            ("array<*string*>", "array(string)"),
            (r"array<[Components\Trip](u)>", "array(components.Trip@u)"),
            ("array<string, *mixed*>", "map(any)"),
            ("array<string, array<*string*>>", "map(array(string))"),
            ("array<int, *string*>", "array(string)"),
            (r"[Components\Bus\|Components\Train](u)", "linked(union(components.Bus components.Train))@u"),
            (r"[Components\Bus\|Components\Train\|null](u)", "~(linked(union(components.Bus components.Train))@u)"),
            (r"[Operations\Pace\|bool\|null](u)", "~(linked(union(operations.Pace boolean))@u)"),
            (r"[string\|array\|null](u)", "~(linked(union(string array(any)))@u)"),
            (
                r"array<[Components\Bus\|Components\Train](u)>",
                "array(linked(union(components.Bus components.Train))@u)",
            ),
            (r"[\DateTime](https://www.php.net/manual/en/class.datetime.php)", "datetime"),
            (r"[?\DateTime](https://www.php.net/manual/en/class.datetime.php)", "~(datetime)"),
            ("[LocalDate](https://github.com/brick/date-time)", "date"),
            (
                r"[\Psr\Http\Message\ResponseInterface](https://www.php-fig.org/psr/psr-7/)",
                r"transport[\Psr\Http\Message\ResponseInterface]",
            ),
            ("*string[]*", "array(string)"),
            ("*null*", "null"),
            ("*true*", "true"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "php",
        &[
            ("", 0, "found the end, expected a type"),
            ("*str*", 1, "found `str`, expected a type"),
            ("array<*string*", 14, "found the end, expected `>`"),
            ("array<bool, *string*>", 6, "found `bool`, expected `string`"),
            (r"[Components\Bus\|](u)", 17, "found the end, expected a type"),
            (r"[Components\](u)", 16, "found the end, expected `]`"),
        ],
    );
}

/// Two of the four states show.
#[test]
fn what_a_row_tells() {
    observes(
        language("php"),
        &[
            (true, "*string*", None, "string"),
            (false, "*?string*", None, "string"),
            (false, r"[Components\Bus\|null](u)", None, "components.Bus@u"),
            (false, "array<*string*>", None, "array(string)"),
            (true, r"[?Components\Trip](u)", Some(true), "components.Trip@u"),
        ],
    );
}

#[test]
fn union_members() {
    reads_members(
        "php",
        &[
            (r"Components\Bus", "/**\n* @var Components\\Bus\n*/", "components.Bus"),
            (r"Components\Bus|Components\Train", "", "union(components.Bus components.Train)"),
            ("string", "/**\n* @var string\n*/", "string"),
            ("array", "/**\n* @var array<string>\n*/\narray $value = /* values here */", "array(string)"),
            ("array", "/**\r\n * @var array<\\Acme\\Models\\Components\\Bus>\r\n */", "array(components.Bus)"),
            ("array", "/** @var array<string, mixed> */", "map(any)"),
            ("array", "", "array(any)"),
            ("", "/**\n* @var int\n*/", "integer"),
            ("array|null", "/**\n* @var array<int>|null\n*/", "~(array(integer))"),
            (r"\DateTime", "", "datetime"),
        ],
    );
}
