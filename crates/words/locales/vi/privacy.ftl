### Dữ liệu cá nhân và cửa riêng của khách.

nav-privacy = Dữ liệu cá nhân

## Codes

choice-privacy-kind-access = Xem dữ liệu của mình
choice-privacy-kind-provide-copy = Nhận bản sao
choice-privacy-kind-rectify = Sửa cho đúng
choice-privacy-kind-restrict = Hạn chế sử dụng
choice-privacy-kind-object = Phản đối sử dụng
choice-privacy-kind-withdraw-consent = Rút đồng ý
choice-privacy-kind-erase = Xóa dữ liệu
choice-privacy-outcome-fulfilled = Đã làm xong
choice-privacy-outcome-refused = Đã từ chối, có lý do
choice-privacy-breach-personal-data = Lộ, mất hoặc bị sửa dữ liệu cá nhân
choice-privacy-breach-consumer-system = Hệ thống có dữ liệu khách bị tấn công
privacy-noun-party = Hồ sơ
privacy-noun-parties = Khách hàng
privacy-noun-relationships = Mối quan hệ
privacy-noun-interactions = Trao đổi
privacy-noun-facts = Điều đã biết
privacy-noun-orders = Đơn hàng
privacy-noun-payments = Tiền khách trả
privacy-noun-products = Sản phẩm
privacy-noun-projects = Dự án
privacy-noun-benefits = Sổ giá trị, mục ghi tay
privacy-noun-breaches = Sự cố dữ liệu
privacy-noun-promises = Lời hứa
privacy-noun-tasks = Công việc
privacy-noun-consents = Đồng ý
privacy-noun-consent-history = Nhật ký đồng ý
privacy-noun-contact-preference = Cách liên hệ
privacy-noun-requests = Yêu cầu về dữ liệu
privacy-noun-made-at = Lập lúc

## Pages

privacy-requests = Yêu cầu của khách
privacy-no-requests = Chưa ai yêu cầu gì.
privacy-new = Ghi một yêu cầu
privacy-who = Khách
privacy-kind = Khách muốn gì
privacy-breach-kind = Loại sự cố
privacy-received = Ngày nhận
privacy-note = Khách nói gì
privacy-clock = Thời hạn theo luật
privacy-ack-due = Báo cách xử lý trước ngày
privacy-due = Làm xong trước ngày
privacy-told = đã báo khách cách xử lý
# $day by when
privacy-tell-by = báo khách trước { $day }
privacy-tell = Đã báo khách cách xử lý
privacy-extend = Gia hạn một lần
privacy-extension = Lý do gia hạn
privacy-close = Kết thúc yêu cầu
privacy-outcome = Kết quả
privacy-answer = Trả lời khách
privacy-inventory = Dữ liệu cá nhân đang giữ
privacy-inventory-note = Danh sách này tự lập từ các trường của Quen, nên không sót trường nào.
privacy-sensitive = nhạy cảm
privacy-breaches = Sự cố
privacy-no-breaches = Chưa có sự cố nào.
privacy-report = Ghi một sự cố
privacy-report-note = Đồng hồ chạy từ lúc này: báo cơ quan chức năng trong 72 giờ, nếu hệ thống bị tấn công thì trong 24 giờ.
privacy-what = Chuyện gì đã xảy ra
privacy-people = Khoảng bao nhiêu người bị ảnh hưởng
privacy-notified = đã báo
# $by when
privacy-notify-by = báo trước { $by }
privacy-notify = Đã báo cơ quan
privacy-found = Phát hiện lúc
privacy-found-hint = Để trống là lúc này, ví dụ 05/03/2026 14:30
privacy-breach = Sự cố
privacy-named-label = Số khách đã ghi
# $count (number)
privacy-named = đã ghi { $count } khách bị ảnh hưởng
privacy-people-of = Khách bị ảnh hưởng
privacy-people-list = Xem như danh sách
privacy-nobody-named = Chưa ghi khách nào.
privacy-name = Ghi là bị ảnh hưởng
privacy-name-who = Khách nào
privacy-name-by-list = Nhiều khách một lúc: lọc danh sách rồi chọn “Bị ảnh hưởng bởi sự cố”.
privacy-name-nobody = Không tìm thấy khách nào như vậy.
privacy-spare = Không phải khách này
# $day when it was found
privacy-touched = Khách này bị ảnh hưởng bởi sự cố dữ liệu phát hiện ngày { $day }.
privacy-touched-act = Bị ảnh hưởng bởi sự cố
privacy-touched-which = Những khách đã chọn bị ảnh hưởng bởi sự cố nào?
# $people how many
# $limit how many
privacy-crowd-near = Bạn đã giữ dữ liệu của { $people } người, tính cả người đã xóa. Từ { $limit } người, doanh nghiệp nhỏ cũng phải lập hồ sơ đánh giá tác động và có người phụ trách bảo vệ dữ liệu; nên chuẩn bị từ bây giờ.
# $limit how many
privacy-crowd-passed = Bạn đã giữ dữ liệu của hơn { $limit } người. Luật không còn miễn cho doanh nghiệp nhỏ: cần hồ sơ đánh giá tác động và người phụ trách bảo vệ dữ liệu.
field-parties-breach = Sự cố dữ liệu
privacy-of-person = Dữ liệu của khách này
privacy-copy = Bản sao
privacy-download = Tải bản sao
privacy-erase = Xóa dữ liệu của khách
privacy-erase-note = Hồ sơ, số điện thoại, email, lời trao đổi, lời hứa, công việc, ghi chú và các tệp đã nhập bị xóa hẳn. Đơn hàng ở lại không tên vì luật kế toán đòi hỏi. Bản sao lưu cũ hết hiệu lực theo lịch sao lưu của bạn.
privacy-type-name = Gõ lại tên khách để chắc chắn
privacy-wrong-name = Tên gõ lại không khớp, chưa xóa gì

## The customer's own door

portal-title = Trang khách hàng
portal-lead = Nhập email bạn đã cho cửa hàng. Đường dẫn vào trang sẽ tới hộp thư của bạn, không cần mật khẩu.
portal-email = Email của bạn
portal-send = Gửi đường dẫn
portal-code = Mã cửa hàng đưa cho bạn
portal-code-hint = Mười chữ và số, ví dụ K7MPQ-4XRWT
portal-code-for = Mã cho khách
# $address of the door
portal-code-at = Khách mở { $address } rồi gõ mã này.
portal-sent = Nếu email này có trong sổ của cửa hàng, đường dẫn đang trên đường tới bạn. Đường dẫn dùng một lần trong 30 phút.
portal-question = Để chắc là bạn, trả lời một câu:
portal-digits = Bốn số cuối điện thoại của bạn
portal-own-email = Địa chỉ email nhận đường dẫn này
portal-enter = Vào trang
portal-nav = Trang khách
portal-about-me = Về tôi
portal-leave = Thoát
portal-invite = Gửi email mời vào trang khách
portal-hand-out = Lấy đường dẫn trang khách
portal-link = Đường dẫn cho khách
# $until day
portal-link-once = Gửi cho khách qua Zalo, tin nhắn hay giấy. Chỉ hiện một lần này, dùng một lần, đến hết { $until }. Khách sẽ được hỏi bốn số cuối điện thoại hoặc email.
# $you how the guest is spoken to
portal-knows = Điều cửa hàng biết về { $you }
# $you the same, at the beginning of a sentence
portal-knows-note = { $you } xem, sửa hoặc rút lại bất cứ điều nào. Sửa ở đây, từ lần tới cửa hàng làm theo.
portal-copy = Tải dữ liệu của tôi
portal-record = Thông tin liên hệ
portal-correct = Sửa
portal-unknown = chưa có
portal-facts = Khẩu vị và thói quen
portal-no-facts = Cửa hàng chưa ghi gì riêng về bạn.
portal-add-fact = Kể thêm một điều để cửa hàng nhớ
# $fact what is known
portal-fact-right = Đúng: { $fact }
# $fact what is known
portal-fact-wrong = Sửa: { $fact }
# $fact what is known
portal-fact-forget = Bỏ, đừng nhớ nữa: { $fact }
portal-you = bạn
portal-right = Đúng
# $day when
portal-deliver-by = hẹn giao { $day }
# $seen (number)
# $among (number)
portal-seen = Thấy ở { $seen } trên { $among } đơn gần đây
# $day when
portal-said-here = Nói tại trang này ngày { $day }
portal-guess = Cửa hàng đang đoán
portal-guess-before = Có vẻ là:
portal-guess-after = Đúng không ạ?
portal-guess-right = Đúng vậy
portal-guess-wrong = Chưa hẳn
portal-guess-forget = Đừng đoán điều này
portal-guess-note = Không bán, không chia cho bên khác.
portal-fact-now = Đúng ra là
portal-orders = Đơn hàng
portal-no-orders = Chưa có đơn hàng nào.
# $you how the guest is spoken to
portal-consents = Cửa hàng được liên hệ { $you } qua
# $channel such as Zalo
# $purpose what for
portal-switch = { $channel }: { $purpose }
portal-switch-hint = Bấm để cho phép, bấm lần nữa để rút lại.
# $cap (number) days
portal-cap = Nhiều nhất { $cap } ngày mỗi quý
portal-wishes = Khi nào và qua đâu thì tiện
portal-promises = Lời hứa của cửa hàng
portal-no-promises = Chưa có lời hứa nào.
# $you how the guest is spoken to
portal-rights = Quyền của { $you }
portal-ask-access = Cho tôi xem tất cả
portal-ask-erase = Xóa hồ sơ của tôi
portal-erase-means = Cửa hàng xóa mọi điều đã biết, chỉ giữ giấy tờ mà luật bắt giữ. Xóa rồi thì không lấy lại được. Ở đây sẽ hiện hạn phải làm xong.
portal-erase-send = Gửi yêu cầu xóa
# $day by when
portal-answered-by = cửa hàng làm xong trước { $day }
# $shop name
mail-portal-subject = Trang khách hàng của { $shop }
mail-portal-link =
    Chào { $called },

    Đây là đường dẫn vào trang của bạn tại { $shop }. Dùng một lần, trong 30 phút:

    { $link }

    Nếu bạn không yêu cầu, cứ bỏ qua thư này.
mail-portal-invitation =
    Chào { $called },

    { $shop } mời bạn xem những gì cửa hàng biết về bạn, sửa cho đúng, và chọn cách được liên hệ. Đường dẫn dùng một lần, trong bảy ngày:

    { $link }

## Refusals

error-portal-wrong-answer = Câu trả lời chưa khớp
    .action = Xem lại rồi thử lần nữa; sau năm lần đường dẫn hết hiệu lực.
error-portal-no-question = Khách này chưa có số điện thoại hay email
    .action = Thêm một trong hai trước; nếu không, ai có đường dẫn cũng vào được.
error-request-closed = Yêu cầu này đã kết thúc
    .action = Tải lại trang để xem kết quả.
error-request-acknowledged = Khách đã được báo cách xử lý
    .action = Tải lại trang để xem tình trạng mới nhất.
error-request-extended = Yêu cầu này đã gia hạn một lần
    .action = Luật chỉ cho gia hạn một lần; hãy làm xong đúng hạn.
error-breach-notified = Cơ quan chức năng đã được báo
    .action = Tải lại trang để xem tình trạng mới nhất.
error-no-rule = Chưa có quy định cho ngày này
    .action = Kiểm tra lại ngày.

## What happened

event-portal-invited = đã mời khách vào trang riêng
event-portal-asked = xin đường dẫn vào trang riêng
event-portal-entered = vào trang riêng
event-privacy-opened = yêu cầu về dữ liệu cá nhân
event-privacy-acknowledged = đã báo khách cách xử lý yêu cầu
event-privacy-extended = đã gia hạn yêu cầu
event-privacy-closed = đã kết thúc yêu cầu
event-privacy-erased = đã xóa dữ liệu cá nhân
event-privacy-breach-reported = đã ghi sự cố dữ liệu
event-privacy-breach-notified = đã báo sự cố cho cơ quan chức năng
event-privacy-breach-people-named = đã ghi thêm khách bị ảnh hưởng bởi sự cố
event-privacy-breach-person-spared = đã bỏ một khách khỏi danh sách sự cố
