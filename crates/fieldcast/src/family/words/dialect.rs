//! A language of these generators as a dialect: its data and the one grammar, put together.

use super::language::{Language, Null};
use super::{pages, types};
use crate::family::page::{Member, Row};
use crate::family::{Casing, Dialect, Expr, Named, Observed, Primitive, TypeError, Wrapper};

/// So many types must be shown that silence tells something.
const ENOUGH: usize = 20;

impl Dialect for Language {
    fn name(&self) -> &'static str {
        self.name
    }

    fn id(&self) -> &'static str {
        self.id
    }

    fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    fn marks(&self, cell: &str) -> bool {
        self.speaks(cell)
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        types::parse(cell, self)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        self.tell(required, None, ty)
    }

    fn observe_row(&self, row: &Row<'_>, ty: Expr) -> Observed {
        self.tell(row.required, row.null, ty)
    }

    fn without_page(&self, named: &Named, is_page: &dyn Fn(&str) -> bool) -> Option<Expr> {
        pages::without_page(named, self, is_page)
    }

    fn tells_dates_from_times(&self) -> bool {
        // a language without a word for a date has one for both
        self.words.iter().any(|(_, ty)| *ty == Primitive::Date)
    }

    fn marks_reserved_words(&self) -> bool {
        // what is put around such a word is taken off where a row is read
        false
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        types::parse(member.heading.text, self)
    }

    fn casing(&self) -> Casing {
        self.casing
    }

    fn shows_wire_names(&self) -> bool {
        self.exact
    }

    fn generation(&self, cells: &mut dyn Iterator<Item = &str>) -> Option<&'static dyn Dialect> {
        if self.older.is_empty() {
            return None;
        }
        let (mut classes, mut null, mut null_classes) = (0_usize, 0_usize, 0_usize);
        let silent = self.older.iter().find(|(mark, _)| mark.is_empty()).map(|(_, dialect)| *dialect);
        for cell in cells {
            let marked = |(mark, _): &&(&str, _)| !mark.is_empty() && cell.contains(mark);
            if let Some((_, dialect)) = self.older.iter().find(marked) {
                return Some(*dialect);
            }
            if let Some(ty) = silent.and_then(|_| types::parse(cell, self).ok()) {
                let (bare, is_null) = match &ty {
                    Expr::Wrapped(Wrapper::Nullable, inner) => (inner.as_ref(), true),
                    ty => (ty, false),
                };
                let is_class = matches!(bare, Expr::Named(_));
                classes += usize::from(is_class);
                null += usize::from(is_null);
                null_classes += usize::from(is_class && is_null);
            }
        }
        silent.filter(|_| null_classes == 0 && classes.min(null) >= ENOUGH)
    }

    fn shows_openness(&self) -> bool {
        false
    }

    fn field_name<'a>(&self, cell: &'a str) -> &'a str {
        Self::name(self, cell)
    }
}

impl Language {
    /// Whether a cell is written in this language's words.
    pub fn speaks(&self, cell: &str) -> bool {
        types::speaks(cell, self)
    }

    fn tell(&self, required: bool, methods: Option<bool>, ty: Expr) -> Observed {
        let (mut null, mut pointer, mut option, mut ty) = (false, false, false, ty);
        while let Expr::Wrapped(wrapper, inner) = ty {
            match wrapper {
                Wrapper::Nullable | Wrapper::OptionalNullable => null = true,
                Wrapper::Optional => pointer = true,
                Wrapper::Either => option = true,
            }
            ty = *inner;
        }
        let nullable = match self.null {
            Null::Mark => (required && (null || pointer)).then_some(true),
            _ if null => Some(true),
            Null::Unknown => None,
            Null::Scalars if matches!(ty, Expr::Named(_)) => None,
            Null::Type | Null::Scalars => Some(matches!(ty, Expr::Primitive(Primitive::Any | Primitive::Null))),
            Null::Methods => methods,
            Null::Pointer => methods.or(Some(pointer)),
            Null::Option => required.then_some(option),
            Null::Star if pointer => Some(required),
            Null::Star => (required || !matches!(ty, Expr::Array(_) | Expr::Map(_))).then_some(false),
        };
        Observed { required, nullable, ty }
    }
}
