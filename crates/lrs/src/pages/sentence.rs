//! A statement as a sentence in the reader's language: who did what to what, with which outcome.

use std::borrow::Cow;

use ui::Ui;

use crate::{
    json::{Doc, Value},
    model::Ifi,
    rules::{Accepted, read_agent},
};

/// Letters of a name.
const MOST_LETTERS: usize = 300;
/// Bytes of what goes into an address.
const MOST_LINKED: usize = 2_000;

/// Cuts a text that is too long to be read in a sentence.
pub(super) fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(MOST_LETTERS) {
        text.truncate(end);
        text.push('…');
    }
}

/// The parts of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Who, by name; else by what identifies them.
    pub(crate) who: String,
    /// What identifies them, as the parameter `agent` takes it; `None` for an anonymous group.
    pub(crate) agent: Option<String>,
    /// Did.
    pub(crate) verb: String,
    /// The verb's id; blank where it is too long to be asked for.
    pub(crate) verb_id: String,
    /// What it was about.
    pub(crate) what: String,
    /// The activity's id, where it is one.
    pub(crate) activity: Option<String>,
    /// How it went.
    pub(crate) outcome: Vec<String>,
}

impl Sentence {
    /// Reads a statement.
    pub(crate) fn read(ui: &Ui, body: &[u8]) -> Self {
        Doc::of_statements(body).map(|doc| Self::of(ui, doc.root())).unwrap_or_default()
    }

    /// The same of one that was parsed.
    pub(crate) fn of(ui: &Ui, statement: Value<'_>) -> Self {
        let mut sentence = Self::default();
        if let Some(actor) = statement.get("actor") {
            (sentence.who, sentence.agent) = person(ui, actor);
        }
        if let Some(verb) = statement.get("verb") {
            sentence.verb_id = text(verb, "id");
            sentence.verb = verb_text(ui, verb, &sentence.verb_id);
        }
        if let Some(object) = statement.get("object") {
            (sentence.what, sentence.activity) = thing(ui, object);
        }
        if let Some(result) = statement.get("result") {
            sentence.outcome = outcome(ui, result);
        }
        sentence.shortened()
    }

    /// A statement may have texts of many megabytes: what is read of it is a few words.
    fn shortened(mut self) -> Self {
        for text in
            [&mut self.who, &mut self.verb, &mut self.what].into_iter().chain(&mut self.outcome)
        {
            shorten(text);
        }
        let links = |text: &String| text.len() <= MOST_LINKED;
        self.agent = self.agent.filter(links);
        self.activity = self.activity.filter(links);
        if !links(&self.verb_id) {
            self.verb_id.clear();
        }
        self
    }

    /// In one line.
    pub(crate) fn line(&self, ui: &Ui) -> String {
        let mut line = ui
            .f(
                "lrs-sentence",
                &[
                    ("who", self.who.clone().into()),
                    ("verb", self.verb.clone().into()),
                    ("what", self.what.clone().into()),
                ],
            )
            .into_owned();
        for part in &self.outcome {
            line.push_str(", ");
            line.push_str(part);
        }
        line
    }
}

fn text(of: Value<'_>, name: &str) -> String {
    of.get(name).and_then(Value::text).map(Cow::into_owned).unwrap_or_default()
}

/// One text of a language map, in the reader's language where there is one.
fn in_language(ui: &Ui, map: Value<'_>) -> Option<String> {
    let tags: Vec<_> = map.entries().map(|(key, _)| key.text()).collect();
    let tags: Vec<&str> = tags.iter().map(AsRef::as_ref).collect();
    let tag = Accepted::read(ui.lang.tag()).choose(&tags)?;
    map.get(tag).and_then(Value::text).map(Cow::into_owned).filter(|text| !text.is_empty())
}

fn person(ui: &Ui, value: Value<'_>) -> (String, Option<String>) {
    if let Ok((ifi, name)) = read_agent(value) {
        let agent = format!("{{{}}}", object_type(value) + &ifi.properties());
        let name = name.map(Cow::into_owned).filter(|name| !name.is_empty());
        return (name.unwrap_or_else(|| identity(&ifi)), Some(agent));
    }
    let members = value.get("member").map_or(0, |list| list.items().count());
    let n = i64::try_from(members).unwrap_or(i64::MAX);
    let name = text(value, "name");
    let told = ui.f("lrs-group", &[("n", n.into())]).into_owned();
    (if name.is_empty() { told } else { name }, None)
}

fn object_type(value: Value<'_>) -> String {
    let is_group = text(value, "objectType") == "Group";
    if is_group { "\"objectType\":\"Group\",".to_owned() } else { String::new() }
}

/// What identifies somebody, short enough to be read; an address is only hinted at.
fn identity(ifi: &Ifi<'_>) -> String {
    match ifi {
        Ifi::Mbox(mbox) => {
            let address = mbox.trim_start_matches("mailto:");
            let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
            let first: String = local.chars().take(2).collect();
            format!("{first}…@{domain}")
        }
        Ifi::MboxSha1sum(sum) => format!("{}…", &sum[..sum.len().min(8)]),
        Ifi::Openid(openid) => openid.clone().into_owned(),
        Ifi::Account { name, .. } => name.clone().into_owned(),
    }
}

/// The verb in the reader's language: by its id where it is a known one, else as it was sent.
fn verb_text(ui: &Ui, verb: Value<'_>, id: &str) -> String {
    let last = last_segment(id);
    let known = format!("lrs-verb-{}", last.to_ascii_lowercase());
    if KNOWN_VERBS.iter().any(|base| id.starts_with(base)) && ui.has_text(&known) {
        return ui.t(&known).into_owned();
    }
    let display = verb.get("display").and_then(|map| in_language(ui, map));
    display.unwrap_or_else(|| last.to_owned())
}

/// Where verbs that have a translation here are defined.
const KNOWN_VERBS: [&str; 3] = [
    "http://adlnet.gov/expapi/verbs/",
    "https://w3id.org/xapi/adl/verbs/",
    "https://w3id.org/xapi/video/verbs/",
];

fn last_segment(iri: &str) -> &str {
    iri.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or(iri)
}

fn thing(ui: &Ui, object: Value<'_>) -> (String, Option<String>) {
    match text(object, "objectType").as_str() {
        "Agent" | "Group" => (person(ui, object).0, None),
        "StatementRef" => {
            let id: String = text(object, "id").chars().take(8).collect();
            (ui.f("lrs-statement-ref", &[("id", id.into())]).into_owned(), None)
        }
        "SubStatement" => {
            let inner = Sentence::read(ui, object.raw().as_bytes());
            (format!("“{}”", inner.line(ui)), None)
        }
        _ => {
            let id = text(object, "id");
            let name = object.get("definition").and_then(|d| d.get("name"));
            let name = name.and_then(|map| in_language(ui, map));
            (name.unwrap_or_else(|| last_segment(&id).to_owned()), Some(id))
        }
    }
}

fn outcome(ui: &Ui, result: Value<'_>) -> Vec<String> {
    let mut told = Vec::new();
    let score = result.get("score");
    let of = |name: &str| score.and_then(|s| s.get(name));
    if let Some(scaled) = of("scaled").and_then(Value::number) {
        told.push(ui.f("lrs-score", &[("score", ui.percent(scaled, 0).into())]).into_owned());
    } else if let Some(raw) = of("raw") {
        let most = of("max").map(|max| format!("/{}", max.raw())).unwrap_or_default();
        let score = format!("{}{most}", raw.raw());
        told.push(ui.f("lrs-score", &[("score", score.into())]).into_owned());
    }
    match result.get("success").map(Value::raw) {
        Some("true") => told.push(ui.t("lrs-success").into_owned()),
        Some("false") => told.push(ui.t("lrs-no-success").into_owned()),
        _ => {}
    }
    if result.get("completion").map(Value::raw) == Some("true") {
        told.push(ui.t("lrs-completion").into_owned());
    }
    told
}

#[cfg(test)]
mod tests {
    use ui::Lang;

    use super::*;

    fn told(lang: Lang, statement: &str) -> String {
        let ui = Ui::sample(&[crate::MESSAGES], lang, "/").unwrap();
        Sentence::read(&ui, statement.as_bytes()).line(&ui)
    }

    const DONE: &str = r#"{"actor":{"name":"Nguyễn Văn An","mbox":"mailto:an@example.vn"},
        "verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},
        "object":{"id":"http://example.vn/courses/1","definition":{"name":{"vi":"An toàn thông tin","en":"Information security"}}},
        "result":{"score":{"scaled":0.95},"success":true}}"#;

    #[test]
    fn in_both_languages() {
        assert_eq!(
            told(Lang::Vi, DONE),
            "Nguyễn Văn An đã hoàn thành An toàn thông tin, điểm 95%, đạt"
        );
        assert_eq!(
            told(Lang::En, DONE),
            "Nguyễn Văn An completed Information security, scored 95%, successful"
        );
    }

    #[test]
    fn of_strangers_and_of_statements() {
        let text = r#"{"actor":{"mbox":"mailto:someone@example.vn"},"verb":{"id":"http://x/verbs/did","display":{"en":"did it to"}},
            "object":{"objectType":"StatementRef","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"}}"#;
        assert_eq!(told(Lang::En, text), "so…@example.vn did it to statement e05aa883");
        let text = r#"{"actor":{"objectType":"Group","member":[{"mbox":"mailto:a@b.c"},{"mbox":"mailto:b@b.c"}]},
            "verb":{"id":"http://x/verbs/did"},"object":{"id":"http://x/a/b"}}"#;
        assert_eq!(told(Lang::En, text), "a group of 2 did b");
        assert_eq!(told(Lang::En, "rubbish"), "  ");
    }

    #[test]
    fn of_endless_texts_the_beginning() {
        let endless = "ở".repeat(MOST_LINKED);
        let text = format!(
            r#"{{"actor":{{"name":"{endless}","account":{{"homePage":"http://x","name":"{endless}"}}}},
            "verb":{{"id":"http://x/{endless}"}},"object":{{"id":"http://x/{endless}"}},
            "result":{{"score":{{"raw":1{zeros}}}}}}}"#,
            zeros = "0".repeat(MOST_LINKED)
        );
        let ui = Ui::sample(&[crate::MESSAGES], Lang::En, "/").unwrap();
        let read = Sentence::read(&ui, text.as_bytes());
        assert!(read.line(&ui).chars().count() < 5 * MOST_LETTERS, "{}", read.line(&ui));
        assert!(read.who.starts_with("ởở") && read.who.ends_with("ở…"));
        assert_eq!((read.agent, read.verb_id, read.activity), (None, String::new(), None));
    }
}
