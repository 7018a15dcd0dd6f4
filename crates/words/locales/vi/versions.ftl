### Hai người sửa cùng một hồ sơ.

# $name: tên hồ sơ
versions-title = Hai bản của { $name }
# $by: Võ Thu Hà, 14:05
versions-by = { $by }: đã lưu trong lúc bạn sửa.
versions-by-somebody = Có người đã lưu trong lúc bạn sửa.
versions-hint = Chọn từng mục giữ bản nào. Chưa có gì của bạn bị mất.
versions-theirs = Đang lưu
versions-mine = Bạn vừa gõ
versions-save = Lưu lựa chọn này
versions-again = Sửa tiếp trong biểu mẫu
versions-drop = Giữ nguyên bản đang lưu
