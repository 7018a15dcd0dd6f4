### Tin báo cho đồng nghiệp.

notification-assigned = { $by } giao cho bạn: { $title }
notification-mentioned = { $by } nhắc đến bạn: { $title }
notification-due = Hôm nay đến hạn: { $title }
