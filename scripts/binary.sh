#!/usr/bin/env bash
# Builds the binary, target/debug/assay. The first time takes minutes, since all dependencies are compiled.
. "$(dirname "$0")/say.sh"

say "Building the binary"
cd "$root"
cargo build --locked --bin assay ||
    fail "cargo could not build the binary" "read the message above; without network, crates must be in cargo's cache"
