//! Enums that only one member has, whose values stand apart from its row: they take the place of what the row's type says.

use super::page::Inline;
use super::{Expr, Literal, Primitive};
use foldhash::{HashMap, HashSet, HashSetExt as _};

/// The enums of a page that only one member has, by what they are called.
pub(crate) struct Inlines<'p, 'a> {
    all: &'p [Inline<'a>],
    /// Where the first of a name stands, without regard to case, separators and containers.
    places: HashMap<String, usize>,
}

impl<'p, 'a> Inlines<'p, 'a> {
    pub(crate) fn new(all: &'p [Inline<'a>]) -> Self {
        Self { all, places: all.iter().enumerate().rev().map(|(at, inline)| (key(inline.name), at)).collect() }
    }

    /// The type of a row with the values that the page lists for it.
    pub(crate) fn with(&self, ty: Expr, name: &str) -> Expr {
        let mut ty = ty;
        replace(&mut ty, name, self);
        ty
    }

    fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The first that has one of the names.
    fn first(&self, names: &[&str]) -> Option<&'p Inline<'a>> {
        let at = names.iter().filter_map(|name| self.places.get(*name)).min()?;
        self.all.get(*at)
    }
}

fn replace(ty: &mut Expr, name: &str, inline: &Inlines<'_, '_>) {
    match ty {
        Expr::Array(of) | Expr::Map(of) | Expr::Wrapped(_, of) | Expr::Open(of) => replace(of, name, inline),
        Expr::Linked { inner, .. } => replace(inner, name, inline),
        Expr::Union(members) => members.iter_mut().for_each(|member| replace(member, name, inline)),
        Expr::Named(named) => {
            let own = named.target.as_deref() == Some("#");
            if inline.is_empty() && !own {
                return;
            }
            let class = fold(&named.name);
            let (field, longer) = (fold(name), format!("{class}enum"));
            let shorter = class.strip_suffix("enum").unwrap_or(&class);
            let found = match own {
                true => inline.first(&[&field, &class, shorter, &longer]),
                false => inline.first(&[&field, &class]),
            };
            match found.and_then(|found| values(found, None)) {
                Some(found) => *ty = found,
                // an enum without values that are read: anything
                None if own => *ty = Expr::Primitive(Primitive::Any),
                None => {}
            }
        }
        Expr::Primitive(_) if inline.is_empty() => {}
        Expr::Primitive(primitive) => {
            let field = fold(name);
            if !matches!(primitive, Primitive::Any | Primitive::Object | Primitive::Null)
                && let Some(found) = inline.first(&[&field, &format!("{field}enum")])
                && let Some(found) = values(found, Some(*primitive))
            {
                *ty = found;
            }
        }
        Expr::Literal(_) | Expr::Transport(_) => {}
    }
}

/// The letters and digits of a name, in lower case.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same of the class in a list or map of it.
fn key(name: &str) -> String {
    let inner = name.trim_end_matches(['>', ']', ')', '}']);
    let inner = inner.rsplit(['<', '[', '(', '{', ',', '.']).next().unwrap_or(inner);
    fold(if name.len() == inner.len() { name } else { inner })
}

/// The values as a type.
fn values(inline: &Inline<'_>, primitive: Option<Primitive>) -> Option<Expr> {
    let text = matches!(primitive, Some(Primitive::String));
    let numbers = !text
        && !inline.values.is_empty()
        && inline.values.iter().all(|value| value.parse::<f64>().is_ok_and(f64::is_finite));
    let mut members: Vec<Expr> = Vec::with_capacity(inline.values.len());
    let mut null = false;
    let mut seen = HashSet::with_capacity(inline.values.len());
    for value in &inline.values {
        let literal = if inline.typed {
            match serde_json::from_str(value) {
                Ok(serde_json::Value::String(text)) if primitive == Some(Primitive::Boolean) => match text.as_str() {
                    "true" => Literal::Boolean(true),
                    "false" => Literal::Boolean(false),
                    _ => return None,
                },
                Ok(serde_json::Value::String(text)) => Literal::String(text),
                Ok(serde_json::Value::Number(number)) if !text => number_of(&number.to_string())?,
                Ok(serde_json::Value::Null) => {
                    null = true;
                    continue;
                }
                _ => Literal::String((*value).to_owned()),
            }
        } else if numbers {
            number_of(value)?
        } else {
            Literal::String((*value).to_owned())
        };
        if seen.insert(*value) {
            members.push(Expr::Literal(literal));
        }
    }
    let ty = match members.len() {
        0 => return None,
        1 => members.remove(0),
        _ => Expr::Union(members),
    };
    Some(if null { Expr::Wrapped(super::Wrapper::Nullable, Box::new(ty)) } else { ty })
}

fn number_of(text: &str) -> Option<Literal> {
    text.parse().map(Literal::Integer).or_else(|_| text.parse().map(Literal::Float)).ok()
}
