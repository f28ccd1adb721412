-- Who is on record at a session and is not in a later list of it any more: asked about, never
-- ended by itself. `kept` where somebody said that they attended all the same.
CREATE TABLE attendance_unlisted (
  fact_id UUID NOT NULL PRIMARY KEY,
  unlisted_id UUID NOT NULL,
  attendance_id UUID NOT NULL,
  session_id UUID NOT NULL,
  kept BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX attendance_unlisted_id_ix ON attendance_unlisted (unlisted_id);
CREATE INDEX attendance_unlisted_session_ix ON attendance_unlisted (session_id);
CREATE INDEX attendance_unlisted_attendance_ix ON attendance_unlisted (attendance_id);
CREATE INDEX attendance_unlisted_recorded_from_ix ON attendance_unlisted (recorded_from);
CREATE INDEX attendance_unlisted_recorded_to_ix ON attendance_unlisted (recorded_to);
