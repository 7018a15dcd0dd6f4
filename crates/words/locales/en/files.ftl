### Uploaded files: their control in a form, how far their text was read, why one was not taken in.

files-remove = Remove this file
files-attach = Attach files
files-title = Files
files-record = On
files-text = Text in the file
files-text-waiting = Its text has not been read yet
files-text-read = Its text can be searched
files-text-cut = Only its beginning can be searched: it is very long
files-text-none = There is no text in it to search
files-text-locked = It is locked with a password, so its text cannot be searched
files-text-broken = It is damaged, so its text cannot be searched
files-text-too-large = It unpacks to more than is allowed, so its text cannot be searched
files-text-too-slow = Reading it took too long, so its text cannot be searched
files-uploaded = Uploaded
files-size = Size
files-download = Download
error-no-such-file = This file is not there
    .action = Choose the file again and upload it.
error-upload-empty = The file is empty
    .action = Choose another file.
error-upload-too-large = The file is larger than { $max } MB
    .action = Make it smaller, or keep it elsewhere and enter a link.
error-upload-type = Files of this type are not taken
    .action = Choose a PDF, an office document, a table, a plain text, a picture, a recording or a ZIP archive.
error-upload-not-its-type = The file is not what its name says
    .action = Open it, save it anew under its right type, and upload that.
