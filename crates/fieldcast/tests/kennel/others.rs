//! What cargo-typify makes of a published schema: what `tests/downstream/README.md` says of it is so.

use std::fs;

use crate::golden;

/// The code for a schema, as cargo-typify makes it with builders, which it does unless it is told otherwise.
fn typify(schema: &str) -> String {
    let path = golden::folder().join("../../schema").join(schema);
    let root: schemars08::schema::RootSchema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut settings = typify::TypeSpaceSettings::default();
    settings.with_struct_builder(true);
    let mut space = typify::TypeSpace::new(&settings);
    space.add_root_schema(root).unwrap();
    let file: syn::File = syn::parse2(space.to_stream()).unwrap();
    prettyplease::unparse(&file)
}

/// The code of one item, from the words that it begins with.
fn item<'a>(code: &'a str, start: &str) -> &'a str {
    let rest = code.split_once(start).unwrap_or_else(|| panic!("no `{start}`")).1;
    rest.split_once("\n}").unwrap_or((rest, "")).0
}

#[test]
fn what_is_said_of_cargo_typify_is_so() {
    let clerk = typify("clerk.schema.json");
    let wingspan = typify("wingspan.schema.json");
    // A value that is not listed is refused, and no variant keeps it.
    assert!(!clerk.contains("Unknown"));
    assert!(item(&clerk, "for SessionStatus {\n    type Err").contains("\"invalid value\""));
    // Values are built by a builder whose errors are texts, or as literals; there is no `new`.
    assert!(!clerk.contains("pub fn new(") && !wingspan.contains("pub fn new("));
    assert!(clerk.contains("no value supplied for key") && clerk.contains("T::Error: ::std::fmt::Display"));
    assert!(wingspan.contains("no value supplied for session_type"));
    // A member of one value has to be given.
    assert!(clerk.contains("no value supplied for object"));
    // Structs cannot be compared, and their members are in the order of the alphabet.
    let derives = clerk.split("pub struct Session {").next().unwrap().rsplit("#[derive").next().unwrap();
    assert!(derives.contains("Debug") && !derives.contains("PartialEq"));
    let session = item(&clerk, "pub struct Session {");
    assert!(session.find("pub abandon_at") < session.find("pub id:"));
    // Integers are read as serde reads them, which refuses `5.0`.
    assert!(!clerk.contains("deserialize_with"));
    // Nothing reads a list of which one item does not fit, or says where.
    assert!(!clerk.contains("fn from_str(json") && !clerk.contains("Lenient"));
}
