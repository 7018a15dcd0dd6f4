### Drafts: what was typed into forms and not saved.

drafts-title = Drafts
drafts-lead = What you typed and did not save is kept for 14 days, for you alone.
drafts-none = No drafts
drafts-none-text = When you leave a form half filled in, what you typed waits here.
# $noun: customers, orders
drafts-of-new = { $noun }, new
# $when: 14:05
drafts-offer = Draft of { $when }
drafts-used = Using the draft of { $when }
drafts-use = Use it
drafts-drop = Drop it
drafts-kept = Draft kept at { $when }
drafts-gone-title = This record is no longer here
drafts-gone = Somebody deleted this record while you typed. What you typed is kept as a draft: take the record out of the bin, open it again and go on.
drafts-typed = What you typed
