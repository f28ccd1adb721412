-- Members are counted without being read.
CREATE INDEX team_member_counted_ix ON team_member
  (team_id, trained, recorded_from, recorded_to, valid_from, valid_to);
