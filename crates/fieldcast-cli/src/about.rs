//! What the program says of itself to shells and to `man`.

use crate::args::{Arguments, CompletionsArgs, ManArgs};
use crate::terminal::{print_as_made, say, tell};
use crate::write;
use clap::{Command, CommandFactory as _};
use fieldcast::tree::Tree;
use std::io::Write as _;

/// What the man pages are a part of, in the manifest.
const PART: &str = "man";

/// `fieldcast completions`; whether it went well.
pub fn completions(args: &CompletionsArgs) -> bool {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "fieldcast", &mut text);
    print_as_made(|out| out.write_all(&text))
}

/// `fieldcast man`; whether it went well.
pub fn man(args: &ManArgs) -> bool {
    let mut command = Arguments::command();
    command.build();
    let mut tree = Tree::new(&args.out);
    let mut pages = vec![("fieldcast".to_owned(), command.clone())];
    pages.extend(command.get_subcommands().map(|sub| (format!("fieldcast-{}", sub.get_name()), sub.clone())));
    let count = pages.len();
    for (name, command) in pages {
        match page(&name, command) {
            Ok(text) => tree.add(PART, format!("{name}.1"), text),
            Err(error) => {
                say(&format!("error: {error}"));
                return false;
            }
        }
    }
    write::tree(&tree).is_some_and(|done| {
        tell(&format!("{count} man pages, to {}: {} written", args.out.display(), done.written));
        true
    })
}

fn page(name: &str, command: Command) -> std::io::Result<String> {
    let mut text = Vec::new();
    let name: &'static str = name.to_owned().leak();
    clap_mangen::Man::new(command.name(name)).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
