-- How many rows the header of a layout has, where a person pointed it out because the program found
-- none; NULL where the program finds it by itself.
ALTER TABLE mapping ADD COLUMN header_rows BIGINT;
