/// A value that an enum does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    name: &'static str,
    value: String,
    known: Vec<String>,
}

impl UnknownValue {
    pub(crate) fn new<T: ToString>(
        name: &'static str,
        value: impl Into<String>,
        known: impl IntoIterator<Item = T>,
    ) -> Self {
        let known = known.into_iter().map(|value| value.to_string()).collect();
        Self {
            name,
            value: value.into(),
            known,
        }
    }

    /// The value, as text.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl std::fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown {} `{}`, expected ", self.name, self.value)?;
        match self.known.as_slice() {
            [only] => write!(f, "`{only}`"),
            known => write!(f, "one of `{}`", known.join("`, `")),
        }
    }
}

impl std::error::Error for UnknownValue {}
