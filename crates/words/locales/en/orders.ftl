### Orders.

## Fields

field-orders-number = Number
field-orders-party-id = Customer
field-orders-contact-id = Contact
field-orders-ordered-at = Placed
field-orders-ordered-on = Day
field-orders-status = State
field-orders-deliver-by = Deliver by
field-orders-delivered-on = Delivered on
field-orders-due-on = Payment due
field-orders-paid-on = Paid in full on
field-orders-on-credit = On credit
field-orders-lines = Lines
field-orders-discount = Discount on the whole
field-orders-subtotal = Goods
field-orders-tax = Tax
field-orders-total = Total
field-orders-cost = Cost
field-orders-margin = Margin
field-orders-refunded = Refunded
field-orders-net = Kept
field-orders-paid = Paid
field-orders-rest = The rest, not noted by itself
field-orders-rest-on = The rest paid on
field-orders-owed = Still owed
field-orders-note = Note
field-orders-custom = Own fields
field-orders-created-at = Entered
field-orders-updated-at = Last change

## States

choice-orders-status-draft = Draft
choice-orders-status-confirmed = Confirmed
choice-orders-status-delivered = Delivered
choice-orders-status-cancelled = Cancelled

## Pages

orders-new = New order
orders-none-yet = No orders yet
orders-none-yet-text = Write the first one; from then on Quen knows who buys regularly and who has gone silent.
# $number (text) the order's number
orders-named = Order { $number }
orders-details = Details
orders-today-unless = Today unless you say otherwise
orders-number-unless = Leave empty to number it automatically
orders-day-hint = The day agreed with the customer, such as 25/11 or Friday
orders-due-hint = Leave empty when paid at once
orders-paid-hint = The day all of it was paid
orders-on-credit = Goods first, no day of payment named
orders-late = late
orders-customer-hint = Type a name, phone or customer code
orders-which-customer = Which customer?
orders-line-text = Goods
orders-line-quantity = Quantity
orders-line-price = Unit price
orders-line-discount = Discount
orders-line-tax = Tax %
orders-line-amount = Amount
orders-more-lines = More lines
orders-confirm = Confirm
orders-deliver = Delivered
orders-undeliver = Not delivered
orders-cancel = Cancel order
orders-reopen = Back to draft
orders-refunds = Refunds
orders-no-refunds = Nothing refunded.
orders-refund = Refund
orders-refund-amount = Amount to refund
orders-refund-reason = Reason
orders-withdraw = Withdraw this refund
orders-withdraw-ask = Withdraw this refund?
# $number of the order
orders-lines-caption = Lines of order { $number }

## Lines, as figures are taken of them

field-order-lines-product-id = Product
field-order-lines-quantity = Quantity
field-order-lines-amount = Amount
