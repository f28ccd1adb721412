-- From where a sign-in was begun that has not been ended: so many at a time and no more.
ALTER TABLE passkey_challenge ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX passkey_challenge_address ON passkey_challenge (address);
ALTER TABLE provider_visit ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX provider_visit_address ON provider_visit (address);
