### The file on the impact of processing personal data, and the log of processing.

impact-title = Assessment of the impact of processing personal data
impact-short = Impact file
impact-open = Open the file
impact-download = Download for Word
impact-print = Print with the browser: paper gets the file alone.
impact-write = What only the owner knows
impact-write-note = Each time it is saved a new version is made and the earlier ones stay. The rest Quen writes from what it holds.
impact-save = Save as a new version
impact-task = Make a task of it
impact-task-title = Write the assessment of the impact of processing personal data
impact-missing = (not written yet)
impact-unwritten = No version yet
# $version (number)
# $day since
impact-version = Version { $version } of { $day }
# $day when
impact-filed = Sent to the authority on { $day }
impact-part-responsible = 1. Who is responsible
impact-part-purposes = 2. What data is used for
impact-part-data = 3. Personal data that is kept
impact-part-consent = 4. Consent of customers
impact-part-recipients = 5. Who receives data
impact-part-storage = 6. Where it lies and for how long
impact-part-safety = 7. What protects it
impact-part-risks = 8. Risks and what is done about them
impact-part-so-far = 9. Requests and breaches so far
impact-part-versions = 10. Versions of this file

impact-firm = What kind of firm is it
impact-firm-choose = Choose
choice-privacy-firm-household = Household business or micro firm
choice-privacy-firm-small = Small or starting firm
choice-privacy-firm-other = Any other firm
choice-privacy-firm-processor = Processing data is its trade
impact-controller = Who controls the data
impact-controller-hint = Name, tax code, address, telephone.
impact-officer = Who looks after personal data
impact-purpose = Purpose, in the owner’s words
impact-sharing = Shared with others
impact-sharing-hint = For example: the carrier receives name, phone and address. Leave empty when nothing is shared.
impact-country = Country in which data lies
impact-country-hint = Two letters, for example VN or SG.
impact-place = Where data lies
impact-place-hint = For example: the computer in the shop, a server rented from a firm.
impact-security = What the shop does besides
impact-risks = What could happen and how it is prevented
impact-started-on = Personal data kept since
impact-started-hint = Only when that was before the first day in Quen.
impact-filed-on = Day it went to the authority

# $people how many
impact-people = Data of { $people } people has been kept, those erased since included.
# $day when
impact-since = First person: { $day }.
impact-nobody = Nobody yet.
impact-kind = Kind
impact-fields = Fields
impact-no-wording = The words that ask for consent are not written yet.
# $version (number)
# $day since
impact-wording = Words in use: version { $version }, since { $day }
# $version (number)
# $day since
impact-wording-earlier = Version { $version }, since { $day }
impact-aim = For what
impact-answer = Answer
impact-count = Answers
impact-no-answers = Nobody was asked yet.
# $count (number)
impact-colleagues = { $count } { $count ->
    [one] colleague
   *[other] colleagues
} of the shop, each seeing only what was given to them
impact-guests = The customers themselves, at their own door
# $host machine
impact-mail = Mail server { $host }, to send email
# $host machine
impact-suggester = Suggesting machine { $host }, which gets only notes about customers who agreed
impact-at-home = Data stays in the country; Quen calls nothing abroad by itself
impact-abroad = Data lies abroad: the file on transfer abroad is needed as well
# $days (number)
impact-bin = What is thrown away stays in the bin for { $days } { $days ->
    [one] day
   *[other] days
} and is then gone
impact-bin-kept = What is thrown away stays in the bin until somebody empties it
impact-keeps-orders = Orders of erased customers stay without a name, as the law on accounts demands
impact-keeps-proofs = Answers about consent are kept as proof for at least a year
impact-safe-rights = Rights by role; what was not given to somebody does not exist for them, in search and downloads too
impact-safe-log = Every change is noted: who, when, from where
impact-safe-secrets = Passwords are kept as hashes only; the password of the mail server and keys are encrypted
impact-safe-inside = Pages load nothing from third parties and hold no tracking code
impact-safe-backup = Backup and restore with one command, files included
# $requests (number)
# $open (number)
# $late (number)
impact-requests = Requests about own data: { $requests }; open { $open }; late { $late }
# $breaches (number)
# $untold (number)
impact-breaches = Data breaches: { $breaches }; authority not told yet { $untold }

## Duty

impact-duty-none = No personal data is kept yet, so no file is due.
impact-duty-exempt = By what the owner wrote, the law does not ask this firm for the file. That ends with sensitive data or very many people.
# $day by when
impact-duty-due = The file is due by { $day } (60 days from the first personal data kept).
# $day by when
impact-duty-late = The file was due by { $day }. Write the owner’s part below and save it.
# $day by when
impact-duty-kept = The file is written. When things change, look at it again by { $day }.
# $day by when
impact-duty-review = Things changed since the last version and it is time to look again ({ $day }). Read it and save a new version.
impact-changed = Changed since the last version: fields, recipients, words of consent, how long things are kept, or the country.
impact-abroad-notice = Data lies outside Vietnam: the law asks for the file on transfer abroad as well.
notification-impact = The impact file on personal data is to be written or looked at again
error-bad-country = That is no country code
    .action = Type two letters, for example VN.

## Log

impact-log = Log of processing
impact-log-none = Nothing yet.
impact-log-note = Imports, exports, copies for customers, requests, breaches, erasures, notes sent to a suggesting machine.
impact-log-program = Quen
impact-log-older = Older
# $rows (number), $list (text) the list's name, $format (text) CSV, XLSX
impact-log-exported-all = exported the whole list { $list }: { $rows } rows, { $format }
# $rows (number), $list (text) the list's name, $format (text) CSV, XLSX
impact-log-exported-part = exported a part of the list { $list }: { $rows } rows, { $format }
# $list (text) the list's name, $format (text) CSV, XLSX
impact-log-export-begun = began to export the list { $list }, { $format }
event-privacy-impact-written = saved a version of the impact file
event-privacy-export-begun = began to export a list
event-privacy-exported = exported a list
event-privacy-workspace-exported = exported all data of the shop to a directory
event-privacy-copied = took a copy of personal data
