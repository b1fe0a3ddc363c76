//! `fieldcast correct`: one more correction in an API's settings.

use crate::args::CorrectArgs;
use crate::interrupt;
use crate::terminal::{report, say, tell};
use fieldcast::project::{self, Fact};
use fieldcast::source;
use std::path::Path;

/// Whether it went well.
pub fn run(args: &CorrectArgs) -> bool {
    let root = Path::new(".");
    let (apis, found) = source::apis(Path::new("schema"));
    if !report(&found, false) {
        return false;
    }
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    let name = match (&args.api, names.as_slice()) {
        (Some(name), _) => name.clone(),
        (None, [one]) => (*one).to_owned(),
        (None, all) => {
            say(&format!("error: there are several APIs, name one with --api: {}", all.join(", ")));
            return false;
        }
    };
    let facts = facts(args);
    if facts.is_empty() {
        say("error: the correction says no fact\n  help: say what is right, such as --nullable true");
        return false;
    }
    match project::correct(root, &name, &args.at, &args.reason, &facts, project::cache().as_deref()) {
        Ok(text) => {
            let file = root.join("schema").join(&name).join("source.toml");
            let before = apis.iter().find(|api| api.name == name).map_or("", |api| api.text.as_str());
            if let Err(fault) = interrupt::whole(|| fieldcast::tree::replace(&file, before, &text)) {
                report(&[fault], false);
                return false;
            }
            tell(&format!("corrected `{}` in schema/{name}/source.toml; next: fieldcast codegen {name}", args.at));
            true
        }
        Err(found) => {
            report(&found, false);
            say("nothing is written");
            false
        }
    }
}

fn facts(args: &CorrectArgs) -> Vec<Fact> {
    let text = |name, value: &Option<String>| value.as_ref().map(|value| (name, value.into()));
    let is = |name, value: Option<bool>| value.map(|value| (name, value.into()));
    let all: [Option<Fact>; 16] = [
        is("add", args.add.then_some(true)),
        is("leave-out", args.leave_out.then_some(true)),
        is("nullable", args.nullable),
        is("required", args.required),
        text("type", &args.ty),
        text("format", &args.format),
        text("wire-name", &args.wire_name),
        is("open", args.open),
        text("description", &args.description),
        text("rename", &args.rename),
        text("rust-name", &args.rust_name),
        text("discriminator", &args.discriminator),
        args.mapping.clone().map(|table| ("mapping", table.into())),
        text("in", &args.stands),
        args.status.map(|status| ("status", i64::from(status).into())),
        text("content", &args.content),
    ];
    all.into_iter().flatten().chain(args.values.clone().map(|list| ("values", list.into()))).collect()
}
