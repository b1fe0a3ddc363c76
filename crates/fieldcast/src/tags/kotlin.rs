//! Kotlin: `@Json(name = "dueDate") val dueDate: …`, and the same of Gson, Jackson and kotlinx.serialization.

use super::text::{identifier, lines, quoted};
use super::{Class, Hint, Member};

/// The annotations that tell a name.
const TAGS: [&str; 4] = ["Json", "SerializedName", "SerialName", "JsonProperty"];

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut tag: Option<(&str, u32)> = None;
    for (number, line) in lines(text) {
        let mut trimmed = line.trim();
        while let Some(rest) = trimmed.strip_prefix('@') {
            let Some((annotation, after)) = rest.split_once('(') else { break };
            let Some((inner, after)) = after.split_once(')') else { break };
            let word = annotation.rsplit(['.', ':']).next().unwrap_or_default();
            if TAGS.contains(&word) {
                let value = inner.split_once('=').map_or(inner, |(_, value)| value);
                tag = quoted(value).map(|wire| (wire, number)).or(tag);
            }
            trimmed = after.trim_start();
        }
        if let Some((before, rest)) = line.split_once("class ")
            && before.split_whitespace().all(|word| matches!(word, "data" | "open" | "public" | "abstract" | "sealed"))
        {
            classes.push(Class::new(identifier(rest), number));
            continue;
        }
        let declared =
            ["override ", "open "].iter().fold(trimmed, |text, word| text.strip_prefix(word).unwrap_or(text));
        let Some(rest) = declared.strip_prefix("val ").or_else(|| declared.strip_prefix("var ")) else { continue };
        let (Some(class), Some((wire, line))) = (classes.last_mut(), tag.take()) else { continue };
        let rest = rest.trim_start_matches('`');
        let name = identifier(rest);
        let ty = rest.split_once(": ").map_or("", |(_, ty)| ty.trim_end_matches(','));
        // one that must be given, and may be null
        let hint = Hint { nullable: ty.ends_with('?').then_some(true), ..Hint::default() };
        class.members.push(Member { hint, ..Member::new(name, wire, line) });
    }
    classes
}
