CREATE TABLE act (
  seq BIGINT NOT NULL PRIMARY KEY,
  id UUID NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  effective_on TEXT,
  basis TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at BIGINT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  undoes BIGINT,
  content BYTEA NOT NULL,
  hash BYTEA NOT NULL
);
