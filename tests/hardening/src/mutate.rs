//! Changes of a text, the same on every run: what a careless editor, a broken transfer or an attacker does to a page.

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.number() % end).unwrap_or_default()
    }

    fn choice<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all.get(self.below(all.len())).copied().unwrap_or_default()
    }
}

/// What is put into pages: signs that mean something in them, and texts that mean something to their readers.
const INSERTED: &[&str] = &[
    "|",
    "\\|",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "\\<",
    "{",
    "}",
    "*",
    "`",
    "~~",
    "\\",
    "\"",
    "\n",
    "\r",
    "\t",
    "\0",
    "#",
    "- ",
    "```\n",
    "## Fields\n",
    "## Values\n",
    "## Supported Types\n",
    "### `x`\n",
    "# X\n",
    "---\n",
    "null",
    "<nil>",
    "N/A",
    "../../x",
    "/etc/passwd",
    ":heavy_check_mark:",
    ":warning:",
    "\u{feff}",
    "\u{200b}",
    "\u{1f600}",
    "é",
];

/// Changes a text in one to four places.
pub fn mutate(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let span = |random: &mut Random, bytes: &[u8]| {
            let most = if random.below(4) == 0 { 400 } else { 8 };
            at..(at + 1 + random.below(most)).min(bytes.len())
        };
        match random.below(6) {
            0 => {
                let range = span(random, &bytes);
                bytes.drain(range);
            }
            1 => {
                let range = span(random, &bytes);
                let copy = bytes.get(range).unwrap_or_default().repeat(1 + random.below(3));
                bytes.splice(at..at, copy);
            }
            2 => {
                let other = random.below(bytes.len());
                if at < bytes.len() {
                    bytes.swap(at, other);
                }
            }
            3 if random.below(3) == 0 => bytes.truncate(at),
            4 => {
                let insert = random.choice(INSERTED).repeat(1 + random.below(3));
                bytes.splice(at..at, insert.into_bytes());
            }
            _ => {
                let byte = random.choice(&["|", "[", "]", "<", ">", "`", "*", "\\", " ", "\n", "a", "0", "#"]);
                if let (Some(old), Some(new)) = (bytes.get_mut(at), byte.bytes().next()) {
                    *old = new;
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_changes_and_the_same_way_every_time() {
        let text = "# Pet\n\n## Fields\n\n| Field | Type |\n";
        let all = |seed: u64| (0..50).map(move |n| mutate(text, &mut Random(seed + n))).collect::<Vec<_>>();
        assert_eq!(all(1), all(1));
        assert!(all(1).iter().filter(|changed| *changed != text).count() > 40);
    }

    #[test]
    fn an_empty_text_can_be_changed() {
        assert!((0..50).map(|n| mutate("", &mut Random(n))).any(|changed| !changed.is_empty()));
    }
}
