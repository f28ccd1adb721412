-- A file whose bytes an erasure took while its batch was open: who left it out, and when.
ALTER TABLE upload ADD COLUMN left_out_by TEXT;
ALTER TABLE upload ADD COLUMN left_out_at BIGINT;
