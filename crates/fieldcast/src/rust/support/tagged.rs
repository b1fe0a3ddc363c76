//! Unions whose variant is told by one member of the object, the tag.
//!
//! An object is read in one pass: what comes before the tag is kept, and once the tag is known the
//! variant reads the kept members and then the rest as it comes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::content::{Content, Reader, Scalar};

/// A union with a tag.
pub(crate) trait Tagged: Sized {
    /// The union's name, for messages.
    const NAME: &'static str;

    /// The tag's name on the wire, and other spellings of it.
    const TAG: &'static [&'static str];

    /// Reads the variant that the object's tag tells.
    fn tagged<'de, A: MapAccess<'de>>(object: Object<'de, A>) -> Result<Self, A::Error>;

    /// Reads an object without a tag.
    fn untagged<E: Error>(_object: Content<'_>) -> Result<Self, E> {
        Err(E::custom(format_args!("{}: missing field `{}`", Self::NAME, Self::TAG[0])))
    }
}

/// Reads a union with a tag.
pub(crate) fn tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(PhantomData<T>);

    impl<'de, T: Tagged> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut rest: A) -> Result<T, A::Error> {
            let mut kept = Vec::new();
            while let Some(key) = rest.next_key::<Content<'de>>()? {
                let value = rest.next_value::<Content<'de>>()?;
                let is_tag = match key.scalar() {
                    Scalar::Str(key) => T::TAG.contains(&key),
                    _ => false,
                };
                if is_tag && !matches!(value, Content::Null) {
                    let tag = (key, value);
                    return T::tagged(Object { name: T::NAME, kept, tag, rest });
                }
                kept.push((key, value));
            }
            T::untagged(Content::Object(kept))
        }
    }

    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// An object that was read as far as its tag.
pub(crate) struct Object<'de, A> {
    name: &'static str,
    kept: Vec<(Content<'de>, Content<'de>)>,
    tag: (Content<'de>, Content<'de>),
    rest: A,
}

impl<'de, A: MapAccess<'de>> Object<'de, A> {
    /// The tag's value.
    pub(crate) fn tag(&self) -> Scalar<'_> {
        self.tag.1.scalar()
    }

    /// Reads the object as the variant that its tag tells.
    pub(crate) fn read<T: Deserialize<'de>>(self) -> Result<T, A::Error> {
        let Self { name, kept, tag, rest } = self;
        let (kept, last) = (kept.iter(), Some(&tag));
        let replay = Replay { kept, last, rest, key: None, value: None };
        T::deserialize(MapAccessDeserializer::new(replay)).map_err(|error| {
            let (property, value) = (tag.0.scalar(), tag.1.scalar());
            A::Error::custom(format_args!("{name} ({property} `{value}`): {error}"))
        })
    }

    /// Reads the object as it is.
    pub(crate) fn content(self) -> Result<Content<'de>, A::Error> {
        let Self { kept: mut members, tag, mut rest, .. } = self;
        members.push(tag);
        while let Some(member) = rest.next_entry()? {
            members.push(member);
        }
        Ok(Content::Object(members))
    }
}

/// The members of an object from its first: those that were kept, the tag, and those to come.
struct Replay<'a, 'de, A> {
    kept: std::slice::Iter<'a, (Content<'de>, Content<'de>)>,
    last: Option<&'a (Content<'de>, Content<'de>)>,
    rest: A,
    /// The name of the member whose value comes next, for messages.
    key: Option<Content<'de>>,
    /// Its value, where it was kept.
    value: Option<(&'a Content<'de>, &'a Content<'de>)>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if let Some((key, value)) = self.kept.next().or_else(|| self.last.take()) {
            self.value = Some((key, value));
            return seed.deserialize(Reader::new(key)).map(Some);
        }
        self.key = self.rest.next_key()?;
        self.key.as_ref().map(|key| seed.deserialize(Reader::new(key))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some((key, value)) => {
                seed.deserialize(Reader::new(value)).map_err(|error| at(key, error))
            }
            None => self.rest.next_value_seed(seed).map_err(|error| match &self.key {
                Some(key) => at(key, error),
                None => error,
            }),
        }
    }
}

#[cold]
fn at<E: Error>(key: &Content<'_>, error: E) -> E {
    E::custom(format_args!("`{}`: {error}", key.scalar()))
}
