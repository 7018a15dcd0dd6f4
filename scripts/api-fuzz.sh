#!/usr/bin/env bash
# Sends the API what its own OpenAPI document allows and forbids, and fails on a 5xx, on an answer that is not in the
# document, and on bad input taken in. Bounded: QUEN_FUZZ_SECONDS, default 90. QUEN_FUZZ_SEED repeats a run.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
tools=$target/api-fuzz
requirements=scripts/api-fuzz.txt

if [ "${1:-}" != beside-server ]; then
    cargo build --quiet --package quen --locked
    if ! cmp --silent "$requirements" "$tools/requirements.txt"; then
        python3 -m venv --clear "$tools"
        "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
        cp "$requirements" "$tools/requirements.txt"
    fi
    exec scripts/with-server.sh "$0" beside-server
fi

"$QUEN_BIN" workspace create --slug gio --name "Tiệm Cà Phê Gió"
echo 'một mật khẩu dài' | "$QUEN_BIN" user create --email khoi@gio.vn --name Khôi --role owner --password-stdin
token=$("$QUEN_BIN" token create --email khoi@gio.vn --name fuzz --scopes read,write,admin)

"$tools/bin/schemathesis" --config-file scripts/api-fuzz.toml run "$QUEN_URL/api/v1/openapi.json" \
    --header "Authorization: Bearer $token" \
    --max-time "${QUEN_FUZZ_SECONDS:-90}" \
    ${QUEN_FUZZ_SEED:+--seed "$QUEN_FUZZ_SEED"}
