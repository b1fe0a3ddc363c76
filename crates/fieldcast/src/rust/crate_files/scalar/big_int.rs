/// An integer of any size, with every digit that it was written with, as a number or as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct BigInt(Digits);

impl<'de> serde::Deserialize<'de> for BigInt {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = Digits::deserialize(deserializer)?;
        if digits.has_fraction() {
            return Err(serde::de::Error::custom("expected an integer, or text"));
        }
        Ok(Self(digits))
    }
}

digits_type!(BigInt, "integer");
