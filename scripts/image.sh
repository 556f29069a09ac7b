#!/usr/bin/env bash
# Builds the sandbox's and the examiner's image, unless images made from the same inputs are there.
. "$(dirname "$0")/say.sh"

base="$("$root/scripts/base-image.sh")"
say "Building the runner images where their inputs changed"
"$root/target/debug/assay" image build --base "$base" --wheels "$root/build/wheels" ||
    fail "the runner images could not be built" "read the message above; assay doctor tells more"
