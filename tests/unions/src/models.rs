//! The structs of the parcel service.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::generated::{Address, Floor, Notice, ParcelObject, ParcelStatus, PhotoStrategy, Step};

/// A parcel on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Parcel {
    /// Always the same.
    pub object: ParcelObject,
    /// Where it is in its life.
    pub status: ParcelStatus,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// To which floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Floor>,
}

/// A proof by signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Signature {
    /// `signature`
    pub strategy: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
}

/// A proof by photo or video.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Photo {
    /// `photo` or `video`
    pub strategy: PhotoStrategy,
    /// Where it is.
    pub url: String,
    /// What was told to whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
}

/// A proof by number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Pin {
    /// `pin`
    pub strategy: String,
    /// The digits.
    pub digits: Vec<u8>,
    /// More.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A notice in the first format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NoticeV1 {
    /// `1`
    pub version: i64,
    /// What it says.
    pub text: String,
}

/// A notice in the second format, or a draft of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NoticeV2 {
    /// `2` or `false`
    pub version: Value,
    /// What it says, line by line.
    pub lines: Vec<String>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Person {
    /// `person`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The name.
    pub name: String,
    /// The year of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<i64>,
}

/// A company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Company {
    /// `company`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The name.
    pub name: String,
    /// The number of the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
}

/// A locker with a door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Locker {
    /// Which locker.
    #[serde(alias = "lockerId")]
    pub locker_id: String,
    /// Which door.
    pub door: i64,
}

/// A street.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Street {
    /// Its name.
    pub street: String,
    /// The number, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
}

/// A stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Stop {
    /// `stop`
    pub kind: String,
    /// Where.
    pub at: String,
}

/// Several steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Leg {
    /// `leg`
    pub kind: String,
    /// The steps of it.
    pub steps: Vec<Step>,
}

/// Any other step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Partner {
    /// The partner's name for the step.
    pub kind: String,
    /// The partner.
    pub partner: String,
}
