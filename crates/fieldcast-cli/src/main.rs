//! The `fieldcast` program.
fn main() {}
