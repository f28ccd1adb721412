-- The signature tells a little of who stands behind a statement as well, so that whoever may read
-- only their own passes over the others' inside an index.
UPDATE lrs_statement SET sig = sig | ((authority & 4095) << 51);
