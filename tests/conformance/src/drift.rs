//! How well changes are told: pairs of real versions, of which it is known what changed, run by
//! `cargo xtask conformance --drift FOLDER`.
//!
//! A pair is a folder with `old/` and `new/` (pages), `truth.json` (what changed in the OpenAPI documents, and which models
//! of the pages show it), `places.json` (from models to places in those documents) and `pair.json`. A claim about a model
//! without a place is not judged. That a model came or went of whose place the document says otherwise is true of the
//! pages alone: another name, or a copy that the generator made.

use fieldcast::diff::{self, Report, Version};
use fieldcast::pipeline;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Three screens of text.
const LINES: usize = 150;

/// The least shares in per cent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// The pairs that the figures are of; of others they are only printed.
    pairs: Vec<String>,
    /// Of the changes that the pages can show, how many are found.
    found: f64,
    /// Of the claims, how many are right.
    right: f64,
    /// How many steps that break payloads are missed at most.
    missed: usize,
    /// The same by kind of change.
    #[serde(default)]
    kinds: BTreeMap<String, [f64; 2]>,
}

#[derive(Debug, Deserialize)]
struct True {
    kind: String,
    name: Option<Value>,
    old: Option<String>,
    new: Option<String>,
    #[serde(default)]
    old_path: String,
    #[serde(default)]
    new_path: String,
    #[serde(default)]
    old_models: Vec<String>,
    #[serde(default)]
    new_models: Vec<String>,
    #[serde(default)]
    visible: bool,
    /// Of an added member: whether it must be there.
    #[serde(default)]
    required: bool,
    #[serde(default)]
    sent: bool,
    #[serde(default)]
    received: bool,
}

impl True {
    /// Whether it breaks who reads or writes the model; both, where nothing is known of who does.
    fn is_breaking(&self) -> bool {
        let (sent, received) = (self.sent || !self.received, self.received || !self.sent);
        match self.kind.as_str() {
            "type" | "model-kind" => true,
            "optional" | "nullable" => received,
            "required" | "not-nullable" | "enum-value-removed" | "member-removed" => sent,
            "field-added" => self.required && sent,
            _ => false,
        }
    }
}

/// What a step from one version to the next is to payloads, and what it is said to be.
#[derive(Clone, Copy, Debug, Default)]
struct Steps {
    breaking: usize,
    missed: usize,
    /// Steps of which the documents show no change at all: names and copies of the generator's, or nothing.
    quiet: usize,
    called: usize,
    others: usize,
    wrongly: usize,
    /// The most lines that a report has as text.
    lines: usize,
}

impl Steps {
    fn add(&mut self, truth: &[True], report: &Report) {
        let told = [report.verdict.reader, report.verdict.writer].contains(&diff::Effect::Breaks);
        if truth.iter().any(|one| one.visible && one.is_breaking()) {
            self.breaking += 1;
            self.missed += usize::from(!told);
        } else if truth.is_empty() {
            self.quiet += 1;
            self.called += usize::from(told);
        } else {
            self.others += 1;
            self.wrongly += usize::from(told);
        }
        self.lines = self.lines.max(diff::text(report, false).lines().count());
    }
}

#[derive(Debug, Deserialize)]
struct Places {
    old: BTreeMap<String, BTreeSet<String>>,
    new: BTreeMap<String, BTreeSet<String>>,
    document_old: Vec<String>,
    document_new: Vec<String>,
    renamed_old: Vec<String>,
    renamed_new: Vec<String>,
}

/// One claim, in the words of the truth.
#[derive(Clone, Debug)]
struct Claim {
    kind: &'static str,
    old: Option<String>,
    new: Option<String>,
    name: Option<String>,
}

/// Figures of one kind of change.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    truth: usize,
    found: usize,
    hidden: usize,
    claims: usize,
    right: usize,
    pages_only: usize,
    unjudged: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.truth += other.truth;
        self.found += other.found;
        self.hidden += other.hidden;
        self.claims += other.claims;
        self.right += other.right;
        self.pages_only += other.pages_only;
        self.unjudged += other.unjudged;
    }

    fn shown(&self) -> String {
        format!(
            "found {:>4}/{:<4} {:>5.1}%  right {:>4}/{:<4} {:>5.1}%  hidden {}, pages only {}, unjudged {}",
            self.found,
            self.truth,
            share(self.found, self.truth),
            self.right,
            self.claims,
            share(self.right, self.claims),
            self.hidden,
            self.pages_only,
            self.unjudged
        )
    }
}

fn share(part: usize, all: usize) -> f64 {
    let number = |n: usize| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from);
    if all == 0 { 100.0 } else { 100.0 * number(part) / number(all) }
}

/// Whether every figure holds.
///
/// # Errors
///
/// Where a pair cannot be read, or there is none.
pub fn run(folder: &Path, show: usize, floors: &Path) -> Result<bool, String> {
    if !folder.is_dir() {
        println!("left out: changes were not judged, there is no folder {}", folder.display());
        return Ok(true);
    }
    let mut pairs = Vec::new();
    find(folder, 0, &mut pairs);
    pairs.sort();
    if pairs.is_empty() {
        return Err(format!("{}: found no pair, a folder with old, new, truth.json and places.json", folder.display()));
    }
    let mut kinds: BTreeMap<String, Score> = BTreeMap::new();
    let mut all = Score::default();
    let mut steps = Steps::default();
    for pair in &pairs {
        let (scores, notes) = judge(pair, &mut steps)?;
        let mut own = Score::default();
        for (kind, score) in scores {
            own.add(score);
            kinds.entry(kind).or_default().add(score);
        }
        let name = pair.file_name().unwrap_or_default().to_string_lossy();
        println!("{name:<26} {}", own.shown());
        notes.iter().take(show).for_each(|note| println!("  {note}"));
        all.add(own);
    }
    println!();
    for (kind, score) in &kinds {
        println!("{kind:<26} {}", score.shown());
    }
    println!("{:<26} {}", format!("all {} pairs", pairs.len()), all.shown());
    println!(
        "steps: {} of {} that break payloads missed, {} of {} quiet ones and {} of {} others called breaking; \
         the longest report has {} lines",
        steps.missed, steps.breaking, steps.called, steps.quiet, steps.wrongly, steps.others, steps.lines
    );
    // These hold for any pairs.
    let mut fine = true;
    if steps.called > 0 || steps.lines > LINES {
        println!("a quiet step is called breaking, or a report has more than {LINES} lines");
        fine = false;
    }
    let text = fs::read_to_string(floors).map_err(|error| format!("{}: {error}", floors.display()))?;
    let floors: Floors = toml::from_str(&text).map_err(|error| error.to_string())?;
    let name = |pair: &PathBuf| pair.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if pairs.iter().map(name).collect::<BTreeSet<_>>() != floors.pairs.iter().cloned().collect() {
        println!("left out: floors, which are of other pairs");
        return Ok(fine);
    }
    if steps.missed > floors.missed {
        println!("{} steps that break are missed, expected at most {}", steps.missed, floors.missed);
        fine = false;
    }
    let mut hold = |what: &str, is: f64, least: f64| {
        if is < least {
            println!("below the floor: {what} is {is:.1}%, expected at least {least}%");
            fine = false;
        }
    };
    hold("found", share(all.found, all.truth), floors.found);
    hold("right", share(all.right, all.claims), floors.right);
    for (kind, [found, right]) in &floors.kinds {
        let score = kinds.get(kind).copied().unwrap_or_default();
        hold(&format!("found of {kind}"), share(score.found, score.truth), *found);
        hold(&format!("right of {kind}"), share(score.right, score.claims), *right);
    }
    Ok(fine)
}

fn find(folder: &Path, depth: usize, pairs: &mut Vec<PathBuf>) {
    if folder.join("truth.json").is_file() {
        pairs.push(folder.to_path_buf());
    } else if depth < 3 {
        for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            if entry.path().is_dir() {
                find(&entry.path(), depth + 1, pairs);
            }
        }
    }
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn version(folder: &Path) -> Result<Version, String> {
    let pages = ["models", "Models"].iter().map(|name| folder.join(name)).find(|path| path.is_dir());
    let folder = pages.unwrap_or_else(|| folder.to_path_buf());
    let options = pipeline::Options::default();
    let outcome = pipeline::run(std::slice::from_ref(&folder), &options);
    let (Some(document), Some(api)) = (outcome.document, outcome.decided) else {
        return Err(format!("{}: gives no schema", folder.display()));
    };
    let root = folder.to_string_lossy().into_owned();
    Ok(Version::with_pages(root.clone(), document, &api, &outcome.diagnostics, &root))
}

fn norm(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn leaf(key: &str) -> String {
    norm(key.rsplit('.').next().unwrap_or_default())
}

/// What a change's name is compared by.
fn ident(kind: &str, name: Option<&str>) -> Option<String> {
    let as_is = kind.starts_with("enum-value") || kind.starts_with("member");
    name.map(|name| if as_is { name.to_owned() } else { norm(name) })
}

fn claims(report: &Report) -> Vec<Claim> {
    let claim = |change: &diff::Change| {
        let kind = match change.id {
            "member-added" | "required-member-added" => "field-added",
            "member-removed" | "required-member-removed" => "field-removed",
            "required-added" => "required",
            "required-removed" => "optional",
            "null-added" => "nullable",
            "null-removed" => "not-nullable",
            "type-changed" | "type-widened" | "type-narrowed" => "type",
            "reference-changed" => "ref",
            "value-added" => "enum-value-added",
            "value-removed" => "enum-value-removed",
            "variant-added" => "member-added",
            "variant-removed" => "member-removed",
            kind @ ("model-added" | "model-removed" | "model-renamed" | "model-kind" | "deprecated"
            | "undeprecated") => kind,
            // The truth knows the wire alone.
            _ => return None,
        };
        let told = if change.to.is_null() { &change.from } else { &change.to };
        let name = match kind {
            // Values and types of an enum or union within a member are of no model of the truth.
            "enum-value-added" | "enum-value-removed" | "member-added" | "member-removed"
                if change.member.is_some() =>
            {
                return None;
            }
            "enum-value-added" | "enum-value-removed" => Some(told.to_string()),
            "member-added" | "member-removed" => told.as_str().map(str::to_owned),
            _ => change.member.clone(),
        };
        Some(Claim { kind, old: change.model.old.clone(), new: change.model.new.clone(), name })
    };
    report.changes.iter().filter_map(claim).collect()
}

type Scores = BTreeMap<String, Score>;
type Index = HashMap<(String, bool, String, Option<String>), BTreeSet<usize>>;

/// The names by which the truth may know a union's member.
fn members(
    name: Option<&str>,
    side: &BTreeMap<String, BTreeSet<String>>,
    by_leaf: &HashMap<String, Vec<&String>>,
) -> Vec<Option<String>> {
    let Some(name) = name else { return vec![None] };
    let mut out = vec![Some(name.to_owned())];
    if let Some(key) = name.strip_prefix("ref:") {
        out.push(Some(format!("ref:{}", norm(key))));
        for key in [norm(key), leaf(key)].iter().filter_map(|name| by_leaf.get(name)).flatten() {
            for place in side.get(*key).into_iter().flatten() {
                if let Some((_, inline)) = place.rsplit_once('|') {
                    out.push(Some(format!("inline:{inline}")));
                }
                if !place.contains(['/', '|', '[', '{', '<', '>', '?']) {
                    out.push(Some(format!("ref:{}", norm(place))));
                }
            }
        }
    }
    out
}

/// Judges one pair; the notes tell what was missed and what is wrong.
fn judge(pair: &Path, steps: &mut Steps) -> Result<(Scores, Vec<String>), String> {
    let truth: Vec<True> = read(&pair.join("truth.json"))?;
    let mut places: Places = read(&pair.join("places.json"))?;
    // Members of unions whose page is missing have no place by it, but the truth says what the docs call them.
    for one in truth.iter().filter(|one| matches!(one.kind.as_str(), "model-added" | "model-removed")) {
        let sides =
            [(&mut places.old, &one.old_models, &one.old_path), (&mut places.new, &one.new_models, &one.new_path)];
        for (side, models, path) in sides {
            for model in models.iter().filter(|_| path.contains('|')) {
                side.entry(model.clone()).or_default().insert(path.clone());
            }
        }
    }
    let (old, new) = (version(&pair.join("old"))?, version(&pair.join("new"))?);
    let report = diff::compare(&old, &new).map_err(|_| format!("{}: could not be compared", pair.display()))?;
    steps.add(&truth, &report);
    let claims = claims(&report);
    let by_leaf = |side: &BTreeMap<String, BTreeSet<String>>| {
        let mut by: HashMap<String, Vec<String>> = HashMap::new();
        for key in side.keys() {
            by.entry(leaf(key)).or_default().push(key.clone());
            by.entry(norm(key)).or_default().push(key.clone());
        }
        by
    };
    let (leaf_old, leaf_new) = (by_leaf(&places.old), by_leaf(&places.new));
    let by_old: HashMap<String, Vec<&String>> =
        leaf_old.iter().map(|(name, keys)| (name.clone(), keys.iter().collect())).collect();
    let by_new: HashMap<String, Vec<&String>> =
        leaf_new.iter().map(|(name, keys)| (name.clone(), keys.iter().collect())).collect();
    let mut index: Index = HashMap::new();
    let mut renamed: HashSet<(String, String)> = HashSet::new();
    for (at, claim) in claims.iter().enumerate() {
        let names = match claim.kind {
            "member-added" => members(claim.name.as_deref(), &places.new, &by_new),
            "member-removed" => members(claim.name.as_deref(), &places.old, &by_old),
            _ => vec![ident(claim.kind, claim.name.as_deref())],
        };
        let mut put = |kind: &str, is_new: bool, model: &Option<String>| {
            for name in model.iter().flat_map(|model| names.iter().map(move |name| (model, name))) {
                index.entry((kind.to_owned(), is_new, name.0.clone(), name.1.clone())).or_default().insert(at);
            }
        };
        put(claim.kind, false, &claim.old);
        put(claim.kind, true, &claim.new);
        if claim.kind == "model-renamed" {
            put("model-removed", false, &claim.old);
            put("model-added", true, &claim.new);
            if let (Some(old), Some(new)) = (&claim.old, &claim.new) {
                renamed.insert((leaf(old), leaf(new)));
                renamed.insert((norm(old), norm(new)));
            }
        }
    }
    let (mut scores, mut notes, mut hits) = (Scores::new(), Vec::new(), HashSet::<usize>::new());
    for one in &truth {
        let text = one.name.as_ref().map(|name| name.as_str().map_or_else(|| name.to_string(), str::to_owned));
        let name = ident(&one.kind, text.as_deref());
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut look = |kind: &str, is_new: bool, models: &[String], name: &Option<String>| {
            for model in models {
                found.extend(index.get(&(kind.to_owned(), is_new, model.clone(), name.clone())).into_iter().flatten());
            }
        };
        look(&one.kind, false, &one.old_models, &name);
        look(&one.kind, true, &one.new_models, &name);
        if one.kind == "model-renamed" {
            look("model-removed", false, &one.old_models, &None);
            look("model-added", true, &one.new_models, &None);
        }
        hits.extend(found.iter().copied());
        let score = scores.entry(one.kind.clone()).or_default();
        let by_name = one.kind == "ref"
            && one
                .old
                .as_ref()
                .zip(one.new.as_ref())
                .is_some_and(|(old, new)| renamed.contains(&(norm(old), norm(new))));
        if found.is_empty() && by_name {
            score.truth += 1;
            score.found += 1;
        } else if !one.visible {
            score.hidden += 1;
        } else {
            score.truth += 1;
            if found.is_empty() {
                notes.push(format!(
                    "missed {} {:?} → {:?} {}",
                    one.kind,
                    one.old_models,
                    one.new_models,
                    text.unwrap_or_default()
                ));
            } else {
                score.found += 1;
            }
        }
    }
    let all = |places: &[String], more: &[String]| places.iter().chain(more).cloned().collect::<HashSet<String>>();
    let all_old = all(&places.document_old, &places.renamed_new);
    let all_new = all(&places.document_new, &places.renamed_old);
    for (at, claim) in claims.iter().enumerate() {
        let score = scores.entry(claim.kind.to_owned()).or_default();
        if hits.contains(&at) {
            score.claims += 1;
            score.right += 1;
            continue;
        }
        let of = |side: &BTreeMap<String, BTreeSet<String>>, key: &Option<String>| {
            key.as_ref().map(|key| side.get(key).cloned().unwrap_or_default())
        };
        let (before, after) = (of(&places.old, &claim.old), of(&places.new, &claim.new));
        let is_empty = |places: &Option<BTreeSet<String>>| places.as_ref().is_some_and(BTreeSet::is_empty);
        if is_empty(&before) || is_empty(&after) {
            score.unjudged += 1;
            continue;
        }
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let pages_only = match claim.kind {
            "model-renamed" => {
                let named = |one: &True| {
                    one.kind == "model-renamed"
                        && claim.old.as_ref().is_some_and(|key| one.old_models.contains(key))
                        && claim.new.as_ref().is_some_and(|key| one.new_models.contains(key))
                };
                if truth.iter().any(named) {
                    score.claims += 1;
                    score.right += 1;
                    continue;
                }
                !before.is_disjoint(&after)
            }
            "model-added" => after.iter().all(|place| all_old.contains(place)),
            "model-removed" => before.iter().all(|place| all_new.contains(place)),
            "ref" => true,
            _ => false,
        };
        if pages_only {
            score.pages_only += 1;
        } else {
            score.claims += 1;
            notes.push(format!(
                "wrong {} {:?} → {:?} {}",
                claim.kind,
                claim.old,
                claim.new,
                claim.name.as_deref().unwrap_or_default()
            ));
        }
    }
    Ok((scores, notes))
}
