### Today: what to do first, and why.

## What to do

today-title-silent = Check in with { $name }
today-title-first-contact = Get to know { $name }
today-title-birthday = Wish { $name } a happy birthday
today-title-anniversary = Thank { $name } for staying
today-title-unanswered-message = Answer the message from { $name }
today-title-unanswered-email = Answer the e-mail from { $name }
today-title-unanswered-call = Call { $name } back
today-title-task = { $title }

## Why

# $days (number)
# $rhythm (number)
today-reason-silent = No order for { $days } { $days ->
    [one] day
   *[other] days
}; usually one every { $rhythm } { $rhythm ->
    [one] day
   *[other] days
}.
today-reason-task-today = Due today.
# $days (number)
today-reason-task-late = Late by { $days } { $days ->
    [one] day
   *[other] days
}.
# $day when
# $days (number) days ahead
today-reason-birthday = Birthday on { $day }.
# $day when
# $days (number) days ahead
# $age (number)
today-reason-birthday-age = Turns { $age } on { $day }.
# $day when
# $days (number) days ahead
today-reason-birthday-lunar = Lunar birthday, this year on { $day }.
# $day when
# $days (number) days ahead
# $age (number)
today-reason-birthday-lunar-age = Turns { $age } by the lunar calendar on { $day }.
# $day when
# $days (number) days ahead
# $years (number)
today-reason-anniversary = { $years } { $years ->
    [one] year
   *[other] years
} since the first order, on { $day }.
# $days (number)
today-reason-first-contact = New for { $days } { $days ->
    [one] day
   *[other] days
}, nobody has been in touch.
# $days (number)
today-reason-unanswered = Has been waiting for { $days } { $days ->
    [one] day
   *[other] days
}.

## Rules

today-rule-unanswered = Not answered
today-rule-task = Task due
today-rule-silent = Silent for long
today-rule-first-contact = New customer
today-rule-birthday = Birthday
today-rule-anniversary = Anniversary
