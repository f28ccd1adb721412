-- What is collected: which kind of sheet, of which offices, for which day, until when.
CREATE TABLE campaign (
  fact_id UUID NOT NULL PRIMARY KEY,
  campaign_id UUID NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  offices TEXT NOT NULL,
  as_of TEXT NOT NULL,
  due_on TEXT NOT NULL,
  reminders TEXT NOT NULL,
  state TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX campaign_id_ix ON campaign (campaign_id);
CREATE INDEX campaign_recorded_from_ix ON campaign (recorded_from);
CREATE INDEX campaign_recorded_to_ix ON campaign (recorded_to);

-- Who owes it; a day of its own where the office was given more time.
CREATE TABLE obligation (
  fact_id UUID NOT NULL PRIMARY KEY,
  obligation_id UUID NOT NULL,
  campaign_id UUID NOT NULL,
  org_id UUID NOT NULL,
  due_on TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX obligation_id_ix ON obligation (obligation_id);
CREATE INDEX obligation_campaign_ix ON obligation (campaign_id, org_id);
CREATE INDEX obligation_org_ix ON obligation (org_id);
CREATE INDEX obligation_recorded_from_ix ON obligation (recorded_from);
CREATE INDEX obligation_recorded_to_ix ON obligation (recorded_to);

-- What an office sent: where it stands, the files it consists of, the how manyth time.
CREATE TABLE submission (
  fact_id UUID NOT NULL PRIMARY KEY,
  submission_id UUID NOT NULL,
  campaign_id UUID NOT NULL,
  org_id UUID NOT NULL,
  round BIGINT NOT NULL,
  state TEXT NOT NULL,
  batch_id UUID,
  sent_on TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX submission_id_ix ON submission (submission_id);
CREATE INDEX submission_campaign_ix ON submission (campaign_id, org_id);
CREATE INDEX submission_batch_ix ON submission (batch_id);
CREATE INDEX submission_recorded_from_ix ON submission (recorded_from);
CREATE INDEX submission_recorded_to_ix ON submission (recorded_to);

-- What whoever looks through it says of its cells.
CREATE TABLE remark (
  fact_id UUID NOT NULL PRIMARY KEY,
  remark_id UUID NOT NULL,
  submission_id UUID NOT NULL,
  batch_id UUID NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  sheet_row BIGINT NOT NULL,
  sheet_column BIGINT NOT NULL,
  body TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX remark_id_ix ON remark (remark_id);
CREATE INDEX remark_submission_ix ON remark (submission_id);
CREATE INDEX remark_batch_ix ON remark (batch_id);
CREATE INDEX remark_recorded_from_ix ON remark (recorded_from);
CREATE INDEX remark_recorded_to_ix ON remark (recorded_to);

-- Which reminders went out, so that none goes twice. No decision and no fact: it is not sealed.
CREATE TABLE reminded (
  campaign_id UUID NOT NULL,
  day TEXT NOT NULL,
  told BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (campaign_id, day)
);
