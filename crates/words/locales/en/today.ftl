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
today-reason-first-contact = { $days ->
    [0] New today, nobody has been in touch.
    [one] New since yesterday, nobody has been in touch.
   *[other] New for { $days } days, nobody has been in touch.
}
# $days (number)
today-reason-unanswered = { $days ->
    [0] Waiting since today.
    [one] Waiting since yesterday.
   *[other] Has been waiting for { $days } days.
}

## Rules

today-rule-unanswered = Not answered
today-rule-task = Task due
today-rule-silent = Silent for long
today-rule-first-contact = New customer
today-rule-birthday = Birthday
today-rule-anniversary = Anniversary

## Page

# $name given name
# $count (number)
today-hello = Hello { $name }, { $count } { $count ->
    [one] thing
   *[other] things
} to do today
# $name given name
today-hello-clear = Hello { $name }, nothing is pressing today
today-clear = Nobody is waiting for an answer, and no regular has been away for longer than usual.
# $count (number)
today-part-unanswered = { $count } { $count ->
    [one] customer is
   *[other] customers are
} waiting for an answer
# $count (number)
today-part-task = { $count } { $count ->
    [one] task is
   *[other] tasks are
} due
# $count (number)
today-part-silent = { $count } { $count ->
    [one] customer is
   *[other] customers are
} drifting away
# $count (number)
today-part-first-contact = { $count } new { $count ->
    [one] customer has
   *[other] customers have
} not been contacted
# $count (number)
# $money money
today-first = { $count ->
    [one] Doing the first of them keeps about { $money } a year.
   *[other] Doing the first { $count } keeps about { $money } a year.
}
today-whose = Whose work
today-mine = Mine
today-everyone = Everyone

## Lines

today-todo = To do today
# $done (number)
# $all (number)
today-done-count = { $done }/{ $all } done
today-by-stake = By the value kept
# $money money
today-line-stake = Keeps about { $money } a year.
# $count (number)
today-more = Show { $count } more
today-nothing = Nothing left. You might call a close customer just to ask how they are.
today-write = Write
# $what the title of a line
today-later = Later: { $what }
today-snooze = Remind me
today-snooze-tomorrow = Tomorrow
today-snooze-monday = Next Monday
today-snooze-week = In a week
today-not-useful = This suggestion is of no use
# $what the title of a line
today-answered-done = Done: { $what }
# $day a day in words
today-answered-snooze = You will be reminded { $day }.
# $days (number)
today-answered-not-useful = Not suggested again for { $days } { $days ->
    [one] day
   *[other] days
}.

## Figures

today-figures = The shop in figures
# $month such as November
today-revenue = Revenue, { $month }
today-versus-last-month = against the same days last month
today-no-last-month = no sales in the same days last month
# $days (number)
today-returning = Customers returning, { $days } days
# $points with its sign
today-points = { $points } points
# $days (number)
today-versus-before = against the { $days } days before
# $back (number)
# $of (number)
today-returning-of = { $back } of { $of } who bought before
# $days (number)
today-returning-unknown = needs orders of more than { $days } days
today-at-risk = Value at risk
# $count (number)
today-customers = { $count } { $count ->
    [one] customer
   *[other] customers
}
# $days (number)
today-at-risk-note = drifting away in the last { $days } days
today-at-risk-none = no regular is drifting away
today-stages = Customers by stage
today-months = Revenue by month
# $unit such as M ₫
today-months-unit = Unit: { $unit }
# $highest money
# $month such as November
# $now money
today-months-label = Revenue by month. Highest { $highest }, { $month }. This month so far { $now }.
today-months-table = Show the figures
today-month-head = Month
today-month-net = Revenue
today-month-so-far = { $month }, so far
# $month its name
today-month = { $month }
# $month its short name
today-month-short = { $month }

## Dates

today-dates = Birthdays and anniversaries
# $name who
today-birthday = Birthday of { $name }
# $name who
# $age (number)
today-birthday-age = { $name } turns { $age }
# $years (number)
# $name who
today-anniversary = { $years } { $years ->
    [one] year
   *[other] years
} with { $name }
# $weekday such as Saturday
# $day as text
# $month its name
# $year as text
today-date-long = { $weekday }, { $day } { $month } { $year }
# $day as text
# $month as text
today-lunar = day { $day } of month { $month }
# $day as text
# $month as text
today-lunar-leap = day { $day } of leap month { $month }

## A new workspace

today-empty-title = Begin with your customers
today-empty-text = Add your first customer. Once there are orders and conversations, this page says each morning whom to talk to and why.
