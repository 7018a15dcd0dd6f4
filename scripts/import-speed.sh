#!/usr/bin/env bash
# How fast a list of customers is read in, beside SQLite's own .import of the same rows followed by the same indexes.
# Usage: scripts/import-speed.sh [ROWS]. Needs target/release/quen (make build), awk and the sqlite3 shell.
set -euo pipefail

rows=${1:-200000}
target=${CARGO_TARGET_DIR:-target}
quen=$target/release/quen
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

now() { date +%s%3N; }

awk -v rows="$rows" 'BEGIN {
  split("Nguyễn,Nguyễn,Nguyễn,Trần,Lê,Phạm,Huỳnh,Phan,Vũ,Đặng", family, ","); split("Thị,Văn,Hồng,Minh,Thanh,Quốc,Ngọc,Đức", middle, ",")
  split("An,Bình,Châu,Dung,Đạt,Giang,Hà,Hải,Hương,Huy,Khánh,Lan,Linh,Long,Mai,Nam", given, ","); split("Khách sỉ,Khách lẻ,Đại lý", group, ",")
  print "Mã KH,Họ và tên,Số điện thoại,Email,Ngày sinh,Địa chỉ,Tỉnh/TP,Nhóm khách hàng,Ghi chú"
  for (n = 1; n <= rows; n++) {
    name = family[n % 10 + 1] " " middle[int(n / 10) % 8 + 1] " " given[int(n / 80) % 16 + 1]
    printf "KH%07d,%s,09%08d,khach%d@vidu.vn,%d/%d/%d,%d Trần Phú,Đà Nẵng,%s,Thích rang vừa %d\n", n, name, n * 389 % 100000000, n, n % 28 + 1, n % 12 + 1, 1950 + n % 55, n % 400 + 1, group[n % 3 + 1], n
  }
}' >"$home/customers.csv"

export RUST_LOG=warn
"$quen" workspace create --data-dir "$home/data" --slug gio --name Gió >/dev/null
"$quen" user create --data-dir "$home/data" --workspace gio --email khoi@gio.vn --name Khôi --role owner >/dev/null
begun=$(now)
"$quen" import parties "$home/customers.csv" --data-dir "$home/data" | head -n 1
product=$(($(now) - begun))
begun=$(now)
"$quen" import parties "$home/customers.csv" --data-dir "$home/data" | head -n 1
again=$(($(now) - begun))

# The limits: rows as they stand in the product's tables, read in by the shell, and their indexes made afterwards. Narrow: the
# customers alone. Whole: their keys for matching and the search index too. Ids go as hexadecimal text, into copies of the
# tables that take any type.
database=$home/data/quen.db
sqlite3 "$database" "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null

definition() { sqlite3 "$database" "SELECT sql || ';' FROM sqlite_master WHERE tbl_name = '$1' AND type = '$2' AND sql IS NOT NULL"; }

# Writes the shell's commands for a table; its rows lie beside.
prepare() {
  local columns
  columns=$(sqlite3 "$database" "SELECT group_concat(CASE WHEN type = 'BLOB' THEN 'hex(' || name || ')' ELSE name END, ', ') FROM pragma_table_info('$1')")
  sqlite3 -csv "$database" "SELECT $columns FROM $1" >"$home/$1.csv"
  definition "$1" table | sed 's/) *STRICT/)/'
  printf '.mode csv\n.import "%s" %s\n' "$home/$1.csv" "$1"
  definition "$1" index
}

{
  echo "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
  prepare parties
} >"$home/narrow.sql"
{
  cat "$home/narrow.sql"
  prepare party_keys
  prepare search_docs
  definition search_index table
  tag="' ' || substr(noun || 'xxx', 1, 4) || lower(substr(workspace_id, 25))"
  echo "INSERT INTO search_index (rowid, body) SELECT seq, replace(substr(body, 35 + length(noun)), ' ', $tag) FROM search_docs;"
} >"$home/whole.sql"

limit() {
  local begun read_in
  begun=$(now)
  sqlite3 "$home/$1.db" <"$home/$1.sql" >/dev/null
  echo $(($(now) - begun))
  read_in=$(sqlite3 "$home/$1.db" "SELECT count(*) FROM parties")
  if [ "$read_in" != "$rows" ]; then
    echo "the limit read in $read_in rows of $rows" >&2
    exit 1
  fi
}

narrow=$(limit narrow)
whole=$(limit whole)
echo "$rows customers: read in $product ms, the same file again $again ms"
echo "sqlite3 .import and indexes: customers alone $narrow ms, with keys and search index $whole ms"
awk -v ours="$product" -v narrow="$narrow" -v whole="$whole" \
  'BEGIN { printf "ratio %.2f to customers alone, %.2f with keys and search index (bar: 0.25)\n", narrow / ours, whole / ours }'
