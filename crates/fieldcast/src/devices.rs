//! Names that Windows takes for those of devices: no file, folder or module may be called so where every system can have it.

/// Whether Windows opens a device for a file of this name, in whatever case and whatever follows its first dot ("Naming
/// Files, Paths, and Namespaces").
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    if ["con", "prn", "aux", "nul", "conin$", "conout$"].iter().any(|device| stem.eq_ignore_ascii_case(device)) {
        return true;
    }
    let mut rest = stem.chars();
    let head: String = rest.by_ref().take(3).collect();
    let is_port = ["com", "lpt"].iter().any(|device| head.eq_ignore_ascii_case(device));
    // The raised digits of Latin-1 are digits to Windows too.
    is_port && matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

#[cfg(test)]
mod tests {
    use super::is_device;

    #[test]
    fn devices_are_known_in_any_case_and_with_any_ending() {
        for name in ["con", "CON", "Aux.rs", "nul.tar.gz", "prn .md", "com1", "LPT9.schema.json", "COM²", "conin$"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "con_", "cone", "com", "com10", "com1a", "lptx", "console", ".con", "a.con", "käse", "日本"]
        {
            assert!(!is_device(name), "{name}");
        }
    }
}
