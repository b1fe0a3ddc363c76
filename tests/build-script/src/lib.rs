//! What the build script made.

/// The schema of the API `pets`.
pub const SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/schema/pets.schema.json"));

#[cfg(test)]
mod tests {
    #[test]
    fn a_build_script_makes_a_schema() {
        let schema: serde_json::Value = serde_json::from_str(super::SCHEMA).unwrap_or_default();
        assert_eq!(schema["$defs"]["Pet"]["properties"]["age"]["type"], "integer");
    }
}
