//! Ruby: `field :due_date, …, { 'format_json': { 'letter_case': Utils.field_name('dueDate') } }`.

use super::text::{depth, identifier, lines, quoted};
use super::{Class, Exact, Hint, Member, Scalar};

/// The most lines that one statement may have.
const LONGEST: usize = 32;

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut statement: Option<(u32, String, usize)> = None;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if let Some((first, mut so_far, count)) = statement.take() {
            so_far.push_str(trimmed);
            if depth(&so_far) <= 0 && !so_far.ends_with(',') {
                push(&mut classes, &so_far, first);
            } else if count < LONGEST {
                statement = Some((first, so_far, count + 1));
            }
        } else if let Some(rest) = trimmed.strip_prefix("class ") {
            classes.push(Class::new(identifier(rest), number));
        } else if trimmed.starts_with("field :") {
            if depth(trimmed) > 0 || trimmed.ends_with(',') {
                statement = Some((number, trimmed.to_owned(), 1));
            } else {
                push(&mut classes, trimmed, number);
            }
        } else if let Some((name, rest)) = trimmed.split_once(" = '")
            && let Some((value, after)) = rest.split_once('\'')
            && after.starts_with(".freeze")
            && let Some(class) = classes.last_mut()
        {
            class.values.push((name.to_owned(), value.to_owned()));
        } else if let Some((name, rest)) = trimmed.split_once(" = new(")
            && let Some(class) = classes.last_mut()
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        {
            let value = rest.trim_end_matches(')');
            let number = value.parse::<i64>().is_ok();
            class.scalar = match (class.scalar, number) {
                (None | Some(Scalar::Integer), true) => Some(Scalar::Integer),
                _ => Some(Scalar::Text),
            };
        }
    }
    classes
}

fn push(classes: &mut [Class], statement: &str, line: u32) {
    let Some(class) = classes.last_mut() else { return };
    let name = identifier(statement.strip_prefix("field :").unwrap_or_default());
    let after = |mark: &str| statement.split_once(mark).and_then(|(_, rest)| quoted(rest));
    let wire = after("field_name(").or_else(|| after("'letter_case':")).or_else(|| after("'field_name':"));
    let exact = if statement.contains(".datetime_from_iso_format(") {
        Some(Exact::DateTime)
    } else if statement.contains(".date_from_iso_format(") {
        Some(Exact::Date)
    } else {
        None
    };
    let Some(wire) = wire.filter(|_| !name.is_empty()) else { return };
    let hint = Hint { exact, ..Hint::default() };
    class.members.push(Member { hint, ..Member::new(name, wire, line) }.sent(statement));
}
