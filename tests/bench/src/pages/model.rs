//! What a page tells, before it is written in the form of any generator: the same number always gives the same model.

use super::Kind;
use super::words::{FIELDS, VALUES, prose};
use chance::Random;

/// How far away a model may lie that another refers to.
const NEAR: usize = 90;

/// The model with a number.
pub struct Model {
    /// What is said of it, where anything is.
    pub description: Option<String>,
    /// What it is.
    pub body: Body,
}

/// What a model is.
pub enum Body {
    Object {
        members: Vec<Member>,
        /// Whether rows have examples, where a generator has a column for them.
        examples: bool,
    },
    Enum {
        values: Vec<&'static str>,
        open: bool,
    },
    Union {
        /// The numbers of its members, and a number to show.
        members: Vec<(usize, usize)>,
        /// Whether it may be a text, too.
        text: bool,
    },
}

/// A member of an object.
pub struct Member {
    pub name: &'static str,
    pub ty: Ty,
    pub required: bool,
    pub deprecated: bool,
    /// What is said of it, its sentences apart by `<br/>`.
    pub description: Option<String>,
    pub example: bool,
}

/// A member's type with a value of it.
pub enum Ty {
    Time { month: usize, day: usize },
    Boolean(bool),
    Texts,
    Map,
    Model(usize),
    Models(usize),
    Whole(usize),
    Fraction(String),
    Text(&'static str),
}

impl Model {
    /// The model with a number.
    pub fn of(number: usize) -> Self {
        let mut random = Random(number as u64);
        let description = random.chance(60, 100).then(|| {
            let sentences = 1 + random.below(2);
            prose(&mut random, sentences, " ")
        });
        let body = match Kind::of(number) {
            Kind::Object | Kind::Request => object(number, &mut random),
            Kind::Enum => enumeration(&mut random),
            Kind::Union => union(number, &mut random),
        };
        Self { description, body }
    }

    /// Its members, and with those of a union all that one of them has, each name once.
    pub fn members(self) -> Vec<Member> {
        match self.body {
            Body::Object { members, .. } => members,
            Body::Enum { .. } => Vec::new(),
            Body::Union { members, .. } => {
                let mut all: Vec<Member> = Vec::new();
                for member in members.into_iter().flat_map(|(number, _)| Self::of(number).members()) {
                    if all.iter().all(|known| known.name != member.name) {
                        all.push(member);
                    }
                }
                all
            }
        }
    }
}

/// A page whose number is near another's and whose kind is not that of a request.
fn near(number: usize, random: &mut Random) -> usize {
    let start = number - number % NEAR;
    let mut other = start + random.below(NEAR.min(number - start + 1));
    while Kind::of(other) == Kind::Request && other > 0 {
        other -= 1;
    }
    other
}

fn ty(number: usize, field: &str, random: &mut Random) -> Ty {
    match field {
        field if field.ends_with("At") || field.ends_with("On") || field.ends_with("Time") => {
            let (month, day) = (1 + random.below(12), 1 + random.below(28));
            Ty::Time { month, day }
        }
        "enabled" | "isSealed" | "pilotNeeded" | "withdrawn" => Ty::Boolean(random.chance(50, 100)),
        "tags" | "weekdays" | "mooringLines" => Ty::Texts,
        "notes" => Ty::Map,
        _ => match random.below(100) {
            0..30 => {
                let to = near(number, random);
                if random.chance(25, 100) { Ty::Models(to) } else { Ty::Model(to) }
            }
            30..48 => Ty::Whole(random.below(100_000)),
            48..52 => Ty::Fraction(format!("{}.{}", random.below(5_000), 1 + random.below(9))),
            _ => Ty::Text(random.pick(&VALUES)),
        },
    }
}

fn object(number: usize, random: &mut Random) -> Body {
    // most have few fields, some many
    let count = random.below(9) + if random.chance(26, 100) { random.below(29) } else { 1 };
    let first = random.below(FIELDS.len());
    let examples = random.chance(40, 100);
    let member = |name: &&'static str| {
        let ty = ty(number, name, random);
        let required = random.chance(55, 100);
        let deprecated = random.chance(2, 100);
        let description = random.chance(70, 100).then(|| {
            let sentences = 1 + random.below(2);
            prose(random, sentences, "<br/>")
        });
        Member { name, ty, required, deprecated, description, example: random.chance(50, 100) }
    };
    let members = FIELDS.iter().cycle().skip(first).take(count).map(member).collect();
    Body::Object { members, examples }
}

fn enumeration(random: &mut Random) -> Body {
    let open = random.chance(50, 100);
    let count = 2 + random.below(10);
    let first = random.below(VALUES.len());
    Body::Enum { values: VALUES.iter().copied().cycle().skip(first).take(count).collect(), open }
}

fn union(number: usize, random: &mut Random) -> Body {
    let count = 2 + random.below(3);
    let mut members: Vec<(usize, usize)> = Vec::new();
    for _ in 0..count {
        let mut other = near(number, random);
        // the members of a union are objects
        while Kind::of(other) != Kind::Object && other > 0 {
            other -= 1;
        }
        if members.iter().all(|(known, _)| *known != other) && other != number {
            members.push((other, random.below(1_000_000)));
        }
    }
    Body::Union { members, text: random.chance(30, 100) }
}
