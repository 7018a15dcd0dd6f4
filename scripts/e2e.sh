#!/usr/bin/env bash
# The product in a browser: builds it, starts it on fresh data, walks the journeys of e2e/; then the demo business, then
# a short journey over PostgreSQL. Arguments go to playwright and leave those two out: scripts/e2e.sh parties.spec.ts
# QUEN_SCREENSHOTS=1 draws docs/screenshots anew, from the demo business, and walks nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

npm run --silent assets >/dev/null
cargo build --quiet --package quen --locked

# A stuck browser ends; it is asked nothing on a terminal.
walk() { timeout --kill-after=20 1800 npx playwright test -c e2e "$@" </dev/null; }
export -f walk

if [ -n "${QUEN_SCREENSHOTS:-}" ]; then
    QUEN_SERVE=demo scripts/with-server.sh bash -c walk
    exit
fi
if [ "${1:-}" = demo ]; then
    QUEN_SERVE=demo scripts/with-server.sh bash -c walk
    exit
fi
if [ "${1:-}" = postgres ]; then
    QUEN_DATABASE_URL=$QUEN_TEST_POSTGRES scripts/with-server.sh bash -c 'walk --grep @both'
    exit
fi
scripts/with-server.sh bash -c 'walk "$@"' walk "$@"
[ $# -eq 0 ] || exit 0
"$0" demo
if [ -n "${QUEN_TEST_POSTGRES:-}" ]; then
    "$0" postgres
else
    scripts/with-postgres.sh "$0" postgres
fi
