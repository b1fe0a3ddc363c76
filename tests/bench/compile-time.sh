#!/usr/bin/env bash
# How long the models crate of an SDK compiles, beside what cargo-typify makes of the same schema.
#
#   tests/bench/compile-time.sh DOCS [PAIRS]
#
# DOCS is a folder of SDK docs. Needs cargo-typify (`cargo install cargo-typify`) in PATH or named by CARGO_TYPIFY.
# Each crate alone is compiled in turns, its dependencies built before, PAIRS times (3 otherwise). The last lines are
# ratios of medians, ours to theirs: wall time, and processor time, which a busy machine changes less.
set -euo pipefail
docs=$(realpath "${1:?the folder of the docs}")
pairs=${2:-3}
cd "$(dirname "$0")/../.."
work=${WORK:-$PWD/target/compile-time}
typify=${CARGO_TYPIFY:-cargo-typify}
mkdir -p "$work"

cargo build --quiet -p fieldcast-cli
fieldcast=${CARGO_TARGET_DIR:-target}/debug/fieldcast
rm -rf "$work"/{ours,theirs,builders}
"$fieldcast" schema "$docs" --output "$work/schema.json" 2>/dev/null
"$fieldcast" models "$docs" --out "$work/ours" --name ours 2>/dev/null

# cargo-typify has builders unless they are turned off.
for name in theirs builders; do
    mkdir -p "$work/$name/src"
    flag=--builder
    [ $name = theirs ] && flag=--no-builder
    "$typify" typify "$work/schema.json" $flag --output "$work/$name/src/lib.rs"
    cat >"$work/$name/Cargo.toml" <<TOML
[package]
name = "$name"
version = "0.1.0"
edition = "2024"

[dependencies]
chrono = { version = "0.4", default-features = false, features = ["serde"] }
regress = "0.10"
serde = { version = "1", features = ["derive"] }
serde_json = "1"

[workspace]
TOML
done

export CARGO_TARGET_DIR=$work/target
compile() { # crate, then cargo's arguments; prints seconds of wall and processor
    local crate=$1
    shift
    touch "$work/$crate/src/lib.rs"
    local TIMEFORMAT='%R %U %S' took
    took=$({ time cargo "$@" --quiet --manifest-path "$work/$crate/Cargo.toml" >"$work/$crate.log" 2>&1; } 2>&1) || {
        echo "error: $crate does not compile; see $work/$crate.log" >&2
        exit 1
    }
    awk '{ print $1, $2 + $3 }' <<<"$took"
}
median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

for what in check "build --release"; do
    for crate in ours theirs builders; do
        # shellcheck disable=SC2086
        compile $crate $what >/dev/null
    done
    rm -f "$work"/*.times
    for ((pair = 0; pair < pairs; pair++)); do
        for crate in ours theirs builders; do
            # shellcheck disable=SC2086
            compile $crate $what | tee -a "$work/$crate.times" | sed "s/^/cargo $what, $crate: /"
        done
    done
    for crate in theirs builders; do
        for column in 1 2; do
            ours=$(cut -d' ' -f$column "$work/ours.times" | median)
            other=$(cut -d' ' -f$column "$work/$crate.times" | median)
            kind=$([ $column = 1 ] && echo wall || echo processor)
            awk -v a="$ours" -v b="$other" -v what="cargo $what, ours / $crate, $kind" \
                'BEGIN { printf "%s: %.2f (%.1f s / %.1f s)\n", what, a / b, a, b }'
        done
    done
done
wc -l "$work"/theirs/src/lib.rs "$work"/builders/src/lib.rs
find "$work/ours/src" -name '*.rs' -exec cat {} + | wc -l
