### Parties: people and organisations.

field-parties-kind = Kind
field-parties-name = Name
field-parties-code = Customer code
field-parties-phones = Phone
field-parties-emails = Email
field-parties-tax-code = Tax code
field-parties-birthday = Birthday
field-parties-gender = Gender
field-parties-salutation = Form of address
field-parties-address = Address
field-parties-province = Province
field-parties-website = Website
field-parties-tags = Tags
field-parties-roles = Roles
field-parties-source = Source
field-parties-note = Note
field-parties-owner = Owner
field-parties-incomplete = Details missing
field-parties-custom = Custom fields
field-parties-stage = Stage
field-parties-type = Relationship type
field-parties-spend = Spent
field-parties-margin = Contribution margin
field-parties-occasions = Purchases
field-parties-first-order-on = First purchase
field-parties-last-order-on = Last purchase
field-parties-rhythm-days = Buying rhythm
field-parties-last-contact-at = Last contact
field-parties-created-at = Added
field-parties-updated-at = Last changed

choice-parties-kind-person = Person
choice-parties-kind-organization = Organization
choice-parties-gender-female = Female
choice-parties-gender-male = Male
choice-parties-gender-other = Other
choice-parties-roles-customer = Customer
choice-parties-roles-supplier = Supplier
choice-parties-roles-partner = Partner
choice-parties-roles-employee = Employee
choice-parties-roles-investor = Investor
choice-parties-stage-awareness = Stranger
choice-parties-stage-exploration = Exploring
choice-parties-stage-expansion = Regular
choice-parties-stage-commitment = Close
choice-parties-stage-dissolution = Fading
choice-parties-type-new = New
choice-parties-type-current = Current
choice-parties-type-loyal = Loyal
choice-parties-type-prospective = Can return
choice-parties-type-strategic = Strategic
choice-parties-type-exchange = Transactional
choice-parties-type-project = Project-based

### The list, the form and the page of a customer.

## List

parties-new = New customer
parties-new-organization = New organization
parties-edit = Edit details
parties-organization = Organization
parties-next-task = Next task
parties-nobody = Nobody in charge
parties-none-yet = none yet
parties-some = any
parties-not-bought = no purchase
parties-too-few = too few
parties-bought = bought { $when }
parties-views = Views
parties-view-all = All
parties-view-mine = Mine
parties-view-close = Close
parties-view-fading = Fading
parties-search = Search this list
parties-caption = List of customers
parties-columns = Columns
parties-columns-shown = Columns shown
parties-filters = Filters
parties-add-filter = Filter by
parties-pages = Pages
parties-first-page = First page
parties-next-page = Next page
parties-nobody-yet = No customers here yet
parties-nobody-yet-text = Add the first person or organization. Every meeting and every order will then gather on their page.
parties-nothing-for = No customers match
parties-drop-filter = Drop filter { $field }
parties-drop-all = Clear all filters
parties-own-condition = Custom condition
parties-month = { $month }
parties-leap-month = { $date } leap

## Filter words

parties-verb-is = is
parties-verb-is-not = is not
parties-verb-within = within
parties-verb-older = over
parties-verb-from = from
parties-verb-to = up to
parties-verb-starts = starts with
parties-within-days = Within the last
parties-older-than-days = Longer ago than
parties-never = Never
parties-days = Days
parties-from = From
parties-to = To

## Form

parties-form-who = Who
parties-form-reach = Contact
parties-form-business = With the business
parties-tags-hint = Separate several tags with commas
parties-several-hint = Separate several with commas
parties-salutation-hint = Such as “chị Ngọc”. Left empty, it follows name and age
parties-birthday-hint = Such as 24/11/1988, or 24/11 without the year
parties-source-hint = Where you met, who introduced them
parties-calendar = Calendar
parties-solar = Solar
parties-lunar = Lunar
parties-province-by-address = From the address typed
parties-known = Same phone, email or tax code as
parties-known-hint = If it is the same party, open the existing record.
parties-save-anyway = Save anyway

## Two versions

parties-two-versions = Two versions
parties-two-versions-hint = Choose the right one for each field, then save.
parties-field = Field
parties-theirs = Saved version
parties-mine = Your version
parties-keep-stored = Keep the saved version
