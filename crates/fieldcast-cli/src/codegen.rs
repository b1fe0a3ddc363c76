//! `fieldcast codegen`: what the settings of a project's APIs name.

use crate::args::CodegenArgs;
use crate::terminal::{print, report, say, tell};
use crate::{interrupt, read};
use fieldcast::diagnostic::Diagnostic;
use fieldcast::project;
use fieldcast::shown::part;
use fieldcast::tree::{Limits, Plan, Tree};
use std::path::Path;

/// Whether it went well.
pub fn run(args: &CodegenArgs) -> bool {
    let job = project::codegen(Path::new("."), &args.apis);
    report(&job.diagnostics, false);
    let Some(mut tree) = job.tree else {
        say(&read::nothing_written(&job.diagnostics));
        return false;
    };
    tree.force(args.force);
    if args.check {
        return tree.plan().map_or_else(|found| report(&found, false), |plan| check(&plan, &args.apis));
    }
    write(&tree, true)
}

/// Writes a tree, and says what each file was before; whether that worked.
pub fn write(tree: &Tree, out: bool) -> bool {
    match tree.plan_to_write().and_then(|plan| interrupt::whole(|| plan.write())) {
        Ok(done) => {
            report(&done.warnings, false);
            let changes = done.changes.iter().map(|(kind, path)| format!("{kind:<9} {}\n", part(path)));
            let (written, deleted, unchanged) = (done.written, done.deleted, done.unchanged);
            tell(&format!("{written} written, {deleted} deleted, {unchanged} unchanged"));
            !out || crate::terminal::is_quiet() || print(&changes.collect::<String>())
        }
        Err(diagnostics) => report(&diagnostics, false),
    }
}

fn check(plan: &Plan, apis: &[String]) -> bool {
    if plan.is_clean() {
        tell(&format!("{} files are as they should be", plan.unchanged()));
        return true;
    }
    print(&plan.report(Limits::default()));
    let refusals: Vec<Diagnostic> = plan.refusals();
    report(&refusals, false);
    let count = plan.changes().len() + usize::from(plan.manifest_change().is_some());
    let files = if count == 1 { "1 file is".to_owned() } else { format!("{count} files are") };
    let names: String = apis.iter().map(|api| format!(" {api}")).collect();
    say(&format!("{files} not as the pages say; this mends it: {}{names}", project::COMMAND));
    false
}
