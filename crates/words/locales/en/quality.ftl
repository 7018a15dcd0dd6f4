### Quality of the customer book: what is missing, what is wrong, what to mend first.

nav-quality = Data quality

field-parties-quality = Quality
field-parties-faults = To mend
field-quality = Quality

choice-parties-faults-no-contact = No way to reach them
choice-parties-faults-bad-phone = Phone number does not exist
choice-parties-faults-incomplete = Record not completed
choice-parties-faults-no-owner = Nobody in charge
choice-parties-faults-name-case = Name in one case only
choice-parties-faults-no-province = Address without a province
choice-parties-faults-no-address = No address
choice-parties-faults-no-tax-code = Company without a tax code
choice-parties-faults-outdated = Not looked at for a year

quality-title = Quality of the customer book
quality-first = Mend these first
quality-good = Good
quality-fair = Fair
quality-poor = Poor
quality-whole = The book is in order
quality-whole-text = Nothing to mend. Wrong numbers, names in capitals and customers without an owner show up here.
quality-duplicates = Customers that may be the same
quality-points = { $least } to { $most } points
quality-becomes = Becomes { $name }
quality-why-duplicates = Somebody with two records is known only half
quality-list = See them in the list
quality-mend = Mend
quality-mend-some = { $count ->
    [one] Mend { $count } record
   *[other] Mend { $count } records
}
quality-mended = { $count ->
    [one] { $count } record mended
   *[other] { $count } records mended
}
quality-none-left = No such record left
quality-why-no-contact = Cannot be called, written to or mailed
quality-why-bad-phone = No network has this number, so a call fails
quality-why-incomplete = Made from an order or message, has a name only
quality-why-no-owner = Nobody looks after them
quality-why-name-case = Looks bad in mails and on invoices
quality-why-no-province = Cannot be filtered by region or priced for delivery
quality-why-no-address = Nothing can be delivered
quality-why-no-tax-code = No invoice can be issued
quality-why-outdated = Phone or address may have changed
quality-kinds = By kind of record
quality-filled = Nothing is left empty
# $percent so many per cent
quality-complete = { $percent }% of the usual fields are filled in.
# $field the field
# $count how many records
quality-lacking = { $field }: empty in { $count } records
quality-outdated = Not looked at for a year
quality-still-right = Still right
quality-worst = The poorest
quality-nameless = Without a name
# $field the field
quality-unreadable = { $field }: cannot be read
# $field the field
quality-missing = { $field }: empty
# $points the points
quality-score = { $points } points
# $count how many records
quality-take-some = { $count ->
    [one] Take { $count } record on
   *[other] Take { $count } records on
}
# $points the points
quality-of-record = Quality of this record: { $points } points
quality-take = Take it on
# $count (number) how many more things to mend
quality-more = and { $count } more
# $done (number) records with a score
# $all (number) records in all
quality-scoring = Working out { $done } of { $all } records
quality-scoring-many = Working them out, many to go
quality-scoring-why = The scores are being worked out anew. The figures here will be whole in some minutes.
