//! `fieldcast update`: follows the repositories of a project's docs.

use crate::args::UpdateArgs;
use crate::terminal::{print, report, say, tell};
use crate::{codegen, interrupt, read};
use fieldcast::project::{self, UpdateOptions};
use std::path::Path;

/// Whether it went well.
pub fn run(args: &UpdateArgs) -> bool {
    let options =
        UpdateOptions { only: args.apis.clone(), to: args.to.clone(), locked: args.locked, cache: project::cache() };
    let update = project::update(Path::new("."), &options);
    report(&update.diagnostics, false);
    let Some(mut tree) = update.tree else {
        say(&read::nothing_written(&update.diagnostics));
        return false;
    };
    tree.force(args.force);
    if !codegen::write(&tree, false) {
        return false;
    }
    for edit in &update.edits {
        if let Err(fault) = interrupt::whole(|| edit.write(Path::new("."))) {
            report(&[fault], false);
            return false;
        }
        tell(&format!("{}: the next version is written", edit.path));
    }
    for moved in &update.moves {
        let from = moved.from.as_deref().map_or_else(String::new, |from| format!("from {from} "));
        match &moved.from {
            Some(from) if *from == moved.to => tell(&format!("{}: stays at {}", moved.api, moved.to)),
            _ => tell(&format!("{}: went {from}to {}", moved.api, moved.to)),
        }
    }
    print(&update.summary)
}
