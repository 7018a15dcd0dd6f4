### Search over everything.

find-reading = Searched for “{ $reading }”
find-nothing = Nothing found for “{ $question }”. Try fewer words, or the last digits of a phone.
find-hint = Type a name, the last digits of a phone, an email or a customer code.
find-others = Other records
find-commands = Commands
# $name: name of the customer
find-with = With { $name }
