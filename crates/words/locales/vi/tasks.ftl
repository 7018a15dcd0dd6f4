### Việc cần làm.

## Fields

field-tasks-title = Việc
field-tasks-kind = Loại
field-tasks-party-id = Cho khách
field-tasks-due-on = Hạn
field-tasks-assignee-id = Người làm
field-tasks-note = Ghi chú
field-tasks-files = Tệp đính kèm
field-tasks-custom = Trường riêng
field-tasks-source = Từ đâu ra
field-tasks-done-at = Xong lúc
field-tasks-done-by = Người hoàn thành
field-tasks-created-at = Ngày thêm
field-tasks-updated-at = Sửa lần cuối

## Kinds

choice-tasks-kind-call = Gọi
choice-tasks-kind-write = Nhắn, viết thư
choice-tasks-kind-meet = Gặp
choice-tasks-kind-send = Gửi đồ
choice-tasks-kind-other = Việc khác

## Pages

tasks-new = Thêm việc
tasks-empty = Không có việc nào ở đây.
tasks-mine = Của tôi
tasks-overdue = Quá hạn
tasks-today = Hôm nay
tasks-later = Sắp tới
tasks-undated = Không hạn
tasks-finished = Đã xong
tasks-complete = Xong
tasks-reopen = Mở lại
