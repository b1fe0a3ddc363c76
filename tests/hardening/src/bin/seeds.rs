//! Writes seeds for the fuzzer, for each target into its folder below one: the made-up pages of every language and, where
//! the pages of real SDKs are at hand, a few of each with their neighbours; for single stages what each starts from.
//!
//! Usage: `seeds FOLDER [CORPUS]`

use hardening::{case::to_text, seeds, zoo};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let all = arguments.next().ok_or_else(|| io::Error::other("usage: seeds FOLDER [CORPUS]"))?;
    for (target, name, text) in seeds::ALL {
        fs::create_dir_all(all.join(target))?;
        fs::write(all.join(target).join(name), text)?;
    }
    let folder = all.join("pages");
    fs::create_dir_all(&folder)?;
    for (number, sdk) in zoo::all().iter().enumerate() {
        for target in ["pages", "crates"] {
            fs::write(all.join(target).join(format!("zoo-{number}-{}", sdk.language)), sdk.text())?;
        }
        for (path, text) in &sdk.pages {
            let name = format!("zoo-{number}-{}", path.replace('/', "-"));
            fs::write(
                folder.join(name),
                format!("@@@ language {}\n{}", sdk.language, to_text([(*path, text.as_str())])),
            )?;
        }
    }
    if let Some(corpus) = arguments.next().filter(|corpus| corpus.is_dir()) {
        for api in folders(&corpus)? {
            for sdk in folders(&api)? {
                of_sdk(&sdk, &folder)?;
            }
        }
    }
    Ok(())
}

/// Every fortieth page, with the two after it.
fn of_sdk(sdk: &Path, folder: &Path) -> io::Result<()> {
    let language = sdk.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let api = sdk.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let mut pages = Vec::new();
    let models = sdk.join("models");
    let mut queue = vec![models.clone()];
    while let Some(at) = queue.pop() {
        queue.extend(folders(&at)?);
        for entry in fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_file() {
                pages.push(path);
            }
        }
    }
    pages.sort();
    for (number, group) in pages.chunks(40).enumerate() {
        let mut text = format!("@@@ language {language}\n");
        for path in group.iter().take(3) {
            let relative = path.strip_prefix(&models).unwrap_or(path).to_string_lossy().into_owned();
            text.push_str(&to_text([(relative.as_str(), fs::read_to_string(path)?.as_str())]));
        }
        if text.len() < 8 << 10 {
            fs::write(folder.join(format!("{api}-{language}-{number}")), text)?;
        }
    }
    Ok(())
}

fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
