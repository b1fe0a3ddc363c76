//! The wire name of one field.

use super::words::{Words, fold, without_reserved_mark};
use super::{Conclusion, Confidence, Convention, LocalSpellings, number};
use crate::dialect::Casing;

/// What a field is called on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireName {
    /// The name.
    pub name: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Other spellings that it may have, the likeliest first; none where the name is beyond doubt.
    ///
    /// They are told by the name alone: whoever uses them must leave out those that another field of the model has.
    pub aliases: Vec<String>,
}

/// Works out the wire name of a field that a page with the title `model_title` shows as `documented`.
///
/// The page's own spellings, `local`, come first, then those that the whole API has for this name, then the words of
/// the name in the API's convention. Where the language's casing already is the convention, the documented name is
/// kept to the letter but for the mark of a reserved word.
///
/// ```
/// use fieldcast::dialect::Casing;
/// use fieldcast::wire::{Conclusion, Convention, Evidence, LocalSpellings, wire_name};
///
/// let conclusion = Conclusion::new(&Evidence::default(), Casing::GoPascal, Some(Convention::Camel));
/// assert_eq!(wire_name("ShelfIDs", "Book", Casing::GoPascal, &conclusion, None).name, "shelfIds");
///
/// let mut local = LocalSpellings::default();
/// local.prose("Holds `shelf_IDs`.");
/// assert_eq!(wire_name("ShelfIDs", "Book", Casing::GoPascal, &conclusion, Some(&local)).name, "shelf_IDs");
/// ```
pub fn wire_name(
    documented: &str,
    model_title: &str,
    casing: Casing,
    conclusion: &Conclusion,
    local: Option<&LocalSpellings>,
) -> WireName {
    let casing = if casing == conclusion.given { conclusion.shown } else { casing };
    let plain = without_class_suffix(without_reserved_mark(documented), model_title, casing);
    let words = Words::of(plain, casing);
    let folded = fold(plain);
    let (inferred, mut confidence) = by_convention(plain, &words, casing, conclusion);
    let mut aliases = Vec::new();
    let quoted = local.and_then(|l| l.of(&folded)).or_else(|| conclusion.exceptions.get(&folded).map(String::as_str));
    let name = match quoted.map(str::to_owned).or_else(|| database_id(&folded, conclusion, local)) {
        Some(quoted) if quoted != inferred => {
            confidence = Confidence::Likely;
            aliases.push(inferred);
            quoted
        }
        Some(quoted) => {
            confidence = confidence.min(Confidence::Certain);
            quoted
        }
        None => inferred,
    };
    if conclusion.document_ids && name == "id" && quoted.is_none() {
        confidence = confidence.max(Confidence::Likely);
        aliases.push("_id".to_owned());
    }
    if confidence > Confidence::Certain {
        aliases.extend(other_spellings(documented, plain, &words, casing, conclusion));
        aliases = without_repeats(aliases, &name);
    }
    WireName { name, confidence, aliases }
}

/// `_id` for an `id` that its row describes as a database's, in an API whose pages speak of `_id`.
fn database_id(folded: &str, conclusion: &Conclusion, local: Option<&LocalSpellings>) -> Option<String> {
    let is = folded == "id" && conclusion.document_ids && local.is_some_and(LocalSpellings::database_id);
    is.then(|| "_id".to_owned())
}

/// The name of a property that C# forbids to be called like its class: `PhoneNumberValue` of `PhoneNumber`.
fn without_class_suffix<'a>(documented: &'a str, model_title: &str, casing: Casing) -> &'a str {
    if casing != Casing::Pascal {
        return documented;
    }
    let class = model_title.rsplit(['.', ':', '\\']).next().unwrap_or(model_title);
    documented.strip_suffix("Value").filter(|bare| !bare.is_empty() && *bare == class).unwrap_or(documented)
}

fn by_convention(plain: &str, words: &Words<'_>, casing: Casing, conclusion: &Conclusion) -> (String, Confidence) {
    let convention = conclusion.convention;
    if let Some(number) = number::spelled(&words.words) {
        return (format!("{}{number}", words.prefix), conclusion.confidence.max(Confidence::Likely));
    }
    let as_documented = convention == Convention::AsDocumented || convention == Convention::of(casing);
    let name = if as_documented || words.words.is_empty() {
        plain.to_owned()
    } else {
        words.write(convention, casing, &conclusion.capitals)
    };
    // One word is the same in nearly every convention.
    let single = words.words.len() == 1 && name.bytes().all(|b| b.is_ascii_lowercase());
    let confidence = if single { conclusion.confidence.min(Confidence::Likely) } else { conclusion.confidence };
    (name, confidence)
}

/// Every way in which the name might be spelt, the likeliest first.
fn other_spellings(
    documented: &str,
    plain: &str,
    words: &Words<'_>,
    casing: Casing,
    conclusion: &Conclusion,
) -> Vec<String> {
    let mut all = Vec::new();
    if words.words.len() > 1 {
        all.push(plain.to_owned());
        all.push(words.write(Convention::Camel, casing, &conclusion.capitals));
        all.push(words.write(Convention::Snake, casing, &conclusion.capitals));
        all.extend(words.with_initialisms());
    }
    if plain != documented && !documented.ends_with('_') {
        all.push(words.write(Convention::Camel, casing, &conclusion.capitals));
    }
    all
}

fn without_repeats(aliases: Vec<String>, name: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(aliases.len());
    for alias in aliases {
        if alias != name && !alias.is_empty() && !kept.contains(&alias) {
            kept.push(alias);
        }
    }
    kept
}
