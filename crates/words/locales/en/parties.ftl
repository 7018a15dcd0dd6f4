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
field-parties-p-alive = Still a customer
field-parties-clv = Worth of the next 3 years
field-parties-expected-orders = Orders expected in 12 months
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
parties-columns = Columns
parties-columns-shown = Columns shown
parties-filters = Filters
parties-add-filter = Filter by
parties-pages = Pages
parties-first-page = First page
parties-next-page = Next page
parties-nobody-yet = No customers here yet
parties-nobody-yet-text = Add the first person or organization. Every meeting and every order will then gather on their page.
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
parties-known-hint = If it is the same party, open the existing record.
parties-save-anyway = Save anyway

## Two versions

parties-field = Field

## The page of one

parties-summary = Summary
parties-profile = Profile
parties-details = Details
parties-edit-field = Edit { $field }
parties-in-charge = { $name } in charge
parties-stage-track = Relationship stage
parties-since-today = since today
parties-figures = Figures
parties-figures-of = figures of { $name }
parties-bought-year = Bought in 12 months
parties-in-all = { $sum } in all
# $share (number) whole percent
parties-margin-share = { $share }% of sales
parties-mean = { $sum } on average
parties-times = times
parties-unit-days = days
parties-days-ago = days ago
parties-rhythm-needs = needs at least two purchases
parties-since = since { $day }
parties-late = late
parties-late-by = { $times } times the usual gap
parties-in-rhythm = in rhythm
parties-this-page = Customer page
parties-just-changed = { $name } just changed it to
parties-you-typed = You typed
parties-keep-theirs = Keep that
parties-use-mine = Use mine
parties-just-edited = { $name } just changed this page.
parties-somebody = A colleague
parties-show-new = Show the new version
parties-the-program = Quen

## Composer

parties-kinds = Kind of entry
parties-kind-note = Note
parties-kind-call = Call
parties-kind-email = Email
parties-kind-message = Message
parties-kind-meeting = Meeting
parties-kind-task = Task
parties-text = Text
parties-draft = Draft is kept
parties-hint-note = What did { $name } tell you?
parties-hint-call = Sum up the call…
parties-hint-email = The email…
parties-hint-message = What was said?
parties-hint-meeting = Where did you meet, what about?
parties-hint-task = What to do with { $name }…
parties-direction = Who began
parties-outcome = Outcome
parties-channel = Channel
parties-minutes = minutes
parties-at = at: 14:30, yesterday 9:00
parties-subject = Subject
parties-mail-send = Send now to { $email }
parties-mail-out = Sent from another mailbox, only note it
parties-mail-in = The customer wrote, only note it
parties-mail-no-server = To send mail from here, connect a mail server.
parties-mail-set-up = Set up the mail server
parties-mail-ask = Ask the owner to set it up in Settings.
parties-mail-no-address = This customer has no email address, so it can only be noted.
parties-mail-add-address = Add an address
parties-due = due: tomorrow, friday, 15/12

## Story

parties-story = What happened
parties-filter-story = Filter what happened
parties-only-all = All
parties-only-talk = Talk
parties-only-buying = Buying
parties-only-tasks = Tasks
parties-no-story = Nothing here yet. Note the first talk in the box above.
parties-older = Show older
parties-called-in = called us
parties-called-out = called
parties-mailed = sent an email
parties-messaged = wrote by { $channel }
parties-met = met
parties-visited = visited
parties-noted = noted
parties-unanswered = unanswered
parties-order = Order
# $count (number)
parties-more-lines = { $count ->
    [one] and one more item
   *[other] and { $count } more items
}
parties-refunded = { $sum } refunded
parties-task-done = finished:
parties-stage-now = Now at stage
parties-delete-entry = Remove this from the timeline?

## Open work and people

parties-open = Open
parties-no-tasks = Nothing left to do.
parties-until-tomorrow = Until tomorrow
parties-three-days = In three days
parties-next-week = Next week
parties-done = Done: { $task }
parties-put-off = Put off: { $task }
parties-later = Put off until
parties-relationship = Relationship
parties-no-relationship = It begins with the first talk or order.
parties-why = Why
parties-people = People
parties-no-people = Not linked to anybody yet.
parties-add-person = Link a person or organization
parties-link-kind = Relation
parties-link-to = To whom
parties-link-hint = Type a name or a phone
parties-link-title = Position there
parties-unlink = Remove { $name }
parties-unlink-question = Remove the link with { $name }?

## Stage by hand

parties-set-by-hand = Set by hand
parties-by-rules = Leave it to the rules
parties-reason = Reason
parties-reason-hint = One sentence, so that colleagues understand
parties-set-by = Set by { $name } on { $day }
parties-rules-say = By the figures the stage would be { $stage }
parties-clear-override = Give back to the rules
parties-way = Stages so far

## Bin, merge, history

parties-history = Change history
parties-put-back = Put the old value back
parties-delete = Move to the bin
parties-delete-question = Move { $name } to the bin?
parties-in-bin = { $name } is in the bin
parties-in-bin-text = The record is left out of lists and search. It can be restored until the bin is emptied.
parties-erased-name = Deleted customer
parties-merge = Merge with a duplicate
parties-merge-text = All orders, talks and tasks of the other record move to { $name }. The other one goes to the bin.
parties-merge-with = The duplicate
