//! Changes of a text, the same on every run: what a careless editor, a broken transfer or an attacker does to a page.

use chance::Random;

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
                let insert = random.pick(INSERTED).repeat(1 + random.below(3));
                bytes.splice(at..at, insert.into_bytes());
            }
            _ => {
                let byte = random.pick(&["|", "[", "]", "<", ">", "`", "*", "\\", " ", "\n", "a", "0", "#"]);
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
