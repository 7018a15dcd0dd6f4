### Two people changed the same record.

# $name: name of the record
versions-title = Two versions of { $name }
# $by: Võ Thu Hà, 14:05
versions-by = { $by }: saved while you were editing.
versions-by-somebody = Somebody saved while you were editing.
versions-hint = Choose what to keep, field by field. Nothing of yours is lost.
versions-theirs = Stored now
versions-mine = What you typed
versions-save = Save this choice
versions-again = Go on in the form
versions-drop = Keep what is stored
