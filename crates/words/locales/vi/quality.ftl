### Chất lượng sổ khách: thiếu gì, sai gì, sửa gì trước.

nav-quality = Chất lượng sổ

field-parties-quality = Chất lượng
field-parties-faults = Cần sửa
field-quality = Chất lượng

choice-parties-faults-no-contact = Không có cách liên hệ
choice-parties-faults-bad-phone = Số điện thoại không đúng
choice-parties-faults-incomplete = Hồ sơ chưa điền xong
choice-parties-faults-no-owner = Chưa có người phụ trách
choice-parties-faults-name-case = Tên viết hoa hoặc viết thường hết
choice-parties-faults-no-province = Địa chỉ thiếu tỉnh thành
choice-parties-faults-no-address = Chưa có địa chỉ
choice-parties-faults-no-tax-code = Công ty chưa có mã số thuế
choice-parties-faults-outdated = Hơn một năm chưa ai xem lại

quality-title = Chất lượng sổ khách
quality-first = Nên sửa trước
quality-good = Tốt
quality-fair = Tạm
quality-poor = Kém
quality-whole = Sổ khách gọn gàng
quality-whole-text = Không có gì phải sửa. Khi có số sai, tên viết hoa hết hay khách chưa ai phụ trách, việc cần sửa hiện ở đây.
quality-duplicates = Khách có thể bị trùng
quality-points = { $least } đến { $most } điểm
quality-becomes = Sửa thành { $name }
quality-why-duplicates = Một người hai hồ sơ thì không ai thấy hết chuyện
quality-list = Xem trong danh sách
quality-mend = Sửa
quality-mend-some = Sửa { $count } hồ sơ
quality-mended = Đã sửa { $count } hồ sơ
quality-none-left = Không còn hồ sơ nào
quality-why-no-contact = Không gọi, không nhắn, không gửi thư được
quality-why-bad-phone = Không nhà mạng nào có số này, gọi sẽ không được
quality-why-incomplete = Tạo từ đơn hàng hay tin nhắn, mới có tên
quality-why-no-owner = Không ai nhận việc chăm sóc
quality-why-name-case = Thư và hóa đơn in ra sẽ xấu
quality-why-no-province = Không lọc theo vùng, không tính phí giao được
quality-why-no-address = Không giao hàng được
quality-why-no-tax-code = Không xuất hóa đơn được
quality-why-outdated = Số điện thoại, địa chỉ có thể đã đổi
quality-kinds = Theo loại hồ sơ
quality-filled = Không còn mục nào để trống
# $percent so many per cent
quality-complete = Đã điền { $percent }% các mục hay dùng.
# $field the field
# $count how many records
quality-lacking = { $field }: còn trống ở { $count } hồ sơ
quality-outdated = Hơn một năm chưa ai xem lại
quality-still-right = Vẫn đúng
quality-worst = Kém nhất
quality-nameless = Chưa có tên
# $field the field
quality-unreadable = { $field }: giá trị không đọc được
# $field the field
quality-missing = { $field }: còn trống
# $points the points
quality-score = { $points } điểm
# $count how many records
quality-take-some = Nhận { $count } hồ sơ về mình
# $points the points
quality-of-record = Chất lượng hồ sơ: { $points } điểm
quality-take = Nhận về mình
# $count (number) how many more things to mend
quality-more = và { $count } mục nữa
# $done (number) records with a score
# $all (number) records in all
quality-scoring = Đang tính { $done } / { $all } hồ sơ
quality-scoring-many = Đang tính, còn nhiều hồ sơ
quality-scoring-why = Điểm của các hồ sơ đang được tính lại. Vài phút nữa số liệu ở đây mới đủ.
