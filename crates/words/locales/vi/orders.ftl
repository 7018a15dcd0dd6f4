### Đơn hàng.

## Fields

field-orders-number = Số đơn
field-orders-party-id = Khách hàng
field-orders-contact-id = Người liên hệ
field-orders-ordered-at = Đặt lúc
field-orders-ordered-on = Ngày đặt
field-orders-status = Trạng thái
field-orders-deliver-by = Hẹn giao
field-orders-delivered-on = Giao ngày
field-orders-due-on = Hạn thanh toán
field-orders-paid-on = Trả đủ ngày
field-orders-on-credit = Ghi nợ
field-orders-lines = Hàng trong đơn
field-orders-discount = Giảm cả đơn
field-orders-subtotal = Tiền hàng
field-orders-tax = Thuế
field-orders-total = Tổng tiền
field-orders-cost = Giá vốn
field-orders-margin = Lãi gộp
field-orders-refunded = Đã hoàn tiền
field-orders-net = Thực thu
field-orders-paid = Đã trả
field-orders-rest = Trả nốt, không ghi từng lần
field-orders-rest-on = Trả nốt ngày
field-orders-owed = Còn nợ
field-orders-note = Ghi chú
field-orders-custom = Trường riêng
field-orders-created-at = Ngày nhập
field-orders-updated-at = Sửa lần cuối

## States

choice-orders-status-draft = Nháp
choice-orders-status-confirmed = Đã chốt
choice-orders-status-delivered = Đã giao
choice-orders-status-cancelled = Đã hủy

## Pages

orders-new = Viết đơn
orders-none-yet = Chưa có đơn hàng nào
orders-none-yet-text = Viết đơn đầu tiên; từ đó Quen biết khách nào mua đều, khách nào đang im lặng.
# $number (text) the order's number
orders-named = Đơn { $number }
orders-details = Thông tin đơn
orders-today-unless = Để trống là hôm nay
orders-number-unless = Để trống để tự đánh số
orders-day-hint = Ngày hẹn với khách, ví dụ 25/11 hoặc thứ sáu
orders-due-hint = Để trống nếu trả ngay
orders-paid-hint = Ngày khách trả đủ tiền
orders-on-credit = Khách lấy hàng trước, chưa hẹn ngày trả
orders-late = trễ
orders-customer-hint = Gõ tên, số điện thoại hoặc mã khách
orders-which-customer = Khách nào?
orders-line-text = Hàng
orders-line-quantity = Số lượng
orders-line-price = Đơn giá
orders-line-discount = Giảm
orders-line-tax = Thuế %
orders-line-amount = Thành tiền
orders-more-lines = Thêm dòng
orders-confirm = Chốt đơn
orders-deliver = Đã giao
orders-undeliver = Chưa giao
orders-cancel = Hủy đơn
orders-reopen = Mở lại thành nháp
orders-refunds = Hoàn tiền
orders-no-refunds = Chưa hoàn lần nào.
orders-refund = Hoàn tiền
orders-refund-amount = Số tiền hoàn
orders-refund-reason = Lý do
orders-withdraw = Bỏ lần hoàn này
orders-withdraw-ask = Bỏ lần hoàn tiền này?
# $number of the order
orders-lines-caption = Các dòng của đơn { $number }

## Lines, as figures are taken of them

field-order-lines-product-id = Sản phẩm
field-order-lines-quantity = Số lượng
field-order-lines-amount = Thành tiền
