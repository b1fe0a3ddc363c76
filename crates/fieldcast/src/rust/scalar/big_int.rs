/// An integer of any size, with every digit that it was written with, as a number or as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct BigInt(Digits);

digits_type!(BigInt, "integer");
