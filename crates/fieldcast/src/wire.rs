//! Names on the wire: what a field is called in the JSON that the API sends, worked out from what a page calls it.
//!
//! SDK pages show each field under the name that the language gives it: `userId`, `user_id`, `UserId` or `UserID` for
//! one and the same member. Some APIs write `user_id` in their JSON and some `userId`, and no page says which. So the
//! names are recovered in three steps, all of them pure:
//!
//! 1. [`Evidence`] collects the identifiers that the pages quote from the API itself: keys of JSON examples,
//!    identifiers in descriptions, templates of paths, enum values.
//! 2. [`Conclusion`] weighs it: which [`Convention`] the API follows, how sure that is, and why.
//! 3. [`wire_name`] undoes the language's casing of one field and writes its words in the convention, with the
//!    [`LocalSpellings`] of its own page as the last word.
//!
//! ```
//! use fieldcast::family::Casing;
//! use fieldcast::wire::{Confidence, Conclusion, Convention, Evidence, wire_name};
//!
//! let mut evidence = Evidence::default();
//! evidence.example(r#"{"shelf_number": 4, "due_date": "2024-05-01"}"#);
//! evidence.prose("Sorted by `due_date` unless `sort_order` says otherwise.");
//! evidence.documented("DueDate", Casing::Pascal);
//!
//! let conclusion = Conclusion::new(&evidence, Casing::Pascal, None);
//! assert_eq!(conclusion.convention, Convention::Snake);
//! assert_eq!(wire_name("ShelfNumber", "Loan", Casing::Pascal, &conclusion, None).name, "shelf_number");
//! ```

mod capitals;
mod conclude;
mod convention;
mod evidence;
mod exceptions;
mod initialisms;
mod local;
mod name;
pub(crate) mod number;
mod scan;
mod shape;
mod spelling;
mod words;

#[cfg(test)]
mod laws;

pub use conclude::{Conclusion, Support};
pub use convention::{Confidence, Convention, UnknownConvention};
pub use evidence::Evidence;
pub use local::LocalSpellings;
pub use name::{Reason, WireName, WireNames, wire_name};
pub(crate) use words::fold;
