### Trường riêng: thông tin mà cửa hàng tự thêm cho khách, đơn, hàng, việc.

## Fields

field-fields-noun = Thuộc về
field-fields-name = Tên kỹ thuật
field-fields-label-vi = Tên trường
field-fields-label-en = Tên tiếng Anh
field-fields-hint = Lời nhắc dưới ô nhập
field-fields-type = Kiểu
field-fields-choices = Các lựa chọn
field-fields-target = Chỉ tới
field-fields-required = Bắt buộc
field-fields-personal = Dữ liệu cá nhân
field-fields-filterable = Lọc và sắp xếp được
field-fields-listed = Hiện sẵn trong danh sách
field-fields-position = Thứ tự
field-fields-shown-when = Chỉ hiện khi
field-fields-required-when = Bắt buộc khi
field-fields-formula = Công thức
field-fields-result = Kết quả là
field-fields-rollup = Cộng dồn
field-fields-created-at = Ngày thêm
field-fields-updated-at = Sửa lần cuối

choice-fields-type-text = Chữ ngắn
choice-fields-type-long-text = Chữ dài
choice-fields-type-number = Số
choice-fields-type-money = Số tiền
choice-fields-type-percent = Phần trăm
choice-fields-type-date = Ngày
choice-fields-type-date-time = Ngày giờ
choice-fields-type-lunar-date = Ngày dương hoặc âm lịch
choice-fields-type-choice = Chọn một
choice-fields-type-choices = Chọn nhiều
choice-fields-type-yes-no = Có hoặc không
choice-fields-type-phone = Số điện thoại
choice-fields-type-email = Email
choice-fields-type-link = Đường dẫn
choice-fields-type-address = Địa chỉ
choice-fields-type-person = Đồng nghiệp
choice-fields-type-reference = Hồ sơ khác
choice-fields-type-formula = Công thức
choice-fields-type-rollup = Cộng dồn
choice-fields-personal-none = Không phải
choice-fields-personal-basic = Dữ liệu cá nhân cơ bản
choice-fields-personal-sensitive = Dữ liệu cá nhân nhạy cảm
choice-fields-result-number = Số
choice-fields-result-money = Số tiền
choice-fields-result-percent = Phần trăm
choice-fields-result-text = Chữ
choice-fields-result-date = Ngày
choice-fields-result-yes-no = Có hoặc không

fields-type-text = một dòng, như biển số xe hay tên thú cưng
fields-type-long-text = nhiều dòng, như lời dặn giao hàng
fields-type-number = như số bàn, số giường, cân nặng
fields-type-money = theo tiền tệ của cửa hàng
fields-type-percent = như mức chiết khấu
fields-type-date = như ngày hết hạn hợp đồng
fields-type-date-time = như giờ hẹn
fields-type-lunar-date = như ngày giỗ, ngày cưới, không cần năm
fields-type-choice = một trong các lựa chọn bạn đặt ra
fields-type-choices = nhiều lựa chọn cùng lúc
fields-type-yes-no = như đã ký hợp đồng hay chưa
fields-type-phone = kiểm tra đúng số Việt Nam
fields-type-email = kiểm tra đúng dạng
fields-type-link = trang web, trang Facebook
fields-type-address = nhận ra tỉnh thành
fields-type-person = người phụ trách thêm
fields-type-reference = nối tới khách, đơn hay hàng khác
fields-type-formula = Quen tự tính từ các trường khác
fields-type-rollup = Quen tự đếm hoặc cộng từ đơn, lần trao đổi, việc

fields-noun-parties = Khách hàng
fields-noun-orders = Đơn hàng
fields-noun-products = Sản phẩm
fields-noun-tasks = Việc
fields-noun-interactions = Trao đổi

## Pages

fields-title = Trường riêng
fields-own = Thông tin riêng
fields-lead = Thêm những gì cửa hàng bạn cần ghi mà Quen chưa có. Trường mới có ngay trong biểu mẫu, danh sách, bộ lọc, nhập, xuất và API.
fields-kinds = Loại hồ sơ
fields-new = Thêm trường
fields-none = Chưa có trường riêng nào
fields-none-text = Ví dụ: hạng thành viên, biển số xe, ngày hết hạn hợp đồng.
fields-acts = Thao tác
fields-up = Đưa lên
fields-down = Đưa xuống
fields-retire = Ngừng dùng
fields-retire-ask = Ngừng dùng trường này? Giá trị đã nhập vẫn được giữ và trở lại khi bạn khôi phục.
fields-retired = Ngừng dùng
fields-which-type = Trường này chứa gì?
fields-words = Tên gọi
fields-rules = Quy tắc
fields-name-hint = Để trống thì Quen tự đặt theo tên trường. Về sau không đổi được.
fields-choices-hint = Mỗi dòng một lựa chọn. Muốn có tiếng Anh thì viết: Vàng | Gold
fields-formula-hint = Ví dụ: custom.so_luong * custom.don_gia
fields-personal-hint = Dữ liệu cá nhân được xóa khi khách yêu cầu.
fields-always = luôn luôn
fields-condition-field = Trường
fields-condition-op = So sánh
fields-condition-value = Giá trị
fields-condition-kept = Điều kiện này nhiều tầng nên chỉ sửa được qua API. Chọn một trường ở đây sẽ thay nó.
fields-op-eq = bằng
fields-op-ne = khác
fields-op-not-empty = đã có
fields-op-empty = để trống
fields-op-ge = từ
fields-op-le = đến
fields-rollup-of = Lấy từ
fields-rollup-function = Cách tính
fields-rollup-field = Trường được tính
fields-rollup-field-hint = Ví dụ total với đơn hàng. Đếm thì để trống.
fields-rollup-filter = Chỉ tính những cái thỏa điều kiện
fields-rollup-filter-hint = Viết như bộ lọc của API, để trống là tính tất cả.
fields-function-count = Đếm
fields-function-sum = Cộng
fields-function-min = Nhỏ nhất
fields-function-max = Lớn nhất
fields-function-last = Gần nhất

event-fields-created = Đã thêm trường riêng
event-fields-updated = Đã sửa trường riêng
event-fields-deleted = Đã ngừng dùng trường riêng
event-fields-restored = Đã dùng lại trường riêng
jobs-kind-fields-refresh = Tính lại trường riêng

## Refusals

error-bad-name = Tên này không dùng được
    .action = Dùng chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ, nhiều nhất 40 ký tự.
error-bad-rollup = Cách cộng dồn này không hợp lệ
    .action = Chọn loại hồ sơ, cách tính, và trường được tính nếu không phải là đếm.
error-field-has-values = Đã có giá trị nên không đổi kiểu được nữa
    .action = Thêm một trường mới với kiểu cần dùng rồi ngừng dùng trường cũ.
error-fixed = Mục này không đổi được sau khi đã tạo
    .action = Giữ nguyên như cũ, hoặc thêm một trường mới.
error-refers-to-itself = Trường này không thể dựa vào chính nó
    .action = Dùng một trường khác trong công thức hoặc điều kiện.
error-choice-twice = Có hai lựa chọn trùng nhau
    .action = Mỗi lựa chọn chỉ ghi một lần.
