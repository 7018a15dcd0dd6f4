### Consent and channels.

## Codes

choice-consents-channel-zalo = Zalo
choice-consents-channel-email = Email
choice-consents-channel-phone = Phone
choice-consents-channel-sms = Text message
choice-consents-channel-messenger = Messenger
choice-consents-channel-notes = Notes
choice-consents-purpose-service = Orders and work under way
choice-consents-purpose-care = Kind words and questions
choice-consents-purpose-ads = News and offers
choice-consents-purpose-processing = An outside machine reads the notes
choice-consents-answer-yes = agreed
choice-consents-answer-no = refused
choice-consents-source-portal = Chosen by the customer in the portal
choice-consents-source-in-person = In person
choice-consents-source-phone = On the phone
choice-consents-source-message = By message
choice-consents-source-form = On a form
choice-consents-source-link = By a link in a mail
choice-consents-source-import = From a file

## Pages

consents-title = Consent and channels
consents-log = Log
consents-now = What the customer agreed to
consents-table = Answers by channel and purpose
consents-gate = May an offer go out now
consents-may = It may.
consents-never = Never asked.
consents-not-asked = not asked
consents-in-part = in part
consents-note = Note the customer's answer
consents-channel = Channel
consents-purpose = What for
consents-answer = The customer's answer
consents-source = Said where
consents-source-none = Choose…
consents-proof = Proof
consents-proof-hint = For instance: photo of form 12, message of 2 March. Needed when the customer agrees to offers.
consents-any-hour = The customer agreed to any hour
# $version (number)
consents-wording = wording { $version }
consents-wishes = How the customer wants to be reached
consents-best = Preferred channel
consents-any-channel = Not said
consents-from = From hour
consents-to = To hour
consents-hours-hint = Hours from 0 to 24, where the customer lives.
consents-zone = The customer's time zone
consents-zone-hint = For instance Europe/Paris. Empty for the shop's own.
consents-do-not-call = On the do-not-call list
consents-do-not-call-hint = Look the number up at 5656 before calling or texting offers.
consents-unchecked = Not looked up
consents-withdraw = Withdraw every consent
consents-withdraw-note = From now on no offers and no kind words go out on any channel.
consents-way = Best way to reach them
consents-way-unknown = Not known yet. It stands here once they say so, or answer three times or more in the same way.
consents-way-learned = Learned by Quen, not said by the customer. What they want and the law come first.
consents-way-said = Said by the customer
consents-way-refuse = Do not use
consents-way-again = Learn again
consents-way-no-channel = The channel learned from their answers is not used
consents-way-no-time = The hours learned from their answers are not used

## What the best way rests on

way-wish-zalo = Wants to be reached by Zalo
way-wish-email = Wants to be reached by email
way-wish-phone = Wants to be called
way-wish-sms = Wants to be reached by SMS
way-wish-messenger = Wants to be reached by Messenger
# $from (number) hour
# $to (number) hour
way-wish-hours = Wants to be reached between { $from } and { $to } o’clock
way-said-zalo = Once said that Zalo is best
way-said-email = Once said that email is best
way-said-phone = Once said that a call is best
way-said-sms = Once said that SMS is best
way-said-messenger = Once said that Messenger is best
# $said the fact
way-said-hours = Once said: { $said }
# $seen (number)
# $among (number)
way-answers-zalo = Usually answers by Zalo · { $seen } of { $among } times
# $seen (number)
# $among (number)
way-answers-email = Usually answers by email · { $seen } of { $among } times
# $seen (number)
# $among (number)
way-answers-phone = Usually picks up the phone · { $seen } of { $among } times
# $seen (number)
# $among (number)
way-answers-sms = Usually answers by SMS · { $seen } of { $among } times
# $seen (number)
# $among (number)
way-answers-messenger = Usually answers by Messenger · { $seen } of { $among } times
# $from (number) hour
# $to (number) hour
# $seen (number)
# $among (number)
way-answers-hours = Usually answers between { $from } and { $to } o’clock · { $seen } of { $among } times
way-concluded-zalo = Zalo may be best
way-concluded-email = Email may be best
way-concluded-phone = A call may be best
way-concluded-sms = SMS may be best
way-concluded-messenger = Messenger may be best
# $said the fact
way-concluded-hours = Perhaps: { $said }

## Settings

contact-title = Contacting customers
contact-rules = Moderation
contact-rules-note = The law is judged separately and always wins; what stands here can only be stricter.
contact-quiet-from = Quiet from hour
contact-quiet-to = To hour
contact-quiet-hint = Hours where the customer lives. For calls and messages that go out by themselves.
contact-week-cap = Days of contact in 7 days at most
contact-month-cap = Days of contact in 30 days at most
contact-quarter-cap = Days of contact in 90 days at most
contact-pause-holidays = No offers on public holidays
contact-pause-tet = No offers in the week before and after Tết
contact-wording = Words that ask for consent
contact-wording-hint = Say what is sent, on which channel, how often, and how to refuse.
contact-wording-add = Save as a new version
# $version (number)
# $day since
contact-wording-version = Version { $version } is in use since { $day }. Earlier answers keep theirs.
contact-wording-start = May we send you news and offers, at most twice a month, on the channel you choose? You can refuse at any time on your customer page or with a message.

## Why not

gate-gone = This record is no longer in use
gate-no-address = No number or address for this channel
gate-refused = The customer refused this channel for this purpose
# $from hour
# $to hour
gate-quiet = It is an hour of rest where the customer lives, from { $from }:00 to { $to }:00
# $from hour
# $to hour
gate-hours = The customer wants to be reached from { $from }:00 to { $to }:00 only
gate-solemn = A day of remembrance: no offers today
gate-tet = No offers in the week before and after Tết
gate-holiday = A public holiday: no offers today
# $cap how many
gate-month = Contacted on { $cap } days of the last 30; give it a rest
# $cap how many
gate-week = Contacted on { $cap } days of the last 7; give it a rest
# $cap how many
gate-quarter = Contacted on { $cap } days of the last 90; give it a rest
ad-gate-no-rule = No rule is known for this channel, so nothing is sent
ad-gate-no-consent = The customer has not agreed to offers on this channel
ad-gate-unsubscribed = The customer refused offers
ad-gate-do-not-call = This number is on the do-not-call list
ad-gate-do-not-call-unchecked = This number was not looked up in the do-not-call list
ad-gate-no-brandname = No registered sender name
# $hour number
ad-gate-before-window = The law allows offers from { $hour }:00
# $hour number
ad-gate-after-window = The law allows no offers after { $hour }:00
# $count number
ad-gate-limit = The law allows { $count } offers in 24 hours
ad-gate-count-unknown = What was sent in the last 24 hours could not be counted

## The same as refusals

error-gate-gone = { gate-gone }
    .action = Open the customer's present record and send from there.
error-gate-no-address = { gate-no-address }
    .action = Add one to the customer, or choose another channel.
error-gate-refused = { gate-refused }
    .action = Respect it; only the customer can change it.
# $from hour
# $to hour
error-gate-quiet = { gate-quiet }
    .action = Send at another hour.
# $from hour
# $to hour
error-gate-hours = { gate-hours }
    .action = Send at the hours the customer wants.
error-gate-solemn = { gate-solemn }
    .action = Send on another day.
error-gate-tet = { gate-tet }
    .action = Send after Tết.
error-gate-holiday = { gate-holiday }
    .action = Send on another day.
# $cap how many
error-gate-week = { gate-week }
    .action = Wait some days; if it is urgent, call yourself.
# $cap how many
error-gate-month = { gate-month }
    .action = Wait a while; if it is urgent, call yourself.
# $cap how many
error-gate-quarter = { gate-quarter }
    .action = Wait a while; if it is urgent, call yourself.
error-ad-gate-no-rule = { ad-gate-no-rule }
    .action = Choose another channel.
error-ad-gate-no-consent = { ad-gate-no-consent }
    .action = Ask the customer and note the answer under Consent and channels.
error-ad-gate-unsubscribed = { ad-gate-unsubscribed }
    .action = Respect it; only the customer can change it.
error-ad-gate-do-not-call = { ad-gate-do-not-call }
    .action = Send no offers to this number.
error-ad-gate-do-not-call-unchecked = { ad-gate-do-not-call-unchecked }
    .action = Look the number up and note it under Consent and channels.
error-ad-gate-no-brandname = { ad-gate-no-brandname }
    .action = Register a sender name first.
# $hour number
error-ad-gate-before-window = { ad-gate-before-window }
    .action = Wait for the hour.
# $hour number
error-ad-gate-after-window = { ad-gate-after-window }
    .action = Wait for the morning.
# $count number
error-ad-gate-limit = { ad-gate-limit }
    .action = Wait for tomorrow.
error-ad-gate-count-unknown = { ad-gate-count-unknown }
    .action = Try again in some minutes.

## What happened

event-consents-given = agreed to be contacted
event-consents-refused = refused to be contacted
event-consents-reading-allowed = let a machine read the notes
event-consents-reading-refused = does not let a machine read the notes
event-consents-notes-sent = sent the words of a note to an outside machine
event-consents-not-learned = set aside what was learned about reaching the customer
event-consents-learned-again = took up again what is learned about reaching the customer
event-consents-preferred = noted how the customer wants to be reached
event-workspaces-consent-worded = changed the words that ask for consent
field-workspaces-contact = Moderation when contacting customers
