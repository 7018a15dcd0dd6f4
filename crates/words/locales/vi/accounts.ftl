### Vào cửa: lần đầu, đăng nhập, tài khoản.

sign-in-title = Đăng nhập
field-users-email = Email
field-users-password = Mật khẩu
welcome-title = Chào bạn, mình bắt đầu nhé
welcome-lead = Bốn dòng thôi, rồi bạn nhập danh sách khách và thấy ngay hôm nay nên gọi ai.
welcome-business = Tên cửa hàng hoặc công ty
welcome-name = Tên của bạn
welcome-password-hint = Ít nhất 10 ký tự. Một câu dễ nhớ là tốt nhất.
welcome-start = Bắt đầu

error-wrong-sign-in = Email hoặc mật khẩu chưa đúng.
    .action = Bạn gõ lại, hoặc nhờ chủ không gian làm việc đặt lại mật khẩu.
error-already-set-up = Nơi này đã được thiết lập rồi.
    .action = Bạn đăng nhập nhé.
error-taken = Giá trị này đã có người dùng.
    .action = Bạn chọn giá trị khác.
