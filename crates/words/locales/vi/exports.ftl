### Xuất danh sách ra tệp.

exports-format = Xuất danh sách đang xem
exports-xlsx = Bảng Excel (XLSX)
exports-csv = Văn bản CSV
