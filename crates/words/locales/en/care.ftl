### Care that comes before the customer asks: programmes, what is planned, what was done.

nav-care-programmes = Proactive care

## Codes

choice-care-occasion-birthday = Birthday
choice-care-occasion-anniversary = Anniversary of the first order
choice-care-occasion-holiday = Holiday
choice-care-occasion-after-purchase = Check after a purchase
choice-care-occasion-guide = Guide after the first purchase
choice-care-occasion-reorder = Reorder reminder at the customer’s own rhythm
choice-care-occasion-win-back = Win back a silent customer
choice-care-occasion-human = Valued customer met only machines
choice-care-mode-off = Off
choice-care-mode-propose = Propose a task
choice-care-mode-send = Send by itself
choice-care-channel-preferred = The channel the customer prefers
choice-care-channel-zalo = Zalo
choice-care-channel-email = Email
choice-care-channel-phone = Phone call
choice-care-channel-sms = SMS
choice-care-channel-messenger = Messenger
choice-care-channel-visit = Visit
choice-care-purpose-care = Kind words, no offer
choice-care-purpose-ads = With an offer
choice-care-audience-everyone = Every customer
choice-care-audience-buyers = Customers who have bought
choice-care-audience-regulars = Regulars (Expansion and Commitment)
choice-care-state-waiting = Waiting
choice-care-state-proposed = Proposed
choice-care-state-done = Done
choice-care-state-sending = Sending
choice-care-state-sent = Sent
choice-care-state-unsure = Perhaps sent
choice-care-state-refused = Not sent
choice-care-state-declined = Declined

## Pages

care-programmes = Programmes
care-new = New programme
care-none = No programme yet. Turn the first one on, and Quen reminds you on the right day and says why.
care-missing = You could add:
care-name = Name of the programme
care-when = When
care-mode = How
care-outcome = Last 90 days
# $made (number)
# $all (number)
care-outcome-of = { $made } of { $all } made
care-table = Programmes, their occasions and outcomes
# $occasion the occasion
# $days (number)
care-before = { $occasion }, { $days ->
    [one] { $days } day before
   *[other] { $days } days before
}
# $occasion the occasion
# $days (number)
care-after = { $occasion }, { $days ->
    [one] { $days } day after
   *[other] { $days } days after
}
# $occasion the occasion
# $days (number)
care-without-person = { $occasion } for { $days } days
care-plan-now = Plan again now
# $days (number)
care-coming = Next { $days } days
care-coming-none = Nothing in the coming days.
care-settled = Done, sent, not sent
care-settled-none = Nothing yet.
care-all = See all
care-more = See more
care-will-send = sends by itself
care-decline = Not needed, decline
# $task what was proposed
care-decline-this = Decline: { $task }
care-declined = Declined.
care-open-words = Ready words
# $task what was proposed
care-open-words-of = Ready words: { $task }
care-words-ready = Ready words
care-words-sent = Make them yours and press “Send now”: the mail leaves from your own mail server and is put on the customer's timeline.
care-send-now = Send now
care-no-server = This goes by e-mail, and no mail server is set up, so it cannot leave from here. You can send it from your own mailbox and note that it was sent.
care-words-copied = Make them yours and copy them into your messages. Pressing the button below puts them on the customer's timeline.
care-words-spoken = Something to say. Change it to what was said; pressing the button below puts it on the customer's timeline.
care-best-way = Best way
care-why = Why
care-address = Reach
care-copy = Copy
care-copied = Copied
care-told-message = Sent
care-told-call = Called
care-told-visit = Visited
care-told-already = This was done already.

## Form

care-occasion = Occasion
care-holiday = Holiday
care-no-holiday = Choose a holiday
care-product = Product
care-product-hint = Once, after the customer bought this product for the first time.
care-no-product = Choose a product
care-days = How many days from it
care-days-hint = 0 is the day itself. For a valued customer who met only machines: days without a person.
care-side = Before or after
care-side-before = Before that day
care-side-after = After that day
care-audience = For whom
care-mode-hint = Propose: a task with its reason, done by you. Send: an email, only if the customer has not said no.
care-channel = Channel
care-channel-hint = By itself only email is sent; other channels are proposed to a colleague.
care-purpose = Content
care-purpose-hint = A wish with a voucher is an advert: it goes only to customers who agreed to offers.
care-subject = Subject of the email
care-text = Words
care-text-hint = Write {"{customer}"} for the form of address, {"{shop}"} for the shop’s name, {"{product}"} for the product.
care-remove = Remove this programme

## Figures

care-on = Running
care-on-note = programmes
care-made = Cared for
# $count (number)
care-made-note = times in 90 days; { $count } not sent
care-human = By people
care-proactive = Begun by us
care-this-month = this month
care-shares = People and machines, first word and answer
care-shares-label = Share of touches by people and share begun by us, month by month
care-shares-none = No touches in the last six months.
care-shares-note = Begun by us: the customer had not written in the three days before. Counted anew each night.
care-figures = See the figures
care-month = Month
care-touches = Touches
# $months (number)
care-people = Who takes the first step, last { $months } months
# $percent share
# $count (number)
care-person-said = { $percent } of { $count }
care-delivered = Expected and delivered
# $got (number)
# $expected (number)
care-got-of = { $got } of { $expected }
care-promises-kept = Promises kept
care-promises-in-time = Promises kept in time
care-promises-beyond = More than promised
care-answered = Questions answered
care-answered-in-time = Answered within a day
care-delivered-in-time = Delivered in time
care-requests-told = Data requests acknowledged in time
care-requests-done = Data requests closed in time
care-planned-made = Planned care that was made
# $week (number)
# $week_cap (number)
# $month (number)
# $month_cap (number)
# $quarter (number)
# $quarter_cap (number)
care-pressure = Contacted on { $week } of { $week_cap } days in 7 days, { $month } of { $month_cap } in 30, { $quarter } of { $quarter_cap } in 90.
# $week (number)
# $week_cap (number)
# $month (number)
# $month_cap (number)
# $quarter (number)
# $quarter_cap (number)
care-pressure-full = Contacted enough: on { $week } of { $week_cap } days in 7 days, { $month } of { $month_cap } in 30, { $quarter } of { $quarter_cap } in 90. Give it a rest.
care-only-machines = In the last 90 days this customer heard machines alone. A person should call.

## Why

# $day when
care-why-birthday = Birthday on { $day }
# $day when
# $age how old
care-why-birthday-age = Turns { $age } on { $day }
# $day when
care-why-birthday-lunar = Lunar birthday, this year on { $day }
# $day when
# $age how old
care-why-birthday-lunar-age = Turns { $age } by the lunar calendar, this year on { $day }
# $day when
care-why-birthday-lunar-short = Born on a lunar 30th; the month is short, so kept on { $day }
# $day when
# $years how many
care-why-anniversary = { $years } years since the first order, on { $day }
# $day when
# $holiday its name
care-why-holiday = { $holiday }, { $day }
# $day when
care-why-after-purchase = Bought on { $day }, ask how it is
# $day when
care-why-guide = Bought for the first time on { $day }
# $day when
# $rhythm days
care-why-reorder = Usually buys every { $rhythm } days, next time about { $day }
# $day when
# $rhythm days
care-why-win-back = Last order on { $day }, used to buy every { $rhythm } days
# $day when
care-why-human = Only automatic mail since { $day }, nobody has talked
care-why-human-never = Only automatic mail for half a year, nobody has talked
# $why the reason
today-reason-care = { $why }.

## What is to be done

# $name the customer
care-task-birthday = Wish { $name } a happy birthday
# $name the customer
care-task-anniversary = Thank { $name } for staying with us
# $name the customer
# $holiday its name
care-task-holiday = Greet { $name }: { $holiday }
# $name the customer
care-task-after-purchase = Ask { $name } about the purchase
# $name the customer
# $product its name
care-task-guide = Show { $name } how to use { $product }
# $name the customer
care-task-reorder = Remind { $name } to reorder
# $name the customer
care-task-win-back = Invite { $name } back
# $name the customer
care-task-human = Call { $name } in person

## How programmes begin

care-start-birthday = Birthday wishes
care-start-birthday-subject = Happy birthday, {"{customer}"}
care-start-birthday-text = {"{customer}"}, all of us at {"{shop}"} wish you a happy birthday, health and a joyful year!
care-start-anniversary = Thanks to old friends
care-start-anniversary-subject = Thank you, {"{customer}"}
care-start-anniversary-text = {"{customer}"}, it is years to the day since you first came to {"{shop}"}. Thank you for your trust!
care-start-holiday = Holiday greetings
care-start-holiday-subject = Greetings from {"{shop}"}
care-start-holiday-text = {"{customer}"}, {"{shop}"} wishes you and your family a happy holiday.
care-start-after-purchase = Check after a purchase
care-start-after-purchase-subject = Is everything fine?
care-start-after-purchase-text = {"{customer}"}, are you happy with what you bought? If anything is not right, tell {"{shop}"}.
care-start-guide = First steps
care-start-guide-subject = How to get the best out of {"{product}"}
care-start-guide-text = {"{customer}"}, thank you for choosing {"{product}"}. Here are a few hints; {"{shop}"} is happy to help.
care-start-reorder = Reorder reminder
care-start-reorder-subject = Running low?
care-start-reorder-text = {"{customer}"}, you may be running low. Write to {"{shop}"} and we will have it ready.
care-start-win-back = Win back
care-start-win-back-subject = We have missed you, {"{customer}"}
care-start-win-back-text = {"{customer}"}, it has been a while. Was something not right last time? Tell {"{shop}"}.
care-start-human = A person calls
care-start-human-subject = How are you, {"{customer}"}?
care-start-human-text = Call {"{customer}"}: how are things, what is needed, what was not right.

## Why not

care-late = The day has passed
care-unsure = The way broke off; look before you write again
# $cap how many
care-crowd = This programme has proposed { $cap } tasks today
# $from hour
# $to hour
care-waits-hours = Waiting for the hours that suit them, { $from } to { $to } o’clock
care-no-mail = The mail server could not be used yet
care-bad-address = The mail server does not take this address

error-care-email-only = By itself Quen can only send email
    .action = Choose the channel Email, or Propose a task.
error-care-by-hand = This must be done by a person
    .action = Choose Propose a task.
error-care-by-hand-only = This does not go by e-mail
    .action = Follow it on its channel, then note that it was done.
error-care-visit-no-offer = A visit carries no offer
    .action = Choose care without an offer.
error-bad-placeholder = There are words in braces that Quen does not know
    .action = Use only {"{customer}"}, {"{shop}"} and {"{product}"}.

## What happened

event-care-created = Added a care programme
event-care-changed = Changed a care programme
event-care-removed = Removed a care programme
event-care-proposed = A care programme proposed a task
event-care-sent = A care programme sent a mail
event-care-unsure = A care mail may or may not have arrived
event-care-refused = A care programme did not send
event-care-declined = Declined a care proposal
jobs-kind-care-plan = Planning of care
jobs-kind-care-act = Care that is due
