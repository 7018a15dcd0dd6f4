### Làm hơn điều khách mong.

delights-title = Làm hơn khách mong
delights-task = Thành việc
# $promise words
delight-mended = Vừa lỡ hẹn “{ $promise }”: lần này giữ lời sớm hơn, kèm một lời xin lỗi viết tay
# $what words
# $day when
delight-day = { $day }: { $what }. Chuẩn bị một điều nhỏ trước ngày ấy
# $what words
delight-plan = { $what }: hỏi thăm và giúp một việc cụ thể
# $count (number)
delight-jubilee = Lần mua tới là lần thứ { $count }: cảm ơn bằng một món nhỏ
# $what words
delight-likes = { $what }: lần giao tới gửi kèm một ít để khách thử
# $what words
delight-dislike = { $what }: lần tới chủ động tránh và nói cho khách biết mình nhớ
