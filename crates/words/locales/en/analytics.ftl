### The analytics page: who stays, who is worth what, what to do.

## Page

analytics-title = Analytics
# $when day and time
analytics-ran = Figures made { $when }
analytics-fit = Work out again
analytics-fitting = Working it out again
# $done (number)
# $total (number)
analytics-fit-progress = { $done } of { $total } steps
analytics-fit-waiting = Waiting for its turn
analytics-fit-asked = Asked for. Reload in a few minutes to see new figures
analytics-fit-running = It is being worked out already
analytics-none = No figures yet
analytics-none-why = Every night Quen looks through all orders to see who still buys, who is leaving and what each customer is worth. The first time is tonight.
analytics-table = Show the figures
analytics-figures = Main figures
analytics-open-list = Open the list
analytics-make-tasks = Make tasks
# $count (number)
analytics-make-tasks-for = Make tasks for { $count } { $count ->
    [one] customer
   *[other] customers
}

## Main figures

# $months (number)
analytics-equity = Customer equity, { $months } months
# $low money
# $high money
analytics-equity-range = possibly { $low } to { $high }
analytics-equity-unchecked = no quarter yet to check it by
analytics-equity-revenue = as revenue, for costs are not known
analytics-kept = Kept over 90 days
# $points (number)
analytics-kept-up = +{ $points } points
# $points (number)
analytics-kept-down = −{ $points } points
analytics-kept-same = unchanged
analytics-kept-before = on the quarter before
# $count (number)
analytics-kept-of = of { $count } customers
analytics-kept-few = needs at least 20 customers in the quarter before
analytics-off = Last quarter was off by
# $predicted (number)
# $actual (number)
analytics-off-note = { $predicted } orders predicted, { $actual } came
analytics-off-none = too few customers a quarter ago to check
analytics-brought = Margin of a customer, year
analytics-brought-revenue = Revenue of a customer, year
# $count (number)
analytics-brought-of = { $count } bought this year
# $share share
analytics-first-fifth = the first 20% bring { $share } of profit

## Recency and frequency

analytics-rfm = How recently × how often
# $count (number)
# $loyal (number)
# $slipping (number)
analytics-rfm-label = { $count } customers by last order (rows) and number of orders (columns): { $loyal } bought recently and often, { $slipping } used to buy often and are silent
analytics-rfm-corner = Last order
analytics-by-count = By customers
analytics-by-margin = By margin
# $days (number)
analytics-within = ≤ { $days } days
# $from number
# $to number
analytics-span = { $from }–{ $to }
# $days number
analytics-beyond = > { $days }
# $count number
analytics-times = { $count }×
# $count number
analytics-times-more = { $count }+
# $count (number)
analytics-loyal = { $count } recent and frequent
# $count (number)
# $money money
analytics-slipping = { $count } frequent, now silent ({ $money })
analytics-col-recency = Days silent
analytics-col-frequency = Orders
analytics-col-customers = Customers
analytics-col-spend = Spent
analytics-col-margin = Margin
analytics-col-acts = Act

## Retention triangle

analytics-cohorts = Retention triangle
analytics-cohorts-note = % who bought, by period of the first order
# $first share
# $count (number)
analytics-cohorts-label = Retention of { $count } groups of customers: in the period after the first order { $first } came back
analytics-cohorts-empty = No group of customers yet
analytics-col-next-period = Back next period
analytics-col-this-period = Buying this period
analytics-col-silent = Silent for 90 days
analytics-by-month = Months
analytics-by-quarter = Quarters
analytics-col-cohort = Group
# $month number
# $year year
analytics-month = { $month }/{ $year }
# $quarter number
# $year year
analytics-quarter = Q{ $quarter }/{ $year }
analytics-to-date = The running period is not over; its figures still rise.

## Spread of worth

# $months (number)
analytics-value = Worth over { $months } months
# $count (number)
analytics-value-note = { $count } customers
# $median money
# $count (number)
# $from money
# $share share
analytics-value-label = Worth of customers: median { $median }; { $count } customers of { $from } and more hold { $share } of the total
# $median money
analytics-median = median { $median }
# $count (number)
# $share share
analytics-value-top = the { $count } most valuable hold { $share }
analytics-col-worth = Worth of a customer
analytics-col-together = Together
# $from money
analytics-from = from { $from }

## If more stayed

analytics-keep = If more stayed
# $points number
analytics-points = { $points } points
analytics-keep-year = Retention of a year
analytics-keep-quarter = Retention of 90 days
analytics-growth = Margin of a customer grows, %
analytics-see = Show
# $share share
analytics-now = now { $share }
# $share share
# $money money
analytics-then = { $share }: { $money }
# $now share
# $value money
# $keep share
# $worth money
analytics-keep-label = Worth of a customer by retention: { $now } gives { $value }; { $keep } gives { $worth }
analytics-keep-whom = Worth much and perhaps still there: whom to keep first?
analytics-keep-value = Worth of a customer
analytics-keep-gain = Customer equity rises by
analytics-keep-cost = Spend at most to get there
# $count (number)
# $money money
analytics-keep-saved = About { $count } more customers stay each period, each worth { $money }.
# $margin money
# $customers (number)
analytics-keep-basis = For { $customers } customers of the last year, each bringing { $margin } a period.

## The second order

analytics-second = How long until the second order
# $came (number)
# $of (number)
analytics-second-note = { $came } of { $of } customers came back
# $share share
# $days (number)
analytics-second-label = Share with a second order by days since the first: { $share } after { $days } days
# $usual (number)
# $late (number)
analytics-second-why = Half of those who come back do so within { $usual } days, nearly all within { $late }. Those who bought once and are between the two are worth a word now.
analytics-second-empty = Nobody to watch yet
# $days number
analytics-day = { $days } days
analytics-col-days = Days since the first
analytics-col-came = Came back
analytics-col-range = Confidence interval

## Who brings the profit

analytics-whale = Who brings the profit
analytics-whale-note = % of profit added up, most profitable first
# $share share
# $below (number)
analytics-whale-label = Profit added up over customers, most profitable first: the first 20% bring { $share }; { $below } lose money
analytics-whale-no-costs = Orders hold no costs, so nobody knows who brings profit. Enter costs at Products to see it.
analytics-col-first = First customers
analytics-col-share = Share of profit

## How right it was

analytics-trust = How right the model was
# $customers (number)
# $repeaters (number)
# $version (number)
analytics-trust-basis = Version { $version }, learned from { $customers } customers, { $repeaters } of whom came back.
# $stayed (number)
# $called (number)
analytics-trust-lost = Of { $called } customers called likely lost a quarter ago, { $stayed } did not come back
# $came (number)
# $called (number)
analytics-trust-alive = Of { $called } customers called still there a quarter ago, { $came } ordered in the quarter
# $ours (number)
# $theirs (number)
analytics-trust-check = The same question to a second model on a sample: { $ours } orders next quarter against { $theirs }.
analytics-trust-unchecked = Not checked yet: it needs enough data from a quarter ago.
# $cut (number)
analytics-trust-cut = { $cut } customers with very large orders are counted at a ceiling, so that they do not bend the others.
analytics-trust-bands = Frequent customers order for quite other amounts than rare ones, so worth is told group by group.
analytics-col-chance = Chance of being a customer
analytics-col-predicted = Predicted orders
analytics-col-actual = Real orders

## Making tasks

# $count (number)
analytics-tasks-title = Make tasks for { $count } { $count ->
    [one] customer
   *[other] customers
}
# $most (number)
analytics-tasks-capped = At most { $most } at once, those with the most spend first.
analytics-tasks-why = One task for each customer, given to the colleague in charge. Customers who have the same task open are passed over.
analytics-tasks-words = What to do
analytics-tasks-usual = Call to ask how they are
analytics-tasks-due = Due
analytics-tasks-none = Nobody is left in this group
# $count (number)
analytics-tasks-made = { $count } { $count ->
    [one] task
   *[other] tasks
} made

## Tiles of the customer page

analytics-outlook-alive = Still a customer
# $of (number)
# $total (number)
analytics-outlook-frequency = { $of } of { $total } like this
analytics-outlook-worth = Worth, 3 years
# $low money
# $high money
analytics-outlook-range = { $low } to { $high }
analytics-outlook-unknown = Not known
analytics-outlook-why = Too few customers to tell
