//! Java: `@JsonProperty("due_date")`.

use super::text::{between, identifier, lines, parameter};
use super::{Class, Hint, Member, Scalar};

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut wire: Option<(String, u32)> = None;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if trimmed.starts_with('@') {
            let json = between(trimmed, "@JsonProperty(\"", '"');
            let told = json.or_else(|| parameter(trimmed).filter(|_| trimmed.contains("SpeakeasyMetadata(")));
            if let Some(told) = told {
                wire = Some((told.to_owned(), number));
            }
            continue;
        }
        let tag = wire.take();
        let of_file = !line.starts_with(char::is_whitespace);
        let kind = ["class ", "enum ", "record "].into_iter().find_map(|kind| line.split_once(kind));
        if let Some((before, rest)) = kind.filter(|_| of_file)
            && before.split_whitespace().all(|word| matches!(word, "public" | "final" | "abstract"))
        {
            classes.push(Class { name: identifier(rest).to_owned(), line: number, ..Class::default() });
            continue;
        }
        let Some(class) = classes.last_mut() else { continue };
        let Some((ty, name)) = field(trimmed) else { continue };
        if let Some((wire, line)) = tag {
            class.members.push(Member { name: name.to_owned(), wire: Some(wire), line, hint: Hint::default() });
        } else if name == "value" && trimmed.contains(" final ") {
            class.scalar = match ty {
                "String" => Some(Scalar::Text),
                "Long" | "Integer" | "long" | "int" => Some(Scalar::Integer),
                _ => None,
            };
        }
    }
    classes
}

/// The type and name that a line declares: `private final Long pages;`.
fn field(line: &str) -> Option<(&str, &str)> {
    let declared = line.strip_suffix(';')?;
    let declared = declared.split_once('=').map_or(declared, |(declared, _)| declared).trim();
    let declared = ["private ", "public ", "protected "].into_iter().find_map(|word| declared.strip_prefix(word))?;
    let declared = declared.strip_prefix("final ").unwrap_or(declared);
    let (ty, name) = declared.rsplit_once(' ')?;
    let plain = !ty.contains(['(', '.']) || ty.contains('<');
    (plain && !ty.starts_with("static ") && !name.is_empty() && identifier(name) == name).then(|| (ty.trim(), name))
}
