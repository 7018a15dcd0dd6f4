### Tìm mọi thứ.

find-reading = Tìm theo cách gõ “{ $reading }”
find-nothing = Không tìm thấy gì cho “{ $question }”. Thử ít chữ hơn, hoặc vài số cuối của điện thoại.
find-hint = Gõ tên, vài số cuối của điện thoại, email hoặc mã khách.
find-others = Mục khác
find-commands = Ra lệnh
# $name: tên khách
find-with = Việc với { $name }
