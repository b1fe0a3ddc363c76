//! From parsed types to types whose references are followed; and the members of unions whose own pages list none.

use super::lower::{Draft, Shape};
use super::resolve::Index;
use super::{ModelId, Primitive, Slot, Type};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::{Dialect, Expr, Named, Wrapper};
use crate::markdown::shorten;
use foldhash::{HashSet, HashSetExt as _};

/// Follows the references of one page.
pub(super) struct Resolver<'r, 'a> {
    pub drafts: &'a [Draft<'a>],
    pub index: &'r Index<'a>,
    pub dialect: &'static dyn Dialect,
    /// The titles of pages that were left out as broken, in lower case.
    pub broken: &'r HashSet<String>,
    /// The folder of the page.
    pub folder: &'r str,
    /// The place of the cell that is being read.
    pub place: Place,
    /// For a union page of a language whose headings are aliases.
    pub aliases: bool,
    pub diagnostics: Vec<Diagnostic>,
    /// Members of a blank union page, as the text of a link to it shows them.
    pub shown: Vec<(usize, Vec<Slot>)>,
}

impl Resolver<'_, '_> {
    /// The type of an expression, and what it says of null.
    pub fn slot(&mut self, expr: &Expr) -> Slot {
        match expr {
            Expr::Primitive(primitive) => Slot::unknown(Type::Primitive(*primitive)),
            Expr::Literal(value) => Slot::unknown(Type::Literal { value: value.clone(), open: false }),
            Expr::Named(named) => self.named(named),
            Expr::Array(of) => Slot::unknown(Type::Array(Box::new(self.slot(of)))),
            Expr::Map(of) => Slot::unknown(Type::Map(Box::new(self.slot(of)))),
            Expr::Union(members) => self.union(members),
            Expr::Open(inner) => open(self.slot(inner)),
            Expr::Linked { target, inner } => self.linked(target, inner),
            Expr::Wrapped(wrapper, inner) => {
                let slot = self.slot(inner);
                let nullable = match wrapper {
                    Wrapper::Nullable | Wrapper::OptionalNullable | Wrapper::Either => Some(true),
                    Wrapper::Optional => slot.nullable,
                };
                Slot { ty: slot.ty, nullable }
            }
            Expr::Transport(_) => Slot::unknown(Type::Primitive(Primitive::Any)),
        }
    }

    fn union(&mut self, members: &[Expr]) -> Slot {
        let mut nullable = None;
        let mut slots: Vec<Slot> = Vec::with_capacity(members.len());
        // by their text: a cell may hold a hundred thousand members
        let mut seen = HashSet::with_capacity(members.len());
        for member in members {
            let slot = self.slot(member);
            match slot.ty {
                Type::Primitive(Primitive::Null) => nullable = Some(true),
                _ if !seen.insert(format!("{slot:?}")) => {}
                _ => slots.push(slot),
            }
        }
        match <[Slot; 1]>::try_from(slots) {
            Ok([only]) => Slot { nullable: nullable.or(only.nullable), ty: only.ty },
            Err(slots) => Slot { ty: Type::Union(slots), nullable },
        }
    }

    /// A link whose text is more than a name: the page behind it is the union's own, and the text shows its members.
    fn linked(&mut self, target: &str, inner: &Expr) -> Slot {
        let slot = self.slot(inner);
        let Some(page) = self.index.follow(target, self.folder) else { return slot };
        let Some(draft) = self.drafts.get(page) else { return slot };
        match (draft.shape, slot.ty) {
            (Shape::Blank, Type::Union(members)) => {
                self.shown.push((page, members));
                Slot { ty: Type::Model(ModelId(page)), nullable: slot.nullable }
            }
            (Shape::Union, Type::Union(_)) => Slot { ty: Type::Model(ModelId(page)), nullable: slot.nullable },
            (_, ty) => Slot { ty, nullable: slot.nullable },
        }
    }

    /// A link whose text names one model and that leads to another's blank page: that page is a union of this one member.
    fn only_member(&mut self, named: &Named, page: usize) {
        let behind = named.target.as_deref().and_then(|target| self.index.follow(target, self.folder));
        let Some(behind) = behind.filter(|behind| *behind != page) else { return };
        if self.drafts.get(behind).is_some_and(|draft| draft.shape == Shape::Blank) {
            self.shown.push((behind, vec![Slot::unknown(Type::Model(ModelId(page)))]));
        }
    }

    /// The page of a name; where there is none, what the language means by such a name: never the same name again, but
    /// one of a page, a shorter one or none.
    fn named(&mut self, named: &Named) -> Slot {
        let found = self
            .index
            .resolve(named, self.folder)
            .or_else(|| self.aliases.then(|| self.index.alias(&named.name, self.folder)).flatten());
        if let Some(page) = found {
            self.only_member(named, page);
            return Slot::unknown(Type::Model(ModelId(page)));
        }
        let is_page = |name: &str| self.index.named(self.folder, name).is_some();
        if let Some(meant) = self.dialect.without_page(named, &is_page) {
            return self.slot(&meant);
        }
        let name = shorten(&named.name);
        let diagnostic = if self.broken.contains(&named.name.to_lowercase()) {
            let message = format!("nothing can be read of the page of `{name}`: any value is accepted in its place");
            Diagnostic::warning(Code::ModelLeftOut, self.place.clone(), message)
        } else if self.aliases {
            let message =
                format!("no page is the member that the SDK calls `{name}`: any value is accepted in its place");
            Diagnostic::warning(Code::UnknownMembers, self.place.clone(), message)
                .help("the pages of another SDK language may name its page")
        } else {
            let wanted = named.target.as_deref().map_or_else(String::new, |t| format!(" at `{}`", shorten(t)));
            let message = format!("`{name}` refers to a page that is not there{wanted}");
            Diagnostic::warning(Code::DanglingReference, self.place.clone(), message)
                .help("any value is accepted in its place")
        };
        self.diagnostics.push(diagnostic);
        Slot::unknown(Type::Primitive(Primitive::Any))
    }
}

/// The same slot, where a literal is one of several that may come.
fn open(slot: Slot) -> Slot {
    match slot.ty {
        Type::Literal { value, .. } => Slot { ty: Type::Literal { value, open: true }, nullable: slot.nullable },
        Type::Union(members) => {
            Slot { ty: Type::Union(members.into_iter().map(open).collect()), nullable: slot.nullable }
        }
        ty => Slot { ty, nullable: slot.nullable },
    }
}
