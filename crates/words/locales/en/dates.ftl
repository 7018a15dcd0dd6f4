### Near dates and spans of time. Lower case, so that they can stand inside a sentence.

## Near days

date-today = today
date-yesterday = yesterday
date-tomorrow = tomorrow
date-day-before-yesterday = two days ago
date-day-after-tomorrow = in two days
date-now = just now

## Past

date-minutes-ago = { $count } { $count ->
    [one] minute ago
   *[other] minutes ago
}
date-hours-ago = { $count } { $count ->
    [one] hour ago
   *[other] hours ago
}
date-days-ago = { $count } { $count ->
    [one] day ago
   *[other] days ago
}
date-weeks-ago = { $count } { $count ->
    [one] week ago
   *[other] weeks ago
}
date-months-ago = { $count } { $count ->
    [one] month ago
   *[other] months ago
}
date-years-ago = { $count } { $count ->
    [one] year ago
   *[other] years ago
}

## Future

date-in-minutes = in { $count } { $count ->
    [one] minute
   *[other] minutes
}
date-in-hours = in { $count } { $count ->
    [one] hour
   *[other] hours
}
date-in-days = in { $count } { $count ->
    [one] day
   *[other] days
}
date-in-weeks = in { $count } { $count ->
    [one] week
   *[other] weeks
}
date-in-months = in { $count } { $count ->
    [one] month
   *[other] months
}

## Deadlines

date-days-left = { $count } { $count ->
    [one] day left
   *[other] days left
}
date-hours-left = { $count } { $count ->
    [one] hour left
   *[other] hours left
}
date-minutes-left = { $count } { $count ->
    [one] minute left
   *[other] minutes left
}
date-days-late = { $count } { $count ->
    [one] day late
   *[other] days late
}
date-hours-late = { $count } { $count ->
    [one] hour late
   *[other] hours late
}

## Spans

span-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
}
span-hours = { $count } { $count ->
    [one] hour
   *[other] hours
}
span-days = { $count } { $count ->
    [one] day
   *[other] days
}
span-weeks = { $count } { $count ->
    [one] week
   *[other] weeks
}
span-months = { $count } { $count ->
    [one] month
   *[other] months
}
span-years = { $count } { $count ->
    [one] year
   *[other] years
}

## Weekdays

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
weekday-short-monday = Mon
weekday-short-tuesday = Tue
weekday-short-wednesday = Wed
weekday-short-thursday = Thu
weekday-short-friday = Fri
weekday-short-saturday = Sat
weekday-short-sunday = Sun

## Periods

period-today = Today
period-this-week = This week
period-this-month = This month
period-last-month = Last month
period-this-quarter = This quarter
period-this-year = This year
period-last-year = Last year
period-custom = Choose dates
period-from = From
period-to = To

## Lunar calendar

date-lunar = { $date } lunar
