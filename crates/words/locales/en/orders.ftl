### Orders.

## Fields

field-orders-number = Number
field-orders-party-id = Customer
field-orders-contact-id = Contact
field-orders-ordered-at = Placed
field-orders-ordered-on = Day
field-orders-status = State
field-orders-lines = Lines
field-orders-discount = Discount on the whole
field-orders-subtotal = Goods
field-orders-tax = Tax
field-orders-total = Total
field-orders-cost = Cost
field-orders-margin = Margin
field-orders-refunded = Refunded
field-orders-net = Kept
field-orders-note = Note
field-orders-custom = Own fields
field-orders-created-at = Entered
field-orders-updated-at = Last change

## States

choice-orders-status-draft = Draft
choice-orders-status-confirmed = Confirmed
choice-orders-status-delivered = Delivered
choice-orders-status-cancelled = Cancelled
