-- How many rows of the kind that is asked for an office handed in, by the act of sending: of a sheet
-- without any the board says so.
CREATE TABLE sent_rows (
  act BIGINT NOT NULL PRIMARY KEY,
  campaign_id UUID NOT NULL,
  batch_id UUID NOT NULL,
  row_count BIGINT NOT NULL
);
CREATE INDEX sent_rows_batch_ix ON sent_rows (batch_id, act);
CREATE INDEX sent_rows_campaign_ix ON sent_rows (campaign_id, row_count);
