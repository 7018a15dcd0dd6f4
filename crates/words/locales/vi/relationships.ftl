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
