### Things to do.

## Fields

field-tasks-title = What
field-tasks-kind = Kind
field-tasks-party-id = For
field-tasks-due-on = Due
field-tasks-assignee-id = Assignee
field-tasks-note = Note
field-tasks-files = Attachments
field-tasks-custom = Own fields
field-tasks-source = Where it comes from
field-tasks-done-at = Done
field-tasks-done-by = Done by
field-tasks-created-at = Added
field-tasks-updated-at = Last change

## Kinds

choice-tasks-kind-call = Call
choice-tasks-kind-write = Write
choice-tasks-kind-meet = Meet
choice-tasks-kind-send = Send
choice-tasks-kind-other = Other

## Pages

tasks-new = Add task
tasks-empty = Nothing to do here.
tasks-mine = Mine
tasks-overdue = Overdue
tasks-today = Today
tasks-later = Later
tasks-undated = No due day
tasks-finished = Done
tasks-complete = Done
tasks-reopen = Reopen
