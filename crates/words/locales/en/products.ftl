### Products and services.

## Fields

field-products-sku = Code
field-products-name = Name
field-products-unit = Unit
field-products-category = Category
field-products-price = Price without tax
field-products-cost = Cost
field-products-tax-rate = Tax rate
field-products-active = On sale
field-products-note = Note
field-products-custom = Own fields
field-products-created-at = Added
field-products-updated-at = Last change

## Pages

products-new = Add product
products-none-yet = No products yet
products-none-yet-text = Add what you sell to write orders faster and to know the margin of each customer.
products-view-active = On sale
products-view-paused = Paused
