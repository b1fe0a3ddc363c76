//! What is committed is what the pages make.

use fieldcast::project;
use fieldcast::tree::Limits;

#[test]
fn what_is_committed_is_what_the_pages_make() {
    let job = project::codegen(&fieldcast_tests::root(), &[]);
    let errors: Vec<String> = job.diagnostics.iter().filter(|d| d.is_error()).map(ToString::to_string).collect();
    let tree = job.tree.unwrap_or_else(|| panic!("{}", errors.join("\n")));
    assert!(tree.files().len() >= 8, "two schemas, and two crates of at least three files: {:?}", tree.files().keys());
    let plan = tree.plan().unwrap();
    let report = plan.report(Limits::default());
    assert!(plan.is_clean(), "{report}\nthis mends it: cargo xtask codegen");
}

#[test]
fn neither_threads_nor_a_second_run_show() {
    let once = project::codegen(&fieldcast_tests::root(), &[]).tree.unwrap();
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again = pool.install(|| project::codegen(&fieldcast_tests::root(), &[])).tree.unwrap();
        assert!(once.files() == again.files(), "with {threads} threads");
    }
}
