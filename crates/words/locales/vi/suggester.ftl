### Máy gợi ý điều cần nhớ: cài ở đâu, gửi gì đi, trả lời gì về.

## Settings

suggester-title = Máy gợi ý
suggester-lead = Quen tự gợi ý điều cần nhớ ngay trong máy chủ này. Muốn kỹ hơn, bạn có thể nhờ thêm một mô hình ngôn ngữ ở ngoài. Không cài thì không có gì được gửi đi.
suggester-address = Địa chỉ
suggester-address-hint = Kiểu OpenAI, gõ tới hết phiên bản: https://api.nha-cung-cap.com/v1
suggester-model = Tên mô hình
suggester-key = Khóa
suggester-key-hint = Để trống nếu máy không cần khóa.
suggester-key-kept = Đã lưu và niêm phong. Để trống nếu không đổi. Đổi địa chỉ thì gõ lại khóa.
suggester-seconds = Chờ tối đa (giây)
suggester-seconds-hint = Từ 1 đến 30
suggester-test = Hỏi thử
suggester-sample = Khách thích cà phê rang vừa, giao sau 14 giờ.
# $count (number)
suggester-test-good = Máy trả lời tốt, gợi ý { $count } điều từ câu thử.
suggester-remove = Thôi dùng máy gợi ý
suggester-remove-ask = Quen sẽ quên địa chỉ và khóa, không gửi gì đi nữa. Thôi dùng?

## What is sent

suggester-sent-title = Gửi gì, gửi tới đâu
suggester-sent-to = Nơi nhận: { $host }.
suggester-sent-nowhere = Chưa gửi đi đâu cả.
suggester-sent-what = Chỉ lời của một mục ghi chép, tối đa 8.000 chữ, và chỉ lúc có người bấm “Nhờ máy gợi ý” ở mục đó. Tên, số điện thoại, đơn hàng trong hồ sơ không được gửi; nhưng những gì bạn gõ trong lời ghi thì đi theo.
suggester-sent-whose = Chỉ với khách đã đồng ý “Máy gợi ý bên ngoài đọc lời đã ghi” ở trang Đồng ý và kênh. Chưa hỏi nghĩa là không.
suggester-sent-logged = Mỗi lần gửi đều ghi vào dòng thời gian của khách: ai gửi, lúc nào, tới máy nào. Mỗi người nhờ nhiều nhất 30 lần trong 10 phút.
suggester-sent-abroad = Máy đặt ở nước ngoài là chuyển dữ liệu cá nhân ra nước ngoài: bạn phải lập hồ sơ đánh giá trước khi dùng.

## At a note

suggester-ask = Nhờ máy gợi ý
suggester-found = Máy gợi ý
suggester-from = Máy { $host } gợi ý. Bạn chọn điều nào đúng thì ghi nhớ.
suggester-nothing = Máy không thấy điều gì mới để nhớ.
suggester-source = Máy gợi ý, người chọn

## Refusals

error-model-off = Chưa cài máy gợi ý.
    .action = Bạn nhờ quản trị cài trong Thiết lập, mục Máy gợi ý.
error-model-not-allowed = Khách này chưa đồng ý cho máy bên ngoài đọc lời đã ghi.
    .action = Bạn hỏi khách rồi ghi câu trả lời ở trang Đồng ý và kênh.
error-model-address = Địa chỉ máy gợi ý không dùng được.
    .action = Bạn xem lại địa chỉ trong Thiết lập.
error-model-private = Địa chỉ này nằm trong mạng riêng của máy chủ.
    .action = Người vận hành máy chủ phải bật cho phép địa chỉ riêng thì mới dùng được.
error-model-plain = Địa chỉ ngoài mạng phải được mã hóa.
    .action = Bạn đổi http:// thành https://.
error-model-unreachable = Không nối được tới máy gợi ý.
    .action = Lời ghi vẫn còn nguyên. Bạn thử lại sau.
error-model-tls = Không mã hóa được đường nối tới máy gợi ý.
    .action = Bạn xem lại địa chỉ, hoặc báo nhà cung cấp.
error-model-timeout = Máy gợi ý trả lời quá chậm nên Quen thôi chờ.
    .action = Lời ghi vẫn còn nguyên. Bạn thử lại sau.
error-model-sign-in = Máy gợi ý không nhận khóa.
    .action = Bạn gõ lại khóa trong Thiết lập, mục Máy gợi ý.
error-model-refused = Máy gợi ý báo lỗi { $status }.
    .action = Bạn thử lại sau, hoặc xem lại tên mô hình.
error-model-too-long = Máy gợi ý trả lời dài quá nên Quen không đọc.
    .action = Bạn thử lại, hoặc chọn mô hình khác.
error-model-answer = Máy gợi ý trả lời không đúng dạng nên Quen bỏ qua.
    .action = Bạn thử lại, hoặc chọn mô hình khác.
# $host the machine
suggester-sent-note = đã gửi lời của một mục ghi chép cho máy { $host } để xin gợi ý
