### Errors by code: the value says what is wrong, .action what to do. Neither ever repeats the value that was typed.

## Asking for something

error-not-found = This cannot be found
    .action = It may have been deleted, or you may not be allowed to see it. Search by name, phone or code.
error-unauthorized = You are not signed in
    .action = Sign in and try again. For the API, check the token.
error-session-expired = Your session has ended
    .action = Sign in again. What you were writing is kept.
error-wrong-password = The email or the password is wrong
    .action = Check both, or choose “Forgot password”.
error-forbidden = You do not have the right to do this
    .action = Ask an owner or administrator to grant it.
error-csrf = This page is too old to be sent
    .action = Reload the page and send it again.
error-method-not-allowed = This address does not take that method
    .action = See the API documentation for the methods it takes.
error-rate-limited = Too many attempts
    .action = Wait { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    } and try again.

## Two people at once

error-conflict = Somebody changed this before you
    .action = Compare both versions and keep the right one.
error-stale = The version you are changing is no longer the latest
    .action = Read the latest version and change that one.
error-duplicate = Another record already has this value
    .action = Open that record to use or merge it, or enter another value.
error-wrong-state = This cannot be done in the present state
    .action = Reload the page to see the latest state.
error-job-not-dead = This job is not among the failed ones
    .action = Reload the page to see where it stands.
error-job-ended = This job has ended already
    .action = Reload the page to see how.
error-in-use = This is in use elsewhere
    .action = Remove it from the places that use it and try again.

## Fields

error-invalid = Something is not right yet
    .action = Correct the marked fields and save again.
error-required = This is empty
    .action = Enter a value.
error-too-long = Longer than { $max } { $max ->
    [one] character
   *[other] characters
}
    .action = Make it shorter.
error-too-short = Shorter than { $min } { $min ->
    [one] character
   *[other] characters
}
    .action = Make it longer.
error-too-small = Below the least allowed, { $min }
    .action = Enter { $min } or more.
error-too-big = Above the most allowed, { $max }
    .action = Enter { $max } or less.
error-too-many = More than { $max } { $max ->
    [one] item
   *[other] items
}
    .action = Keep { $max } or fewer.
error-bad-email = This is not an email address
    .action = Enter it like name@company.com.
error-bad-phone = This is not a phone number
    .action = Enter all digits, like 0905 123 456; start a foreign number with +.
error-bad-date = This is not a date
    .action = Enter day/month/year, like 21/11/2026.
error-bad-time = This is not a time
    .action = Enter hours:minutes, like 14:30.
error-bad-money = This is not an amount of money
    .action = Enter it like 7,560,000 or 7560000.
error-bad-number = This is not a number
    .action = Enter digits only.
error-bad-tax-code = This is not a tax code
    .action = It has 10 or 13 digits. Check the business registration.
error-bad-url = This is not a web address
    .action = Enter it like https://company.com.
error-bad-id = This is not an id
    .action = Copy the id from the page of the record.
error-bad-choice = This is not one of the choices
    .action = Choose one of the given values.
error-weak-password = This password is easy to guess
    .action = Use at least { $min } characters, without names or birthdays.
error-unknown-field = There is no field “{ $field }”
    .action = Check the name of the field, or leave it out.

## Reading what was sent

error-bad-request = The request cannot be read
    .action = Check the address and its parameters.
error-bad-json = The JSON cannot be read
    .action = Check brackets, commas and the UTF-8 encoding.
error-bad-filter = The filter cannot be understood
    .action = See the API documentation for how filters are written.
error-bad-cursor = The list cannot go on from here
    .action = Start the list again.
error-bad-file = This file cannot be read
    .action = Check its type, or open it, save it again and choose it once more.
error-payload-too-large = What was sent is too large
    .action = Split it, or choose a smaller file.
error-unsupported-media = This type of content is not accepted
    .action = Send JSON, or choose one of the file types named beside it.

## Our side

error-unavailable = Quen is busy or starting
    .action = Wait a moment and try again.
error-timeout = This took too long
    .action = Try again, or narrow the filter.
error-internal = Something failed inside Quen; it is not your fault
    .action = Try again. If it fails again, ask whoever runs the server to look at its log.
error-external = A service outside did not answer
    .action = Try again in a few minutes. If it goes on, check the connection in Settings.
error-offline = The network is gone
    .action = Check the connection. What you are writing is kept.
error-not-whole = Use a whole number
    .action = Type a number without a fraction, such as 3.
error-out-of-order = This threshold must not be below that of the stage before it
    .action = Raise this threshold or lower that of the stage before.
error-not-between = Use a number from { $min } to { $max }
    .action = Type a number from { $min } to { $max }.
