//! Objects, which are read, written, shown and hashed member by member.
//!
//! What a struct says of its members is a table. All that does not depend on their types is here, and so compiled once and
//! not once for each struct: derived code takes two and a half times as long to check. What goes over the members, to write,
//! show or hash them, does so by one function of the struct.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::SplitWhitespace;

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

    /// The members that have a field of their own, by their names on the wire.
    const MEMBERS: &'static [&'static str];

    /// The names of all fields, in order, with white space between.
    const FIELDS: &'static str;

    /// All names of these members, other spellings among them.
    const NAMES: &'static [&'static str];

    /// The members that have to be there, by their places in `MEMBERS`.
    const REQUIRED: &'static [usize];

    /// Those of the first members that have to be there, as bits.
    const FIRST_REQUIRED: u64 = first(Self::REQUIRED);

    /// Whether other members are kept.
    const IS_OPEN: bool = false;

    /// What has been read so far.
    type Draft;

    /// Nothing read yet.
    fn draft() -> Self::Draft;

    /// The member of a name, by its place in `MEMBERS`; `UNKNOWN` where it is none of them.
    fn find<N: Name>(name: N) -> usize;

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

    /// The value of what was read, which is taken out of the draft: moved as a whole, it would take longer.
    ///
    /// # Errors
    /// A member is missing that has to be there.
    fn finish(draft: &mut Self::Draft) -> Result<Self, MissingMember>;

    /// Goes over all members.
    fn each<V: Each>(&self, each: &mut V);
}

/// A name that is looked for. Where it is compared, the compiler need not say how before it knows the type.
pub(crate) trait Name {
    fn is(&self, other: &'static str) -> bool;
}

impl Name for &str {
    #[inline]
    fn is(&self, other: &'static str) -> bool {
        *self == other
    }
}

/// What goes over the members of a value, in order; each comes with its name on the wire.
#[allow(dead_code, reason = "few APIs have members of every kind")]
pub(crate) trait Each {
    fn required<T: Member>(&mut self, name: &'static str, value: &T);

    fn optional<T: Member>(&mut self, name: &'static str, value: &Option<T>);

    /// All others.
    fn rest<'a, T: Member + 'a, R: fmt::Debug + Hash>(&mut self, rest: &'a R)
    where
        &'a R: IntoIterator<Item = (&'a String, &'a T)>;
}

/// What members can do, whatever they are.
pub(crate) trait Member: Serialize + fmt::Debug + Hash {}

impl<T: Serialize + fmt::Debug + Hash> Member for T {}

/// The first 64 of some members, as bits.
const fn first(members: &[usize]) -> u64 {
    let (mut bits, mut at) = (0, 0);
    while at < members.len() {
        if members[at] < 64 {
            bits |= 1 << members[at];
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
    value.each(&mut out);
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
        let mut draft = T::draft();
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
        if seen.first & T::FIRST_REQUIRED != T::FIRST_REQUIRED || T::MEMBERS.len() > 64 {
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
    let missing = T::REQUIRED.iter().find(|member| !seen.has(**member));
    missing.map(|member| name_of::<T>(*member))
}

/// The name of a member on the wire; empty behind the last.
#[inline]
fn name_of<T: Object>(member: usize) -> &'static str {
    T::MEMBERS.get(member).copied().unwrap_or_default()
}

/// The error of a member that has to be there and was not given.
#[cold]
pub(crate) fn not_given<T: Object>(member: usize) -> Result<T, MissingMember> {
    let field = T::FIELDS.split_whitespace().nth(member);
    Err(MissingMember(plain(field.unwrap_or_default())))
}

/// The name of a field without what tells it from a word of the language.
fn plain(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
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

impl<M: SerializeMap> Out<M> {
    fn put<T: Serialize>(&mut self, name: &str, value: &T) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(name, value).err();
        }
    }
}

impl<M: SerializeMap> Each for Out<M> {
    #[inline]
    fn required<T: Member>(&mut self, name: &'static str, value: &T) {
        self.put(name, value);
    }

    #[inline]
    fn optional<T: Member>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn rest<'a, T: Member + 'a, R: fmt::Debug + Hash>(&mut self, rest: &'a R)
    where
        &'a R: IntoIterator<Item = (&'a String, &'a T)>,
    {
        for (name, value) in rest {
            self.put(name, value);
        }
    }
}

/// The members of an object, as they are hashed.
pub(crate) struct Hashed<'a, H>(pub(crate) &'a mut H);

impl<H: Hasher> Each for Hashed<'_, H> {
    fn required<T: Member>(&mut self, _: &'static str, value: &T) {
        value.hash(self.0);
    }

    fn optional<T: Member>(&mut self, _: &'static str, value: &Option<T>) {
        value.hash(self.0);
    }

    fn rest<'a, T: Member + 'a, R: fmt::Debug + Hash>(&mut self, rest: &'a R)
    where
        &'a R: IntoIterator<Item = (&'a String, &'a T)>,
    {
        rest.hash(self.0);
    }
}

/// The members of an object, as programmers see them.
struct Shown<'a, 'b> {
    out: fmt::DebugStruct<'a, 'b>,
    fields: SplitWhitespace<'static>,
}

impl Shown<'_, '_> {
    fn field(&mut self, value: &dyn fmt::Debug) {
        let field = self.fields.next().unwrap_or_default();
        self.out.field(plain(field), value);
    }
}

impl Each for Shown<'_, '_> {
    fn required<T: Member>(&mut self, _: &'static str, value: &T) {
        self.field(value);
    }

    fn optional<T: Member>(&mut self, _: &'static str, value: &Option<T>) {
        self.field(value);
    }

    fn rest<'a, T: Member + 'a, R: fmt::Debug + Hash>(&mut self, rest: &'a R)
    where
        &'a R: IntoIterator<Item = (&'a String, &'a T)>,
    {
        self.field(rest);
    }
}

/// Shows an object as derived code does.
pub(crate) fn show<T: Object>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (out, fields) = (f.debug_struct(T::NAME), T::FIELDS.split_whitespace());
    let mut shown = Shown { out, fields };
    value.each(&mut shown);
    shown.out.finish()
}

/// What a struct and what it is read as can do: `Deserialize`, `Serialize`, `Debug`, `Hash` and `Eq` of the one, `Default` and
/// `Debug` of the other. It is told what the struct is read as, and its members in order, each with what it is when it is
/// absent or null, its field, its place and its names on the wire; then the field of all others, where they are kept.
///
/// A member's kind decides here, and not by a macro of its own: those of a large crate's members take a tenth of its memory.
macro_rules! object {
    (
        $name:ident by $draft:ident,
        $(
            $(required $required:ident = $must:literal)?
            $(constant $constant:ident = $one:literal)?
            $(optional $optional:ident = $may:literal)?
            $(optional_or_null $nullable:ident = $null:literal)?
            $first:literal $(| $other:literal)* $(as $way:ident)?,
        )*
        $(rest $rest:ident $(as $way_of_rest:ident)?,)?
    ) => {
        impl $crate::support::objects::Object for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($first),*];
            const FIELDS: &'static str = stringify!(
                $($($required)? $($constant)? $($optional)? $($nullable)?)* $($rest)?
            );
            const NAMES: &'static [&'static str] = &[$($first $(, $other)*),*];
            const REQUIRED: &'static [usize] = &[$($($must,)? $($one,)?)*];

            type Draft = $draft;

            #[inline]
            fn find<N: $crate::support::objects::Name>(name: N) -> usize {
                $(
                    if name.is($first) $(|| name.is($other))* {
                        return $($must)? $($one)? $($may)? $($null)?;
                    }
                )*
                $crate::support::objects::UNKNOWN
            }

            #[inline]
            fn draft() -> $draft {
                $draft {
                    $(
                        $($required: ::std::option::Option::None,)?
                        $($constant: ::std::default::Default::default(),)?
                        $($optional: ::std::option::Option::None,)?
                        $($nullable: ::std::option::Option::None,)?
                    )*
                    $($rest: ::std::default::Default::default(),)?
                }
            }

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                draft: &mut $draft,
                member: usize,
                value: $crate::support::objects::In<'_, A>,
            ) -> ::std::result::Result<(), A::Error> {
                match member {
                    $(
                        $($must)? $($one)? $($may)? $($null)? => value $(.$way())?
                            $(.required(&mut draft.$required))?
                            $(.constant(&mut draft.$constant))?
                            $(.optional(&mut draft.$optional))?
                            $(.optional_or_null(&mut draft.$nullable))?,
                    )*
                    _ => value.none(),
                }
            }

            $(
                const IS_OPEN: bool = true;

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
                    $(
                        $(
                            $required: match draft.$required.take() {
                                ::std::option::Option::Some(value) => value,
                                ::std::option::Option::None => {
                                    return $crate::support::objects::not_given($must);
                                }
                            },
                        )?
                        $($constant: ::std::mem::take(&mut draft.$constant),)?
                        $($optional: draft.$optional.take(),)?
                        $($nullable: draft.$nullable.take(),)?
                    )*
                    $($rest: ::std::mem::take(&mut draft.$rest),)?
                })
            }

            fn each<V: $crate::support::objects::Each>(&self, each: &mut V) {
                $(
                    $(each.required($first, &self.$required);)?
                    $(each.required($first, &self.$constant);)?
                    $(each.optional($first, &self.$optional);)?
                    $(each.optional($first, &self.$nullable);)?
                )*
                $(each.rest(&self.$rest);)?
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::support::objects::show(self, f)
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::support::objects::Object::each(self, &mut $crate::support::objects::Hashed(state));
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

        $crate::support::objects::object!(@draft $draft of $name);
    };
    (@draft Self of $name:ident) => {};
    (@draft $draft:ident of $name:ident) => {
        impl ::std::default::Default for $draft {
            #[inline]
            fn default() -> Self {
                <$name as $crate::support::objects::Object>::draft()
            }
        }

        impl ::std::fmt::Debug for $draft {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($draft)).finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use object;
