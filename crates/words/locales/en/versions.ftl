### Two people changed the same record.

versions-hint = The form below still holds what you typed: saving puts it in place of the stored version.
