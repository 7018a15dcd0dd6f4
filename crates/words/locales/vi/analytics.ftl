### Trang Phân tích: giữ được ai, ai đáng giá, nên làm gì.

## Trang

analytics-title = Phân tích
# $when day and time
analytics-ran = Số liệu tính lúc { $when }
analytics-fit = Tính lại ngay
analytics-fitting = Đang tính lại
# $done (number)
# $total (number)
analytics-fit-progress = { $done } trên { $total } bước
analytics-fit-waiting = Đang chờ tới lượt
analytics-fit-asked = Đã xếp việc tính lại. Vài phút nữa tải lại trang là thấy số mới
analytics-fit-running = Đang tính lại rồi, không cần bấm thêm
analytics-none = Chưa có số liệu
analytics-none-why = Mỗi đêm Quen xem lại toàn bộ đơn hàng để biết khách nào còn mua, ai sắp rời đi và mỗi người đáng giá bao nhiêu. Lần tính đầu tiên sẽ chạy trong đêm nay.
analytics-table = Xem bảng số
analytics-figures = Các con số chính
analytics-open-list = Mở danh sách
analytics-make-tasks = Tạo việc
# $count (number)
analytics-make-tasks-for = Tạo việc cho { $count } khách

## Con số chính

# $months (number)
analytics-equity = Vốn khách hàng, { $months } tháng
# $low money
# $high money
analytics-equity-range = có thể từ { $low } đến { $high }
analytics-equity-unchecked = chưa có quý nào để kiểm chứng
analytics-equity-revenue = tính theo doanh thu vì chưa có giá vốn
analytics-kept = Giữ chân 90 ngày
# $points (number)
analytics-kept-up = +{ $points } điểm
# $points (number)
analytics-kept-down = −{ $points } điểm
analytics-kept-same = không đổi
analytics-kept-before = so quý trước
# $count (number)
analytics-kept-of = trong { $count } khách
analytics-kept-few = cần ít nhất 20 khách mua trong quý trước
analytics-off = Quý trước đoán lệch
# $predicted (number)
# $actual (number)
analytics-off-note = đoán { $predicted } đơn, có { $actual } đơn
analytics-off-none = chưa đủ khách một quý trước để kiểm chứng
analytics-brought = Lãi góp một khách, năm
analytics-brought-revenue = Doanh thu một khách, năm
# $count (number)
analytics-brought-of = { $count } khách mua trong năm
# $share share
analytics-first-fifth = 20% khách đầu mang { $share } lãi

## Mới mua và số lần mua

analytics-rfm = Mới mua × số lần mua
# $count (number)
# $loyal (number)
# $slipping (number)
analytics-rfm-label = { $count } khách chia theo lần mua gần nhất (hàng) và số lần mua (cột): { $loyal } khách mua đều gần đây, { $slipping } khách từng mua nhiều đang vắng
analytics-rfm-corner = Mua gần nhất
analytics-by-count = Theo số khách
analytics-by-margin = Theo lãi
# $days (number)
analytics-within = ≤ { $days } ngày
# $from number
# $to number
analytics-span = { $from }–{ $to }
# $days number
analytics-beyond = > { $days }
# $count number
analytics-times = { $count } lần
# $count number
analytics-times-more = { $count }+
# $count (number)
analytics-loyal = { $count } mua đều gần đây
# $count (number)
# $money money
analytics-slipping = { $count } từng mua nhiều, đang vắng ({ $money })
analytics-col-recency = Ngày chưa mua
analytics-col-frequency = Số lần mua
analytics-col-customers = Khách
analytics-col-spend = Đã mua
analytics-col-margin = Lãi
analytics-col-acts = Làm gì

## Tam giác giữ chân

analytics-cohorts = Tam giác giữ chân
analytics-cohorts-note = % còn mua, theo kỳ mua lần đầu
# $first share
# $count (number)
analytics-cohorts-label = Tam giác giữ chân { $count } đợt khách: kỳ ngay sau lần mua đầu có { $first } khách quay lại
analytics-cohorts-empty = Chưa có đợt khách nào
analytics-col-next-period = Quay lại kỳ sau
analytics-col-this-period = Còn mua kỳ này
analytics-col-silent = Vắng 90 ngày
analytics-by-month = Tháng
analytics-by-quarter = Quý
analytics-col-cohort = Đợt
# $month number
# $year year
analytics-month = T{ $month }/{ $year }
# $quarter number
# $year year
analytics-quarter = Q{ $quarter }/{ $year }
analytics-to-date = Kỳ đang chạy chưa trọn, số còn tăng.

## Phân bố giá trị

# $months (number)
analytics-value = Phân bố giá trị { $months } tháng
# $count (number)
analytics-value-note = { $count } khách
# $median money
# $count (number)
# $from money
# $share share
analytics-value-label = Phân bố giá trị khách: trung vị { $median }; { $count } khách từ { $from } trở lên chiếm { $share } tổng giá trị
# $median money
analytics-median = trung vị { $median }
# $count (number)
# $share share
analytics-value-top = { $count } khách đáng giá nhất chiếm { $share } giá trị
analytics-col-worth = Giá trị một khách
analytics-col-together = Cộng lại
# $from money
analytics-from = từ { $from }

## Nếu giữ chân tốt hơn

analytics-keep = Nếu giữ chân tốt hơn
# $points number
analytics-points = { $points } điểm
analytics-keep-year = Tỉ lệ giữ chân năm
analytics-keep-quarter = Tỉ lệ giữ chân 90 ngày
analytics-growth = Lãi mỗi khách tăng, %
analytics-see = Xem
# $share share
analytics-now = nay { $share }
# $share share
# $money money
analytics-then = { $share }: { $money }
# $now share
# $value money
# $keep share
# $worth money
analytics-keep-label = Giá trị một khách theo tỉ lệ giữ chân: { $now } cho { $value }; { $keep } cho { $worth }
analytics-keep-whom = Khách đáng giá còn lưng chừng: giữ ai trước?
analytics-keep-value = Giá trị một khách
analytics-keep-gain = Vốn khách hàng tăng
analytics-keep-cost = Nên chi tối đa để đạt
# $count (number)
# $money money
analytics-keep-saved = Giữ thêm được chừng { $count } khách mỗi kỳ, mỗi khách giữ lại đáng { $money }.
# $margin money
# $customers (number)
analytics-keep-basis = Tính trên { $customers } khách mua trong năm, mỗi khách mang lại { $margin } một kỳ.

## Quay lại lần hai

analytics-second = Bao lâu thì mua lần hai
# $came (number)
# $of (number)
analytics-second-note = { $came } trên { $of } khách đã quay lại
# $share share
# $days (number)
analytics-second-label = Phần khách đã mua lần hai theo số ngày từ lần đầu: sau { $days } ngày là { $share }
# $usual (number)
# $late (number)
analytics-second-why = Một nửa khách quay lại trong { $usual } ngày, gần hết trong { $late } ngày. Khách mua một lần đang ở quãng giữa là lúc nên nhắc.
analytics-second-empty = Chưa có khách nào để theo dõi
# $days number
analytics-day = { $days } ngày
analytics-col-days = Ngày từ lần đầu
analytics-col-came = Đã quay lại
analytics-col-range = Khoảng tin cậy

## Ai mang lại lãi

analytics-whale = Ai mang lại lãi
analytics-whale-note = % lãi cộng dồn, khách lãi nhất trước
# $share share
# $below (number)
analytics-whale-label = Lãi cộng dồn theo khách, từ lãi nhất: 20% khách đầu mang { $share } lãi; { $below } khách đang lỗ
analytics-whale-no-costs = Chưa có giá vốn trong đơn hàng nên chưa biết khách nào mang lại lãi. Nhập giá vốn ở Sản phẩm là xem được.
analytics-col-first = Nhóm khách đầu
analytics-col-share = Phần lãi

## Đoán đúng đến đâu

analytics-trust = Mô hình đoán đúng đến đâu
# $customers (number)
# $repeaters (number)
# $version (number)
analytics-trust-basis = Bản { $version }, học từ { $customers } khách, { $repeaters } khách mua lại.
# $stayed (number)
# $called (number)
analytics-trust-lost = Quý trước gọi { $called } khách là khó quay lại: { $stayed } khách không quay lại thật
# $came (number)
# $called (number)
analytics-trust-alive = Quý trước gọi { $called } khách là còn mua: { $came } khách đã mua trong quý
# $ours (number)
# $theirs (number)
analytics-trust-check = Hỏi cùng câu với mô hình thứ hai trên một mẫu khách: quý tới { $ours } đơn so với { $theirs } đơn.
analytics-trust-unchecked = Chưa kiểm chứng được: cần số liệu đủ dày từ một quý trước.
# $cut (number)
analytics-trust-cut = { $cut } khách có đơn quá lớn được tính ở mức trần để không làm lệch người khác.
analytics-trust-bands = Khách mua nhiều có giá trị đơn khác hẳn khách mua ít, nên giá trị tính riêng từng nhóm.
analytics-col-chance = Khả năng còn là khách
analytics-col-predicted = Đơn đoán
analytics-col-actual = Đơn thật

## Tạo việc

# $count (number)
analytics-tasks-title = Tạo việc cho { $count } khách
# $most (number)
analytics-tasks-capped = Mỗi lần tạo nhiều nhất { $most } việc, khách mua nhiều nhất trước.
analytics-tasks-why = Mỗi khách một việc, giao cho người phụ trách khách đó. Khách đang có việc trùng tên thì bỏ qua.
analytics-tasks-words = Nội dung việc
analytics-tasks-usual = Gọi hỏi thăm
analytics-tasks-due = Hạn
analytics-tasks-none = Không còn khách nào trong nhóm này
# $count (number)
analytics-tasks-made = Đã tạo { $count } việc

## Ô trên trang khách

analytics-outlook-alive = Còn mua
# $of (number)
# $total (number)
analytics-outlook-frequency = { $of } trên { $total } khách như vậy
analytics-outlook-worth = Giá trị 3 năm
# $low money
# $high money
analytics-outlook-range = { $low } đến { $high }
analytics-outlook-unknown = Chưa biết
analytics-outlook-why = Chưa đủ khách để đoán
