//! The private module `support` of a generated crate: what the code of models shares, so that each of
//! them stays short.
//!
//! Its files are kept as Rust beside this one, and go into a crate as they are; only what the crate uses goes in.

use crate::rust::items::enums::{EnumSpec, Kind};
use crate::rust::items::unions::UnionSpec;

/// The public types of the module, as paths from the crate's root, for the root to export.
///
/// A crate with a closed enum has `UnknownValue`, the error of reading one.
pub fn exports(enums: &[EnumSpec]) -> &'static [&'static str] {
    if enums.iter().any(|spec| !spec.open) { &["support::enums::UnknownValue"] } else { &[] }
}

/// The files of the module for a crate with these enums and unions, each with its path under `src`; none where the
/// crate has neither.
pub fn files(enums: &[EnumSpec], unions: &[UnionSpec]) -> Vec<(&'static str, String)> {
    let tagged = unions.iter().any(UnionSpec::is_tagged);
    files_for(enums, &Uses { tagged, untagged: unions.iter().any(UnionSpec::is_untagged), ..Uses::default() })
}

/// What a crate has beside its enums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Unions that are read by their tag.
    pub tagged: bool,
    /// Unions that are read by what fits.
    pub untagged: bool,
    /// Types that hold integers.
    pub integers: bool,
    /// Builders.
    pub builders: bool,
    /// Objects with members.
    pub objects: bool,
    /// Functions that read a value and tell where it does not fit.
    pub read: bool,
}

/// The same as [`files`], where all that is known of the rest is what it uses.
pub fn files_for(enums: &[EnumSpec], uses: &Uses) -> Vec<(&'static str, String)> {
    let Uses { tagged, untagged, integers, builders, objects, read } = *uses;
    let integers = integers || objects || tagged || untagged || enums.iter().any(|spec| spec.kind() == Kind::Integer);
    let modules = [
        (builders || objects, "support/build.rs", "build", include_str!("support/build.rs").to_owned()),
        (tagged || untagged, "support/content.rs", "content", include_str!("support/content.rs").to_owned()),
        (!enums.is_empty(), "support/enums.rs", "enums", enum_traits(enums)),
        (integers, "support/integer.rs", "integer", include_str!("support/integer.rs").to_owned()),
        (objects, "support/objects.rs", "objects", include_str!("support/objects.rs").to_owned()),
        (read, "support/read.rs", "read", include_str!("support/read.rs").to_owned()),
        (tagged, "support/tagged.rs", "tagged", include_str!("support/tagged.rs").to_owned()),
        (untagged, "support/untagged.rs", "untagged", include_str!("support/untagged.rs").to_owned()),
    ];
    let mut root = String::from("//! What the models of this crate share.\n\n");
    let mut files = Vec::new();
    for (is_used, path, name, text) in modules {
        if is_used {
            root.push_str("pub(crate) mod ");
            root.push_str(name);
            root.push_str(";\n");
            files.push((path, text));
        }
    }
    if !files.is_empty() {
        files.insert(0, ("support.rs", root));
    }
    files
}

/// The macros that implement the traits of the enums: those that these enums need.
fn enum_traits(enums: &[EnumSpec]) -> String {
    let any = |test: fn(&EnumSpec) -> bool| enums.iter().any(test);
    let is_scalar = |spec: &EnumSpec| matches!(spec.kind(), Kind::Integer | Kind::Boolean);
    let parts = [
        (true, include_str!("support/enums/head.rs")),
        (any(|spec| spec.kind() == Kind::String), include_str!("support/enums/parse.rs")),
        (any(|spec| !spec.open), include_str!("support/enums/unknown_value.rs")),
        (any(|spec| spec.open && spec.kind() == Kind::String), include_str!("support/enums/open_string.rs")),
        (any(|spec| !spec.open && spec.kind() == Kind::String), include_str!("support/enums/closed_string.rs")),
        (enums.iter().any(|spec| spec.open && is_scalar(spec)), include_str!("support/enums/open_scalar.rs")),
        (enums.iter().any(|spec| !spec.open && is_scalar(spec)), include_str!("support/enums/closed_scalar.rs")),
        (any(|spec| spec.kind() == Kind::Mixed), include_str!("support/enums/any_value.rs")),
        (any(|spec| spec.open && spec.kind() == Kind::Mixed), include_str!("support/enums/open_value.rs")),
        (any(|spec| !spec.open && spec.kind() == Kind::Mixed), include_str!("support/enums/closed_value.rs")),
    ];
    let used: Vec<_> = parts.into_iter().filter(|(is_used, _)| *is_used).map(|(_, text)| text).collect();
    used.join("\n")
}
