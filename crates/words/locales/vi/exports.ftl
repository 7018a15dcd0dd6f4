### Xuất danh sách ra tệp.

exports-format = Xuất danh sách đang xem
exports-xlsx = Bảng Excel (XLSX)
exports-csv = Văn bản CSV
exports-behind-xlsx = Excel ở nền, có báo tiến độ
exports-behind-csv = CSV ở nền, có báo tiến độ
exports-behind-title = Xuất danh sách
# $rows so many rows
exports-behind-rows = Đã ghi { $rows } dòng
# $rows so many rows
# $total of so many
exports-behind-of = Đã ghi { $rows } trong { $total } dòng
exports-behind-ready = Đang chờ đến lượt
# $rows so many rows
exports-behind-done = Xong: { $rows } dòng. Tệp được giữ một ngày, chỉ bạn tải được.
exports-behind-dead = Chưa xuất được. Hãy thử lại; nếu vẫn vậy, báo người quản lý.
exports-behind-cancelled = Đã dừng, không có tệp nào.
exports-behind-gone = Tệp đã hết hạn một ngày. Hãy xuất lại.
