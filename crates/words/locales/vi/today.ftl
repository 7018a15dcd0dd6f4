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
today-reason-first-contact = Khách mới { $days } ngày, chưa ai liên hệ.
# $days (number)
today-reason-unanswered = Khách đã chờ { $days } ngày.

## Rules

today-rule-unanswered = Chưa trả lời
today-rule-task = Việc đến hạn
today-rule-silent = Lâu chưa quay lại
today-rule-first-contact = Khách mới
today-rule-birthday = Sinh nhật
today-rule-anniversary = Kỷ niệm
