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

error-wrong-sign-in = The email or the password is not right.
    .action = Type it again, or ask the workspace's owner to reset the password.
error-already-set-up = This place is set up already.
    .action = Please sign in.
error-taken = This value is in use already.
    .action = Choose another one.
