-- A batch is changed by one person at a time: who holds an older version is told so.
ALTER TABLE batch ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
-- What was said of single sheets: a hidden one to be read, the office a sheet is of.
ALTER TABLE batch ADD COLUMN sheets TEXT NOT NULL DEFAULT '[]';
-- What it came to when it was last read, or when it was applied.
ALTER TABLE batch ADD COLUMN counts TEXT;
-- Why a file was not taken in.
ALTER TABLE upload ADD COLUMN refusal TEXT;
