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

"$quen" workspace create --data-dir "$home/data" --slug gio --name Gió >/dev/null
"$quen" user create --data-dir "$home/data" --workspace gio --email khoi@gio.vn --name Khôi --role owner >/dev/null
begun=$(now)
"$quen" import parties "$home/customers.csv" --data-dir "$home/data" | head -n 1
product=$(($(now) - begun))
begun=$(now)
"$quen" import parties "$home/customers.csv" --data-dir "$home/data" | head -n 1
again=$(($(now) - begun))

# The limit: the rows as they stand in the product's table, read in by the shell, and that table's indexes made afterwards.
database=$home/data/quen.db
sqlite3 "$database" "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
sqlite3 -csv "$database" "SELECT * FROM parties" >"$home/rows.csv"
sqlite3 "$database" "SELECT sql || ';' FROM sqlite_master WHERE tbl_name = 'parties' AND type = 'table'" >"$home/table.sql"
sqlite3 "$database" "SELECT sql || ';' FROM sqlite_master WHERE tbl_name = 'parties' AND type = 'index' AND sql IS NOT NULL" >"$home/indexes.sql"
begun=$(now)
{
  echo "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
  cat "$home/table.sql"
  printf '.mode csv\n.import "%s" parties\n' "$home/rows.csv"
  cat "$home/indexes.sql"
} | sqlite3 "$home/limit.db" >/dev/null
limit=$(($(now) - begun))

echo "$rows customers: read in $product ms, the same file again $again ms, sqlite3 .import and $(wc -l <"$home/indexes.sql") indexes $limit ms"
awk -v ours="$product" -v limit="$limit" 'BEGIN { printf "ratio %.2f (bar: 0.25)\n", limit / ours }'
