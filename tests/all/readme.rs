//! What the README shows is true.

use fieldcast::project::Settings;

#[test]
fn its_settings_are_whole() {
    let readme = std::fs::read_to_string(fieldcast_tests::root().join("README.md")).unwrap();
    let block = readme.split("```toml\n").find(|block| block.trim_start().starts_with("[api]")).unwrap();
    let text = block.split("```").next().unwrap();
    let settings = Settings::parse(text, "README.md").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(settings.package.unwrap().name, "pet-models");
    assert_eq!(settings.corrections.len(), 1);
}

#[test]
fn its_two_commands_and_the_folders_that_it_names_are_there() {
    let root = fieldcast_tests::root();
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    for command in ["cargo xtask codegen ", "cargo test --workspace "] {
        assert!(readme.lines().any(|line| line.starts_with(command)), "{command}");
    }
    for path in
        ["schema/clerk/components/session.md", "schema/clerk.schema.json", "crates/clerk-models", "tests/downstream"]
    {
        assert!(readme.contains(path) && root.join(path).exists(), "{path}");
    }
}
