### Cột của tệp nhập vào.

## parties

import-parties-full-name = Họ và tên
import-parties-code = Mã khách hàng
import-parties-phone = Điện thoại
import-parties-phone2 = Điện thoại thứ hai
import-parties-email = Email
import-parties-gender = Giới tính
import-parties-salutation = Xưng hô
import-parties-birthday = Sinh nhật
import-parties-address = Địa chỉ
import-parties-province = Tỉnh, thành phố
import-parties-district-old = Quận, huyện (cũ)
import-parties-ward = Phường, xã
import-parties-company = Công ty
import-parties-tax-code = Mã số thuế
import-parties-national-id = Số căn cước
import-parties-group = Nhóm khách
import-parties-type = Cá nhân hay tổ chức
import-parties-source = Nguồn
import-parties-owner = Người phụ trách
import-parties-status = Tình trạng
import-parties-tags = Nhãn
import-parties-note = Ghi chú
import-parties-website = Trang web
import-parties-facebook = Facebook
import-parties-zalo = Zalo
import-parties-bank-account = Số tài khoản
import-parties-bank-name = Ngân hàng
import-parties-debt = Công nợ
import-parties-total-spent = Tổng đã mua
import-parties-points = Điểm
import-parties-tier = Hạng
import-parties-last-purchase = Lần mua cuối
import-parties-created-at = Ngày tạo
import-parties-created-by = Người tạo
import-parties-branch = Chi nhánh
import-parties-representative = Người đại diện
import-parties-position = Chức vụ
import-parties-industry = Ngành nghề

## orders

import-orders-number = Số đơn
import-orders-ordered-at = Ngày đặt
import-orders-party-code = Mã khách hàng
import-orders-party-phone = Điện thoại khách
import-orders-party-email = Email khách
import-orders-party-name = Tên khách
import-orders-sku = Mã hàng
import-orders-text = Tên hàng
import-orders-quantity = Số lượng
import-orders-unit-price = Đơn giá
import-orders-discount = Giảm giá
import-orders-tax-rate = Thuế suất
import-orders-cost = Giá vốn
import-orders-total = Thành tiền
import-orders-currency = Tiền tệ

## products

import-products-sku = Mã hàng
import-products-name = Tên hàng
import-products-unit = Đơn vị tính
import-products-unit-price = Giá bán
import-products-cost = Giá vốn
import-products-tax-rate = Thuế suất
import-products-group = Nhóm hàng
import-products-description = Mô tả
import-products-barcode = Mã vạch
import-products-stock = Tồn kho
import-products-currency = Tiền tệ

## interactions

import-interactions-external-id = Mã ở phần mềm cũ
import-interactions-party-code = Mã khách hàng
import-interactions-party-phone = Điện thoại khách
import-interactions-party-email = Email khách
import-interactions-party-name = Tên khách
import-interactions-kind = Loại
import-interactions-channel = Kênh
import-interactions-direction = Chiều
import-interactions-started-at = Bắt đầu
import-interactions-ended-at = Kết thúc
import-interactions-subject = Tiêu đề
import-interactions-body = Nội dung
import-interactions-outcome = Kết quả
