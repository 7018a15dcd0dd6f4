### Hôm nay: nên làm gì trước, và vì sao.

## What to do

today-title-silent = Hỏi thăm { $name }
today-title-first-contact = Làm quen với { $name }
today-title-birthday = Chúc mừng sinh nhật { $name }
today-title-anniversary = Cảm ơn { $name } đã đồng hành
today-title-unanswered-message = Trả lời tin nhắn của { $name }
today-title-unanswered-email = Trả lời email của { $name }
today-title-unanswered-call = Gọi lại cho { $name }
today-title-task = { $title }

## Why

# $days (number)
# $rhythm (number)
today-reason-silent = { $days } ngày chưa mua, bình thường { $rhythm } ngày mua một lần.
today-reason-task-today = Hẹn làm hôm nay.
# $days (number)
today-reason-task-late = Trễ { $days } ngày.
# $day when
# $days (number) days ahead
today-reason-birthday = Sinh nhật { $day }.
# $day when
# $days (number) days ahead
# $age (number)
today-reason-birthday-age = Tròn { $age } tuổi { $day }.
# $day when
# $days (number) days ahead
today-reason-birthday-lunar = Sinh nhật âm lịch, năm nay là { $day }.
# $day when
# $days (number) days ahead
# $age (number)
today-reason-birthday-lunar-age = Tròn { $age } tuổi âm lịch { $day }.
# $day when
# $days (number) days ahead
# $years (number)
today-reason-anniversary = Tròn { $years } năm từ đơn đầu tiên, { $day }.
# $days (number)
today-reason-first-contact = { $days ->
    [0] Khách mới hôm nay, chưa ai liên hệ.
   *[other] Khách mới { $days } ngày, chưa ai liên hệ.
}
# $days (number)
today-reason-unanswered = { $days ->
    [0] Khách chờ từ hôm nay.
   *[other] Khách đã chờ { $days } ngày.
}

## Rules

today-rule-unanswered = Chưa trả lời
today-rule-task = Việc đến hạn
today-rule-silent = Lâu chưa quay lại
today-rule-first-contact = Khách mới
today-rule-birthday = Sinh nhật
today-rule-anniversary = Kỷ niệm

## Page

# $name given name
# $count (number)
today-hello = Chào { $name }, hôm nay có { $count } việc
# $name given name
today-hello-clear = Chào { $name }, hôm nay không có việc gấp
today-clear = Không ai đang chờ trả lời, không khách quen nào vắng lâu hơn thường lệ.
# $count (number)
today-part-unanswered = { $count } khách đang chờ trả lời
# $count (number)
today-part-task = { $count } việc đến hạn
# $count (number)
today-part-silent = { $count } khách đang thưa dần
# $count (number)
today-part-first-contact = { $count } khách mới chưa ai liên hệ
# $count (number)
# $money money
today-first = { $count ->
    [1] Làm việc đầu tiên là giữ được khoảng { $money } một năm.
   *[other] Làm { $count } việc đầu là giữ được khoảng { $money } một năm.
}
today-whose = Việc của ai
today-mine = Của tôi
today-everyone = Cả nhóm

## Lines

today-todo = Nên làm hôm nay
# $done (number)
# $all (number)
today-done-count = { $done }/{ $all } xong
today-by-stake = Xếp theo giá trị giữ được
# $money money
today-line-stake = Giữ được khoảng { $money } một năm.
# $count (number)
today-more = Xem thêm { $count } việc
today-nothing = Không còn việc nào. Bạn có thể gọi hỏi thăm một khách thân.
today-write = Viết
# $what the title of a line
today-later = Để sau: { $what }
today-snooze = Nhắc lại
today-snooze-tomorrow = Ngày mai
today-snooze-monday = Thứ Hai tới
today-snooze-week = Một tuần nữa
today-not-useful = Gợi ý này không hữu ích
# $what the title of a line
today-answered-done = Đã xong: { $what }
# $day a day in words
today-answered-snooze = Sẽ nhắc lại { $day }.
# $days (number)
today-answered-not-useful = Sẽ không gợi ý lại trong { $days } ngày.

## Figures

today-figures = Con số của tiệm
# $month such as tháng 11
today-revenue = Doanh thu { $month }
today-versus-last-month = so cùng kỳ tháng trước
today-no-last-month = tháng trước cùng kỳ chưa bán
# $days (number)
today-returning = Khách quay lại, { $days } ngày
# $points with its sign
today-points = { $points } điểm
# $days (number)
today-versus-before = so { $days } ngày trước đó
# $back (number)
# $of (number)
today-returning-of = { $back } trên { $of } khách mua kỳ trước
# $days (number)
today-returning-unknown = cần đơn hàng của hơn { $days } ngày
today-at-risk = Giá trị đang có nguy cơ
# $count (number)
today-customers = { $count } khách
# $days (number)
today-at-risk-note = thưa dần trong { $days } ngày qua
today-at-risk-none = không khách quen nào thưa dần
today-stages = Khách theo chặng
today-months = Doanh thu theo tháng
# $unit such as tr ₫
today-months-unit = Đơn vị: { $unit }
# $highest money
# $month such as tháng 11
# $now money
today-months-label = Doanh thu theo tháng. Cao nhất { $highest }, { $month }. Tháng này đến nay { $now }.
today-months-table = Xem bảng số
today-month-head = Tháng
today-month-net = Doanh thu
today-month-so-far = { $month }, đến nay
# $month number of the month
today-month = tháng { $month }
# $month number of the month
today-month-short = T{ $month }

## Dates

today-dates = Sinh nhật, kỷ niệm
# $name who
today-birthday = Sinh nhật { $name }
# $name who
# $age (number)
today-birthday-age = { $name } tròn { $age } tuổi
# $years (number)
# $name who
today-anniversary = { $years } năm đồng hành với { $name }
# $weekday such as thứ Bảy
# $day as text
# $month number of the month
# $year as text
today-date-long = { $weekday }, { $day } tháng { $month }, { $year }
# $day as text
# $month as text
today-lunar = { $day } tháng { $month }
# $day as text
# $month as text
today-lunar-leap = { $day } tháng { $month } nhuận

## A new workspace

today-empty-title = Bắt đầu với khách của bạn
today-empty-text = Thêm khách đầu tiên. Khi có đơn hàng và lần trò chuyện, trang này nói mỗi sáng nên gọi cho ai và vì sao.
