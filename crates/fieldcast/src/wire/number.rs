//! Numbers in words: generators spell the digits that a name begins with, so that `2021` is shown as
//! `twoThousandAndTwentyOne`.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Every word of which spelled numbers below a million are made.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    SMALL.into_iter().chain(TENS).chain(["and", "hundred", "thousand"])
}

/// The number that some words spell, if they are nothing but one number below a million: two, thousand, and, twenty,
/// one. A number of a single word is left alone, for it may well be a name.
pub(super) fn spelled(words: &[&str]) -> Option<u32> {
    if words.len() < 2 || words.len() > 12 {
        return None;
    }
    let (mut thousands, mut below) = (None, None::<u32>);
    let mut joined = true;
    for word in words {
        let word = word.to_ascii_lowercase();
        let add = |below: Option<u32>, n: u32| Some(below.unwrap_or(0).checked_add(n)).flatten();
        match word.as_str() {
            "and" if !joined && (below.is_some() || thousands.is_some()) => joined = true,
            "hundred" if below.is_some_and(|n| (1..10).contains(&n)) => {
                below = below.map(|n| n * 100);
                joined = false;
            }
            "thousand" if thousands.is_none() && below.is_some_and(|n| n > 0) => {
                thousands = below.take();
                joined = false;
            }
            word => {
                let number = value(word)?;
                // What follows must be smaller than the step before: twenty one, but not one twenty.
                let room = match below {
                    None => 100,
                    Some(n) if n % 100 == 0 && n > 0 => 100,
                    Some(n) if n % 100 >= 20 && n % 10 == 0 => 10,
                    Some(_) => 0,
                };
                if number >= room || (below.is_some() && number == 0) {
                    return None;
                }
                below = add(below, number);
                joined = false;
            }
        }
    }
    (!joined).then(|| thousands.unwrap_or(0) * 1000 + below.unwrap_or(0))
}

fn value(word: &str) -> Option<u32> {
    let position = |list: &[&str]| list.iter().position(|w| *w == word).and_then(|i| u32::try_from(i).ok());
    position(&SMALL).or_else(|| position(&TENS).map(|i| i * 10 + 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read() {
        for (words, number) in [
            (vec!["two", "Thousand", "And", "Twenty", "One"], 2021),
            (vec!["one", "hundred", "and", "five"], 105),
            (vec!["forty", "two"], 42),
            (vec!["nine", "hundred", "ninety", "nine", "thousand", "nine", "hundred", "ninety", "nine"], 999_999),
            (vec!["ten", "thousand"], 10_000),
        ] {
            assert_eq!(spelled(&words), Some(number), "{words:?}");
        }
    }

    #[test]
    fn other_words_are_no_numbers() {
        for words in [
            vec!["one"],
            vec!["two", "factor"],
            vec!["and", "one"],
            vec!["one", "and"],
            vec!["one", "two"],
            vec!["twenty", "twelve"],
            vec!["hundred", "one"],
            vec!["thousand", "thousand"],
            vec![],
        ] {
            assert_eq!(spelled(&words), None, "{words:?}");
        }
    }
}
