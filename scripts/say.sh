# shellcheck shell=bash
# Sourced by the other scripts: how they talk, fail and become root.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export root

say() {
    printf '\n== %s\n' "$*" >&2
}

# fail WHAT WHAT-TO-DO
fail() {
    printf '\nFAILED: %s\n  What to do: %s\n' "$1" "$2" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        fail "this step needs root: $*" "run it as root, or install sudo"
    fi
}

# fresh STAMP INPUT...: whether STAMP is newer than every input (files, or folders with all that is in them).
fresh() {
    local stamp="$1"
    shift
    [ -e "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -print -quit)" ]
}
