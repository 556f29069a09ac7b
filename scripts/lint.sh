#!/usr/bin/env bash
# The quick checks: formatting, lints and types, in Rust and in Python.
. "$(dirname "$0")/say.sh"
. "$(dirname "$0")/clippy.sh"

failed=()
check() {
    local name="$1"
    shift
    say "$name"
    "$@" || failed+=("$name")
}

cd "$root"
check "rustfmt" cargo fmt --check
if [ -n "${ASSAY_FOR_TESTS:-}" ]; then
    check "clippy, as the tests are compiled" cargo build --locked --bins --tests
else
    check "clippy" cargo clippy --locked --all-targets --quiet -- -D warnings
fi
cd "$root/runner"
# The benchmark's drivers of other graders are Python as well.
drivers="$root/src/commands/bench/drivers"
check "ruff" "$root/.venv/bin/ruff" check --config pyproject.toml . "$drivers"
check "ruff format" "$root/.venv/bin/ruff" format --config pyproject.toml --check . "$drivers"
check "mypy" "$root/.venv/bin/mypy"

[ "${#failed[@]}" = 0 ] || fail "these checks found something: ${failed[*]}" "read their messages above"
