-- Who gets a share of the records. `position` is the moment up to which everything was sent: what
-- was stored after it is what waits.
CREATE TABLE lrs_forward (
  id UUID NOT NULL PRIMARY KEY,
  tenant BIGINT NOT NULL REFERENCES lrs_tenant (id),
  name TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  key TEXT NOT NULL,
  secret TEXT NOT NULL,
  verb TEXT NOT NULL,
  activity TEXT NOT NULL,
  position BIGINT NOT NULL,
  sent BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  stopped_at BIGINT
);

-- Statements the other side would not take.
CREATE TABLE lrs_refused (
  forward UUID NOT NULL REFERENCES lrs_forward (id),
  seq BIGINT NOT NULL,
  status BIGINT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (forward, seq)
);
