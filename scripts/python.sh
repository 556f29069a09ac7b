#!/usr/bin/env bash
# Makes .venv with the pinned tools that check the Python side, and build/wheels with what the examiner's image holds.
. "$(dirname "$0")/say.sh"

pins="$root/runner-image/requirements.txt"
tools="$root/scripts/python-tools.txt"
packages="$root/scripts/python-packages.txt"

if ! fresh "$root/.venv/assay.stamp" "$pins" "$tools" "$packages"; then
    say "Installing the Python tools into .venv"
    python3 -m venv --clear "$root/.venv" ||
        fail "python3 could not make a virtual environment" "install python3-venv"
    pip="$root/.venv/bin/pip"
    install() {
        "$pip" install -q --disable-pip-version-check "$@" >&2 ||
            fail "pip could not install the pinned tools" "check the network (or PIP_INDEX_URL), then run this again"
    }
    install --require-hashes -r "$pins"
    install -r "$tools"
    # In a folder of their own, as in an image, so that a cell shows exactly these to both sides.
    rm -rf "$root/build/packages"
    install --target "$root/build/packages" --only-binary=:all: -r "$packages"
    site="$("$root/.venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
    echo "$root/build/packages" > "$site/assay_packages.pth"
    touch "$root/.venv/assay.stamp"
fi

if ! fresh "$root/build/wheels/stamp" "$pins"; then
    say "Fetching the examiner's wheels into build/wheels"
    rm -rf "$root/build/wheels"
    mkdir -p "$root/build/wheels"
    "$root/.venv/bin/pip" download -q --disable-pip-version-check --require-hashes --no-deps \
        --only-binary=:all: --platform any --implementation py --abi none --python-version 3.11 \
        -d "$root/build/wheels" -r "$pins" >&2 ||
        fail "pip could not fetch the examiner's wheels" "check the network (or PIP_INDEX_URL), then run this again"
    touch "$root/build/wheels/stamp"
fi
