//! What is hashed, and how. Written so that another program can check an export: canonical JSON
//! (keys sorted by their bytes, no spaces, whole numbers only), SHA-256.
//!
//! Blank values are left out of a row, so that a table can gain a column and what was sealed
//! before still reads the same.
//!
//! - seal of a row = H(salt ‖ JSON of its personal values)
//! - leaf of an asserted row = H(0 ‖ JSON of table, fact, interval, open values, seal)
//! - leaf of a closed row = H(1 ‖ table ‖ 0 ‖ fact), of an erased one H(2 ‖ table ‖ 0 ‖ fact)
//! - content of an act = H(its leaves, sorted)
//! - hash of an act = H(hash of the act before ‖ JSON of the act with its content)

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use store::Value;

use crate::model::{Act, Column, FactId, FactTable, Row};

pub(crate) type Leaf = [u8; 32];

pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
pub(crate) const SALT_BYTES: usize = 16;

fn digest(parts: &[&[u8]]) -> Leaf {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Canonical text of any JSON.
pub(crate) fn canonical_text(json: &Json) -> String {
    let mut out = String::new();
    write_json(&mut out, json);
    out
}

fn write_json(out: &mut String, json: &Json) {
    match json {
        Json::Object(map) => {
            // Sorted here, whatever order the map keeps.
            let sorted: BTreeMap<&String, &Json> = map.iter().collect();
            out.push('{');
            for (n, (key, value)) in sorted.into_iter().enumerate() {
                write_key(out, n, key);
                write_json(out, value);
            }
            out.push('}');
        }
        Json::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_json(out, item);
            }
            out.push(']');
        }
        Json::String(text) => write_text(out, text),
        plain => put(out, plain),
    }
}

fn write_key(out: &mut String, place: usize, key: &str) {
    if place > 0 {
        out.push(',');
    }
    write_text(out, key);
    out.push(':');
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().all(|b| b >= b' ' && b != b'"' && b != b'\\') {
        out.push_str(text);
        out.push('"');
    } else {
        out.pop();
        put(out, json!(text));
    }
}

fn put(out: &mut String, value: impl std::fmt::Display) {
    write!(out, "{value}").expect("a String takes everything");
}

fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::Text(Some(text)) => write_text(out, text),
        Value::Int(Some(number)) => put(out, number),
        Value::Bool(Some(yes)) => put(out, yes),
        Value::Uuid(Some(id)) => put(out, format_args!("\"{id}\"")),
        Value::Bytes(Some(bytes)) => put(out, format_args!("\"{}\"", hex::encode(bytes))),
        _ => out.push_str("null"),
    }
}

fn write_date(out: &mut String, date: Option<&str>) {
    match date {
        Some(date) => write_text(out, date),
        None => out.push_str("null"),
    }
}

fn write_values(out: &mut String, table: &FactTable, values: &[Value], which: fn(&Column) -> bool) {
    let mut chosen: Vec<(&Column, &Value)> =
        table.columns.iter().zip(values).filter(|(c, v)| which(c) && !v.is_null()).collect();
    chosen.sort_unstable_by_key(|(c, _)| c.name);
    out.push('{');
    for (n, (column, value)) in chosen.into_iter().enumerate() {
        write_key(out, n, column.name);
        write_value(out, value);
    }
    out.push('}');
}

/// The commitment to a row's personal values.
pub(crate) fn seal(table: &FactTable, values: &[Value], salt: &[u8]) -> Vec<u8> {
    let mut personal = String::new();
    write_values(&mut personal, table, values, |c| c.personal);
    digest(&[salt, personal.as_bytes()]).to_vec()
}

/// What stands in an export for an asserted row, and is hashed. Canonical.
pub(crate) fn row_text(table: &FactTable, row: &Row) -> String {
    let mut out = String::with_capacity(256);
    put(&mut out, format_args!("{{\"fact\":\"{}\",\"seal\":", row.id));
    match &row.seal {
        Some(seal) => put(&mut out, format_args!("\"{}\"", hex::encode(seal))),
        None => out.push_str("null"),
    }
    out.push_str(",\"table\":");
    write_text(&mut out, table.name);
    out.push_str(",\"valid_from\":");
    write_date(&mut out, row.valid_from.as_deref());
    out.push_str(",\"valid_to\":");
    write_date(&mut out, row.valid_to.as_deref());
    out.push_str(",\"values\":");
    write_values(&mut out, table, &row.values, |c| !c.personal);
    out.push('}');
    out
}

pub(crate) fn asserted(row_text: &str) -> Leaf {
    digest(&[&[0], row_text.as_bytes()])
}

pub(crate) fn closed(table: &str, fact: FactId) -> Leaf {
    digest(&[&[1], table.as_bytes(), &[0], fact.0.as_bytes()])
}

pub(crate) fn erased(table: &str, fact: FactId) -> Leaf {
    digest(&[&[2], table.as_bytes(), &[0], fact.0.as_bytes()])
}

pub(crate) fn content(mut leaves: Vec<Leaf>) -> String {
    leaves.sort_unstable();
    let mut hasher = Sha256::new();
    for leaf in &leaves {
        hasher.update(leaf);
    }
    hex::encode(hasher.finalize())
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

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Uuid;
    use proptest::prelude::*;
    use store::ColumnType;

    const TABLE: FactTable = FactTable {
        name: "post",
        columns: &[
            Column::open("z_id", ColumnType::Uuid),
            Column::personal("name", ColumnType::Text),
            Column::open("a", ColumnType::Text),
            Column::open("n", ColumnType::Int),
            Column::open("raw", ColumnType::Bytes),
            Column::open("yes", ColumnType::Bool),
        ],
        subject: None,
    };

    fn row(a: Option<String>, name: Option<String>, n: Option<i64>) -> Row {
        Row {
            id: FactId(Uuid::from_u128(7)),
            values: vec![
                Value::Uuid(Some(Uuid::from_u128(1))),
                Value::Text(name),
                Value::Text(a),
                Value::Int(n),
                Value::Bytes(Some(vec![0, 171])),
                Value::Bool(Some(true)),
            ],
            valid_from: Some("2024-10-15".into()),
            valid_to: None,
            salt: None,
            seal: Some(vec![1, 2]),
        }
    }

    #[test]
    fn a_row_has_one_text_with_nothing_personal_in_it() {
        let text = row_text(&TABLE, &row(Some("Tổ \"1\"\n".into()), Some("An".into()), None));
        assert_eq!(
            text,
            "{\"fact\":\"00000000-0000-0000-0000-000000000007\",\"seal\":\"0102\",\
             \"table\":\"post\",\"valid_from\":\"2024-10-15\",\"valid_to\":null,\"values\":{\
             \"a\":\"Tổ \\\"1\\\"\\n\",\"raw\":\"00ab\",\"yes\":true,\
             \"z_id\":\"00000000-0000-0000-0000-000000000001\"}}"
        );
    }

    proptest! {
        #[test]
        fn texts_are_canonical_json(a in any::<Option<String>>(), n in any::<Option<i64>>()) {
            let text = row_text(&TABLE, &row(a.clone(), None, n));
            let json: Json = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(canonical_text(&json), text);
            prop_assert_eq!(&json["values"]["a"], &json!(a));
            prop_assert_eq!(&json["values"]["n"], &json!(n));
            prop_assert_eq!(json["values"].get("n").is_some(), n.is_some());
        }

        #[test]
        fn a_seal_depends_on_every_personal_value_and_on_the_salt(
            a in any::<Option<String>>(), b in any::<Option<String>>(), salt in any::<[u8; 16]>(),
        ) {
            let of = |name: &Option<String>, salt: &[u8]| {
                seal(&TABLE, &row(None, name.clone(), None).values, salt)
            };
            prop_assert_eq!(of(&a, &salt) == of(&b, &salt), a == b);
            let mut other = salt;
            other[3] ^= 1;
            prop_assert_ne!(of(&a, &salt), of(&a, &other));
        }
    }
}
