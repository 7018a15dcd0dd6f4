### Reading files in.

imports-title = Read in a file
imports-list = Files read in
imports-new = Read in a file
imports-steps = Steps
imports-step-file = File
imports-step-columns = Columns
imports-step-work = Reading in
imports-step-done = Done
imports-kind = What is in the file?
imports-kind-parties = Customers
imports-kind-orders = Orders
imports-kind-products = Products
imports-kind-interactions = Interactions
imports-kind-facts = What we know
imports-drop = Drop the file here
imports-drop-hint = Excel (.xlsx), CSV or TSV, up to 512 MB. Nothing is written until you press Read in.
imports-send = Look at the columns
imports-heads-column = Column in the file
imports-heads-into = Into
imports-heads-sample = Example
imports-heads-state = Read
imports-recognised = recognised
imports-ambiguous = please choose
imports-left-out = left out
imports-leave-out = Leave out
# $count (number)
imports-rows = { $count } rows
# $count (number)
imports-columns-known = { $count } columns recognised
# $column (text)
imports-into = Column { $column } goes into
imports-other-file = Another file
imports-nothing-written = Nothing is written yet
imports-begin = Read in
imports-preview = Preview
imports-preview-title = How the first rows will be read
imports-preview-caption = The first rows of the file and what is wrong with them
imports-row = Row
# $row (text)
imports-row-number = Row { $row }
imports-row-good = good
# $amount (text) came by now
imports-row-paid = { $amount } paid
# $amount (text) came by now, $day (text)
imports-row-paid-on = { $amount } paid, on { $day }
imports-row-paid-all = paid in full
# $day (text)
imports-row-paid-all-on = paid in full on { $day }
# $amount (text) still owed
imports-row-owed = { $amount } owed
imports-row-unpaid = nothing paid as yet
imports-options = When it is there already
imports-on-match-update = Update from the file; empty cells change nothing
imports-on-match-skip = Leave as it is
imports-on-match-create = Add another record
imports-match-on = Find known customers by
imports-match-phone = Phone
imports-match-email = Email
imports-match-code = Customer code
imports-match-tax-code = Tax code
imports-dates-note = “9/11/26” is read as 9 November: the day stands first.
imports-consent-note = People read in have not agreed to messages. Quen sends none until they have.
# $font (text)
imports-font-note = The file was typed in an old font ({ $font }). Quen has turned it into Unicode.
# $encoding (text)
imports-encoding = Encoding { $encoding }
# $file (text)
imports-working = Reading in { $file }
# $done (number)
# $total (number)
imports-progress = { $done } of { $total } rows
# $done (number)
imports-progress-open = { $done } rows
imports-waiting = Waiting for its turn
imports-undoing = Undoing
imports-may-leave = You may leave this page; the work goes on.
imports-stop = Stop
imports-created = Added
imports-updated = Updated
imports-skipped = Left as they were
imports-failed = Not read in
imports-result = Result
imports-errors = Rows that were not read in
imports-errors-caption = Row, column and what is wrong
# $count (number)
imports-errors-first = The first { $count }; the file to download has them all.
imports-failed-download = Download these rows to mend them
imports-mend = Mend them here
imports-mend-rows = Rows that were not taken in
imports-mend-hint = Correct the cells that are wrong and read the rows in again; only these are read. Empty a row to leave it for later.
imports-mend-send = Read these rows in again
imports-mend-cell = { $column }, row { $row }
# $count (number)
imports-mend-more = { $count ->
    [one] One more row.
   *[other] { $count } more rows.
 } When there are many, download the file, mend it and read it in.
imports-mend-of = These are mended rows of an earlier import
imports-remembered = The columns are matched as in an earlier file with the same headings.
imports-rows-title = Row by row
imports-rows-caption = Each row and what became of it
imports-rows-record = Record
imports-rows-open = Open
# $count (number)
imports-rows-first = The first { $count } rows that changed something.
imports-column = Column
imports-reason = Why it was not taken in
imports-undo = Undo this import
imports-undo-ask = Remove what this import added and put back what it changed?
imports-undo-forced = Undo these as well
# $count (number)
imports-kept = { $count } records stay because somebody has changed them since
imports-refused = The file could not be read in
imports-see = Open the list
imports-then-orders = Bring the orders next
imports-then-today = See what to do today
imports-none = No file was read in yet
imports-none-text = Drop the list of customers or orders you have in Excel here; Quen recognises the columns.
imports-file = File
imports-when = When
imports-state = State
imports-state-draft = Columns
imports-state-waiting = Waiting
imports-state-running = Reading in
imports-state-done = Done
imports-state-cancelled = Stopped
imports-state-failed = Refused
imports-state-undoing = Undoing
imports-state-undone = Undone
import-field-parties-full-name = Name
import-field-parties-code = Customer code
import-field-parties-phone = Phone
import-field-parties-phone2 = Other phone
import-field-parties-email = Email
import-field-parties-gender = Gender
import-field-parties-salutation = Form of address
import-field-parties-birthday = Birthday
import-field-parties-address = Address
import-field-parties-province = Province
import-field-parties-district-old = District (old)
import-field-parties-ward = Ward
import-field-parties-company = Organisation
import-field-parties-tax-code = Tax code
import-field-parties-national-id = National ID
import-field-parties-group = Group, as a tag
import-field-parties-type = Type
import-field-parties-source = Source
import-field-parties-owner = Owner
import-field-parties-status = Status
import-field-parties-tags = Tags
import-field-parties-note = Note
import-field-parties-website = Website
import-field-parties-facebook = Facebook
import-field-parties-zalo = Zalo
import-field-parties-bank-account = Bank account
import-field-parties-bank-name = Bank
import-field-parties-debt = Debt
import-field-parties-total-spent = Total spent
import-field-parties-last-purchase = Last purchase
import-field-parties-points = Points
import-field-parties-tier = Tier
import-field-parties-branch = Branch
import-field-parties-industry = Industry
import-field-parties-position = Position
import-field-parties-representative = Representative
import-field-parties-created-at = Created on
import-field-parties-created-by = Created by
import-field-orders-number = Order number
import-field-orders-ordered-at = Order date
import-field-orders-party-code = Customer code
import-field-orders-party-phone = Customer phone
import-field-orders-party-email = Customer email
import-field-orders-party-name = Customer name
import-field-orders-sku = Product code
import-field-orders-text = Product
import-field-orders-quantity = Quantity
import-field-orders-unit-price = Unit price
import-field-orders-discount = Discount
import-field-orders-tax-rate = Tax rate
import-field-orders-cost = Unit cost
import-field-orders-total = Total
import-field-orders-currency = Currency
import-field-orders-paid = Paid
import-field-orders-debt = Still owed
import-field-orders-paid-on = Day of payment
import-field-orders-pay-way = Way of payment
import-field-orders-due-on = Payment due
import-field-orders-deliver-by = Delivery promised
import-field-orders-delivered-on = Delivered on
import-field-products-sku = Product code
import-field-products-name = Name
import-field-products-unit = Unit
import-field-products-unit-price = Price
import-field-products-cost = Cost
import-field-products-tax-rate = Tax rate
import-field-products-group = Category
import-field-products-description = Description
import-field-products-barcode = Barcode
import-field-products-stock = Stock
import-field-products-currency = Currency
import-field-interactions-external-id = ID elsewhere
import-field-interactions-party-code = Customer code
import-field-interactions-party-phone = Customer phone
import-field-interactions-party-email = Customer email
import-field-interactions-party-name = Customer name
import-field-interactions-kind = Kind
import-field-interactions-channel = Channel
import-field-interactions-direction = Direction
import-field-interactions-started-at = Began
import-field-interactions-ended-at = Ended
import-field-interactions-subject = Subject
import-field-interactions-body = What was said
import-field-interactions-outcome = Outcome

## Refusals

error-file-empty = The file has no rows
    .action = Open the file, see whether there is data, and choose it again.
error-file-not-a-table = The file is no table
    .action = Choose an Excel (.xlsx), CSV or TSV file.
error-file-old-workbook = The workbook is of the old .xls format or has a password
    .action = Open it in Excel, take the password away, save it as .xlsx and choose it again.
error-file-damaged = The workbook is damaged
    .action = Open it in Excel, save it and choose it again.
error-file-unpacks-too-large = The workbook unpacks to more than { $max } MB
    .action = Split it, or save it as CSV.
error-file-too-many-columns = Row { $row } has more than { $max } columns
    .action = Remove columns that are not needed.
error-file-too-many-rows = The workbook has more than { $max } rows
    .action = Split it, or save it as CSV.
error-file-open-quote = A quotation mark opened in row { $row } is not closed
    .action = Mend that row and choose the file again.
error-file-bad-text = The letters behind row { $row } cannot be read
    .action = Save the file as UTF-8 and choose it again.
error-cell-fault = The formula in this cell has failed
    .action = Mend the formula or type the value.
error-cell-too-long = The cell is longer than { $max } KB
    .action = Shorten it.
error-extra-cells = The row has more cells than there are columns
    .action = Perhaps a cell with a comma lacks its quotation marks.
error-row-without-party = The row does not say whose it is
    .action = Give the code, phone, e-mail or name of the customer.
error-column-twice = Two columns go into one field
    .action = Choose another field for one of them.
error-nothing-mapped = No column is chosen
    .action = Choose at least one column.
error-import-begun = This import has begun already
    .action = Open its page to see it.
error-import-ended = This import has ended
    .action = Open its page to see the result.
error-import-not-ended = This import has not ended
    .action = Wait for it or stop it, then undo.
error-import-undone = This import has been undone
    .action = There is nothing more to do.
error-import-changed-nothing = This import has changed nothing
    .action = There is nothing to undo.
error-import-file-gone = The file of this import is gone
    .action = Choose the file again in a new import.
error-upload-broken = The upload broke off
    .action = Check the network and try again.
imports-our-id = Quen ID
imports-our-party-id = Quen ID of the customer
