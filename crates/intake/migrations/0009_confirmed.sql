-- Which sheets named a duty just as it stands, and for which day. Nothing changed by them, so no fact
-- says it; a sheet that comes late must know. No decision and no fact. `act` is NULL where the files
-- changed nothing at all.
CREATE TABLE confirmed (
  assignment_id UUID NOT NULL,
  on_date TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  sheet_row BIGINT NOT NULL,
  act BIGINT,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (assignment_id, on_date, said_at)
);
