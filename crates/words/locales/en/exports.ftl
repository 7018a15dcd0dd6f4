### Lists taken out as files.

exports-format = Take this list along
exports-xlsx = Excel workbook (XLSX)
exports-csv = Plain CSV
