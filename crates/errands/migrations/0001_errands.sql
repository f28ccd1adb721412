-- What is told to an account. The words are made when it is read, in the reader's language.
CREATE TABLE notice (
  notice_id UUID NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL,
  told_at BIGINT NOT NULL,
  message TEXT NOT NULL,
  args TEXT NOT NULL,
  href TEXT NOT NULL,
  read_at BIGINT
);
CREATE INDEX notice_account_ix ON notice (account_id, told_at);

-- Where an account wants its notices mailed to; no row where it wants none.
CREATE TABLE mail_address (
  account_id UUID NOT NULL PRIMARY KEY,
  address TEXT NOT NULL,
  said_at BIGINT NOT NULL
);
