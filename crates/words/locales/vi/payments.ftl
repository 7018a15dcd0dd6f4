### Tiền khách trả.

## Fields

field-payments-order-id = Đơn hàng
field-payments-party-id = Khách hàng
field-payments-amount = Số tiền
field-payments-paid-on = Ngày trả
field-payments-way = Trả bằng
field-payments-text = Nội dung
field-payments-custom = Trường riêng
field-payments-created-at = Ngày ghi
field-payments-updated-at = Sửa lần cuối
choice-payments-way-cash = Tiền mặt
choice-payments-way-transfer = Chuyển khoản
choice-payments-way-card = Quẹt thẻ
choice-payments-way-wallet = Ví điện tử
choice-payments-way-cod = Thu hộ khi giao (COD)
choice-payments-way-other = Cách khác

## Pages

fields-noun-payments = Tiền khách trả
payments-of-order = Thanh toán
payments-none = Chưa ghi lần trả nào.
payments-note = Ghi khách đã trả
payments-rest = trả nốt, theo ngày trả đủ ghi trong đơn
# $amount money
payments-over = Khách đã trả dư { $amount } so với tổng đơn.
payments-withdraw = Bỏ lần trả này
payments-withdraw-ask = Bỏ lần trả này? Đơn sẽ tính lại còn nợ bao nhiêu.
# $amount money
payments-owed = còn nợ { $amount }
payments-view-owed = Còn nợ
payments-empty = Chưa ghi lần trả tiền nào
payments-empty-text = Mở một đơn hàng để ghi khách đã trả bao nhiêu, ngày nào, bằng cách nào.
# $count (number)
merging-moves-payments = { $count } lần trả tiền

## Refusals

error-over-paid = Số tiền nhiều hơn phần đơn này còn nợ
    .action = Nhập số tiền không lớn hơn phần còn nợ, hoặc sửa đơn trước.
error-paid-by-parts = Các lần trả đã ghi nói khác
    .action = Thêm, sửa hoặc bỏ lần trả trên trang đơn hàng; ngày trả đủ sẽ tự tính.
# $total (text) the order's total
error-paid-over-total = Đã trả nhiều hơn cả đơn, là { $total }
    .action = Sửa số đã trả hoặc tổng tiền, rồi nhập lại dòng này.
# $total (text) the order's total
error-debt-over-total = Còn nợ nhiều hơn cả đơn, là { $total }
    .action = Sửa số còn nợ hoặc tổng tiền, rồi nhập lại dòng này.
# $owed (text) the total without what was paid
error-debt-differs = Còn nợ không khớp: tổng tiền trừ phần đã trả là { $owed }
    .action = Sửa cho hai cột khớp nhau, hoặc bỏ một cột.
# $paid (text) what is noted as paid
error-paid-less = Quen đã ghi khách trả { $paid } cho đơn này, nhiều hơn trong tệp
    .action = Xem các lần trả trên trang đơn hàng, hoặc sửa dòng này.
error-paid-part = Chỉ nói trả một phần, không nói bao nhiêu
    .action = Ghi số tiền đã trả, hoặc thêm cột còn nợ.
error-paid-differs = Các dòng của một đơn nói khác nhau
    .action = Ghi cùng một số ở mọi dòng của đơn, hoặc chỉ ở dòng đầu.

## What happened

event-payments-created = ghi khách trả tiền
event-payments-updated = sửa một lần trả tiền
event-payments-deleted = bỏ một lần trả tiền
event-payments-restored = khôi phục một lần trả tiền
event-payments-erased = xóa hẳn một lần trả tiền
