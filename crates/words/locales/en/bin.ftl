### The bin: what lies there, for how long, the way back.

nav-bin = Bin

bin-title = Bin
bin-text = { $days ->
    [one] Everything stays in the bin for { $days } day before it is gone for good. Until then it can be taken back at any time.
   *[other] Everything stays in the bin for { $days } days before it is gone for good. Until then it can be taken back at any time.
}
bin-kept = Everything stays in the bin. It can be taken back at any time.
bin-empty = The bin is empty
bin-empty-text = What is deleted lies here.
bin-what = Deleted
bin-when = When
bin-left = Left
bin-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
bin-hangs = What hangs on this record:
bin-nothing-hangs = No orders, interactions or tasks hang on this record yet.
# $count how many
# $kind what they are called
bin-hangs-own = { $count } { $kind }
merging-moves-order-lines = { $count ->
    [one] { $count } order line
   *[other] { $count } order lines
}
merging-moves-refunds = { $count ->
    [one] { $count } refund
   *[other] { $count } refunds
}
merging-moves-fact-uses = { $count ->
    [one] used once
   *[other] used { $count } times
}
