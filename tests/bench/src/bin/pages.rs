//! Writes made-up pages: `pages 11000 target/bench/pages-11000`. Says how many bytes they have.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = arguments.as_slice() else {
        eprintln!("usage: pages COUNT FOLDER");
        return ExitCode::from(2);
    };
    let Ok(count) = count.parse() else {
        eprintln!("usage: pages COUNT FOLDER");
        return ExitCode::from(2);
    };
    match bench::pages::write(Path::new(folder), count) {
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
