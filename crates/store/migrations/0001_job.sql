-- Work that is done later, by whichever process is free. What it carries is forgotten once it is
-- done or dropped.
CREATE TABLE job (
  job_id UUID NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  once_key TEXT UNIQUE,
  state TEXT NOT NULL,
  enqueued_at BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  last_error TEXT,
  claim UUID,
  claimed_at BIGINT,
  claimed_by TEXT,
  done_at BIGINT,
  progress_done BIGINT NOT NULL DEFAULT 0,
  progress_whole BIGINT NOT NULL DEFAULT 0,
  changed_at BIGINT NOT NULL
);
CREATE INDEX job_due_ix ON job (state, run_at);
CREATE INDEX job_changed_ix ON job (changed_at);
