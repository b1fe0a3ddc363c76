//! typify makes the structs.
//!
//! It gets nothing that it could misread: every definition and every field has a neutral name (`T17`, `F3`), every
//! member is required and not null, and all that is no struct is a replacement. What comes back is checked: each
//! definition is exactly one struct with exactly its fields. Names, presence and docs are then set by the passes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use quote::format_ident;
use schemars08::schema::{
    ArrayValidation, InstanceType, ObjectValidation, RootSchema, Schema, SchemaObject, SingleOrVec, SubschemaValidation,
};
use syn::visit_mut::{self, VisitMut};
use typify::{MapType, TypeSpace, TypeSpaceSettings};

use crate::diagnostic::{Code, Diagnostic};
use crate::rust::code::quiet;
use crate::rust::code::types::PLACEHOLDER;
use crate::rust::definition::{Api, Id, Kind, Struct, Type};

/// The crate's own types for what JSON has, in the crate's `scalar`.
pub const SCALARS: [(&str, Type); 5] = [
    ("Number", Type::Number),
    ("BigInt", Type::BigInt),
    ("Decimal", Type::Decimal),
    ("Date", Type::Date),
    ("DateTime", Type::DateTime),
];

/// The structs among some definitions of an API, with fields in order and named `f0`, `f1`…, of bare types: no `Option`
/// or `Box` around them. Definitions are named [`PLACEHOLDER`]`::T17`.
///
/// # Errors
/// A panic of typify, or a result that is not what was asked for, as a diagnostic that names the definition.
pub fn structs(api: &Api, ids: &[Id]) -> Result<BTreeMap<Id, syn::ItemStruct>, Vec<Diagnostic>> {
    let is_struct = |id: &&Id| api.get(**id).is_some_and(|definition| matches!(definition.kind, Kind::Struct(_)));
    let wanted: BTreeSet<Id> = ids.iter().filter(is_struct).copied().collect();
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    match guarded(|| tokens(api, &wanted)) {
        Ok(stream) => collect(api, &wanted, stream),
        Err(first) => Err(blame(api, &wanted, &first)),
    }
}

/// Which definitions it is that typify cannot make: each alone, the others replaced.
fn blame(api: &Api, wanted: &BTreeSet<Id>, first: &str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for id in wanted {
        let pointer = api.get(*id).map_or("", |definition| &definition.pointer);
        if let Err(why) = guarded(|| tokens(api, &BTreeSet::from([*id]))) {
            let message = format!("`{pointer}`: typify cannot make it: {why}");
            out.push(Diagnostic::error(Code::GeneratorFault, None, message));
        }
    }
    if out.is_empty() {
        out.push(Diagnostic::error(Code::GeneratorFault, None, format!("typify cannot make the definitions: {first}")));
    }
    out
}

/// Runs typify, a panic of which becomes its message.
fn guarded(run: impl FnOnce() -> Result<TokenStream, typify::Error>) -> Result<TokenStream, String> {
    match quiet::without_report(|| catch_unwind(AssertUnwindSafe(run))) {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(error.to_string()),
        Err(payload) => Err(payload
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "it panicked".to_owned())),
    }
}

/// typify's code for the structs among `wanted`.
fn tokens(api: &Api, wanted: &BTreeSet<Id>) -> Result<TokenStream, typify::Error> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_map_type(MapType::new("::std::collections::BTreeMap"));
    let mut root = RootSchema::default();
    let replaced = |name: &str, settings: &mut TypeSpaceSettings, root: &mut RootSchema| {
        settings.with_replacement(name, name, std::iter::empty());
        root.definitions.insert(name.to_owned(), Schema::Bool(true));
    };
    for (name, _) in SCALARS {
        replaced(name, &mut settings, &mut root);
    }
    let mut others = BTreeSet::new();
    for id in wanted {
        let Some(definition) = api.get(*id) else { continue };
        let Kind::Struct(object) = &definition.kind else { continue };
        root.definitions.insert(name(*id), self::object(object));
        definition.visit_types(&mut |ty| {
            ty.visit_refs(&mut |other, _| {
                others.insert(other);
            });
        });
    }
    for other in others.difference(wanted) {
        replaced(&name(*other), &mut settings, &mut root);
    }
    let mut space = TypeSpace::new(&settings);
    space.add_root_schema(root)?;
    Ok(space.to_stream())
}

fn name(id: Id) -> String {
    format!("T{}", id.0)
}

fn object(object: &Struct) -> Schema {
    let mut validation = ObjectValidation::default();
    let types = object.fields.iter().map(|field| schema(&field.ty));
    let rest = object.rest.iter().map(|(_, ty)| schema(&Type::Map(Box::new(ty.clone()))));
    for (index, schema) in types.chain(rest).enumerate() {
        validation.required.insert(format!("f{index}"));
        validation.properties.insert(format!("f{index}"), schema);
    }
    Schema::Object(SchemaObject {
        instance_type: Some(SingleOrVec::from(InstanceType::Object)),
        object: Some(Box::new(validation)),
        ..SchemaObject::default()
    })
}

fn schema(ty: &Type) -> Schema {
    let of = |ty: InstanceType| SchemaObject { instance_type: Some(SingleOrVec::from(ty)), ..SchemaObject::default() };
    Schema::Object(match ty {
        Type::Any => return Schema::Bool(true),
        Type::Boolean => of(InstanceType::Boolean),
        Type::Integer => of(InstanceType::Integer),
        Type::String => of(InstanceType::String),
        Type::Ref(id) => SchemaObject::new_ref(format!("#/definitions/{}", name(*id))),
        Type::List(inner) => SchemaObject {
            array: Some(Box::new(ArrayValidation {
                items: Some(SingleOrVec::from(schema(inner))),
                ..ArrayValidation::default()
            })),
            ..of(InstanceType::Array)
        },
        Type::Map(inner) => SchemaObject {
            object: (**inner != Type::Any).then(|| {
                Box::new(ObjectValidation {
                    additional_properties: Some(Box::new(schema(inner))),
                    ..ObjectValidation::default()
                })
            }),
            ..of(InstanceType::Object)
        },
        Type::Nullable(inner) => SchemaObject {
            subschemas: Some(Box::new(SubschemaValidation {
                one_of: Some(vec![schema(inner), Schema::Object(of(InstanceType::Null))]),
                ..SubschemaValidation::default()
            })),
            ..SchemaObject::default()
        },
        Type::Number | Type::BigInt | Type::Decimal | Type::Date | Type::DateTime => {
            let name = SCALARS.iter().find(|(_, scalar)| scalar == ty).map_or("Number", |(name, _)| name);
            SchemaObject::new_ref(format!("#/definitions/{name}"))
        }
    })
}

/// Takes the structs out of typify's code, and checks that they are those that were asked for.
fn collect(
    api: &Api,
    wanted: &BTreeSet<Id>,
    stream: TokenStream,
) -> Result<BTreeMap<Id, syn::ItemStruct>, Vec<Diagnostic>> {
    let fault = |message: String| Diagnostic::error(Code::GeneratorFault, None, message);
    let file: syn::File =
        syn::parse2(stream).map_err(|error| vec![fault(format!("typify wrote code that does not parse: {error}"))])?;
    let names: HashMap<String, Id> = wanted.iter().map(|id| (name(*id), *id)).collect();
    let mut found = BTreeMap::new();
    let mut faults = Vec::new();
    for item in file.items {
        let (name, item) = match item {
            syn::Item::Struct(item) => (item.ident.to_string(), Some(item)),
            syn::Item::Enum(item) => (item.ident.to_string(), None),
            _ => continue,
        };
        match (names.get(&name), item) {
            (Some(id), Some(item)) => {
                if found.insert(*id, item).is_some() {
                    faults.push(fault(format!("typify made `{name}` twice")));
                }
            }
            _ => faults.push(fault(format!("typify made `{name}`, which nobody asked for"))),
        }
    }
    for id in wanted {
        let Some(definition) = api.get(*id) else { continue };
        let Kind::Struct(object) = &definition.kind else { continue };
        match found.get_mut(id) {
            Some(item) => {
                if let Err(why) = normalise(object, item) {
                    faults.push(fault(format!("`{}`: {why}", definition.pointer)));
                }
            }
            None => faults.push(fault(format!("`{}`: typify made no struct of it", definition.pointer))),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Puts the fields in order, and makes their types bare.
fn normalise(object: &Struct, item: &mut syn::ItemStruct) -> Result<(), String> {
    let wanted = object.fields.len() + object.rest.iter().len();
    let mut fields = BTreeMap::new();
    for mut field in std::mem::replace(&mut item.fields, syn::Fields::Unit) {
        let index = field.ident.as_ref().and_then(|ident| ident.to_string().strip_prefix('f')?.parse::<usize>().ok());
        let index = index.filter(|index| *index < wanted).ok_or("typify made a field that nobody asked for")?;
        field.ty = bare(field.ty);
        field.attrs.clear();
        Normalise.visit_type_mut(&mut field.ty);
        if fields.insert(index, field).is_some() {
            return Err("typify made a field twice".to_owned());
        }
    }
    if fields.len() != wanted {
        return Err(format!("typify made {} fields of {wanted}", fields.len()));
    }
    item.fields = syn::Fields::Named(syn::FieldsNamed {
        brace_token: syn::token::Brace::default(),
        named: fields.into_values().collect(),
    });
    item.attrs.clear();
    Ok(())
}

/// The type without the `Box` that typify puts where types hold themselves.
fn bare(ty: syn::Type) -> syn::Type {
    if let syn::Type::Path(path) = &ty
        && let Some(last) = path.path.segments.last()
        && last.ident == "Box"
        && let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(syn::GenericArgument::Type(inner)) = arguments.args.first()
    {
        return inner.clone();
    }
    ty
}

/// Names definitions under [`PLACEHOLDER`], scalars under `crate::scalar`.
struct Normalise;

impl VisitMut for Normalise {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        if path.leading_colon.is_some() || path.segments.len() != 1 {
            return;
        }
        let Some(first) = path.segments.first() else { return };
        let ident = first.ident.clone();
        let text = ident.to_string();
        if SCALARS.iter().any(|(scalar, _)| *scalar == text) {
            *path = syn::parse_quote!(crate::scalar::#ident);
        } else if text.strip_prefix('T').is_some_and(|number| number.parse::<usize>().is_ok()) {
            let module = format_ident!("{PLACEHOLDER}");
            *path = syn::parse_quote!(#module::#ident);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message() {
        assert_eq!(guarded(|| panic!("no {}", "way")).unwrap_err(), "no way");
        assert_eq!(guarded(|| panic!("plain")).unwrap_err(), "plain");
    }
}
