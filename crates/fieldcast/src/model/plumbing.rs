//! What belongs to the SDK and not to the API: transport types, response wrappers, options, security settings.

use super::lower::{Draft, DraftBody, DraftField, DraftFields};
use crate::family::{Expr, Wrapper};

/// Why a row is no member of the API's model; `None` where it is one.
pub(super) fn row(field: DraftField<'_, '_>) -> Option<String> {
    let name = field.row.name.text;
    if let Some(transport) = transport(&field.observed.ty) {
        return Some(format!("`{name}` is the SDK's transport (`{transport}`), no data of the API"));
    }
    (folds_to(name, "rawresponse") || folds_to(name, "httpmeta"))
        .then(|| format!("`{name}` is added by the SDK to every response, no data of the API"))
}

/// Whether a name has just these letters and digits, in upper or lower case.
fn folds_to(name: &str, folded: &str) -> bool {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase()).eq(folded.bytes())
}

/// Why a page is no model of the API; `None` where it is one.
pub(super) fn page(draft: &Draft<'_>, body: &DraftBody<'_>) -> Option<String> {
    let DraftBody::Object(fields) = body else { return None };
    let has = |name: &str| fields.iter().any(|f| folds_to(f.row.name.text, name));
    let transports = fields.iter().filter(|f| row(*f).is_some()).count();
    if fields.len() > 0 && transports == fields.len() {
        return Some("every row is the SDK's transport".to_owned());
    }
    if has("statuscode") && has("contenttype") && (transports > 0 || has("headers")) {
        return Some("it wraps an HTTP response (status code, content type)".to_owned());
    }
    let operation = draft.is_operation();
    if operation && has("httpmeta") {
        return Some("it wraps an HTTP response".to_owned());
    }
    if operation && draft.name.ends_with("Response") && transports > 0 {
        return Some("it wraps an HTTP response".to_owned());
    }
    if operation && draft.name.ends_with("Response") && is_result(fields) {
        return Some("it wraps an HTTP response (headers, result)".to_owned());
    }
    if draft.name.ends_with("Security") && fields.len() > 0 && fields.iter().all(is_credential) {
        return Some("it holds the SDK's credentials".to_owned());
    }
    None
}

/// The pair that wraps a response with headers: a map from header to values, and the body.
fn is_result(fields: &DraftFields<'_>) -> bool {
    let is = |field: DraftField<'_, '_>, name: &str| folds_to(field.row.name.text, name);
    let headers = fields.iter().any(|field| {
        let values = |ty: &Expr| matches!(ty, Expr::Map(of) if matches!(&**of, Expr::Array(_)));
        is(field, "headers") && field.row.required && values(&field.observed.ty)
    });
    headers && fields.len() <= 2 && fields.iter().all(|field| is(field, "headers") || is(field, "result"))
}

/// Whether a row holds a secret by which a caller shows who it is: named for one, and of text.
fn is_credential(field: DraftField<'_, '_>) -> bool {
    let name = field.row.name.text.to_ascii_lowercase();
    let words = ["auth", "token", "key", "secret", "password", "username", "bearer", "cookie", "basic", "client"];
    words.iter().any(|word| name.contains(word))
}

/// The transport type that an expression is, through any wrapper.
fn transport(ty: &Expr) -> Option<&str> {
    match ty {
        Expr::Transport(name) => Some(name),
        Expr::Wrapped(Wrapper::Optional | Wrapper::Nullable | Wrapper::OptionalNullable | Wrapper::Either, inner) => {
            transport(inner)
        }
        Expr::Linked { inner, .. } => transport(inner),
        _ => None,
    }
}
