//! A notice as a mail.

use std::fmt;

use ui::{Lang, Messages, Ui, messages};

use crate::model::{Arg, News};

/// Writes a room's notices as mails, in both languages: who reads them is not known.
pub struct Letters {
    vi: Ui,
    en: Ui,
    see: &'static str,
}

impl Letters {
    /// With the texts of a room; `see` is the message that says where more is to be seen.
    pub fn new(texts: Messages, see: &'static str) -> Result<Self, messages::Error> {
        let read = |lang| Ui::sample(&[texts], lang, "/");
        Ok(Self { vi: read(Lang::Vi)?, en: read(Lang::En)?, see })
    }

    /// Subject and text. `site` is the address people use.
    pub fn write(&self, site: Option<&str>, news: &News) -> (String, String) {
        let link = format!("{}{}", site.unwrap_or("").trim_end_matches('/'), news.href);
        let subject = sentence(&self.vi, news);
        let parts = [(&self.vi, &subject), (&self.en, &sentence(&self.en, news))];
        let body: Vec<String> = parts
            .into_iter()
            .map(|(ui, said)| format!("{said}\r\n\r\n{}\r\n{link}\r\n", ui.t(self.see)))
            .collect();
        (subject, body.join("\r\n-- \r\n\r\n"))
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
