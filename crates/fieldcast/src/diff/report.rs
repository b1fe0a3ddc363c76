//! What changed, as plain data: what every form of output is made of.

use super::rules::{self, Effect, Level, Levels, Track};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The form of the JSON output; `1` grows, and never loses or renames a member.
pub const FORM: &str = "diff/1";

/// The JSON Schema of the JSON output.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// Everything that changed between two versions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// [`FORM`].
    pub fieldcast: &'static str,
    /// What the old version was read from.
    pub old: String,
    /// What the new version was read from.
    pub new: String,
    /// All changes in one.
    pub verdict: Verdict,
    /// Each change, once.
    pub changes: Vec<Change>,
}

/// All changes in one: the largest of each effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What the crate's version asks for.
    pub rust: Level,
    /// What happens to who reads.
    pub reader: Effect,
    /// What happens to who writes.
    pub writer: Effect,
    /// How many changes go on compiling and mean something else.
    pub silent: usize,
    /// The next version of the crate, where its last one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The name of a model in both versions; `None` where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Names {
    /// Its key in the old schema.
    pub old: Option<String>,
    /// Its key in the new schema.
    pub new: Option<String>,
}

impl Names {
    /// The new name, or the old one where there is no new one.
    pub fn shown(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }
}

/// Where a change is to be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct At {
    /// `old` or `new`.
    pub version: &'static str,
    /// The file, relative to the folder that was read.
    pub file: String,
    /// The line, from 1; 0 for the whole file.
    pub line: u32,
    /// The column in characters, from 1; 0 for the whole line.
    pub column: u32,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its rule.
    pub id: &'static str,
    /// What it is, in 12 digits that neither lines nor order move.
    pub fingerprint: String,
    /// What it is about.
    pub track: Track,
    /// In which model.
    pub model: Names,
    /// In which member, by its name on the wire.
    pub member: Option<String>,
    /// What it was.
    pub from: Value,
    /// What it is.
    pub to: Value,
    /// What it does to who reads.
    pub reader: Effect,
    /// What it does to who writes.
    pub writer: Effect,
    /// What it asks of the crate's version.
    pub rust: Level,
    /// Whether code goes on compiling and means something else.
    pub silent: bool,
    /// `sent`, `received`; empty where no page tells.
    pub roles: Vec<&'static str>,
    /// How many operations use the model.
    pub operations: usize,
    /// Where it is to be seen.
    pub places: Vec<At>,
    /// Why somebody accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// It in a sentence.
    pub text: String,
}

/// A change that somebody accepted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Of which change.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// The last day on which it counts, `2027-01-31`; for ever where there is none.
    pub until: Option<String>,
}

/// Reads a file of acceptances: `[[accept]]` with `fingerprint`, `reason` and `until`.
///
/// # Errors
///
/// Where it is no such TOML.
pub fn acceptances(text: &str) -> Result<Vec<Acceptance>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        accept: Vec<Acceptance>,
    }
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    for one in &file.accept {
        if one.reason.trim().is_empty() {
            return Err(format!("the acceptance of `{}` has no reason", one.fingerprint));
        }
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_day = |day: &str| {
            let parts: Vec<&str> = day.split('-').collect();
            day.len() == 10 && parts.len() == 3 && parts.iter().all(|part| digits(part))
        };
        if let Some(day) = one.until.as_deref().filter(|day| !is_day(day)) {
            return Err(format!("found until = \"{day}\", expected a day such as 2027-01-31"));
        }
    }
    Ok(file.accept)
}

impl Change {
    /// Gives it the fingerprint of what it is.
    pub fn sign(&mut self) {
        let mut hash = Sha256::new();
        let parts = [
            self.id,
            self.model.old.as_deref().unwrap_or_default(),
            self.model.new.as_deref().unwrap_or_default(),
            self.member.as_deref().unwrap_or_default(),
            &self.from.to_string(),
            &self.to.to_string(),
        ];
        for part in parts {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        self.fingerprint = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    }

    /// Whether it breaks anybody.
    pub fn is_breaking(&self) -> bool {
        self.reader == Effect::Breaks || self.writer == Effect::Breaks || self.rust == Level::Major
    }
}

impl Report {
    /// Gives rules other levels.
    pub fn level(&mut self, levels: &BTreeMap<String, Levels>) {
        for change in &mut self.changes {
            let Some(levels) = levels.get(change.id) else { continue };
            change.reader = levels.reader.unwrap_or(change.reader);
            change.writer = levels.writer.unwrap_or(change.writer);
            change.rust = levels.rust.unwrap_or(change.rust);
            change.silent &= levels.rust.is_none_or(|level| level == Level::Major);
        }
        self.settle();
    }

    /// Marks what was accepted, of which `today` (`2027-01-31`) is not after the end; the verdict is then that of the
    /// others. Gives the fingerprints that name no change or whose day is over.
    pub fn accept(&mut self, accepted: &[Acceptance], today: &str) -> Vec<String> {
        let mut stale = Vec::new();
        for one in accepted {
            let over = one.until.as_deref().is_some_and(|until| until < today);
            let mut found = false;
            for change in self.changes.iter_mut().filter(|change| change.fingerprint == one.fingerprint) {
                found = true;
                if !over {
                    change.accepted = Some(one.reason.clone());
                }
            }
            if over {
                stale.push(format!("{} ended on {}", one.fingerprint, one.until.as_deref().unwrap_or_default()));
            } else if !found {
                stale.push(format!("{} is the fingerprint of no change", one.fingerprint));
            }
        }
        self.settle();
        stale
    }

    /// The verdict of the changes that nobody accepted; `floor` is what it is at least.
    pub fn settle(&mut self) {
        let floor = if self.verdict.rust > Level::None { Level::Patch } else { Level::None };
        let open = || self.changes.iter().filter(|change| change.accepted.is_none());
        self.verdict = Verdict {
            rust: open().map(|change| change.rust).max().unwrap_or_default().max(floor),
            reader: open().map(|change| change.reader).max().unwrap_or_default(),
            writer: open().map(|change| change.writer).max().unwrap_or_default(),
            silent: open().filter(|change| change.silent).count(),
            next: None,
        };
    }

    /// The version that follows `version` by the verdict: of `0.x.y` the second number is the major one.
    pub fn next_version(&self, version: &str) -> Option<String> {
        let numbers: Vec<u64> = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [major, minor, patch] = *numbers.as_slice() else { return None };
        let one = |number: u64| number.checked_add(1);
        let (major, minor, patch) = match (self.verdict.rust, major) {
            (Level::None, _) => (major, minor, patch),
            (Level::Major, 0) => (0, one(minor)?, 0),
            (_, 0) | (Level::Patch, _) => (major, minor, one(patch)?),
            (Level::Minor, _) => (major, one(minor)?, 0),
            (Level::Major, _) => (one(major)?, 0, 0),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

/// A change of a rule; its sentence and places come after.
pub(super) fn change(id: &'static str, model: Names, member: Option<&str>, from: Value, to: Value) -> Change {
    let rule = rules::get(id);
    Change {
        id,
        fingerprint: String::new(),
        track: rule.map_or(Track::Wire, |rule| rule.track),
        model,
        member: member.map(str::to_owned),
        from,
        to,
        reader: rule.map(|rule| rule.reader).unwrap_or_default(),
        writer: rule.map(|rule| rule.writer).unwrap_or_default(),
        rust: Level::None,
        silent: false,
        roles: Vec::new(),
        operations: 0,
        places: Vec::new(),
        accepted: None,
        text: String::new(),
    }
}
