//! Ruby, in both styles.

use super::*;

#[test]
fn every_form() {
    parses(
        "ruby",
        &[
            ("*::String*", "string"),
            ("*::Integer*", "integer"),
            ("*::Float*", "float"),
            ("*::Object*", "any"),
            (
                "[Models::Components::Trip](../../models/components/trip.md)",
                "components.Trip@../../models/components/trip.md",
            ),
            // what a link says of the folder may be wrong, so both are kept
            ("[Models::Components::Trip](../../models/shared/trip.md)", "components.Trip@../../models/shared/trip.md"),
            (
                "[Faraday::Response](https://www.rubydoc.info/gems/faraday/Faraday/Response)",
                "transport[Faraday::Response]",
            ),
            // Labels of links to Ruby's own documentation are swapped.
            ("[Date](https://ruby-doc.org/stdlib-2.6.1/libdoc/date/rdoc/Date.html)", "datetime"),
            ("[DateTime](https://ruby-doc.org/stdlib-2.6.1/libdoc/date/rdoc/DateTime.html)", "date"),
            ("T::Array<[Date](https://ruby-doc.org/Date.html)>", "array(datetime)"),
            // Sorbet
            ("*T::Boolean*", "boolean"),
            ("*T.nilable(::String)*", "~(string)"),
            ("*T.nilable(T::Boolean)*", "~(boolean)"),
            ("[T.nilable(Models::Errors::Meta)](u)", "~(errors.Meta@u)"),
            ("T::Array<*::String*>", "array(string)"),
            ("T::Array<[Models::Shared::Trip](u)>", "array(shared.Trip@u)"),
            ("T::Hash[Symbol, *::Object*]", "map(any)"),
            ("T::Hash[Symbol, T::Array<*::String*>]", "map(array(string))"),
            (
                "[T.any(Models::Components::Bus, Models::Components::Train)](u)",
                "linked(union(components.Bus components.Train))@u",
            ),
            ("[T.nilable(T.any(::String, T::Array[::String]))](u)", "~(linked(union(string array(string)))@u)"),
            (
                "T::Array<[T.any(Models::Operations::Five, Models::Operations::Six)](../../models/operations/fields_.md)>",
                "array(linked(union(operations.Five operations.Six))@../../models/operations/fields_.md)",
            ),
            ("[T.any(::String, T::Hash[Symbol, ::Object])](u)", "linked(union(string map(any)))@u"),
            // Crystalline
            ("*Crystalline::Boolean.new*", "boolean"),
            ("*Crystalline::Nilable.new(::String)*", "~(string)"),
            ("*Crystalline::Nilable.new(Crystalline::Boolean.new)*", "~(boolean)"),
            ("[Crystalline::Nilable.new(Models::Components::Trip)](u)", "~(components.Trip@u)"),
            ("Crystalline::Array<*::String*>", "array(string)"),
            ("Crystalline::Array<[Models::Components::Trip](u)>", "array(components.Trip@u)"),
            ("Crystalline::Hash[Symbol, *::Object*]", "map(any)"),
            ("Crystalline::Hash[Symbol, Crystalline::Array<*::String*>]", "map(array(string))"),
            (
                "[Crystalline::Nilable.new(Crystalline::Union.new(Models::Components::Bus, Models::Components::Train))](u)",
                "~(linked(union(components.Bus components.Train))@u)",
            ),
            (
                "[Crystalline::Union.new(::String, Crystalline::Array.new(::String))](u)",
                "linked(union(string array(string)))@u",
            ),
            ("[Crystalline::Hash.new(Symbol, ::Object)](u)", "linked(map(any))@u"),
            ("*bool*", "boolean"),
            ("*T.untyped*", "any"),
            // A page may be named like a type of the language, but the language's own has its colons.
            ("[T.nilable(::Object)](u)", "~(linked(any)@u)"),
            ("[Date](../../models/shared/date.md)", "Date@../../models/shared/date.md"),
        ],
    );
}

#[test]
fn what_is_no_type() {
    refuses(
        "ruby",
        &[
            ("", 0, "found the end, expected a type"),
            ("*T.nilabel(::String)*", 3, "found `nilabel`, expected `nilable`, `any` or `untyped`"),
            ("T::Array(*::String*)", 8, "found `(`, expected `.new(`"),
            ("T::Hash[Integer, *::String*]", 8, "found `Integer`, expected `Symbol`"),
            ("[T.any(::String, )](u)", 17, "found `)`, expected a type"),
            ("*Crystalline::Nilable(::String)*", 21, "found `(`, expected `.new(`"),
            ("T::Array<*::String*", 19, "found the end, expected `>`"),
        ],
    );
}

/// Three of the four states show.
#[test]
fn what_a_row_tells() {
    observes(
        language("ruby"),
        &[
            (true, "*::String*", Some(false), "string"),
            (true, "*T.nilable(::String)*", Some(true), "string"),
            (false, "*T.nilable(::String)*", None, "string"),
            (true, "[Crystalline::Nilable.new(Models::Components::Trip)](u)", Some(true), "components.Trip@u"),
            (false, "[Crystalline::Nilable.new(Models::Components::Trip)](u)", None, "components.Trip@u"),
            (true, "T::Array<*::String*>", None, "array(string)"),
            (false, "Crystalline::Hash[Symbol, *::Object*]", None, "map(any)"),
            (true, "[Date](https://ruby-doc.org/Date.html)", None, "datetime"),
            (false, "[DateTime](https://ruby-doc.org/DateTime.html)", None, "date"),
            (true, "*::Object*", None, "any"),
            (true, "*T.nilable(::Object)*", Some(true), "any"),
            (
                true,
                "[T.nilable(T.any(::String, T::Array[::String]))](u)",
                Some(true),
                "linked(union(string array(string)))@u",
            ),
        ],
    );
}
