### Lời hứa với khách.

## Fields

field-promises-party-id = Hứa với
field-promises-text = Lời hứa
field-promises-kind = Hứa về
field-promises-size = Mức hệ trọng
field-promises-due-on = Hạn
field-promises-first-due-on = Hạn hứa lúc đầu
field-promises-owner-id = Người lo
field-promises-interaction-id = Hứa trong lần trao đổi
field-promises-heard-id = Đoạn trong tệp
field-promises-file-id = Từ tệp
field-promises-files = Tệp đính kèm
field-promises-custom = Trường riêng
field-promises-state = Tình trạng
field-promises-source = Từ đâu ra
field-promises-renegotiations = Số lần hẹn lại
field-promises-agreement = Khách đồng ý hẹn lại
field-promises-outcome = Kết quả
field-promises-delivered-on = Ngày làm xong
field-promises-beyond = Làm hơn lời hứa
field-promises-settled-at = Kết thúc lúc
field-promises-settled-by = Người ghi nhận
field-promises-mended-at = Bù đắp lúc
field-promises-created-at = Ngày ghi
field-promises-updated-at = Sửa lần cuối

## Choices

choice-promises-kind-deadline = Thời hạn
choice-promises-kind-quality = Chất lượng
choice-promises-kind-price = Giá cả
choice-promises-kind-service = Phục vụ
choice-promises-kind-confidentiality = Giữ kín
choice-promises-kind-other = Chuyện khác
choice-promises-size-small = Nhỏ
choice-promises-size-medium = Vừa
choice-promises-size-large = Lớn
choice-promises-state-open = Đang hứa
choice-promises-state-renegotiated = Đã hẹn lại
choice-promises-state-kept = Đã giữ
choice-promises-state-broken = Đã lỡ

## Pages

promises-new = Thêm lời hứa
promises-search = Tìm lời hứa
promises-empty = Không có lời hứa nào ở đây.
promises-none = Chưa hứa gì với khách này.
promises-none-open = Không còn lời hứa nào đang mở.
promises-ours = Lời hứa của mình
promises-terms = Nội dung
promises-late = Trễ hạn
promises-today = Hôm nay
promises-later = Sắp tới
promises-undated = Không hẹn ngày
promises-kept = Đã giữ
promises-broken = Đã lỡ
promises-mended = Lỡ, đã bù đắp
promises-keep = Đã giữ lời
# $text the promise
promises-keep-this = Đã giữ lời: { $text }
promises-break = Đã lỡ hứa
promises-why = Vì sao
promises-mend = Đã bù đắp cho khách
promises-how = Bù đắp thế nào
promises-renegotiate = Hẹn lại với khách
promises-new-day = Ngày mới
promises-new-text = Nội dung mới, nếu khác
promises-agreed = Khách đồng ý thế nào
promises-agreed-hint = Ví dụ: chị đồng ý qua điện thoại sáng nay.
promises-reopen = Ghi nhầm, mở lại
promises-reopen-note = Lời hứa trở lại như chưa kết thúc.
promises-hand-over = Giao người khác lo
promises-text-hint = Ghi đúng điều đã hứa, ví dụ: giao trước 9 giờ sáng.

## Figures

promises-rates = Giữ lời trong 12 tháng
promises-rate = Tỷ lệ giữ lời
# $kept (number)
# $all (number)
promises-of = giữ { $kept } trên { $all } lời hứa
# $kept (number)
# $all (number)
promises-rate-short = giữ { $kept }/{ $all }
# $count (number)
promises-kept-late = { $count } lời giữ được nhưng trễ
promises-beyond = Hơn lời hứa
promises-beyond-note = lần khách được nhiều hơn mong đợi
# $count (number)
promises-mended-count = { $count } lời đã bù đắp
promises-by-person = Theo từng người

## What to do today

# $title the promise
# $name the customer
today-title-promise = Giữ lời với { $name }: { $title }
today-reason-promise-today = Hẹn hôm nay.
# $days (number)
today-reason-promise-late = Trễ hẹn { $days } ngày.
today-rule-promise = Lời hứa đến hạn
notification-promise = { $actor } giao bạn lo lời hứa: { $what }
notification-promise-due = Lời hứa đến hạn: { $what }
parties-kind-promise = Lời hứa
# $name who
parties-hint-promise = Mình hứa gì với { $name }?

## What happened

event-promises-created = đã hứa
event-promises-updated = đã sửa lời hứa
event-promises-deleted = đã xóa lời hứa
event-promises-restored = đã khôi phục lời hứa
event-promises-kept = đã giữ lời
event-promises-broken = đã lỡ hứa
event-promises-mended = đã bù đắp lời hứa bị lỡ
event-promises-renegotiated = đã hẹn lại với khách
event-promises-reopened = đã mở lại lời hứa

## Refusals

error-promise-settled = Lời hứa này đã kết thúc
    .action = Nếu ghi nhầm, mở lại rồi sửa.
error-promise-open = Lời hứa này vẫn đang mở
    .action = Tải lại trang để xem tình trạng mới nhất.
error-promise-not-broken = Lời hứa này không bị lỡ
    .action = Chỉ lời hứa đã lỡ mới cần bù đắp.
error-promise-mended = Lời hứa này đã được bù đắp
    .action = Tải lại trang để xem tình trạng mới nhất.
error-needs-agreement = Không đổi điều đã hứa khi khách chưa đồng ý
    .action = Chọn “Hẹn lại với khách” và ghi khách đồng ý thế nào.
error-in-past = Ngày này đã qua
    .action = Chọn hôm nay hoặc một ngày sau.
# $count (number)
today-part-promise = { $count } lời hứa đến hạn
# $words what was said
promises-heard = Ghi lời hứa: { $words }
promises-heard-in-file = Lời hứa nghe được trong tệp
promises-heard-note = Quen đọc chữ trong tệp và chỉ gợi ý; bạn quyết định điều nào là lời hứa.
promises-take-over = Ghi lời hứa
# $text the passage
promises-heard-none = Không phải lời hứa: { $text }
