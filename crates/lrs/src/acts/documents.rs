//! Documents are put, merged and taken away, under the conditions of Communication 3.1.

use std::collections::{HashMap, hash_map::Entry};

use kernel::Clock;
use sha1::{Digest as _, Sha1};
use store::{Db, Tx};

use crate::{
    json::{self, Doc, write_text},
    model::{Fault, TenantId, Version},
    rules::rulebook,
    store::document::{self, Document, Kind, Place},
};

/// What the headers of a request ask of the document that stands there now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// `If-Match`
    pub matches: Option<String>,
    /// `If-None-Match`
    pub none_matches: Option<String>,
}

impl Condition {
    fn holds(&self, standing: Option<&Document>) -> bool {
        let has = |list: &str, strong: bool, document: &Document| {
            list.split(',').map(str::trim).any(|tag| {
                let (weak, tag) = tag.strip_prefix("W/").map_or((false, tag), |tag| (true, tag));
                let same = tag == "*" || tag.trim_matches('"').eq_ignore_ascii_case(&document.etag);
                same && !(weak && strong)
            })
        };
        // RFC 9110, 13.1.1 and 13.1.2: what is to be replaced is compared strongly.
        let matches = self.matches.as_deref();
        let none = self.none_matches.as_deref();
        matches.is_none_or(|list| standing.is_some_and(|document| has(list, true, document)))
            && none.is_none_or(|list| !standing.is_some_and(|document| has(list, false, document)))
    }

    const fn is_given(&self) -> bool {
        self.matches.is_some() || self.none_matches.is_some()
    }
}

/// Why a document stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// 412: the condition does not hold.
    #[error("{0}")]
    Precondition(Fault),
    /// 409: a document stands there and no condition was given.
    #[error("{0}")]
    Conflict(Fault),
    /// 400: what came can't be merged, or names no condition where one is required.
    #[error("{0}")]
    Bad(Fault),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

fn precondition() -> DocumentError {
    DocumentError::Precondition(Fault::new("If-Match", &rulebook::PRECONDITION))
}

fn document(clock: &Clock, content_type: &str, contents: Vec<u8>) -> Document {
    Document {
        content_type: content_type.to_owned(),
        etag: hex::encode(Sha1::digest(&contents)),
        updated_at: clock.now().as_microsecond(),
        contents,
    }
}

/// Two requests that change one document must not both find it as it was before.
const LOCK: i64 = 0x6e68_616e_6c75_6311;

async fn begin(db: &Db) -> Result<Tx, store::Error> {
    let mut tx = db.write().await?;
    tx.lock(LOCK).await?;
    Ok(tx)
}

/// What becomes of a document that is put without a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unconditional {
    /// It is taken, whatever stands there.
    Taken,
    /// It is taken where nothing stands.
    New,
    /// It is refused.
    Refused,
}

impl Unconditional {
    /// What a version says on a kind of document.
    ///
    /// State was free of conflicts in 1.0.3; 2.0 asks for the same care everywhere. Of profiles
    /// 1.0.3 says that whoever puts one "MUST include" a header, and conformance tests of 1.0.3
    /// hold a store to refusing who does not; in 2.0 they only ask that nothing is overwritten.
    pub const fn of(version: Version, kind: Kind) -> Self {
        match (version, kind) {
            (Version::V1, Kind::State) => Self::Taken,
            (Version::V1, Kind::ActivityProfile | Kind::AgentProfile) => Self::Refused,
            (Version::V2, _) => Self::New,
        }
    }

    fn admits(self, standing: bool) -> Result<(), DocumentError> {
        match (self, standing) {
            (Self::Taken, _) | (Self::New, false) => Ok(()),
            (Self::New | Self::Refused, true) => {
                let fault = Fault::new("If-Match", &rulebook::NEEDS_CONDITION);
                Err(DocumentError::Conflict(fault))
            }
            (Self::Refused, false) => {
                let fault = Fault::new("If-None-Match", &rulebook::NEEDS_HEADER);
                Err(DocumentError::Bad(fault))
            }
        }
    }
}

/// Puts a document in its place.
pub async fn put_document(
    db: &Db,
    clock: &Clock,
    (tenant, place, name): (TenantId, &Place, &str),
    (condition, otherwise): (&Condition, Unconditional),
    (content_type, contents): (&str, Vec<u8>),
) -> Result<(), DocumentError> {
    let mut tx = begin(db).await?;
    let standing = document::get(&mut tx, tenant, place, name).await?;
    if !condition.holds(standing.as_ref()) {
        return Err(precondition());
    }
    if !condition.is_given() {
        otherwise.admits(standing.is_some())?;
    }
    let new = document(clock, content_type, contents);
    document::put(&mut tx, tenant, place, name, &new).await?;
    tx.commit().await?;
    Ok(())
}

/// Merges a document into the one that stands there; puts it where there is none
/// (Communication 2.2).
pub async fn merge_document(
    db: &Db,
    clock: &Clock,
    (tenant, place, name): (TenantId, &Place, &str),
    condition: &Condition,
    (content_type, contents): (&str, Vec<u8>),
) -> Result<(), DocumentError> {
    let mut tx = begin(db).await?;
    let standing = document::get(&mut tx, tenant, place, name).await?;
    if !condition.holds(standing.as_ref()) {
        return Err(precondition());
    }
    let contents = match &standing {
        None => contents,
        Some(standing) => {
            let both = is_json(content_type) && is_json(&standing.content_type);
            let merged = if both { merged(&standing.contents, &contents) } else { None };
            merged.ok_or_else(|| DocumentError::Bad(Fault::new("$", &rulebook::MERGE)))?
        }
    };
    let new = document(clock, content_type, contents);
    document::put(&mut tx, tenant, place, name, &new).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether a media type is JSON, whatever its parameters.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// Properties of the one replaced by those of the other, at the top only.
fn merged(standing: &[u8], posted: &[u8]) -> Option<Vec<u8>> {
    let (standing, posted) = (Doc::parse(standing).ok()?, Doc::parse(posted).ok()?);
    let (old, new) = (standing.root(), posted.root());
    if old.kind() != json::Kind::Object || new.kind() != json::Kind::Object {
        return None;
    }
    let mut properties: Vec<(String, &str)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (key, value) in old.entries().chain(new.entries()) {
        let name = key.text().into_owned();
        match places.entry(name.clone()) {
            Entry::Occupied(place) => properties[*place.get()].1 = value.raw(),
            Entry::Vacant(place) => {
                place.insert(properties.len());
                properties.push((name, value.raw()));
            }
        }
    }
    let mut out = String::from("{");
    for (n, (name, value)) in properties.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        write_text(name, &mut out);
        out.push(':');
        out.push_str(value);
    }
    out.push('}');
    Some(out.into_bytes())
}

/// Takes a document away, or with no name all of a place.
pub async fn delete_document(
    db: &Db,
    (tenant, place, name): (TenantId, &Place, Option<&str>),
    condition: &Condition,
) -> Result<(), DocumentError> {
    let mut tx = begin(db).await?;
    if let Some(name) = name {
        let standing = document::get(&mut tx, tenant, place, name).await?;
        if !condition.holds(standing.as_ref()) {
            return Err(precondition());
        }
    }
    document::delete(&mut tx, tenant, place, name).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_top_is_merged() {
        // Communication 2.2: x is replaced, z is added, y stays; nested objects are replaced whole.
        let merged = merged(
            br#"{"x":"foo","y":"bar","o":{"a":1}}"#,
            br#"{ "x" : "bash", "z" : "faz","o":{"b":2} }"#,
        );
        assert_eq!(
            String::from_utf8(merged.unwrap()).unwrap(),
            r#"{"x":"bash","y":"bar","o":{"b":2},"z":"faz"}"#
        );
        for (a, b) in [("[]", "{}"), ("{}", "[]"), ("{", "{}"), ("{}", "x")] {
            assert!(super::merged(a.as_bytes(), b.as_bytes()).is_none());
        }
    }

    #[test]
    fn conditions() {
        let standing = Document {
            content_type: String::new(),
            etag: "abc".to_owned(),
            updated_at: 0,
            contents: Vec::new(),
        };
        let matches = |text: &str| Condition { matches: Some(text.to_owned()), none_matches: None };
        let none = |text: &str| Condition { matches: None, none_matches: Some(text.to_owned()) };
        for good in ["\"abc\"", "abc", "*", "\"x\", \"abc\"", "W/\"abc\", \"abc\""] {
            assert!(matches(good).holds(Some(&standing)), "{good}");
            assert!(!none(good).holds(Some(&standing)), "{good}");
            assert!(!matches(good).holds(None), "{good}");
            assert!(none(good).holds(None), "{good}");
        }
        assert!(!matches("\"x\"").holds(Some(&standing)) && none("\"x\"").holds(Some(&standing)));
        assert!(!matches("W/\"abc\"").holds(Some(&standing)), "a weak tag is no strong one");
        assert!(!none("W/\"abc\"").holds(Some(&standing)));
        assert!(Condition::default().holds(None) && Condition::default().holds(Some(&standing)));
    }
}
