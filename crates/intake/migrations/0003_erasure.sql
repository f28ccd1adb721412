-- The act that erased a file's bytes, because it names a person who was erased.
ALTER TABLE upload ADD COLUMN erased_by BIGINT;
