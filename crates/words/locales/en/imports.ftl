### Reading files in.

imports-reason = Why it was not taken in
