//! `fieldcast init`: the first settings of an API.

use crate::args::InitArgs;
use crate::terminal::{report, say, tell};
use crate::{interrupt, write};
use fieldcast::project::{self, Asked};
use std::path::Path;

/// Whether it went well.
pub fn run(args: &InitArgs) -> bool {
    let root = Path::new(".");
    let asked = Asked { docs: args.docs.clone(), name: args.name.clone(), cache: project::cache() };
    let init = project::init(root, &asked);
    let fine = report(&init.diagnostics, false);
    let Some((settings, _)) = init.files.last().filter(|_| fine) else {
        say("nothing is written");
        return false;
    };
    if !init.tree.files().is_empty() && write::tree(&init.tree).is_none() {
        return false;
    }
    let create = |(path, text): &(String, String)| fieldcast::tree::create(&root.join(path), text);
    let written = interrupt::whole(|| init.files.iter().try_for_each(create));
    if let Err(fault) = written {
        report(&[fault], false);
        return false;
    }
    for found in &init.found {
        tell(&format!("found {found}"));
    }
    tell(&format!("wrote {settings}"));
    tell(&format!(
        "next: fieldcast codegen {name}   (and then: fieldcast inspect {name}, fieldcast codegen --check)",
        name = init.name
    ));
    true
}
