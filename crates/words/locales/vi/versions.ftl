### Hai người sửa cùng một hồ sơ.

versions-hint = Bên dưới vẫn là những gì bạn nhập: bấm Lưu thì bản của bạn thay bản đang lưu.
