//! How far a run is, for whoever waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// It finds pages.
    #[default]
    Finding,
    /// It reads them, and what they say.
    Reading,
    /// It joins what several SDKs tell, and settles the facts.
    Settling,
    /// It makes the schema.
    Schema,
    /// It makes a crate.
    Crate,
}

/// A view of a run from outside, which may be looked at from any thread while the run goes on.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    stage: AtomicUsize,
    pages: AtomicUsize,
}

impl Progress {
    /// Tells that a stage begins.
    pub fn begin(&self, stage: Stage) {
        self.0.stage.store(stage as usize, Ordering::Relaxed);
    }

    pub(super) fn found(&self, pages: usize) {
        self.0.pages.fetch_add(pages, Ordering::Relaxed);
    }

    /// What the run is doing.
    pub fn stage(&self) -> Stage {
        let all = [Stage::Finding, Stage::Reading, Stage::Settling, Stage::Schema, Stage::Crate];
        all.get(self.0.stage.load(Ordering::Relaxed)).copied().unwrap_or_default()
    }

    /// How many pages it has found so far.
    pub fn pages(&self) -> usize {
        self.0.pages.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{self, Options};

    #[test]
    fn a_run_tells_how_far_it_is() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("pet.md"), "# Pet\n\n## Values\n\n```typescript\n\"cat\"\n```\n")?;
        let options = Options::default();
        assert_eq!((options.progress.stage(), options.progress.pages()), (Stage::Finding, 0));
        pipeline::settle(&[folder.path().to_path_buf()], &options).write(&options, &mut std::io::sink())?;
        assert_eq!((options.progress.stage(), options.progress.pages()), (Stage::Schema, 1));
        Ok(())
    }
}
