-- Whether there is a page for the public, and how it keeps small numbers back.
CREATE TABLE public_page (
  fact_id UUID NOT NULL PRIMARY KEY,
  page_id UUID NOT NULL,
  is_on BOOLEAN NOT NULL,
  threshold BIGINT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX public_page_id_ix ON public_page (page_id);
CREATE INDEX public_page_recorded_from_ix ON public_page (recorded_from);
CREATE INDEX public_page_recorded_to_ix ON public_page (recorded_to);

-- What was published of a day: only what may be seen.
CREATE TABLE publication (
  fact_id UUID NOT NULL PRIMARY KEY,
  publication_id UUID NOT NULL,
  of_day TEXT NOT NULL,
  figures TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX publication_id_ix ON publication (publication_id);
CREATE INDEX publication_recorded_from_ix ON publication (recorded_from);
CREATE INDEX publication_recorded_to_ix ON publication (recorded_to);
