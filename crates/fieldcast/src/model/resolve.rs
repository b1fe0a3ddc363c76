//! Which page a type refers to.
//!
//! In this order (measured over 27,652 links, of which 1,941 name a folder in which the page does not lie): the namespace
//! and name in the type's text; the link, case-sensitively; the link with its folder mapped as the SDK's settings say;
//! both without regard to case. A name alone means the page of its own folder, then that of a main one, then the only page
//! that has it; never one of several, for up to 89 names of one SDK stand in several namespaces.

use super::lower::{Draft, DraftBody};
use crate::family::{Expr, Named};
use crate::source::GenYaml;
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The folders that hold an API's main models, in the order in which they are looked at.
const MAIN: [&str; 6] = ["components", "shared", "models", "schemas", "", "model"];

/// Finds pages by namespace and name, and by path.
pub(super) struct Index<'a> {
    by_name: HashMap<(&'a str, &'a str), usize>,
    by_path: HashMap<&'a str, usize>,
    /// Both without regard to case; made where they are first asked for, which most SDKs never do.
    folded: OnceLock<Folded<'a>>,
    /// From a title to its page, where no other has it; made where it is first asked for.
    only: OnceLock<HashMap<&'a str, Option<usize>>>,
    /// From a namespace, and from the last folder of its way, to the first such namespace.
    by_folder: HashMap<&'a str, &'a str>,
    settings: Option<&'a GenYaml>,
    drafts: &'a [Draft<'a>],
    /// What classes are called after beside their names: see [`Self::with_prefix`].
    prefix: &'a str,
    /// See [`Self::with_members`].
    members: BTreeSet<(&'a str, String, usize)>,
}

/// Pages by their names and paths in lower case: of several, the first.
struct Folded<'a> {
    by_name: HashMap<(&'a str, String), usize>,
    by_path: HashMap<String, usize>,
}

impl<'a> Folded<'a> {
    fn new(drafts: &'a [Draft<'a>]) -> Self {
        let mut folded =
            Self { by_name: HashMap::with_capacity(drafts.len()), by_path: HashMap::with_capacity(drafts.len()) };
        for (at, draft) in drafts.iter().enumerate() {
            folded.by_name.entry((&draft.namespace, draft.name.to_lowercase())).or_insert(at);
            folded.by_path.entry(without_ending(&draft.file.relative).to_lowercase()).or_insert(at);
        }
        folded
    }
}

impl<'a> Index<'a> {
    pub fn new(drafts: &'a [Draft<'a>], settings: Option<&'a GenYaml>) -> Self {
        let mut index = Self {
            by_name: HashMap::with_capacity(drafts.len()),
            by_path: HashMap::with_capacity(drafts.len()),
            folded: OnceLock::new(),
            only: OnceLock::new(),
            by_folder: HashMap::new(),
            settings,
            drafts,
            prefix: "",
            members: BTreeSet::new(),
        };
        let mut namespaces = HashSet::new();
        for (at, draft) in drafts.iter().enumerate() {
            let (namespace, name) = (draft.namespace.as_str(), draft.name);
            index.by_name.entry((namespace, name)).or_insert(at);
            index.by_path.entry(without_ending(&draft.file.relative)).or_insert(at);
            if namespaces.insert(namespace) {
                index.by_folder.entry(namespace).or_insert(namespace);
                index.by_folder.entry(namespace.rsplit('/').next().unwrap_or_default()).or_insert(namespace);
            }
        }
        index
    }

    /// The same index where types write a prefix before the names of models that is no part of them.
    pub fn with_prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = prefix;
        self
    }

    /// The same index that finds a page by what its members refer to as well, which [`Self::alias`] needs.
    pub fn with_members(mut self, bodies: &[DraftBody<'_>]) -> Self {
        for (at, (draft, body)) in self.drafts.iter().zip(bodies).enumerate() {
            let DraftBody::Object(fields) = body else { continue };
            for field in fields.iter() {
                names(&field.observed.ty, &mut |name| {
                    self.members.insert((draft.namespace.as_str(), name.to_owned(), at));
                });
            }
        }
        self
    }

    fn folded(&self) -> &Folded<'a> {
        self.folded.get_or_init(|| Folded::new(self.drafts))
    }

    /// The page of a name that stands on the page in `folder`.
    pub fn resolve(&self, named: &Named, folder: &str) -> Option<usize> {
        let target = || named.target.as_deref().and_then(|target| path_of(target, folder));
        let found = match &named.namespace {
            Some(namespace) => {
                let folders = self.folders(namespace);
                let exact = folders.iter().find_map(|f| self.named(f, &named.name));
                exact.or_else(|| self.path(&target()?)).or_else(|| {
                    let folded = named.name.to_lowercase();
                    let main = folders.into_iter();
                    let found = main.map(|f| self.folded().by_name.get(&(f, folded.clone())).copied());
                    // the root is meant; where it has no such page, the only folder that no word would tell
                    let here = || self.named(folder, &named.name).filter(|_| namespace.is_empty());
                    here().or_else(|| found.flatten().next())
                })
            }
            None => target().and_then(|target| self.path(&target)).or_else(|| self.named(folder, &named.name)),
        };
        let bare = || Some(named.name.strip_prefix(self.prefix)?).filter(|_| !self.prefix.is_empty());
        found
            .or_else(|| self.named(folder, bare()?))
            .or_else(|| self.folders(MAIN[0]).into_iter().find_map(|main| self.named(main, &named.name)))
            .or_else(|| self.only(&named.name))
    }

    /// The page of a title that no other page has.
    fn only(&self, name: &str) -> Option<usize> {
        let only = self.only.get_or_init(|| {
            let mut only = HashMap::with_capacity(self.drafts.len());
            for (at, draft) in self.drafts.iter().enumerate() {
                only.entry(draft.name).and_modify(|page| *page = None).or_insert(Some(at));
            }
            only
        });
        only.get(name).copied().flatten()
    }

    /// The page of exactly this name in exactly this folder.
    pub fn named(&self, folder: &str, name: &str) -> Option<usize> {
        self.by_name.get(&(folder, name)).copied()
    }

    /// The page at the target of a link that stands on the page in `folder`.
    pub fn follow(&self, target: &str, folder: &str) -> Option<usize> {
        self.path(&path_of(target, folder)?)
    }

    /// The page that a C# union's own name for a member (`VerificationGoogleOneTap`) stands for: in the same folder, the
    /// one whose title the name ends with (`GoogleOneTap`), or the only one whose members are named after it
    /// (`VerificationGoogleOneTapStatus`).
    pub fn alias(&self, name: &str, folder: &str) -> Option<usize> {
        self.suffix(name, folder).or_else(|| self.namesake(name, folder))
    }

    fn namesake(&self, name: &str, folder: &str) -> Option<usize> {
        let mut found = self
            .members
            .range((folder, name.to_owned(), 0)..)
            .take_while(|(f, n, _)| *f == folder && n.starts_with(name))
            .filter(|(_, n, _)| n.len() > name.len())
            .map(|(_, _, at)| *at);
        let first = found.next()?;
        found.all(|at| at == first).then_some(first)
    }

    fn suffix(&self, name: &str, folder: &str) -> Option<usize> {
        let starts = name.char_indices().filter(|(at, c)| *at > 0 && c.is_ascii_uppercase()).map(|(at, _)| at);
        starts
            .filter_map(|at| name.get(at..))
            .find_map(|tail| self.folded().by_name.get(&(folder, tail.to_lowercase())).copied())
    }

    /// The folders that a namespace may mean: itself, what the settings map it to, and for the main one its other names.
    fn folders<'n>(&self, namespace: &'n str) -> Vec<&'a str>
    where
        'a: 'n,
    {
        let mapped = self.settings.and_then(|s| s.folders.get(namespace)).map(String::as_str);
        let mut folders: Vec<&'a str> = Vec::with_capacity(2);
        let mut push = |wanted: &str| {
            folders.extend(self.by_folder.get(wanted).filter(|found| !folders.contains(found)));
        };
        push(namespace);
        mapped.into_iter().for_each(&mut push);
        if MAIN.contains(&namespace) {
            MAIN.into_iter().for_each(&mut push);
        }
        folders
    }

    fn path(&self, path: &str) -> Option<usize> {
        // a link to no page at all, as those of lists are
        if path.is_empty() || path.ends_with('/') {
            return None;
        }
        if let Some(at) = self.by_path.get(path) {
            return Some(*at);
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folders = self.folders(&folder.to_ascii_lowercase());
        let joined = |folder: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let candidates: Vec<String> = folders.iter().map(|f| joined(f)).collect();
        candidates
            .iter()
            .find_map(|c| self.by_path.get(c.as_str()))
            .or_else(|| self.folded().by_path.get(&path.to_lowercase()))
            .or_else(|| candidates.iter().find_map(|c| self.folded().by_path.get(&c.to_lowercase())))
            .copied()
    }
}

/// Calls `found` with the name of every model that a type refers to.
fn names<'a>(ty: &'a Expr, found: &mut impl FnMut(&'a str)) {
    match ty {
        Expr::Named(named) => found(&named.name),
        Expr::Array(of) | Expr::Map(of) | Expr::Open(of) | Expr::Wrapped(_, of) => names(of, found),
        Expr::Linked { inner, .. } => names(inner, found),
        Expr::Union(members) => members.iter().for_each(|member| names(member, found)),
        Expr::Primitive(_) | Expr::Literal(_) | Expr::Transport(_) => {}
    }
}

/// Whether a folder holds the API's main models, and how early it is looked at.
pub(super) fn main_rank(namespace: &str, settings: Option<&GenYaml>) -> Option<usize> {
    let last = namespace.rsplit('/').next().unwrap_or(namespace);
    if settings.and_then(|s| s.folders.get("shared")).is_some_and(|folder| folder == last) {
        return Some(0);
    }
    MAIN.iter().position(|main| *main == last).map(|at| at + 1)
}

/// The way from the folder of the models to a link's target, without its ending; `None` for a target that is no page.
///
/// A link that climbs names that folder itself (`../../models/shared/pet.md`); any other is taken from where it stands.
fn path_of<'t>(target: &'t str, folder: &str) -> Option<Cow<'t, str>> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    if target.is_empty() || target.contains("://") || target.starts_with('/') {
        return None;
    }
    // Nearly all links are written like the first, and have the way in them.
    let below = target.strip_prefix("../").map(|rest| rest.trim_start_matches("../"));
    if let Some((models, way)) = below.and_then(|below| below.split_once('/'))
        && models.eq_ignore_ascii_case("models")
        && way.split('/').all(|part| !matches!(part, "" | "." | ".."))
    {
        return Some(Cow::Borrowed(without_ending(way)));
    }
    let parts: Vec<&str> = target.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let climbs = parts.first() == Some(&"..");
    let named = parts.iter().position(|part| part.eq_ignore_ascii_case("models")).filter(|_| climbs);
    let mut way: Vec<&str> = Vec::new();
    if named.is_none() {
        way.extend(folder.split('/').filter(|part| !part.is_empty()));
    }
    for part in parts.get(named.map_or(0, |at| at + 1)..).unwrap_or_default() {
        if *part == ".." {
            way.pop();
        } else {
            way.push(part);
        }
    }
    let path = way.join("/");
    Some(Cow::Owned(without_ending(&path).to_owned()))
}

fn without_ending(path: &str) -> &str {
    path.strip_suffix(".mdx").or_else(|| path.strip_suffix(".md")).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_pages() {
        for (target, folder, path) in [
            ("../../models/shared/pet.md", "components", Some("shared/pet")),
            ("../../../sdk/models/shared/pet.md", "shared", Some("shared/pet")),
            ("../models/pet.mdx", "", Some("pet")),
            ("../../Models/Components/Pet.md", "operations", Some("Components/Pet")),
            ("../components/pet.md#top", "operations", Some("components/pet")),
            ("pet.md", "components", Some("components/pet")),
            ("./pet.md", "", Some("pet")),
            ("../../../../../etc/passwd", "components", Some("etc/passwd")),
            ("#backoff", "", None),
            ("https://example.com/models/pet.md", "", None),
        ] {
            assert_eq!(path_of(target, folder).as_deref(), path, "{target}");
        }
    }
}
