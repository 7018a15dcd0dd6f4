### Lỗi, theo mã: câu đầu nói điều gì sai, .action nói làm gì tiếp. Không bao giờ nhắc lại giá trị đã nhập.

## Asking for something

error-not-found = Không tìm thấy nội dung này
    .action = Có thể nó đã bị xóa hoặc bạn không có quyền xem. Hãy tìm lại theo tên, số điện thoại hoặc mã.
error-unauthorized = Bạn chưa đăng nhập
    .action = Đăng nhập rồi thử lại. Nếu gọi qua API, kiểm tra mã truy cập.
error-session-expired = Phiên làm việc đã hết hạn
    .action = Đăng nhập lại. Phần bạn đang viết vẫn được giữ.
error-wrong-password = Email hoặc mật khẩu không đúng
    .action = Kiểm tra lại cả hai, hoặc chọn “Quên mật khẩu”.
error-forbidden = Bạn chưa có quyền làm việc này
    .action = Nhờ chủ cửa hàng hoặc quản trị viên cấp quyền cho bạn.
error-csrf = Trang này đã cũ nên không gửi được
    .action = Tải lại trang rồi gửi lại.
error-method-not-allowed = Địa chỉ này không nhận thao tác đó
    .action = Xem các thao tác được phép trong tài liệu API.
error-rate-limited = Bạn thử quá nhiều lần
    .action = Chờ { $seconds } giây rồi thử lại.

## Two people at once

error-conflict = Có người vừa sửa nội dung này trước bạn
    .action = Xem hai bản cạnh nhau rồi chọn bản đúng.
error-stale = Bản bạn đang sửa không còn mới nhất
    .action = Đọc lại bản mới rồi sửa tiếp.
error-duplicate = Giá trị này đã có ở một hồ sơ khác
    .action = Mở hồ sơ đó để dùng hoặc gộp, hoặc nhập giá trị khác.
error-wrong-state = Không làm được việc này ở trạng thái hiện tại
    .action = Tải lại trang để xem trạng thái mới nhất.
error-job-not-dead = Việc này không nằm trong danh sách việc hỏng
    .action = Tải lại trang để xem trạng thái mới nhất.
error-job-ended = Việc này đã kết thúc
    .action = Tải lại trang để xem kết quả.
error-in-use = Nội dung này đang được dùng ở nơi khác
    .action = Gỡ nó khỏi những nơi đang dùng rồi thử lại.

## Fields

error-invalid = Có mục chưa đúng
    .action = Sửa các mục được đánh dấu rồi lưu lại.
error-required = Mục này chưa có gì
    .action = Nhập giá trị cho mục này.
error-too-long = Dài hơn { $max } ký tự
    .action = Rút ngắn lại.
error-too-short = Ngắn hơn { $min } ký tự
    .action = Nhập thêm cho đủ.
error-too-small = Nhỏ hơn mức cho phép, { $min }
    .action = Nhập { $min } hoặc lớn hơn.
error-too-big = Lớn hơn mức cho phép, { $max }
    .action = Nhập { $max } hoặc nhỏ hơn.
error-too-many = Nhiều hơn { $max } mục
    .action = Bớt xuống còn { $max } hoặc ít hơn.
error-bad-email = Đây chưa phải là địa chỉ email
    .action = Nhập dạng ten@congty.vn.
error-bad-phone = Đây chưa phải là số điện thoại
    .action = Nhập đủ số, như 0905 123 456; số nước ngoài bắt đầu bằng dấu +.
error-bad-date = Ngày này không đúng
    .action = Nhập dạng ngày/tháng/năm, như 21/11/2026.
error-bad-time = Giờ này không đúng
    .action = Nhập dạng giờ:phút, như 14:30.
error-bad-money = Không đọc được số tiền này
    .action = Nhập dạng 7.560.000, 7560000 hoặc 7tr5.
error-bad-number = Đây chưa phải là số
    .action = Chỉ nhập chữ số.
error-bad-tax-code = Mã số thuế này chưa đúng
    .action = Mã có 10 hoặc 13 chữ số. Kiểm tra lại trên giấy đăng ký kinh doanh.
error-bad-url = Đây chưa phải là địa chỉ web
    .action = Nhập dạng https://congty.vn.
error-bad-id = Mã này không đúng dạng
    .action = Chép lại mã từ trang của hồ sơ.
error-bad-choice = Lựa chọn này không có
    .action = Chọn một trong các giá trị cho sẵn.
error-weak-password = Mật khẩu này dễ đoán
    .action = Dùng ít nhất { $min } ký tự, tránh tên và ngày sinh.
error-unknown-field = Không có mục tên “{ $field }”
    .action = Kiểm tra lại tên mục, hoặc bỏ mục này đi.

## Reading what was sent

error-bad-request = Không đọc được yêu cầu
    .action = Kiểm tra lại địa chỉ và các tham số.
error-bad-json = Không đọc được JSON
    .action = Kiểm tra dấu ngoặc, dấu phẩy và bảng mã UTF-8.
error-bad-filter = Không hiểu điều kiện lọc
    .action = Xem cách viết điều kiện lọc trong tài liệu API.
error-bad-cursor = Không mở tiếp được danh sách từ chỗ này
    .action = Mở lại danh sách từ đầu.
error-bad-file = Không đọc được tệp này
    .action = Kiểm tra loại tệp, hoặc mở ra lưu lại rồi chọn lại.
error-payload-too-large = Nội dung gửi lên quá lớn
    .action = Chia nhỏ ra hoặc chọn tệp nhẹ hơn.
error-unsupported-media = Chưa nhận được loại nội dung này
    .action = Gửi JSON, hoặc chọn loại tệp được ghi bên cạnh.

## Our side

error-unavailable = Quen đang bận hoặc đang khởi động
    .action = Chờ một chút rồi thử lại.
error-timeout = Việc này mất quá nhiều thời gian
    .action = Thử lại, hoặc thu hẹp điều kiện lọc.
error-internal = Có lỗi ở phía Quen, không phải do bạn
    .action = Thử lại. Nếu vẫn lỗi, nhờ người quản trị xem nhật ký máy chủ.
error-external = Dịch vụ bên ngoài không trả lời
    .action = Thử lại sau ít phút. Nếu vẫn vậy, kiểm tra phần kết nối trong Thiết lập.
error-offline = Mất kết nối mạng
    .action = Kiểm tra mạng. Phần bạn đang viết vẫn được giữ.
error-not-whole = Cần một số nguyên
    .action = Nhập số không có phần lẻ, như 3.
error-out-of-order = Ngưỡng này không được nhỏ hơn ngưỡng của chặng trước nó
    .action = Tăng ngưỡng này hoặc giảm ngưỡng của chặng trước.
error-not-between = Chỉ nhận từ { $min } đến { $max }
    .action = Nhập một số trong khoảng { $min } đến { $max }.
