-- What is said in words may name somebody: it can be erased from these columns. What was said
-- before stays in the first three, which are hashed as they are.
ALTER TABLE commitment ADD COLUMN said_gap TEXT;
ALTER TABLE commitment ADD COLUMN said_what TEXT;
ALTER TABLE commitment ADD COLUMN said_note TEXT;
