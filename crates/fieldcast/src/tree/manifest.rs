//! What earlier runs wrote below a root: the one thing from which a run knows what it may replace and delete.
//!
//! A text of lines, so that it can be committed, compared and merged: `[part]`, and below it `SHA-256 size path` of each
//! of its files, in order. A path may stand in it more than once: while a run replaces files, with what it held and what it
//! will hold; after a merge, with what either side holds, between git's marks. Whoever holds what one of the lines says is
//! the program's work.

use super::path::fault;
use crate::diagnostic::{Code, Diagnostic, Place};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Read};
use std::sync::Arc;

/// The manifest's name, in the root.
pub const MANIFEST: &str = ".fieldcast-manifest";

/// The most that is read of a manifest: ten times what one of 200,000 files takes.
pub(super) const LARGEST: u64 = 256 << 20;

const HEAD: &str = "# What fieldcast wrote here (SHA-256, bytes, path): it replaces and deletes these files and no others, and \
                    these only\n# while they are as it left them. Keep this file with them.\n";

/// What a file holds, by its hash and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Content {
    hash: [u8; 32],
    pub(super) size: u64,
}

impl Content {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: Sha256::digest(bytes).into(), size: bytes.len() as u64 }
    }
}

/// Takes what a file holds piece by piece.
#[derive(Clone, Default)]
pub(super) struct Hasher {
    hash: Sha256,
    size: u64,
}

impl Hasher {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
    }

    pub(super) fn content(self) -> Content {
        Content { hash: self.hash.finalize().into(), size: self.size }
    }
}

/// What a reader holds, as it is, and as it is where its line ends are those of Unix: git may have changed them.
pub(super) fn contents(mut reader: impl Read) -> io::Result<[Content; 2]> {
    let mut exact = Hasher::default();
    // From the first carriage return on both differ; most files have none, and are hashed once.
    let mut unix: Option<Hasher> = None;
    let mut chunk = vec![0; 64 << 10];
    let mut returned = false;
    loop {
        let length = match reader.read(&mut chunk) {
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let Some(bytes) = chunk.get(..length).filter(|bytes| !bytes.is_empty()) else { break };
        if unix.is_none() && memchr::memchr(b'\r', bytes).is_some() {
            unix = Some(exact.clone());
        }
        exact.add(bytes);
        let Some(unix) = &mut unix else { continue };
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if returned && line != b"\n" {
                unix.add(b"\r");
            }
            let (text, end): (&[u8], &[u8]) = match line {
                [text @ .., b'\r', b'\n'] => (text, b"\n"),
                [text @ .., b'\r'] => (text, b""),
                text => (text, b""),
            };
            unix.add(text);
            unix.add(end);
            returned = line.ends_with(b"\r");
        }
    }
    let exact = exact.content();
    let Some(mut unix) = unix else { return Ok([exact; 2]) };
    if returned {
        unix.add(b"\r");
    }
    Ok([exact, unix.content()])
}

/// The files of earlier runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// By path: what it may hold, and the part that it is of.
    files: BTreeMap<String, BTreeSet<(Arc<str>, Content)>>,
}

impl Manifest {
    pub(super) fn parse(text: &str, file: &str) -> Result<Self, Diagnostic> {
        let mut manifest = Self::default();
        let mut part: Arc<str> = Arc::from("");
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') || is_merge_mark(line) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                part = name.into();
                continue;
            }
            let Some((path, content)) = entry(line) else {
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                let message = "found no line of a manifest, expected a hash, a size and a path below this folder";
                return Err(Diagnostic::error(Code::BadManifest, Place::at(file, number, 1), message)
                    .help("restore the file; without it, files that differ are not known to be fieldcast's"));
            };
            manifest.add(&part, path, content);
        }
        Ok(manifest)
    }

    pub(super) fn write(&self) -> String {
        let mut parts: BTreeMap<&str, Vec<(&str, &Content)>> = BTreeMap::new();
        for (path, contents) in &self.files {
            for (part, content) in contents {
                parts.entry(part).or_default().push((path, content));
            }
        }
        let mut text = HEAD.to_owned();
        for (part, files) in parts {
            let _ = writeln!(text, "[{part}]");
            for (path, Content { hash, size }) in files {
                let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
                hash.iter().for_each(|byte| text.extend([digit(byte >> 4), digit(byte & 15)]));
                let _ = writeln!(text, " {size} {path}");
            }
        }
        text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn add(&mut self, part: &Arc<str>, path: &str, content: Content) {
        self.files.entry(path.to_owned()).or_default().insert((Arc::clone(part), content));
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Whether any file in a folder is known; the empty path is the root.
    pub(super) fn knows_folder(&self, folder: &str) -> bool {
        if folder.is_empty() {
            return !self.is_empty();
        }
        let below = format!("{folder}/");
        self.files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below))
    }

    /// Whether a file may hold as many bytes.
    pub(super) fn sizes(&self, path: &str) -> impl Iterator<Item = u64> {
        self.files.get(path).into_iter().flatten().map(|(_, content)| content.size)
    }

    /// Whether what is at a path is what a run left there.
    pub(super) fn holds(&self, path: &str, content: Content) -> bool {
        self.files.get(path).into_iter().flatten().any(|(_, known)| *known == content)
    }

    /// The paths of which some part is `of`.
    pub(super) fn paths<'m>(&'m self, of: impl Fn(&str) -> bool + 'm) -> impl Iterator<Item = &'m str> {
        self.files
            .iter()
            .filter(move |(_, contents)| contents.iter().any(|(part, _)| of(part)))
            .map(|(path, _)| path.as_str())
    }

    /// What either of them says.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (path, contents) in &other.files {
            both.files.entry(path.clone()).or_default().extend(contents.iter().cloned());
        }
        both
    }
}

/// A line of a file: its path, and what it holds.
fn entry(line: &str) -> Option<(&str, Content)> {
    let (hash, rest) = line.split_once(' ')?;
    let (size, path) = rest.split_once(' ')?;
    if fault(path).is_some() || hash.len() != 64 || !hash.is_ascii() {
        return None;
    }
    let mut content = Content { hash: [0; 32], size: size.parse().ok()? };
    for (index, byte) in content.hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hash.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some((path, content))
}

/// Whether git wrote a line, between what either side of a merge holds.
fn is_merge_mark(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let mut manifest = Manifest::default();
        for (part, path, text) in [("api b", "b/x", "one"), ("api a", "a/y", "two"), ("api a", "a/x", "")] {
            manifest.add(&part.into(), path, Content::of(text.as_bytes()));
        }
        manifest
    }

    #[test]
    fn is_read_as_it_is_written() {
        let text = sample().write();
        insta::assert_snapshot!(text, @r"
        # What fieldcast wrote here (SHA-256, bytes, path): it replaces and deletes these files and no others, and these only
        # while they are as it left them. Keep this file with them.
        [api a]
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 0 a/x
        3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3 3 a/y
        [api b]
        7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed 3 b/x
        ");
        assert_eq!(Manifest::parse(&text, "m"), Ok(sample()));
        assert_eq!(Manifest::parse(&text.replace('\n', "\r\n"), "m"), Ok(sample()));
        let merged = text.replace("[api b]", "<<<<<<< HEAD\n=======\n>>>>>>> other\n[api b]");
        assert_eq!(Manifest::parse(&merged, "m"), Ok(sample()));
    }

    #[test]
    fn knows_files_and_folders() {
        let manifest = sample();
        assert_eq!((manifest.sizes("a/y").collect::<Vec<_>>(), manifest.sizes("a").count()), (vec![3], 0));
        assert!(manifest.knows_folder("") && manifest.knows_folder("a") && !manifest.knows_folder("a/x"));
        assert!(manifest.holds("a/y", Content::of(b"two")) && !manifest.holds("a/y", Content::of(b"three")));
        assert_eq!(manifest.paths(|part| part == "api a").collect::<Vec<_>>(), ["a/x", "a/y"]);
    }

    #[test]
    fn what_is_no_manifest_is_refused() {
        let hash = "0".repeat(64);
        let mut count = 0;
        for line in [
            "text",
            "{}",
            &hash,
            &format!("{hash} 1"),
            &format!("{hash} 1 "),
            &format!("{hash} -1 a"),
            &format!("{hash} 1 ../a"),
            &format!("{hash} 1 /a"),
            &format!("{hash} 1 a/../../b"),
            &format!("{} 1 a", "g".repeat(64)),
            &format!("{} 1 a", "ä".repeat(32)),
            &format!("{hash}0 1 a"),
        ] {
            let error = Manifest::parse(&format!("# head\n{line}\n"), "m").unwrap_err();
            assert_eq!((error.code, error.place), (Code::BadManifest, Some(Place::at("m", 2, 1))), "{line}");
            count += 1;
        }
        assert_eq!(count, 12);
    }

    #[test]
    fn line_ends_do_not_matter() {
        for (windows, unix) in
            [("a\r\nb\r\n", "a\nb\n"), ("a\rb\r\r\n\r", "a\rb\r\n\r"), ("", ""), ("\r\n", "\n"), ("\r", "\r")]
        {
            // In pieces of every length, so that a line end is cut in two.
            for length in 1..4 {
                let pieces = windows
                    .as_bytes()
                    .chunks(length)
                    .fold(Box::new(io::empty()) as Box<dyn Read>, |before, piece| Box::new(before.chain(piece)));
                let found = contents(pieces).unwrap();
                assert_eq!(found, [Content::of(windows.as_bytes()), Content::of(unix.as_bytes())], "{windows:?}");
            }
        }
    }
}
