### Promises to customers.

## Fields

field-promises-party-id = Promised to
field-promises-text = Promise
field-promises-kind = About
field-promises-size = Weight
field-promises-due-on = Due
field-promises-first-due-on = First promised for
field-promises-owner-id = Seen to by
field-promises-interaction-id = Made in the talk
field-promises-heard-id = Passage of the file
field-promises-file-id = From file
field-promises-files = Attachments
field-promises-custom = Own fields
field-promises-state = State
field-promises-source = Where it comes from
field-promises-renegotiations = Times renegotiated
field-promises-agreement = How the customer agreed
field-promises-outcome = Outcome
field-promises-delivered-on = Delivered on
field-promises-beyond = More than promised
field-promises-settled-at = Ended
field-promises-settled-by = Noted by
field-promises-mended-at = Made good
field-promises-created-at = Added
field-promises-updated-at = Last change

## Choices

choice-promises-kind-deadline = Deadline
choice-promises-kind-quality = Quality
choice-promises-kind-price = Price
choice-promises-kind-service = Service
choice-promises-kind-confidentiality = Confidentiality
choice-promises-kind-other = Something else
choice-promises-size-small = Small
choice-promises-size-medium = Medium
choice-promises-size-large = Large
choice-promises-state-open = Open
choice-promises-state-renegotiated = On new terms
choice-promises-state-kept = Kept
choice-promises-state-broken = Broken

## Pages

promises-new = Add promise
promises-search = Search promises
promises-empty = No promises here.
promises-none = Nothing promised to this customer yet.
promises-none-open = No promise is open.
promises-ours = Our promises
promises-terms = Terms
promises-late = Late
promises-today = Today
promises-later = Later
promises-undated = No day
promises-kept = Kept
promises-broken = Broken
promises-mended = Broken, made good
promises-keep = Kept
# $text the promise
promises-keep-this = Kept: { $text }
promises-break = Broken
promises-why = Why
promises-mend = Made good
promises-how = How it was made good
promises-renegotiate = Agree on new terms
promises-new-day = New day
promises-new-text = New words, if they change
promises-agreed = How the customer agreed
promises-agreed-hint = For instance: agreed on the phone this morning.
promises-reopen = Noted by mistake, open again
promises-reopen-note = The promise stands as if it had not ended.
promises-hand-over = Hand over
promises-text-hint = Write what was promised, for instance: delivery before 9 am.

## Figures

promises-rates = Promises kept in 12 months
promises-rate = Promises kept
# $kept (number)
# $all (number)
promises-of = { $kept } of { $all } promises kept
# $kept (number)
# $all (number)
promises-rate-short = { $kept }/{ $all } kept
# $count (number)
promises-kept-late = { $count } { $count ->
    [one] kept, but late
   *[other] kept, but late
}
promises-beyond = Beyond the promise
promises-beyond-note = times a customer got more than expected
# $count (number)
promises-mended-count = { $count } made good
promises-by-person = By colleague

## What to do today

# $title the promise
# $name the customer
today-title-promise = Keep the promise to { $name }: { $title }
today-reason-promise-today = Due today.
# $days (number)
today-reason-promise-late = Late by { $days } { $days ->
    [one] day
   *[other] days
}.
today-rule-promise = Promise due
notification-promise = { $actor } gave you a promise to keep: { $what }
notification-promise-due = Promise due: { $what }
parties-kind-promise = Promise
# $name who
parties-hint-promise = What do we promise { $name }?

## What happened

event-promises-created = promised
event-promises-updated = changed a promise
event-promises-deleted = deleted a promise
event-promises-restored = restored a promise
event-promises-kept = kept the promise
event-promises-broken = broke the promise
event-promises-mended = made a broken promise good
event-promises-renegotiated = agreed on new terms
event-promises-reopened = opened the promise again

## Refusals

error-promise-settled = This promise has ended
    .action = If that was noted by mistake, open it again first.
error-promise-open = This promise is still open
    .action = Reload the page to see how it stands.
error-promise-not-broken = This promise was not broken
    .action = Only a broken promise is made good.
error-promise-mended = This promise was made good already
    .action = Reload the page to see how it stands.
error-needs-agreement = A promise does not change without the customer's word
    .action = Choose "Agree on new terms" and note how the customer agreed.
error-in-past = This day has passed
    .action = Choose today or a later day.
# $count (number)
today-part-promise = { $count } { $count ->
    [one] promise is
   *[other] promises are
} due
# $words what was said
promises-heard = Note the promise: { $words }
promises-heard-in-file = Promises heard in this file
promises-heard-note = Quen reads the words of the file and only suggests; you decide what is a promise.
promises-take-over = Write the promise down
# $text the passage
promises-heard-none = Not a promise: { $text }
