### Background work, for those who run the workspace.

jobs-title = Failed background work
jobs-none = Nothing has failed
jobs-none-text = Background work reads files in, sends mail and counts up every night. What fails for good lies here.
jobs-kind = Work
jobs-error = Reason
jobs-ended = When
jobs-acts = Acts
jobs-drop = Drop
jobs-drop-ask = Drop this work for good?
jobs-kind-privacy-name = Naming the customers a breach touched
jobs-kind-imports-run = Reading a file in
jobs-kind-files-read = Reading the text of uploaded files
jobs-kind-imports-undo = Undoing an import
jobs-kind-duplicates-check = Comparing changed customers
jobs-kind-duplicates-scan = Scanning for duplicates
jobs-kind-upkeep-program = Nightly upkeep
jobs-kind-upkeep-workspace = Nightly upkeep
jobs-kind-quality-refresh = Score the quality of records
jobs-kind-exports-write = Write a list to a file
jobs-kind-bulks-run = Change of many
jobs-kind-facts-refresh = Nightly look at how well customers are known
