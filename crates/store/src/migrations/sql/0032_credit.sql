-- Goods that went out on credit without a day on which they are to be paid: what is owed on them counts as owed.
ALTER TABLE orders ADD COLUMN on_credit BOOL NOT NULL DEFAULT FALSE;
