//! Objects, which are read and written member by member.
//!
//! What a struct says of its members is a table. All that does not depend on their types is here, and so compiled once and
//! not once for each struct: derived code takes two and a half times as long to check.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::build::MissingMember;
use super::integer::{Integers, Read};

/// A struct that is an object of JSON.
pub(crate) trait Object: Sized {
    /// The struct's name, for messages.
    const NAME: &'static str;

    /// The members that have a field of their own: their names on the wire, and whether they have to be there.
    const MEMBERS: &'static [(&'static str, bool)];

    /// All names of these members, other spellings among them.
    const NAMES: &'static [&'static str];

    /// Whether other members are kept.
    const IS_OPEN: bool;

    /// Which of the first members have to be there, as bits.
    const REQUIRED: u64 = required(Self::MEMBERS);

    /// What has been read so far.
    type Draft: Default;

    /// The member of a name, by its place in `MEMBERS`; `UNKNOWN` where it is none of them.
    fn find(name: &str) -> usize;

    /// Reads the value of a member, which is given by its place in `MEMBERS`.
    fn read<'de, A: MapAccess<'de>>(
        draft: &mut Self::Draft,
        member: usize,
        value: In<'_, A>,
    ) -> Result<(), A::Error>;

    /// Reads the value of another member.
    fn keep<'de, A: MapAccess<'de>>(
        _draft: &mut Self::Draft,
        _name: String,
        value: In<'_, A>,
    ) -> Result<(), A::Error> {
        value.none()
    }

    /// The value, which is taken out of the draft.
    ///
    /// # Errors
    /// A member is missing that has to be there.
    fn finish(draft: &mut Self::Draft) -> Result<Self, MissingMember>;

    /// Writes all members.
    fn write<M: SerializeMap>(&self, out: &mut Out<M>);
}

/// Which of the first 64 members have to be there.
const fn required(members: &[(&str, bool)]) -> u64 {
    let (mut bits, mut at) = (0, 0);
    while at < members.len() && at < 64 {
        if members[at].1 {
            bits |= 1 << at;
        }
        at += 1;
    }
    bits
}

/// Reads an object.
pub(crate) fn read<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    if T::IS_OPEN {
        deserializer.deserialize_map(Members(PhantomData))
    } else {
        // The names are for who takes these members out of more.
        deserializer.deserialize_struct(T::NAME, T::NAMES, Members(PhantomData))
    }
}

/// Writes an object.
pub(crate) fn write<T: Object, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let map = serializer.serialize_map(None)?;
    let mut out = Out { map, error: None };
    value.write(&mut out);
    match out.error {
        Some(error) => Err(error),
        None => out.map.end(),
    }
}

/// The members of an object, as they come.
struct Members<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Members<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut draft = T::Draft::default();
        let mut seen = Seen::default();
        let mut other = String::new();
        while let Some(member) = map.next_key_seed(Key::<T>(&mut other, PhantomData))? {
            if member == UNKNOWN {
                T::keep(&mut draft, std::mem::take(&mut other), In(&mut map))?;
                continue;
            }
            if seen.add(member) {
                return Err(twice::<T, A::Error>(member));
            }
            T::read(&mut draft, member, In(&mut map))?;
        }
        if seen.first & T::REQUIRED != T::REQUIRED || T::MEMBERS.len() > 64 {
            missing::<T>(&seen).map_or(Ok(()), |name| Err(A::Error::missing_field(name)))?;
        }
        T::finish(&mut draft).map_err(|missing| A::Error::missing_field(missing.name()))
    }
}

/// The error of a member that comes twice.
#[cold]
#[inline(never)]
fn twice<T: Object, E: Error>(member: usize) -> E {
    E::duplicate_field(name_of::<T>(member))
}

/// The name of the first member that has to be there and was not read.
#[cold]
fn missing<T: Object>(seen: &Seen) -> Option<&'static str> {
    let mut members = T::MEMBERS.iter().enumerate();
    let missing = members.find(|(member, (_, must))| *must && !seen.has(*member));
    missing.map(|(member, _)| name_of::<T>(member))
}

/// The name of a member on the wire; empty behind the last.
#[inline]
fn name_of<T: Object>(member: usize) -> &'static str {
    T::MEMBERS.get(member).map_or("", |(name, _)| *name)
}

/// The members that were read, by their places.
#[derive(Default)]
struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    #[inline]
    fn has(&self, member: usize) -> bool {
        let bits = match (member / 64).checked_sub(1) {
            None => self.first,
            Some(at) => self.others.get(at).copied().unwrap_or_default(),
        };
        bits & (1 << (member % 64)) != 0
    }

    /// Adds a member; whether it was there.
    #[inline]
    fn add(&mut self, member: usize) -> bool {
        let was = self.has(member);
        let bits = match (member / 64).checked_sub(1) {
            None => &mut self.first,
            Some(at) => {
                if self.others.len() <= at {
                    self.others.resize(at + 1, 0);
                }
                &mut self.others[at]
            }
        };
        *bits |= 1 << (member % 64);
        was
    }
}

/// The place of a member that is not among those of the struct.
pub(crate) const UNKNOWN: usize = usize::MAX;

/// Reads the name of a member as the place that it has; where it has none and is kept, it is written down.
struct Key<'a, T>(&'a mut String, PhantomData<T>);

impl<'de, T: Object> DeserializeSeed<'de> for Key<'_, T> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: Object> Visitor<'_> for Key<'_, T> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let member = T::find(name);
        if member == UNKNOWN && T::IS_OPEN {
            self.0.push_str(name);
        }
        Ok(member)
    }
}

/// The value of a member, which is read into its field.
pub(crate) struct In<'a, A>(&'a mut A);

#[allow(dead_code, reason = "few APIs have members of every kind")]
impl<'a, 'de, A: MapAccess<'de>> In<'a, A> {
    /// The same, of integers.
    #[inline]
    pub(crate) fn whole(self) -> Whole<'a, A> {
        Whole(self.0)
    }

    #[inline]
    pub(crate) fn required<T: Deserialize<'de>>(
        self,
        field: &mut Option<T>,
    ) -> Result<(), A::Error> {
        *field = Some(self.0.next_value()?);
        Ok(())
    }

    #[inline]
    pub(crate) fn constant<T: Deserialize<'de>>(self, field: &mut T) -> Result<(), A::Error> {
        *field = self.0.next_value()?;
        Ok(())
    }

    #[inline]
    pub(crate) fn optional<T: Deserialize<'de>>(
        self,
        field: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.required(field)
    }

    #[inline]
    pub(crate) fn optional_or_null<T: Deserialize<'de>>(
        self,
        field: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.constant(field)
    }

    #[inline]
    pub(crate) fn rest<T: Deserialize<'de>>(
        self,
        rest: &mut impl Extend<(String, T)>,
        name: String,
    ) -> Result<(), A::Error> {
        rest.extend(Some((name, self.0.next_value()?)));
        Ok(())
    }

    /// Where there is no field for other members.
    pub(crate) fn none(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

/// The value of a member of integers.
pub(crate) struct Whole<'a, A>(&'a mut A);

#[allow(dead_code, reason = "few APIs have members of every kind")]
impl<'de, A: MapAccess<'de>> Whole<'_, A> {
    #[inline]
    fn value<T: Integers>(self) -> Result<T, A::Error> {
        self.0.next_value::<Read<T>>().map(|Read(value)| value)
    }

    #[inline]
    pub(crate) fn required<T: Integers>(self, field: &mut Option<T>) -> Result<(), A::Error> {
        *field = Some(self.value()?);
        Ok(())
    }

    #[inline]
    pub(crate) fn optional<T: Integers>(self, field: &mut Option<T>) -> Result<(), A::Error> {
        self.required(field)
    }

    #[inline]
    pub(crate) fn optional_or_null<T: Integers>(
        self,
        field: &mut Option<T>,
    ) -> Result<(), A::Error> {
        *field = self.value()?;
        Ok(())
    }

    #[inline]
    pub(crate) fn rest<T: Integers>(
        self,
        rest: &mut BTreeMap<String, T>,
        name: String,
    ) -> Result<(), A::Error> {
        rest.insert(name, self.value()?);
        Ok(())
    }
}

/// The members of an object, as they are written.
pub(crate) struct Out<M: SerializeMap> {
    map: M,
    /// What went wrong; nothing is written after it.
    error: Option<M::Error>,
}

#[allow(dead_code, reason = "few APIs have members of every kind")]
impl<M: SerializeMap> Out<M> {
    #[inline]
    pub(crate) fn required<T: Serialize>(&mut self, name: &'static str, field: &T) {
        self.put(name, field);
    }

    #[inline]
    pub(crate) fn constant<T: Serialize>(&mut self, name: &'static str, field: &T) {
        self.put(name, field);
    }

    #[inline]
    pub(crate) fn optional<T: Serialize>(&mut self, name: &'static str, field: &Option<T>) {
        if let Some(value) = field {
            self.put(name, value);
        }
    }

    #[inline]
    pub(crate) fn optional_or_null<T: Serialize>(&mut self, name: &'static str, field: &Option<T>) {
        self.optional(name, field);
    }

    pub(crate) fn rest<'a, T: Serialize + 'a>(
        &mut self,
        rest: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) {
        for (name, value) in rest {
            self.put(name, value);
        }
    }

    fn put<T: Serialize>(&mut self, name: &str, value: &T) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(name, value).err();
        }
    }
}

/// How a struct is read and written: what it is read as, and its members in order, each with its place, its names on the
/// wire, what it is when it is absent or null, and its field; then the field of all others, where they are kept.
macro_rules! object {
    (
        $name:ident by $draft:ident,
        $($at:literal $first:literal $(| $other:literal)* => $kind:ident $field:ident $(as $way:ident)?,)*
        $(rest => $rest:ident $(as $way_of_rest:ident)?,)?
    ) => {
        impl $crate::support::objects::Object for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [(&'static str, bool)] =
                &[$(($first, $crate::support::objects::object!(@must $kind))),*];
            const NAMES: &'static [&'static str] = &[$($first $(, $other)*),*];
            const IS_OPEN: bool = $crate::support::objects::object!(@open $($rest)?);

            type Draft = $draft;

            #[inline]
            fn find(name: &str) -> usize {
                match name {
                    $($first $(| $other)* => $at,)*
                    _ => $crate::support::objects::UNKNOWN,
                }
            }

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                draft: &mut $draft,
                member: usize,
                value: $crate::support::objects::In<'_, A>,
            ) -> ::std::result::Result<(), A::Error> {
                match member {
                    $($at => value $(.$way())? .$kind(&mut draft.$field),)*
                    _ => value.none(),
                }
            }

            $(
                fn keep<'de, A: ::serde::de::MapAccess<'de>>(
                    draft: &mut $draft,
                    name: ::std::string::String,
                    value: $crate::support::objects::In<'_, A>,
                ) -> ::std::result::Result<(), A::Error> {
                    value $(.$way_of_rest())? .rest(&mut draft.$rest, name)
                }
            )?

            #[inline]
            fn finish(
                draft: &mut $draft,
            ) -> ::std::result::Result<Self, $crate::support::build::MissingMember> {
                ::std::result::Result::Ok(Self {
                    $($field: $crate::support::objects::object!(@take $kind draft.$field, $field),)*
                    $($rest: ::std::mem::take(&mut draft.$rest),)?
                })
            }

            fn write<M: ::serde::ser::SerializeMap>(&self, out: &mut $crate::support::objects::Out<M>) {
                $(out.$kind($first, &self.$field);)*
                $(out.rest(&self.$rest);)?
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::support::objects::read(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::support::objects::write(self, serializer)
            }
        }
    };
    (@open) => { false };
    (@open $rest:ident) => { true };
    (@must required) => { true };
    (@must constant) => { true };
    (@must $kind:ident) => { false };
    (@take required $place:expr, $field:ident) => {
        $crate::support::build::given($place.take(), stringify!($field))?
    };
    (@take $kind:ident $place:expr, $field:ident) => {
        ::std::mem::take(&mut $place)
    };
}

pub(crate) use object;
