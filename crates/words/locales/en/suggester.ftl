### The machine that suggests what to remember: where it is set, what is sent, what comes back.

## Settings

suggester-title = Suggestions
suggester-lead = Quen finds what to remember by itself, on this server. A language model elsewhere can look closer. Nothing is sent anywhere until you set one.
suggester-address = Address
suggester-address-hint = OpenAI-compatible, up to the version: https://api.example.com/v1
suggester-model = Model
suggester-key = Key
suggester-key-hint = Leave empty if the machine needs none.
suggester-key-kept = Stored and sealed. Leave empty to keep it. Another address needs it typed again.
suggester-seconds = Wait at most (seconds)
suggester-seconds-hint = From 1 to 30
suggester-test = Try it
suggester-sample = The customer likes medium roast, deliver after 14:00.
# $count (number)
suggester-test-good = It answers well: { $count } suggestions from the trial sentence.
suggester-remove = Stop using it
suggester-remove-ask = Quen forgets address and key and sends nothing any more. Stop?

## What is sent

suggester-sent-title = What is sent, and where
suggester-sent-to = It goes to { $host }.
suggester-sent-nowhere = Nothing is sent anywhere.
suggester-sent-what = Only the words of one note, 8,000 characters at most, and only when somebody presses “Ask the machine” at it. Name, phone numbers and orders of the record are not sent; what you typed into the note is.
suggester-sent-whose = Only of customers who agreed to “An outside machine reads the notes” on the page of consents. Not asked means no.
suggester-sent-logged = Each sending stands on the customer's timeline: who sent it, when, to which machine. One person may ask 30 times in 10 minutes at most.
suggester-sent-abroad = A machine abroad means that personal data leaves the country: the law asks for an impact file first.

## At a note

suggester-ask = Ask the machine
suggester-found = Suggestions of the machine
suggester-from = Suggested by { $host }. Remember what is right.
suggester-nothing = The machine finds nothing new to remember.
suggester-source = Suggested by a machine, accepted by a person

## Refusals

error-model-off = No machine is set for suggestions.
    .action = Ask an administrator to set one in the settings, under Suggestions.
error-model-not-allowed = This customer has not agreed that an outside machine reads the notes.
    .action = Ask the customer, then note the answer on the page of consents.
error-model-address = The address of the machine cannot be used.
    .action = Look at it in the settings.
error-model-private = This address lies in the server's own network.
    .action = The operator of the server has to allow private addresses first.
error-model-plain = An address outside must be encrypted.
    .action = Write https:// instead of http://.
error-model-unreachable = The machine that suggests cannot be reached.
    .action = The note is safe. Try again later.
error-model-tls = The connection to the machine cannot be encrypted.
    .action = Look at the address, or tell its provider.
error-model-timeout = The machine took too long, so Quen stopped waiting.
    .action = The note is safe. Try again later.
error-model-sign-in = The machine does not accept the key.
    .action = Type the key again in the settings, under Suggestions.
error-model-refused = The machine answers with error { $status }.
    .action = Try again later, or look at the name of the model.
error-model-too-long = The answer of the machine is too long to be read.
    .action = Try again, or choose another model.
error-model-answer = The answer of the machine has another form than was asked for; Quen passes over it.
    .action = Try again, or choose another model.
# $host the machine
suggester-sent-note = sent the words of a note to { $host } for suggestions
