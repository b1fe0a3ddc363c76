//! Writes made-up pages: `pages 11000 target/bench/pages-11000`. Says how many bytes they have. With `copies` behind, most
//! are of inline models, and one shape has several names.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, folder, copies) = match arguments.as_slice() {
        [count, folder] => (count, folder, false),
        [count, folder, copies] if copies == "copies" => (count, folder, true),
        _ => return usage(),
    };
    let Ok(count) = count.parse() else { return usage() };
    let write = if copies { bench::pages::write_copies } else { bench::pages::write };
    match write(Path::new(folder), count) {
        Ok(bytes) => {
            println!("{count} pages, {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: pages COUNT FOLDER [copies]");
    ExitCode::from(2)
}
