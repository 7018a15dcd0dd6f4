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
parties-caption = Danh sách khách hàng
parties-columns = Cột
parties-columns-shown = Cột hiển thị
parties-filters = Bộ lọc
parties-add-filter = Lọc theo
parties-pages = Trang
parties-first-page = Về trang đầu
parties-next-page = Trang sau
parties-nobody-yet = Chưa có khách nào ở đây
parties-nobody-yet-text = Thêm người hay tổ chức đầu tiên. Mỗi lần gặp, mỗi đơn hàng sau này sẽ nằm gọn trên trang của họ.
parties-nothing-for = Không có khách nào khớp
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
parties-known = Trùng điện thoại, email hoặc mã số thuế với
parties-known-hint = Nếu là một người, hãy mở hồ sơ đã có.
parties-save-anyway = Vẫn lưu thành khách mới

## Two versions

parties-two-versions = Hai bản khác nhau
parties-two-versions-hint = Chọn bản đúng cho từng mục rồi lưu.
parties-field = Mục
parties-theirs = Bản đang lưu
parties-mine = Bản bạn nhập
parties-keep-stored = Giữ nguyên bản đang lưu
