### Personal data and the customer's own door.

nav-privacy = Personal data

## Codes

choice-privacy-kind-access = See their data
choice-privacy-kind-provide-copy = Get a copy
choice-privacy-kind-rectify = Correct it
choice-privacy-kind-restrict = Restrict its use
choice-privacy-kind-object = Object to its use
choice-privacy-kind-withdraw-consent = Withdraw consent
choice-privacy-kind-erase = Erase it
choice-privacy-outcome-fulfilled = Done
choice-privacy-outcome-refused = Refused with reasons
choice-privacy-breach-personal-data = Personal data got out, lost or changed
choice-privacy-breach-consumer-system = A system with customers' data was attacked
privacy-noun-party = Record
privacy-noun-parties = Customers
privacy-noun-relationships = Relationships
privacy-noun-interactions = Interactions
privacy-noun-facts = What is known
privacy-noun-orders = Orders
privacy-noun-payments = Payments
privacy-noun-products = Products
privacy-noun-projects = Projects
privacy-noun-benefits = Ledger, noted by hand
privacy-noun-breaches = Data breaches
privacy-noun-promises = Promises
privacy-noun-tasks = Tasks
privacy-noun-consents = Consent
privacy-noun-consent-history = Log of consent
privacy-noun-contact-preference = How to be reached
privacy-noun-requests = Requests about data
privacy-noun-made-at = Made at

## Pages

privacy-requests = What customers ask
privacy-no-requests = Nobody asked anything yet.
privacy-new = Note a request
privacy-who = Customer
privacy-kind = What is wanted
privacy-breach-kind = Kind of incident
privacy-received = Received on
privacy-note = What was said
privacy-clock = Deadlines by law
privacy-ack-due = Tell the procedure by
privacy-due = Done by
privacy-told = the procedure was told
# $day by when
privacy-tell-by = tell the procedure by { $day }
privacy-tell = The procedure was told
privacy-extend = Extend once
privacy-extension = Reason of the extension
privacy-close = Close the request
privacy-outcome = Outcome
privacy-answer = Answer to the customer
privacy-inventory = Personal data kept
privacy-inventory-note = This list is made from the fields of Quen, so none is left out.
privacy-sensitive = sensitive
privacy-breaches = Breaches
privacy-no-breaches = No breaches.
privacy-report = Record a breach
privacy-report-note = The clock runs from now: tell the authority within 72 hours, after an attack on the system within 24.
privacy-what = What happened
privacy-people = About how many people
privacy-notified = told
# $by when
privacy-notify-by = tell by { $by }
privacy-notify = The authority was told
privacy-found = Found at
privacy-found-hint = Now unless you say otherwise, such as 05/03/2026 14:30
privacy-breach = Breach
privacy-named-label = Customers named
# $count (number)
privacy-named = { $count ->
    [one] one customer named
   *[other] { $count } customers named
}
privacy-people-of = Customers it touched
privacy-people-list = See as a list
privacy-nobody-named = Nobody named yet.
privacy-name = Name as touched
privacy-name-who = Which customer
privacy-name-by-list = Many at once: filter the list and choose “Touched by a breach”.
privacy-name-nobody = No such customer was found.
privacy-spare = Not this one
# $day when it was found
privacy-touched = A data breach found on { $day } touched this customer.
privacy-touched-act = Touched by a breach
privacy-touched-which = Which breach touched the chosen customers?
# $people how many
# $limit how many
privacy-crowd-near = You have kept data of { $people } people, those removed since included. From { $limit } people on, a small firm too needs an impact assessment file and a data protection officer; prepare now.
# $limit how many
privacy-crowd-passed = You have kept data of more than { $limit } people. Small firms are no longer exempt: an impact assessment file and a data protection officer are needed.
field-parties-breach = Data breach
privacy-of-person = This customer's data
privacy-copy = Copy
privacy-download = Download the copy
privacy-erase = Erase the customer's data
privacy-erase-note = Record, phones, mails, talks, promises, tasks, notes and files that were read in are erased for good. Orders stay without a name because the law on accounts demands them. Old backups go as your own schedule says.
privacy-type-name = Type the customer's name again to be sure
privacy-wrong-name = The name does not match; nothing was erased

## The customer's own door

portal-title = Customer page
portal-lead = Type the mail address you gave the shop. A link comes to your mailbox; no password is needed.
portal-email = Your mail address
portal-send = Send the link
portal-code = The code the shop gave you
portal-code-hint = Ten letters and digits, such as K7MPQ-4XRWT
portal-code-for = Code for the customer
# $address of the door
portal-code-at = The customer opens { $address } and types it in.
portal-sent = If the shop knows this address, a link is on its way to you. It works once, within 30 minutes.
portal-question = To be sure it is you, one question:
portal-digits = The last four digits of your phone number
portal-own-email = The mail address this link came to
portal-enter = Open the page
portal-nav = Customer page
portal-about-me = About me
portal-leave = Leave
portal-invite = Mail an invitation to their page
portal-hand-out = Make a link to their page
portal-link = Link for the customer
# $until day
portal-link-once = Pass it on by Zalo, message or paper. It is shown this once, opens once, until { $until }. The customer is asked for the last four digits of their phone, or for their mail address.
# $you how the guest is spoken to
portal-knows = What the shop knows about { $you }
# $you the same, at the beginning of a sentence
portal-knows-note = { $you } can see, correct or take back anything. What is changed here is obeyed from now on.
portal-copy = Download my data
portal-record = Contact details
portal-correct = Correct
portal-unknown = not known
portal-facts = Tastes and habits
portal-no-facts = The shop has noted nothing of its own about you.
portal-add-fact = Tell one thing more for the shop to remember
# $fact what is known
portal-fact-right = Right: { $fact }
# $fact what is known
portal-fact-wrong = Correct: { $fact }
# $fact what is known
portal-fact-forget = Forget it: { $fact }
portal-you = you
portal-right = Right
# $day when
portal-deliver-by = to be delivered by { $day }
# $seen (number)
# $among (number)
portal-seen = Seen in { $seen } of the last { $among } orders
# $day when
portal-said-here = Said on this page on { $day }
portal-guess = What the shop guesses
portal-guess-before = It seems:
portal-guess-after = Is that so?
portal-guess-right = Yes
portal-guess-wrong = Not quite
portal-guess-forget = Do not guess this
portal-guess-note = Neither sold nor shared with anybody.
portal-fact-now = It is rather
portal-orders = Orders
portal-no-orders = No orders yet.
# $you how the guest is spoken to
portal-consents = The shop may reach { $you } by
# $channel such as Zalo
# $purpose what for
portal-switch = { $channel }: { $purpose }
portal-switch-hint = Press to allow, press again to take it back.
# $cap (number) days
portal-cap = On { $cap } days a quarter at most
portal-wishes = When and how it suits you
portal-promises = The shop's promises
portal-no-promises = No promises yet.
# $you how the guest is spoken to
portal-rights = The rights { $you } have
portal-ask-access = Show me everything
portal-ask-erase = Erase my record
portal-erase-means = The shop erases everything it knows and keeps only the papers that the law demands. What is erased does not come back. The day by which it must be done will stand here.
portal-erase-send = Ask for erasure
# $day by when
portal-answered-by = done by { $day }
# $shop name
mail-portal-subject = Your page at { $shop }
mail-portal-link =
    Hello { $called },

    Here is the link to your page at { $shop }. It works once, within 30 minutes:

    { $link }

    If you did not ask for it, ignore this mail.
mail-portal-invitation =
    Hello { $called },

    { $shop } invites you to see what the shop knows about you, correct it, and choose how to be reached. The link works once, within seven days:

    { $link }

## Refusals

error-portal-wrong-answer = The answer does not match
    .action = Check it and try again; after five tries the link no longer works.
error-portal-no-question = This customer has neither phone nor mail address
    .action = Add one of them first; else anybody with the link could go in.
error-request-closed = This request is closed
    .action = Reload the page to see the outcome.
error-request-acknowledged = The procedure was told already
    .action = Reload the page to see how it stands.
error-request-extended = This request was extended once already
    .action = The law allows one extension; finish it in time.
error-breach-notified = The authority was told already
    .action = Reload the page to see how it stands.
error-no-rule = No rule is known for this day
    .action = Check the day.

## What happened

event-portal-invited = invited the customer to the customer page
event-portal-asked = asked for a link to the customer page
event-portal-entered = opened the customer page
event-privacy-opened = asked something about personal data
event-privacy-acknowledged = told the procedure of a request
event-privacy-extended = extended a request
event-privacy-closed = closed a request
event-privacy-erased = erased personal data
event-privacy-breach-reported = recorded a breach
event-privacy-breach-notified = told the authority of a breach
event-privacy-breach-people-named = named customers that a breach touched
event-privacy-breach-person-spared = took a customer off a breach
