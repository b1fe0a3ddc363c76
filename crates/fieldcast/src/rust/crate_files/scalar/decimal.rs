/// A decimal number of any size, with every digit that it was written with, as a number or as
/// text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Decimal(Digits);

digits_type!(Decimal, "number");

impl From<f64> for Decimal {
    fn from(value: f64) -> Self {
        Self(Digits::number(value.to_string()))
    }
}
