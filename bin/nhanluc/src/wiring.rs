//! What the rooms bring, put together.

use std::io::IsTerminal as _;

use access::Actor;
use anyhow::{Context as _, bail};
use kernel::{AsOf, Clock, Date, Seq, Timestamp};
use ledger::{FactTable, Source};
use registry::acts::{Desk, Elsewhere, Follows, Joins, Within};
use store::{Db, Migration, Tx};

use crate::{cli::Cli, secret};

/// Every migration, in the order of the rooms.
pub(crate) fn migrations() -> Vec<Migration> {
    [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        community::MIGRATIONS,
        training::MIGRATIONS,
        pipeline::MIGRATIONS,
        commitments::MIGRATIONS,
        intake::MIGRATIONS,
        errands::MIGRATIONS,
        collect::MIGRATIONS,
        privacy::MIGRATIONS,
        lrs::MIGRATIONS,
    ]
    .concat()
}

/// Every fact table.
pub(crate) fn fact_tables() -> Vec<&'static FactTable> {
    [
        access::FACTS,
        registry::FACTS,
        community::FACTS,
        training::FACTS,
        pipeline::FACTS,
        commitments::FACTS,
        intake::FACTS,
        collect::FACTS,
        privacy::FACTS,
    ]
    .concat()
}

/// What rooms keep beside the facts on a person: an erasure reaches it from wherever it is asked.
pub(crate) fn elsewhere() -> Vec<Box<dyn Elsewhere>> {
    vec![
        // Before them: whom providers know is forgotten with the accounts, and where they get mail.
        Box::new(Within(privacy::acts::Confirmed(lrs::acts::Staying))),
        Box::new(Within(registry::acts::Accounts)),
        Box::new(Within(registry::acts::Purposes)),
        Box::new(intake::acts::Sheets),
        // After it: which files go is known by then.
        Box::new(Within(collect::acts::Emptied)),
        Box::new(training::acts::LISTED),
        Box::new(community::acts::MEMBERS),
        Box::new(collect::acts::REMARKS),
        Box::new(Within(privacy::acts::Addresses)),
        Box::new(Within(privacy::acts::Earlier)),
        Box::new(Within(privacy::acts::Unlinked)),
        Box::new(Within(commitments::acts::Promised)),
    ]
}

/// What rooms keep beside the facts of an act: an undoing reaches it from wherever it is asked.
pub(crate) fn follows() -> Vec<Box<dyn Follows>> {
    vec![Box::new(intake::acts::Batches)]
}

/// What rooms say of people by their id: joining two records reaches it from wherever it is asked.
pub(crate) fn joins() -> Vec<Box<dyn Joins>> {
    vec![
        Box::new(training::acts::Attendances),
        Box::new(intake::acts::Answered),
        Box::new(privacy::acts::Requests),
    ]
}

/// Logs to standard error, at the level of `NHANLUC_LOG`.
pub(crate) fn log() {
    let level =
        std::env::var("NHANLUC_LOG").unwrap_or_else(|_| "warn,sqlx::query=error".to_owned());
    let colours = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(colours);
    log.with_env_filter(level).init();
}

/// The database and the clock a command works with.
pub(crate) struct Office {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) by: Actor,
}

impl Office {
    /// Opens the database and brings it up to date.
    pub(crate) async fn open(cli: &Cli) -> anyhow::Result<Self> {
        let office = Self::open_bare(cli).await?;
        store::migrate(&office.db, &migrations()).await?;
        registry::acts::ensure_setup(&office.desk()).await?;
        Ok(office)
    }

    /// A database that is open and up to date.
    pub(crate) fn with(db: Db) -> Self {
        Self { db, clock: Clock::system(), by: Actor::command_of("cli") }
    }

    /// Opens the database as it is.
    pub(crate) async fn open_bare(cli: &Cli) -> anyhow::Result<Self> {
        let address = address(cli)?;
        let mut db = Db::open(&address).await.with_context(|| shown(&address))?;
        if let Some(secret) = secret::there(cli) {
            db = db.with_secret(secret);
        }
        let by = std::env::var("USER").ok().filter(|u| !u.is_empty());
        let by = Actor::command_of(by.as_deref().unwrap_or("cli"));
        Ok(Self { db, clock: Clock::system(), by })
    }

    /// The desk commands are entered at.
    pub(crate) fn desk(&self) -> Desk<'_> {
        Desk { db: &self.db, clock: &self.clock, by: &self.by, source: Source::Command }
    }

    /// A question's pair: the day (else today), and the last act known at a time (else all).
    pub(crate) async fn as_of(
        &self,
        tx: &mut Tx,
        on: Option<Date>,
        known_at: Option<&str>,
    ) -> anyhow::Result<(AsOf, String)> {
        let now = self.clock.now();
        let time = known_at.map(known_time).transpose()?.map_or(now, |t| t.min(now));
        let known: Seq = match known_at {
            None => ledger::last_seq(tx).await?,
            Some(_) => ledger::known_at(tx, time).await?,
        };
        let as_of = AsOf { valid_on: on.unwrap_or_else(|| self.clock.today()), known_at: known };
        Ok((as_of, time.to_string()))
    }
}

/// Reads `2024-11-05T10:00:00Z`, or a day: its end in Vietnam.
fn known_time(text: &str) -> anyhow::Result<Timestamp> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let Some(day) = ui::format::parse_date(text) else {
        bail!(
            "--known-at: “{text}” không phải một thời điểm; ví dụ 15/10/2024, 2024-10-15T08:00:00Z"
        );
    };
    // Seven hours before midnight UTC: midnight in Vietnam, less a microsecond.
    let next = day.tomorrow()?.at(0, 0, 0, 0);
    Ok(jiff::tz::offset(7).to_timestamp(next)? - jiff::SignedDuration::from_micros(1))
}

fn address(cli: &Cli) -> anyhow::Result<String> {
    if let Some(db) = &cli.db {
        return Ok(db.clone());
    }
    std::fs::create_dir_all(&cli.data).with_context(|| cli.data.display().to_string())?;
    Ok(cli.data.join("nhanluc.db").to_string_lossy().into_owned())
}

/// An address without its password.
fn shown(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_name_a_reader_understands() {
        for lang in [ui::Lang::Vi, ui::Lang::En] {
            let ui = ui::Ui::sample(&[registry::pages::MESSAGES], lang, "/").unwrap();
            let unsaid: Vec<&str> = fact_tables()
                .into_iter()
                .map(|table| table.name)
                .filter(|name| !ui.has_text(&format!("registry-table-{name}")))
                .collect();
            assert_eq!(unsaid, [""; 0], "each needs its text registry-table-TABLE");
        }
    }

    #[test]
    fn of_every_kind_that_is_kept_it_is_said_since_when_or_until_when() {
        let ui = ui::Ui::sample(&[privacy::MESSAGES], ui::Lang::Vi, "/").unwrap();
        let said = |part: &str, name: &str| {
            let kind = if name == "person" { "former-staff" } else { name };
            ui.has_text(&format!("privacy-{part}-{}", kind.replace('_', "-")))
        };
        let told =
            |name: &str| said("aged", name) && (said("moment", name) || said("otherwise", name));
        let facts = fact_tables();
        let unsaid: Vec<&str> =
            privacy::figures::processed(&facts).into_iter().filter(|name| !told(name)).collect();
        assert_eq!(unsaid, [""; 0], "each needs a name, and a moment or what becomes of it");
    }

    #[test]
    fn of_every_table_with_personal_data_it_is_said_what_for() {
        let ui = ui::Ui::sample(&[privacy::MESSAGES], ui::Lang::Vi, "/").unwrap();
        let unsaid: Vec<&str> = fact_tables()
            .into_iter()
            .filter(|table| table.is_personal())
            .map(|table| table.name)
            .filter(|name| !ui.has_text(&format!("privacy-why-{}", name.replace('_', "-"))))
            .collect();
        assert_eq!(unsaid, [""; 0], "each needs its text privacy-why-TABLE");
    }
}
