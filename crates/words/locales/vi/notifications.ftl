### Thông báo trong chuông và thư mỗi ngày.

notifications-title = Thông báo
# $count (number)
notifications-unread = { $count } thông báo chưa đọc
notifications-read-all = Đánh dấu đã đọc hết
notifications-read = Đã đọc
notifications-older = Xem cũ hơn
notifications-empty = Chưa có thông báo nào.
notifications-empty-why = Khi ai đó giao khách hay việc cho bạn, nhắc tên bạn, hoặc việc tới hạn, bạn thấy ở đây.
notification-hidden = một mục bạn không còn xem được
notification-somebody = Có người
notification-due = Tới hạn: { $what }
notification-mentioned = { $actor } nhắc tới bạn ở { $what }
notification-assigned = { $actor } giao cho bạn: { $what }
notification-task = { $actor } giao bạn việc: { $what }
notification-party = { $actor } giao bạn khách { $what }
# $count (number)
notification-parties = { $actor } giao cho bạn { $count } khách
# $count (number)
notification-tasks = { $actor } giao cho bạn { $count } việc
# $count (number)
notification-projects = { $actor } giao cho bạn { $count } dự án
# $count (number)
notification-promises = { $actor } giao cho bạn { $count } lời hứa
# $count (number)
notification-records = { $actor } giao cho bạn { $count } mục
# $count (number)
mail-daily-subject = { $workspace }: { $count } thông báo cho bạn hôm nay
mail-daily-text =
    Chào { $name },

    { $lines }

    Xem tất cả: { $link }
