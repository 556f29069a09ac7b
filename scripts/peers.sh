#!/usr/bin/env bash
# Installs bubblewrap, and other graders from PyPI, for `assay bench`: each of these in a virtual environment of its own. One
# that cannot be installed is said and left out.
. "$(dirname "$0")/say.sh"

# install NAME PACKAGE...
install() {
    local name="$1" folder="$root/build/peers/$1"
    shift
    fresh "$folder/assay.stamp" "$root/scripts/peers.sh" && return
    say "Installing $name into build/peers"
    python3 -m venv --clear "$folder" &&
        timeout 600 "$folder/bin/pip" install -q --disable-pip-version-check "$@" >&2 &&
        touch "$folder/assay.stamp" && return
    say "$name could not be installed; the benchmark goes on without it"
    rm -rf "$folder"
}

# pytest in namespaces without a container: the quickest isolated peer.
if ! command -v bwrap > /dev/null; then
    say "Installing bubblewrap"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends bubblewrap >&2 ||
        say "bubblewrap could not be installed; the benchmark goes on without it"
fi

# epicbox asks urllib3 for what version 2 has no more.
install epicbox epicbox==1.1.0 'urllib3<2'
install llm-sandbox 'llm-sandbox[docker]==0.3.46'
# Otter runs the submission in a kernel, and its test case starts the suite.
install otter-grader otter-grader==7.0.0 ipykernel pytest==9.2.0
