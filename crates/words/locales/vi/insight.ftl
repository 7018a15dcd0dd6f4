### Câu nói của phần Hiểu khách: vì sao, khoảng bao nhiêu, nên làm gì.

## Chưa nói được

# $have (number)
# $need (number)
# $missing (number)
insight-too-few-customers = Còn sớm để nói: mới có { $have } khách mua hàng, cần { $need }. Thêm { $missing } khách nữa là đủ
# $have (number)
# $need (number)
# $missing (number)
insight-too-few-repeaters = Còn sớm để nói: mới có { $have } khách mua lại, cần { $need }. Thêm { $missing } khách quay lại nữa là đủ
# $have days, rounded
# $need days, rounded
insight-too-short-observation = Còn sớm để nói: sổ mới có { $have } ngày, cần khoảng { $need } ngày (ba nhịp mua)
insight-no-repeaters = Chưa khách nào mua lần thứ hai nên chưa biết ai sẽ quay lại
insight-no-observation-time = Mọi khách đều mới mua hôm nay, phải chờ thêm ít ngày
insight-no-spend = Chưa có đơn mua lại nào có tiền, nên chưa tính được giá trị
# $parameter name in the model
insight-parameter-at-bound = Số liệu chưa đủ rõ (tham số { $parameter } chạm biên), hãy coi con số là ước chừng
insight-flat-likelihood = Số liệu hợp với nhiều cách giải thích khác nhau, hãy coi con số là ước chừng

## Một khách

# $of (number)
# $total (number)
insight-still-surely = Gần như chắc vẫn là khách: { $total } khách như vậy thì { $of } còn mua
# $of (number)
# $total (number)
insight-still-probably = Nhiều khả năng vẫn là khách: { $total } khách như vậy thì { $of } còn mua
# $of (number)
# $total (number)
insight-still-perhaps = Chưa chắc còn là khách: { $total } khách như vậy thì { $of } còn mua
# $of (number)
# $total (number)
insight-still-hardly = Khó còn là khách: { $total } khách như vậy chỉ { $of } còn mua
insight-still-unknown = Chưa biết còn mua hay không
# $rhythm (number) days
# $silent (number) days
insight-rhythm-and-silence = Thường { $rhythm } ngày mua một lần; lần mua gần nhất cách đây { $silent } ngày
# $silent (number) days
insight-silence = Mua gần nhất cách đây { $silent } ngày, chưa đủ lần mua để biết nhịp
# $horizon (number) days
insight-expect-none = Trong { $horizon } ngày tới chưa trông đợi đơn nào
# $low (number)
# $high (number)
# $horizon (number) days
insight-expect-orders = Trong { $horizon } ngày tới có thể mua { $low } đến { $high } lần
# $low money
# $high money
insight-expect-worth = Doanh thu chừng { $low } đến { $high }

## So sánh hai cách làm

# $lower share
# $upper share
# $rarity (number)
insight-ab-a-better = Cách A tốt hơn từ { $lower } đến { $upper }. Nếu thật ra như nhau thì { $rarity } lần mới có một lần ra thế này
# $lower share
# $upper share
# $rarity (number)
insight-ab-b-better = Cách B tốt hơn từ { $lower } đến { $upper }. Nếu thật ra như nhau thì { $rarity } lần mới có một lần ra thế này
insight-ab-empty-side = Một bên chưa có khách nào
insight-ab-equal-shares = Hai bên bằng nhau: thêm bao nhiêu khách cũng không phân được hơn kém
# $lower share
# $upper share
insight-ab-no-difference = Chưa thấy khác nhau rõ: B so với A nằm trong khoảng { $lower } đến { $upper }
# $have (number)
# $need (number)
insight-ab-too-few = Một bên mới có { $have } khách, cần { $need } mới nói được
insight-ab-too-few-values = Một bên có chưa đến hai số để so

## Mua kèm

insight-basket-empty = Chưa có đơn nào để xem khách hay mua kèm gì
# $together (number)
# $of (number)
# $lower share
insight-basket-suggest = { $of } đơn có món này thì { $together } đơn mua kèm món kia (ít nhất { $lower })

## Giữ chân

insight-cohort-empty = Nhóm này chưa có khách
# $size (number)
# $kept share
# $periods (number)
insight-cohort-kept = { $size } khách bắt đầu cùng kỳ, sau { $periods } kỳ còn { $kept } mua
# $size (number)
insight-cohort-young = { $size } khách vừa bắt đầu, chưa qua kỳ nào
# $time days, rounded
# $n (number)
insight-survival-median = Một nửa đã xảy ra sau { $time } ngày (tính trên { $n } khách)
# $left share
# $time days, rounded
# $n (number)
insight-survival-most-stay = Sau { $time } ngày vẫn còn { $left } chưa xảy ra (tính trên { $n } khách)
insight-survival-empty = Chưa có ai để theo dõi
insight-no-events = Chưa xảy ra với ai
insight-nobody-left = Chưa ai rời đi
insight-nobody-stayed = Chưa ai ở lại
# $first share
# $fifth share
insight-sbg-retention = Lần gia hạn đầu có { $first } ở lại, lần thứ năm { $fifth }: càng lâu càng gắn bó
insight-retention-infinite = Lãi tăng nhanh hơn mức chiết khấu nên cộng mãi không hết; hãy giảm mức tăng lãi
insight-retention-range = Có số nằm ngoài khoảng cho phép
# $from share
# $to share
# $uplift share
insight-retention-uplift = Giữ chân từ { $from } lên { $to } thì mỗi khách đáng giá thêm { $uplift }

## Yếu tố ảnh hưởng

insight-collinear = Có cột chỉ lặp lại cột khác, hãy bỏ bớt
insight-constant-columns = Mọi cột đều một giá trị, không có gì để so
# $column name
# $times how many times
insight-cox-later = Thêm một { $column } thì chuyện xảy ra chậm hơn { $times } lần
# $column name
# $times how many times
insight-cox-sooner = Thêm một { $column } thì chuyện dễ xảy ra hơn { $times } lần
# $column name
insight-cox-unclear = { $column } chưa thấy ảnh hưởng rõ
insight-one-class = Tất cả đều có hoặc đều không, chưa có gì để học
# $lift how many times
# $error number
insight-propensity-quality = Nhóm được chấm cao nhất mua gấp { $lift } lần mức chung (sai số { $error })
insight-separated = Một cột đã tách hẳn hai nhóm, hãy kiểm tra lại cột đó
# $have (number)
# $need (number)
# $missing (number)
insight-too-few-deals = Mới có { $have } cơ hội đã chốt, cần { $need }. Thêm { $missing } nữa là đủ
# $have (number)
# $need (number)
# $missing (number)
insight-too-few-rows = Mới có { $have } dòng, cần { $need }. Thêm { $missing } nữa là đủ
# $have (number)
# $need (number)
insight-too-few-values = Mới có { $have } số, cần { $need }
insight-values-too-large = Số quá lớn, không tính được
# $chance share
# $won (number)
# $closed (number)
# $base share
insight-win-chance = Khả năng chốt { $chance }: { $won } trên { $closed } cơ hội như vậy đã chốt, mức chung { $base }

## Dự báo

# $mean number
# $lower number
# $upper number
insight-forecast = Kỳ tới khoảng { $mean }, có thể từ { $lower } đến { $upper }
# $mean number
# $lower number
# $upper number
insight-forecast-as-last-season = Kỳ tới như cùng kỳ trước, khoảng { $mean }, có thể từ { $lower } đến { $upper }; chưa cách tính nào đoán đúng hơn
insight-forecast-method-needs-more = Chuỗi số quá ngắn cho cách tính này

## Lãi và giá trị

# $customers (number)
insight-profit-all-earn = Cả { $customers } khách đều mang lại lãi
insight-profit-empty = Chưa có khách nào
# $lost money
insight-profit-none = Gộp lại chưa có lãi; các khách lỗ làm mất { $lost }
# $below (number)
# $customers (number)
# $lost money
# $peak share
insight-profit-whale = { $below } trên { $customers } khách làm mất { $lost }. Không có họ, lãi bằng { $peak } hiện nay
# $actual money
insight-portfolio-below-zero = Đang lỗ { $actual }: tăng giá, bớt chi phí phục vụ, hoặc chia tay
# $actual money
# $growth money
insight-portfolio-grow = Đáng { $actual }, còn có thể thêm { $growth }: nên chăm để lớn
# $actual money
insight-portfolio-keep = Thuộc nhóm giá trị nhất, đáng { $actual }: phải giữ
# $actual money
insight-portfolio-migrator = Đáng { $actual }: phục vụ tốt với chi phí vừa phải

## Khách chấm điểm

# $score number
# $lower number
# $upper number
# $n (number)
insight-score = { $score } điểm, nhưng với { $n } câu trả lời thì có thể từ { $lower } đến { $upper }
# $points number
insight-score-down = Giảm { $points } điểm, giảm thật
# $points number
insight-score-no-change = Lệch { $points } điểm, chưa phải thay đổi thật
insight-score-none = Chưa ai trả lời
# $have (number)
# $need (number)
insight-score-too-few = Mới có { $have } câu trả lời, cần { $need } mới hiện điểm
# $points number
insight-score-up = Tăng { $points } điểm, tăng thật

## Hiểu khách đến đâu

# $index number
# $minutes number
insight-learning-depth = Hiểu khách { $index } trên 100; chỗ khác phải mất chừng { $minutes } phút của khách mới hiểu bằng mình
insight-learning-nothing = Chưa biết gì riêng về khách này
# $share share
insight-wallet-declared = Khách cho biết mua ở mình { $share } nhu cầu
insight-wallet-nearly-all = Ước chừng mua ở mình gần hết (trên 80%)
insight-wallet-over-half = Ước chừng mua ở mình hơn một nửa (50–80%)
insight-wallet-under-fifth = Ước chừng mua ở mình chưa tới một phần năm
insight-wallet-under-half = Ước chừng mua ở mình chưa tới một nửa (20–50%)
