//! Installing the tools: only what their lock files pin, only into the target folder, and only where a lock file changed.

use super::files::text;
use super::layout::Layout;
use super::shell::{command, output, version};
use super::table::Cell;
use std::fs;
use std::path::{Path, PathBuf};

/// What a tool needs on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Node.js and the packages of `tests/consumers/node`.
    Node,
    /// Python and the packages of `tests/consumers/python`.
    Python,
    /// Go.
    Go,
}

/// Why something cannot be used.
#[derive(Clone, Debug)]
pub enum Absent {
    /// It is not on this machine.
    Missing(String),
    /// It is, and installing with it failed.
    Failed(String),
}

impl Absent {
    /// What that makes of a tool that needs it.
    pub fn cell(&self) -> Cell {
        match self {
            Self::Missing(why) => Cell::LeftOut(why.clone()),
            Self::Failed(why) => Cell::Fails(why.clone()),
        }
    }
}

/// What the tools run with; an entry that no tool asked for is missing.
pub struct Environment {
    /// The folder that holds `node_modules` and the programs for Node.js.
    pub node: Result<PathBuf, Absent>,
    /// The virtual environment's folder of programs.
    pub python: Result<PathBuf, Absent>,
    /// The `go` program.
    pub go: Result<PathBuf, Absent>,
}

impl Environment {
    /// Installs what is needed, all at once.
    pub fn install(layout: &Layout, needs: &[Need]) -> Self {
        let when = |need: Need, install: fn(&Layout) -> Result<PathBuf, Absent>| {
            if needs.contains(&need) {
                install(layout)
            } else {
                Err(Absent::Missing("no tool asked for it".to_owned()))
            }
        };
        std::thread::scope(|scope| {
            let node = scope.spawn(|| when(Need::Node, node));
            let python = scope.spawn(|| when(Need::Python, python));
            let go = when(Need::Go, go);
            let stopped = |_| Err(Absent::Failed("the installation stopped".to_owned()));
            Self { node: node.join().unwrap_or_else(stopped), python: python.join().unwrap_or_else(stopped), go }
        })
    }
}

fn node(layout: &Layout) -> Result<PathBuf, Absent> {
    let here = &layout.root;
    let found = output(&mut command("node", here, ["--version"]));
    let needed = "Node.js 20.19 or newer, with npm, is needed";
    let found = found.map_err(|why| Absent::Missing(format!("{needed} ({why})")))?;
    if version(&found) < vec![20, 19] {
        return Err(Absent::Missing(format!("{needed}; this is {}", found.trim())));
    }
    output(&mut command("npm", here, ["--version"])).map_err(|why| Absent::Missing(format!("{needed} ({why})")))?;
    let folder = layout.target.join("node");
    (|| {
        copy(&layout.programs.join("node"), &folder)?;
        let lock = text(&folder.join("package-lock.json"))? + &found;
        once(&folder, &lock, || {
            let mut npm = command("npm", &folder, ["ci", "--ignore-scripts", "--no-progress"]);
            output(npm.env("npm_config_cache", layout.target.join("cache/npm"))).map(drop)
        })
    })()
    .map_err(Absent::Failed)?;
    Ok(folder)
}

fn python(layout: &Layout) -> Result<PathBuf, Absent> {
    let here = &layout.root;
    let found = output(&mut command("python3", here, ["--version"]));
    let needed = "Python 3.11 or newer, with venv, is needed";
    let found = found.map_err(|why| Absent::Missing(format!("{needed} ({why})")))?;
    if version(&found) < vec![3, 11] {
        return Err(Absent::Missing(format!("{needed}; this is {}", found.trim())));
    }
    output(&mut command("python3", here, ["-c", "import ensurepip, venv"]))
        .map_err(|why| Absent::Missing(format!("{needed} ({why})")))?;
    let folder = layout.target.join("python");
    let programs = folder.join("bin");
    (|| {
        let requirements = layout.programs.join("python/requirements.txt");
        let lock = text(&requirements)? + &found;
        once(&folder, &lock, || {
            output(command("python3", here, ["-m", "venv", "--clear"]).arg(&folder))?;
            let mut pip = command(programs.join("python"), here, ["-m", "pip", "install", "--quiet"]);
            pip.args(["--disable-pip-version-check", "--no-deps", "--require-hashes", "-r"]).arg(&requirements);
            output(pip.env("PIP_CACHE_DIR", layout.target.join("cache/pip"))).map(drop)
        })
    })()
    .map_err(Absent::Failed)?;
    Ok(programs)
}

/// Finds `go`, else takes it from Debian's packages, unpacked into the target folder and not installed.
fn go(layout: &Layout) -> Result<PathBuf, Absent> {
    let found = output(&mut command("go", &layout.root, ["version"]));
    if found.is_ok_and(|found| version(&found) >= vec![1, 18]) {
        return Ok(PathBuf::from("go"));
    }
    let packages = text(&layout.programs.join("go/debian.sha256")).map_err(Absent::Failed)?;
    let folder = layout.target.join("go");
    let fetch = || {
        for entry in packages.lines() {
            let file = entry.split_whitespace().nth(1).ok_or_else(|| format!("debian.sha256: `{entry}`"))?;
            let mut parts = file.split('_');
            let (Some(name), Some(version)) = (parts.next(), parts.next()) else {
                return Err(format!("debian.sha256: `{file}` is no package"));
            };
            output(command("apt-get", &folder, ["download"]).arg(format!("{name}={version}")))?;
        }
        output(command("sha256sum", &folder, ["--check", "--quiet"]).arg(layout.programs.join("go/debian.sha256")))?;
        for file in packages.lines().filter_map(|entry| entry.split_whitespace().nth(1)) {
            output(command("dpkg-deb", &folder, ["--extract"]).arg(file).arg("."))?;
            fs::remove_file(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
        }
        Ok(())
    };
    fs::create_dir_all(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))
        .and_then(|()| once(&folder, &packages, fetch))
        .and_then(|()| unpacked(&folder))
        .map_err(|why| Absent::Missing(format!("Go 1.18 or newer is needed (`apt-get install golang`; {why})")))
}

/// The `go` in Debian's packages: `usr/lib/go-VERSION/bin/go`.
fn unpacked(folder: &Path) -> Result<PathBuf, String> {
    let versions = fs::read_dir(folder.join("usr/lib")).map_err(|error| error.to_string())?;
    versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin/go")))
        .find(|go| go.is_file())
        .ok_or_else(|| "no `go` in the packages".to_owned())
}

/// Runs `install` unless it ran with the same `lock` before.
fn once(folder: &Path, lock: &str, install: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let stamp = folder.with_extension("installed");
    if fs::read_to_string(&stamp).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    if stamp.exists() {
        fs::remove_file(&stamp).map_err(|error| format!("{}: {error}", stamp.display()))?;
    }
    println!("Installing into {} …", folder.display());
    install()?;
    fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Copies the files of a folder, not of the folders in it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(to).map_err(|error| failed(to, error))?;
    for entry in fs::read_dir(from).map_err(|error| failed(from, error))? {
        let path = entry.map_err(|error| failed(from, error))?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            fs::copy(&path, to.join(name)).map_err(|error| failed(&path, error))?;
        }
    }
    Ok(())
}
