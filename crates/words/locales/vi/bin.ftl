### Thùng rác: cái gì nằm đó, còn bao lâu, lấy lại.

nav-bin = Thùng rác

bin-title = Thùng rác
bin-text = Mọi thứ nằm trong thùng rác { $days } ngày rồi mới mất hẳn. Trước đó lấy lại lúc nào cũng được.
bin-kept = Mọi thứ nằm trong thùng rác cho đến khi bạn tự dọn. Lấy lại lúc nào cũng được.
bin-empty = Thùng rác trống
bin-empty-text = Thứ gì bị xóa sẽ nằm ở đây.
bin-what = Đã xóa
bin-when = Lúc
bin-left = Còn lại
bin-days = { $days } ngày
bin-hangs = Đang gắn với hồ sơ này:
bin-nothing-hangs = Chưa có đơn hàng, trao đổi hay việc nào gắn với hồ sơ này.
# $count how many
# $kind what they are called
bin-hangs-own = { $count } { $kind }
merging-moves-order-lines = { $count } dòng trong đơn hàng
merging-moves-refunds = { $count } lần hoàn tiền
merging-moves-fact-uses = { $count } lần đã dùng đến
