### Sentences of customer insight: why, about how much, what to do.

## Not known yet

# $have (number)
# $need (number)
# $missing (number)
insight-too-few-customers = Too early to say: { $have } customers have ordered, { $need } are needed. { $missing } more will do
# $have (number)
# $need (number)
# $missing (number)
insight-too-few-repeaters = Too early to say: { $have } customers have come back, { $need } are needed. { $missing } more will do
# $have days, rounded
# $need days, rounded
insight-too-short-observation = Too early to say: the books cover { $have } days, about { $need } are needed (three gaps between orders)
insight-no-repeaters = Nobody has ordered twice yet, so nobody knows who comes back
insight-no-observation-time = Every customer ordered first today; wait a few days
insight-no-spend = No repeat order has a value yet, so worth cannot be told
# $parameter name in the model
insight-parameter-at-bound = The data are not clear enough (parameter { $parameter } is at its limit): take the figures as rough
insight-flat-likelihood = The data fit several explanations equally well: take the figures as rough

## One customer

# $of (number)
# $total (number)
insight-still-surely = Almost certainly still a customer: of { $total } like this { $of } still buy
# $of (number)
# $total (number)
insight-still-probably = Probably still a customer: of { $total } like this { $of } still buy
# $of (number)
# $total (number)
insight-still-perhaps = Perhaps still a customer: of { $total } like this { $of } still buy
# $of (number)
# $total (number)
insight-still-hardly = Hardly a customer any more: of { $total } like this only { $of } still buy
insight-still-unknown = Not known yet whether they still buy
# $rhythm (number) days
# $silent (number) days
insight-rhythm-and-silence = Usually orders every { $rhythm } { $rhythm ->
    [one] day
   *[other] days
}; the last order was { $silent } { $silent ->
    [one] day
   *[other] days
} ago
# $silent (number) days
insight-silence = The last order was { $silent } { $silent ->
    [one] day
   *[other] days
} ago; too few orders to know the rhythm
# $horizon (number) days
insight-expect-none = No order to expect in the next { $horizon } days
# $low (number)
# $high (number)
# $horizon (number) days
insight-expect-orders = Expect { $low } to { $high } orders in the next { $horizon } days
# $low money
# $high money
insight-expect-worth = Revenue of about { $low } to { $high }

## Two ways compared

# $lower share
# $upper share
# $rarity (number)
insight-ab-a-better = A does better by { $lower } to { $upper }. If there were no difference, a result like this would come once in { $rarity } times
# $lower share
# $upper share
# $rarity (number)
insight-ab-b-better = B does better by { $lower } to { $upper }. If there were no difference, a result like this would come once in { $rarity } times
insight-ab-empty-side = One side has no customers
insight-ab-equal-shares = Both sides are equal: no number of customers will tell them apart
# $lower share
# $upper share
insight-ab-no-difference = No clear difference: B against A lies between { $lower } and { $upper }
# $have (number)
# $need (number)
insight-ab-too-few = One side has { $have } customers; { $need } are needed to say anything
insight-ab-too-few-values = One side has fewer than two values

## Bought together

insight-basket-empty = There are no orders yet to see what is bought together
# $together (number)
# $of (number)
# $lower share
insight-basket-suggest = Of { $of } orders with this item { $together } had that one too (at least { $lower })

## Keeping customers

insight-cohort-empty = There are no customers in this group
# $size (number)
# $kept share
# $periods (number)
insight-cohort-kept = { $size } customers began together; { $periods } periods later { $kept } were buying
# $size (number)
insight-cohort-young = { $size } customers have just begun; no period has passed yet
# $time days, rounded
# $n (number)
insight-survival-median = It had happened to half after { $time } days ({ $n } customers)
# $left share
# $time days, rounded
# $n (number)
insight-survival-most-stay = After { $time } days it had not happened to { $left } ({ $n } customers)
insight-survival-empty = There is nobody to watch yet
insight-no-events = It has not happened to anybody
insight-nobody-left = Nobody has left yet
insight-nobody-stayed = Nobody has stayed
# $first share
# $fifth share
insight-sbg-retention = { $first } renew the first time, { $fifth } the fifth time: who stays long stays longer
insight-retention-infinite = Margin grows faster than the discount, so the sum has no end; lower the growth
insight-retention-range = A number is out of its range
# $from share
# $to share
# $uplift share
insight-retention-uplift = Keeping { $to } instead of { $from } makes each customer worth { $uplift } more

## What has an effect

insight-collinear = Some columns only repeat others; leave them out
insight-constant-columns = No column varies, so there is nothing to compare
# $column name
# $times how many times
insight-cox-later = One more { $column } makes it happen { $times } times less often
# $column name
# $times how many times
insight-cox-sooner = One more { $column } makes it happen { $times } times more often
# $column name
insight-cox-unclear = { $column } has no clear effect
insight-one-class = All did or none did, so there is nothing to learn from
# $lift how many times
# $error number
insight-propensity-quality = Those rated highest buy { $lift } times as often as usual (error { $error })
insight-separated = One column tells the groups apart completely; check that column
# $have (number)
# $need (number)
# $missing (number)
insight-too-few-deals = { $have } deals are closed, { $need } are needed. { $missing } more will do
# $have (number)
# $need (number)
# $missing (number)
insight-too-few-rows = There are { $have } rows, { $need } are needed. { $missing } more will do
# $have (number)
# $need (number)
insight-too-few-values = There are { $have } values, { $need } are needed
insight-values-too-large = The values are too large to calculate with
# $chance share
# $won (number)
# $closed (number)
# $base share
insight-win-chance = Chance to win { $chance }: { $won } of { $closed } deals like this were won, { $base } overall

## What to expect

# $mean number
# $lower number
# $upper number
insight-forecast = About { $mean } next time, possibly { $lower } to { $upper }
# $mean number
# $lower number
# $upper number
insight-forecast-as-last-season = As last season, about { $mean }, possibly { $lower } to { $upper }; no method has done better
insight-forecast-method-needs-more = The series is too short for this method

## Profit and worth

# $customers (number)
insight-profit-all-earn = All { $customers } customers bring profit
insight-profit-empty = There are no customers yet
# $lost money
insight-profit-none = There is no profit in total; those who lose money cost { $lost }
# $below (number)
# $customers (number)
# $lost money
# $peak share
insight-profit-whale = { $below } of { $customers } customers cost { $lost }. Without them profit would be { $peak } of what it is
# $actual money
insight-portfolio-below-zero = Loses money ({ $actual }): raise the price, cut the cost to serve, or part
# $actual money
# $growth money
insight-portfolio-grow = Worth { $actual } and could bring { $growth } more: help them grow
# $actual money
insight-portfolio-keep = Among the most valuable, worth { $actual }: keep them
# $actual money
insight-portfolio-migrator = Worth { $actual }: serve them well at modest cost

## What customers say

# $score number
# $lower number
# $upper number
# $n (number)
insight-score = { $score }, but with { $n } answers it could be { $lower } to { $upper }
# $points number
insight-score-down = Down { $points } points, and really so
# $points number
insight-score-no-change = Off by { $points } points, no real change
insight-score-none = Nobody has answered yet
# $have (number)
# $need (number)
insight-score-too-few = { $have } answers so far; { $need } are needed to show a score
# $points number
insight-score-up = Up { $points } points, and really so

## How well we know them

# $index number
# $minutes number
insight-learning-depth = We know { $index } of 100; it would take the customer about { $minutes } minutes to teach another supplier as much
insight-learning-nothing = Nothing of their own is known yet
# $share share
insight-wallet-declared = They say that they buy { $share } of what they need from us
insight-wallet-nearly-all = By estimate they buy nearly all from us (over 80%)
insight-wallet-over-half = By estimate they buy more than half from us (50–80%)
insight-wallet-under-fifth = By estimate they buy less than a fifth from us
insight-wallet-under-half = By estimate they buy less than half from us (20–50%)
