//! How code builds a value of a struct: `new` with its arguments where none can be taken for another, a builder that names
//! each member otherwise. What lowering says of it is asked for, so that it is true of the crates that are made.

use super::{Compare, Found};
use crate::diff::rules::Level;
use crate::rust::definition::{Api, Field, Struct, Type};
use std::collections::HashSet;

impl Compare<'_> {
    /// What became of `new` or the builder; `told` is how many findings there were before those of the struct's fields.
    ///
    /// Two ways compile and mean something else: `new` takes another member where it took one that the same value may be
    /// given for, and a builder has to be given one member more, which it says when it runs.
    pub(super) fn built(&mut self, key: &str, old: &Struct, new: &Struct, told: usize) {
        let (before, after) = (self.before.api, self.after.api);
        let (was, is) = (before.arguments(old), after.arguments(new));
        let say = |id, member: Option<&Field>, silent, from: String, to: String| Found {
            id,
            key: key.to_owned(),
            member: member.map(|field| field.wire.clone()),
            level: Level::Major,
            silent,
            from,
            to,
        };
        if let (None, None) = (&was, &is) {
            let must = |api: &Api, field: &Field| field.presence.is_required() && !api.has_one_value(field);
            let known: HashSet<&str> =
                old.fields.iter().filter(|was| must(before, was)).map(|was| was.name.as_str()).collect();
            let newly = new.fields.iter().filter(|field| must(after, field) && !known.contains(field.name.as_str()));
            let (from, to) = ("what a builder does without", "what it has to be given");
            let found = newly.map(|field| say("rust-changed", Some(field), true, from.to_owned(), to.to_owned()));
            self.found.extend(found);
            return;
        }
        let same = |was: &Field, is: &Field| was.wire == is.wire || was.name == is.name;
        if let (Some(was), Some(is)) = (&was, &is) {
            if was.len() == is.len() && was.iter().zip(is).all(|(was, is)| same(was, is)) {
                return;
            }
            let compiles = was.len() == is.len() && was.iter().zip(is).all(|(was, is)| self.takes(was, is));
            let has_all = was.len() == is.len() && was.iter().all(|was| is.iter().any(|is| same(was, is)));
            if compiles || has_all {
                self.found.push(say("order-changed", None, compiles, shown(Some(was)), shown(Some(is))));
                return;
            }
        }
        // A member that is told of says enough.
        let is_told = |found: &Found| found.level == Level::Major && found.member.is_some();
        if !self.found.iter().skip(told).any(is_told) {
            self.found.push(say("rust-changed", None, false, shown(was.as_deref()), shown(is.as_deref())));
        }
    }

    /// Whether some value that was given for a member may be given for one of the new version.
    fn takes(&self, was: &Field, is: &Field) -> bool {
        let names_any = |ty: &Type| {
            let mut any = false;
            ty.visit_refs(&mut |_, _| any = true);
            any
        };
        self.was(&was.ty, false) == self.is(&is.ty, false)
            || (!names_any(&was.ty) && !names_any(&is.ty) && was.ty.may_be_given_for(&is.ty))
    }
}

/// A call of what builds a value.
fn shown(arguments: Option<&[&Field]>) -> String {
    let Some(arguments) = arguments else { return "`builder()`".to_owned() };
    let names: Vec<&str> = arguments.iter().map(|field| field.name.as_str()).collect();
    format!("`new({})`", names.join(", "))
}
