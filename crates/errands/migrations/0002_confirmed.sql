-- An address nobody confirmed gets no notices: whoever typed it may have mistyped it.
ALTER TABLE mail_address ADD COLUMN confirmed_at BIGINT;

-- Codes that were mailed to confirm an address, for a day: what they are kept as binds account and
-- address. They are counted, so that nobody can have a stranger's mailbox filled from here.
CREATE TABLE mail_code (
  code_id UUID NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL,
  digest BYTEA NOT NULL,
  sent_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX mail_code_account_ix ON mail_code (account_id, sent_at);
