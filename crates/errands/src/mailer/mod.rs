//! Sending mail: over SMTP where the office has a server for it, else into a folder of `.eml`
//! files.

mod folder;
mod smtp;

use std::{
    fmt,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime},
};

use kernel::{Clock, Uuid};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use store::jobs::Failure;

use self::{folder::Folder, smtp::Smtp};
use crate::{Task, model::Mail};

/// Who mail comes from, where the office does not say.
const FROM: &str = "nhanluc@localhost";
/// No person wrote it, and no machine is to answer (RFC 3834).
const AUTO: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");
/// The name beside it.
const FROM_NAME: &str = "Nhân Lực Số";

/// What is wrong with how mail is to be sent. Never says a password.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// Not `smtp://…` or `smtps://…`.
    #[error("--smtp: not an address like smtps://name:password@host")]
    Smtp,
    /// Not an address to send from.
    #[error("--mail-from: not an address of mail")]
    From,
    /// The folder can't be made.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// How mail is sent.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    clock: Clock,
    way: Arc<Way>,
}

enum Way {
    Folder(Folder),
    Smtp(Smtp),
}

/// Says where to, and no secret.
impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = match &*self.way {
            Way::Folder(folder) => folder.path().display().to_string(),
            Way::Smtp(smtp) => smtp.host().to_owned(),
        };
        f.debug_struct("Mailer").field("way", &way).finish_non_exhaustive()
    }
}

/// Whether mail can be sent to it.
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

impl Mailer {
    /// Mails become files in a folder, which is made when absent.
    pub fn folder(path: impl Into<PathBuf>, clock: Clock) -> Result<Self, MailerError> {
        Ok(Self::of(clock, Way::Folder(Folder::open(path.into())?)))
    }

    /// Mails go to a server: `smtps://name:password@host:465`, or
    /// `smtp://name:password@host:587?tls=required`.
    pub fn smtp(url: &str, clock: Clock) -> Result<Self, MailerError> {
        let smtp = Smtp::open(url).ok_or(MailerError::Smtp)?;
        Ok(Self::of(clock, Way::Smtp(smtp)))
    }

    fn of(clock: Clock, way: Way) -> Self {
        let address: Address = FROM.parse().expect("a constant, and a valid one");
        let from = Mailbox::new(Some(FROM_NAME.to_owned()), address);
        Self { from, clock, way: Arc::new(way) }
    }

    /// From whom mails come.
    pub fn from(mut self, address: &str) -> Result<Self, MailerError> {
        let address: Address = address.parse().map_err(|_| MailerError::From)?;
        self.from = Mailbox::new(Some(FROM_NAME.to_owned()), address);
        Ok(self)
    }

    /// Sends a mail. The same id makes the same message: who gets it twice can tell.
    pub async fn send(&self, id: Uuid, mail: &Mail) -> Result<(), Failure> {
        let message = self.message(id, mail)?;
        let way = Arc::clone(&self.way);
        // Files and sockets wait: the other tasks of this thread must not.
        let sending = tokio::task::spawn_blocking(move || match &*way {
            Way::Folder(folder) => folder.put(id, &message.formatted()),
            Way::Smtp(smtp) => smtp.send(&message),
        });
        sending.await.unwrap_or_else(|_| Err(Failure::Again("broke_off".to_owned())))
    }

    fn message(&self, id: Uuid, mail: &Mail) -> Result<Message, Failure> {
        let unsendable = || Failure::ForGood("mail_unsendable".to_owned());
        let to: Address = mail.to.parse().map_err(|_| unsendable())?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.replace(['\r', '\n'], " "))
            .date(moment(&self.clock))
            .message_id(Some(format!("<{id}@nhanluc>")))
            .header(ContentType::TEXT_PLAIN)
            .raw_header(HeaderValue::new(AUTO, "auto-generated".to_owned()))
            .body(mail.body.clone())
            .map_err(|_| unsendable())
    }

    /// The job that sends a mail.
    pub async fn work(self, task: Task) -> Result<(), Failure> {
        let mail: Mail = task.payload()?;
        self.send(task.id().0, &mail).await
    }
}

fn moment(clock: &Clock) -> SystemTime {
    let since = u64::try_from(clock.now().as_microsecond()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_micros(since)
}
