#!/usr/bin/env bash
# Makes sure that a Docker engine answers; starts one when none does and none is named.
. "$(dirname "$0")/say.sh"

log=/var/log/assay-dockerd.log

answers() {
    timeout 10 docker version --format '{{.Server.Version}}' > /dev/null 2>&1
}

answers && exit 0
[ -z "${DOCKER_HOST:-}" ] ||
    fail "no engine answers at DOCKER_HOST=$DOCKER_HOST" "start it, or unset DOCKER_HOST to have one started here"

if [ -d /run/systemd/system ]; then
    say "Starting the Docker engine (systemctl start docker)"
    as_root systemctl start docker || fail "systemd could not start docker" "journalctl -u docker says why"
elif pidof dockerd > /dev/null; then
    say "Waiting for the Docker engine that runs already"
else
    say "Starting the Docker engine; its log is $log"
    # Sandboxes have no network at all, so the engine needs neither firewall rules nor a bridge.
    as_root sh -c "mkdir -p /var/run && setsid nohup dockerd --iptables=false --bridge=none > $log 2>&1 < /dev/null &"
fi

for _ in $(seq 60); do
    answers && exit 0
    if ! as_root docker version > /dev/null 2>&1; then
        sleep 1
        continue
    fi
    fail "the engine answers root, but not you" "join its group: sudo usermod -aG docker $(id -un), then log in again"
done
[ ! -e "$log" ] || tail -n 20 "$log" >&2
fail "the Docker engine did not answer within a minute" "read its log, $log (or journalctl -u docker)"
