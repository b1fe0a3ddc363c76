//! What each SDK said of each fact, and what came of it: plain data beside the joined models.

use super::verdict::Why;
use crate::diagnostic::Place;
use crate::wire::Reason;
use serde::Serialize;

/// Everything that was said, by the joined models in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The SDKs, in the order of their languages.
    pub sources: Vec<Sdk>,
    /// What was said of each of the API's models.
    pub models: Vec<ModelEvidence>,
    /// What was said of each of the API's operations; their parameters are its fields.
    pub operations: Vec<ModelEvidence>,
    /// How many models and fields of other revisions were left out, where one SDK's revision was asked for.
    pub left_out: Count,
}

/// One SDK.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sdk {
    /// Its language, with its folder where two SDKs have the same.
    pub label: String,
    /// Its folder of models.
    pub root: String,
    /// What its pages tell of names on the wire, in one line.
    pub naming: String,
    /// What it has.
    pub has: Count,
    /// What no other SDK has.
    pub alone: Count,
}

/// Models and fields, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Models.
    pub models: usize,
    /// Fields of objects.
    pub fields: usize,
}

/// What was said of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelEvidence {
    /// The place that the joined model has.
    pub place: Place,
    /// Where it was seen, by the number of the SDK, and the name that it has there.
    pub seen: Vec<Seen>,
    /// The facts of the model itself.
    pub facts: Vec<Fact>,
    /// The fields, in their order.
    pub fields: Vec<FieldEvidence>,
}

/// What was said of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEvidence {
    /// Its name on the wire.
    pub name: String,
    /// Why it has that name.
    pub reason: Reason,
    /// The place that the joined field has.
    pub place: Place,
    /// Where it was seen, and the name that it has there.
    pub seen: Vec<Seen>,
    /// Its facts.
    pub facts: Vec<Fact>,
}

/// A model or field on an SDK's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The number of the SDK in [`Evidence::sources`].
    pub sdk: usize,
    /// Where it is.
    pub place: Place,
    /// What it is called there.
    pub name: String,
}

/// A fact, with all that was said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// `name`, `type`, `nullable`, `required`, `default`, `limits`, `readOnly`, `open`, `values`, `members` or `kind`; of operations also `id`, `in`,
    /// `body`, `answer` and `errors`.
    pub name: &'static str,
    /// What each SDK that has the model or field says.
    pub said: Vec<Said>,
    /// What holds; `None` where no SDK can show it.
    pub concluded: Option<String>,
    /// Why.
    pub why: Why,
}

/// What one SDK says of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The number of the SDK in [`Evidence::sources`].
    pub sdk: usize,
    /// Where it says so.
    pub place: Place,
    /// What it says; `None` where its pages can't tell.
    pub value: Option<String>,
    /// Whether it contradicts what holds.
    pub against: bool,
}

impl Fact {
    /// The SDKs that show the fact as it holds.
    pub fn shown_by(&self) -> impl Iterator<Item = usize> {
        self.said.iter().filter(|said| said.value == self.concluded && said.value.is_some()).map(|said| said.sdk)
    }
}
