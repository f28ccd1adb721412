-- Indexes stand in parts: so many statements each, one after the other in time. What is written
-- touches the newest part alone, which stays small enough to be kept in memory; what is asked
-- walks along one part after another. `first`: the moment from which on statements belong to it.
CREATE TABLE lrs_part (
  part INTEGER PRIMARY KEY,
  first BIGINT NOT NULL
);
INSERT INTO lrs_part (part, first) SELECT 0, 0 WHERE EXISTS (SELECT 1 FROM lrs_statement);

-- Which ids a part may hold, for those that are closed.
CREATE TABLE lrs_filter (
  part INTEGER PRIMARY KEY,
  ids BYTEA NOT NULL
);

ALTER TABLE lrs_statement ADD COLUMN part BIGINT NOT NULL DEFAULT 0;
DROP INDEX lrs_statement_id;
DROP INDEX lrs_statement_verb;
DROP INDEX lrs_statement_agent;
DROP INDEX lrs_statement_activity;
DROP INDEX lrs_statement_registration;
CREATE UNIQUE INDEX lrs_statement_id ON lrs_statement (part, id, tenant);
CREATE INDEX lrs_statement_verb ON lrs_statement (part, verb, seq, sig);
CREATE INDEX lrs_statement_agent ON lrs_statement (part, agent, seq, sig) WHERE agent IS NOT NULL;
CREATE INDEX lrs_statement_activity ON lrs_statement (part, activity, seq, sig)
  WHERE activity IS NOT NULL;
CREATE INDEX lrs_statement_registration ON lrs_statement (part, registration, seq, sig)
  WHERE registration IS NOT NULL;

ALTER TABLE lrs_ref ADD COLUMN part BIGINT NOT NULL DEFAULT 0;
DROP INDEX lrs_ref_key;
CREATE INDEX lrs_ref_key ON lrs_ref (part, key, seq, via, sig);
