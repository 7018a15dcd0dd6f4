### Nhập dữ liệu từ tệp.

imports-reason = Lý do chưa nhập được
