### News for a colleague.

notification-assigned = { $by } gave you: { $title }
notification-mentioned = { $by } mentioned you: { $title }
notification-due = Due today: { $title }
