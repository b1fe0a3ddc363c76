//! `fieldcast schema` against the least that reading the same files can cost, against a raw loop over a CommonMark
//! parser's events, and against itself with a tenth of the pages.

use crate::{Setting, Verdict, clear, judge, report};
use bench::measure::{Cost, Pairs, run};
use std::io;
use std::path::Path;

/// The pages that an SDK of a large API has.
const PAGES: usize = 11_000;

fn wall(cost: &Cost) -> f64 {
    cost.wall.as_secs_f64()
}

/// One run of `fieldcast schema`, with its output written anew.
fn schema(setting: &Setting, docs: &Path) -> io::Result<Cost> {
    let output = setting.scratch.join("reading.schema.json");
    clear(&output)?;
    run(setting.program("fieldcast").arg("schema").arg(docs).arg("-o").arg(&output))
}

/// Reading: at most 2.5 times as long as walking through the folder and reading every file, with the output; at most
/// four times the memory that the pages have bytes; and less time than the events of a CommonMark parser take.
pub fn against_the_floor(setting: &Setting) -> io::Result<bool> {
    let docs = setting.pages(PAGES)?;
    let bytes = size(&docs)?;
    let floor = |what: &str| run(setting.program("floor").arg(what).arg(&docs));
    let pairs = Pairs::run(setting.rounds, || schema(setting, &docs), || floor("read"))?;
    let [ours, _] = pairs.medians();
    let mut kept = report(
        &format!("Reading {PAGES} pages, {:.1} MB", bytes as f64 / 1e6),
        ["fieldcast schema", "walk and read"],
        &pairs,
        &[
            ("wall, in terms of walking and reading,", Verdict { ratio: pairs.ratio(wall), most: 2.5 }),
            ("peak memory, in terms of the bytes read,", Verdict { ratio: ours.peak as f64 / bytes as f64, most: 4.0 }),
        ],
    );
    let pairs = Pairs::run(setting.rounds, || schema(setting, &docs), || floor("commonmark"))?;
    kept &= report(
        "The same pages, against the events of a CommonMark parser",
        ["fieldcast schema", "walk, read, every event of pulldown-cmark"],
        &pairs,
        &[("wall, in terms of the peer,", Verdict { ratio: pairs.ratio(wall), most: 1.0 })],
    );
    Ok(kept)
}

/// Ten times the pages, at most eleven times the time.
pub fn linear(setting: &Setting) -> io::Result<bool> {
    let mut kept = true;
    for (few, many) in [(1_000, 10_000), (10_000, 100_000)] {
        let (small, large) = (setting.pages(few)?, setting.pages(many)?);
        let rounds = if many > 50_000 { setting.rounds.min(5) } else { setting.rounds };
        // Ten runs of the small one are one side, so that both sides take as long and chance hits both alike.
        let ten = || -> io::Result<Cost> {
            let mut sum = Cost::default();
            for _ in 0..10 {
                let cost = schema(setting, &small)?;
                sum = Cost {
                    wall: sum.wall + cost.wall,
                    cpu: sum.cpu + cost.cpu,
                    user: sum.user + cost.user,
                    peak: sum.peak.max(cost.peak),
                };
            }
            Ok(sum)
        };
        let pairs = Pairs::run(rounds, || schema(setting, &large), ten)?;
        let ratio = |figure: fn(&Cost) -> f64| 10.0 * pairs.ratio(figure);
        report(
            &format!("{many} pages, against {few}"),
            [&format!("{many} pages"), &format!("{few} pages, ten times")],
            &pairs,
            &[],
        );
        kept &= judge(&[("times the time for ten times the pages", Verdict { ratio: ratio(wall), most: 11.0 })]);
    }
    Ok(kept)
}

/// The bytes of all files in a folder.
fn size(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            bytes += entry.metadata().map_err(io::Error::other)?.len();
        }
    }
    Ok(bytes)
}
