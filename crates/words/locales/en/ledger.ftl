### The value ledger: what both sides gave and received.

## Fields of what is written by hand

field-benefits-party-id = With
field-benefits-side = Way
field-benefits-kind = Kind
field-benefits-happened-on = Day
field-benefits-amount = Worth
field-benefits-text = What it was
field-benefits-custom = Own fields
field-benefits-created-at = Written down
field-benefits-updated-at = Last changed
choice-benefits-side-given = We gave
choice-benefits-side-received = They gave
choice-benefits-kind-concession = Concession
choice-benefits-kind-gift = Gift
choice-benefits-kind-help = Help
choice-benefits-kind-advice = Advice
choice-benefits-kind-information = Information
choice-benefits-kind-feedback = Feedback
choice-benefits-kind-recommendation = Good word, recommendation
choice-benefits-kind-other = Other

## Page

ledger-title = Value ledger
ledger-lead = What they bring, what we gave.
ledger-open = Open the ledger
ledger-empty = Nothing to put down yet. Orders, promises kept and time spent come here by themselves.
# $received the sum
# $given the sum
ledger-sum-margin = They brought { $received } of margin; we took off, paid back and gave { $given }.
# $received the sum
# $given the sum
ledger-sum-revenue = They brought { $received } of sales (not all costs are known); we took off, paid back and gave { $given }.
ledger-unit = Shown by
ledger-by-year = By year
ledger-by-quarter = By quarter
ledger-chart = Given and received
# $received the sum
# $given the sum
ledger-chart-label = Period by period: above, what they brought, { $received } in all; below, what we gave, { $given } in all.
ledger-received-margin = They brought (margin)
ledger-received-revenue = They brought (sales)
ledger-given-money = Taken off, paid back, given
ledger-table = See the figures
ledger-period = Period
# $quarter (number)
# $year the year
ledger-quarter = Q{ $quarter }/{ $year }
ledger-time = Service time
ledger-entries = Entries
ledger-entries-caption = Entries of the value ledger, newest first
ledger-capped = There is too much to count: the ledger looks at the newest 5,000 of each kind.
ledger-given = Given
ledger-received = Received
ledger-given-none = Nothing given yet.
ledger-received-none = Nothing received yet.
# $count (number)
ledger-times = { $count ->
    [one] once
   *[other] { $count } times
}
# $margin the sum
ledger-margin-in-it = margin { $margin }
# $margin the sum
# $count (number)
ledger-margin-known = { $count ->
    [one] margin { $margin } of { $count } order with known costs
   *[other] margin { $margin } of { $count } orders with known costs
}
ledger-what = What
ledger-side = Way
ledger-on = Day
ledger-worth = Worth
ledger-unpriced = no price put on it
ledger-no-entries = No entries.
# $count (number)
ledger-more = { $count ->
    [one] { $count } older entry.
   *[other] { $count } older entries.
}

## By hand

ledger-note = Add to the ledger
ledger-text-hint = For instance: may pay a month later; praised us on Facebook.
ledger-amount-hint = Leave it empty when it has no price.
# $text what it was
ledger-remove = Remove: { $text }
ledger-remove-ask = Remove this entry from the ledger?

## Kinds

ledger-kind-revenue = Sales
ledger-kind-referral = Customer brought to us
ledger-kind-discount = Discount
ledger-kind-refund = Refund
ledger-kind-service = Service time
ledger-kind-promise-kept = Promise kept
ledger-kind-concession = Concession
ledger-kind-gift = Gift
ledger-kind-help = Help
ledger-kind-advice = Advice
ledger-kind-information = Information
ledger-kind-feedback = Feedback
ledger-kind-recommendation = Good word, recommendation
ledger-kind-other = Other

## Trust

ledger-trust = Signs of trust
# $span how long
# $day the first day
ledger-trust-since = Known to each other for { $span }, since { $day }.
ledger-trust-new = Never spoke or traded yet.
# $kept (number)
# $all (number)
ledger-trust-promises = We kept { $kept } of { $all } promises.
ledger-trust-no-promises = No promise has come due yet.
# $kept (number)
# $all (number)
ledger-trust-deliveries = We delivered { $kept } of { $all } orders in time.
# $kept (number)
# $all (number)
ledger-trust-payments = They paid { $kept } of { $all } orders in time.
# $kept (number)
# $all (number)
# $open (number)
ledger-trust-overdue = They paid { $kept } of { $all } orders in time; overdue: { $open }.
# $amount money
# $orders (number)
ledger-trust-owed = They owe us { $amount } on { $orders ->
        [one] one order
       *[other] { $orders } orders
    }.
# $amount money
# $orders (number)
# $late money
ledger-trust-owed-late = They owe us { $amount } on { $orders ->
        [one] one order
       *[other] { $orders } orders
    }, { $late } of it overdue.
# $count (number)
# $mended (number)
ledger-trust-broken = { $count ->
    [one] { $count } promise broken, { $mended } made good.
   *[other] { $count } promises broken, { $mended } made good.
}
# $count (number)
ledger-trust-referrals = { $count ->
    [one] Brought us { $count } customer.
   *[other] Brought us { $count } customers.
}
# $count (number)
# $when when last
ledger-trust-complaints = { $count ->
    [one] Unhappy once, { $when }.
   *[other] Unhappy { $count } times, last { $when }.
}
ledger-trust-no-complaints = Never unhappy.

## Elsewhere

# $count (number)
merging-moves-benefits = { $count ->
    [one] { $count } entry of the value ledger
   *[other] { $count } entries of the value ledger
}
event-benefits-created = added to the value ledger
event-benefits-updated = changed the value ledger
event-benefits-deleted = removed an entry from the value ledger
event-benefits-restored = restored an entry of the value ledger
event-benefits-erased = erased an entry of the value ledger
