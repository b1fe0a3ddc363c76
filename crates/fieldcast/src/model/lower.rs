//! From a page to a draft of its model: every cell is parsed in the SDK's language, and no reference is followed yet.

use super::{Enum, Primitive};
use crate::diagnostic::{Code, Diagnostic};
use crate::family::page::{Body, Member, Page, Row, Values};
use crate::family::{Dialect, Expr, Inlines, Literal, Observed, TypeError, enum_values, openness};
use crate::markdown::{Span, shorten};
use crate::source::File;
use crate::wire::LocalSpellings;
use foldhash::{HashMap, HashMapExt as _};

/// A page whose cells are parsed: what others ask of it.
pub(super) struct Draft<'a> {
    pub file: &'a File,
    /// The folder of the page in lower case.
    pub namespace: String,
    /// The model's name: the page's title.
    pub name: &'a str,
    pub page: Box<Page<'a>>,
    pub shape: Shape,
}

/// What a page defines, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    Enum,
    Union,
    /// A union whose members stand elsewhere or nowhere.
    Blank,
}

/// What a draft's page defines. It stands apart from the [`Draft`], for it becomes a model, and those of all pages are
/// not to stand in memory beside all models.
pub(super) enum DraftBody<'a> {
    Object(DraftFields<'a>),
    Enum(Enum),
    Union(Vec<DraftMember<'a>>),
    /// A union whose members stand elsewhere or nowhere.
    Blank,
}

/// The rows of a table and, for each, what it says. The rows stay where
/// the page put them, for all pages are held at once.
pub(super) struct DraftFields<'a> {
    rows: Vec<Row<'a>>,
    observed: Vec<Observed>,
    /// The spellings that the page quotes; none before they are gathered.
    pub spellings: LocalSpellings,
}

/// A row, parsed.
#[derive(Clone, Copy)]
pub(super) struct DraftField<'d, 'a> {
    pub row: &'d Row<'a>,
    pub observed: &'d Observed,
}

impl<'a> DraftFields<'a> {
    pub fn len(&self) -> usize {
        self.observed.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = DraftField<'_, 'a>> + Clone {
        self.rows.iter().zip(&self.observed).map(|(row, observed)| DraftField { row, observed })
    }
}

/// A union's member, parsed.
pub(super) struct DraftMember<'a> {
    pub at: Span<'a>,
    pub ty: Expr,
}

impl Draft<'_> {
    /// Whether the page lies where operations have their requests and responses, or where everything lies in one folder.
    pub fn is_operation(&self) -> bool {
        let last = self.namespace.rsplit('/').next().unwrap_or_default();
        matches!(last, "operations" | "requests" | "callbacks" | "webhooks" | "models" | "")
    }
}

/// Parses the cells of a page, and tells what cannot be parsed: a type that is none becomes any value at its place, of two
/// rows for one field the first is taken, and of an enum without readable values any value is one.
pub(super) fn draft<'a>(
    file: &'a File,
    mut page: Box<Page<'a>>,
    dialect: &dyn Dialect,
) -> (Draft<'a>, DraftBody<'a>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let any = || Expr::Primitive(Primitive::Any);
    let body = match std::mem::replace(&mut page.body, Body::Blank) {
        Body::Fields(mut rows) => {
            rows.iter_mut().for_each(|row| row.name.text = dialect.field_name(row.name.text));
            page.inline.iter_mut().for_each(|inline| inline.name = dialect.field_name(inline.name));
            let mut seen: HashMap<&str, u32> = HashMap::with_capacity(rows.len());
            rows.retain(|row| {
                // a row without a name was told where it was read
                if row.name.text.is_empty() {
                    return false;
                }
                let Some(line) = seen.get(row.name.text) else {
                    seen.insert(row.name.text, row.name.line);
                    return true;
                };
                let place = page.place(row.name.line, row.name.column);
                let message = format!("found the field `{}` again, it is on line {line}", row.name.text);
                let help = "the first of the two rows is taken";
                problems.push(Diagnostic::warning(Code::DuplicateField, place, message).help(help));
                false
            });
            let mut observed = Vec::with_capacity(rows.len());
            let inlines = Inlines::new(&page.inline);
            for row in &rows {
                let ty = dialect.parse_type(row.ty.text).unwrap_or_else(|error| {
                    problems.push(bad_type(&page, row.ty, &error, dialect));
                    any()
                });
                observed.push(dialect.observe_row(row, inlines.with(ty, row.name.text)));
            }
            DraftBody::Object(DraftFields { rows, observed, spellings: LocalSpellings::default() })
        }
        Body::Values(list) => match enum_values(&list) {
            Ok(found) => {
                let open = found.open.or_else(|| {
                    let remark = Some(page.remark).filter(|remark| !remark.is_empty());
                    openness(dialect, &page.usage.iter().copied().chain(remark).collect::<Vec<_>>())
                });
                // a table shows no quotes, so that digits may be either
                let digits = found.values.iter().any(|value| matches!(value.value, Literal::Integer(_)));
                let untyped = digits && matches!(list, Values::Table(_));
                DraftBody::Enum(Enum { values: found.values, open, nullable: found.nullable, untyped, guessed: false })
            }
            Err((span, error)) => {
                problems.push(bad_type(&page, span, &error, dialect));
                DraftBody::Blank
            }
        },
        Body::Members(members) => {
            let parse = |member: &Member<'a>| {
                let at = member.heading;
                let ty = dialect.parse_member(member).unwrap_or_else(|error| {
                    problems.push(bad_type(&page, at, &error, dialect));
                    any()
                });
                DraftMember { at, ty }
            };
            DraftBody::Union(members.iter().map(parse).collect())
        }
        Body::Blank => DraftBody::Blank,
    };
    let shape = match body {
        DraftBody::Object(_) => Shape::Object,
        DraftBody::Enum(_) => Shape::Enum,
        DraftBody::Union(_) => Shape::Union,
        DraftBody::Blank => Shape::Blank,
    };
    (Draft { file, namespace: file.namespace(), name: page.title.text, page, shape }, body, problems)
}

fn bad_type(page: &Page<'_>, span: Span<'_>, error: &TypeError, dialect: &dyn Dialect) -> Diagnostic {
    let before = span.text.get(..error.offset).map_or(0, |head| head.chars().count());
    let column = span.column.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
    let message = format!("`{}` is not a type that is known of {}: {error}", shorten(span.text), dialect.name());
    Diagnostic::warning(Code::BadType, page.place(span.line, column), message)
        .help("any value is accepted in its place")
}
