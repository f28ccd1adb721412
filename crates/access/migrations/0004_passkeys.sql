-- `public_key` as COSE has it; `counter` as the authenticator last said it.
CREATE TABLE passkey (
  id UUID NOT NULL PRIMARY KEY,
  account UUID NOT NULL REFERENCES account (id),
  credential BYTEA NOT NULL UNIQUE,
  public_key BYTEA NOT NULL,
  counter BIGINT NOT NULL,
  backed_up BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

-- A challenge is answered once, within minutes; `account` where somebody signed in makes a passkey.
CREATE TABLE passkey_challenge (
  challenge_hash BYTEA NOT NULL PRIMARY KEY,
  account UUID REFERENCES account (id),
  expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires_at);
