### Sổ giá trị: hai bên trao và nhận.

## Fields of what is written by hand

field-benefits-party-id = Với khách
field-benefits-side = Chiều
field-benefits-kind = Loại
field-benefits-happened-on = Ngày
field-benefits-amount = Đáng giá
field-benefits-text = Nội dung
field-benefits-custom = Trường riêng
field-benefits-created-at = Ngày ghi
field-benefits-updated-at = Sửa lần cuối
choice-benefits-side-given = Mình trao khách
choice-benefits-side-received = Khách trao mình
choice-benefits-kind-concession = Nhân nhượng
choice-benefits-kind-gift = Quà
choice-benefits-kind-help = Giúp đỡ
choice-benefits-kind-advice = Tư vấn
choice-benefits-kind-information = Thông tin
choice-benefits-kind-feedback = Góp ý
choice-benefits-kind-recommendation = Nói tốt, giới thiệu
choice-benefits-kind-other = Khác

## Page

ledger-title = Sổ giá trị
ledger-lead = Khách mang lại gì, mình đã trao gì.
ledger-open = Mở sổ
ledger-empty = Chưa có gì để ghi vào sổ. Đơn hàng, lời hứa giữ được và lần phục vụ sẽ tự vào đây.
# $received the sum
# $given the sum
ledger-sum-margin = Khách mang lại { $received } lãi gộp; mình đã bớt, hoàn và tặng { $given }.
# $received the sum
# $given the sum
ledger-sum-revenue = Khách mang lại { $received } tiền hàng (chưa rõ hết giá vốn); mình đã bớt, hoàn và tặng { $given }.
ledger-unit = Xem theo
ledger-by-year = Theo năm
ledger-by-quarter = Theo quý
ledger-chart = Hai bên trao và nhận
# $received the sum
# $given the sum
ledger-chart-label = Từng kỳ: phía trên là phần khách mang lại, cả thảy { $received }; phía dưới là phần mình trao, cả thảy { $given }.
ledger-received-margin = Khách mang lại (lãi gộp)
ledger-received-revenue = Khách mang lại (tiền hàng)
ledger-given-money = Mình đã bớt, hoàn, tặng
ledger-table = Xem bảng số
ledger-period = Kỳ
# $quarter (number)
# $year the year
ledger-quarter = Q{ $quarter }/{ $year }
ledger-time = Thời gian phục vụ
ledger-entries = Các mục
ledger-entries-caption = Các mục trong sổ giá trị, mới nhất ở trên
ledger-capped = Khách có quá nhiều giao dịch; sổ tính trên 5.000 mục mới nhất của mỗi loại.
ledger-given = Mình trao
ledger-received = Mình nhận
ledger-given-none = Chưa trao gì.
ledger-received-none = Chưa nhận gì.
# $count (number)
ledger-times = { $count } lần
# $margin the sum
ledger-margin-in-it = lãi gộp { $margin }
# $margin the sum
# $count (number)
ledger-margin-known = lãi gộp { $margin } của { $count } đơn rõ giá vốn
ledger-what = Nội dung
ledger-side = Chiều
ledger-on = Ngày
ledger-worth = Giá trị
ledger-unpriced = không quy ra tiền
ledger-no-entries = Không có mục nào.
# $count (number)
ledger-more = Còn { $count } mục cũ hơn.

## By hand

ledger-note = Ghi thêm vào sổ
ledger-text-hint = Ví dụ: cho trả chậm một tháng; khách giới thiệu trên Facebook.
ledger-amount-hint = Để trống nếu không quy ra tiền.
# $text what it was
ledger-remove = Bỏ mục: { $text }
ledger-remove-ask = Bỏ mục này khỏi sổ?

## Kinds

ledger-kind-revenue = Tiền hàng
ledger-kind-referral = Giới thiệu khách
ledger-kind-discount = Giảm giá
ledger-kind-refund = Hoàn tiền
ledger-kind-service = Thời gian phục vụ
ledger-kind-promise-kept = Lời hứa giữ được
ledger-kind-concession = Nhân nhượng
ledger-kind-gift = Quà
ledger-kind-help = Giúp đỡ
ledger-kind-advice = Tư vấn
ledger-kind-information = Thông tin
ledger-kind-feedback = Góp ý
ledger-kind-recommendation = Nói tốt, giới thiệu
ledger-kind-other = Khác

## Trust

ledger-trust = Dấu hiệu tin nhau
# $span how long
# $day the first day
ledger-trust-since = Quen nhau { $span }, từ { $day }.
ledger-trust-new = Chưa từng nói chuyện hay mua bán.
# $kept (number)
# $all (number)
ledger-trust-promises = Mình giữ { $kept } trên { $all } lời hứa.
ledger-trust-no-promises = Chưa có lời hứa nào đến hạn.
# $kept (number)
# $all (number)
ledger-trust-deliveries = Mình giao đúng hẹn { $kept } trên { $all } đơn.
# $kept (number)
# $all (number)
ledger-trust-payments = Khách trả đúng hạn { $kept } trên { $all } đơn.
# $kept (number)
# $all (number)
# $open (number)
ledger-trust-overdue = Khách trả đúng hạn { $kept } trên { $all } đơn; { $open } đơn quá hạn chưa trả.
# $amount money
# $orders (number)
ledger-trust-owed = Còn nợ mình { $amount } trên { $orders } đơn.
# $amount money
# $orders (number)
# $late money
ledger-trust-owed-late = Còn nợ mình { $amount } trên { $orders } đơn, trong đó { $late } đã quá hạn.
# $count (number)
# $mended (number)
ledger-trust-broken = Lỡ { $count } lời hứa, đã bù đắp { $mended }.
# $count (number)
ledger-trust-referrals = Đã giới thiệu cho mình { $count } khách.
# $count (number)
# $when when last
ledger-trust-complaints = Không hài lòng { $count } lần, lần cuối { $when }.
ledger-trust-no-complaints = Chưa lần nào không hài lòng.

## Elsewhere

# $count (number)
merging-moves-benefits = { $count } mục ghi tay trong sổ giá trị
event-benefits-created = ghi vào sổ giá trị
event-benefits-updated = sửa sổ giá trị
event-benefits-deleted = bỏ một mục khỏi sổ giá trị
event-benefits-restored = khôi phục một mục trong sổ giá trị
event-benefits-erased = xóa hẳn một mục trong sổ giá trị
