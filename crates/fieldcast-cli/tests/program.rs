//! The program from outside: exit codes, what goes where, and what a broken page leads to.

// Helpers of tests may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(unix)]
#[path = "program/around.rs"]
mod around;
#[path = "program/attacked.rs"]
mod attacked;
#[path = "program/broken.rs"]
mod broken;
#[path = "program/diff.rs"]
mod diff;
#[path = "program/docs.rs"]
mod docs;
#[path = "program/files.rs"]
mod files;
#[path = "program/hostile.rs"]
mod hostile;
#[cfg(unix)]
#[path = "program/interrupt.rs"]
mod interrupt;
#[path = "program/models.rs"]
mod models;
#[path = "program/operations.rs"]
mod operations;
#[path = "program/project.rs"]
mod project;
#[path = "program/schema.rs"]
mod schema;
#[path = "program/seen.rs"]
mod seen;
#[path = "program/several.rs"]
mod several;
#[path = "program/shown.rs"]
mod shown;
#[path = "program/sources.rs"]
mod sources;
