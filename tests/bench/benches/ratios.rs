//! How much longer generated models take to be read than models written by hand, measured in turns, so that a busy
//! machine slows both. Of each the best of many turns counts. Ends with 1 where a bound is not kept. An argument, such as
//! `Last` or `sessions`, picks what is measured.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use bench::data::{self, Place, STRATEGIES};
use bench::read_all;
use common::{Derived, Joined, Peeked, Streamed, Valued};
use serde::de::DeserializeOwned;

type Read<'a> = &'a dyn Fn();

/// The best time of each, in turns.
fn best<const N: usize>(turns: usize, reads: [Read<'_>; N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..turns {
        for (read, best) in reads.iter().zip(&mut best) {
            let start = Instant::now();
            read();
            *best = (*best).min(start.elapsed());
        }
    }
    best
}

fn read<T: DeserializeOwned>(json: &str) -> impl Fn() + use<'_, T> {
    move || {
        black_box(read_all::<T>(json));
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn main() {
    let picked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_picked = |name: &str| picked.is_empty() || picked.iter().any(|picked| picked == name);
    let mut kept = true;
    for (unknown, bound) in [(0, 1.05), (1, 1.10)] {
        if !is_picked("sessions") {
            continue;
        }
        let json = data::sessions(10_000, unknown);
        // In parts, each with its own best: a short turn is more likely to be left alone.
        let lines: Vec<&str> = json.lines().collect();
        let (mut generated, mut hand) = (Duration::ZERO, Duration::ZERO);
        for part in lines.chunks(500) {
            let json = part.join("\n");
            let best = best(51, [&read::<clerk_models::Session>(&json), &read::<bench::hand::Session>(&json)]);
            generated += best[0];
            hand += best[1];
        }
        let ratio = ratio(generated, hand);
        kept &= ratio <= bound;
        println!(
            "sessions, {}% unknown: {:.0} ns, by hand {:.0} ns, ratio {ratio:.3} (bound {bound})",
            unknown * 10,
            generated.as_secs_f64() * 1e5,
            hand.as_secs_f64() * 1e5
        );
    }
    println!(
        "\nverifications, ns each: generated | derived, one pass, look first, by Value, one struct | ratio to the two first"
    );
    for place in [Place::First, Place::Documented, Place::Last] {
        if !is_picked(&format!("{place:?}")) {
            continue;
        }
        for (variant, strategy) in STRATEGIES.iter().enumerate() {
            let json = data::verifications(1_000, variant, place);
            let times = best(
                101,
                [
                    &read::<bench::generated::Verification>(&json),
                    &read::<Derived>(&json),
                    &read::<Streamed>(&json),
                    &read::<Peeked>(&json),
                    &read::<Valued>(&json),
                    &read::<Joined>(&json),
                ],
            );
            let [generated, derived, streamed, peeked, valued, joined] = times;
            let ns = |time: Duration| time.as_secs_f64() * 1e9 / 1_000.0;
            let worst = ratio(generated, derived.min(streamed));
            kept &= worst <= 1.15;
            println!(
                "{:12} {strategy:13} {:5.0} | {:5.0} {:5.0} {:5.0} {:5.0} {:5.0} | {:.3} {:.3}",
                format!("{place:?}"),
                ns(generated),
                ns(derived),
                ns(streamed),
                ns(peeked),
                ns(valued),
                ns(joined),
                ratio(generated, derived),
                ratio(generated, streamed)
            );
        }
    }
    if !kept {
        println!("\na bound is not kept");
        std::process::exit(1);
    }
}
