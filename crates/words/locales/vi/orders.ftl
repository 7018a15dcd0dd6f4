### Đơn hàng.

## Fields

field-orders-number = Số đơn
field-orders-party-id = Khách hàng
field-orders-contact-id = Người liên hệ
field-orders-ordered-at = Đặt lúc
field-orders-ordered-on = Ngày đặt
field-orders-status = Trạng thái
field-orders-lines = Hàng trong đơn
field-orders-discount = Giảm cả đơn
field-orders-subtotal = Tiền hàng
field-orders-tax = Thuế
field-orders-total = Tổng tiền
field-orders-cost = Giá vốn
field-orders-margin = Lãi gộp
field-orders-refunded = Đã hoàn tiền
field-orders-net = Thực thu
field-orders-note = Ghi chú
field-orders-custom = Trường riêng
field-orders-created-at = Ngày nhập
field-orders-updated-at = Sửa lần cuối

## States

choice-orders-status-draft = Nháp
choice-orders-status-confirmed = Đã chốt
choice-orders-status-delivered = Đã giao
choice-orders-status-cancelled = Đã hủy
