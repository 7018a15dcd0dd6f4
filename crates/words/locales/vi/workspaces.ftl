### Thiết lập của không gian làm việc.

## Fields

field-workspaces-currency = Tiền tệ
field-workspaces-time-zone = Múi giờ
field-workspaces-language = Ngôn ngữ
field-workspaces-working-week = Ngày làm việc trong tuần
field-workspaces-bin-days = Số ngày giữ trong thùng rác
field-workspaces-logo = Logo
field-workspaces-smtp = Máy chủ gửi thư

## Choices

choice-workspaces-working-week-mon-fri = Thứ Hai đến thứ Sáu
choice-workspaces-working-week-mon-sat = Thứ Hai đến thứ Bảy
choice-workspaces-language-vi = Tiếng Việt
choice-workspaces-language-en = Tiếng Anh
