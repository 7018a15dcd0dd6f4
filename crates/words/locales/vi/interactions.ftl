### Lần trao đổi: ghi chú, cuộc gọi, email, cuộc gặp, tin nhắn, lần ghé thăm.

## Fields

field-interactions-party-id = Với ai
field-interactions-kind = Loại
field-interactions-channel = Kênh
field-interactions-direction = Chiều
field-interactions-started-at = Lúc
field-interactions-ended-at = Kết thúc
field-interactions-subject = Tiêu đề
field-interactions-body = Nội dung
field-interactions-outcome = Kết quả
field-interactions-participants = Người tham gia
field-interactions-files = Tệp đính kèm
field-interactions-user-id = Người thực hiện
field-interactions-external-id = Mã ở phần mềm cũ
field-interactions-automatic = Máy tự gửi
field-interactions-custom = Trường riêng
field-interactions-answered-at = Trả lời lúc
field-interactions-created-at = Ghi lúc
field-interactions-updated-at = Sửa lần cuối

## Kinds

choice-interactions-kind-note = Ghi chú
choice-interactions-kind-call = Cuộc gọi
choice-interactions-kind-email = Email
choice-interactions-kind-meeting = Cuộc gặp
choice-interactions-kind-message = Tin nhắn
choice-interactions-kind-visit = Ghé thăm

## Channels

choice-interactions-channel-phone = Điện thoại
choice-interactions-channel-email = Email
choice-interactions-channel-zalo = Zalo
choice-interactions-channel-messenger = Messenger
choice-interactions-channel-sms = SMS
choice-interactions-channel-web = Trang web
choice-interactions-channel-in-person = Gặp trực tiếp
choice-interactions-channel-portal = Cổng khách hàng
choice-interactions-channel-other = Khác

## Directions

choice-interactions-direction-in = Khách liên hệ mình
choice-interactions-direction-out = Mình liên hệ khách
choice-interactions-direction-none = Hai bên

## Outcomes

choice-interactions-outcome-reached = Đã nói chuyện
choice-interactions-outcome-no-answer = Không nghe máy
choice-interactions-outcome-busy = Máy bận
choice-interactions-outcome-voicemail = Để lại lời nhắn
choice-interactions-outcome-agreed = Đồng ý
choice-interactions-outcome-interested = Quan tâm
choice-interactions-outcome-refused = Từ chối
choice-interactions-outcome-unhappy = Không hài lòng

## Pages

interactions-empty = Chưa có lần trao đổi nào.
interactions-view-waiting = Chờ trả lời
