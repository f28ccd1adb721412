-- Marks of people who were erased, so that a sheet that names them again waits. A mark is made with
-- a key that is not in the database; it names nobody and leads to nobody. No decision and no fact.
CREATE TABLE stopped (
  kind TEXT NOT NULL,
  mark TEXT NOT NULL,
  act BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (kind, mark)
);
CREATE INDEX stopped_act_ix ON stopped (act);
