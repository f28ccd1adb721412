-- The secret is sealed under a key that is not in the database. `last_step` is the number of the
-- last half minute whose code was taken: none is taken twice.
CREATE TABLE second_step (
  account UUID NOT NULL PRIMARY KEY REFERENCES account (id),
  sealed BYTEA NOT NULL,
  made_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  last_step BIGINT NOT NULL
);

CREATE TABLE recovery_code (
  account UUID NOT NULL REFERENCES account (id),
  code_hash BYTEA NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account, code_hash)
);

-- Whose password was right and who still owes a code.
CREATE TABLE sign_in_waiting (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  account UUID NOT NULL REFERENCES account (id),
  password_hash TEXT NOT NULL,
  attempt UUID NOT NULL,
  expires_at BIGINT NOT NULL
);

-- What was done to the ways into an account, for its owner and for who keeps accounts.
CREATE TABLE account_event (
  id UUID NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  account UUID NOT NULL REFERENCES account (id),
  by_name TEXT NOT NULL,
  kind TEXT NOT NULL
);
CREATE INDEX account_event_account ON account_event (account, at);
