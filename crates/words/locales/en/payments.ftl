### Money that came in for orders.

## Fields

field-payments-order-id = Order
field-payments-party-id = Customer
field-payments-amount = Amount
field-payments-paid-on = Paid on
field-payments-way = Paid by
field-payments-text = Words beside it
field-payments-custom = Own fields
field-payments-created-at = Noted
field-payments-updated-at = Last change
choice-payments-way-cash = Cash
choice-payments-way-transfer = Bank transfer
choice-payments-way-card = Card
choice-payments-way-wallet = E-wallet
choice-payments-way-cod = Cash on delivery
choice-payments-way-other = Another way

## Pages

fields-noun-payments = Payments
payments-of-order = Payment
payments-none = No payment noted yet.
payments-note = Note a payment
payments-rest = the rest, on the day the order says it was paid in full
# $amount money
payments-over = The customer paid { $amount } more than the order comes to.
payments-withdraw = Withdraw this payment
payments-withdraw-ask = Withdraw this payment? What the order owes is reckoned anew.
# $amount money
payments-owed = { $amount } still owed
payments-view-owed = Owed
payments-empty = No payments yet
payments-empty-text = Open an order to note how much the customer paid, when and in which way.
# $count (number)
merging-moves-payments = { $count ->
    [one] { $count } payment
   *[other] { $count } payments
}

## Refusals

error-over-paid = This is more than the order still owes
    .action = Enter no more than what is still owed, or change the order first.
error-paid-by-parts = The noted payments say otherwise
    .action = Add, change or withdraw a payment on the order's page; the day it was paid in full follows by itself.
# $total (text) the order's total
error-paid-over-total = More was paid than the whole order, which is { $total }
    .action = Correct what was paid or the total, then import the row again.
# $total (text) the order's total
error-debt-over-total = More is owed than the whole order, which is { $total }
    .action = Correct what is owed or the total, then import the row again.
# $owed (text) the total without what was paid
error-debt-differs = What is owed does not agree: the total without what was paid is { $owed }
    .action = Make the two columns agree, or leave one of them out.
# $paid (text) what is noted as paid
error-paid-less = { $paid } is noted as paid on this order, more than the file says
    .action = Look at the payments on the order's page, or correct the row.
error-paid-part = It says that a part was paid, not how much
    .action = Write the amount that was paid, or add a column with what is owed.
error-paid-differs = The rows of one order say different things
    .action = Write the same in every row of the order, or in its first row alone.

## What happened

event-payments-created = noted a payment
event-payments-updated = changed a payment
event-payments-deleted = withdrew a payment
event-payments-restored = restored a payment
event-payments-erased = erased a payment
