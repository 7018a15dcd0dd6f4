### Columns of files that are read in.

## parties

import-parties-full-name = Name
import-parties-code = Customer code
import-parties-phone = Phone
import-parties-phone2 = Second phone
import-parties-email = E-mail
import-parties-gender = Gender
import-parties-salutation = Form of address
import-parties-birthday = Birthday
import-parties-address = Address
import-parties-province = Province
import-parties-district-old = District (former)
import-parties-ward = Ward
import-parties-company = Company
import-parties-tax-code = Tax code
import-parties-national-id = Personal id
import-parties-group = Group
import-parties-type = Person or organisation
import-parties-source = Source
import-parties-owner = Owner
import-parties-status = Status
import-parties-tags = Tags
import-parties-note = Note
import-parties-website = Web site
import-parties-facebook = Facebook
import-parties-zalo = Zalo
import-parties-bank-account = Bank account
import-parties-bank-name = Bank
import-parties-debt = Debt
import-parties-total-spent = Total spent
import-parties-points = Points
import-parties-tier = Tier
import-parties-last-purchase = Last purchase
import-parties-created-at = Created
import-parties-created-by = Created by
import-parties-branch = Branch
import-parties-representative = Representative
import-parties-position = Position
import-parties-industry = Industry

## orders

import-orders-number = Order number
import-orders-ordered-at = Placed
import-orders-party-code = Customer code
import-orders-party-phone = Customer phone
import-orders-party-email = Customer e-mail
import-orders-party-name = Customer name
import-orders-sku = Product code
import-orders-text = Product
import-orders-quantity = Quantity
import-orders-unit-price = Unit price
import-orders-discount = Discount
import-orders-tax-rate = Tax rate
import-orders-cost = Cost
import-orders-total = Total
import-orders-currency = Currency

## products

import-products-sku = Code
import-products-name = Name
import-products-unit = Unit
import-products-unit-price = Price
import-products-cost = Cost
import-products-tax-rate = Tax rate
import-products-group = Category
import-products-description = Description
import-products-barcode = Barcode
import-products-stock = Stock
import-products-currency = Currency

## interactions

import-interactions-external-id = Id in the former program
import-interactions-party-code = Customer code
import-interactions-party-phone = Customer phone
import-interactions-party-email = Customer e-mail
import-interactions-party-name = Customer name
import-interactions-kind = Kind
import-interactions-channel = Channel
import-interactions-direction = Direction
import-interactions-started-at = Start
import-interactions-ended-at = End
import-interactions-subject = Subject
import-interactions-body = What was said
import-interactions-outcome = Outcome
