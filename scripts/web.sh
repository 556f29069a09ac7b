#!/usr/bin/env bash
# Builds the front end into web/dist, which the binary embeds.
. "$(dirname "$0")/say.sh"

cd "$root/web"
if ! fresh node_modules/assay.stamp package.json package-lock.json; then
    say "Installing the front end's packages"
    npm ci --no-audit --no-fund --loglevel=error >&2 ||
        fail "npm could not install the front end's packages" "check the network (or npm's registry), then run this again"
    touch node_modules/assay.stamp
fi

inputs=()
for entry in *; do
    case "$entry" in dist | node_modules | tests | test-results) ;; *) inputs+=("$entry") ;; esac
done
if ! fresh dist/assay.stamp node_modules/assay.stamp "${inputs[@]}"; then
    say "Building the front end"
    npm run --silent build >&2 || fail "the front end does not build" "read the message above"
    touch dist/assay.stamp
fi
