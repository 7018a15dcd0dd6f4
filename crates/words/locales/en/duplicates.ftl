### Duplicates: suggestions, merging, undo.

nav-duplicates = Duplicates

duplicates-title = Duplicates
duplicates-open = To look at
duplicates-different = Not the same
duplicates-none = No duplicates left
duplicates-none-text = Every few minutes new and changed customers are compared with the whole book. Those that are alike show up here.
duplicates-none-different = No pair was marked yet
duplicates-none-different-text = Pairs that you called different are kept here and not asked again.
duplicates-sure = Almost certain
duplicates-maybe = Possible
duplicates-why = Why
duplicates-compare = Compare and merge
duplicates-not-same = Not the same
duplicates-ask-again = Ask again
duplicates-scan = Scan everything
duplicates-scanning = Customers and all other records are being scanned. What is found shows up here.
duplicates-next = Show more
duplicates-looked = Compared until { $when }

duplicates-known = Perhaps known already:
duplicates-known-hint = If it is the same customer, open the record that is there.

duplicates-why-same-name = Same name
duplicates-why-marks = Same name, one without marks
duplicates-why-order = Same name in another order
duplicates-why-letter = Names differ in one letter
duplicates-why-part-of-name = One name is part of the other
duplicates-why-other-name = Different names
duplicates-why-same-phone = Same phone
duplicates-why-other-phone = Different phones
duplicates-why-same-email = Same mailbox
duplicates-why-other-email = Different mail addresses
duplicates-why-same-tax-code = Same tax code
duplicates-why-other-tax-code = Different tax codes
duplicates-why-same-birthday = Same birthday
duplicates-why-other-birthday = Different birthdays
duplicates-why-same-house = Same address
duplicates-why-same-province = Same province
duplicates-why-other-province = Different provinces
duplicates-why-other-gender = Different gender
duplicates-why-other-form = Different legal form

merging-stays = Record that stays
merging-goes = Record that is merged into it
merging-swap = Swap: keep { $name }
merging-choose = Where they differ, which one stays?
merging-all-same = The two do not contradict each other.
merging-joined = Phones, mail addresses, tags, roles and notes of both are kept.
merging-moves = What moves
merging-moves-nothing = The other record has no orders, interactions or tasks yet.
merging-moves-interactions = { $count ->
    [one] { $count } interaction
   *[other] { $count } interactions
}
merging-moves-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
merging-moves-tasks = { $count ->
    [one] { $count } task
   *[other] { $count } tasks
}
merging-moves-links = { $count ->
    [one] { $count } link
   *[other] { $count } links
}
merging-moves-facts = { $count ->
    [one] { $count } thing known
   *[other] { $count } things known
}
merging-moves-custom-records = { $count ->
    [one] { $count } record of your own
   *[other] { $count } records of your own
}
merging-moves-sent-messages = { $count ->
    [one] { $count } message sent
   *[other] { $count } messages sent
}
merging-moves-consent-history = { $count ->
    [one] { $count } yes or no to messages
   *[other] { $count } times yes or no to messages
}
merging-moves-other = { $count } more
merging-undo-hint = A merge can be undone from the record's history.
merging-stale = Somebody has just changed one of the two. This is the latest; look again and merge.
merging-undo = Undo the merge
merging-undo-ask = Make two records of it again? Orders, interactions and tasks go back where they were. What you changed since the merge stays as it is now.
merging-undone = Undone
merging-with = Merged with { $name }
merging-moves-promises = { $count ->
    [one] { $count } promise
   *[other] { $count } promises
}

## every kind of record

duplicates-kinds = Kind of record
duplicates-not-one = Not the same
duplicates-none-here = No pairs left
duplicates-none-here-text = Every night, and some minutes after a change, the records are compared by what is filled in. Two that are alike show up here.
duplicates-why-other-number = Another number in the name
duplicates-why-same-customer = Of the same customer
duplicates-why-other-customer = Of two customers
duplicates-why-same-field = Same { $field }
duplicates-why-other-field = Different { $field }

merging-text = All that hangs on the other record moves to { $name }. The other one goes to the bin.
merging-moves-none = Nothing hangs on the other record yet.
merging-moves-care-programmes = { $count ->
    [one] { $count } care programme
   *[other] { $count } care programmes
}
merging-joined-fields = Both sides are kept: { $fields }.
