/// A day as the API writes it, by RFC 3339: `2024-05-06`.
#[cfg(not(feature = "jiff"))]
pub type Date = String;

/// A day as the API writes it, by RFC 3339: `2024-05-06`.
///
/// Its text is kept, so that it is written back as it was read; [`date`](Self::date) is the day that it means.
#[cfg(feature = "jiff")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Date(String);

#[cfg(feature = "jiff")]
impl Date {
    /// The day that it means.
    ///
    /// # Errors
    /// The text is no day.
    pub fn date(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(value: jiff::civil::Date) -> Self {
        Self(value.to_string())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&Date> for jiff::civil::Date {
    type Error = jiff::Error;

    fn try_from(value: &Date) -> Result<Self, Self::Error> {
        value.date()
    }
}

text_type!(Date, "date");
