### Tệp tải lên: ô chọn tệp trong biểu mẫu, chữ trong tệp đã đọc tới đâu, vì sao một tệp không được nhận.

files-remove = Gỡ tệp này
files-attach = Đính kèm tệp
files-title = Tệp
files-record = Của
files-text = Chữ trong tệp
files-text-waiting = Chưa đọc chữ trong tệp
files-text-read = Tìm được chữ trong tệp
files-text-cut = Tệp rất dài, chỉ tìm được phần đầu
files-text-none = Trong tệp không có chữ để tìm
files-text-locked = Tệp khóa bằng mật khẩu nên không tìm được chữ bên trong
files-text-broken = Tệp hỏng nên không tìm được chữ bên trong
files-text-too-large = Tệp bung ra quá lớn nên không tìm được chữ bên trong
files-text-too-slow = Đọc tệp quá lâu nên không tìm được chữ bên trong
files-uploaded = Tải lên
files-size = Dung lượng
files-download = Tải xuống
error-no-such-file = Không có tệp này
    .action = Chọn lại tệp rồi tải lên.
error-upload-empty = Tệp trống
    .action = Chọn tệp khác.
error-upload-too-large = Tệp lớn hơn { $max } MB
    .action = Thu nhỏ tệp, hoặc để ở nơi khác rồi ghi đường dẫn.
error-upload-type = Không nhận loại tệp này
    .action = Chọn PDF, tài liệu văn phòng, bảng tính, chữ thường, ảnh, ghi âm hoặc tệp ZIP.
error-upload-not-its-type = Tệp không đúng như đuôi tên
    .action = Mở ra, lưu lại đúng loại rồi tải lên.
