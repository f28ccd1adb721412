//! A notice as a mail.

use std::fmt;

use ui::{Lang, Messages, Ui, messages};

use crate::{
    MESSAGES,
    model::{Arg, News},
};

/// Writes a room's notices as mails, in both languages: who reads them is not known.
pub struct Letters {
    /// The texts of the room, and those of this one.
    vi: [Ui; 2],
    en: [Ui; 2],
    see: &'static str,
    /// Where it is to be found, in words: a message of this room.
    found: &'static str,
}

/// What a mail is made of: the notice, and where more is to be seen.
type Texts<'a> = &'a [Ui; 2];

impl Letters {
    /// With the texts of a room; `see` is the message that says where more is to be seen.
    pub fn new(texts: Messages, see: &'static str) -> Result<Self, messages::Error> {
        let read = |lang| -> Result<[Ui; 2], messages::Error> {
            Ok([Ui::sample(&[texts], lang, "/")?, Ui::sample(&[MESSAGES], lang, "/")?])
        };
        let (vi, en) = (read(Lang::Vi)?, read(Lang::En)?);
        Ok(Self { vi, en, see, found: "errands-mail-found" })
    }

    /// What it is about is found elsewhere than in the inbox: a message of this room says where.
    #[must_use]
    pub(crate) fn found(self, found: &'static str) -> Self {
        Self { found, ..self }
    }

    /// Subject and text. `site` is the address people use; where nobody said which, the mail says
    /// in words where more is to be seen: half a link leads nowhere.
    pub fn write(&self, site: Option<&str>, news: &News) -> (String, String) {
        let subject = sentence(&self.vi[0], news);
        let parts = [(&self.vi, &subject), (&self.en, &sentence(&self.en[0], news))];
        let body: Vec<String> = parts
            .into_iter()
            .map(|(texts, said)| format!("{said}\r\n\r\n{}\r\n", self.way(texts, site, news)))
            .collect();
        (subject, body.join("\r\n-- \r\n\r\n"))
    }

    fn way(&self, [room, own]: Texts<'_>, site: Option<&str>, news: &News) -> String {
        match site {
            Some(site) => {
                let see = room.t(self.see);
                format!("{see}\r\n{}{}", site.trim_end_matches('/'), news.href)
            }
            None => own.t(self.found).into_owned(),
        }
    }
}

impl fmt::Debug for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letters").field("see", &self.see).finish_non_exhaustive()
    }
}

fn sentence(ui: &Ui, news: &News) -> String {
    let args: Vec<(&str, messages::Arg)> =
        news.args.iter().map(|(name, value)| (name.as_str(), filled(value))).collect();
    ui.f(news.message, &args).into_owned()
}

fn filled(value: &Arg) -> messages::Arg<'_> {
    match value {
        Arg::Count(n) => (*n).into(),
        Arg::Text(text) => text.as_str().into(),
    }
}
