### Tên các mục trên thanh bên và thanh dưới.

## Groups

nav-main = Điều hướng chính
nav-today = Hôm nay
nav-inbox = Hộp thư
nav-customers = Khách hàng
nav-selling = Bán hàng
nav-care = Chăm sóc
nav-insight = Hiểu khách

## Pages

nav-people = Khách hàng
nav-organizations = Tổ chức
nav-segments = Phân khúc
nav-deals = Cơ hội
nav-quotes = Báo giá
nav-orders = Đơn hàng
nav-invoices = Hóa đơn
nav-payments = Thanh toán
nav-products = Sản phẩm
nav-interactions = Trao đổi
nav-tasks = Công việc
nav-promises = Lời hứa
nav-tickets = Phiếu hỗ trợ
nav-campaigns = Chiến dịch
nav-journeys = Hành trình
nav-surveys = Khảo sát
nav-reports = Báo cáo
nav-analytics = Phân tích
nav-facts = Điều đã biết
nav-imports = Nhập dữ liệu
nav-settings = Thiết lập
nav-account = Tài khoản của bạn
nav-help = Trợ giúp
nav-palette = Tìm hoặc ra lệnh
