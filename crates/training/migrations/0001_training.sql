CREATE TABLE course (
  fact_id UUID NOT NULL PRIMARY KEY,
  course_id UUID NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX course_id_ix ON course (course_id);
CREATE INDEX course_recorded_from_ix ON course (recorded_from);
CREATE INDEX course_recorded_to_ix ON course (recorded_to);

CREATE TABLE course_session (
  fact_id UUID NOT NULL PRIMARY KEY,
  session_id UUID NOT NULL,
  course_id UUID NOT NULL,
  way TEXT NOT NULL,
  period TEXT NOT NULL,
  year BIGINT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX course_session_id_ix ON course_session (session_id);
CREATE INDEX course_session_course_ix ON course_session (course_id);
CREATE INDEX course_session_recorded_from_ix ON course_session (recorded_from);
CREATE INDEX course_session_recorded_to_ix ON course_session (recorded_to);

-- attendee_id is the person's id where the attendee is matched to the register, else an id of
-- their own that all their attendances share.
CREATE TABLE attendance (
  fact_id UUID NOT NULL PRIMARY KEY,
  attendance_id UUID NOT NULL,
  session_id UUID NOT NULL,
  attendee_id UUID NOT NULL,
  matched BOOLEAN NOT NULL,
  full_name TEXT,
  name_key TEXT,
  sort_key TEXT,
  birth TEXT,
  org_id UUID,
  unit TEXT,
  days BIGINT,
  days_attended BIGINT,
  present BOOLEAN NOT NULL,
  completed_on TEXT,
  score TEXT,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX attendance_id_ix ON attendance (attendance_id);
CREATE INDEX attendance_session_ix ON attendance (session_id);
CREATE INDEX attendance_attendee_ix ON attendance (attendee_id);
CREATE INDEX attendance_recorded_from_ix ON attendance (recorded_from);
CREATE INDEX attendance_recorded_to_ix ON attendance (recorded_to);
