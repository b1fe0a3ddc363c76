//! Members that may be absent, and for which null is another thing than absence.

use serde::{Deserialize, Deserializer};

/// Reads a member that is there: whatever it holds, null included, is something.
pub(crate) fn some<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
