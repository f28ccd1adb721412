CREATE TABLE account (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  password_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE web_session (
  id UUID NOT NULL PRIMARY KEY,
  token_hash BYTEA NOT NULL UNIQUE,
  account UUID NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
);
CREATE INDEX web_session_account ON web_session (account);

-- `name_key` is a digest: people type their password into the wrong field.
CREATE TABLE sign_in_attempt (
  id UUID NOT NULL PRIMARY KEY,
  name_key TEXT NOT NULL,
  address TEXT NOT NULL,
  at BIGINT NOT NULL,
  good BOOLEAN NOT NULL
);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

CREATE TABLE read_log (
  id UUID NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  account UUID,
  account_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject UUID,
  many BIGINT NOT NULL,
  page TEXT NOT NULL,
  purpose TEXT NOT NULL
);
CREATE INDEX read_log_at ON read_log (at);
CREATE INDEX read_log_subject ON read_log (subject, at);
CREATE INDEX read_log_account ON read_log (account_name, at);
