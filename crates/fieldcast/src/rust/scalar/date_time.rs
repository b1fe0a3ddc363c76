/// A point in time as the API writes it, by RFC 3339: `2024-05-06T07:08:09Z`.
#[cfg(not(feature = "jiff"))]
pub type DateTime = String;

/// A point in time as the API writes it, by RFC 3339: `2024-05-06T07:08:09Z`.
///
/// Its text is kept, offset and trailing zeros included, so that it is written back as it was read;
/// [`timestamp`](Self::timestamp) is the time that it means.
#[cfg(feature = "jiff")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct DateTime(String);

#[cfg(feature = "jiff")]
impl DateTime {
    /// The time that it means.
    ///
    /// # Errors
    /// The text is no time with an offset.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(value: jiff::Timestamp) -> Self {
        Self(value.to_string())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&DateTime> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(value: &DateTime) -> Result<Self, Self::Error> {
        value.timestamp()
    }
}

text_type!(DateTime, "date-time");
