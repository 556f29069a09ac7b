#!/usr/bin/env bash
# Every test of Assay, one section after the other; ends with one line that counts sections, and fails if any failed.
. "$(dirname "$0")/say.sh"

passed=()
failed=()
section() {
    local name="$1"
    shift
    say "$name"
    local began=$SECONDS
    if "$@"; then passed+=("$name"); else failed+=("$name"); fi
    say "$name took $((SECONDS - began)) s"
}

# Beside other sections, since much of their time is spent waiting for deadlines, and most of the others' in a compiler.
differential_log="$root/build/differential-tests.log"
mkdir -p "$root/build"
(cd "$root/runner" && exec "$root/.venv/bin/python" -m pytest -q tests/test_differential.py) > "$differential_log" 2>&1 &
differential=$!
trap 'kill "$differential" 2> /dev/null' EXIT

python_tests() {
    cd "$root/runner" && "$root/.venv/bin/python" -m pytest -q --ignore tests/test_differential.py
}

differential_tests() {
    local status
    wait "$differential"
    status=$?
    trap - EXIT
    cat "$differential_log"
    return "$status"
}

# cargo-nextest is quicker; plain cargo runs the same tests. Two at a time in either, since engines have hung when many
# containers start at once (.config/nextest.toml says it to nextest).
# The tests in real containers grade the challenges below tests/ as well, so their images come first.
rust_tests() {
    cd "$root" || return 1
    target/debug/assay image build --challenges tests/challenges || return 1
    if cargo nextest --version > /dev/null 2>&1; then
        cargo nextest run --locked --no-fail-fast
    else
        cargo test --locked --no-fail-fast -- --test-threads 2
    fi
}

# All known submissions, and a sample of the mutants: that each challenge's proof.json holds a whole proof of just this content
# is among the Rust tests. What does not hold is looked at again, alone: on a busy machine a limit may pass by itself.
challenges() {
    cd "$root" || return 1
    local proofs="$root/build/proofs.json" again
    target/debug/assay challenge verify --challenges tests/challenges --no-mutants || return 1
    target/debug/assay challenge verify --mutant-sample 8 --format json > "$proofs" && return
    again="$("$root/.venv/bin/python" -c '
import json, sys

told = json.load(open(sys.argv[1]))
print(*[one["challenge"] for one in told["challenges"] if one["gaps"] or one["faults"]], *["broken"] * bool(told["broken"]))
' "$proofs")"
    for _ in 1 2; do
        say "looking again at: $again"
        # shellcheck disable=SC2086 # names, one a word
        target/debug/assay challenge verify --no-mutants $again && return
    done
    return 1
}

# Only whether it can be run: figures come from a quiet machine.
bench() {
    cd "$root" || return 1
    target/debug/assay bench list-comprehension --short
}

browser_tests() {
    cd "$root/web" && npm test --silent
}

section "formatting, lints and types" "$root/scripts/lint.sh"
section "Python tests" python_tests
section "Rust tests" rust_tests
section "differential tests" differential_tests
section "challenges" challenges
section "a short benchmark" bench
section "browser tests" browser_tests

printf '\n'
for name in "${failed[@]}"; do printf 'failed: %s\n' "$name"; done
printf '%d passed, %d failed (sections of make test)\n' "${#passed[@]}" "${#failed[@]}"
[ "${#failed[@]}" = 0 ]
