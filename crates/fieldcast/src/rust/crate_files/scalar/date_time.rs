/// A point in time as the API writes it, by RFC 3339: `2024-05-06T07:08:09Z`.
///
/// Its text is kept, offset and trailing zeros included, so that it is written back as it was read. The features `jiff`,
/// `chrono` and `time` add conversions to those crates' types.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct DateTime(String);

text_type!(DateTime, "date-time");

#[cfg(feature = "jiff")]
time_type!(
    DateTime,
    to_jiff,
    "jiff",
    jiff::Timestamp,
    jiff::Error,
    |text| text.parse()
);

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(value: jiff::Timestamp) -> Self {
        Self(value.to_string())
    }
}

#[cfg(feature = "chrono")]
time_type!(
    DateTime,
    to_chrono,
    "chrono",
    chrono::DateTime<chrono::FixedOffset>,
    chrono::ParseError,
    |text| chrono::DateTime::parse_from_rfc3339(text)
);

#[cfg(feature = "chrono")]
impl From<chrono::DateTime<chrono::Utc>> for DateTime {
    fn from(value: chrono::DateTime<chrono::Utc>) -> Self {
        Self(value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::DateTime<chrono::FixedOffset>> for DateTime {
    fn from(value: chrono::DateTime<chrono::FixedOffset>) -> Self {
        Self(value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

#[cfg(feature = "time")]
time_type!(
    DateTime,
    to_time,
    "time",
    time::OffsetDateTime,
    time::error::Parse,
    |text| { time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339) }
);

/// An error where the year is not one of four digits.
#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for DateTime {
    type Error = time::error::Format;

    fn try_from(value: time::OffsetDateTime) -> Result<Self, Self::Error> {
        value
            .format(&time::format_description::well_known::Rfc3339)
            .map(Self)
    }
}
