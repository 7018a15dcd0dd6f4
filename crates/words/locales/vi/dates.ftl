### Ngày gần và khoảng thời gian. Chữ thường, để đứng được giữa câu.

## Near days

date-today = hôm nay
date-yesterday = hôm qua
date-tomorrow = ngày mai
date-day-before-yesterday = hôm kia
date-day-after-tomorrow = ngày kia
date-now = vừa xong

## Past

date-minutes-ago = { $count } phút trước
date-hours-ago = { $count } giờ trước
date-days-ago = { $count } ngày trước
date-weeks-ago = { $count } tuần trước
date-months-ago = { $count } tháng trước
date-years-ago = { $count } năm trước

## Future

date-in-minutes = { $count } phút nữa
date-in-hours = { $count } giờ nữa
date-in-days = { $count } ngày nữa
date-in-weeks = { $count } tuần nữa
date-in-months = { $count } tháng nữa

## Deadlines

date-days-left = còn { $count } ngày
date-hours-left = còn { $count } giờ
date-minutes-left = còn { $count } phút
date-days-late = trễ { $count } ngày
date-hours-late = trễ { $count } giờ

## Spans

span-minutes = { $count } phút
span-hours = { $count } giờ
span-days = { $count } ngày
span-weeks = { $count } tuần
span-months = { $count } tháng
span-years = { $count } năm

## Weekdays

weekday-monday = thứ Hai
weekday-tuesday = thứ Ba
weekday-wednesday = thứ Tư
weekday-thursday = thứ Năm
weekday-friday = thứ Sáu
weekday-saturday = thứ Bảy
weekday-sunday = Chủ nhật
weekday-short-monday = T2
weekday-short-tuesday = T3
weekday-short-wednesday = T4
weekday-short-thursday = T5
weekday-short-friday = T6
weekday-short-saturday = T7
weekday-short-sunday = CN

## Periods

period-today = Hôm nay
period-this-week = Tuần này
period-this-month = Tháng này
period-last-month = Tháng trước
period-this-quarter = Quý này
period-this-year = Năm nay
period-last-year = Năm ngoái
period-custom = Chọn ngày
period-from = Từ ngày
period-to = Đến ngày

## Lunar calendar

date-lunar = { $date } âm lịch
