#!/usr/bin/env bash
# What the program costs when nobody uses it: start, memory, first load. Usage: scripts/idle.sh [DATABASE]
# Needs target/release/quen (make build), curl and /proc. DATABASE is a data set of `make bench`; the newest one in
# QUEN_BENCH_DIR is taken without it, and a copy is used, so that it stays as it is.
set -euo pipefail

target=${CARGO_TARGET_DIR:-target}
quen=$target/release/quen
address=127.0.0.1:$((20000 + RANDOM % 20000))
home=$(mktemp -d)
server=
cleanup() {
  trap - EXIT
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
  rm -rf "$home"
}
trap cleanup EXIT

now() { date +%s%3N; }
memory() { awk -v name="$1:" '$1 == name { printf "%.1f MB", $2 / 1024 }' "/proc/$server/status"; }

# Starts the server; sets `took` to the time until it answered.
start() {
  local begun
  begun=$(now)
  "$quen" serve --data-dir "$1" --addr "$address" >"$1/log" 2>&1 &
  server=$!
  until curl -fs -o /dev/null "http://$address/readyz" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || { cat "$1/log" >&2; exit 1; }
    sleep 0.005
  done
  took="$(($(now) - begun)) ms"
}

stop() {
  kill "$server"
  wait "$server" || true
  server=
}

people() {
  "$quen" workspace create --data-dir "$1" --slug gio --name Gió >/dev/null
  "$quen" user create --data-dir "$1" --workspace gio --email khoi@gio.vn --name Khôi --role owner >/dev/null
}

mkdir "$home/empty"
people "$home/empty"
start "$home/empty"
echo "empty workspace: start $took (bar: 300 ms)"
curl -fs -o "$home/page" "http://$address/sign-in"
sleep 10
echo "empty workspace: RSS $(memory VmRSS), of it anonymous $(memory RssAnon) (bar: 64 MB)"

echo "first load, compressed as a browser asks for it:"
grep -o '\(src\|href\)="/[^"#]*\.\(js\|css\|woff2\|svg\)[^"]*"' "$home/page" | cut -d'"' -f2 | sort -u | while read -r path; do
  size=$(curl -fs -o /dev/null -w '%{size_download}' -H 'Accept-Encoding: br, gzip' "http://$address$path")
  echo "  $size bytes $path"
done
size=$(curl -fs -o /dev/null -w '%{size_download}' -H 'Accept-Encoding: br, gzip' "http://$address/sign-in")
echo "  $size bytes the page /sign-in"
stop

set_file=${1:-$(ls -t "${QUEN_BENCH_DIR:-$target/bench}"/parties-*.db 2>/dev/null | head -n 1)}
if [ -z "$set_file" ]; then
  echo "no data set: run make bench first" >&2
  exit 0
fi
mkdir "$home/full"
cp "$set_file" "$home/full/quen.db"
"$quen" migrate --data-dir "$home/full"
token=$("$quen" token create --data-dir "$home/full" --email do@vidu.vn --name idle --scopes read,write)
start "$home/full"
echo "$(basename "$set_file"): start $took (bar: 300 ms)"
for round in $(seq 1 50); do
  for path in 'parties?limit=200&sort=-created_at' 'parties?limit=200&q=nguyen' 'parties?limit=200&sort=name' 'parties?limit=200&sort=-spend'; do
    curl -fs -o /dev/null -H "Authorization: Bearer $token" "http://$address/api/v1/$path"
  done
done
sleep 10
echo "$(basename "$set_file"): anonymous RSS $(memory RssAnon) 10 s after $((round * 4)) pages of 200 rows (bar: 64 MB)"
