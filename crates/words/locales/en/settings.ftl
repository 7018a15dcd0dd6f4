### Settings of the workspace, colleagues, teams, mail server.

settings-title = Settings
settings-general = Business
settings-mail = Email
settings-users = Colleagues
settings-teams = Teams
settings-jobs = Background work
settings-name = Name of your shop or company
settings-logo = Logo
settings-logo-hint = PNG, JPEG or WebP, 512 KB at most. A square one looks best.
settings-logo-remove = Remove the logo
settings-currency = Currency
settings-currency-fixed = There are orders, so the currency can no longer change.
settings-time-zone = Time zone
settings-time-zone-hint = Decides when a day begins.
settings-language = Language
settings-language-hint = Of mails and for colleagues who chose none.
settings-week = Working week
settings-week-mon-fri = Monday to Friday
settings-week-mon-sat = Monday to Saturday
settings-bin = Empty the bin
settings-bin-after = After { $days } days
settings-bin-keep = Never by itself
settings-bin-hint = What lies in the bin longer than this is deleted for good and cannot be brought back. Orders that were sold stay in the books.

## Mail server

smtp-lead = Quen sends invitations, news and mails to customers by your own mail server. Your mail provider's SMTP help has these details.
smtp-host = Server
smtp-port = Port
smtp-port-hint = Usually 587 or 465
smtp-tls = Demand encryption
smtp-user = Account
smtp-password = Password
smtp-password-kept = Stored and sealed. Leave empty to keep it.
smtp-from = Address of the sender
smtp-from-name = Name of the sender
smtp-from-name-hint = Empty: the name of the business.
smtp-test = Send a test mail
smtp-test-sent = The server took a test mail to { $email }. Look in the inbox.
smtp-test-failed = The test mail did not go out.
smtp-remove = Remove the mail server
smtp-remove-ask = Quen will send no more mail. Remove this server?

## Colleagues

users-count = { $count } { $count ->
    [one] person
   *[other] people
}
users-person = Person
users-role = Role
users-scope = Reach
users-teams = Teams
users-since = Since
users-you = you
users-role-owner = Owner
users-role-owner-sub = Everything, makes and unmakes owners.
users-role-admin = Administrator
users-role-admin-sub = Everything but making and unmaking owners.
users-role-manager = Manager
users-role-manager-sub = All customers; import, export, merge.
users-role-member = Member
users-role-member-sub = Daily work with the customers in reach.
users-role-viewer = Viewer
users-role-viewer-sub = Looks, changes nothing.
users-scope-own = Own customers
users-scope-team = The team's customers
users-scope-all = All customers
users-scope-hint = Owners, administrators and managers always see all customers.
users-invite = Invite a colleague
users-invite-lead = The link works once within seven days.
users-invite-send = Make the invitation
users-invited-link = Link
users-invited-mailed = The invitation went to { $email }. You can copy the link as well.
users-invited-copy = Copy this link and send it to { $email }. It is not shown again.
users-invited-unsent = The mail did not go out; please copy the link and send it yourself.
users-invitations = Open invitations
users-invitation-until = until { $day }
users-uninvite = Withdraw
users-uninvited = The invitation is withdrawn.
users-place = Rights
users-no-teams = No teams yet.
users-own-place = You cannot change your own rights. Ask another owner or administrator.
users-leave = Remove
users-leave-lead = { $name } has { $parties } { $parties ->
    [one] customer
   *[other] customers
} and { $tasks } open { $tasks ->
    [one] task
   *[other] tasks
}. Choose who takes them; all moves at once, then { $name } cannot get in any more.
users-leave-heir = Hand over to
users-leave-ask = Hand over all customers and tasks, and remove?
users-left = { $parties } { $parties ->
    [one] customer
   *[other] customers
} and { $tasks } { $tasks ->
    [one] task
   *[other] tasks
} were handed over.

## Teams

teams-lead = Whoever reaches “The team's customers” sees those of everybody in the same team.
teams-new = New team
teams-name = Name of the team
teams-members = People in the team
teams-empty = No teams yet.
teams-delete = Delete the team
teams-delete-ask = Delete this team? Its people stay.
teams-size = { $count } { $count ->
    [one] person
   *[other] people
}

## Workspaces

workspace-new = New workspace
workspace-new-lead = For another shop or company. Its data is kept apart, and you are the owner.
workspace-create = Make the workspace

## Mails

mail-test-subject = Test mail from { $workspace }
mail-test-text = If you can read this, the mail server works.

## Refusals

error-bad-host = The name of the server is not right.
    .action = Enter it like smtp.provider.com.
error-password-again = The server or the account changed, so the stored password is not used for it.
    .action = Enter this server's password.
error-bad-picture = This file is no PNG, JPEG or WebP picture.
    .action = Choose another picture.
error-picture-too-large = The picture is larger than 512 KB.
    .action = Make it smaller and choose it again.
error-no-mail-server = No mail server is set up.
    .action = Ask an administrator to set one in Settings, Email.
error-no-email = This customer has no email address.
    .action = Add one to the customer's page and send again.
error-mail-sign-in = The mail server refuses the account or the password.
    .action = Check both; many providers want an app password of its own.
error-mail-refused = The mail server refused: { $answer }.
    .action = Check the addresses of sender and reader.
error-mail-unreachable = The mail server cannot be reached.
    .action = Check the server's name, the port and the network.
error-mail-timeout = The mail server does not answer.
    .action = Try again in a few minutes, or check the port.
error-mail-tls = The connection to the mail server cannot be encrypted.
    .action = Try port 465, or check “Demand encryption”.
error-secret-unreadable = The stored password cannot be opened because the server's key changed.
    .action = Enter the password again in Settings.
settings-clash = What you typed is still in the form; saving once more puts it in place of what is stored.
