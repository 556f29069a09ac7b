# shellcheck shell=bash
# Sourced where Rust is compiled for `make test`: clippy's driver compiles this crate, just as `cargo clippy` would call it, so
# that one compilation serves the lints, the tests and the images, and all dependencies are compiled once. A warning fails it.

if [ -n "${ASSAY_FOR_TESTS:-}" ]; then
    export RUSTC_WORKSPACE_WRAPPER=clippy-driver
    export CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__
fi
