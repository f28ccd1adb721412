-- Within how many working days a request is answered.
CREATE TABLE answer_term (
  fact_id UUID NOT NULL PRIMARY KEY,
  term_id UUID NOT NULL,
  working_days BIGINT NOT NULL,
  basis_act TEXT NOT NULL,
  basis_clause TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX answer_term_id_ix ON answer_term (term_id);
CREATE INDEX answer_term_recorded_from_ix ON answer_term (recorded_from);
CREATE INDEX answer_term_recorded_to_ix ON answer_term (recorded_to);

-- On which act the processing of a kind of personal data rests.
CREATE TABLE processing_basis (
  fact_id UUID NOT NULL PRIMARY KEY,
  basis_id UUID NOT NULL,
  kind TEXT NOT NULL,
  basis_act TEXT NOT NULL,
  basis_clause TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX processing_basis_id_ix ON processing_basis (basis_id);
CREATE INDEX processing_basis_recorded_from_ix ON processing_basis (recorded_from);
CREATE INDEX processing_basis_recorded_to_ix ON processing_basis (recorded_to);
