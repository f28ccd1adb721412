-- Whom a provider of OpenID Connect knows under which name, and whose account that is. A link is
-- made by the account's owner or by who keeps accounts, never by a sign-in.
CREATE TABLE account_link (
  id UUID NOT NULL PRIMARY KEY,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account UUID NOT NULL REFERENCES account (id),
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  used_at BIGINT,
  UNIQUE (issuer, subject)
);
CREATE INDEX account_link_account ON account_link (account);

-- Somebody who was sent to the provider and has not come back: good once, in the same browser.
-- `account` where somebody signed in makes a link.
CREATE TABLE provider_visit (
  state_hash BYTEA NOT NULL PRIMARY KEY,
  browser_hash BYTEA NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  account UUID REFERENCES account (id),
  back TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX provider_visit_expires ON provider_visit (expires_at);
