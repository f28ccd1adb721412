-- What somebody decided about a row that waits: it is not to be entered, or whose it is.
CREATE TABLE row_answer (
  fact_id UUID NOT NULL PRIMARY KEY,
  answer_id UUID NOT NULL,
  held_id UUID NOT NULL,
  verdict TEXT NOT NULL,
  person_id UUID,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX row_answer_id_ix ON row_answer (answer_id);
CREATE INDEX row_answer_held_ix ON row_answer (held_id);
CREATE INDEX row_answer_recorded_from_ix ON row_answer (recorded_from);
CREATE INDEX row_answer_recorded_to_ix ON row_answer (recorded_to);
