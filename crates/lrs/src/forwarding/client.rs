//! Statements to another store over HTTP.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use ureq::Agent;

use crate::{
    model::{Forward, Version},
    store::{attachment::Data, query},
};

/// So long may one request take.
const TIMEOUT: Duration = Duration::from_mins(1);
/// More than this is not read of an answer.
const MOST_ANSWER: u64 = 64 * 1024;

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) text: String,
}

impl Answer {
    /// A store answers with the ids of what it took (Communication 2.1.2). Whatever else says 200, a
    /// page for browsers where the address is not quite right, has taken nothing.
    pub(super) fn is_taken(&self) -> bool {
        self.status == 204 || self.status == 200 && self.text.trim_start().starts_with('[')
    }

    /// Whether it was refused for what is in it, so that trying again as it is would not help.
    pub(super) const fn is_about_statements(&self) -> bool {
        matches!(self.status, 400 | 409 | 413)
    }

    pub(super) fn told(&self) -> String {
        format!("{} {}", self.status, self.text)
    }
}

/// A client that trusts whom the system trusts.
#[derive(Clone, Debug)]
pub(super) struct Client(Agent);

impl Client {
    pub(super) fn new() -> Self {
        Self(access::outward_agent(TIMEOUT))
    }

    /// Sends statements with what their attachments hold; `Err` tells why no answer came.
    pub(super) async fn send(
        &self,
        to: &Forward,
        version: Version,
        rows: &[query::Row],
        data: &[Data],
    ) -> Result<Answer, String> {
        let (kind, body) = packed(rows, data);
        let url = format!("{}/statements", to.endpoint.trim_end_matches('/'));
        let pair = STANDARD.encode(format!("{}:{}", to.key, to.secret));
        let agent = self.0.clone();
        let sending = tokio::task::spawn_blocking(move || {
            let mut answer = agent
                .post(&url)
                .header("Authorization", &format!("Basic {pair}"))
                .header("X-Experience-API-Version", version.header())
                .header("Content-Type", &kind)
                .header("Accept", "text/plain")
                .send(&body[..])
                .map_err(|error| error.to_string())?;
            let status = answer.status().as_u16();
            let read = answer.body_mut().with_config().limit(MOST_ANSWER).read_to_string();
            let text: String = read.unwrap_or_default();
            let text = text.chars().filter(|c| *c != '\0').take(500).collect();
            Ok(Answer { status, text })
        });
        sending.await.unwrap_or_else(|error| Err(error.to_string()))
    }
}

/// A list of statements, with data behind it where there are any (Communication 1.5.2).
fn packed(rows: &[query::Row], data: &[Data]) -> (String, Vec<u8>) {
    let mut json = Vec::with_capacity(rows.iter().map(|row| row.body.len() + 1).sum::<usize>() + 2);
    json.push(b'[');
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            json.push(b',');
        }
        json.extend_from_slice(&row.body);
    }
    json.push(b']');
    if data.is_empty() {
        return ("application/json".to_owned(), json);
    }
    // Of all that stands between: nothing that depends on its own hash can have it in itself.
    let all = data.iter().fold(Sha256::new(), |hash, one| hash.chain_update(&one.sha2));
    let boundary = format!("xapi-{}", hex::encode(&all.finalize()[..20]));
    let mut out = format!("--{boundary}\r\nContent-Type: application/json\r\n\r\n").into_bytes();
    out.extend_from_slice(&json);
    for one in data {
        let head = format!(
            "\r\n--{boundary}\r\nContent-Type: {}\r\nContent-Transfer-Encoding: binary\r\n\
             X-Experience-API-Hash: {}\r\n\r\n",
            one.content_type, one.sha2
        );
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(&one.contents);
    }
    out.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (format!("multipart/mixed; boundary={boundary}"), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::parts;

    #[test]
    fn no_data_end_where_their_sender_would_have_them_end() {
        let data = |contents: String| Data {
            sha2: hex::encode(Sha256::digest(&contents)),
            content_type: "text/plain".to_owned(),
            contents: contents.into(),
        };
        let first = data("a".to_owned());
        let known = format!("b\r\n--xapi-{}--\r\n", &first.sha2[..40]);
        let all = [first, data(known)];
        let (kind, body) = packed(&[], &all);
        let boundary = kind.split_once("boundary=").unwrap().1;
        let parts = parts(&body, boundary).unwrap();
        let came: Vec<&[u8]> = parts[1..].iter().map(|part| part.data).collect();
        assert_eq!(came, all.each_ref().map(|one| &one.contents[..]));
    }
}
