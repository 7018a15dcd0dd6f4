### Liên kết giữa các khách.

link-works-at = Làm việc tại
link-works-at-inverse = Có người làm việc
link-belongs-to = Thuộc về
link-belongs-to-inverse = Có đơn vị thành viên
link-referred-by = Được giới thiệu bởi
link-referred-by-inverse = Đã giới thiệu
link-household = Cùng nhà
