### Sản phẩm và dịch vụ.

## Fields

field-products-sku = Mã hàng
field-products-name = Tên hàng
field-products-unit = Đơn vị tính
field-products-category = Nhóm hàng
field-products-price = Giá bán chưa thuế
field-products-cost = Giá vốn
field-products-tax-rate = Thuế suất
field-products-active = Đang bán
field-products-note = Ghi chú
field-products-custom = Trường riêng
field-products-created-at = Ngày thêm
field-products-updated-at = Sửa lần cuối

## Pages

products-new = Thêm hàng
products-none-yet = Chưa có sản phẩm nào
products-none-yet-text = Thêm những gì bạn bán để viết đơn nhanh hơn và biết lãi của từng khách.
products-view-active = Đang bán
products-view-paused = Ngừng bán
