//! From the pages of one SDK to its models: every page becomes a model or a diagnostic.

use super::lower::{Draft, DraftBody, draft};
use super::operations::{Ground, Operations};
use super::options::Options;
use super::pass::{Models, Pass};
use super::resolve::{Index, main_rank};
use super::{Api, Kind, merged, names, plumbing, tagged, usage, values};
use crate::diagnostic::{self, Code, Diagnostic, Place, Severity};
use crate::family::page::{Body, Page, Reading};
use crate::family::{self, Dialect, Family, Heap};
use crate::operation::api_page;
use crate::shown::is_bidi;
use crate::source::{Docs, File};
use crate::tags::{self, Tags};
use crate::wire::{Conclusion, WireNames};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock};

/// Reads the pages of one SDK, on as many threads as rayon's current pool has.
///
/// Gives what could be read, `None` only where the language is not known; and everything that is wrong or was left
/// out. What cannot be read of a page costs that place alone, where any value is accepted then.
pub fn read(docs: &Docs, options: &Options) -> (Option<Api>, Vec<Diagnostic>) {
    let family = match family_of(docs, options) {
        Ok(family) => family,
        Err(problem) => return (None, vec![*problem]),
    };
    let stores: Vec<OnceLock<String>> = docs.files.iter().map(|_| OnceLock::new()).collect();
    let mut pages = match Pages::read(docs, &stores, options, family) {
        Ok(pages) => pages,
        Err(problem) => return (None, vec![*problem]),
    };
    let Some((family, dialect)) = pages.language(docs, family, options) else {
        diagnostic::sort(&mut pages.diagnostics);
        return (None, pages.diagnostics);
    };
    pages.keep(family);
    let Pages { whole, bytes, broken, operations: among, mut diagnostics, .. } = pages;
    let whole: Vec<_> = whole.into_iter().map(Of::page).collect();
    let prefix = family::ALL.get(family).filter(|family| family.strips_prefix()).map_or("", |_| prefix(&whole));
    let cells = whole.iter().flat_map(|(_, page)| page.rows());
    let dialect = family::of_cells(dialect, cells.map(|row| row.ty.text));
    let (mut drafts, mut bodies) = drafts(docs, whole, (dialect, prefix), &mut diagnostics);
    let mut evidence = names::evidence(&drafts, &mut bodies, dialect);
    let code = if options.no_sources { None } else { docs.code(tags::endings(dialect.name())) };
    let tags = code.map(|code| Tags::read(dialect.name(), &code)).unwrap_or_default();
    evidence.tags(tags.names());
    tagged::fill(&mut drafts, &mut bodies, &tags, dialect);
    let conclusion = Conclusion::new(&evidence, dialect.casing(), options.wire_names);
    let conclusion = conclusion.with_marks(dialect.marks_reserved_words());
    let mut index = Index::new(&drafts, docs.settings.as_ref()).with_prefix(prefix);
    if dialect.has_aliases() {
        index = index.with_members(&bodies);
    }
    let mut dates = HashMap::new();
    if family::ALL.get(family).is_some_and(|family| family.names_values()) {
        dates = values::settle(&drafts, &mut bodies, &index, &tags, !dialect.tells_dates_from_times());
    }
    let left_out: HashMap<usize, String> = if options.plumbing {
        HashMap::new()
    } else {
        let pages = drafts.par_iter().zip(&bodies).enumerate();
        let found = pages.filter_map(|(at, (draft, body))| Some((at, plumbing::page(draft, body)?)));
        found.collect()
    };
    let mut main: HashMap<&str, usize> = HashMap::with_capacity(drafts.len());
    for draft in &drafts {
        if let Some(rank) = main_rank(&draft.namespace, docs.settings.as_ref()) {
            let first = main.entry(draft.name).or_insert(rank);
            *first = rank.min(*first);
        }
    }
    let examples = names::examples(&drafts, &bodies, &index);
    let wire = WireNames::new(&evidence, dialect.casing(), &conclusion);
    let (names, index) = (&wire, &index);
    let pass = Pass {
        docs,
        drafts: &drafts,
        index,
        family: family::ALL.get(family).copied(),
        dialect,
        options,
        broken: &broken,
        names,
        examples,
        dates,
        tags: &tags,
        main,
    };
    let Models { mut models, ids, wrappers, diagnostics: problems } = pass.models(bodies, left_out);
    diagnostics.extend(problems);
    if family::ALL.get(family).is_some_and(|family| family.merges_unions()) {
        merged::settle(&mut models, &mut diagnostics);
    }
    let mut operations = Operations::default();
    if let Some(beside) = &docs.beside {
        let beside = beside.with(docs, &among);
        let (found, shown, problems) = Ground::new(&pass, &ids, &wrappers, &models).read(&beside);
        operations = found;
        diagnostics.extend(problems);
        for (id, members) in shown {
            let Some(model) = models.get_mut(id.0) else { continue };
            if let Kind::Union(union) = &mut model.kind
                && union.members.is_none()
            {
                union.members = Some(members);
                let place = Some(&model.place);
                diagnostics.retain(|d| d.code != Code::UnknownMembers || d.place.as_ref() != place);
            }
        }
    }
    // given back on all threads: there are many
    drafts.into_par_iter().for_each(drop);
    stores.into_par_iter().for_each(drop);
    diagnostic::sort(&mut diagnostics);
    let api = Api {
        languages: vec![dialect.id()],
        root: docs.root.clone(),
        models,
        operations,
        wire: conclusion,
        evidence,
        casing: dialect.casing(),
        pages: docs.files.len(),
        bytes,
    };
    (Some(api), diagnostics)
}

/// What the files of an SDK are, before anybody asks what their cells mean.
struct Pages<'a> {
    /// The pages of models, with what can be read of those that are broken.
    whole: Vec<Of<'a>>,
    /// Which languages of each family they speak; nothing where the language is stated.
    votes: Vec<Vec<usize>>,
    bytes: usize,
    /// The titles of pages of which nothing can be read, in lower case.
    broken: HashSet<String>,
    /// The pages that document operations.
    operations: Vec<&'a File>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Pages<'a> {
    /// Reads the files, and keeps of each what its page quotes in the store at its place.
    fn read(
        docs: &'a Docs,
        stores: &'a [OnceLock<String>],
        options: &Options,
        stated: Option<&'static dyn Family>,
    ) -> Result<Self, Box<Diagnostic>> {
        let texts = docs.read(|at, text| {
            let (file, store) = (docs.files.get(at)?, stores.get(at)?);
            let heap = Heap::default();
            let (family, mut reading) = family::read(&file.path, text, &heap, stated);
            let of_operations = docs.beside.is_some() && matches!(reading, Reading::Other(_)) && api_page::is(text);
            let mut votes = Vec::new();
            if let Reading::Model(page) | Reading::Broken(_, Some(page)) = &mut reading {
                if options.language.is_none() {
                    votes = family::ALL.get(family).map(|family| family.votes(page)).unwrap_or_default();
                }
                usage::forget(page);
            }
            Some((family, votes, reading.kept_in(store), direction(text, file), of_operations))
        })?;
        let mut pages = Self {
            whole: Vec::with_capacity(texts.made.len()),
            votes: family::ALL.iter().map(|family| vec![0; family.languages().len()]).collect(),
            bytes: texts.bytes,
            broken: HashSet::new(),
            operations: Vec::new(),
            diagnostics: texts.diagnostics.into_iter().map(Diagnostic::forgiven).collect(),
        };
        for (file, made) in docs.files.iter().zip(texts.made) {
            // its title may be what is broken: files are named after it in lower case, where it is taken with a `_`
            let mut broken = || pages.broken.insert(file.stem().trim_end_matches('_').to_lowercase());
            let Some((family, votes, reading, marks, of_operations)) = made.flatten() else {
                broken();
                continue;
            };
            if of_operations {
                pages.operations.push(file);
            }
            pages.diagnostics.extend(marks);
            if let Some(sums) = pages.votes.get_mut(family) {
                sums.iter_mut().zip(votes).for_each(|(sum, votes)| *sum += votes);
            }
            match reading {
                Reading::Model(page) if page.body == Body::Blank && tells_of_folder(file) => {
                    let place = page.place(page.title.line, page.title.column);
                    let message = format!("`{}` tells of its folder, and is no page of a model", page.title.text);
                    pages.diagnostics.push(Diagnostic::note(Code::NotAModel, place, message));
                }
                Reading::Model(page) => pages.whole.push(Of { family, file, page }),
                // a licence, a list of changes: only where models alone lie somebody may miss one
                Reading::Broken(problems, None) if !lies_with_models(docs) => {
                    let note = |problem: Diagnostic| Diagnostic { severity: Severity::Note, help: None, ..problem };
                    pages.diagnostics.extend(problems.into_iter().map(note));
                }
                Reading::Other(diagnostic) => pages.diagnostics.push(diagnostic),
                Reading::Broken(problems, rest) => {
                    match rest {
                        Some(page) => pages.whole.push(Of { family, file, page }),
                        None => {
                            broken();
                        }
                    }
                    pages.diagnostics.extend(problems.into_iter().map(Diagnostic::forgiven));
                }
            }
        }
        Ok(pages)
    }

    /// Leaves out the pages of other families than the one that all together are of, and says so.
    fn keep(&mut self, family: usize) {
        let title = |at: usize| family::ALL.get(at).map_or("another generator", |family| family.title());
        let diagnostics = &mut self.diagnostics;
        let mut keep = |of: &Of<'a>| {
            if of.family == family {
                return true;
            }
            let place = of.page.place(of.page.title.line, of.page.title.column);
            let found = if of.page.body == Body::Blank { "no model of these docs" } else { title(of.family) };
            let message = format!("`{}` is a page of {found}, the others are of {}", of.page.title.text, title(family));
            diagnostics.push(Diagnostic::note(Code::NotAModel, place, message));
            false
        };
        self.whole.retain(&mut keep);
        for of in &mut self.whole {
            diagnostics.append(&mut of.page.unread);
        }
    }

    /// The family and language that are stated, or else those that the pages speak.
    fn language(
        &mut self,
        docs: &Docs,
        stated: Option<&'static dyn Family>,
        options: &Options,
    ) -> Option<(usize, &'static dyn Dialect)> {
        let place = |family: &dyn Family| family::ALL.iter().position(|known| known.name() == family.name());
        if let Some(name) = &options.language {
            // of several families that have the language the one of most pages
            let count =
                |at: usize| self.whole.iter().filter(|of| of.family == at && of.page.body != Body::Blank).count();
            let mut having: Vec<(usize, &'static dyn Dialect)> = family::ALL
                .iter()
                .enumerate()
                .filter(|(_, family)| stated.is_none_or(|stated| stated.name() == family.name()))
                .filter_map(|(at, family)| Some((at, family::language_of(*family, name)?)))
                .collect();
            having.sort_by_key(|(at, _)| std::cmp::Reverse(count(*at)));
            if let Some(found) = having.first() {
                return Some(*found);
            }
        }
        let mut votes: Vec<(usize, &'static dyn Dialect, usize)> = Vec::new();
        for ((at, family), counts) in family::ALL.iter().enumerate().zip(&mut self.votes) {
            family.settle(counts);
            votes.extend(family.languages().iter().zip(counts).map(|(language, count)| (at, *language, *count)));
        }
        if let Some(at) = stated.and_then(place) {
            votes.retain(|(family, ..)| *family == at);
        }
        let languages: Vec<(&'static dyn Dialect, usize)> =
            votes.iter().map(|(_, language, count)| (*language, *count)).collect();
        let language = language(docs, languages, &self.whole, options, stated, &mut self.diagnostics)?;
        let family = votes.iter().find(|(_, known, _)| known.id() == language.id()).map(|(at, ..)| *at);
        Some((family.unwrap_or_default(), language))
    }
}

/// A page, and the family that read it, by its place in [`family::ALL`].
struct Of<'a> {
    family: usize,
    file: &'a File,
    page: Box<Page<'a>>,
}

impl<'a> Of<'a> {
    fn page(self) -> (&'a File, Box<Page<'a>>) {
        (self.file, self.page)
    }
}

/// What the names of all models start with before a word of their own: the project's, and no part of the API's names.
fn prefix<'a>(pages: &[(&'a File, Box<Page<'a>>)]) -> &'a str {
    const FEW: usize = 6;
    let mut titles = pages.iter().map(|(_, page)| page.title.text);
    let Some(first) = titles.next().filter(|_| pages.len() >= FEW) else { return "" };
    let mut length = first.len();
    for title in titles {
        let same = first.bytes().zip(title.bytes()).take_while(|(a, b)| a == b).count();
        length = length.min(same);
    }
    let prefix = first.get(..length).unwrap_or_default();
    let word = |title: &str| title.get(length..).is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()));
    if length > 1 && pages.iter().all(|(_, page)| word(page.title.text)) { prefix } else { "" }
}

/// The family that is stated.
fn family_of(docs: &Docs, options: &Options) -> Result<Option<&'static dyn Family>, Box<Diagnostic>> {
    let Some(name) = &options.family else { return Ok(None) };
    family::by_family_name(name).map(Some).ok_or_else(|| {
        let known = family::ALL.iter().map(|family| family.name()).collect::<Vec<_>>().join(", ");
        let message = format!("found the family `{name}`, expected one of {known}");
        Box::new(Diagnostic::error(Code::LanguageUnclear, Place::file(docs.root.as_str()), message))
    })
}

/// That a page has characters which change the direction of text, at the first of them.
fn direction(text: &str, file: &File) -> Option<Diagnostic> {
    // in UTF-8, such characters begin with one of two bytes, which stand at no other place in a character
    let mut marks = memchr::memchr2_iter(0xd8, 0xe2, text.as_bytes())
        .filter_map(|at| Some((at, text.get(at..)?.chars().next().filter(|c| is_bidi(*c))?)));
    let (at, mark) = marks.next()?;
    let count = 1 + marks.count();
    let head = text.get(..at).unwrap_or_default();
    let line = head.matches('\n').count() + 1;
    let column = head.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let message = format!(
        "found U+{:04X}, one of {count} characters of the page that change the direction of text: what is read may not be \
         what is there",
        u32::from(mark)
    );
    let place = Place::at(Arc::clone(&file.path), number(line), number(column));
    let help = "they are kept, and written as escapes in the schema and in Rust; take them out where they mean nothing";
    Some(Diagnostic::warning(Code::DirectionMarks, place, message).help(help))
}

/// Whether a file is one that tells of the folder that it lies in.
fn tells_of_folder(file: &File) -> bool {
    matches!(file.stem().to_ascii_lowercase().as_str(), "readme" | "index" | "license" | "changelog" | "contributing")
}

/// Whether the folder of the pages is one of models alone.
fn lies_with_models(docs: &Docs) -> bool {
    docs.root.rsplit('/').next().is_some_and(|folder| folder.eq_ignore_ascii_case("models"))
}

/// The language that is stated, or else the one that the pages speak.
fn language(
    docs: &Docs,
    mut votes: Vec<(&'static dyn Dialect, usize)>,
    pages: &[Of<'_>],
    options: &Options,
    stated: Option<&'static dyn Family>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Dialect> {
    let place = || Place::file(docs.root.as_str());
    let known = || {
        let mut names: Vec<&str> = family::languages().map(|(_, d)| d.name()).collect();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(*name));
        names.join(", ")
    };
    if let Some(name) = &options.language {
        let of = stated.map(|family| format!(" of {}", family.title())).unwrap_or_default();
        let message = format!("found the language `{name}`, expected one{of} of {}", known());
        diagnostics.push(Diagnostic::error(Code::LanguageUnclear, place(), message));
        return None;
    }
    votes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = |votes: &[(&'static dyn Dialect, usize)]| {
        let shown = votes.iter().filter(|(_, n)| *n > 0).map(|(d, n)| format!("{} in {n} places", d.id()));
        shown.collect::<Vec<_>>().join(", ")
    };
    match votes.as_slice() {
        [(first, most), (_, second), ..] if *most > 0 => {
            if *second * 10 < *most {
                return Some(*first);
            }
            // marks may mislead, as older generations wrote some of another's: what the pages are is what can be read
            let known: Vec<_> =
                votes.iter().filter(|(_, count)| count * 10 >= *most).map(|(found, _)| *found).collect();
            let mut read: Vec<_> = known.into_iter().map(|dialect| (dialect, unread(pages, dialect))).collect();
            read.sort_by_key(|(_, unread)| *unread);
            match read.as_slice() {
                [(best, unread), rest @ ..] if rest.iter().all(|(_, other)| *unread * 10 < *other) => Some(*best),
                // all can be read as either: the marks decide
                [(_, unread), ..] if *second * 2 < *most && *unread * 10 < pages.len() => Some(*first),
                _ => {
                    let message = format!("the pages are of several SDK languages: {}", shown(&votes));
                    diagnostics.push(
                        Diagnostic::error(Code::LanguageUnclear, place(), message)
                            .help("name the folder of one SDK, or its language with --language"),
                    );
                    None
                }
            }
        }
        _ => {
            let stated = docs
                .settings
                .iter()
                .flat_map(|s| &s.languages)
                .find_map(|name| family::language_of(stated.unwrap_or(family::ALL[0]), name));
            let stated = stated.or_else(|| by_names(pages));
            if stated.is_none() {
                let (code, message) = if pages.is_empty() {
                    (Code::NoPages, "found no page of a model".to_owned())
                } else {
                    (Code::LanguageUnclear, "no page shows which SDK language it is of".to_owned())
                };
                let help = if pages.is_empty() {
                    "name the folder that holds the pages of the models, often `docs/models`, `docs` or `doc/models`"
                        .to_owned()
                } else {
                    "name it with --language: typescript, python, ruby, go, java, csharp, php or another; a wrong name lists all"
                        .to_owned()
                };
                diagnostics.push(Diagnostic::error(code, place(), message).help(help));
            }
            stated
        }
    }
}

/// The language that the case of names and files shows, where no type shows any and all types are of it: C# alone writes
/// members in Pascal case and types without marks, and of the two that write them in camel case PHP calls its files as its
/// classes.
fn by_names(pages: &[Of<'_>]) -> Option<&'static dyn Dialect> {
    const FEW: usize = 3;
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let names = || pages.iter().flat_map(|of| of.page.rows()).map(|row| row.name.text);
    let (all, capitals) = (names().count(), names().filter(|name| capital(name)).count());
    if all < FEW || pages.iter().any(|of| of.family != 0) {
        return None;
    }
    let is_camel = capitals == 0
        && names().any(|name| name.contains(char::is_uppercase))
        && !names().any(|name| name.contains('_'));
    let files = pages.iter().filter(|of| capital(of.file.stem())).count();
    let name = match files {
        _ if capitals == all => "csharp",
        _ if !is_camel => return None,
        0 => "typescript",
        files if files == pages.len() => "php",
        _ => return None,
    };
    let dialect = family::language_of(*family::ALL.first()?, name)?;
    (unread(pages, dialect) == 0).then_some(dialect)
}

/// How many cells of the pages are no type of a language.
fn unread(pages: &[Of<'_>], dialect: &'static dyn Dialect) -> usize {
    let rows = pages.par_iter().flat_map_iter(|of| of.page.rows());
    rows.filter(|row| dialect.parse_type(row.ty.text).is_err()).count()
}

/// Parses every page and sorts the drafts: the main namespace first, then by path.
fn drafts<'a>(
    docs: &'a Docs,
    pages: Vec<(&'a File, Box<Page<'a>>)>,
    (dialect, prefix): (&'static dyn Dialect, &str),
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Draft<'a>>, Vec<DraftBody<'a>>) {
    let parsed: Vec<_> = pages.into_par_iter().map(|(file, page)| draft(file, page, dialect)).collect();
    let mut drafts: Vec<(Draft<'a>, DraftBody<'a>)> = Vec::with_capacity(parsed.len());
    for (mut draft, body, problems) in parsed {
        draft.name = draft.name.strip_prefix(prefix).unwrap_or(draft.name);
        drafts.push((draft, body));
        diagnostics.extend(problems);
    }
    let settings = docs.settings.as_ref();
    let folders: BTreeSet<(bool, &str)> =
        drafts.iter().map(|(d, _)| (main_rank(&d.namespace, settings).is_none(), d.namespace.as_str())).collect();
    let folders: HashMap<String, usize> =
        folders.into_iter().enumerate().map(|(rank, (_, folder))| (folder.to_owned(), rank)).collect();
    let rank = |draft: &Draft<'_>| folders.get(&draft.namespace).copied().unwrap_or_default();
    drafts.sort_by_cached_key(|(draft, _)| (rank(draft), &*draft.file.relative));
    name_by_file(&mut drafts, rank);
    let mut first: HashMap<(usize, &'a str), &'a Arc<str>> = HashMap::with_capacity(drafts.len());
    drafts.retain(|(draft, _)| {
        let other = match first.entry((rank(draft), draft.name)) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(first) => {
                first.insert(&draft.file.path);
                return true;
            }
        };
        let place = draft.page.place(draft.page.title.line, draft.page.title.column);
        let message = format!("found the model `{}` again, `{other}` defines it", draft.page.title.text);
        let help = "the first of the two pages is taken";
        diagnostics.push(Diagnostic::warning(Code::DuplicateModel, place, message).help(help));
        false
    });
    drafts.into_iter().unzip()
}

/// Names models by their files where one title stands on several pages and the files differ from it, and from each other,
/// by case alone: PHP's class names have no case, so its pages of `SAMLLink` and `SamlLink` have the same title.
///
/// `folder` tells the folder of a draft by its number.
fn name_by_file<'a>(drafts: &mut [(Draft<'a>, DraftBody<'a>)], folder: impl Fn(&Draft<'a>) -> usize) {
    let mut titles: HashMap<(usize, &str), usize> = HashMap::with_capacity(drafts.len());
    for (draft, _) in drafts.iter() {
        *titles.entry((folder(draft), draft.name)).or_default() += 1;
    }
    if titles.len() == drafts.len() {
        return;
    }
    for (draft, _) in drafts {
        let stem = draft.file.stem();
        let several = titles.get(&(folder(draft), draft.name)).is_some_and(|count| *count > 1);
        let cased = stem.bytes().any(|b| b.is_ascii_uppercase());
        if several && cased && stem.eq_ignore_ascii_case(draft.name) {
            draft.name = stem;
        }
    }
}
