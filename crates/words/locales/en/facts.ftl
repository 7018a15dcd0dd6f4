### What is known of customers: who said it, when, how sure it is, what to ask next.

## Fields

field-facts-party-id = Customer
field-facts-topic = Topic
field-facts-statement = What we know
field-facts-value = Value
field-facts-basis = Said or concluded
field-facts-stated-by = Who said it
field-facts-source = Where from
field-facts-source-id = Source record
field-facts-confidence = How sure when noted
field-facts-certainty = How sure now
field-facts-confirmed-at = Last confirmed
field-facts-said-at = First said
field-facts-purpose = Used for
field-facts-evidence = Times seen
field-facts-evidence-of = Out of
field-facts-state = State
field-facts-used = Times used
field-facts-origin-id = Learnt of
field-facts-created-at = Noted on
field-facts-updated-at = Last change

choice-facts-basis-stated = Said
choice-facts-basis-inferred = Concluded
choice-facts-source-person = Noted by a colleague
choice-facts-source-interaction = Conversation
choice-facts-source-form = Form
choice-facts-source-survey = Survey
choice-facts-source-portal = Customer portal
choice-facts-source-api = API
choice-facts-source-order = Orders
choice-facts-source-import = Imported file
choice-facts-source-model = Suggested by a model
choice-facts-purpose-service = Service
choice-facts-purpose-care = Care
choice-facts-purpose-marketing = Marketing
choice-facts-purpose-analysis = Analysis
choice-facts-state-current = Holds
choice-facts-state-superseded = Replaced
choice-facts-state-withdrawn = Withdrawn
choice-facts-topic-product = Likes
choice-facts-topic-dislikes = Dislikes
choice-facts-topic-quantity = Usual amount
choice-facts-topic-rhythm = How often
choice-facts-topic-order-day = Usual day
choice-facts-topic-packaging = Packaging
choice-facts-topic-delivery = Delivery
choice-facts-topic-invoicing = Invoices
choice-facts-topic-payment = Payment
choice-facts-topic-channel = Channel
choice-facts-topic-time = When to reach
choice-facts-topic-language = Language
choice-facts-topic-plans = Plans
choice-facts-topic-people = People
choice-facts-topic-dates = Days to remember
choice-facts-topic-other = Other

## Conclusions from orders

facts-habit-product = Usually buys { $value }
facts-habit-quantity = Usually takes { $value } at a time
# $days (number)
facts-habit-rhythm = Buys about every { $days } days
facts-habit-day = Usually orders on { $day }
facts-habit-in-time = Usually pays in time
# $days (number)
facts-habit-late = { $days ->
    [one] Usually pays about { $days } day late
   *[other] Usually pays about { $days } days late
}

## Panel

# $count (number)
facts-count = { $count ->
    [one] { $count } fact
   *[other] { $count } facts
}
facts-none = Nothing of their own is known yet. When you hear something, type # in a note or press the plus.
facts-add = Add what you know
facts-add-label = What you learnt
facts-add-hint = Write it as it was said: likes medium roast, deliver before 9, invoices to accounts@…
facts-topic-label = Topic
facts-topic-auto = Let Quen decide
facts-right = Right, still so: { $fact }
facts-wrong = Wrong, correct it: { $fact }
facts-drop = Withdraw: { $fact }
facts-drop-ask = Withdraw this? Nobody will use it any more.
facts-back = Put back
facts-stated = { $who } said so, { $day }
facts-noted = { $source }, { $day }
# $seen (number)
# $among (number)
facts-seen = { $seen } of { $among } orders, latest { $day }
facts-correct-title = Correct what we know
facts-correct-label = What is right
facts-was = Noted before: { $fact }
facts-history-title = Once known
facts-replaced = replaced
facts-withdrawn = withdrawn
# $count (number)
facts-all = See all { $count }

## Contradictions

facts-differs = These differ
facts-differs-now = We believe: { $fact }
facts-differs-other = Also noted: { $fact }
facts-keep-this = Believe this
facts-keep-both = Both are right

## Suggestions

facts-heard = Heard:
facts-accept = Remember: { $fact }
facts-mark = Remember the marked words

## Asking

facts-ask = Ask next
facts-ask-answer = Asked, note it
facts-ask-still = Still right
facts-ask-other = Another one
facts-ask-label = The answer
facts-ask-worth = Knowing this we serve them better, worth about { $money } a year.
facts-your-side = your side
facts-ask-why = Knowing this we serve them better.
facts-ask-again = “Last time I noted “{ $fact }”. Is that still right, { $who }?”
question-product = “Which of our products do you like best, { $who }?”
question-dislikes = “Is there anything you don’t like or can’t have, so that we avoid it, { $who }?”
question-quantity = “About how much do you take at a time, { $who }?”
question-rhythm = “How long does one delivery last you, { $who }?”
question-packaging = “How should we pack it so that it suits you best, { $who }?”
question-delivery = “What time of day suits you best for deliveries, { $who }?”
question-invoicing = “How would you like your invoices, and where should they go, { $who }?”
question-payment = “How do you prefer to pay, { $who }?”
question-channel = “When there is news, should we call or write to you, and where, { $who }?”
question-time = “When is a good time to reach you, { $who }?”
question-language = “Which language do you prefer, { $who }?”
question-plans = “Is anything new planned that we could prepare for, { $who }?”
question-people = “Apart from you, whom may we turn to, { $who }?”
question-dates = “Is there a day in the year that we should keep in mind for you, { $who }?”
question-other = “Is there anything we should remember for next time, { $who }?”

## How well known

facts-depth = How well known
facts-depth-trend = How well known, month by month
facts-depth-figures = See the figures
facts-depth-month = Month
field-parties-known = What we know
field-parties-learning = How well known

## Call sheet

facts-call = Call sheet
facts-call-address = Form of address
facts-call-phone = Number
facts-call-when = When to call
facts-call-when-unknown = Not known, worth asking
facts-call-last = Last time
facts-call-known = Keep in mind
facts-call-ask = Worth asking
facts-call-orders = Open orders
facts-call-work = Open tasks
facts-call-note = Note the call
facts-call-note-hint = What did they say? Put # before what to remember.
facts-call-no-orders = No order is waiting.
facts-call-first = No conversation yet.

## Applied facts

facts-applied = Filled in from what we know
parties-greeting = Dear { $who },
parties-greet = Open with: { $text }
facts-applied-here = What we knew and used
facts-refused-here = not used

## Known and not used

facts-unused = Known and not used
facts-unused-text = The customer said it, we noted it, and it has never been of use. Withdraw what is no longer needed.
facts-unused-none = Everything known has been of use.
facts-unused-link = Known, not used

## Who likes

facts-who-search = Who likes, needs, avoids… try cold brew
facts-who-none = Nobody has said this yet.
facts-caption = List of what we know
facts-empty = Nothing noted yet.
facts-of = What we know of { $name }

## Today

facts-today = Worth asking today
