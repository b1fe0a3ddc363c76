#!/usr/bin/env bash
# How long the models crate of an SDK compiles, beside what cargo-typify makes of the same schema.
#
#   tests/bench/compile-time.sh DOCS [PAIRS]
#
# DOCS is a folder of SDK docs. Needs cargo-typify (`cargo install cargo-typify`) in PATH or named by CARGO_TYPIFY.
# Each crate alone is compiled in turns, its dependencies built before, PAIRS times (3 otherwise). What cargo-typify
# makes has no builders here; with them, which is its default, it takes longer. The last lines are ratios of medians,
# ours to theirs: wall time, and processor time, which a busy machine changes less. Each line of a turn has both, in
# seconds.
set -euo pipefail
docs=$(realpath "${1:?the folder of the docs}")
pairs=${2:-3}
cd "$(dirname "$0")/../.."
work=${WORK:-$PWD/target/compile-time}
mkdir -p "$work"

cargo build --quiet -p fieldcast-cli
fieldcast=${CARGO_TARGET_DIR:-target}/debug/fieldcast
rm -rf "$work"/{ours,theirs}
"$fieldcast" schema "$docs" --output "$work/schema.json" 2>/dev/null
"$fieldcast" models "$docs" --out "$work/ours" --name ours 2>/dev/null
mkdir -p "$work/theirs/src"
"${CARGO_TYPIFY:-cargo-typify}" typify "$work/schema.json" --no-builder --output "$work/theirs/src/lib.rs"
cat >"$work/theirs/Cargo.toml" <<'TOML'
[package]
name = "theirs"
version = "0.1.0"
edition = "2024"

[dependencies]
chrono = { version = "0.4", default-features = false, features = ["serde"] }
regress = "0.10"
serde = { version = "1", features = ["derive"] }
serde_json = "1"

[workspace]
TOML

export CARGO_TARGET_DIR=$work/target
compile() { # crate, then cargo's arguments; prints seconds of wall and of processor
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
    read -ra arguments <<<"$what"
    rm -f "$work"/*.times
    for crate in ours theirs; do
        compile $crate "${arguments[@]}" >/dev/null
    done
    for ((pair = 0; pair < pairs; pair++)); do
        for crate in ours theirs; do
            compile $crate "${arguments[@]}" | tee -a "$work/$crate.times" | sed "s/^/cargo $what, $crate: /"
        done
    done
    for column in 1 2; do
        ours=$(cut -d' ' -f$column "$work/ours.times" | median)
        theirs=$(cut -d' ' -f$column "$work/theirs.times" | median)
        kind=$([ $column = 1 ] && echo wall || echo processor)
        awk -v a="$ours" -v b="$theirs" -v what="cargo $what, $kind" \
            'BEGIN { printf "%s: ratio %.2f (%.1f s / %.1f s)\n", what, a / b, a, b }'
    done
done
for crate in ours theirs; do
    find "$work/$crate/src" -name '*.rs' -exec cat {} + | wc -l | sed "s/\$/ lines, $crate/"
done
