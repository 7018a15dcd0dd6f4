#!/usr/bin/env bash
# Runs a command beside a Quen of its own: scripts/with-server.sh npx playwright test -c e2e
# The command finds QUEN_URL (http://127.0.0.1:PORT), QUEN_BIN and the server's own QUEN_DATA_DIR and
# QUEN_DATABASE_URL, so that `"$QUEN_BIN" token create …` reaches the same data. The data is gone afterwards.
# QUEN_SERVE=demo starts it with the demo business.
# It fails when the command fails, when the server logged an error or panicked, and when it did not stop cleanly.
set -euo pipefail

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT…]" >&2
    exit 64
fi

QUEN_BIN=${QUEN_BIN:-$(realpath "${CARGO_TARGET_DIR:-target}")/debug/quen}
home=$(mktemp -d /tmp/quen-serve.XXXXXX)
log=$home/server.log
server=
export QUEN_BIN QUEN_DATA_DIR=$home/data NO_COLOR=1
export QUEN_DATABASE_URL=${QUEN_DATABASE_URL:-sqlite:$home/data/quen.db}
mkdir "$home/data"

# Ends the server; its exit code, or 1 when it had to be killed.
stop() {
    [ -n "$server" ] || return 0
    local code=0
    kill -TERM "$server" 2>/dev/null || true
    for _ in $(seq 600); do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    if kill -9 "$server" 2>/dev/null; then
        echo "$0: the server was still there a minute after SIGTERM" >&2
        code=1
    fi
    wait "$server" 2>/dev/null || code=$?
    server=
    return "$code"
}
cleanup() {
    trap - EXIT INT TERM HUP
    stop || true
    rm -rf "$home"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# A port nobody listens on; another try when someone else takes it first.
start() {
    local port=$((20000 + RANDOM % 20000))
    QUEN_URL=http://127.0.0.1:$port
    "$QUEN_BIN" "${QUEN_SERVE:-serve}" --addr "127.0.0.1:$port" >>"$log" 2>&1 &
    server=$!
    for _ in $(seq 1800); do
        kill -0 "$server" 2>/dev/null || return 1
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
        sleep 0.1
    done
    return 1
}
started=
for _ in 1 2 3; do
    if start; then started=yes; break; fi
    stop || true
done
if [ -z "$started" ]; then
    echo "$0: the server did not start" >&2
    cat "$log" >&2
    exit 70
fi
export QUEN_URL

code=0
"$@" || code=$?
if ! stop; then
    echo "$0: the server did not stop cleanly" >&2
    code=${code/#0/1}
fi
if grep -E '(^|[^[:alpha:]])ERROR[^[:alpha:]]|panicked at' "$log" >&2; then
    echo "$0: the server logged errors" >&2
    code=${code/#0/1}
fi
if [ "$code" != 0 ]; then
    echo "--- the end of the server's log" >&2
    tail -n 60 "$log" >&2
fi
exit "$code"
