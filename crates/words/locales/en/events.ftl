### What happened, on timelines and in the log. Who and when stand beside it.

## parties

event-parties-created = Added
event-parties-updated = Changed
event-parties-deleted = Put in the bin
event-parties-restored = Taken out of the bin
event-parties-looked-over = Looked over, still right
event-parties-erased = Deleted for good
event-parties-merged = Merged
event-parties-unmerged = Undid a merge
event-parties-told-apart = Said that they are two customers
event-parties-asked-again = Took back that they are two customers

## interactions

event-interactions-created = Wrote down an interaction
event-interactions-updated = Changed an interaction
event-interactions-deleted = Deleted an interaction
event-interactions-restored = Restored an interaction
event-interactions-erased = Deleted for good
event-interactions-answered = Answered
event-interactions-reopened = Waiting for an answer again

## tasks

event-tasks-created = Added a task
event-tasks-updated = Changed a task
event-tasks-deleted = Deleted a task
event-tasks-restored = Restored a task
event-tasks-erased = Deleted for good
event-tasks-completed = Completed a task
event-tasks-reopened = Reopened a task
event-tasks-snoozed = Put a task off

## products

event-products-created = Added a product
event-products-updated = Changed a product
event-products-deleted = Deleted a product
event-products-restored = Restored a product
event-products-looked-over = Looked over, still right
event-products-erased = Deleted for good
event-products-merged = Merged two products
event-products-unmerged = Undid a merge
event-products-told-apart = Said that two products are different
event-products-asked-again = Took back that two products are different

## orders

event-orders-created = Entered an order
event-orders-updated = Changed an order
event-orders-deleted = Deleted an order
event-orders-restored = Restored an order
event-orders-erased = Deleted for good
event-orders-confirmed = Confirmed an order
event-orders-delivered = Delivered an order
event-orders-cancelled = Cancelled an order
event-orders-reopened = Made an order a draft again
event-orders-paid = Money came in
event-orders-refunded = Refunded
event-orders-refund-withdrawn = Withdrew a refund

## relationships

event-relationships-begun = The relationship began
event-relationships-moved = The relationship changed its stage or type
event-relationships-overridden = Set stage or type by hand
event-relationships-released = Gave stage and type back to the rules

## links

event-links-created = Added a link
event-links-deleted = Removed a link

## imports

event-files-uploaded = Uploaded a file
event-files-read = Read the text of a file
event-files-promise-refused = Set aside a passage of a file: no promise
event-imports-started = Began to read a file in
event-imports-finished = Read a file in
event-imports-undone = Undid an import

## facts

event-facts-created = Noted what is known of a customer
event-facts-updated = Changed what is known
event-facts-deleted = Deleted what was known
event-facts-restored = Restored what was known
event-facts-confirmed = Confirmed that it still holds
event-facts-corrected = Corrected what was wrong
event-facts-withdrawn = Withdrew what was known
event-facts-reinstated = Put back what was withdrawn
event-facts-kept-apart = Noted that both hold
event-facts-applied = Used what is known
event-facts-refused = Did not use what is known
event-facts-concluded = Concluded a habit from orders
event-facts-question-put-aside = Put a question aside
