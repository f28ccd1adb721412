-- Two records that were found to be of one person: what stood under the first stands under the
-- second from this act on.
CREATE TABLE person_join (
  fact_id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL,
  into_id UUID NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX person_join_id_ix ON person_join (person_id);
CREATE INDEX person_join_into_ix ON person_join (into_id);
CREATE INDEX person_join_recorded_from_ix ON person_join (recorded_from);
CREATE INDEX person_join_recorded_to_ix ON person_join (recorded_to);
