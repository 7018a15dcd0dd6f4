### Bản nháp: những gì gõ dở trong biểu mẫu.

drafts-title = Bản nháp
drafts-lead = Những gì bạn gõ dở được giữ 14 ngày, chỉ mình bạn thấy.
drafts-none = Không có bản nháp nào
drafts-none-text = Khi bạn gõ dở một biểu mẫu rồi rời đi, phần đã gõ nằm ở đây.
# $noun: khách hàng, đơn hàng
drafts-of-new = { $noun }, tạo mới
# $when: 14:05
drafts-offer = Bản nháp lúc { $when }
drafts-used = Đang dùng bản nháp lúc { $when }
drafts-use = Dùng lại
drafts-drop = Bỏ
drafts-kept = Đã giữ bản nháp lúc { $when }
drafts-gone-title = Hồ sơ này không còn ở đây
drafts-gone = Có người vừa xóa hồ sơ này trong lúc bạn gõ. Phần bạn gõ vẫn được giữ trong bản nháp: lấy hồ sơ ra khỏi thùng rác rồi mở lại là dùng tiếp được.
drafts-typed = Bạn đã gõ
