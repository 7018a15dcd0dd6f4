### Chữ dùng ở nhiều trang: tên, nút, trạng thái.

## Name

app-name = Quen
app-tagline = Nhớ từng khách quen

## Actions

action-save = Lưu
action-save-and-new = Lưu và thêm nữa
action-cancel = Hủy
action-delete = Xóa
action-restore = Khôi phục
action-edit = Sửa
action-create = Thêm mới
action-add = Thêm
action-remove = Gỡ
action-search = Tìm
action-filter = Lọc
action-clear-filter = Bỏ lọc
action-sort = Sắp xếp
action-import = Nhập từ Excel
action-export = Xuất
action-download = Tải về
action-upload = Tải lên
action-choose-file = Chọn tệp
action-attach = Đính kèm
action-print = In
action-copy = Sao chép
action-duplicate = Nhân bản
action-share = Chia sẻ
action-undo = Hoàn tác
action-redo = Làm lại
action-retry = Thử lại
action-reload = Tải lại
action-close = Đóng
action-open = Mở
action-back = Quay lại
action-next = Tiếp
action-previous = Trước
action-continue = Tiếp tục
action-confirm = Xác nhận
action-apply = Áp dụng
action-send = Gửi
action-send-test = Gửi thử
action-reply = Trả lời
action-call = Gọi
action-assign = Phân công
action-merge = Gộp
action-approve = Duyệt
action-reject = Từ chối
action-finish = Xong
action-skip = Bỏ qua
action-more = Thêm thao tác
action-show-more = Xem thêm
action-show-less = Thu gọn
action-show-all = Xem tất cả
action-select = Chọn
action-select-all = Chọn tất cả
action-deselect = Bỏ chọn
action-sign-in = Đăng nhập
action-sign-out = Đăng xuất
action-learn-more = Tìm hiểu thêm
action-skip-to-content = Bỏ qua tới nội dung

## States

state-saved = Đã lưu
state-saving = Đang lưu…
state-loading = Đang tải…
state-sending = Đang gửi…
state-sent = Đã gửi
state-deleted = Đã xóa
state-restored = Đã khôi phục
state-copied = Đã sao chép
state-undone = Đã hoàn tác
state-active = Đang dùng
state-inactive = Ngừng dùng
state-on = Bật
state-off = Tắt
state-new = Mới
state-open = Đang mở
state-waiting = Đang chờ
state-running = Đang chạy
state-done = Xong
state-failed = Không thành
state-cancelled = Đã hủy
state-draft = Nháp
state-overdue = Quá hạn
state-expired = Hết hạn
state-empty = Chưa có gì
state-no-results = Không tìm thấy gì phù hợp
state-offline = Mất mạng. Phần bạn đang viết vẫn được giữ
# $count (number)
state-selected = Đã chọn { $count }

## Small words

word-yes = Có
word-no = Không
word-all = Tất cả
word-none = Không có
word-other = Khác
word-optional = không bắt buộc
word-required = bắt buộc
word-unknown = Chưa rõ
word-or = hoặc
word-and = và

## Counts

count-rows = { $count } dòng
# $count (number) where counting stopped
count-at-least = hơn { $count }
# $from (number)
# $to (number)
# $total (number)
page-range = { $from }–{ $to } trong { $total }
