//! Statements into their table on `PostgreSQL`, by `COPY` in its binary form: half the work of the
//! server that rows of a statement of SQL are, which it reads one by one. Only for many: data and
//! their end are sent apart, and the end may wait 40 ms for the server to say that it has the data.

use sqlx::{Postgres, Transaction};

use super::insert::StatementRow;

/// What a binary `COPY` begins with: its mark, no flags, nothing further.
const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with, in place of a number of fields.
const END: i16 = -1;
const FIELDS: i16 = 12;
/// Fewer are quicker in a statement of SQL.
pub(super) const FEWEST: usize = 400;
/// The index in which an id stands once.
const IDS: &str = "lrs_statement_id";
/// Sent at one time.
const PIECE: usize = 1024 * 1024;
const TABLE: &str = "COPY lrs_statement (seq, tenant, id, verb, agent, activity, registration, \
    authority, sig, sent_length, body, part) FROM STDIN WITH (FORMAT binary)";

/// Writes all of them, or none where an id is there already, after which the transaction can only
/// be given up. Gives how many were written.
pub(super) async fn statements(
    open: &mut Transaction<'static, Postgres>,
    rows: &[StatementRow],
) -> Result<u64, store::Error> {
    let mut copy = open.copy_in_raw(TABLE).await?;
    let mut piece = HEAD.to_vec();
    for row in rows {
        write(&mut piece, row);
        if piece.len() > PIECE {
            copy.send(std::mem::take(&mut piece)).await?;
        }
    }
    piece.extend_from_slice(&END.to_be_bytes());
    copy.send(piece).await?;
    match copy.finish().await {
        Ok(written) => Ok(written),
        Err(sqlx::Error::Database(error)) if error.constraint() == Some(IDS) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn write(out: &mut Vec<u8>, row: &StatementRow) {
    out.extend_from_slice(&FIELDS.to_be_bytes());
    field(out, &row.seq.to_be_bytes());
    field(out, &row.tenant.to_be_bytes());
    field(out, row.id.as_bytes());
    field(out, &row.verb.to_be_bytes());
    for key in [row.agent, row.activity, row.registration] {
        match key {
            Some(key) => field(out, &key.to_be_bytes()),
            None => out.extend_from_slice(&(-1_i32).to_be_bytes()),
        }
    }
    for number in [row.authority, row.sig, row.sent_length] {
        field(out, &number.to_be_bytes());
    }
    field(out, &row.body);
    field(out, &row.part.to_be_bytes());
}

fn field(out: &mut Vec<u8>, value: &[u8]) {
    out.extend_from_slice(&i32::try_from(value.len()).unwrap_or(i32::MAX).to_be_bytes());
    out.extend_from_slice(value);
}
