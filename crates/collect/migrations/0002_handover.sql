-- Who owes in the place of an office that was reorganised away before it had sent: one row for
-- each that took over; none named where nobody did.
CREATE TABLE handover (
  fact_id UUID NOT NULL PRIMARY KEY,
  handover_id UUID NOT NULL,
  campaign_id UUID NOT NULL,
  org_id UUID NOT NULL,
  heir_id UUID,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX handover_id_ix ON handover (handover_id);
CREATE INDEX handover_campaign_ix ON handover (campaign_id, org_id);
CREATE INDEX handover_heir_ix ON handover (heir_id);
CREATE INDEX handover_recorded_from_ix ON handover (recorded_from);
CREATE INDEX handover_recorded_to_ix ON handover (recorded_to);
