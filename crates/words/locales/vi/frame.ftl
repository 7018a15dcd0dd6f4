### Khung của mọi trang.

frame-skip = Bỏ qua tới nội dung
frame-phone-nav = Điều hướng nhanh
frame-path = Đường dẫn
frame-find-hint = Tìm khách, số điện thoại, hoặc việc muốn làm
frame-results = Kết quả
frame-more-acts = thêm thao tác
frame-find-note = Gõ không dấu cũng tìm ra
frame-go-to = Đi tới
frame-choose = chọn
frame-more = Khác
frame-theme = Đổi giao diện sáng hoặc tối
frame-drawer = Xem nhanh
frame-shortcuts = Phím tắt
frame-everywhere = Ở mọi nơi
frame-find-in-page = Tìm trong trang này
frame-confirm = Xác nhận
frame-confirm-yes = Vẫn làm
frame-offline = Mất kết nối. Chưa mất gì cả, bạn thử lại nhé.
frame-failed = Có lỗi ở đây. Bạn thử lại nhé.
frame-renewed = Trang này mở từ trước lần đăng nhập mới. Chữ đã gõ vẫn còn, bạn bấm lại lần nữa nhé.
frame-ended = Bạn đã bị đăng xuất. Mở thẻ khác để đăng nhập rồi quay lại bấm lần nữa: chữ đã gõ vẫn còn ở đây.
action-switch-language = English
