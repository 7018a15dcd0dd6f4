#!/usr/bin/env bash
# Time and memory of `quen insight` on the file of a million customers. Usage: scripts/insight-memory.sh [CUSTOMERS]
# Needs target/release/quen (make build), awk and /proc.
set -euo pipefail

customers=${1:-1000000}
target=${CARGO_TARGET_DIR:-target}
quen=$target/release/quen
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

awk -v customers="$customers" 'BEGIN {
  srand(7); print "id,x,tx,T,m"
  for (n = 1; n <= customers; n++) {
    age = 20 + 40 * rand(); mean = -8 / log(rand()); x = 0; tx = 0
    for (at = -mean * log(rand()); at < age && rand() > 0.2; at -= mean * log(rand())) { x++; tx = at }
    printf "%d,%d,%.2f,%.2f,%.2f\n", n, x, tx, age, x ? 10 - 30 * log(rand()) : 0
  }
}' >"$home/customers.csv"
echo "$customers customers, a file of $(wc -c <"$home/customers.csv") bytes (bar: 200 MB of memory)"

for method in bgnbd mbgnbd gammagamma clv; do
  begun=$(date +%s%3N)
  "$quen" insight "$method" --input "$home/customers.csv" >"$home/answer" &
  worker=$!
  most=0
  while kill -0 "$worker" 2>/dev/null; do
    seen=$(awk '$1 == "VmHWM:" { print $2 }' "/proc/$worker/status" 2>/dev/null || true)
    if [ "${seen:-0}" -gt "$most" ]; then most=$seen; fi
    sleep 0.01
  done
  wait "$worker"
  echo "$method: $(($(date +%s%3N) - begun)) ms, at most $((most / 1000)) MB resident, status $(grep -o '"status":"[a-z_]*"' "$home/answer")"
done
