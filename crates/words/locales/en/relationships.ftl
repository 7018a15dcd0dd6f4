### The five stages of a relationship.
stage-awareness = Stranger
stage-exploration = Exploring
stage-expansion = Regular
stage-commitment = Close
stage-dissolution = Fading

## Evidence

stage-evidence-cancelled = Cancelled the contract on { $day }
stage-evidence-unlikely = Unlikely to buy again: { $chance }
# $days (number)
# $gaps how many times
stage-evidence-silent = No order for { $days } { $days ->
    [one] day
   *[other] days
}, { $gaps } times the usual rhythm
# $days (number)
stage-evidence-complaint = A complaint has been open for { $days } { $days ->
    [one] day
   *[other] days
}
stage-evidence-negative = The last two talks went badly
stage-evidence-ended = Over rather than fading
# $count (number)
stage-evidence-occasions = Bought { $count } { $count ->
    [one] time
   *[other] times
}
# $days (number)
stage-evidence-tenure = { $days } { $days ->
    [one] day
   *[other] days
} from first to last order
# $variation of the gaps
# $segment usual variation
stage-evidence-regular = Buys regularly: variation { $variation }, usual { $segment }
stage-evidence-active = Probably still a customer: { $chance }
# $days (number)
# $gaps how many times
stage-evidence-rhythm = Last order { $days } { $days ->
    [one] day
   *[other] days
} ago, { $gaps } times the rhythm
stage-evidence-contract = Has a contract or a standing order
stage-evidence-referral = Has referred somebody
stage-evidence-wallet = Buys { $share } of what they need from us
# $score (number)
stage-evidence-promoter = Gave { $score } when asked to recommend us
# $recent money
# $before money
stage-evidence-growth = Margin grew: { $recent }, before that { $before }
# $recent money
# $before money
stage-evidence-growth-spend = Spends more: { $recent }, before that { $before }
stage-evidence-category = Bought from a new category
stage-evidence-second-contact = A second contact is active
# $count (number)
stage-evidence-contact = Talked both ways { $count } { $count ->
    [one] time
   *[other] times
}
stage-evidence-known = Known, but nothing has gone both ways yet
type-evidence-by-hand = Set by hand
type-evidence-no-order = Interested, no order yet
# $days (number)
type-evidence-first-order = First order { $days } { $days ->
    [one] day
   *[other] days
} ago
type-evidence-committed = Is in the stage Close
type-evidence-can-return = Fading, but has brought { $margin }
# $days (number)
type-evidence-no-talk = No talk for { $days } { $days ->
    [one] day
   *[other] days
}
type-evidence-never-talked = Has never talked with us
# $count (number)
type-evidence-orders = Bought { $count } { $count ->
    [one] time
   *[other] times
}
