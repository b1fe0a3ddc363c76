//! Which class a page documents, and what its members are.

use super::{Class, Member, Scalar, scan};
use crate::diagnostic::Place;
use crate::source::Docs;
use crate::wire::fold;
use foldhash::HashMap;
use std::sync::Arc;

/// The tags of one SDK's sources.
#[derive(Debug, Default)]
pub struct Tags {
    /// By their names without regard to case and separators.
    classes: HashMap<String, Vec<Entry>>,
    /// The value by which unions know a class, by the folded name of the class and the name of the member on the wire;
    /// `None` where several do.
    chosen: HashMap<(String, String), Option<String>>,
    /// How many members have a tag.
    count: usize,
}

/// A class and where it is.
#[derive(Debug)]
struct Entry {
    file: Arc<str>,
    /// The last folder on the way to the file, in lower case.
    folder: String,
    /// How many folders lead to it.
    depth: usize,
    class: Class,
    /// Where the first member of a name is.
    exact: HashMap<String, usize>,
    /// Where the only member of a name is, without regard to case and separators; `None` where there are several.
    folded: HashMap<String, Option<usize>>,
    /// Where the only value of a name is, likewise.
    values: HashMap<String, Option<usize>>,
}

impl Entry {
    fn new(file: Arc<str>, folder: String, depth: usize, class: Class) -> Self {
        let (mut exact, mut folded) = (HashMap::default(), HashMap::default());
        for (at, member) in class.members.iter().enumerate() {
            exact.entry(member.name.clone()).or_insert(at);
            folded.entry(fold(&member.name)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        let mut values = HashMap::default();
        for (at, (name, wire)) in class.values.iter().enumerate() {
            let same = |known: &mut Option<usize>| {
                known.take_if(|known| class.values.get(*known).is_none_or(|(_, value)| value != wire));
            };
            values.entry(fold(name)).and_modify(same).or_insert(Some(at));
        }
        Self { file, folder, depth, class, exact, folded, values }
    }
}

/// The class of a page.
#[derive(Clone, Copy, Debug)]
pub struct Found<'t>(&'t Entry);

impl Tags {
    /// Reads the sources of an SDK, on as many threads as rayon's current pool has. Files that cannot be read tell nothing.
    pub fn read(language: &str, code: &Docs) -> Self {
        let Ok(texts) = code.read(|_, text| scan(language, text)) else { return Self::default() };
        let files = code.files.iter().zip(texts.made);
        Self::new(language, files.filter_map(|(file, classes)| Some((&file.path, &*file.relative, classes?))))
    }

    /// The tags of classes, each with the path of its file as it is shown, and the way to it.
    fn new<'f>(language: &str, files: impl Iterator<Item = (&'f Arc<str>, &'f str, Vec<Class>)>) -> Self {
        let mut tags = Self::default();
        let mut marks = false;
        for (path, relative, classes) in files {
            let folders = relative.rsplit_once('/').map_or("", |(folders, _)| folders);
            let folder = folders.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            for class in classes {
                tags.count += class.members.len();
                marks |= class.members.iter().any(|member| member.hint.nullable == Some(true));
                for (value, member) in class.choice.iter().flat_map(|choice| &choice.cases) {
                    let wire = class.choice.as_ref().map(|choice| choice.wire.clone()).unwrap_or_default();
                    let known = tags.chosen.entry((fold(member), wire)).or_insert_with(|| Some(value.clone()));
                    if known.as_ref() != Some(value) {
                        *known = None;
                    }
                }
                let depth = relative.matches('/').count();
                let entry = Entry::new(Arc::clone(path), folder.clone(), depth, class);
                tags.classes.entry(fold(&entry.class.name)).or_default().push(entry);
            }
        }
        // where no member of any class has a mark, that there is none tells nothing
        if !marks && super::language(language).is_some_and(|language| language.marks_null) {
            let entries = tags.classes.values_mut().flatten();
            let members = entries.flat_map(|entry| &mut entry.class.members);
            members.for_each(|member| member.hint.nullable = None);
        }
        tags
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The names on the wire, of which some may come several times.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let members = self.classes.values().flatten().flat_map(|entry| &entry.class.members);
        members.filter_map(|member| member.wire.as_deref())
    }

    /// Whether any class lists the values of an enum, or the members of a union.
    pub fn tells_more(&self) -> bool {
        let mut classes = self.classes.values().flatten().map(|entry| &entry.class);
        classes.any(|class| !class.values.is_empty() || !class.alternatives.is_empty())
    }

    /// How many members have a tag.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The class that the page of a model documents: the one of its name that has most of its fields, and of several the one
    /// in a folder of the page's own name. `namespace` is the folder of the page in lower case.
    pub fn class<'d>(
        &self,
        title: &str,
        namespace: &str,
        fields: impl Iterator<Item = &'d str> + Clone,
    ) -> Option<Found<'_>> {
        let entries = self.classes.get(&fold(title))?;
        let folder = namespace.rsplit('/').next().unwrap_or_default();
        let total = fields.clone().count();
        let has = |entry: &Entry| fields.clone().filter(|field| Found(entry).member(field).is_some()).count();
        let rated = entries.iter().map(|entry| {
            let here = !folder.is_empty() && entry.folder == folder;
            let letters = entry.class.name == title;
            (here, has(entry), letters, std::cmp::Reverse(entry.depth), entry)
        });
        let best = rated
            .max_by(|a, b| (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3)).then_with(|| b.4.file.cmp(&a.4.file)))?;
        // a class of the same name that has nothing of the page is another
        (total == 0 || best.1 > 0).then_some(Found(best.4))
    }

    /// The value of a member on the wire by which all unions that hold a class know it.
    pub fn chosen(&self, class: &str, wire: &str) -> Option<&str> {
        self.chosen.get(&(fold(class), wire.to_owned()))?.as_deref()
    }
}

impl<'t> Found<'t> {
    /// The class's name.
    pub fn name(self) -> &'t str {
        &self.0.class.name
    }

    /// What a value of an enum is on the wire, by the SDK's name of it.
    pub fn value(self, name: &str) -> Option<&'t str> {
        let at = self.0.values.get(&fold(name)).copied().flatten()?;
        self.0.class.values.get(at).map(|(_, wire)| wire.as_str())
    }

    /// The values of an enum: the SDK's name of each, and what it is on the wire.
    pub fn values(self) -> &'t [(String, String)] {
        &self.0.class.values
    }

    /// Whether the enum takes values that it does not list.
    pub fn is_open(self) -> bool {
        self.0.class.open
    }

    /// The members of a union, as the language writes them.
    pub fn alternatives(self) -> &'t [String] {
        &self.0.class.alternatives
    }

    /// What the values of an enum are.
    pub fn scalar(self) -> Option<Scalar> {
        self.0.class.scalar
    }

    /// The place of the class.
    pub fn place(self) -> Place {
        Place::at(Arc::clone(&self.0.file), self.0.class.line, 0)
    }

    /// The member that a page shows under a name, and the place of its tag.
    pub fn member(self, documented: &str) -> Option<(&'t Member, Place)> {
        let at = self.0.exact.get(documented).copied().or_else(|| {
            // Go's constants are in small letters, and reserved words have a mark on one side alone.
            self.0.folded.get(&fold(documented)).copied().flatten()
        })?;
        let member = self.0.class.members.get(at)?;
        Some((member, Place::at(Arc::clone(&self.0.file), member.line, 0)))
    }
}
