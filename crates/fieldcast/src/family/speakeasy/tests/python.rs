//! Python, of both generations.

use super::*;
use crate::family::of_cells;

#[test]
fn every_form() {
    parses(
        "python",
        &[
            ("*str*", "string"),
            ("*int*", "integer"),
            ("*float*", "float"),
            ("*bool*", "boolean"),
            ("*Any*", "any"),
            ("*bytes*", "binary"),
            ("*Optional[str]*", "?(string)"),
            ("*Nullable[str]*", "!(string)"),
            ("*OptionalNullable[str]*", "?!(string)"),
            ("[models.Trip](../models/trip.md)", "Trip@../models/trip.md"),
            ("[components.Trip](../../models/components/trip.md)", "components.Trip@../../models/components/trip.md"),
            ("[Optional[components.Trip]](u)", "?(components.Trip@u)"),
            ("[OptionalNullable[models.Trip]](u)", "?!(Trip@u)"),
            ("List[*str*]", "array(string)"),
            ("List[[models.Trip](u)]", "array(Trip@u)"),
            ("List[List[*int*]]", "array(array(integer))"),
            ("Dict[str, *Any*]", "map(any)"),
            ("Dict[str, List[*str*]]", "map(array(string))"),
            ("Dict[str, [Nullable[models.Leg]](../models/leg.md)]", "map(!(Leg@../models/leg.md))"),
            ("List[*Nullable[str]*]", "array(!(string))"),
            ("*Literal[\"bus\"]*", "\"bus\""),
            ("*Literal[True]*", "true"),
            ("*Optional[Literal[\"bus\", \"train\"]]*", "?(union(\"bus\" \"train\"))"),
            ("*Union[Literal[\"bus\"], UnrecognizedStr]*", "open(\"bus\")"),
            ("*Union[Literal[\"bus\", \"train\"], UnrecognizedStr]*", "open(union(\"bus\" \"train\"))"),
            ("*Union[bytes, IO[bytes], io.IOBase]*", "binary"),
            ("[Union[str, List[str]]](u)", "linked(union(string array(string)))@u"),
            ("[Nullable[Union[models.Bus, models.Train]]](u)", "!(linked(union(.Bus .Train))@u)"),
            ("*str | None*", "union(string null)"),
            // Labels of links to Python's own documentation are swapped.
            ("[date](https://docs.python.org/3/library/datetime.html#date-objects)", "datetime"),
            ("[datetime](https://docs.python.org/3/library/datetime.html#datetime-objects)", "date"),
            ("List[[date](https://docs.python.org/3/library/datetime.html#date-objects)]", "array(datetime)"),
            ("[Optional[date]](https://docs.python.org/3/library/datetime.html#date-objects)", "?(datetime)"),
            ("[requests.Response](https://requests.readthedocs.io/en/latest/api/)", "transport[requests.Response]"),
            ("[httpx.Response](https://www.python-httpx.org/api/#response)", "transport[httpx.Response]"),
            // 2024
            ("[Trip](../../models/shared/trip.md)", "Trip@../../models/shared/trip.md"),
            ("[Optional[Trip]](../../models/shared/trip.md)", "?(Trip@../../models/shared/trip.md)"),
            ("[Optional[shared.Trip]](../../models/shared/trip.md)", "?(shared.Trip@../../models/shared/trip.md)"),
            ("List[[shared.Trip](u)]", "array(shared.Trip@u)"),
            // A page may be named like a type of the language.
            ("[Optional[List]](u)", "?(List@u)"),
            ("[Any](u)", "Any@u"),
            ("[Optional[Any]](u)", "?(Any@u)"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "python",
        &[
            ("", 0, "found the end, expected a type"),
            ("*strr*", 1, "found `strr`, expected a type"),
            ("List[*str*", 10, "found the end, expected `]`"),
            ("Dict[int, *str*]", 5, "found `int`, expected `str`"),
            ("*Literal[x]*", 9, "found `x`, expected a literal"),
            ("*Box[str]*", 1, "found `Box`, expected a generic type"),
            ("*Optional[str]", 14, "found the end, expected `*`"),
            ("[Optional[Box[str]]](u)", 10, "found `Box`, expected a generic type"),
        ],
    );
}

/// All four states show, save where a type never carries a wrapper.
#[test]
fn what_a_row_tells() {
    observes(
        language("python"),
        &[
            (true, "*str*", Some(false), "string"),
            (true, "*Nullable[str]*", Some(true), "string"),
            (false, "*Optional[str]*", Some(false), "string"),
            (false, "*OptionalNullable[str]*", Some(true), "string"),
            (true, "[Nullable[models.Trip]](u)", Some(true), "Trip@u"),
            (false, "[Optional[models.Trip]](u)", Some(false), "Trip@u"),
            (true, "*Union[Literal[\"a\"], UnrecognizedStr]*", Some(false), "open(\"a\")"),
            (true, "List[*str*]", None, "array(string)"),
            (false, "List[*str*]", None, "array(string)"),
            (true, "Dict[str, [Nullable[models.Leg]](u)]", None, "map(!(Leg@u))"),
            (true, "[date](https://docs.python.org/3/)", None, "datetime"),
            (false, "[datetime](https://docs.python.org/3/)", None, "date"),
            (true, "*Any*", None, "any"),
            (false, "*OptionalNullable[Any]*", Some(true), "any"),
        ],
    );
}

/// `Optional` covers both optional states there.
#[test]
fn what_a_row_of_2024_tells() {
    let old = of_cells(language("python"), ["*str*", "*Optional[str]*", "[requests.Response](https://a.example/)"]);
    observes(
        old,
        &[
            (true, "*str*", None, "string"),
            (false, "*Optional[str]*", None, "string"),
            (false, "[Optional[Trip]](u)", None, "Trip@u"),
            (false, "List[*str*]", None, "array(string)"),
            (true, "*Nullable[str]*", Some(true), "string"),
        ],
    );
    assert_eq!(old.name(), "python");
}

#[test]
fn generations() {
    let old = |cells: &[&'static str]| {
        let dialect = of_cells(language("python"), cells.iter().copied());
        observed(dialect, false, "*Optional[str]*").0.is_none()
    };
    assert!(old(&["*str*", "[Trip](../../models/shared/trip.md)"]));
    assert!(old(&["[Optional[Trip]](../../models/shared/trip.md)"]));
    assert!(!old(&["[Trip](../../models/shared/trip.md)", "*OptionalNullable[str]*"]));
    assert!(!old(&["*Nullable[str]*", "[requests.Response](https://a.example/)"]));
    assert!(!old(&["*str*", "*Optional[str]*", "[models.Trip](../models/trip.md)"]));
    assert!(!old(&["[components.Trip](../../models/components/trip.md)", "[Optional[components.Trip]](../u.md)"]));
    assert!(!old(&["[date](https://docs.python.org/3/)"]));
    assert!(!old(&[]));
}

#[test]
fn union_members() {
    reads_members(
        "python",
        &[
            ("str", "", "string"),
            ("List[str]", "", "array(string)"),
            ("List[bool]", "", "array(boolean)"),
            ("Dict[str, Any]", "", "map(any)"),
            ("models.Trip", "", ".Trip"),
            ("components.Trip", "", "components.Trip"),
            ("List[components.Trip]", "", "array(components.Trip)"),
            // Where no link is around it, the word means what it says.
            ("datetime", "", "datetime"),
            ("date", "", "date"),
            ("Literal[\"a\"]", "", "\"a\""),
            ("", "value: List[int] = /* values here */", "array(integer)"),
        ],
    );
}
