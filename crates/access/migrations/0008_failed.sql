-- Sign-ins that failed, for whoever looks after accounts. Whose name it was is kept only where an
-- account bears it: people type their password into the wrong field. Of an address, its network.
CREATE TABLE failed_sign_in (
  id UUID NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  account_name TEXT,
  network TEXT NOT NULL,
  locked BOOLEAN NOT NULL
);
CREATE INDEX failed_sign_in_at ON failed_sign_in (at);
