//! The least that reading a folder of pages can cost, to measure against: `floor read FOLDER` walks through it and reads
//! every page, `floor commonmark FOLDER` also takes every event of a CommonMark parser from it. On all cores.

use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use walkdir::WalkDir;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, folder] = arguments.as_slice() else {
        eprintln!("usage: floor read|commonmark FOLDER");
        return ExitCode::from(2);
    };
    let mut pages: Vec<PathBuf> = Vec::new();
    for entry in WalkDir::new(folder) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => pages.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    // An event loop: each page is read, parsed and let go. Mere reading keeps nothing either.
    let commonmark = what == "commonmark";
    let sum: std::io::Result<(usize, usize)> = pages
        .par_iter()
        .map(|path| {
            let text = std::fs::read_to_string(path)?;
            let events = if commonmark {
                Parser::new_ext(&text, Options::ENABLE_TABLES).map(|event| drop(black_box(event))).count()
            } else {
                0
            };
            Ok((black_box(&text).len(), events))
        })
        .try_reduce(|| (0, 0), |a, b| Ok((a.0 + b.0, a.1 + b.1)));
    match sum {
        Ok((bytes, events)) => {
            println!("{} pages, {bytes} bytes, {events} events", pages.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
