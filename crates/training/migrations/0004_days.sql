-- The days of a class, and who was there on each. What a list leaves blank is not said here:
-- blank is neither there nor absent.
CREATE TABLE class_day (
  fact_id UUID NOT NULL PRIMARY KEY,
  class_day_id UUID NOT NULL,
  session_id UUID NOT NULL,
  number BIGINT NOT NULL,
  held_on TEXT,
  heading TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX class_day_id_ix ON class_day (class_day_id);
CREATE INDEX class_day_session_ix ON class_day (session_id);
CREATE INDEX class_day_recorded_from_ix ON class_day (recorded_from);
CREATE INDEX class_day_recorded_to_ix ON class_day (recorded_to);

CREATE TABLE day_presence (
  fact_id UUID NOT NULL PRIMARY KEY,
  day_presence_id UUID NOT NULL,
  attendance_id UUID NOT NULL,
  class_day_id UUID NOT NULL,
  session_id UUID NOT NULL,
  presence TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX day_presence_id_ix ON day_presence (day_presence_id);
CREATE INDEX day_presence_session_ix ON day_presence (session_id);
CREATE INDEX day_presence_attendance_ix ON day_presence (attendance_id);
CREATE INDEX day_presence_recorded_from_ix ON day_presence (recorded_from);
CREATE INDEX day_presence_recorded_to_ix ON day_presence (recorded_to);
