### Interactions: notes, calls, e-mails, meetings, messages, visits.

## Fields

field-interactions-party-id = With
field-interactions-kind = Kind
field-interactions-channel = Channel
field-interactions-direction = Direction
field-interactions-started-at = When
field-interactions-ended-at = Until
field-interactions-subject = Subject
field-interactions-body = What was said
field-interactions-outcome = Outcome
field-interactions-participants = Participants
field-interactions-files = Files
field-interactions-user-id = By
field-interactions-external-id = Id in the former program
field-interactions-automatic = Sent by a machine
field-interactions-custom = Own fields
field-interactions-answered-at = Answered
field-interactions-created-at = Written down
field-interactions-updated-at = Last change

## Kinds

choice-interactions-kind-note = Note
choice-interactions-kind-call = Call
choice-interactions-kind-email = E-mail
choice-interactions-kind-meeting = Meeting
choice-interactions-kind-message = Message
choice-interactions-kind-visit = Visit

## Channels

choice-interactions-channel-phone = Phone
choice-interactions-channel-email = E-mail
choice-interactions-channel-zalo = Zalo
choice-interactions-channel-messenger = Messenger
choice-interactions-channel-sms = SMS
choice-interactions-channel-web = Web site
choice-interactions-channel-in-person = In person
choice-interactions-channel-portal = Customer portal
choice-interactions-channel-other = Other

## Directions

choice-interactions-direction-in = From the customer
choice-interactions-direction-out = From us
choice-interactions-direction-none = Both sides

## Outcomes

choice-interactions-outcome-reached = Reached
choice-interactions-outcome-no-answer = No answer
choice-interactions-outcome-busy = Busy
choice-interactions-outcome-voicemail = Left a message
choice-interactions-outcome-agreed = Agreed
choice-interactions-outcome-interested = Interested
choice-interactions-outcome-refused = Refused
choice-interactions-outcome-unhappy = Unhappy

## Pages

interactions-empty = No interactions yet.
interactions-view-waiting = Waiting for an answer
