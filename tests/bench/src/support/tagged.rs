//! Unions whose variant is told by one member of the object, the tag.
//!
//! An object is read in one pass: what comes before the tag is kept, and once the tag is known the
//! variant reads the kept members and then the rest as it comes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::content::{self, Content, Reader, Scalar, Step, Text};

/// A union with a tag.
pub(crate) trait Tagged: Sized {
    /// The union's name, for messages.
    const NAME: &'static str;

    /// The tag's name on the wire, and other spellings of it.
    const TAG: &'static [&'static str];

    /// The variants by their place, for messages; none where they are told apart by what fits, too.
    fn name(_variant: usize) -> Option<&'static str> {
        None
    }

    /// Reads the variant that the object's tag tells.
    fn tagged<'de, A: MapAccess<'de>>(object: Object<'_, 'de, A>) -> Result<Self, A::Error>;

    /// Reads an object without a tag.
    fn untagged<E: Error>(_object: Content<'_>) -> Result<Self, E> {
        Err(E::custom(format_args!(
            "{}: missing field `{}`",
            Self::NAME,
            Self::TAG[0]
        )))
    }
}

/// A member of an object that was read before its type was known.
type Member<'de> = (Text<'de>, Content<'de>);

/// Reads a union with a tag.
pub(crate) fn tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(PhantomData<T>);

    impl<'de, T: Tagged> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut rest: A) -> Result<T, A::Error> {
            let mut kept: Vec<Member<'de>> = Vec::new();
            while let Some(name) = rest.next_key::<Text<'de>>()? {
                let value = rest.next_value::<Content<'de>>()?;
                if T::TAG.contains(&&*name) && !matches!(value, Content::Null) {
                    let tag = (name, value);
                    return T::tagged(Object {
                        name: T::NAME,
                        kept: &kept,
                        tag: &tag,
                        rest,
                    });
                }
                if kept.capacity() == 0 {
                    kept.reserve(8);
                }
                kept.push((name, value));
            }
            T::untagged(Content::Object(kept))
        }
    }

    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Why an object is none of a union's variants.
#[cold]
pub(crate) fn why<T: Tagged>(value: &Value) -> String {
    let tag = T::TAG.iter().find_map(|name| value.get(name));
    let tag = tag.map_or_else(|| "nothing".to_owned(), |tag| format!("`{tag}`"));
    let names: Vec<&str> = (0..).map_while(T::name).collect();
    format!(
        "its `{}` is {tag}, which is that of none of {}",
        T::TAG[0],
        names.join(", ")
    )
}

/// An object that was read as far as its tag.
pub(crate) struct Object<'a, 'de, A> {
    name: &'static str,
    kept: &'a [Member<'de>],
    tag: &'a Member<'de>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Object<'_, 'de, A> {
    /// The tag's value.
    pub(crate) fn tag(&self) -> Scalar<'_> {
        self.tag.1.scalar()
    }

    /// Reads the object as the variant that its tag tells.
    pub(crate) fn read<T: Deserialize<'de>>(self) -> Result<T, A::Error> {
        let Self {
            name,
            kept,
            tag,
            rest,
        } = self;
        let (kept, last) = (kept.iter(), Some(tag));
        let replay = Replay {
            kept,
            last,
            rest,
            member: None,
            name: Name::default(),
        };
        T::deserialize(MapAccessDeserializer::new(replay)).map_err(|error| {
            let (property, value) = (&*tag.0, tag.1.scalar());
            let message = error.to_string();
            match content::way(&message) {
                ("", rest) => {
                    A::Error::custom(format_args!("{name} ({property} `{value}`): {rest}"))
                }
                (way, rest) => A::Error::custom(format_args!(
                    "at `{way}`: {name} ({property} `{value}`): {rest}"
                )),
            }
        })
    }
}

/// The members of an object from its first: those that were kept, the tag, and those to come.
struct Replay<'a, 'de, A> {
    kept: std::slice::Iter<'a, Member<'de>>,
    last: Option<&'a Member<'de>>,
    rest: A,
    /// The member whose value comes next, where it was kept.
    member: Option<&'a Member<'de>>,
    /// The name of the member whose value comes next, where it was not.
    name: Name<'de>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.member = self.kept.next().or_else(|| self.last.take());
        match self.member {
            Some((name, _)) => seed.deserialize(StrDeserializer::new(name)).map(Some),
            None => self.rest.next_key_seed(Watch {
                inner: seed,
                name: &mut self.name,
            }),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.member.take() {
            Some((name, value)) => seed
                .deserialize(Reader::new(value))
                .map_err(|error| content::at(Step::Member(name), error)),
            None => self
                .rest
                .next_value_seed(seed)
                .map_err(|error| inside(self.name.get(), error)),
        }
    }
}

/// The error of a member that is read as it comes, so that the reader of the JSON knows where it is.
#[cold]
fn inside<E: Error>(name: &str, error: E) -> E {
    E::custom(format_args!("`{name}`: {error}"))
}

/// The name of the member that was read last, for messages.
#[derive(Default)]
struct Name<'de> {
    borrowed: Option<&'de str>,
    copied: String,
}

impl Name<'_> {
    fn get(&self) -> &str {
        self.borrowed.unwrap_or(&self.copied)
    }
}

/// Reads a name as `inner` does, and notes it.
struct Watch<'a, 'de, T> {
    inner: T,
    name: &'a mut Name<'de>,
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Watch<'_, 'de, K> {
    type Value = K::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K::Value, D::Error> {
        self.inner.deserialize(Watch {
            inner: deserializer,
            name: self.name,
        })
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Watch<'_, 'de, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_str(Watch {
            inner: visitor,
            name: self.name,
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Watch<'_, 'de, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<V::Value, E> {
        self.name.borrowed = Some(text);
        self.inner.visit_borrowed_str(text)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        self.name.borrowed = None;
        text.clone_into(&mut self.name.copied);
        self.inner.visit_str(text)
    }
}
