#!/usr/bin/env bash
# Installs the Debian packages that are absent: a container engine, what builds its base image, a browser for the
# tests, a C compiler for two Rust crates, and Python's venv.
. "$(dirname "$0")/say.sh"

declare -A needs=(
    [dockerd]=docker.io
    [docker]=docker.io
    [mmdebstrap]=mmdebstrap
    [chromium]=chromium
    [cc]=build-essential
    [curl]=curl
)

for tool in cargo node npm python3; do
    command -v "$tool" > /dev/null ||
        fail "$tool is not there" "install Rust 1.95 or newer (https://rustup.rs), Node 20 or newer and Python 3.11 or newer"
done

absent=()
for tool in "${!needs[@]}"; do
    command -v "$tool" > /dev/null || absent+=("${needs[$tool]}")
done
python3 -c 'import ensurepip, venv' 2> /dev/null || absent+=(python3-venv)
# An engine that is reached over the network needs no engine here.
if [ -n "${DOCKER_HOST:-}" ]; then
    remaining=()
    for package in "${absent[@]}"; do [ "$package" = docker.io ] || remaining+=("$package"); done
    absent=("${remaining[@]}")
fi
[ "${#absent[@]}" = 0 ] && exit 0

say "Installing Debian packages: ${absent[*]}"
command -v apt-get > /dev/null ||
    fail "no apt-get here, and these are absent: ${absent[*]}" "install them with your system's package manager"

# Without systemd, the engine's package would start it with flags that do not work on such a machine; scripts/engine.sh
# starts it instead.
policy=/usr/sbin/policy-rc.d
if [ ! -d /run/systemd/system ] && [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" > /dev/null
    as_root chmod 755 "$policy"
    trap 'as_root rm -f "$policy"' EXIT
fi
as_root apt-get update -q >&2 ||
    fail "apt-get could not read the package lists" "check the network and /etc/apt/sources.list"
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${absent[@]}" >&2 ||
    fail "apt-get could not install ${absent[*]}" "read its message above, then run this again"
