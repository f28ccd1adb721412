//! What is hashed, and how. Written so that another program can check an export: canonical JSON
//! (keys sorted, no spaces), SHA-256.
//!
//! - seal of a row = H(salt ‖ JSON of its personal values)
//! - leaf of an asserted row = H(0 ‖ JSON of table, fact, interval, open values, seal)
//! - leaf of a closed row = H(1 ‖ table ‖ 0 ‖ fact), of an erased one H(2 ‖ table ‖ 0 ‖ fact)
//! - content of an act = H(its leaves, sorted)
//! - hash of an act = H(hash of the act before ‖ JSON of the act with its content)

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};
use store::Value;

use crate::model::{Act, Column, FactId, FactTable, Row};

pub(crate) type Leaf = [u8; 32];

pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn digest(parts: &[&[u8]]) -> Leaf {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(v) => json!(v),
        Value::Int(v) => json!(v),
        Value::Bool(v) => json!(v),
        Value::Uuid(v) => json!(v),
        Value::Bytes(v) => json!(v.as_ref().map(hex::encode)),
    }
}

/// Canonical text: keys sorted, no spaces, whatever order the map keeps.
fn canonical_text(json: &Json) -> String {
    match json {
        Json::Object(map) => {
            let sorted: BTreeMap<&String, &Json> = map.iter().collect();
            let inner: Vec<String> =
                sorted.iter().map(|(k, v)| format!("{}:{}", json!(k), canonical_text(v))).collect();
            format!("{{{}}}", inner.join(","))
        }
        Json::Array(items) => {
            let inner: Vec<String> = items.iter().map(canonical_text).collect();
            format!("[{}]", inner.join(","))
        }
        plain => plain.to_string(),
    }
}

fn object(table: &FactTable, values: &[Value], which: impl Fn(&Column) -> bool) -> Json {
    let chosen = table.columns.iter().zip(values).filter(|(c, _)| which(c));
    Json::Object(chosen.map(|(c, v)| (c.name.to_owned(), to_json(v))).collect::<Map<_, _>>())
}

/// The commitment to a row's personal values.
pub(crate) fn seal(table: &FactTable, values: &[Value], salt: &[u8]) -> Vec<u8> {
    let personal = object(table, values, |c| c.personal);
    digest(&[salt, canonical_text(&personal).as_bytes()]).to_vec()
}

/// What stands in an export for an asserted row, and is hashed.
pub(crate) fn canonical(table: &FactTable, row: &Row) -> Json {
    json!({
        "table": table.name,
        "fact": row.id,
        "valid_from": row.valid.from,
        "valid_to": row.valid.to,
        "values": object(table, &row.values, |c| !c.personal),
        "seal": row.seal.as_ref().map(hex::encode),
    })
}

pub(crate) fn asserted(canonical: &Json) -> Leaf {
    digest(&[&[0], canonical_text(canonical).as_bytes()])
}

pub(crate) fn closed(table: &str, fact: FactId) -> Leaf {
    digest(&[&[1], table.as_bytes(), &[0], fact.0.as_bytes()])
}

pub(crate) fn erased(table: &str, fact: FactId) -> Leaf {
    digest(&[&[2], table.as_bytes(), &[0], fact.0.as_bytes()])
}

pub(crate) fn content(mut leaves: Vec<Leaf>) -> String {
    leaves.sort_unstable();
    let parts: Vec<&[u8]> = leaves.iter().map(<[u8; 32]>::as_slice).collect();
    hex::encode(digest(&parts))
}

/// The hash of an act that follows `previous`.
pub(crate) fn chain(previous: &str, act: &Act) -> String {
    let text = canonical_text(&json!({
        "seq": act.seq,
        "id": act.id,
        "kind": act.kind,
        "effective_on": act.effective_on,
        "basis": act.basis,
        "entered_by": act.entered_by,
        "entered_at": act.entered_at.as_microsecond(),
        "source": act.source,
        "reason": act.reason,
        "undoes": act.undoes,
        "content": act.content,
    }));
    hex::encode(digest(&[previous.as_bytes(), text.as_bytes()]))
}
