### Khách hàng: người và tổ chức.

field-parties-kind = Loại
field-parties-name = Tên
field-parties-code = Mã khách hàng
field-parties-phones = Điện thoại
field-parties-emails = Email
field-parties-tax-code = Mã số thuế
field-parties-birthday = Sinh nhật
field-parties-gender = Giới tính
field-parties-salutation = Xưng hô
field-parties-address = Địa chỉ
field-parties-province = Tỉnh thành
field-parties-website = Trang web
field-parties-tags = Nhãn
field-parties-roles = Vai trò
field-parties-source = Nguồn
field-parties-note = Ghi chú
field-parties-owner = Phụ trách
field-parties-incomplete = Còn thiếu thông tin
field-parties-custom = Trường riêng
field-parties-stage = Chặng
field-parties-type = Kiểu quan hệ
field-parties-spend = Đã mua
field-parties-p-alive = Còn mua
field-parties-clv = Giá trị 3 năm tới
field-parties-expected-orders = Số đơn dự kiến 12 tháng tới
field-parties-margin = Lãi góp
field-parties-occasions = Số lần mua
field-parties-first-order-on = Mua lần đầu
field-parties-last-order-on = Mua cuối
field-parties-rhythm-days = Nhịp mua
field-parties-last-contact-at = Liên hệ cuối
field-parties-created-at = Ngày thêm
field-parties-updated-at = Sửa lần cuối

choice-parties-kind-person = Cá nhân
choice-parties-kind-organization = Tổ chức
choice-parties-gender-female = Nữ
choice-parties-gender-male = Nam
choice-parties-gender-other = Khác
choice-parties-roles-customer = Khách hàng
choice-parties-roles-supplier = Nhà cung cấp
choice-parties-roles-partner = Đối tác
choice-parties-roles-employee = Nhân viên
choice-parties-roles-investor = Nhà đầu tư
choice-parties-stage-awareness = Lạ
choice-parties-stage-exploration = Tìm hiểu
choice-parties-stage-expansion = Quen
choice-parties-stage-commitment = Thân
choice-parties-stage-dissolution = Phai
choice-parties-type-new = Mới
choice-parties-type-current = Hiện tại
choice-parties-type-loyal = Trung thành
choice-parties-type-prospective = Có thể quay lại
choice-parties-type-strategic = Chiến lược
choice-parties-type-exchange = Giao dịch
choice-parties-type-project = Theo dự án

### Danh sách, biểu mẫu và trang khách hàng.

## List

parties-new = Khách mới
parties-new-organization = Tổ chức mới
parties-edit = Sửa thông tin
parties-organization = Tổ chức
parties-next-task = Việc tiếp theo
parties-nobody = Chưa ai phụ trách
parties-none-yet = chưa có
parties-some = đã có
parties-not-bought = chưa mua
parties-too-few = chưa đủ
parties-bought = mua { $when }
parties-views = Góc nhìn
parties-view-all = Tất cả
parties-view-mine = Của tôi
parties-view-close = Khách thân
parties-view-fading = Đang phai
parties-search = Tìm trong danh sách
parties-columns = Cột
parties-columns-shown = Cột hiển thị
parties-filters = Bộ lọc
parties-add-filter = Lọc theo
parties-pages = Trang
parties-first-page = Về trang đầu
parties-next-page = Trang sau
parties-nobody-yet = Chưa có khách nào ở đây
parties-nobody-yet-text = Thêm người hay tổ chức đầu tiên. Mỗi lần gặp, mỗi đơn hàng sau này sẽ nằm gọn trên trang của họ.
parties-drop-filter = Bỏ lọc { $field }
parties-drop-all = Xóa hết lọc
parties-own-condition = Điều kiện riêng
parties-month = Tháng { $month }
parties-leap-month = { $date } nhuận

## Filter words

parties-verb-is = là
parties-verb-is-not = khác
parties-verb-within = trong
parties-verb-older = quá
parties-verb-from = từ
parties-verb-to = đến
parties-verb-starts = bắt đầu bằng
parties-within-days = Trong vòng
parties-older-than-days = Quá
parties-never = Chưa lần nào
parties-days = Số ngày
parties-from = Từ
parties-to = Đến

## Form

parties-form-who = Là ai
parties-form-reach = Liên lạc
parties-form-business = Với cửa hàng
parties-tags-hint = Nhiều nhãn cách nhau bằng dấu phẩy
parties-several-hint = Nhiều thì cách nhau bằng dấu phẩy
parties-salutation-hint = Như “chị Ngọc”. Để trống thì gọi theo tên và tuổi
parties-birthday-hint = Như 24/11/1988, hoặc 24/11 nếu không biết năm
parties-source-hint = Gặp ở đâu, ai giới thiệu
parties-calendar = Theo lịch
parties-solar = Dương lịch
parties-lunar = Âm lịch
parties-province-by-address = Theo địa chỉ đã nhập
parties-known-hint = Nếu là một người, hãy mở hồ sơ đã có.
parties-save-anyway = Vẫn lưu thành khách mới

## Two versions

parties-field = Mục

## The page of one

parties-summary = Tóm tắt
parties-profile = Hồ sơ
parties-details = Thông tin
parties-edit-field = Sửa { $field }
parties-in-charge = { $name } phụ trách
parties-stage-track = Chặng quan hệ
parties-since-today = từ hôm nay
parties-figures = Mua bán
parties-figures-of = số của { $name }
parties-bought-year = Đã mua 12 tháng
parties-in-all = tất cả { $sum }
# $share (number) whole percent
parties-margin-share = { $share }% doanh số
parties-mean = trung bình { $sum }
parties-times = lần
parties-unit-days = ngày
parties-days-ago = ngày trước
parties-rhythm-needs = cần ít nhất hai lần mua
parties-since = từ { $day }
parties-late = trễ nhịp
parties-late-by = bằng { $times } nhịp mua
parties-in-rhythm = đúng nhịp
parties-this-page = Trang khách hàng
parties-just-changed = { $name } vừa sửa thành
parties-you-typed = Bạn nhập
parties-keep-theirs = Giữ bản đó
parties-use-mine = Dùng bản của tôi
parties-just-edited = { $name } vừa sửa trang này.
parties-somebody = Đồng nghiệp
parties-show-new = Xem bản mới
parties-the-program = Quen

## Composer

parties-kinds = Loại ghi nhận
parties-kind-note = Ghi chú
parties-kind-call = Cuộc gọi
parties-kind-email = Email
parties-kind-message = Tin nhắn
parties-kind-meeting = Hẹn gặp
parties-kind-task = Việc
parties-text = Nội dung
parties-draft = Tự lưu nháp
parties-hint-note = { $name } vừa kể gì?
parties-hint-call = Tóm tắt cuộc gọi…
parties-hint-email = Nội dung email…
parties-hint-message = Tin nhắn nói gì?
parties-hint-meeting = Gặp ở đâu, bàn chuyện gì?
parties-hint-task = Việc cần làm với { $name }…
parties-direction = Ai liên hệ
parties-outcome = Kết quả
parties-channel = Kênh
parties-minutes = số phút
parties-at = lúc: 14:30, hôm qua 9h
parties-subject = Tiêu đề
parties-mail-send = Gửi ngay đến { $email }
parties-mail-out = Đã gửi từ hộp thư khác, chỉ ghi lại
parties-mail-in = Khách gửi đến, chỉ ghi lại
parties-mail-no-server = Muốn gửi email ngay từ đây thì cần nối máy chủ email.
parties-mail-set-up = Cài máy chủ email
parties-mail-ask = Bạn nhờ chủ cửa hàng cài trong Thiết lập.
parties-mail-no-address = Khách chưa có địa chỉ email nên chỉ ghi lại được.
parties-mail-add-address = Thêm địa chỉ
parties-due = hạn: mai, thứ 6, 15/12

## Story

parties-story = Chuyện đã qua
parties-filter-story = Lọc chuyện đã qua
parties-only-all = Tất cả
parties-only-talk = Trò chuyện
parties-only-buying = Mua bán
parties-only-tasks = Việc
parties-no-story = Chưa có gì ở đây. Ghi lại lần trò chuyện đầu tiên ở ô phía trên.
parties-older = Xem cũ hơn
parties-called-in = gọi đến
parties-called-out = gọi đi
parties-mailed = gửi email
parties-messaged = nhắn qua { $channel }
parties-met = gặp mặt
parties-visited = ghé thăm
parties-noted = ghi chú
parties-unanswered = chưa trả lời
parties-order = Đơn hàng
# $count (number)
parties-more-lines = và { $count } món nữa
parties-refunded = đã hoàn { $sum }
parties-task-done = làm xong:
parties-stage-now = Sang chặng
parties-delete-entry = Xóa mục này khỏi dòng thời gian?

## Open work and people

parties-open = Đang mở
parties-no-tasks = Không còn việc nào đang mở.
parties-until-tomorrow = Sang mai
parties-three-days = Ba ngày nữa
parties-next-week = Tuần sau
parties-done = Xong: { $task }
parties-put-off = Dời: { $task }
parties-later = Dời sang
parties-relationship = Quan hệ
parties-no-relationship = Quan hệ bắt đầu từ lần trò chuyện hay đơn hàng đầu tiên.
parties-why = Vì sao
parties-people = Người liên quan
parties-no-people = Chưa nối với ai.
parties-add-person = Nối với người hoặc tổ chức
parties-link-kind = Quan hệ
parties-link-to = Với ai
parties-link-hint = Gõ tên hoặc số điện thoại
parties-link-title = Vai trò ở đó
parties-unlink = Gỡ { $name }
parties-unlink-question = Gỡ liên kết với { $name }?

## Stage by hand

parties-set-by-hand = Tự đặt
parties-by-rules = Để Quen tự xét
parties-reason = Lý do
parties-reason-hint = Một câu, để đồng nghiệp hiểu
parties-set-by = { $name } tự đặt ngày { $day }
parties-rules-say = Theo số liệu thì đang ở chặng { $stage }
parties-clear-override = Để Quen tự xét lại
parties-way = Các chặng đã qua

## Bin, merge, history

parties-history = Lịch sử thay đổi
parties-put-back = Lấy lại bản cũ
parties-delete = Chuyển vào thùng rác
parties-delete-question = Chuyển { $name } vào thùng rác?
parties-in-bin = { $name } đang ở thùng rác
parties-in-bin-text = Hồ sơ không hiện trong danh sách và tìm kiếm. Khôi phục được cho đến khi thùng rác được dọn.
parties-erased-name = Khách đã xóa
parties-merge = Gộp với hồ sơ trùng
parties-merge-text = Mọi đơn hàng, trò chuyện và việc của hồ sơ kia sẽ chuyển sang { $name }. Hồ sơ kia vào thùng rác.
parties-merge-with = Hồ sơ trùng
