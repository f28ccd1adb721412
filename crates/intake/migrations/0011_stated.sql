-- Which details of a person (phone, degree, …) a sheet stated, and for which day: without the day,
-- they stood on record before a sheet was known to say them. A sheet that comes late must know. The
-- details by name, no value. No decision and no fact. `act` is NULL where the files changed nothing.
CREATE TABLE stated (
  person_id UUID NOT NULL,
  on_date TEXT NOT NULL,
  details TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  sheet_row BIGINT NOT NULL,
  act BIGINT,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, on_date, details, said_at)
);
