#!/usr/bin/env bash
# Runs a command beside a throwaway PostgreSQL: scripts/with-postgres.sh cargo nextest run -p quen-store
# The command finds QUEN_TEST_POSTGRES=postgres://…, a plain role that may create databases.
# Server and files are gone afterwards, however the command ends; its exit code is passed on.
# Never point it at data you want to keep: the server runs without fsync.
set -euo pipefail

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT…]" >&2
    exit 64
fi

find_bin() {
    if command -v pg_config >/dev/null && [ -x "$(pg_config --bindir)/initdb" ]; then
        pg_config --bindir
        return
    fi
    # Debian keeps the server's programs out of PATH; take the newest version.
    local newest
    newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$newest" ] && [ -x "$newest/initdb" ]; then
        echo "$newest"
    elif command -v initdb >/dev/null; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

bin=$(find_bin)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql >&2
    bin=$(find_bin)
fi
if [ -z "$bin" ]; then
    echo "$0: initdb is missing; install the package postgresql (the server, not only the client)" >&2
    exit 69
fi

# The server refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
    else
        "$@"
    fi
}

# Short, because a socket's path may have only about 100 letters.
home=$(mktemp -d /tmp/quen-pg.XXXXXX)
cleanup() {
    trap - EXIT INT TERM HUP
    if [ -f "$home/data/postmaster.pid" ]; then
        as_server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    fi
    rm -rf "$home"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
fi
cd "$home"

as_server "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/initdb.log" 2>&1 || {
    cat "$home/initdb.log" >&2
    exit 70
}

# A port nobody listens on; another try when someone else takes it first.
start() {
    port=$((20000 + RANDOM % 20000))
    as_server "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 60 -o "\
        -p $port -k $home -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off \
        -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=64MB \
        -c min_wal_size=32MB -c dynamic_shared_memory_type=mmap -c autovacuum=off -c max_connections=200 -c shared_buffers=128MB" \
        start >/dev/null 2>&1
}
for _ in 1 2 3 4 5; do
    if start; then
        started=yes
        break
    fi
done
if [ -z "${started:-}" ]; then
    cat "$home/server.log" >&2
    exit 70
fi

"$bin/psql" -q -h "$home" -p "$port" -U postgres -d postgres \
    -c "CREATE ROLE quen_test LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS" \
    -c "CREATE DATABASE quen_test OWNER quen_test" >&2

cd "$OLDPWD"
export QUEN_TEST_POSTGRES="postgres://quen_test@127.0.0.1:$port/quen_test"
code=0
"$@" || code=$?
# What a test saw as a lost connection has its reason here: a full disk, a killed server.
if [ "$code" != 0 ]; then
    grep -E 'PANIC|No space|out of memory|terminated by signal|too many' "$home/server.log" | tail -n 20 >&2 || true
    df -h "$home" >&2 || true
fi
exit "$code"
