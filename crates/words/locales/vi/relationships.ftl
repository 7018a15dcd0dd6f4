### Năm chặng của một mối quan hệ.
stage-awareness = Lạ
stage-exploration = Tìm hiểu
stage-expansion = Quen
stage-commitment = Thân
stage-dissolution = Phai

## Evidence

stage-evidence-cancelled = Đã ngừng hợp đồng ngày { $day }
stage-evidence-unlikely = Ít khả năng còn mua: { $chance }
# $days (number)
# $gaps how many times
stage-evidence-silent = { $days } ngày chưa mua, bằng { $gaps } lần nhịp mua thường lệ
# $days (number)
stage-evidence-complaint = Có khiếu nại chưa giải quyết đã { $days } ngày
stage-evidence-negative = Hai lần trao đổi gần nhất đều không tốt
stage-evidence-ended = Coi như đã chia tay
# $count (number)
stage-evidence-occasions = Đã mua { $count } lần
# $days (number)
stage-evidence-tenure = Gắn bó { $days } ngày từ lần mua đầu đến lần mua cuối
# $variation of the gaps
# $segment usual variation
stage-evidence-regular = Mua đều: độ lệch { $variation }, mức chung { $segment }
stage-evidence-active = Nhiều khả năng vẫn là khách: { $chance }
# $days (number)
# $gaps how many times
stage-evidence-rhythm = Mua lần cuối { $days } ngày trước, bằng { $gaps } lần nhịp mua
stage-evidence-contract = Đang có hợp đồng hoặc đơn định kỳ
stage-evidence-referral = Đã giới thiệu khách khác
stage-evidence-wallet = Mua ở mình { $share } nhu cầu
# $score (number)
stage-evidence-promoter = Chấm { $score } điểm khi được hỏi có giới thiệu không
# $recent money
# $before money
stage-evidence-growth = Lãi gộp tăng: { $recent }, trước đó { $before }
# $recent money
# $before money
stage-evidence-growth-spend = Mua nhiều hơn: { $recent }, trước đó { $before }
stage-evidence-category = Mua thêm nhóm hàng mới
stage-evidence-second-contact = Có thêm người liên hệ thứ hai
# $count (number)
stage-evidence-contact = Đã trò chuyện hai chiều { $count } lần
stage-evidence-known = Mới biết tên, chưa trò chuyện
type-evidence-by-hand = Do người phụ trách đặt
type-evidence-no-order = Có quan tâm, chưa mua
# $days (number)
type-evidence-first-order = Mua lần đầu { $days } ngày trước
type-evidence-committed = Đang ở chặng Thân
type-evidence-can-return = Đang phai, nhưng từng mang lại { $margin }
# $days (number)
type-evidence-no-talk = { $days } ngày chưa trò chuyện hai chiều
type-evidence-never-talked = Chưa từng trò chuyện hai chiều
# $count (number)
type-evidence-orders = Đã mua { $count } lần

## Đặt ngưỡng của chặng và loại quan hệ

rules-title = Chặng quan hệ
rules-lead = Quen tự xếp khách vào năm chặng theo nhịp mua, thời gian gắn bó và trao đổi. Đổi ngưỡng cho hợp với cửa hàng, bấm Xem thử để biết ai sẽ chuyển chặng, rồi mới lưu.
rules-part-rhythm = Nhịp mua
rules-part-expansion = Lên Quen
rules-part-commitment = Lên Thân
rules-part-dissolution = Sang Phai
rules-part-types = Loại quan hệ
rules-unit-days = ngày
rules-unit-gaps = lần nhịp mua
rules-unit-count = lần
rules-unit-percent = %
rules-fallback-gap-days = Nhịp mua khi chưa biết gì
rules-segment-weight = Nhịp chung của tiệm nặng bằng mấy nhịp của khách
rules-slack = Độ trễ khi rời chặng
rules-expanding-occasions = Số lần mua ít nhất
rules-expanding-silence = Im lặng nhiều nhất
rules-expanding-chance = Khả năng còn mua ít nhất
rules-expanding-growth = Lãi kỳ này so với kỳ trước ít nhất
rules-window-gaps = Độ dài một kỳ so sánh
rules-committed-occasions = Số lần mua ít nhất
rules-committed-tenure-days = Gắn bó ít nhất
rules-committed-tenure-gaps = Gắn bó ít nhất, tính theo nhịp
rules-committed-silence = Im lặng nhiều nhất
rules-committed-chance = Khả năng còn mua ít nhất
rules-pledged-score = Điểm giới thiệu được xem là gắn kết
rules-fading-silence = Phai khi im lặng quá
rules-troubled-silence = Phai sớm hơn nếu có chuyện không vui, khi im lặng quá
rules-fading-chance = Phai khi khả năng còn mua dưới
rules-ended-silence = Coi như chia tay khi im lặng quá
rules-ended-chance = Coi như chia tay khi khả năng còn mua dưới
rules-new-days = Là khách mới trong
rules-new-gaps = hoặc trong, tính theo nhịp
rules-exchange-silent-days = Chỉ mua bán khi không trao đổi đã
rules-preview = Xem thử
rules-preview-title = Nếu lưu ngưỡng này
rules-preview-looked = Đã xem { $count } khách mua gần đây nhất.
rules-preview-all = Đã xem tất cả { $count } khách từng mua.
rules-preview-none = Không khách nào chuyển chặng.
rules-preview-types = { $count } khách chỉ đổi loại quan hệ.
rules-preview-from = Từ chặng
rules-preview-to = Sang chặng
rules-preview-count = Số khách
rules-preview-who = Chẳng hạn
rules-saved = Đã lưu. Quen đang xếp lại chặng của mọi khách.
rules-history-title = Chuyển chặng theo tháng
rules-defaults = Về ngưỡng ban đầu
rules-preview-moves = Khách sẽ chuyển chặng
