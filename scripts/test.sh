#!/usr/bin/env bash
# Every test of Assay, in two rows of sections side by side, since much of each is spent waiting for containers and deadlines;
# ends with one line that counts sections, and fails if any failed.
. "$(dirname "$0")/say.sh"
. "$(dirname "$0")/clippy.sh"

mkdir -p "$root/build"
results="$root/build/test-results"
taken="$root/build/tests-taken"
beside_log="$root/build/tests-beside.log"
: > "$results"
rm -rf "$taken"
mkdir "$taken"

section() {
    local name="$1" verdict=failed
    shift
    say "$name"
    local began=$SECONDS
    if "$@"; then verdict=passed; fi
    say "$name took $((SECONDS - began)) s"
    echo "$verdict: $name" >> "$results"
}

# What fails is tried once more, by itself: beside another row of sections a limit may pass that holds elsewhere. Both are told.
runner_tests() {
    cd "$root/runner" || return 1
    local cache="$root/build/pytest-$1"
    shift
    "$root/.venv/bin/python" -m pytest -q -o cache_dir="$cache" "$@" && return
    say "once more, what failed"
    "$root/.venv/bin/python" -m pytest -q -o cache_dir="$cache" --last-failed --last-failed-no-failures none "$@"
}

hostile=(tests/test_hostile.py tests/test_author_faults.py)

python_tests() {
    runner_tests others --ignore tests/test_differential.py "${hostile[@]/#/--ignore=}"
}

hostile_tests() {
    runner_tests hostile "${hostile[@]}"
}

differential_tests() {
    runner_tests differential tests/test_differential.py
}

# cargo-nextest is quicker; plain cargo runs the same tests. Two at a time in either, since engines have hung when many
# containers start at once (.config/nextest.toml says it to nextest).
# The tests in real containers grade the challenges below tests/ as well, so their images come first.
rust_tests() {
    cd "$root" || return 1
    target/debug/assay image build --challenges tests/challenges || return 1
    if cargo nextest --version > /dev/null 2>&1; then
        cargo nextest run --locked --no-fail-fast --retries 1
    else
        cargo test --locked --no-fail-fast -- --test-threads 2
    fi
}

# Of the challenges that candidates meet first every known submission, of each other one all that is accepted and a sample; that
# each challenge's proof.json holds a whole proof of just this content is among the Rust tests. The sample is another one at
# each commit; `assay challenge verify --mutants prove` tries everything (ARCHITECTURE.md). What does not hold is looked at again, by itself and
# whole: on a busy machine a limit may pass.
challenges() {
    cd "$root" || return 1
    local proofs="$root/build/proofs.json" seed again
    seed="${ASSAY_SAMPLE_SEED:-$(git rev-parse --short=12 HEAD 2> /dev/null || date +%F)}"
    say "the samples' seed is $seed (ASSAY_SAMPLE_SEED=$seed make test draws the same)"
    target/debug/assay challenge verify --challenges tests/challenges --no-mutants > /dev/null || return 1
    target/debug/assay challenge verify --no-mutants timing-decorator csv-chunks list-comprehension > /dev/null ||
        target/debug/assay challenge verify --no-mutants timing-decorator csv-chunks list-comprehension || return 1
    target/debug/assay challenge verify --sample 3 --mutant-sample 2 --sample-seed "$seed" --format json > "$proofs" && return
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
    cd "$root/web" || return 1
    npm test --silent && return
    say "once more, all browser tests"
    npm test --silent
}

# Each for the row that comes to it first.
last_sections() {
    ! mkdir "$taken/hostile" 2> /dev/null || section "hostile submissions and broken suites" hostile_tests
    ! mkdir "$taken/browser" 2> /dev/null || section "browser tests" browser_tests
    ! mkdir "$taken/bench" 2> /dev/null || section "a short benchmark" bench
}

beside() {
    section "differential tests" differential_tests
    section "Python tests" python_tests
    last_sections
}

# In a process group of its own, so that an interruption ends all of it.
set -m
beside > "$beside_log" 2>&1 &
beside=$!
set +m
trap 'kill -- -"$beside" 2> /dev/null' EXIT

section "formatting, lints and types" "$root/scripts/lint.sh"
section "Rust tests" rust_tests
section "challenges" challenges
last_sections
say "waiting for the sections beside"
wait "$beside" || echo "failed: the sections beside, which ended early" >> "$results"
trap - EXIT
cat "$beside_log"

printf '\n'
grep '^failed' "$results" || true
failed="$(grep -c '^failed' "$results" || true)"
printf '%d passed, %d failed (sections of make test)\n' "$(grep -c '^passed' "$results" || true)" "$failed"
[ "$failed" = 0 ]
