//! The table of shapes that a generated union compares a value with.
//!
//! It has only what can make a difference: of members that every object of the union may have and that tell nothing,
//! none is listed.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

use super::dispatch::is_tag_value;
use super::objects::{Listed, Objects};
use super::values::known_values;
use super::{Discriminator, Member, Shape, UnionSpec};

/// What the values of a member say about the variant.
#[derive(Clone, Debug, PartialEq)]
enum Told {
    /// Nothing.
    Nothing,
    /// With one of these the variant is likelier.
    Likely(Vec<Value>),
    /// With another value it is not the variant.
    Only(Vec<Value>),
}

/// The objects of a union, and what their members list.
struct Known<'s> {
    all: Objects<'s>,
    listed: HashMap<&'s str, Listed>,
}

/// An expression of type `&'static [Shape]`, in the order of the variants.
pub(super) fn table(spec: &UnionSpec, tag: Option<&Discriminator>) -> TokenStream {
    let objects = objects(spec);
    let all = Objects::new(&objects);
    let known = Known { listed: all.listed(), all };
    let mut of_tag: HashMap<usize, Vec<Value>> = HashMap::new();
    for (value, variant) in tag.iter().flat_map(|tag| &tag.mapping) {
        of_tag.entry(*variant).or_default().push(value.clone());
    }
    let shapes = spec.variants.iter().enumerate().map(|(index, variant)| match (&variant.shape, tag) {
        (Shape::Object(members), Some(tag)) => {
            object(members, &known, of_tag.get(&index).map(|values| (tag.property.as_str(), values.as_slice())))
        }
        (shape, _) => tokens(shape, &known),
    });
    quote!(&[#(#shapes),*])
}

/// The members of every object in the union, at whatever depth; each object once.
pub(super) fn objects(spec: &UnionSpec) -> Vec<&[Member]> {
    fn collect<'a>(shape: &'a Shape, seen: &mut HashSet<&'a [Member]>, objects: &mut Vec<&'a [Member]>) {
        match shape {
            Shape::Object(members) if seen.insert(members) => objects.push(members),
            Shape::Array(inner) | Shape::Map(inner) => collect(inner, seen, objects),
            Shape::OneOf(shapes) => shapes.iter().for_each(|shape| collect(shape, seen, objects)),
            _ => {}
        }
    }
    let (mut seen, mut objects) = (HashSet::new(), Vec::new());
    spec.variants.iter().for_each(|variant| collect(&variant.shape, &mut seen, &mut objects));
    objects
}

fn tokens(shape: &Shape, known: &Known<'_>) -> TokenStream {
    match shape {
        Shape::Any => quote!(Shape::Any),
        Shape::Null => quote!(Shape::Null),
        Shape::Boolean => quote!(Shape::Boolean),
        Shape::Integer => quote!(Shape::Integer),
        Shape::Number => quote!(Shape::Number),
        Shape::String => quote!(Shape::String),
        Shape::Values { values, open } => match (scalars(values), open) {
            (Some(values), false) => quote!(Shape::Values(&[#values])),
            (Some(values), true) => quote!(Shape::OpenValues(&[#values])),
            (None, _) => quote!(Shape::Any),
        },
        Shape::Array(items) => {
            let items = tokens(items, known);
            quote!(Shape::Array(&#items))
        }
        Shape::Map(values) => {
            let values = tokens(values, known);
            quote!(Shape::Map(&#values))
        }
        Shape::Object(members) => object(members, known, None),
        Shape::OneOf(shapes) => {
            let shapes = shapes.iter().map(|shape| tokens(shape, known));
            quote!(Shape::OneOf(&[#(#shapes),*]))
        }
    }
}

/// The shape of an object; `tag` is the member that is known to tell the variant, and its values.
fn object(members: &[Member], known: &Known<'_>, tag: Option<(&str, &[Value])>) -> TokenStream {
    let members = members.iter().filter_map(|member| {
        let told = match &tag {
            Some((name, values)) if member.name == *name => Told::Only(values.to_vec()),
            _ => told(member, known),
        };
        if !member.required && told == Told::Nothing && known.all.is_everywhere(&member.name) {
            return None;
        }
        let names = std::iter::once(&member.name).chain(&member.aliases);
        let presence = if member.required { quote!(required) } else { quote!(optional) };
        let told = match told {
            Told::Nothing => TokenStream::new(),
            Told::Likely(values) => scalars(&values).map(|values| quote!(.likely(&[#values]))).unwrap_or_default(),
            Told::Only(values) => scalars(&values).map(|values| quote!(.only(&[#values]))).unwrap_or_default(),
        };
        Some(quote!(Member::#presence(&[#(#names),*])#told))
    });
    quote!(Shape::Object(&[#(#members),*]))
}

/// What the values of a member say about the variant, given the objects of the union.
fn told(member: &Member, known: &Known<'_>) -> Told {
    let Some((mut values, open)) = known_values(&member.shape).filter(|(values, _)| scalars(values).is_some()) else {
        return Told::Nothing;
    };
    let listed = known.listed.get(member.name.as_str());
    // A single value that another kind of object may have too is rather a state than a name.
    let is_own = match values.as_slice() {
        [only] => listed.is_some_and(|listed| listed.is_of_one(only)),
        _ => false,
    };
    if !is_own && listed.is_some_and(|listed| listed.is_same(&values)) {
        return Told::Nothing;
    }
    if accepts_null(&member.shape) {
        values.push(Value::Null);
    }
    if !open || is_own || listed.is_some_and(|listed| listed.tells) { Told::Only(values) } else { Told::Likely(values) }
}

fn accepts_null(shape: &Shape) -> bool {
    match shape {
        Shape::Null | Shape::Any => true,
        Shape::Values { values, .. } => values.contains(&Value::Null),
        Shape::OneOf(shapes) => shapes.iter().any(accepts_null),
        _ => false,
    }
}

/// The values as the `Scalar`s of the generated crate; `None` where one of them is none.
fn scalars(values: &[Value]) -> Option<TokenStream> {
    let scalars: Option<Vec<_>> = values.iter().map(scalar).collect();
    scalars.map(|scalars| quote!(#(#scalars),*))
}

/// A value as a `Scalar` of the generated crate.
fn scalar(value: &Value) -> Option<TokenStream> {
    match value {
        Value::Null => Some(quote!(Scalar::Null)),
        _ if !is_tag_value(value) => None,
        Value::Bool(value) => Some(quote!(Scalar::Bool(#value))),
        Value::String(text) => Some(quote!(Scalar::Str(#text))),
        other => {
            let literal = Literal::i64_unsuffixed(other.as_i64()?);
            Some(quote!(Scalar::Integer(#literal)))
        }
    }
}

/// A pattern for a `Scalar` that is one of the values of a tag; `None` where none of them can be one.
pub(super) fn pattern(values: &[&Value]) -> Option<TokenStream> {
    let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
    let texts = (!texts.is_empty()).then(|| quote!(Scalar::Str(#(#texts)|*)));
    let others = values.iter().filter(|value| !value.is_string() && !value.is_null()).filter_map(|value| scalar(value));
    let patterns: Vec<_> = texts.into_iter().chain(others).collect();
    (!patterns.is_empty()).then(|| quote!(#(#patterns)|*))
}
