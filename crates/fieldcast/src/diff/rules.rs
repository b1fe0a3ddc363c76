//! The rules as data: every kind of change, whom it breaks, and why. Nothing else in the program decides an effect, save
//! the Rust verdict, which the definitions of both versions give.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    /// What a payload may be.
    Wire,
    /// What the crate is called and how it is used: nothing on the wire changes.
    Names,
    /// Unknown became known; nothing changed.
    Learned,
}

/// What a change does to a program that was made with the old version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Nothing.
    #[default]
    Ok,
    /// The pages cannot tell.
    Unsure,
    /// It breaks programs that refuse what they do not know; those of fieldcast's crates go on.
    Strict,
    /// It breaks.
    Breaks,
}

/// What a change asks of the crate's version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing.
    #[default]
    None,
    /// Nothing that code could notice.
    Patch,
    /// Something that old code does without.
    Minor,
    /// Old code may not compile, or means something else.
    Major,
}

/// One kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its stable name.
    pub id: &'static str,
    /// What happened, in a few words.
    pub title: &'static str,
    /// What it is about.
    pub track: Track,
    /// What it does to who reads new payloads with an old program.
    pub reader: Effect,
    /// What it does to who sends old payloads to the new service.
    pub writer: Effect,
    /// What it asks of the version where the definitions of both crates show no more; they decide.
    pub rust: Level,
    /// Why.
    pub why: &'static str,
    /// An example.
    pub example: &'static str,
}

macro_rules! rules {
    ($($id:literal $track:ident $reader:ident $writer:ident $rust:ident: $title:literal, $why:literal, $example:literal;)*) => {
        /// Every rule, in the order in which they are listed.
        pub const ALL: &[Rule] = &[$(Rule {
            id: $id, title: $title, track: Track::$track, reader: Effect::$reader, writer: Effect::$writer,
            rust: Level::$rust, why: $why, example: $example,
        }),*];
    };
}

rules! {
    "model-added" Wire Ok Ok Minor: "a model was added", "nothing old refers to it", "`Invoice` is new";
    "model-removed" Wire Ok Ok Major: "a model was removed", "code that names it does not compile; what referred to it is told by itself", "`Invoice` is gone";
    "model-kind" Wire Breaks Breaks Major: "a model is another kind of thing", "no payload of the one is one of the other", "the object `Status` became an enum";
    "member-added" Wire Ok Ok Minor: "an optional member was added", "readers skip it, writers leave it out; a client that writes back what it read drops it", "`Invoice.note` may be there";
    "required-member-added" Wire Ok Breaks Major: "a required member was added", "old writers do not send it; `new` takes one more, and a builder without it fails when it runs", "`Invoice.currency` must be there";
    "member-removed" Wire Ok Unsure Major: "an optional member was removed", "a reader finds it absent; whether the service ignores or refuses it no page tells", "`Invoice.note` is gone";
    "required-member-removed" Wire Breaks Unsure Major: "a required member was removed", "old readers refuse a payload without it", "`Invoice.total` is gone";
    "required-added" Wire Ok Breaks Major: "an optional member is now required", "old writers may leave it out", "`Invoice.note` must be there";
    "required-removed" Wire Breaks Ok Major: "a required member is now optional", "old readers refuse a payload without it", "`Invoice.total` may be absent";
    "null-added" Wire Breaks Ok Major: "a member may be null", "old readers refuse null", "`Invoice.total` may be null";
    "null-removed" Wire Ok Breaks Major: "a member may not be null any more", "old writers may send null", "`Invoice.total` is never null";
    "type-changed" Wire Breaks Breaks Major: "a type changed", "no payload of the one is one of the other", "`Invoice.total` was a string and is an integer";
    "type-widened" Wire Breaks Ok Major: "a type accepts more", "old readers refuse what is new", "`Invoice.total` was an integer and is a number";
    "type-narrowed" Wire Ok Breaks Major: "a type accepts less", "old writers may send what is refused now", "`Invoice.state` was a string and is an enum";
    "reference-changed" Wire Breaks Breaks Major: "a member is of another model", "the two models differ", "`Invoice.buyer` was a `Person` and is a `Firm`";
    "value-added" Wire Strict Ok Minor: "an enum has one more value", "only readers that refuse unlisted values break", "`State` may be `void`";
    "value-removed" Wire Ok Breaks Major: "an enum has one value less", "old writers may send it", "`State` is never `void`";
    "variant-added" Wire Strict Ok Minor: "a union has one more type", "only readers that refuse unknown types break", "`Method` may be a `Card`";
    "variant-removed" Wire Ok Breaks Major: "a union has one type less", "old writers may send it", "`Method` is never a `Card`";
    "deprecated" Wire Ok Ok Minor: "it is deprecated", "code under `deny(deprecated)` stops compiling", "`Invoice.note` is deprecated";
    "undeprecated" Wire Ok Ok Patch: "it is no longer deprecated", "nothing stops working", "`Invoice.note` is fine again";
    "model-renamed" Names Ok Ok Major: "a model has another name", "it is at the same places and holds the same; only code names it", "`Data` is now `InvoiceData`";
    "rust-changed" Names Ok Ok Major: "the Rust type is another", "code that uses it does not compile, though no payload changed", "`State` is no longer a `Default`";
    "boxed" Names Ok Ok Major: "it is held in a `Box`, or no longer", "a type began to hold itself, or grew large", "`Node.next` is `Option<Box<Node>>`";
    "order-changed" Names Ok Ok Major: "`new` takes other members at the same places", "where the same values may be given, code goes on compiling and puts them in the wrong members", "`new(from)` is now `new(to)`";
    "name-taken" Names Ok Ok Major: "a Rust name now means another thing", "code goes on compiling and means something else", "`Account` is another model";
    "null-learned" Learned Ok Ok None: "whether it may be null is now known", "nothing changed; the pages tell more", "`Invoice.note` is known not to be null";
    "integer-learned" Learned Ok Ok None: "whether it is an integer is now known", "nothing changed; the pages tell more", "`Invoice.count` is known to be an integer";
    "type-learned" Learned Ok Ok None: "its type is told now, or no longer", "a page that it refers to is missing in one version", "`Invoice.fee` is known to be an object";
    "wire-name-learned" Learned Ok Ok None: "its name on the wire is concluded otherwise", "the documented name is the same; the crate writes other JSON", "`dueAt` is now taken to be `due_at`";
}

/// The rule of this name.
pub fn get(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id)
}

/// Other levels for a rule, as a file of them gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Instead of [`Rule::reader`].
    pub reader: Option<Effect>,
    /// Instead of [`Rule::writer`].
    pub writer: Option<Effect>,
    /// Instead of what the definitions say.
    pub rust: Option<Level>,
}

/// Reads a file of levels: a table for each rule, such as `member-removed = { writer = "ok" }`.
///
/// # Errors
///
/// Where it is no such TOML, or names a rule that there is none of.
pub fn levels(text: &str) -> Result<BTreeMap<String, Levels>, String> {
    let levels: BTreeMap<String, Levels> = toml::from_str(text).map_err(|error| error.to_string())?;
    match levels.keys().find(|id| get(id).is_none()) {
        Some(id) => Err(format!("found the rule `{id}`, expected one of those that `fieldcast diff --rules` lists")),
        None => Ok(levels),
    }
}
