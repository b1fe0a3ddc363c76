//! Writes made-up pages: `pages 11000 target/bench/pages-11000`. Says how many bytes they have. A generator's name behind
//! writes those of the same models as it does; with `copies`, most are of inline models, and one shape has several names.

use bench::pages::Generator;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, folder, name) = match arguments.as_slice() {
        [count, folder] => (count, folder, "speakeasy"),
        [count, folder, name] => (count, folder, name.as_str()),
        _ => return usage(),
    };
    let generator = Generator::ALL.iter().find(|(known, _)| *known == name);
    let (Ok(count), Some((_, generator))) = (count.parse(), generator) else { return usage() };
    match bench::pages::write_of(*generator, Path::new(folder), count) {
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
    eprintln!("usage: pages COUNT FOLDER [speakeasy|copies|openapi-generator|apimatic]");
    ExitCode::from(2)
}
