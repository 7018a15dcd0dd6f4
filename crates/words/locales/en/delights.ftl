### Doing more than a customer expects.

delights-title = More than expected
delights-task = Make it a task
# $promise words
delight-mended = “{ $promise }” was broken lately: keep the next one early, with an apology in your own hand
# $what words
# $day when
delight-day = { $day }: { $what }. Prepare something small before that day
# $what words
delight-plan = { $what }: ask how it goes and help with one thing
# $count (number)
delight-jubilee = The next purchase is number { $count }: say thank you with something small
# $what words
delight-likes = { $what }: put a little of it into the next delivery
# $what words
delight-dislike = { $what }: avoid it unasked next time, and say that you remembered
