### Links between parties.

link-works-at = Works at
link-works-at-inverse = Has on its staff
link-belongs-to = Belongs to
link-belongs-to-inverse = Has as member
link-referred-by = Referred by
link-referred-by-inverse = Referred
link-household = Same household
