### Chăm sóc chủ động: chương trình, việc sắp tới, việc đã làm.

nav-care-programmes = Chăm sóc chủ động

## Codes

choice-care-occasion-birthday = Sinh nhật
choice-care-occasion-anniversary = Kỷ niệm ngày mua đầu tiên
choice-care-occasion-holiday = Lễ, Tết
choice-care-occasion-after-purchase = Hỏi thăm sau khi mua
choice-care-occasion-guide = Hướng dẫn dùng lần đầu
choice-care-occasion-reorder = Nhắc mua lại theo nhịp của khách
choice-care-occasion-win-back = Mời khách lâu chưa quay lại
choice-care-occasion-human = Khách quý chỉ gặp máy
choice-care-mode-off = Đang tắt
choice-care-mode-propose = Gợi ý việc
choice-care-mode-send = Tự gửi
choice-care-channel-preferred = Kênh khách thích
choice-care-channel-zalo = Zalo
choice-care-channel-email = Email
choice-care-channel-phone = Gọi điện
choice-care-channel-sms = Tin nhắn SMS
choice-care-channel-messenger = Messenger
choice-care-channel-visit = Ghé thăm
choice-care-purpose-care = Hỏi thăm, không chào bán
choice-care-purpose-ads = Có ưu đãi hoặc chào bán
choice-care-audience-everyone = Mọi khách
choice-care-audience-buyers = Khách đã từng mua
choice-care-audience-regulars = Khách Quen và khách Thân
choice-care-state-waiting = Đang chờ
choice-care-state-proposed = Đã gợi ý
choice-care-state-done = Đã làm
choice-care-state-sending = Đang gửi
choice-care-state-sent = Đã gửi
choice-care-state-unsure = Không rõ đã tới chưa
choice-care-state-refused = Không gửi
choice-care-state-declined = Đã bỏ

## Pages

care-programmes = Các chương trình
care-new = Thêm chương trình
care-none = Chưa có chương trình nào. Bật chương trình đầu tiên, Quen sẽ nhắc đúng ngày với lý do rõ ràng.
care-missing = Có thể thêm:
care-name = Tên chương trình
care-when = Khi nào
care-mode = Cách làm
care-outcome = 90 ngày qua
# $made (number)
# $all (number)
care-outcome-of = làm { $made } trên { $all }
care-table = Chương trình, dịp và kết quả
# $occasion the occasion
# $days (number)
care-before = { $occasion }, trước { $days } ngày
# $occasion the occasion
# $days (number)
care-after = { $occasion }, sau { $days } ngày
# $occasion the occasion
# $days (number)
care-without-person = { $occasion } quá { $days } ngày
care-plan-now = Lên lịch lại ngay
# $days (number)
care-coming = { $days } ngày tới
care-coming-none = Chưa có gì trong những ngày tới.
care-settled = Đã làm, đã gửi, không gửi
care-settled-none = Chưa có gì.
care-all = Xem hết
care-more = Xem tiếp
care-will-send = sẽ tự gửi
care-decline = Không cần, bỏ gợi ý
# $task what was proposed
care-decline-this = Bỏ gợi ý: { $task }
care-declined = Đã bỏ gợi ý này.
care-open-words = Lời soạn sẵn
# $task what was proposed
care-open-words-of = Lời soạn sẵn: { $task }
care-words-ready = Lời soạn sẵn
care-words-sent = Sửa cho hợp rồi bấm “Gửi ngay”: thư đi từ máy chủ thư của cửa hàng và được ghi vào dòng thời gian của khách.
care-send-now = Gửi ngay
care-no-server = Việc này đi bằng email, mà cửa hàng chưa cài máy chủ thư nên chưa gửi được từ đây. Bạn có thể gửi bằng hộp thư của mình rồi ghi lại là đã gửi.
care-words-copied = Sửa cho hợp rồi chép sang ứng dụng nhắn tin. Bấm nút bên dưới thì lời này được ghi vào dòng thời gian của khách.
care-words-spoken = Gợi ý để nói. Sửa lại theo điều đã nói, bấm nút bên dưới là ghi vào dòng thời gian của khách.
care-best-way = Liên hệ sao cho hợp
care-why = Vì sao
care-address = Liên hệ
care-copy = Chép lời nhắn
care-copied = Đã chép
care-told-message = Đã gửi
care-told-call = Đã gọi
care-told-visit = Đã ghé
care-told-already = Việc này đã làm rồi.

## Form

care-occasion = Dịp nào
care-holiday = Ngày lễ
care-no-holiday = Chọn ngày lễ
care-product = Sản phẩm
care-product-hint = Gửi một lần, sau khi khách mua sản phẩm này lần đầu.
care-no-product = Chọn sản phẩm
care-days = Cách dịp đó mấy ngày
care-days-hint = 0 là đúng ngày. Với khách quý chỉ gặp máy: số ngày không có người thật nói chuyện.
care-side = Trước hay sau
care-side-before = Trước ngày đó
care-side-after = Sau ngày đó
care-audience = Cho ai
care-mode-hint = Gợi ý: thành một việc có lý do, bạn tự làm. Tự gửi: gửi email, chỉ khi khách không từ chối.
care-channel = Kênh
care-channel-hint = Tự gửi chỉ qua email; các kênh khác thì gợi ý cho người làm.
care-purpose = Nội dung
care-purpose-hint = Lời chúc kèm phiếu giảm giá là quảng cáo: chỉ gửi cho khách đã đồng ý nhận.
care-subject = Tiêu đề email
care-text = Lời nhắn
care-text-hint = Viết {"{khach}"} để xưng hô với khách, {"{cua_hang}"} là tên cửa hàng, {"{san_pham}"} là sản phẩm.
care-remove = Bỏ chương trình này

## Figures

care-on = Đang chạy
care-on-note = chương trình
care-made = Đã chăm sóc
# $count (number)
care-made-note = lần trong 90 ngày; { $count } lần không gửi
care-human = Người thật làm
care-proactive = Mình chủ động
care-this-month = tháng này
care-shares = Người và máy, chủ động và trả lời
care-shares-label = Tỷ lệ lần liên hệ do người thật làm và do mình chủ động, từng tháng
care-shares-none = Chưa có lần liên hệ nào trong sáu tháng qua.
care-shares-note = Chủ động: mình mở lời khi khách không nhắn gì trong ba ngày trước đó. Tính lại mỗi đêm.
care-figures = Xem con số
care-month = Tháng
care-touches = Lần liên hệ
# $months (number)
care-people = Ai chủ động, { $months } tháng qua
# $percent share
# $count (number)
care-person-said = { $percent } của { $count } lần
care-delivered = Khách mong và khách được
# $got (number)
# $expected (number)
care-got-of = { $got } trên { $expected }
care-promises-kept = Lời hứa đã giữ
care-promises-in-time = Lời hứa giữ đúng hẹn
care-promises-beyond = Làm hơn lời hứa
care-answered = Khách hỏi được trả lời
care-answered-in-time = Trả lời trong một ngày
care-delivered-in-time = Giao hàng đúng hẹn
care-requests-told = Yêu cầu về dữ liệu báo quy trình đúng hạn
care-requests-done = Yêu cầu về dữ liệu xử lý đúng hạn
care-planned-made = Chăm sóc đã lên lịch được làm
# $week (number)
# $week_cap (number)
# $month (number)
# $month_cap (number)
# $quarter (number)
# $quarter_cap (number)
care-pressure = Đã liên hệ { $week }/{ $week_cap } ngày trong 7 ngày, { $month }/{ $month_cap } trong 30 ngày, { $quarter }/{ $quarter_cap } trong 90 ngày qua.
# $week (number)
# $week_cap (number)
# $month (number)
# $month_cap (number)
# $quarter (number)
# $quarter_cap (number)
care-pressure-full = Đã liên hệ đủ rồi: { $week }/{ $week_cap } ngày trong 7 ngày, { $month }/{ $month_cap } trong 30 ngày, { $quarter }/{ $quarter_cap } trong 90 ngày qua. Hãy để khách nghỉ.
care-only-machines = 90 ngày qua khách chỉ nhận thư máy gửi. Nên có người thật gọi hỏi thăm.

## Why

# $day when
care-why-birthday = Sinh nhật ngày { $day }
# $day when
# $age how old
care-why-birthday-age = Tròn { $age } tuổi ngày { $day }
# $day when
care-why-birthday-lunar = Sinh nhật âm lịch, năm nay nhằm ngày { $day }
# $day when
# $age how old
care-why-birthday-lunar-age = Tròn { $age } tuổi âm lịch, năm nay nhằm ngày { $day }
# $day when
care-why-birthday-lunar-short = Sinh nhật 30 âm lịch; tháng này thiếu nên mừng ngày { $day }
# $day when
# $years how many
care-why-anniversary = Tròn { $years } năm từ đơn đầu tiên, ngày { $day }
# $day when
# $holiday its name
care-why-holiday = { $holiday }, ngày { $day }
# $day when
care-why-after-purchase = Mua ngày { $day }, hỏi xem khách dùng thế nào
# $day when
care-why-guide = Mua lần đầu ngày { $day }
# $day when
# $rhythm days
care-why-reorder = Thường { $rhythm } ngày mua một lần, lần này khoảng ngày { $day }
# $day when
# $rhythm days
care-why-win-back = Đơn cuối ngày { $day }, trước đây { $rhythm } ngày mua một lần
# $day when
care-why-human = Từ ngày { $day } khách chỉ nhận thư máy gửi, chưa ai nói chuyện
care-why-human-never = Nửa năm nay khách chỉ nhận thư máy gửi, chưa ai nói chuyện
# $why the reason
today-reason-care = { $why }.

## What is to be done

# $name the customer
care-task-birthday = Chúc mừng sinh nhật { $name }
# $name the customer
care-task-anniversary = Cảm ơn { $name } đã đồng hành
# $name the customer
# $holiday its name
care-task-holiday = Chúc { $name } dịp { $holiday }
# $name the customer
care-task-after-purchase = Hỏi thăm { $name } sau khi mua
# $name the customer
# $product its name
care-task-guide = Hướng dẫn { $name } dùng { $product }
# $name the customer
care-task-reorder = Nhắc { $name } mua lại
# $name the customer
care-task-win-back = Mời { $name } quay lại
# $name the customer
care-task-human = Gọi hỏi thăm { $name }

## How programmes begin

care-start-birthday = Chúc mừng sinh nhật
care-start-birthday-subject = Chúc mừng sinh nhật {"{khach}"}
care-start-birthday-text = {"{khach}"} ơi, {"{cua_hang}"} chúc mừng sinh nhật {"{khach}"}. Chúc một năm nhiều sức khỏe và nhiều niềm vui!
care-start-anniversary = Cảm ơn khách lâu năm
care-start-anniversary-subject = Cảm ơn {"{khach}"} đã đồng hành
care-start-anniversary-text = {"{khach}"} ơi, hôm nay tròn năm kể từ lần đầu {"{khach}"} ghé {"{cua_hang}"}. Cảm ơn {"{khach}"} đã tin tưởng suốt thời gian qua!
care-start-holiday = Lời chúc ngày lễ
care-start-holiday-subject = {"{cua_hang}"} gửi lời chúc {"{khach}"}
care-start-holiday-text = {"{khach}"} ơi, {"{cua_hang}"} chúc {"{khach}"} và gia đình ngày lễ vui vẻ, sum vầy.
care-start-after-purchase = Hỏi thăm sau khi mua
care-start-after-purchase-subject = {"{khach}"} dùng có vừa ý không?
care-start-after-purchase-text = {"{khach}"} ơi, hàng lần này {"{khach}"} dùng có vừa ý không? Có gì chưa ổn nhắn lại cho {"{cua_hang}"} biết nhé.
care-start-guide = Hướng dẫn dùng lần đầu
care-start-guide-subject = Dùng {"{san_pham}"} thế nào cho ngon
care-start-guide-text = {"{khach}"} ơi, cảm ơn {"{khach}"} đã chọn {"{san_pham}"}. Vài mẹo nhỏ để dùng được lâu và ngon, cần gì cứ hỏi {"{cua_hang}"}.
care-start-reorder = Nhắc mua lại
care-start-reorder-subject = {"{khach}"} sắp hết chưa?
care-start-reorder-text = {"{khach}"} ơi, chắc cũng sắp hết rồi, {"{khach}"} cần thêm thì nhắn {"{cua_hang}"} chuẩn bị sẵn nhé.
care-start-win-back = Mời khách quay lại
care-start-win-back-subject = Lâu rồi chưa gặp {"{khach}"}
care-start-win-back-text = {"{khach}"} ơi, lâu rồi {"{cua_hang}"} chưa gặp. Có điều gì lần trước chưa vừa ý không, kể cho {"{cua_hang}"} nghe với.
care-start-human = Người thật gọi khách quý
care-start-human-subject = {"{khach}"} khỏe không?
care-start-human-text = Gọi hỏi thăm {"{khach}"}: dạo này thế nào, có cần gì không, có điều gì chưa vừa ý không.

## Why not

care-late = Đã qua ngày, không còn hợp
care-unsure = Đường gửi đứt giữa chừng; xem lại trước khi viết lần nữa
# $cap how many
care-crowd = Hôm nay đã gợi ý { $cap } việc của chương trình này
# $from hour
# $to hour
care-waits-hours = Đợi đến giờ hợp với khách, { $from }–{ $to } giờ
care-no-mail = Chưa gửi được qua máy chủ thư
care-bad-address = Máy chủ thư không nhận địa chỉ này

error-care-email-only = Tự gửi thì chỉ qua email
    .action = Chọn kênh Email, hoặc chọn Gợi ý việc.
error-care-by-hand = Việc này phải có người thật làm
    .action = Chọn Gợi ý việc.
error-care-by-hand-only = Việc này không đi bằng email
    .action = Làm theo kênh đã ghi, rồi ghi lại là đã làm.
error-care-visit-no-offer = Ghé thăm thì không kèm chào bán
    .action = Chọn Hỏi thăm, không chào bán.
error-bad-placeholder = Có chữ trong ngoặc nhọn mà Quen không hiểu
    .action = Chỉ dùng {"{khach}"}, {"{cua_hang}"} và {"{san_pham}"}.

## What happened

event-care-created = Đã thêm chương trình chăm sóc
event-care-changed = Đã sửa chương trình chăm sóc
event-care-removed = Đã bỏ chương trình chăm sóc
event-care-proposed = Chương trình chăm sóc gợi ý một việc
event-care-sent = Chương trình chăm sóc đã gửi thư
event-care-unsure = Thư chăm sóc không rõ đã tới chưa
event-care-refused = Chương trình chăm sóc không gửi
event-care-declined = Đã bỏ một gợi ý chăm sóc
jobs-kind-care-plan = Lên lịch chăm sóc khách
jobs-kind-care-act = Làm việc chăm sóc đến giờ
