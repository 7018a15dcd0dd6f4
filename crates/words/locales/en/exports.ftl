### Lists taken out as files.

exports-format = Take this list along
exports-xlsx = Excel workbook (XLSX)
exports-csv = Plain CSV
exports-behind-xlsx = Excel in the background, with progress
exports-behind-csv = CSV in the background, with progress
exports-behind-title = Export of a list
# $rows so many rows
exports-behind-rows = { $rows } rows written
# $rows so many rows
# $total of so many
exports-behind-of = { $rows } of { $total } rows written
exports-behind-ready = Waiting for its turn
# $rows so many rows
exports-behind-done = Done: { $rows } rows. The file is kept for a day; only you can download it.
exports-behind-dead = It could not be written. Try again, and tell the administrator if that does not help.
exports-behind-cancelled = Stopped; there is no file.
exports-behind-gone = The file was kept for a day and is gone. Export it again.
