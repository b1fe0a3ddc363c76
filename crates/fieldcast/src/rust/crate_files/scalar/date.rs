/// A day as the API writes it, by RFC 3339: `2024-05-06`.
///
/// Its text is kept, so that it is written back as it was read. The features `jiff`, `chrono` and `time` add conversions
/// to those crates' types.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Date(String);

text_type!(Date, "date");

#[cfg(feature = "jiff")]
time_type!(
    Date,
    to_jiff,
    "jiff",
    jiff::civil::Date,
    jiff::Error,
    |text| text.parse()
);

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(value: jiff::civil::Date) -> Self {
        Self(value.to_string())
    }
}

#[cfg(feature = "chrono")]
time_type!(
    Date,
    to_chrono,
    "chrono",
    chrono::NaiveDate,
    chrono::ParseError,
    |text| text.parse()
);

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(value: chrono::NaiveDate) -> Self {
        Self(value.to_string())
    }
}

#[cfg(feature = "time")]
time_type!(
    Date,
    to_time,
    "time",
    time::Date,
    time::error::Parse,
    |text| { time::Date::parse(text, &time::format_description::well_known::Iso8601::DATE) }
);

#[cfg(feature = "time")]
impl From<time::Date> for Date {
    fn from(value: time::Date) -> Self {
        Self(value.to_string())
    }
}
