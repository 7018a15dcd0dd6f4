### Đồng ý và kênh liên hệ.

## Codes

choice-consents-channel-zalo = Zalo
choice-consents-channel-email = Email
choice-consents-channel-phone = Gọi điện
choice-consents-channel-sms = Tin nhắn SMS
choice-consents-channel-messenger = Messenger
choice-consents-channel-notes = Lời đã ghi
choice-consents-purpose-service = Đơn hàng, việc đang làm
choice-consents-purpose-care = Hỏi thăm, chăm sóc
choice-consents-purpose-ads = Giới thiệu, ưu đãi
choice-consents-purpose-processing = Máy gợi ý bên ngoài đọc lời đã ghi
choice-consents-answer-yes = đồng ý
choice-consents-answer-no = từ chối
choice-consents-source-portal = Khách tự chọn trên trang khách
choice-consents-source-in-person = Gặp trực tiếp
choice-consents-source-phone = Qua điện thoại
choice-consents-source-message = Qua tin nhắn
choice-consents-source-form = Điền phiếu
choice-consents-source-link = Bấm đường dẫn trong thư
choice-consents-source-import = Nhập từ tệp

## Pages

consents-title = Đồng ý và kênh
consents-log = Nhật ký
consents-now = Khách đã đồng ý gì
consents-table = Câu trả lời theo kênh và mục đích
consents-gate = Gửi ưu đãi ngay bây giờ được không
consents-may = Gửi được.
consents-never = Chưa hỏi khách lần nào.
consents-not-asked = chưa hỏi
consents-in-part = một phần
consents-note = Ghi câu trả lời của khách
consents-channel = Kênh
consents-purpose = Để làm gì
consents-answer = Khách trả lời
consents-source = Khách nói ở đâu
consents-source-none = Chọn…
consents-proof = Bằng chứng
consents-proof-hint = Ví dụ: ảnh phiếu số 12, tin nhắn ngày 2/3. Bắt buộc khi khách đồng ý nhận ưu đãi.
consents-any-hour = Khách đồng ý nhận vào bất cứ giờ nào
# $version (number)
consents-wording = lời hỏi số { $version }
consents-wishes = Khách muốn được liên hệ thế nào
consents-best = Kênh khách thích
consents-any-channel = Không nói
consents-from = Từ mấy giờ
consents-to = Đến mấy giờ
consents-hours-hint = Số giờ từ 0 đến 24, theo giờ nơi khách ở.
consents-zone = Múi giờ của khách
consents-zone-hint = Ví dụ Europe/Paris. Để trống nếu cùng giờ với cửa hàng.
consents-do-not-call = Có trong danh sách không quảng cáo
consents-do-not-call-hint = Tra số ở 5656 trước khi gọi hay nhắn quảng cáo.
consents-unchecked = Chưa tra
consents-withdraw = Rút mọi đồng ý
consents-withdraw-note = Từ lúc này không gửi lời mời, lời hỏi thăm nào nữa, trên mọi kênh.
consents-way = Liên hệ cách nào hợp nhất
consents-way-unknown = Chưa biết. Khách nói ra, hoặc trả lời ba lần trở lên theo một nếp, thì Quen ghi ở đây.
consents-way-learned = Quen học được, chưa phải lời khách. Ý khách và luật luôn đi trước.
consents-way-said = Lời khách
consents-way-refuse = Đừng dùng
consents-way-again = Học lại
consents-way-no-channel = Không dùng kênh học được từ những lần khách trả lời
consents-way-no-time = Không dùng giờ học được từ những lần khách trả lời

## What the best way rests on

way-wish-zalo = Khách muốn được liên hệ qua Zalo
way-wish-email = Khách muốn được liên hệ qua email
way-wish-phone = Khách muốn được gọi điện
way-wish-sms = Khách muốn được nhắn SMS
way-wish-messenger = Khách muốn được nhắn Messenger
# $from (number) hour
# $to (number) hour
way-wish-hours = Khách muốn được liên hệ lúc { $from }–{ $to } giờ
way-said-zalo = Khách từng nói thích Zalo
way-said-email = Khách từng nói thích email
way-said-phone = Khách từng nói thích nghe điện thoại
way-said-sms = Khách từng nói thích SMS
way-said-messenger = Khách từng nói thích Messenger
# $said the fact
way-said-hours = Khách từng nói: { $said }
# $seen (number)
# $among (number)
way-answers-zalo = Thường trả lời qua Zalo · { $seen } trên { $among } lần
# $seen (number)
# $among (number)
way-answers-email = Thường trả lời qua email · { $seen } trên { $among } lần
# $seen (number)
# $among (number)
way-answers-phone = Thường nghe máy · { $seen } trên { $among } lần
# $seen (number)
# $among (number)
way-answers-sms = Thường trả lời SMS · { $seen } trên { $among } lần
# $seen (number)
# $among (number)
way-answers-messenger = Thường trả lời qua Messenger · { $seen } trên { $among } lần
# $from (number) hour
# $to (number) hour
# $seen (number)
# $among (number)
way-answers-hours = Thường trả lời lúc { $from }–{ $to } giờ · { $seen } trên { $among } lần
way-concluded-zalo = Có lẽ tiện liên hệ qua Zalo
way-concluded-email = Có lẽ tiện liên hệ qua email
way-concluded-phone = Có lẽ tiện nghe điện thoại
way-concluded-sms = Có lẽ tiện nhắn SMS
way-concluded-messenger = Có lẽ tiện nhắn Messenger
# $said the fact
way-concluded-hours = Có lẽ: { $said }

## Settings

contact-title = Liên hệ khách
contact-rules = Chừng mực khi liên hệ
contact-rules-note = Luật được xét riêng và luôn thắng; những điều dưới đây chỉ có thể chặt hơn.
contact-quiet-from = Yên lặng từ mấy giờ
contact-quiet-to = Đến mấy giờ
contact-quiet-hint = Số giờ, theo giờ nơi khách ở. Áp dụng cho cuộc gọi và tin nhắn tự động.
contact-week-cap = Số ngày liên hệ nhiều nhất trong 7 ngày
contact-month-cap = Số ngày liên hệ nhiều nhất trong 30 ngày
contact-quarter-cap = Số ngày liên hệ nhiều nhất trong 90 ngày
contact-pause-holidays = Không gửi ưu đãi vào ngày lễ
contact-pause-tet = Không gửi ưu đãi tuần trước và sau Tết
contact-wording = Lời hỏi đồng ý
contact-wording-hint = Nói rõ gửi gì, qua kênh nào, bao lâu một lần, và khách từ chối bằng cách nào.
contact-wording-add = Lưu thành bản mới
# $version (number)
# $day since
contact-wording-version = Đang dùng bản { $version }, từ { $day }. Câu trả lời trước đây giữ bản cũ.
contact-wording-start = Chúng tôi xin phép gửi bạn tin về hàng mới và ưu đãi, nhiều nhất hai lần mỗi tháng, qua kênh bạn chọn. Bạn từ chối lúc nào cũng được, ngay trên trang khách hoặc bằng một tin nhắn.

## Why not

gate-gone = Hồ sơ này không còn dùng
gate-no-address = Khách chưa có số hoặc địa chỉ cho kênh này
gate-refused = Khách đã từ chối kênh này cho việc này
# $from hour
# $to hour
gate-quiet = Giờ này nơi khách ở là giờ nghỉ, từ { $from } đến { $to } giờ
# $from hour
# $to hour
gate-hours = Khách chỉ muốn được liên hệ từ { $from } đến { $to } giờ
gate-solemn = Hôm nay là ngày tưởng niệm, không gửi lời mời mua
gate-tet = Tuần trước và sau Tết không gửi ưu đãi
gate-holiday = Hôm nay là ngày lễ, không gửi ưu đãi
# $cap how many
gate-month = Đã liên hệ khách { $cap } ngày trong 30 ngày qua, hãy đợi
# $cap how many
gate-week = Đã liên hệ khách { $cap } ngày trong 7 ngày qua, hãy đợi
# $cap how many
gate-quarter = Đã liên hệ khách { $cap } ngày trong 90 ngày qua, hãy đợi
ad-gate-no-rule = Chưa có quy định rõ cho kênh này nên không gửi
ad-gate-no-consent = Khách chưa đồng ý nhận ưu đãi qua kênh này
ad-gate-unsubscribed = Khách đã từ chối nhận ưu đãi
ad-gate-do-not-call = Số này nằm trong danh sách không quảng cáo
ad-gate-do-not-call-unchecked = Chưa tra số này trong danh sách không quảng cáo
ad-gate-no-brandname = Chưa có tên định danh đã đăng ký
# $hour number
ad-gate-before-window = Luật chỉ cho gửi quảng cáo từ { $hour } giờ
# $hour number
ad-gate-after-window = Luật không cho gửi quảng cáo sau { $hour } giờ
# $count number
ad-gate-limit = Luật chỉ cho { $count } lần quảng cáo trong 24 giờ
ad-gate-count-unknown = Không đếm được số lần đã gửi trong 24 giờ qua

## The same as refusals

error-gate-gone = { gate-gone }
    .action = Mở hồ sơ đang dùng của khách rồi gửi từ đó.
error-gate-no-address = { gate-no-address }
    .action = Thêm vào hồ sơ của khách, hoặc chọn kênh khác.
error-gate-refused = { gate-refused }
    .action = Tôn trọng ý khách; chỉ đổi khi khách tự nói lại.
# $from hour
# $to hour
error-gate-quiet = { gate-quiet }
    .action = Gửi vào giờ khác.
# $from hour
# $to hour
error-gate-hours = { gate-hours }
    .action = Gửi vào giờ khách muốn.
error-gate-solemn = { gate-solemn }
    .action = Gửi vào ngày khác.
error-gate-tet = { gate-tet }
    .action = Gửi sau Tết.
error-gate-holiday = { gate-holiday }
    .action = Gửi vào ngày khác.
# $cap how many
error-gate-week = { gate-week }
    .action = Để khách nghỉ vài ngày; việc gấp thì tự gọi.
# $cap how many
error-gate-month = { gate-month }
    .action = Để khách nghỉ ít lâu; việc gấp thì tự gọi.
# $cap how many
error-gate-quarter = { gate-quarter }
    .action = Để khách nghỉ ít lâu; việc gấp thì tự gọi.
error-ad-gate-no-rule = { ad-gate-no-rule }
    .action = Chọn kênh khác.
error-ad-gate-no-consent = { ad-gate-no-consent }
    .action = Hỏi khách rồi ghi câu trả lời ở mục Đồng ý và kênh.
error-ad-gate-unsubscribed = { ad-gate-unsubscribed }
    .action = Tôn trọng ý khách; chỉ đổi khi khách tự nói lại.
error-ad-gate-do-not-call = { ad-gate-do-not-call }
    .action = Không gửi quảng cáo cho số này.
error-ad-gate-do-not-call-unchecked = { ad-gate-do-not-call-unchecked }
    .action = Tra số rồi ghi kết quả ở mục Đồng ý và kênh.
error-ad-gate-no-brandname = { ad-gate-no-brandname }
    .action = Đăng ký tên định danh trước.
# $hour number
error-ad-gate-before-window = { ad-gate-before-window }
    .action = Đợi đến giờ được gửi.
# $hour number
error-ad-gate-after-window = { ad-gate-after-window }
    .action = Đợi đến sáng mai.
# $count number
error-ad-gate-limit = { ad-gate-limit }
    .action = Đợi sang ngày mai.
error-ad-gate-count-unknown = { ad-gate-count-unknown }
    .action = Thử lại sau ít phút.

## What happened

event-consents-given = đồng ý được liên hệ
event-consents-refused = từ chối được liên hệ
event-consents-reading-allowed = cho máy gợi ý đọc lời đã ghi
event-consents-reading-refused = không cho máy gợi ý đọc lời đã ghi
event-consents-notes-sent = đã gửi lời của một mục ghi chép cho máy gợi ý ở ngoài
event-consents-not-learned = đã bỏ cách liên hệ do Quen học được
event-consents-learned-again = đã dùng lại cách liên hệ do Quen học được
event-consents-preferred = đã ghi cách khách muốn được liên hệ
event-workspaces-consent-worded = đã đổi lời hỏi đồng ý
field-workspaces-contact = Chừng mực khi liên hệ khách
