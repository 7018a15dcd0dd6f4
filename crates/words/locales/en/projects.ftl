### Projects for customers.

## Fields

field-projects-name = Project
field-projects-party-id = For
field-projects-state = State
field-projects-owner-id = In charge
field-projects-starts-on = Starts
field-projects-due-on = Due
field-projects-ended-on = Ended
field-projects-budget = Customer's budget
field-projects-note = Note
field-projects-custom = Own fields
field-projects-created-at = Added
field-projects-updated-at = Last changed
field-tasks-project-id = Project
field-interactions-project-id = Project
field-orders-project-id = Project

## States

choice-projects-state-planned = Planned
choice-projects-state-active = Under way
choice-projects-state-paused = Paused
choice-projects-state-done = Done
choice-projects-state-cancelled = Cancelled

## List and form

nav-projects = Projects
fields-noun-projects = Projects
projects-new = New project
projects-search = Find a project
projects-empty = No projects here.
projects-open = Open
projects-late = Late
projects-done = Done
projects-cancelled = Cancelled
projects-name-hint = For instance: the bar of their second shop.
projects-budget-hint = What the customer means to spend on it. Leave it empty when you do not know.

## One project

projects-about = About the project
projects-story = Story
projects-no-story = Nothing yet. Write down the first talk.
projects-note = What has just happened
projects-no-tasks = Nothing left to do.
projects-this = the project
projects-start = Start
projects-go-on = Go on
projects-pause = Pause
projects-complete = Done
projects-cancel = Cancel the project
projects-reopen = Open again
projects-none = No projects with this customer yet.

## Sums

projects-sums = What it came to
projects-revenue = Net revenue
projects-cost = Cost of goods
projects-margin = Margin
projects-tasks-done = Tasks done
projects-time = Time in talks
# $count (number)
projects-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
# $count (number)
projects-talks = { $count ->
    [one] { $count } interaction
   *[other] { $count } interactions
}
# $count (number)
projects-without-cost = { $count ->
    [one] the cost of { $count } order is not known
   *[other] the cost of { $count } orders is not known
}
# $percent so many per cent
# $budget the sum
projects-of-budget = { $percent }% of { $budget }

## Orders

projects-no-free-orders = The customer has no orders outside a project.
projects-which-order = The customer's orders outside any project
projects-take-order = Put into the project
# $number the order's number
projects-release-order = Take order { $number } out of the project

## Type of relationship

projects-type-hint = Do you work with this customer project by project?
projects-set-type = Set the relationship to project-based

## Elsewhere

# $actor who
# $what the customer's name
notification-project = { $actor } put you in charge of a project for { $what }
# $count (number)
merging-moves-projects = { $count ->
    [one] { $count } project
   *[other] { $count } projects
}
error-before-start = The due day is before the first day
    .action = Choose a day on or after the start.

## What happened

event-projects-created = added the project
event-projects-updated = changed the project
event-projects-deleted = deleted the project
event-projects-restored = restored the project
event-projects-looked-over = looked it over, still right
event-projects-erased = erased the project
event-projects-started = started the project
event-projects-paused = paused the project
event-projects-completed = completed the project
event-projects-cancelled = cancelled the project
event-projects-reopened = opened the project again
event-projects-merged = merged two projects
event-projects-unmerged = undid a merge of projects
event-projects-told-apart = said that two projects are different
event-projects-asked-again = took back that two projects are different
