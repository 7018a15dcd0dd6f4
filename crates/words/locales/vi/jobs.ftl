### Việc chạy nền, cho người quản trị.

jobs-title = Việc chạy nền bị hỏng
jobs-none = Không có việc nào hỏng
jobs-none-text = Việc chạy nền như nhập tệp, gửi thư, tính lại hằng đêm. Việc nào hỏng hẳn sẽ nằm ở đây.
jobs-kind = Việc
jobs-error = Lý do
jobs-ended = Lúc
jobs-acts = Thao tác
jobs-drop = Bỏ
jobs-drop-ask = Bỏ hẳn việc này?
jobs-kind-privacy-name = Ghi những khách bị ảnh hưởng bởi sự cố
jobs-kind-imports-run = Nhập tệp
jobs-kind-files-read = Đọc chữ trong tệp tải lên
jobs-kind-imports-undo = Hoàn tác lần nhập
jobs-kind-duplicates-check = So khách vừa sửa với cả sổ
jobs-kind-duplicates-scan = Quét khách trùng
jobs-kind-upkeep-program = Dọn dẹp hằng đêm
jobs-kind-upkeep-workspace = Dọn dẹp hằng đêm
jobs-kind-quality-refresh = Chấm lại chất lượng hồ sơ
jobs-kind-exports-write = Xuất danh sách ra tệp
jobs-kind-bulks-run = Thay đổi hàng loạt
jobs-kind-facts-refresh = Tính lại độ hiểu khách hằng đêm
