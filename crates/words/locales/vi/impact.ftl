### Hồ sơ đánh giá tác động xử lý dữ liệu cá nhân và nhật ký xử lý.

impact-title = Hồ sơ đánh giá tác động xử lý dữ liệu cá nhân
impact-short = Hồ sơ đánh giá tác động
impact-open = Mở hồ sơ
impact-download = Tải bản Word
impact-print = In bằng lệnh in của trình duyệt: giấy chỉ có hồ sơ, không có khung trang.
impact-write = Điều chỉ chủ cửa hàng biết
impact-write-note = Mỗi lần lưu là một bản mới, bản cũ giữ nguyên. Phần còn lại của hồ sơ Quen tự lập từ những gì đang có.
impact-save = Lưu thành bản mới
impact-task = Tạo việc nhắc
impact-task-title = Lập hồ sơ đánh giá tác động xử lý dữ liệu cá nhân
impact-missing = (chưa ghi)
impact-unwritten = Chưa có bản nào
# $version (number)
# $day since
impact-version = Bản { $version }, lập ngày { $day }
# $day when
impact-filed = Đã gửi cơ quan chức năng ngày { $day }
impact-part-responsible = 1. Bên chịu trách nhiệm
impact-part-purposes = 2. Dùng dữ liệu để làm gì
impact-part-data = 3. Dữ liệu cá nhân đang giữ
impact-part-consent = 4. Sự đồng ý của khách
impact-part-recipients = 5. Ai nhận được dữ liệu
impact-part-storage = 6. Lưu ở đâu, giữ bao lâu
impact-part-safety = 7. Biện pháp bảo vệ
impact-part-risks = 8. Rủi ro và cách giảm
impact-part-so-far = 9. Yêu cầu và sự cố đến nay
impact-part-versions = 10. Các bản đã lập

impact-firm = Cửa hàng thuộc loại nào
impact-firm-choose = Chọn loại
choice-privacy-firm-household = Hộ kinh doanh, doanh nghiệp siêu nhỏ
choice-privacy-firm-small = Doanh nghiệp nhỏ hoặc khởi nghiệp
choice-privacy-firm-other = Doanh nghiệp khác
choice-privacy-firm-processor = Kinh doanh dịch vụ xử lý dữ liệu
impact-controller = Bên kiểm soát dữ liệu
impact-controller-hint = Tên, mã số thuế, địa chỉ, điện thoại.
impact-officer = Người phụ trách bảo vệ dữ liệu
impact-purpose = Mục đích, theo lời chủ cửa hàng
impact-sharing = Chia cho bên khác
impact-sharing-hint = Ví dụ: đơn vị giao hàng nhận tên, số điện thoại, địa chỉ. Để trống nếu không chia cho ai.
impact-country = Nước đặt dữ liệu
impact-country-hint = Hai chữ cái, ví dụ VN, SG.
impact-place = Nơi lưu dữ liệu
impact-place-hint = Ví dụ: máy tính tại cửa hàng, máy chủ thuê của công ty nào.
impact-security = Biện pháp riêng của cửa hàng
impact-risks = Điều có thể xảy ra và cách phòng
impact-started-on = Bắt đầu giữ dữ liệu từ ngày
impact-started-hint = Chỉ ghi nếu sớm hơn ngày đầu tiên trong Quen.
impact-filed-on = Ngày gửi cơ quan chức năng

# $people how many
impact-people = Đã giữ dữ liệu của { $people } người, tính cả người đã xóa.
# $day when
impact-since = Người đầu tiên: { $day }.
impact-nobody = Chưa có ai.
impact-kind = Loại
impact-fields = Trường dữ liệu
impact-no-wording = Chưa soạn lời hỏi đồng ý.
# $version (number)
# $day since
impact-wording = Lời hỏi đang dùng: bản { $version }, từ ngày { $day }
# $version (number)
# $day since
impact-wording-earlier = Bản { $version }, từ ngày { $day }
impact-aim = Để làm gì
impact-answer = Khách trả lời
impact-count = Số câu trả lời
impact-no-answers = Chưa hỏi khách nào.
# $count (number)
impact-colleagues = { $count } người làm trong cửa hàng, mỗi người chỉ thấy phần được giao
impact-guests = Chính khách, trên trang riêng của mình
# $host machine
impact-mail = Máy chủ thư { $host }, để gửi email
# $host machine
impact-suggester = Máy gợi ý { $host }, chỉ nhận lời đã ghi về khách đã đồng ý
impact-at-home = Dữ liệu ở trong nước; Quen không tự gọi ra nước ngoài
impact-abroad = Dữ liệu ở nước ngoài: cần thêm hồ sơ chuyển dữ liệu ra nước ngoài
# $days (number)
impact-bin = Mục đã bỏ nằm trong thùng rác { $days } ngày rồi mất hẳn
impact-bin-kept = Mục đã bỏ nằm trong thùng rác đến khi có người dọn
impact-keeps-orders = Đơn hàng của khách đã xóa ở lại, không còn tên, theo luật kế toán
impact-keeps-proofs = Câu trả lời đồng ý hay từ chối được giữ làm bằng chứng, ít nhất một năm
impact-safe-rights = Quyền theo vai trò; người không được giao thì không thấy, kể cả qua tìm kiếm và tải tệp
impact-safe-log = Mọi thay đổi đều ghi lại ai làm, lúc nào, từ đâu
impact-safe-secrets = Mật khẩu chỉ lưu dạng băm; mật khẩu máy chủ thư và khóa kết nối được mã hóa
impact-safe-inside = Trang web không nạp gì từ bên thứ ba, không có mã theo dõi
impact-safe-backup = Sao lưu và khôi phục bằng một lệnh, gồm cả tệp
# $requests (number)
# $open (number)
# $late (number)
impact-requests = Yêu cầu của khách về dữ liệu: { $requests }; đang làm { $open }; quá hạn { $late }
# $breaches (number)
# $untold (number)
impact-breaches = Sự cố dữ liệu: { $breaches }; chưa báo cơ quan { $untold }

## Duty

impact-duty-none = Chưa có dữ liệu của người nào nên chưa phải lập hồ sơ.
impact-duty-exempt = Theo điều chủ cửa hàng đã ghi, luật không buộc cửa hàng này lập hồ sơ. Miễn trừ mất khi giữ dữ liệu nhạy cảm hoặc quá nhiều người.
# $day by when
impact-duty-due = Cần lập hồ sơ trước ngày { $day } (60 ngày từ lần đầu giữ dữ liệu cá nhân).
# $day by when
impact-duty-late = Hồ sơ lẽ ra phải lập trước ngày { $day }. Ghi phần của chủ cửa hàng ở dưới rồi lưu.
# $day by when
impact-duty-kept = Hồ sơ đã lập. Nếu có thay đổi, xem lại trước ngày { $day }.
# $day by when
impact-duty-review = Có thay đổi từ bản trước và đã đến kỳ xem lại ({ $day }). Đọc lại rồi lưu bản mới.
impact-changed = Có thay đổi từ bản trước: trường dữ liệu, nơi nhận, lời hỏi đồng ý, thời hạn giữ hoặc nước đặt dữ liệu.
impact-abroad-notice = Dữ liệu đặt ngoài Việt Nam: luật đòi thêm hồ sơ chuyển dữ liệu ra nước ngoài.
notification-impact = Cần lập hoặc xem lại hồ sơ đánh giá tác động xử lý dữ liệu cá nhân
error-bad-country = Mã nước chưa đúng
    .action = Gõ hai chữ cái, ví dụ VN.

## Log

impact-log = Nhật ký xử lý dữ liệu
impact-log-none = Chưa có gì.
impact-log-note = Nhập và xuất dữ liệu, bản sao cho khách, yêu cầu của khách, sự cố, xóa dữ liệu, gửi lời ghi cho máy gợi ý.
impact-log-program = Quen
impact-log-older = Xem cũ hơn
# $rows (number), $list (text) the list's name, $format (text) CSV, XLSX
impact-log-exported-all = xuất cả danh sách { $list }: { $rows } dòng, { $format }
# $rows (number), $list (text) the list's name, $format (text) CSV, XLSX
impact-log-exported-part = xuất một phần danh sách { $list }: { $rows } dòng, { $format }
# $list (text) the list's name, $format (text) CSV, XLSX
impact-log-export-begun = bắt đầu xuất danh sách { $list }, { $format }
event-privacy-impact-written = đã lưu một bản hồ sơ đánh giá tác động
event-privacy-export-begun = bắt đầu xuất một danh sách
event-privacy-exported = đã xuất một danh sách
event-privacy-workspace-exported = đã xuất toàn bộ dữ liệu cửa hàng ra thư mục
event-privacy-copied = đã lấy bản sao dữ liệu cá nhân
