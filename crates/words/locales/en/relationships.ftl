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

## Thresholds of stages and types

rules-title = Stages
rules-lead = Quen puts each customer into one of five stages by rhythm, tenure and talks. Change the thresholds to fit your shop, press Preview to see who would move, then save.
rules-part-rhythm = Rhythm
rules-part-expansion = Into Expansion
rules-part-commitment = Into Commitment
rules-part-dissolution = Into Dissolution
rules-part-types = Relationship types
rules-unit-days = days
rules-unit-gaps = times the rhythm
rules-unit-count = times
rules-unit-percent = %
rules-fallback-gap-days = Rhythm while nothing is known
rules-segment-weight = The shop's rhythm weighs as many of the customer's own gaps
rules-slack = Slack before a stage is left
rules-expanding-occasions = Purchases, at least
rules-expanding-silence = Silence, at most
rules-expanding-chance = Chance of still buying, at least
rules-expanding-growth = Margin of this window over the last, at least
rules-window-gaps = Length of a window
rules-committed-occasions = Purchases, at least
rules-committed-tenure-days = Tenure, at least
rules-committed-tenure-gaps = Tenure by the rhythm, at least
rules-committed-silence = Silence, at most
rules-committed-chance = Chance of still buying, at least
rules-pledged-score = Recommendation score that counts as a pledge
rules-fading-silence = Fading after a silence of
rules-troubled-silence = Fading sooner after trouble, at a silence of
rules-fading-chance = Fading when the chance of still buying is below
rules-ended-silence = Over after a silence of
rules-ended-chance = Over when the chance of still buying is below
rules-new-days = A new customer for
rules-new-gaps = or, by the rhythm, for
rules-exchange-silent-days = Transactions only when nobody has talked for
rules-preview = Preview
rules-preview-title = If you save these thresholds
rules-preview-looked = Looked at the { $count } customers who bought last.
rules-preview-all = Looked at all { $count } customers who have bought.
rules-preview-none = No customer would change stage.
rules-preview-types = { $count } customers would change their type only.
rules-preview-from = From
rules-preview-to = To
rules-preview-count = Customers
rules-preview-who = For instance
rules-saved = Saved. Quen is putting every customer into the right stage.
rules-history-title = Moves between stages by month
rules-defaults = Back to the first thresholds
rules-preview-moves = Customers who would move
