#!/usr/bin/env bash
# Builds the offline base image: Debian's essential packages and Python, from Debian's mirror, for machines without a
# container registry. Prints its name. With BASE set (e.g. BASE=python:3.13-slim), prints that and builds nothing.
. "$(dirname "$0")/say.sh"

if [ -n "${BASE:-}" ]; then
    echo "$BASE"
    exit 0
fi

# The name carries a hash of this script, so that another recipe is another image.
image="assay-base:bookworm-$(sha256sum "$0" | cut -c1-12)"
if docker image inspect "$image" > /dev/null 2>&1; then
    echo "$image"
    exit 0
fi

say "Building the base image $image from Debian packages (about a minute)"
archive="$(mktemp -t assay-base.XXXXXX.tar)"
trap 'rm -f "$archive"' EXIT
excluded=()
for folder in doc man info locale lintian; do
    excluded+=("--dpkgopt=path-exclude=/usr/share/$folder/*")
done
# tzdata is for zoneinfo, libstdc++ for the compiled parts of packages that challenges declare; everything else that
# candidates meet is in Python's standard library.
# shellcheck disable=SC2016 # mmdebstrap itself gives $1 to its hook.
as_root mmdebstrap --quiet --variant=essential --include=python3,tzdata,libstdc++6 "${excluded[@]}" \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/* "$1"/var/log/*' \
    bookworm - > "$archive" ||
    fail "mmdebstrap could not build the base image" \
        "check the network to deb.debian.org, or name a base: make setup BASE=python:3.13-slim"
docker import -c 'ENV LANG=C.UTF-8' -m 'Debian essential and python3' "$archive" "$image" > /dev/null ||
    fail "the engine did not take the base image" "check its disk space: docker system df"
echo "$image"
