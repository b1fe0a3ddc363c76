//! Python: `alias="dueDate"`, and `get_field_name('dueDate')` of the generations before pydantic; of OpenAPI Generator's
//! classes, the comment that says of a member that it may be null.

use super::text::{between, depth, identifier, lines, quoted};
use super::{Class, Exact, Hint, Member, Scalar};
use foldhash::HashSet;

/// The most lines that one statement may have.
const LONGEST: usize = 64;

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    // The members of which a comment says that they may be null, by the place of their class.
    let mut nulls: HashSet<(usize, &str)> = HashSet::default();
    let mut pydantic = false;
    let mut open = false;
    let mut docstring = None;
    let mut statement: Option<(u32, String, usize)> = None;
    for (number, line) in lines(text) {
        if let Some((first, mut so_far, count)) = statement.take() {
            so_far.push('\n');
            so_far.push_str(line);
            if depth(&so_far) <= 0 {
                push(&mut classes, &so_far, first, pydantic);
            } else if count < LONGEST {
                statement = Some((first, so_far, count + 1));
            }
            continue;
        }
        if let Some(mark) = docstring {
            if line.contains(mark) {
                docstring = None;
            }
            continue;
        }
        let trimmed = line.trim_start();
        if let Some(rest) = trimmed.strip_prefix("# set to None if ")
            && let Some((name, _)) = rest.split_once(" (nullable) is None")
            && let Some(at) = classes.len().checked_sub(1)
        {
            nulls.insert((at, name));
        }
        let bare = trimmed.strip_prefix('r').unwrap_or(trimmed);
        if let Some(mark) = ["\"\"\"", "'''"].into_iter().find(|mark| bare.starts_with(mark)) {
            docstring = (bare.matches(mark).count() < 2).then_some(mark);
            continue;
        }
        if let Some(rest) = line.strip_prefix("class ") {
            let name = identifier(rest);
            let bases = rest.get(name.len()..).unwrap_or_default();
            open = !name.ends_with("TypedDict") && !bases.contains("TypedDict");
            pydantic = bases.contains("BaseModel");
            let scalar = match bases {
                bases if bases.starts_with("(str, ") && bases.contains("Enum") => Some(Scalar::Text),
                bases if bases.starts_with("(int, ") && bases.contains("Enum") => Some(Scalar::Integer),
                _ => None,
            };
            if open {
                classes.push(Class { scalar, ..Class::new(name, number) });
            }
        } else if line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '@' | ')')) {
            open = false;
        } else if open && line.starts_with("    ") && !line.starts_with("     ") {
            let name = identifier(trimmed);
            if let Some((constant, value)) = trimmed.split_once(" = ").filter(|(constant, _)| *constant == name)
                && let (Some(value), Some(class)) = (quoted(value), classes.last_mut())
            {
                class.values.push((constant.to_owned(), value.to_owned()));
            }
            if !name.is_empty() && trimmed.get(name.len()..).is_some_and(|rest| rest.starts_with(':')) {
                if depth(trimmed) > 0 {
                    statement = Some((number, trimmed.to_owned(), 1));
                } else {
                    push(&mut classes, trimmed, number, pydantic);
                }
            }
        }
    }
    for (at, class) in classes.iter_mut().enumerate() {
        let named = class.members.iter_mut().filter(|member| nulls.contains(&(at, member.name.as_str())));
        named.for_each(|member| member.hint.nullable = Some(true));
    }
    classes
}

/// Adds the member that a statement defines.
fn push(classes: &mut [Class], statement: &str, line: u32, pydantic: bool) {
    let Some(class) = classes.last_mut() else { return };
    let name = identifier(statement);
    let after = |mark: &str| statement.split_once(mark).and_then(|(_, rest)| quoted(rest));
    let wire = after("alias=")
        .or_else(|| after("get_field_name("))
        .or_else(|| after("'field_name':"))
        .or_else(|| after("field_name="))
        .or(if pydantic { Some(name) } else { None });
    // Extra members have no name of their own.
    let Some(wire) = wire.filter(|_| !name.starts_with("__") && name != "model_config") else { return };
    let exact = if statement.contains("utils.dateisoformat(") {
        Some(Exact::Date)
    } else if statement.contains("utils.datetimeisoformat(") {
        Some(Exact::DateTime)
    } else {
        None
    };
    let unset = between(statement, "default=", ',').is_some_and(|value| value.trim() == "UNSET");
    let hint = Hint { nullable: unset.then_some(true), exact, ..Hint::default() };
    class.members.push(Member { hint, ..Member::new(name, wire, line) }.sent(statement));
}
