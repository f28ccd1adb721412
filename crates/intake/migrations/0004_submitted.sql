-- Files an office hands in: whose, the page where it does, and whether they are out of its hands.
ALTER TABLE batch ADD COLUMN org_id UUID;
ALTER TABLE batch ADD COLUMN page TEXT;
ALTER TABLE batch ADD COLUMN handed_in BOOLEAN NOT NULL DEFAULT FALSE;
