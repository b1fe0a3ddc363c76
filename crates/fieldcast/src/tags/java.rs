//! Java: `@JsonProperty("due_date")`, Gson's `@SerializedName("due_date")`, the constants that both may be given
//! (`JSON_PROPERTY_DUE_DATE = "due_date"`), and the getters that APIMatic marks (`@JsonGetter("due_date")`).

use super::text::{between, identifier, lines, parameter, quoted, sent};
use super::{Class, Hint, Member, Scalar};
use crate::operation::In;

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut wire: Option<(String, u32, Option<In>)> = None;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if trimmed.starts_with('@') {
            let json = TAGS.iter().find_map(|tag| between(trimmed, tag, '"'));
            let told = json.or_else(|| parameter(trimmed).filter(|_| trimmed.contains("SpeakeasyMetadata(")));
            if let Some(told) = told {
                wire = Some((told.to_owned(), number, sent(trimmed)));
            }
            continue;
        }
        if let Some(told) = constant(trimmed) {
            wire = Some((told.to_owned(), number, None));
            continue;
        }
        let tag = wire.take();
        let of_file = !line.starts_with(char::is_whitespace);
        let kind = ["class ", "enum ", "record "].into_iter().find_map(|kind| line.split_once(kind));
        if let Some((before, rest)) = kind.filter(|_| of_file)
            && before.split_whitespace().all(|word| matches!(word, "public" | "final" | "abstract"))
        {
            classes.push(Class::new(identifier(rest), number));
            continue;
        }
        let Some(class) = classes.last_mut() else { continue };
        if let Some((ty, name)) = getter(trimmed)
            && let Some((wire, line, _)) = &tag
        {
            class.members.push(member(ty, name, wire.clone(), *line));
            continue;
        }
        if let Some((name, value)) = trimmed.split_once(".value = ") {
            class.values.extend(quoted(value).map(|value| (name.to_owned(), value.to_owned())));
        }
        let Some((ty, name)) = field(trimmed) else { continue };
        if let Some((wire, line, sent)) = tag {
            class.members.push(Member { sent, ..member(ty, name, wire, line) });
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

/// The annotations that tell a name.
const TAGS: [&str; 3] = ["@JsonProperty(\"", "@SerializedName(\"", "@JsonGetter(\""];

fn member(ty: &str, name: &str, wire: String, line: u32) -> Member {
    let null = ty.starts_with("JsonNullable<") || ty.starts_with("OptionalNullable<");
    let hint = Hint { nullable: null.then_some(true), ..Hint::default() };
    Member { hint, ..Member::new(name, wire, line) }
}

/// The name that a constant holds for the annotation of the field below it.
fn constant(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("public static final String ")?;
    let rest = rest.strip_prefix("JSON_PROPERTY_").or_else(|| rest.strip_prefix("SERIALIZED_NAME_"))?;
    quoted(rest.split_once('=')?.1)
}

/// The type and name of a getter: `public String getDueDate() {`, and of APIMatic's `internalGetDueDate`.
fn getter(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("public ").or_else(|| line.strip_prefix("protected "))?;
    let (ty, name) = rest.strip_suffix("() {")?.rsplit_once(' ')?;
    Some((ty, name.strip_prefix("get").or_else(|| name.strip_prefix("internalGet"))?))
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
