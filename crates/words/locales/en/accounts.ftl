### The doors: first run, sign-in, account.

sign-in-title = Sign in
field-users-email = Email
field-users-password = Password
welcome-title = Welcome, let us begin
welcome-lead = Four lines, then bring your customer list and see at once whom to call today.
welcome-business = Name of your shop or company
welcome-name = Your name
welcome-password-hint = At least 10 characters. A sentence you remember is best.
welcome-start = Begin
sign-in-forgot = Forgot your password?
sign-in-kept = Your session has ended. What you typed is kept; sign in again to find it.
sign-in-lead = Welcome back.
forgot-title = Forgot password
forgot-lead = Enter the email you sign in with. Quen sends a link there to set a new password; it works once.
forgot-send = Send the link
forgot-sent = If this email has an account, the link is on its way. Look in the spam folder too.
forgot-no-mail = No mail server is set up here, so Quen cannot write to you. Ask whoever runs the server to use the command below and give you the link it prints.
password-title = Set a new password
password-for = For the account { $email }.
password-new = New password
password-set = Set password
password-done = The password is set. Please sign in with it.
invited-title = Join { $workspace }
invited-by = { $name } invites you, at { $email }.
invited-known = This address has an account already. Sign in and join; there is no need for another one.
invited-new = Two lines more and you are in.
invited-join = Join
invited-other = You are signed in as { $email }, but the invitation is for another address. Sign out and open the link again.
preview = Preview
preview-badge = example
preview-ask = Ask how Lộc is doing
preview-ask-why = no order for 74 days, usually every 21
preview-birthday = Birthday of Hồng Ngọc
preview-birthday-why = on Tuesday; flowers last year
preview-call = Call Duy back
preview-call-why = a sample of the new coffee was promised
preview-stages = Stages of a relationship

## Account

account-title = Your account
account-profile = Profile
account-name-hint = Colleagues see this name when they assign work and mention you.
account-language = Language
account-language-hint = Of the pages and of mails to you.
account-password = Change password
account-password-current = Current password
account-password-hint = Every other browser then has to sign in again.
account-password-changed = The password is changed. Other browsers were signed out.
language-vietnamese = Vietnamese (Tiếng Việt)
language-english = English
sessions-title = Where you are signed in
sessions-lead = Browsers that have your account open. If one looks strange, end it at once and change your password.
sessions-this = this browser
sessions-unknown = Browser without a known name
sessions-on = { $browser } on { $system }
sessions-browser = Browser
sessions-address = Network address
sessions-seen = Last used
sessions-since = Signed in
sessions-end = Sign out there
sessions-end-others = Sign out everywhere else
sessions-ended = Signed out there.
tokens-title = API tokens
tokens-lead = Let your programs read and write for you by JSON. A token can never do more than you.
tokens-new = New token
tokens-name = What it is for
tokens-name-hint = For example: orders from the web shop
tokens-scopes = May
tokens-scope-read = Look
tokens-scope-write = Look and change
tokens-scope-admin = Administer
tokens-created = Made
tokens-used = Last used
tokens-never = never used
tokens-revoke = Revoke
tokens-revoke-ask = The program that uses this token stops at once. Revoke it?
tokens-revoked = The token is revoked.
tokens-once = Copy this token now. It is not shown again.
tokens-secret = Your token
tokens-empty = No tokens yet.

## Mails

mail-password-subject = Set a new password for Quen
mail-password-text =
    Hello { $name },

    Somebody, probably you, asked to reset your password. Open this link to set a new one; it works once within three days:

    { $link }

    If it was not you, ignore this mail. Your old password keeps working.
mail-invitation-subject = { $name } invites you to { $workspace }
mail-invitation-text =
    Hello,

    { $name } invites you to work together in { $workspace } on Quen, which remembers every regular. Open this link; it works once within seven days:

    { $link }

## Refusals

error-wrong-sign-in = The email or the password is not right.
    .action = Type it again, or choose “Forgot your password?”.
error-already-set-up = This place is set up already.
    .action = Please sign in.
error-taken = This value is in use already.
    .action = Choose another one.
error-password-short = The password is shorter than { $min } characters.
    .action = Add some words; a sentence you remember is best.
error-password-common = Everybody would guess this password.
    .action = Choose a sentence that only you would think of.
error-current-password = The current password is not right.
    .action = Type it again.
error-link-used = This link was used already or is too old.
    .action = Ask for a new one.
error-other-address = This invitation is for another address.
    .action = Sign in with the invited address, or ask to be invited again.
error-already-here = This person works here already.
    .action = See the list of colleagues.
error-own-role = Nobody changes their own rights.
    .action = Ask another owner or administrator.
error-own-place = Nobody removes themselves.
    .action = Ask another owner or administrator.
error-last-owner = This is the last owner.
    .action = Make somebody else an owner first.
error-not-a-colleague = This person does not work here.
    .action = Choose a colleague from the list.
error-out-of-reach = This goes beyond your rights.
    .action = Choose within your own reach.
error-bad-slug = This short name is not valid.
    .action = Use 2 to 40 letters a–z, digits and inner hyphens.
