/// An integer of any size, with every digit that it was written with, as a number or as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct BigInt(Digits);

impl<'de> serde::Deserialize<'de> for BigInt {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = Digits::deserialize(deserializer)?;
        if !digits.has_fraction() {
            return Ok(Self(digits));
        }
        match whole(digits.as_str()) {
            Some(text) => Ok(Self(Digits::number(text))),
            None => Err(serde::de::Error::custom("expected an integer, or text")),
        }
    }
}

/// The most zeros that an exponent may stand for.
const ZEROS: usize = 400;

/// The digits of a number that is written with a point or an exponent and is an integer: `5.0` is
/// `5`, `2.5e3` is `2500`.
fn whole(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let exponent: isize = exponent.parse().ok()?;
    let mut digits = format!("{whole}{fraction}");
    let places = exponent.checked_sub(fraction.len().try_into().ok()?)?;
    if places < 0 {
        let at = digits.len().checked_sub(places.unsigned_abs());
        let rest = at.map_or(digits.as_str(), |at| &digits[at..]);
        if rest.bytes().any(|digit| digit != b'0') {
            return None;
        }
        digits.truncate(at.unwrap_or(0));
    } else if places.unsigned_abs() <= ZEROS {
        digits.extend(std::iter::repeat_n('0', places.unsigned_abs()));
    } else {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    Some(format!("{sign}{digits}"))
}

digits_type!(BigInt, "integer");
