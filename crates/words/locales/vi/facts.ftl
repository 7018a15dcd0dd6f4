### Điều đã biết về khách: ai nói, khi nào, chắc đến đâu, hỏi gì tiếp.

## Fields

field-facts-party-id = Khách
field-facts-topic = Chuyện gì
field-facts-statement = Điều đã biết
field-facts-value = Giá trị
field-facts-basis = Nói ra hay suy ra
field-facts-stated-by = Ai nói
field-facts-source = Biết từ đâu
field-facts-source-id = Bản ghi nguồn
field-facts-confidence = Độ chắc lúc ghi
field-facts-certainty = Độ chắc bây giờ
field-facts-confirmed-at = Xác nhận lần cuối
field-facts-said-at = Nói lần đầu
field-facts-purpose = Dùng để
field-facts-evidence = Số lần thấy
field-facts-evidence-of = Trên tổng số
field-facts-state = Trạng thái
field-facts-used = Số lần dùng
field-facts-origin-id = Biết từ khách
field-facts-created-at = Ngày ghi
field-facts-updated-at = Sửa lần cuối

choice-facts-basis-stated = Khách nói
choice-facts-basis-inferred = Suy ra
choice-facts-source-person = Người trong tiệm ghi
choice-facts-source-interaction = Lần trò chuyện
choice-facts-source-form = Biểu mẫu
choice-facts-source-survey = Khảo sát
choice-facts-source-portal = Cổng khách hàng
choice-facts-source-api = API
choice-facts-source-order = Đơn hàng
choice-facts-source-import = Tệp nhập vào
choice-facts-source-model = Máy gợi ý
choice-facts-purpose-service = Phục vụ
choice-facts-purpose-care = Chăm sóc
choice-facts-purpose-marketing = Tiếp thị
choice-facts-purpose-analysis = Phân tích
choice-facts-state-current = Đang đúng
choice-facts-state-superseded = Đã thay
choice-facts-state-withdrawn = Đã bỏ
choice-facts-topic-product = Thích
choice-facts-topic-dislikes = Không thích
choice-facts-topic-quantity = Mỗi lần lấy
choice-facts-topic-rhythm = Bao lâu mua một lần
choice-facts-topic-order-day = Ngày hay đặt
choice-facts-topic-packaging = Đóng gói
choice-facts-topic-delivery = Giao hàng
choice-facts-topic-invoicing = Hóa đơn
choice-facts-topic-payment = Thanh toán
choice-facts-topic-channel = Kênh liên lạc
choice-facts-topic-time = Giờ liên lạc
choice-facts-topic-language = Ngôn ngữ
choice-facts-topic-plans = Dự định
choice-facts-topic-people = Người thân, cộng sự
choice-facts-topic-dates = Ngày đáng nhớ
choice-facts-topic-other = Chuyện khác

## Conclusions from orders

facts-habit-product = Thường mua { $value }
facts-habit-quantity = Mỗi lần thường lấy { $value }
# $days (number)
facts-habit-rhythm = Khoảng { $days } ngày mua một lần
facts-habit-day = Hay đặt hàng vào { $day }
facts-habit-in-time = Thường trả tiền đúng hạn
# $days (number)
facts-habit-late = Thường trả tiền trễ khoảng { $days } ngày

## Panel

# $count (number)
facts-count = { $count } điều
facts-none = Chưa biết gì riêng về khách này. Nghe được điều gì, gõ # trong ghi chú hoặc bấm dấu cộng.
facts-add = Thêm điều đã biết
facts-add-label = Điều vừa biết
facts-add-hint = Viết như nói: thích rang vừa, giao trước 9 giờ, hóa đơn gửi ketoan@…
facts-topic-label = Chuyện gì
facts-topic-auto = Để Quen tự xếp
facts-right = Đúng, vẫn vậy: { $fact }
facts-wrong = Sai, sửa lại: { $fact }
facts-drop = Bỏ: { $fact }
facts-drop-ask = Bỏ điều này? Từ nay không ai dùng tới nữa.
facts-back = Lấy lại
facts-stated = { $who } nói, { $day }
facts-noted = { $source }, { $day }
# $seen (number)
# $among (number)
facts-seen = { $seen } trên { $among } đơn, mới nhất { $day }
facts-correct-title = Sửa điều đã biết
facts-correct-label = Đúng ra là
facts-was = Trước đây ghi: { $fact }
facts-history-title = Từng biết
facts-replaced = đã thay
facts-withdrawn = đã bỏ
# $count (number)
facts-all = Xem cả { $count } điều

## Contradictions

facts-differs = Nói khác nhau
facts-differs-now = Đang tin: { $fact }
facts-differs-other = Cũng ghi: { $fact }
facts-keep-this = Tin điều này
facts-keep-both = Cả hai đều đúng

## Suggestions

facts-heard = Nghe được:
facts-accept = Ghi nhớ: { $fact }
facts-mark = Ghi nhớ đoạn đã chọn

## Asking

facts-ask = Nên hỏi tiếp
facts-ask-answer = Đã hỏi, ghi lại
facts-ask-still = Vẫn đúng
facts-ask-other = Câu khác
facts-ask-label = Khách trả lời
facts-ask-worth = Biết được thì phục vụ đúng hơn, đáng giá khoảng { $money } một năm.
facts-your-side = bên mình
facts-ask-why = Biết được thì phục vụ đúng hơn.
facts-ask-again = “Lần trước em có ghi “{ $fact }”, giờ vẫn vậy chứ { $who }?”
question-product = “Bên em có nhiều loại, { $who } thích nhất loại nào ạ?”
question-dislikes = “Có món nào { $who } không dùng được hay không thích để em tránh ạ?”
question-quantity = “Mỗi lần { $who } thường lấy khoảng bao nhiêu ạ?”
question-rhythm = “Bao lâu thì { $who } dùng hết một đợt hàng ạ?”
question-packaging = “Hàng em đóng gói thế nào thì tiện cho { $who } nhất ạ?”
question-delivery = “Em giao vào khoảng mấy giờ thì tiện cho { $who } nhất ạ?”
question-invoicing = “Hóa đơn { $who } muốn em xuất thế nào, gửi về đâu ạ?”
question-payment = “Để em chuẩn bị, { $who } quen thanh toán bằng cách nào ạ?”
question-channel = “Có việc cần báo thì { $who } muốn em gọi hay nhắn qua đâu ạ?”
question-time = “Em liên lạc vào lúc nào thì không phiền { $who } ạ?”
question-language = “Em trao đổi bằng tiếng Việt thì tiện cho { $who } chứ ạ?”
question-plans = “Sắp tới { $who } có dự định gì mới để em chuẩn bị hàng không ạ?”
question-people = “Ngoài { $who } ra, khi cần em có thể gặp ai ạ?”
question-dates = “Có ngày nào đáng nhớ mà { $who } muốn em để ý không ạ?”
question-other = “Có điều gì { $who } muốn em nhớ cho những lần sau không ạ?”

## How well known

facts-depth = Độ hiểu khách
facts-depth-trend = Độ hiểu khách từng tháng
facts-depth-figures = Xem con số
facts-depth-month = Tháng
field-parties-known = Điều đã biết
field-parties-learning = Độ hiểu khách

## Call sheet

facts-call = Phiếu gọi
facts-call-address = Xưng hô
facts-call-phone = Số gọi
facts-call-when = Giờ nên gọi
facts-call-when-unknown = Chưa biết, nên hỏi
facts-call-last = Lần trước
facts-call-known = Nên nhớ khi nói chuyện
facts-call-ask = Nên hỏi
facts-call-orders = Đơn đang mở
facts-call-work = Việc đang mở
facts-call-note = Ghi lại cuộc gọi
facts-call-note-hint = Khách nói gì? Gõ # trước điều cần nhớ.
facts-call-no-orders = Không có đơn nào đang chờ.
facts-call-first = Chưa trò chuyện lần nào.

## Applied facts

facts-applied = Điền sẵn theo điều đã biết
parties-greeting = Dạ em chào { $who },
parties-greet = Mở đầu: { $text }
facts-applied-here = Đã dùng điều đã biết
facts-refused-here = đã bỏ qua

## Known and not used

facts-unused = Đã biết mà chưa dùng
facts-unused-text = Khách đã nói, tiệm đã ghi, nhưng chưa lần nào dùng tới. Điều gì không còn cần thì bỏ đi.
facts-unused-none = Điều nào đã biết cũng đã được dùng.
facts-unused-link = Biết mà chưa dùng

## Who likes

facts-who-search = Ai thích, cần, tránh… gõ cold brew
facts-who-none = Chưa ai nói tới điều này.
facts-caption = Danh sách điều đã biết
facts-empty = Chưa ghi điều gì.
facts-of = Điều đã biết về { $name }

## Today

facts-today = Nên hỏi hôm nay
