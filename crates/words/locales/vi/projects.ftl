### Dự án làm cho khách.

## Fields

field-projects-name = Tên dự án
field-projects-party-id = Làm cho
field-projects-state = Tình trạng
field-projects-owner-id = Người phụ trách
field-projects-starts-on = Bắt đầu
field-projects-due-on = Hạn
field-projects-ended-on = Kết thúc
field-projects-budget = Ngân sách của khách
field-projects-note = Ghi chú
field-projects-custom = Trường riêng
field-projects-created-at = Ngày thêm
field-projects-updated-at = Sửa lần cuối
field-tasks-project-id = Thuộc dự án
field-interactions-project-id = Thuộc dự án
field-orders-project-id = Thuộc dự án

## States

choice-projects-state-planned = Đang bàn
choice-projects-state-active = Đang làm
choice-projects-state-paused = Tạm dừng
choice-projects-state-done = Đã xong
choice-projects-state-cancelled = Đã hủy

## List and form

nav-projects = Dự án
fields-noun-projects = Dự án
projects-new = Thêm dự án
projects-search = Tìm dự án
projects-empty = Không có dự án nào ở đây.
projects-open = Đang mở
projects-late = Trễ hạn
projects-done = Đã xong
projects-cancelled = Đã hủy
projects-name-hint = Ví dụ: setup quầy pha cho quán thứ hai.
projects-budget-hint = Khách định chi bao nhiêu cho dự án này. Để trống nếu chưa biết.

## One project

projects-about = Thông tin dự án
projects-story = Diễn biến
projects-no-story = Chưa có gì. Ghi lại lần trao đổi đầu tiên.
projects-note = Ghi lại điều vừa xảy ra
projects-no-tasks = Không còn việc nào cần làm.
projects-this = dự án
projects-start = Bắt đầu
projects-go-on = Làm tiếp
projects-pause = Tạm dừng
projects-complete = Đã xong
projects-cancel = Hủy dự án
projects-reopen = Mở lại
projects-none = Chưa có dự án nào với khách này.

## Sums

projects-sums = Dự án đã được gì
projects-revenue = Thực thu
projects-cost = Giá vốn
projects-margin = Lãi gộp
projects-tasks-done = Việc đã xong
projects-time = Thời gian trao đổi
# $count (number)
projects-orders = { $count } đơn hàng
# $count (number)
projects-talks = { $count } lần trao đổi
# $count (number)
projects-without-cost = { $count } đơn chưa rõ giá vốn
# $percent so many per cent
# $budget the sum
projects-of-budget = { $percent }% của { $budget }

## Orders

projects-no-free-orders = Khách không có đơn nào ngoài dự án.
projects-which-order = Đơn của khách chưa thuộc dự án nào
projects-take-order = Đưa vào dự án
# $number the order's number
projects-release-order = Đưa đơn { $number } ra khỏi dự án

## Type of relationship

projects-type-hint = Làm với khách này theo từng dự án?
projects-set-type = Xếp vào quan hệ theo dự án

## Elsewhere

# $actor who
# $what the customer's name
notification-project = { $actor } giao bạn phụ trách dự án của { $what }
# $count (number)
merging-moves-projects = { $count } dự án
error-before-start = Hạn nằm trước ngày bắt đầu
    .action = Chọn hạn từ ngày bắt đầu trở đi.

## What happened

event-projects-created = thêm dự án
event-projects-updated = sửa dự án
event-projects-deleted = xóa dự án
event-projects-restored = khôi phục dự án
event-projects-looked-over = đã xem lại, vẫn đúng
event-projects-erased = xóa hẳn dự án
event-projects-started = bắt đầu dự án
event-projects-paused = tạm dừng dự án
event-projects-completed = làm xong dự án
event-projects-cancelled = hủy dự án
event-projects-reopened = mở lại dự án
event-projects-merged = gộp dự án
event-projects-unmerged = hoàn tác gộp dự án
event-projects-told-apart = nói là hai dự án khác nhau
event-projects-asked-again = bỏ dấu hai dự án khác nhau
