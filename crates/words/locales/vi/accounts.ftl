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
sign-in-forgot = Quên mật khẩu?
sign-in-kept = Phiên làm việc vừa kết thúc. Những gì bạn gõ đã được giữ; đăng nhập lại là thấy.
sign-in-lead = Chào bạn trở lại.
forgot-title = Quên mật khẩu
forgot-lead = Bạn gõ email dùng để đăng nhập. Quen gửi tới đó một đường dẫn để đặt mật khẩu mới, dùng được một lần.
forgot-send = Gửi đường dẫn
forgot-sent = Nếu email này có tài khoản, đường dẫn đang trên đường tới hộp thư. Bạn xem cả mục thư rác nhé.
forgot-no-mail = Nơi này chưa cài máy chủ email nên Quen không gửi thư được. Bạn nhờ người vận hành máy chủ chạy lệnh dưới đây, rồi đưa bạn đường dẫn mà nó in ra.
password-title = Đặt mật khẩu mới
password-for = Cho tài khoản { $email }.
password-new = Mật khẩu mới
password-set = Đặt mật khẩu
password-done = Đã đặt mật khẩu. Bạn đăng nhập bằng mật khẩu mới nhé.
invited-title = Vào làm cùng { $workspace }
invited-by = { $name } mời bạn, qua địa chỉ { $email }.
invited-known = Địa chỉ này đã có tài khoản. Bạn đăng nhập rồi vào tiếp, không cần tạo thêm.
invited-new = Còn hai dòng nữa là bạn vào được.
invited-join = Vào làm cùng
invited-other = Bạn đang đăng nhập bằng { $email }, còn lời mời dành cho địa chỉ khác. Bạn đăng xuất rồi mở lại đường dẫn.
preview = Xem trước
preview-badge = ví dụ
preview-ask = Hỏi thăm anh Lộc
preview-ask-why = 74 ngày chưa mua, thường 21 ngày
preview-birthday = Sinh nhật chị Hồng Ngọc
preview-birthday-why = thứ Ba, năm ngoái tặng hoa
preview-call = Gọi lại cho anh Duy
preview-call-why = đã hứa gửi mẫu cà phê mới
preview-stages = Chặng quan hệ

## Account

account-title = Tài khoản của bạn
account-profile = Hồ sơ
account-name-hint = Đồng nghiệp thấy tên này khi giao việc và nhắc tới bạn.
account-language = Ngôn ngữ
account-language-hint = Cho trang và thư gửi tới bạn.
account-password = Đổi mật khẩu
account-password-current = Mật khẩu hiện tại
account-password-hint = Đổi xong, mọi trình duyệt khác phải đăng nhập lại.
account-password-changed = Đã đổi mật khẩu. Các trình duyệt khác đã đăng xuất.
language-vietnamese = Tiếng Việt
language-english = Tiếng Anh (English)
sessions-title = Nơi đang đăng nhập
sessions-lead = Những trình duyệt đang mở tài khoản của bạn. Thấy nơi nào lạ thì kết thúc ngay rồi đổi mật khẩu.
sessions-this = trình duyệt này
sessions-unknown = Trình duyệt không rõ tên
sessions-on = { $browser } trên { $system }
sessions-browser = Trình duyệt
sessions-address = Địa chỉ mạng
sessions-seen = Dùng lần cuối
sessions-since = Đăng nhập lúc
sessions-end = Đăng xuất nơi này
sessions-end-others = Đăng xuất mọi nơi khác
sessions-ended = Đã đăng xuất nơi đó.
tokens-title = Khóa API
tokens-lead = Cho chương trình của bạn đọc và ghi thay bạn qua JSON. Khóa không làm được hơn quyền của bạn.
tokens-new = Tạo khóa
tokens-name = Dùng để làm gì
tokens-name-hint = Ví dụ: đồng bộ đơn từ trang bán hàng
tokens-scopes = Được phép
tokens-scope-read = Xem
tokens-scope-write = Xem và ghi
tokens-scope-admin = Quản trị
tokens-created = Tạo lúc
tokens-used = Dùng lần cuối
tokens-never = chưa dùng
tokens-revoke = Thu hồi
tokens-revoke-ask = Chương trình dùng khóa này sẽ dừng ngay. Thu hồi?
tokens-revoked = Đã thu hồi khóa.
tokens-once = Chép khóa này ngay. Rời trang là không xem lại được.
tokens-secret = Khóa của bạn
tokens-empty = Chưa có khóa nào.

## Mails

mail-password-subject = Đặt mật khẩu mới cho Quen
mail-password-text =
    Chào { $name },

    Có người, có lẽ là bạn, xin đặt lại mật khẩu. Bạn mở đường dẫn này để đặt mật khẩu mới, dùng được một lần trong ba ngày:

    { $link }

    Nếu không phải bạn, cứ bỏ qua thư này. Mật khẩu cũ vẫn dùng được.
mail-invitation-subject = { $name } mời bạn vào { $workspace }
mail-invitation-text =
    Chào bạn,

    { $name } mời bạn cùng làm trong { $workspace } trên Quen, nơi ghi nhớ từng khách quen. Bạn mở đường dẫn này, dùng được một lần trong bảy ngày:

    { $link }

## Refusals

error-wrong-sign-in = Email hoặc mật khẩu chưa đúng.
    .action = Bạn gõ lại, hoặc bấm “Quên mật khẩu?”.
error-already-set-up = Nơi này đã được thiết lập rồi.
    .action = Bạn đăng nhập nhé.
error-taken = Giá trị này đã có người dùng.
    .action = Bạn chọn giá trị khác.
error-password-short = Mật khẩu ngắn hơn { $min } ký tự.
    .action = Bạn thêm vài chữ, một câu dễ nhớ là tốt nhất.
error-password-common = Mật khẩu này ai cũng đoán được.
    .action = Bạn chọn một câu chỉ mình bạn nghĩ ra.
error-current-password = Mật khẩu hiện tại chưa đúng.
    .action = Bạn gõ lại.
error-link-used = Đường dẫn này đã dùng rồi hoặc đã quá hạn.
    .action = Bạn xin một đường dẫn mới.
error-other-address = Lời mời này dành cho địa chỉ khác.
    .action = Bạn đăng nhập bằng địa chỉ được mời, hoặc nhờ mời lại.
error-already-here = Người này đang làm ở đây rồi.
    .action = Bạn xem trong danh sách đồng nghiệp.
error-own-role = Không ai tự đổi quyền của mình.
    .action = Bạn nhờ một chủ hoặc quản trị khác.
error-own-place = Không ai tự cho mình nghỉ.
    .action = Bạn nhờ một chủ hoặc quản trị khác.
error-last-owner = Đây là người chủ cuối cùng.
    .action = Bạn cho người khác làm chủ trước đã.
error-not-a-colleague = Người này không làm ở đây.
    .action = Bạn chọn một đồng nghiệp trong danh sách.
error-out-of-reach = Việc này vượt quá quyền của bạn.
    .action = Bạn chọn trong phạm vi của mình.
error-bad-slug = Tên ngắn này chưa hợp lệ.
    .action = Dùng 2 đến 40 chữ a–z, số và dấu gạch nối ở giữa.
