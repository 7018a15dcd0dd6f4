### Words that many pages share: the name, buttons, states.

## Name

app-name = Quen
app-tagline = Remembers every regular

## Actions

action-save = Save
action-save-and-new = Save and add another
action-cancel = Cancel
action-delete = Delete
action-restore = Restore
action-edit = Edit
action-create = New
action-add = Add
action-remove = Remove
action-search = Search
action-filter = Filter
action-clear-filter = Clear filter
action-sort = Sort
action-import = Import
action-export = Export
action-download = Download
action-upload = Upload
action-choose-file = Choose a file
action-attach = Attach
action-print = Print
action-copy = Copy
action-duplicate = Duplicate
action-share = Share
action-undo = Undo
action-redo = Redo
action-retry = Try again
action-reload = Reload
action-close = Close
action-open = Open
action-back = Back
action-next = Next
action-previous = Previous
action-continue = Continue
action-confirm = Confirm
action-apply = Apply
action-send = Send
action-send-test = Send a test
action-reply = Reply
action-call = Call
action-assign = Assign
action-merge = Merge
action-approve = Approve
action-reject = Reject
action-finish = Done
action-skip = Skip
action-more = More actions
action-show-more = Show more
action-show-less = Show less
action-show-all = Show all
action-select = Select
action-select-all = Select all
action-deselect = Deselect
action-sign-in = Sign in
action-sign-out = Sign out
action-learn-more = Learn more
action-skip-to-content = Skip to content

## States

state-saved = Saved
state-saving = Saving…
state-loading = Loading…
state-sending = Sending…
state-sent = Sent
state-deleted = Deleted
state-restored = Restored
state-copied = Copied
state-undone = Undone
state-active = Active
state-inactive = Inactive
state-on = On
state-off = Off
state-new = New
state-open = Open
state-waiting = Waiting
state-running = Running
state-done = Done
state-failed = Failed
state-cancelled = Cancelled
state-draft = Draft
state-overdue = Overdue
state-expired = Expired
state-empty = Nothing yet
state-no-results = Nothing matches
state-offline = You are offline. What you are writing is kept
# $count (number)
state-selected = { $count } selected

## Small words

word-yes = Yes
word-no = No
word-all = All
word-none = None
word-other = Other
word-optional = optional
word-required = required
word-unknown = Unknown
word-or = or
word-and = and

## Counts

count-rows = { $count } { $count ->
    [one] row
   *[other] rows
}
# $count (number) where counting stopped
count-at-least = over { $count }
# $from (number)
# $to (number)
# $total (number)
page-range = { $from }–{ $to } of { $total }
