//! Where the workspace is, and where the tools are.

use std::path::{Path, PathBuf};

/// Where things are.
pub struct Layout {
    /// The workspace.
    pub root: PathBuf,
    /// The programs and lock files, in the workspace.
    pub programs: PathBuf,
    /// Where tools are installed and work.
    pub target: PathBuf,
}

impl Layout {
    pub fn new() -> Result<Self, String> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().ok_or("xtask is not in a workspace")?.to_owned();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { programs: root.join("tests/consumers"), target: target.join("consumers"), root })
    }
}
