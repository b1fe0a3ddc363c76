//! What the tests share: where the workspace is, and the payloads.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("/")).to_path_buf()
}

/// The payloads of an API: `valid` ones or `broken` ones, with the names of their files, sorted.
///
/// # Errors
///
/// Where the folder or a file in it cannot be read, or holds no JSON.
pub fn payloads(api: &str, kind: &str) -> Result<Vec<(String, Value)>, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/payloads").join(api).join(kind))? {
        let path = entry?.path();
        let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        all.push((name, serde_json::from_slice(&std::fs::read(path)?)?));
    }
    all.sort_by(|a: &(String, Value), b| a.0.cmp(&b.0));
    Ok(all)
}

/// Without the members that are null: what a page leaves open, whether a member may be null or is absent then, may
/// come back as either.
pub fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k.clone(), without_nulls(v))).collect()
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}
