//! Which of the folders of a checkout hold pages of models: several APIs may be documented in it, and much else.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::page::{Body, Reading};
use crate::family::{self, Heap};
use crate::source::Docs;

/// Of the folders that [`crate::source::find`] gives, those that hold a page of a model as any family writes it; the first
/// where none does, so that its pages are told as what they are.
///
/// Where one of them is called `docs` or `doc` and all others lie in the folder that it stands in, such as those of
/// examples, it is taken alone. A folder of models that is passed over so is a warning, one without a page of a model is a
/// note.
///
/// # Examples
///
/// ```
/// use fieldcast::model::folders;
/// use fieldcast::source::{Docs, File};
///
/// let docs = |root: &str, text: &str| {
///     let file = File { path: format!("{root}/pet.md").into(), relative: "pet.md".into(), text: Some(text.to_owned()) };
///     Docs { root: root.to_owned(), files: vec![file], ..Docs::default() }
/// };
/// let page = "# Pet\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**id** | **int** |  | \n";
/// let (docs, told) = folders(vec![docs("guides/docs", "# Hello\n"), docs("sdk/docs", page)]);
/// assert_eq!(docs.iter().map(|docs| docs.root.as_str()).collect::<Vec<_>>(), ["sdk/docs"]);
/// assert_eq!(told[0].code.to_string(), "not-a-model");
/// ```
pub fn folders(mut found: Vec<Docs>) -> (Vec<Docs>, Vec<Diagnostic>) {
    // nearly all checkouts: nothing has to be read
    if found.len() < 2 {
        return (found, Vec::new());
    }
    // What lies beside all folders of documentation is asked last: hardly ever there are models.
    let all_others = |docs: &Docs| found.iter().all(|other| other.root == docs.root || within(&docs.root, &other.root));
    let rest = found.iter().position(all_others).map(|at| found.remove(at));
    let is: Vec<bool> = found.iter().map(has_models).collect();
    let rest = match is.contains(&true) {
        true => None,
        false => rest.filter(has_models),
    };
    if let Some(rest) = rest {
        let told = found.iter().map(without).collect();
        return (vec![rest], told);
    }
    if !is.contains(&true) {
        found.truncate(1);
        return (found, Vec::new());
    }
    let mut told = Vec::new();
    let mut kept = Vec::new();
    for (docs, is) in found.into_iter().zip(is) {
        match is {
            true => kept.push(docs),
            false => told.push(without(&docs)),
        }
    }
    let main = kept.iter().position(|docs| kept.iter().all(|other| other == docs || beside(docs, other)));
    if let Some(main) = main.filter(|_| kept.len() > 1) {
        let main = kept.remove(main);
        told.extend(kept.drain(..).map(|docs| passed_over(&docs, &main)));
        kept.push(main);
    }
    (kept, told)
}

/// Whether any page of a folder is one of a model.
fn has_models(docs: &Docs) -> bool {
    docs.any(|path, text| {
        let heap = Heap::default();
        let (_, reading) = family::read(path, text, &heap, None);
        matches!(reading, Reading::Model(page) if page.body != Body::Blank)
    })
}

/// Whether a path lies in a folder.
fn within(folder: &str, path: &str) -> bool {
    matches!(folder, "" | ".") || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a folder of documentation stands in the folder in which another lies somewhere.
fn beside(docs: &Docs, other: &Docs) -> bool {
    let (above, name) = docs.root.rsplit_once('/').unwrap_or(("", &docs.root));
    matches!(name, "docs" | "doc") && within(above, &other.root)
}

fn without(docs: &Docs) -> Diagnostic {
    let message = format!("found {} pages, and none of a model", docs.files.len());
    Diagnostic::note(Code::NotAModel, Place::file(docs.root.as_str()), message)
}

fn passed_over(docs: &Docs, main: &Docs) -> Diagnostic {
    let message = format!("found pages of models here too, and takes those of `{}` alone", main.root);
    Diagnostic::warning(Code::SeveralApis, Place::file(docs.root.as_str()), message)
        .help("for these, name this folder; for SDKs of one API, name each")
}
