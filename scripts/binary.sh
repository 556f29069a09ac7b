#!/usr/bin/env bash
# Builds the binary, target/debug/assay, or with `tests` also the tests. The first time takes minutes, since all dependencies are compiled.
. "$(dirname "$0")/say.sh"
. "$(dirname "$0")/clippy.sh"

cd "$root"
if [ "${1:-}" = tests ]; then
    say "Building the tests"
    cargo build --locked --bins --tests
    exit
fi

say "Building the binary"
# A test beside it chooses the dependencies' features as all tests need them: else some would be compiled twice.
targets=(--bin assay)
[ -z "${ASSAY_FOR_TESTS:-}" ] || targets+=(--test rooms)
cargo build --locked "${targets[@]}" ||
    fail "cargo could not build the binary" "read the message above; without network, crates must be in cargo's cache"
