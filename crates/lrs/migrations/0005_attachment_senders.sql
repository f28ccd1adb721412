-- Who sent what attachments hold, by its authority: data are kept once however many send them, and
-- whoever may read only their own is not given what others sent. Of data kept before this table
-- nobody is known.
CREATE TABLE lrs_attachment_sender (
  tenant BIGINT NOT NULL,
  sha2 TEXT NOT NULL,
  authority BIGINT NOT NULL,
  PRIMARY KEY (tenant, sha2, authority)
);
