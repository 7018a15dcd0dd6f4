### News in the bell and in the daily mail.

notifications-title = Notifications
# $count (number)
notifications-unread = { $count } unread { $count ->
    [one] notification
   *[other] notifications
}
notifications-read-all = Mark all as read
notifications-read = Mark as read
notifications-older = Show older
notifications-empty = No notifications yet.
notifications-empty-why = When somebody gives you a customer or a task, mentions you, or a task is due, you see it here.
notification-hidden = something you can no longer see
notification-somebody = Somebody
notification-due = Due: { $what }
notification-mentioned = { $actor } mentioned you at { $what }
notification-assigned = { $actor } gave you: { $what }
notification-task = { $actor } gave you a task: { $what }
notification-party = { $actor } gave you the customer { $what }
# $count (number)
notification-parties = { $actor } gave you { $count } customers
# $count (number)
notification-tasks = { $actor } gave you { $count } tasks
# $count (number)
notification-projects = { $actor } gave you { $count } projects
# $count (number)
notification-promises = { $actor } gave you { $count } promises
# $count (number)
notification-records = { $actor } gave you { $count } records
# $count (number)
mail-daily-subject = { $workspace }: { $count } { $count ->
    [one] notification
   *[other] notifications
} for you today
mail-daily-text =
    Hello { $name },

    { $lines }

    See all: { $link }
