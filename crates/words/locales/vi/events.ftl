### Việc đã xảy ra, trên dòng thời gian và nhật ký. Người làm và giờ đứng bên cạnh.

## parties

event-parties-created = Đã thêm khách
event-parties-updated = Đã sửa hồ sơ
event-parties-deleted = Đã chuyển vào thùng rác
event-parties-restored = Đã khôi phục
event-parties-looked-over = Đã xem lại, vẫn đúng
event-parties-erased = Đã xóa vĩnh viễn
event-parties-merged = Đã gộp hồ sơ
event-parties-unmerged = Đã hoàn tác gộp
event-parties-told-apart = Đã nói là hai khách khác nhau
event-parties-asked-again = Đã bỏ dấu hai khách khác nhau

## interactions

event-interactions-created = Đã ghi một lần trao đổi
event-interactions-updated = Đã sửa lần trao đổi
event-interactions-deleted = Đã xóa lần trao đổi
event-interactions-restored = Đã khôi phục lần trao đổi
event-interactions-erased = Đã xóa vĩnh viễn
event-interactions-answered = Đã trả lời khách
event-interactions-reopened = Khách lại đang chờ trả lời

## tasks

event-tasks-created = Đã thêm việc
event-tasks-updated = Đã sửa việc
event-tasks-deleted = Đã xóa việc
event-tasks-restored = Đã khôi phục việc
event-tasks-erased = Đã xóa vĩnh viễn
event-tasks-completed = Đã làm xong
event-tasks-reopened = Đã mở lại việc
event-tasks-snoozed = Đã dời việc sang ngày khác

## products

event-products-created = Đã thêm sản phẩm
event-products-updated = Đã sửa sản phẩm
event-products-deleted = Đã xóa sản phẩm
event-products-restored = Đã khôi phục sản phẩm
event-products-looked-over = Đã xem lại, vẫn đúng
event-products-erased = Đã xóa vĩnh viễn
event-products-merged = Đã gộp sản phẩm
event-products-unmerged = Đã hoàn tác gộp
event-products-told-apart = Đã nói là hai sản phẩm khác nhau
event-products-asked-again = Đã bỏ dấu hai sản phẩm khác nhau

## orders

event-orders-created = Đã lập đơn hàng
event-orders-updated = Đã sửa đơn hàng
event-orders-deleted = Đã xóa đơn hàng
event-orders-restored = Đã khôi phục đơn hàng
event-orders-erased = Đã xóa vĩnh viễn
event-orders-confirmed = Đã chốt đơn
event-orders-delivered = Đã giao hàng
event-orders-cancelled = Đã hủy đơn
event-orders-reopened = Đã mở lại đơn thành nháp
event-orders-paid = Đã ghi tiền khách trả
event-orders-refunded = Đã hoàn tiền
event-orders-refund-withdrawn = Đã bỏ một lần hoàn tiền

## relationships

event-relationships-begun = Mối quan hệ bắt đầu
event-relationships-moved = Mối quan hệ sang chặng hoặc kiểu khác
event-relationships-overridden = Đã tự đặt chặng hoặc kiểu quan hệ
event-relationships-released = Đã để Quen tự xét lại

## links

event-links-created = Đã thêm liên kết
event-links-deleted = Đã gỡ liên kết

## imports

event-files-uploaded = Tải một tệp lên
event-files-read = Đọc chữ trong một tệp
event-files-promise-refused = Bỏ một đoạn trong tệp: không phải lời hứa
event-imports-started = Bắt đầu nhập tệp
event-imports-finished = Nhập tệp xong
event-imports-undone = Đã hoàn tác lần nhập

## facts

event-facts-created = Đã ghi một điều về khách
event-facts-updated = Đã sửa một điều đã biết
event-facts-deleted = Đã xóa một điều đã biết
event-facts-restored = Đã khôi phục một điều đã biết
event-facts-confirmed = Đã xác nhận một điều vẫn đúng
event-facts-corrected = Đã sửa lại điều ghi sai
event-facts-withdrawn = Đã bỏ một điều đã biết
event-facts-reinstated = Đã lấy lại một điều đã bỏ
event-facts-kept-apart = Đã ghi rằng cả hai điều đều đúng
event-facts-applied = Đã dùng một điều đã biết
event-facts-refused = Đã bỏ qua một điều đã biết
event-facts-concluded = Đã rút ra một thói quen từ đơn hàng
event-facts-question-put-aside = Đã để dành câu hỏi
