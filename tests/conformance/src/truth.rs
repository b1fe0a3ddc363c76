//! Reads the true OpenAPI documents.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// Reads a document, YAML or JSON.
///
/// # Errors
///
/// Where the file can't be read or is neither.
pub fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let bad = |error: String| format!("{}: {error}", path.display());
    if path.extension().is_some_and(|end| end == "json") {
        return serde_json::from_str(&text).map_err(|error| bad(error.to_string()));
    }
    serde_saphyr::from_str(&text).map_err(|error| bad(error.to_string()))
}
