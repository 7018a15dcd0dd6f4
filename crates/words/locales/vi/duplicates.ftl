### Hồ sơ trùng: gợi ý, gộp, hoàn tác gộp.

nav-duplicates = Hồ sơ trùng

duplicates-title = Hồ sơ trùng
duplicates-open = Cần xem
duplicates-different = Không trùng
duplicates-none = Không còn khách nào trùng
duplicates-none-text = Mỗi vài phút, khách mới và khách vừa sửa được so với cả sổ. Có ai giống nhau sẽ hiện ở đây.
duplicates-none-different = Chưa có cặp nào được đánh dấu
duplicates-none-different-text = Cặp nào bạn nói là khác nhau sẽ nằm ở đây và không bị hỏi lại.
duplicates-sure = Gần như chắc
duplicates-maybe = Có thể
duplicates-why = Vì sao
duplicates-compare = So sánh và gộp
duplicates-not-same = Không phải một khách
duplicates-ask-again = Hỏi lại
duplicates-scan = Quét lại tất cả
duplicates-scanning = Đang quét khách và các hồ sơ khác. Kết quả sẽ hiện dần ở đây.
duplicates-next = Xem thêm
duplicates-looked = Đã so đến { $when }

duplicates-known = Có thể đã có trong sổ:
duplicates-known-hint = Nếu là một khách, hãy mở hồ sơ đã có.

duplicates-why-same-name = Cùng tên
duplicates-why-marks = Cùng tên, một bên không có dấu
duplicates-why-order = Cùng tên, thứ tự họ và tên khác
duplicates-why-letter = Tên chỉ khác một chữ cái
duplicates-why-part-of-name = Một tên nằm trong tên kia
duplicates-why-other-name = Tên khác nhau
duplicates-why-same-phone = Cùng số điện thoại
duplicates-why-other-phone = Số điện thoại khác nhau
duplicates-why-same-email = Cùng hộp thư
duplicates-why-other-email = Email khác nhau
duplicates-why-same-tax-code = Cùng mã số thuế
duplicates-why-other-tax-code = Mã số thuế khác nhau
duplicates-why-same-birthday = Cùng ngày sinh
duplicates-why-other-birthday = Ngày sinh khác nhau
duplicates-why-same-house = Cùng địa chỉ
duplicates-why-same-province = Cùng tỉnh thành
duplicates-why-other-province = Khác tỉnh thành
duplicates-why-other-gender = Khác giới tính
duplicates-why-other-form = Loại hình doanh nghiệp khác nhau

merging-stays = Hồ sơ giữ lại
merging-goes = Hồ sơ được gộp vào
merging-swap = Đổi bên: giữ { $name }
merging-choose = Chỗ hai bên khác nhau, giữ bên nào?
merging-all-same = Hai hồ sơ không có chỗ nào trái nhau.
merging-joined = Điện thoại, email, nhãn, vai trò và ghi chú của cả hai bên đều được giữ.
merging-moves = Những gì chuyển sang
merging-moves-nothing = Hồ sơ kia chưa có đơn hàng, trao đổi hay việc nào.
merging-moves-interactions = { $count } lần trao đổi
merging-moves-orders = { $count } đơn hàng
merging-moves-tasks = { $count } việc
merging-moves-links = { $count } liên hệ
merging-moves-facts = { $count } điều đã biết
merging-moves-custom-records = { $count } hồ sơ tự tạo
merging-moves-sent-messages = { $count } tin đã gửi
merging-moves-consent-history = { $count } lần đồng ý hoặc từ chối
merging-moves-other = { $count } mục khác
merging-undo-hint = Gộp rồi vẫn hoàn tác được trong lịch sử thay đổi của hồ sơ.
merging-stale = Có người vừa sửa một trong hai hồ sơ. Đây là bản mới nhất, hãy xem lại rồi gộp.
merging-undo = Hoàn tác gộp
merging-undo-ask = Tách lại thành hai hồ sơ? Đơn hàng, trao đổi và việc trở về chỗ cũ. Điều gì bạn đã sửa sau khi gộp thì giữ như bây giờ.
merging-undone = Đã hoàn tác
merging-with = Gộp với { $name }
merging-moves-promises = { $count } lời hứa

## mọi loại hồ sơ

duplicates-kinds = Loại hồ sơ
duplicates-not-one = Không phải là một
duplicates-none-here = Không còn cặp nào trùng
duplicates-none-here-text = Mỗi đêm, và ít phút sau khi có thay đổi, các hồ sơ được so với nhau theo những gì đã điền. Có hai hồ sơ giống nhau sẽ hiện ở đây.
duplicates-why-other-number = Số trong tên khác nhau
duplicates-why-same-customer = Của cùng một khách
duplicates-why-other-customer = Của hai khách khác nhau
duplicates-why-same-field = Cùng { $field }
duplicates-why-other-field = Khác { $field }

merging-text = Mọi thứ gắn với hồ sơ kia sẽ chuyển sang { $name }. Hồ sơ kia vào thùng rác.
merging-moves-none = Chưa có gì gắn với hồ sơ kia.
merging-moves-care-programmes = { $count } chương trình chăm sóc
merging-joined-fields = Cả hai bên đều được giữ: { $fields }.
