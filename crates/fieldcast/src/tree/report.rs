//! Shows the difference between a tree and the disk.

use super::MANIFEST;
use super::disk::Folder;
use super::path::{Walk, split};
use super::plan::{Change, Kind, Plan};
use crate::shown::{lines, part};
use similar::TextDiff;
use std::fmt::Write as _;
use std::io::Read as _;
use std::time::Duration;

/// How much of the differences a report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Lines of difference for each file.
    pub per_file: usize,
    /// Lines of difference in all.
    pub total: usize,
}

impl Default for Limits {
    /// What fits on a few screens.
    fn default() -> Self {
        Self { per_file: 40, total: 200 }
    }
}

impl Plan {
    /// Every path that is not as it should be with what is wrong with it, then the differences of the stale ones as
    /// unified diffs. Empty where nothing is wrong. Lists every path, whatever the limits.
    pub fn report(&self, limits: Limits) -> String {
        let mut text = String::new();
        for change in &self.changes {
            let _ = writeln!(text, "{:<9} {}", change.kind, part(&change.path));
        }
        if let Some(kind) = self.manifest_change() {
            let _ = writeln!(text, "{kind:<9} {MANIFEST}");
        }
        let Ok(root) = Folder::open(self.tree.root()) else { return text };
        let mut walk = Walk::new(&root);
        let mut left = limits.total;
        for change in self.changes.iter().filter(|change| change.seen.is_some() && change.kind != Kind::Orphaned) {
            if left == 0 {
                text.push_str("\n(further differences are not shown)\n");
                break;
            }
            text.push('\n');
            left = left.saturating_sub(diff(
                change,
                &on_disk(&mut walk, &change.path),
                limits.per_file.min(left),
                &mut text,
            ));
        }
        text
    }
}

/// The most that is read of a file to show how it differs.
const LARGEST: u64 = 4 << 20;

/// What a file holds, as far as it is shown. What is not UTF-8 is shown as replacement characters.
fn on_disk(walk: &mut Walk<'_>, path: &str) -> String {
    let mut bytes = Vec::new();
    if let Ok(Some(folder)) = walk.folder(path, false)
        && let Ok(file) = folder.read(split(path).1)
    {
        // What cannot be read is shown as empty; that it differs was seen before.
        let _ = file.take(LARGEST).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Appends a unified diff of at most `limit` lines; returns how many there are.
fn diff(change: &Change, old: &str, limit: usize, text: &mut String) -> usize {
    // Two large texts that share nothing could take minutes; after a second the diff is coarser, and still true.
    let diff = TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(old, change.new.as_str());
    let on_disk = format!("{} (on disk)", part(&change.path));
    let generated = format!("{} (generated)", part(&change.path));
    let unified = diff.unified_diff().context_radius(2).header(&on_disk, &generated).to_string();
    let mut shown = 0;
    let mut hidden = 0_usize;
    // Not `lines`, which takes a `\r` for a part of the line's end.
    for line in unified.split_terminator('\n') {
        if shown < limit {
            shown += 1;
            // One line of generated text can be very long, and the end of it is rarely what differs first.
            let cut: String = line.chars().take(240).collect();
            text.push_str(&lines(&part(&cut)));
            if cut.len() < line.len() {
                text.push('…');
            }
            text.push('\n');
        } else {
            hidden += 1;
        }
    }
    if hidden > 0 {
        let _ = writeln!(text, "… {hidden} more lines");
    }
    shown
}
