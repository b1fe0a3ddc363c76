//! The wire name of one field.

use super::scan::Source;
use super::words::{Words, fold, without_reserved_mark};
use super::{Conclusion, Confidence, Convention, Evidence, LocalSpellings, number};
use crate::family::Casing;
use foldhash::HashMap;
use rayon::prelude::*;

/// What a field is called on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireName {
    /// The name.
    pub name: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why it is that.
    pub reason: Reason,
    /// Other spellings that it may have, the likeliest first; none where the name is beyond doubt.
    ///
    /// They are told by the name alone: whoever uses them must leave out those that another field of the model has.
    pub aliases: Vec<String>,
}

impl WireName {
    /// A name beyond doubt.
    pub fn new(name: &str, confidence: Confidence, reason: Reason) -> Self {
        Self { name: name.to_owned(), confidence, reason, aliases: Vec::new() }
    }
}

/// Why a field has its name on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Somebody stated it.
    Stated,
    /// A tag in the SDK's own sources says so.
    Tag,
    /// The pages of the SDK's language show names as they are on the wire.
    Shown,
    /// The field's own page spells it, or an example of its model.
    Page,
    /// Pages spell every field of that name so.
    Pages,
    /// The digits that a name is, in words on the page.
    Number,
    /// The words of the documented name, written in the API's convention.
    #[default]
    Convention,
    /// The documented name, to the letter.
    AsDocumented,
    /// Another field of the model would have had the same.
    Clash,
}

/// Works out the wire name of a field that a page with the title `model_title` shows as `documented`.
///
/// The page's own spellings, `local`, come first, then those that the whole API has for this name, then the words of
/// the name in the API's convention. Where the language's casing already is the convention, the documented name is
/// kept to the letter but for the mark of a reserved word.
///
/// ```
/// use fieldcast::family::Casing;
/// use fieldcast::wire::{Conclusion, Convention, Evidence, LocalSpellings, wire_name};
///
/// let conclusion = Conclusion::new(&Evidence::default(), Casing::GoPascal, Some(Convention::Camel));
/// assert_eq!(wire_name("ShelfIDs", "Book", Casing::GoPascal, &conclusion, None).name, "shelfIds");
///
/// let mut local = LocalSpellings::default();
/// local.example(r#"{"shelf_IDs": [7]}"#, 0);
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
    let bare = if conclusion.marked { without_reserved_mark(documented) } else { documented };
    let plain = without_class_suffix(bare, model_title, casing);
    let words = Words::of(plain, casing);
    let folded = fold(plain);
    let (inferred, mut confidence, by) = by_convention(plain, &words, casing, conclusion);
    let mut aliases = Vec::new();
    // Whoever states that names are as documented means it.
    let to_the_letter =
        conclusion.convention == Convention::AsDocumented && conclusion.confidence == Confidence::Stated;
    let local = local.filter(|_| !to_the_letter);
    let sure = confidence <= Confidence::Certain;
    let quoted = local.and_then(|l| l.of(&folded)).filter(|(name, source)| {
        // what is certain for the whole API is not renamed by one sentence
        !sure || *source == Source::Key || name.starts_with('_') || conclusion.believed.contains(*name)
    });
    let quoted = quoted.map(|(name, _)| (name, Reason::Page));
    let quoted = quoted.or_else(|| conclusion.exceptions.get(&folded).map(|name| (name.as_str(), Reason::Pages)));
    let quoted_or_id = quoted.map(|(name, reason)| (name.to_owned(), reason));
    let (name, reason) = match quoted_or_id.or_else(|| database_id(&folded, conclusion, local)) {
        Some((quoted, reason)) if quoted != inferred => {
            confidence = Confidence::Likely;
            aliases.push(inferred);
            (quoted, reason)
        }
        Some((quoted, reason)) => {
            confidence = confidence.min(Confidence::Certain);
            (quoted, reason)
        }
        None => (inferred, by),
    };
    if conclusion.document_ids && name == "id" && quoted.is_none() {
        confidence = confidence.max(Confidence::Likely);
        aliases.push("_id".to_owned());
    }
    if confidence > Confidence::Certain {
        aliases.extend(other_spellings(documented, plain, &words, casing, conclusion));
        aliases = without_repeats(aliases, &name);
    }
    WireName { name, confidence, reason, aliases }
}

/// The wire names of all fields that an API's pages show, each worked out once.
///
/// [`Self::of`] gives what [`wire_name`] gives.
#[derive(Debug)]
pub struct WireNames<'c> {
    conclusion: &'c Conclusion,
    casing: Casing,
    /// By the documented name: its folded form, and its name on the wire where the page itself says nothing.
    known: HashMap<&'c str, (String, WireName)>,
}

impl<'c> WireNames<'c> {
    /// Works out the names of the fields in `evidence`, that are written in `casing`.
    pub fn new(evidence: &'c Evidence, casing: Casing, conclusion: &'c Conclusion) -> Self {
        // What the title may change is left to be asked for.
        let plain = |name: &&str| casing != Casing::Pascal || !name.ends_with("Value");
        let names: Vec<&str> = evidence.shown(casing).into_iter().filter(plain).collect();
        let known = names
            .into_par_iter()
            .map(|name| {
                let folded = fold(without_reserved_mark(name));
                (name, (folded, wire_name(name, "", casing, conclusion, None)))
            })
            .collect();
        Self { conclusion, casing, known }
    }

    /// The wire name of a field: see [`wire_name`].
    pub fn of(&self, documented: &str, model_title: &str, local: &LocalSpellings) -> WireName {
        match self.known.get(documented) {
            Some((folded, name)) if !local.speaks_of(folded) => name.clone(),
            _ => wire_name(documented, model_title, self.casing, self.conclusion, Some(local)),
        }
    }
}

/// `_id` for an `id` that its row describes as a database's, in an API whose pages speak of `_id`.
fn database_id(folded: &str, conclusion: &Conclusion, local: Option<&LocalSpellings>) -> Option<(String, Reason)> {
    let is = folded == "id" && conclusion.document_ids && local.is_some_and(LocalSpellings::database_id);
    is.then(|| ("_id".to_owned(), Reason::Page))
}

/// The name of a property that C# forbids to be called like its class: `PhoneNumberValue` of `PhoneNumber`.
fn without_class_suffix<'a>(documented: &'a str, model_title: &str, casing: Casing) -> &'a str {
    if casing != Casing::Pascal {
        return documented;
    }
    let class = model_title.rsplit(['.', ':', '\\']).next().unwrap_or(model_title);
    documented.strip_suffix("Value").filter(|bare| !bare.is_empty() && *bare == class).unwrap_or(documented)
}

fn by_convention(
    plain: &str,
    words: &Words<'_>,
    casing: Casing,
    conclusion: &Conclusion,
) -> (String, Confidence, Reason) {
    let convention = conclusion.convention;
    if let Some(number) = number::spelled(&words.words) {
        return (format!("{}{number}", words.prefix), conclusion.confidence.max(Confidence::Likely), Reason::Number);
    }
    let as_documented = convention == Convention::AsDocumented || convention == Convention::of(casing);
    let name = if as_documented || words.words.is_empty() {
        plain.to_owned()
    } else {
        words.write(convention, casing, &conclusion.capitals)
    };
    // One word is the same in nearly every convention.
    let single = words.words.len() == 1 && name.bytes().all(|b| b.is_ascii_lowercase());
    let in_doubt = matches!(convention, Convention::Camel | Convention::Pascal)
        && conclusion.confidence == Confidence::Certain
        && words.may_have_capitals(casing, &conclusion.capitals);
    let confidence = match conclusion.confidence {
        Confidence::Guessed if single => Confidence::Likely,
        Confidence::Certain if in_doubt => Confidence::Likely,
        confidence => confidence,
    };
    (name, confidence, if as_documented { Reason::AsDocumented } else { Reason::Convention })
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

#[cfg(test)]
mod tests {
    use super::super::Evidence;
    use super::*;

    fn stated(casing: Casing, convention: Convention) -> Conclusion {
        Conclusion::new(&Evidence::default(), casing, Some(convention))
    }

    fn guessed(casing: Casing) -> Conclusion {
        Conclusion::new(&Evidence::default(), casing, None)
    }

    fn name(documented: &str, casing: Casing, convention: Convention) -> String {
        wire_name(documented, "Shelf", casing, &stated(casing, convention), None).name
    }

    #[test]
    fn each_language_is_undone() {
        assert_eq!(name("shelf_number", Casing::Snake, Convention::Camel), "shelfNumber");
        assert_eq!(name("shelfNumber", Casing::Camel, Convention::Snake), "shelf_number");
        assert_eq!(name("ShelfNumber", Casing::Pascal, Convention::Snake), "shelf_number");
        assert_eq!(name("ShelfIDs", Casing::GoPascal, Convention::Snake), "shelf_ids");
        assert_eq!(name("ShelfURL", Casing::GoPascal, Convention::Camel), "shelfUrl");
        assert_eq!(name("web3Shelf", Casing::Camel, Convention::Snake), "web3_shelf");
        assert_eq!(name("shelfNumber", Casing::Camel, Convention::Kebab), "shelf-number");
    }

    #[test]
    fn a_name_in_the_convention_is_kept_to_the_letter() {
        assert_eq!(name("dueMM", Casing::Camel, Convention::Camel), "dueMM");
        assert_eq!(name("due_URL_x", Casing::Snake, Convention::Snake), "due_URL_x");
        assert_eq!(name("DueURL", Casing::Pascal, Convention::Pascal), "DueURL");
        assert_eq!(name("public_", Casing::Camel, Convention::Camel), "public");
        assert_eq!(name("end_", Casing::Snake, Convention::AsDocumented), "end");
    }

    #[test]
    fn the_suffix_of_csharp_goes_where_the_class_has_the_name() {
        let conclusion = stated(Casing::Pascal, Convention::Snake);
        let of = |documented, title| wire_name(documented, title, Casing::Pascal, &conclusion, None).name;
        assert_eq!(of("BookShelfValue", "BookShelf"), "book_shelf");
        assert_eq!(of("BookShelfValue", "Models.Components.BookShelf"), "book_shelf");
        assert_eq!(of("BookShelfValue", "Book"), "book_shelf_value");
        assert_eq!(of("Value", "Value"), "value");
        let java = stated(Casing::Camel, Convention::Snake);
        assert_eq!(wire_name("shelfValue", "shelf", Casing::Camel, &java, None).name, "shelf_value");
    }

    #[test]
    fn numbers_in_words_are_digits() {
        for (documented, casing) in
            [("twoThousandAndTwelve", Casing::Camel), ("two_thousand_and_twelve", Casing::Snake)]
        {
            let found = wire_name(documented, "Years", casing, &guessed(casing), None);
            assert_eq!(found.name, "2012");
            assert!(found.aliases.contains(&documented.to_owned()));
        }
        assert_eq!(name("twoFactor", Casing::Camel, Convention::Camel), "twoFactor");
    }

    #[test]
    fn the_page_has_the_last_word() {
        let mut local = LocalSpellings::default();
        local.example(r#"{"tag_colour": 1, "@type": 2, "Shelf": {"dueDate": 1}}"#, 0);
        local.prose("The due_date, and `loanId`.");
        let conclusion = stated(Casing::Camel, Convention::Camel);
        let of = |documented| wire_name(documented, "Book", Casing::Camel, &conclusion, Some(&local));
        assert_eq!(of("tagColour").name, "tag_colour");
        assert_eq!(of("tagColour").aliases, ["tagColour"]);
        assert_eq!(of("tagColour").confidence, Confidence::Likely);
        assert_eq!(of("type").name, "@type");
        assert_eq!(of("shelf").name, "Shelf");
        assert_eq!(of("dueDate").name, "dueDate", "a sentence renames nothing that is sure");
        let guess = guessed(Casing::Camel);
        assert_eq!(wire_name("dueDate", "Book", Casing::Camel, &guess, Some(&local)).name, "due_date");
        assert_eq!(of("loanId").confidence, Confidence::Stated);
        let to_the_letter = stated(Casing::Camel, Convention::AsDocumented);
        assert_eq!(wire_name("tagColour", "Book", Casing::Camel, &to_the_letter, Some(&local)).name, "tagColour");
    }

    #[test]
    fn what_is_only_inferred_has_aliases() {
        let found = wire_name("ShelfID", "Book", Casing::GoPascal, &guessed(Casing::GoPascal), None);
        assert_eq!(found.name, "shelfId");
        assert_eq!(found.confidence, Confidence::Guessed);
        assert_eq!(found.aliases, ["ShelfID", "shelf_id", "shelfID"]);
        let sure = wire_name("ShelfID", "Book", Casing::GoPascal, &stated(Casing::GoPascal, Convention::Camel), None);
        assert!(sure.aliases.is_empty());
        let one_word = wire_name("title", "Book", Casing::Snake, &guessed(Casing::Snake), None);
        assert_eq!((one_word.confidence, one_word.aliases), (Confidence::Likely, Vec::new()));
    }

    #[test]
    fn ids_of_a_database_have_their_underscore() {
        let mut evidence = Evidence::default();
        evidence.prose("The slug, not the database's _id.");
        evidence.prose("Takes the _id too.");
        let conclusion = Conclusion::new(&evidence, Casing::Camel, None);
        let mut local = LocalSpellings::default();
        Evidence::default().row("id", "Internal identifier", "", &mut local);
        let found = wire_name("id", "Book", Casing::Camel, &conclusion, Some(&local));
        assert_eq!((found.name.as_str(), found.aliases), ("_id", vec!["id".to_owned()]));
        let plain = wire_name("id", "Book", Casing::Camel, &conclusion, None);
        assert_eq!((plain.name.as_str(), plain.aliases), ("id", vec!["_id".to_owned()]));
        evidence.example(r#"[{"id": 1}, {"id": 2}]"#);
        let against = Conclusion::new(&evidence, Casing::Camel, None);
        assert_eq!(wire_name("id", "Book", Casing::Camel, &against, Some(&local)).name, "id");
    }

    #[test]
    fn lost_capitals_come_from_the_other_names() {
        let mut evidence = Evidence::default();
        evidence.prose("`shelfID`, `loanID`, `ownerName`, `/loans/{loanID}`");
        for field in ["shelf_id", "loan_id", "owner_name", "book_id", "cover_pdf"] {
            evidence.documented(field, Casing::Snake);
        }
        let conclusion = Conclusion::new(&evidence, Casing::Snake, None);
        let of = |documented| wire_name(documented, "Book", Casing::Snake, &conclusion, None);
        assert_eq!(of("book_id").name, "bookID");
        assert_eq!(of("book_id").confidence, Confidence::Certain);
        assert_eq!(of("cover_pdf").name, "coverPdf");
        // Another SDK of the same API, which keeps capitals, tells the rest.
        evidence.documented("coverPDF", Casing::Camel);
        let both = Conclusion::new(&evidence, Casing::Snake, None);
        assert_eq!(wire_name("cover_pdf", "Book", Casing::Snake, &both, None).name, "coverPDF");
    }

    #[test]
    fn a_capital_that_may_be_lost_is_in_doubt() {
        let mut evidence = Evidence::default();
        evidence.prose("`ownerName`, `dueDate`, `loanCount`");
        for field in ["OwnerName", "DueDate", "LoanCount", "ShelfID"] {
            evidence.documented(field, Casing::GoPascal);
        }
        let conclusion = Conclusion::new(&evidence, Casing::GoPascal, None);
        let of = |documented| wire_name(documented, "Book", Casing::GoPascal, &conclusion, None);
        assert_eq!(of("DueDate").confidence, Confidence::Certain);
        assert_eq!((of("ShelfID").name.as_str(), of("ShelfID").confidence), ("shelfId", Confidence::Likely));
        assert!(of("ShelfID").aliases.contains(&"shelfID".to_owned()));
    }
}
