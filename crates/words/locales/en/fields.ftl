### Custom fields: what a business adds to its customers, orders, products, tasks.

## Fields

field-fields-noun = Belongs to
field-fields-name = Technical name
field-fields-label-vi = Name of the field
field-fields-label-en = English name
field-fields-hint = Help below the control
field-fields-type = Type
field-fields-choices = Choices
field-fields-target = Refers to
field-fields-required = Required
field-fields-personal = Personal data
field-fields-filterable = Can be filtered and sorted
field-fields-listed = Shown in lists from the start
field-fields-position = Place
field-fields-shown-when = Shown only when
field-fields-required-when = Required when
field-fields-formula = Formula
field-fields-result = Results in
field-fields-rollup = Roll-up
field-fields-created-at = Added
field-fields-updated-at = Last changed

choice-fields-type-text = Short text
choice-fields-type-long-text = Long text
choice-fields-type-number = Number
choice-fields-type-money = Amount of money
choice-fields-type-percent = Per cent
choice-fields-type-date = Day
choice-fields-type-date-time = Day and time
choice-fields-type-lunar-date = Solar or lunar day
choice-fields-type-choice = One choice
choice-fields-type-choices = Several choices
choice-fields-type-yes-no = Yes or no
choice-fields-type-phone = Phone number
choice-fields-type-email = Email
choice-fields-type-link = Link
choice-fields-type-address = Address
choice-fields-type-person = Colleague
choice-fields-type-reference = Another record
choice-fields-type-formula = Formula
choice-fields-type-rollup = Roll-up
choice-fields-personal-none = No
choice-fields-personal-basic = Basic personal data
choice-fields-personal-sensitive = Sensitive personal data
choice-fields-result-number = Number
choice-fields-result-money = Amount of money
choice-fields-result-percent = Per cent
choice-fields-result-text = Text
choice-fields-result-date = Day
choice-fields-result-yes-no = Yes or no

fields-type-text = one line, such as a number plate or a pet's name
fields-type-long-text = several lines, such as how to deliver
fields-type-number = such as a table, a bed, a weight
fields-type-money = in the currency of the business
fields-type-percent = such as a discount
fields-type-date = such as the end of a contract
fields-type-date-time = such as an appointment
fields-type-lunar-date = such as a memorial or wedding day; needs no year
fields-type-choice = one of the choices you set
fields-type-choices = several choices at once
fields-type-yes-no = such as contract signed or not
fields-type-phone = checked as a Vietnamese number
fields-type-email = checked for its form
fields-type-link = a web site, a Facebook page
fields-type-address = the province is recognised
fields-type-person = somebody else in charge
fields-type-reference = leads to another customer, order or product
fields-type-formula = worked out from other fields
fields-type-rollup = counted or added up from orders, interactions, tasks

fields-noun-parties = Customers
fields-noun-orders = Orders
fields-noun-products = Products
fields-noun-tasks = Tasks
fields-noun-interactions = Interactions

## Pages

fields-title = Custom fields
fields-own = Own fields
fields-lead = Add what your business needs to note and Quen does not have yet. A new field is in forms, lists, filters, import, export and API at once.
fields-kinds = Kinds of record
fields-new = Add a field
fields-none = No custom fields yet
fields-none-text = For example: membership level, number plate, end of contract.
fields-acts = Acts
fields-up = Move up
fields-down = Move down
fields-retire = Retire
fields-retire-ask = Retire this field? Its values are kept and come back when you restore it.
fields-retired = Retired
fields-which-type = What does this field hold?
fields-words = Words
fields-rules = Rules
fields-name-hint = Made from the field's name when left empty. It cannot be changed later.
fields-choices-hint = One choice a line. With an English name: Vàng | Gold
fields-formula-hint = For example: custom.quantity * custom.unit_price
fields-personal-hint = Personal data is erased when a customer asks for it.
fields-always = always
fields-condition-field = Field
fields-condition-op = Comparison
fields-condition-value = Value
fields-condition-kept = This condition has several levels and can only be changed through the API. Choosing a field here replaces it.
fields-op-eq = is
fields-op-ne = is not
fields-op-not-empty = has a value
fields-op-empty = is empty
fields-op-ge = from
fields-op-le = up to
fields-rollup-of = Taken from
fields-rollup-function = How
fields-rollup-field = Field it is taken of
fields-rollup-field-hint = For example total of orders. Empty when counting.
fields-rollup-filter = Only those that meet a condition
fields-rollup-filter-hint = Written as the API's filter; empty takes all.
fields-function-count = Count
fields-function-sum = Sum
fields-function-min = Smallest
fields-function-max = Largest
fields-function-last = Latest

event-fields-created = Custom field added
event-fields-updated = Custom field changed
event-fields-deleted = Custom field retired
event-fields-restored = Custom field back in use
jobs-kind-fields-refresh = Work custom fields out anew

## Refusals

error-bad-name = This name cannot be used
    .action = Use small letters without diacritics, digits and underscores, beginning with a letter, at most 40.
error-bad-rollup = This roll-up is not valid
    .action = Choose a kind of record, a function, and the field it is taken of unless it counts.
error-field-has-values = There are values, so the type cannot be changed any more
    .action = Add a new field of the type you need and retire the old one.
error-fixed = This cannot be changed once it is made
    .action = Leave it as it was, or add a new field.
error-refers-to-itself = A field cannot depend on itself
    .action = Use another field in the formula or condition.
error-choice-twice = Two choices are the same
    .action = Name each choice only once.
