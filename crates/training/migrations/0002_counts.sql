-- Attendances and people are counted without being read.
CREATE INDEX attendance_counted_ix ON attendance
  (session_id, present, recorded_from, recorded_to, valid_from, valid_to, matched, attendee_id);
