#!/usr/bin/env bash
# What a models crate costs those who compile it: its types and lines, then wall time, processor time and peak memory of
# `cargo check`, a release build and rustdoc.
#
#   tests/bench/crate-cost.sh CRATE [STEP…]
#
# CRATE is a folder that `fieldcast models` wrote; a STEP is one of check, release and doc, and all without any. The
# crate's dependencies are built before, so what is measured is the crate alone. Needs GNU time as /usr/bin/time.
set -euo pipefail
crate=$(realpath "${1:?the folder of a models crate}")
shift
steps=("${@:-}")
[ -n "${steps[0]}" ] || steps=(check release doc)
export CARGO_TARGET_DIR=${WORK:-$crate/target}

types=$(find "$crate/src" -name '*.rs' -exec cat {} + | grep -cE '^pub (struct|enum) ')
lines=$(find "$crate/src" -name '*.rs' -exec cat {} + | wc -l)
echo "$types types, $lines lines"
# The crate with nothing in it has the same dependencies.
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
cp "$crate/Cargo.toml" "$empty"
mkdir "$empty/src"
touch "$empty/src/lib.rs" "$empty/README.md"
for step in "${steps[@]}"; do
    case $step in
    check) arguments=(check) ;;
    release) arguments=(build --release) ;;
    doc) arguments=(doc --no-deps) ;;
    *) echo "error: no step $step" >&2 && exit 2 ;;
    esac
    cargo "${arguments[@]}" --quiet --manifest-path "$empty/Cargo.toml"
    touch "$crate/src/lib.rs"
    /usr/bin/time -f "$step: %e s, %U s of processor, %M kB" \
        cargo "${arguments[@]}" --quiet --manifest-path "$crate/Cargo.toml"
done
