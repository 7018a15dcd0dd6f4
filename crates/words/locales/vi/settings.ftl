### Thiết lập không gian làm việc, đồng nghiệp, nhóm, máy chủ email.

settings-title = Thiết lập
settings-general = Cửa hàng
settings-mail = Email
settings-users = Đồng nghiệp
settings-teams = Nhóm
settings-jobs = Việc chạy nền
settings-name = Tên cửa hàng hoặc công ty
settings-logo = Logo
settings-logo-hint = PNG, JPEG hoặc WebP, nặng nhất 512 KB. Hình vuông là đẹp nhất.
settings-logo-remove = Bỏ logo
settings-currency = Tiền tệ
settings-currency-fixed = Đã có đơn hàng nên tiền tệ không đổi được nữa.
settings-time-zone = Múi giờ
settings-time-zone-hint = Quyết định khi nào bắt đầu một ngày.
settings-language = Ngôn ngữ
settings-language-hint = Cho thư gửi đi và cho đồng nghiệp chưa tự chọn.
settings-week = Tuần làm việc
settings-week-mon-fri = Thứ Hai đến thứ Sáu
settings-week-mon-sat = Thứ Hai đến thứ Bảy
settings-bin = Dọn thùng rác
settings-bin-after = Sau { $days } ngày
settings-bin-keep = Không tự dọn
settings-bin-hint = Hồ sơ nằm trong thùng rác quá số ngày này sẽ bị xóa hẳn, không lấy lại được. Đơn hàng đã bán vẫn được giữ trong sổ.

## Mail server

smtp-lead = Quen gửi lời mời, thông báo và thư cho khách qua máy chủ email của bạn. Thông tin này có trong phần trợ giúp SMTP của nhà cung cấp email.
smtp-host = Máy chủ
smtp-port = Cổng
smtp-port-hint = Thường là 587 hoặc 465
smtp-tls = Bắt buộc mã hóa
smtp-user = Tài khoản
smtp-password = Mật khẩu
smtp-password-kept = Đã lưu và niêm phong. Để trống nếu không đổi.
smtp-from = Địa chỉ người gửi
smtp-from-name = Tên người gửi
smtp-from-name-hint = Để trống thì dùng tên cửa hàng.
smtp-test = Gửi thư thử
smtp-test-sent = Máy chủ đã nhận thư thử gửi tới { $email }. Bạn xem hộp thư nhé.
smtp-test-failed = Thư thử chưa đi được.
smtp-remove = Bỏ máy chủ email
smtp-remove-ask = Quen sẽ không gửi thư nào nữa. Bỏ máy chủ này?

## Colleagues

users-count = { $count } người
users-person = Người
users-role = Vai trò
users-scope = Phạm vi
users-teams = Nhóm
users-since = Vào từ
users-you = bạn
users-role-owner = Chủ
users-role-owner-sub = Làm được mọi việc, thêm và bớt chủ.
users-role-admin = Quản trị
users-role-admin-sub = Làm được mọi việc, trừ thêm và bớt chủ.
users-role-manager = Quản lý
users-role-manager-sub = Mọi khách hàng; nhập, xuất, gộp dữ liệu.
users-role-member = Nhân viên
users-role-member-sub = Việc hằng ngày với khách trong phạm vi của mình.
users-role-viewer = Chỉ xem
users-role-viewer-sub = Xem, không thay đổi gì.
users-scope-own = Khách của mình
users-scope-team = Khách của nhóm
users-scope-all = Mọi khách
users-scope-hint = Chủ, quản trị và quản lý luôn thấy mọi khách.
users-invite = Mời đồng nghiệp
users-invite-lead = Đường dẫn dùng được một lần trong bảy ngày.
users-invite-send = Tạo lời mời
users-invited-link = Đường dẫn mời
users-invited-mailed = Đã gửi lời mời tới { $email }. Bạn cũng có thể chép đường dẫn này.
users-invited-copy = Chép đường dẫn này và gửi cho { $email }. Rời trang là không xem lại được.
users-invited-unsent = Thư mời chưa đi được, bạn chép đường dẫn này gửi giúp.
users-invitations = Lời mời đang chờ
users-invitation-until = hết hạn { $day }
users-uninvite = Rút lời mời
users-uninvited = Đã rút lời mời.
users-place = Quyền
users-no-teams = Chưa có nhóm nào.
users-own-place = Bạn không tự đổi quyền của mình được. Nhờ một chủ hoặc quản trị khác nhé.
users-leave = Cho nghỉ
users-leave-lead = { $name } có { $parties } khách và { $tasks } việc đang mở. Chọn người nhận; mọi thứ chuyển cùng một lúc, rồi { $name } không vào được nữa.
users-leave-heir = Giao lại cho
users-leave-ask = Giao hết khách và việc rồi cho nghỉ?
users-left = Đã giao lại { $parties } khách và { $tasks } việc.

## Teams

teams-lead = Người có phạm vi “Khách của nhóm” thấy khách của mọi người cùng nhóm.
teams-new = Thêm nhóm
teams-name = Tên nhóm
teams-members = Người trong nhóm
teams-empty = Chưa có nhóm nào.
teams-delete = Xóa nhóm
teams-delete-ask = Xóa nhóm này? Người trong nhóm vẫn ở lại.
teams-size = { $count } người

## Workspaces

workspace-new = Không gian làm việc mới
workspace-new-lead = Cho một cửa hàng hay công ty khác. Dữ liệu tách riêng hoàn toàn, bạn là chủ.
workspace-create = Tạo không gian

## Mails

mail-test-subject = Thư thử từ { $workspace }
mail-test-text = Bạn đọc được thư này nghĩa là máy chủ email đã chạy tốt.

## Refusals

error-bad-host = Tên máy chủ chưa đúng.
    .action = Gõ như smtp.nha-cung-cap.vn.
error-password-again = Máy chủ hoặc tài khoản đã đổi nên mật khẩu đã lưu không dùng lại.
    .action = Bạn gõ lại mật khẩu của máy chủ này.
error-bad-picture = Tệp này không phải ảnh PNG, JPEG hay WebP.
    .action = Bạn chọn một ảnh khác.
error-picture-too-large = Ảnh nặng hơn 512 KB.
    .action = Bạn thu nhỏ ảnh rồi chọn lại.
error-no-mail-server = Chưa cài máy chủ email.
    .action = Bạn nhờ quản trị cài trong Thiết lập, mục Email.
error-no-email = Khách này chưa có địa chỉ email.
    .action = Bạn thêm email vào hồ sơ khách rồi gửi lại.
error-mail-sign-in = Máy chủ email không nhận tài khoản hoặc mật khẩu.
    .action = Bạn kiểm tra lại; nhiều nhà cung cấp cần mật khẩu ứng dụng riêng.
error-mail-refused = Máy chủ email từ chối: { $answer }.
    .action = Bạn kiểm tra địa chỉ người gửi và người nhận.
error-mail-unreachable = Không nối được tới máy chủ email.
    .action = Bạn kiểm tra tên máy chủ, cổng và đường mạng.
error-mail-timeout = Máy chủ email không trả lời.
    .action = Bạn thử lại sau ít phút, hoặc kiểm tra cổng.
error-mail-tls = Không mã hóa được đường nối tới máy chủ email.
    .action = Bạn thử cổng 465, hoặc kiểm tra mục “Bắt buộc mã hóa”.
error-secret-unreadable = Mật khẩu đã lưu không mở được vì khóa của máy chủ đã đổi.
    .action = Bạn gõ lại mật khẩu trong Thiết lập.
settings-clash = Những gì bạn gõ vẫn còn trong biểu mẫu; lưu lần nữa thì bản của bạn thay bản đang lưu.
