//! The command line. Its shapes are a promise to scripts: see `tests/cli.rs`.

mod limits;

use std::path::PathBuf;

use access::Role;
use clap::{Args, Parser, Subcommand, ValueEnum};
use kernel::Date;

pub(crate) use self::limits::Limits;

/// Bức tranh nhân lực số: có ngày tháng, có bằng chứng.
#[derive(Debug, Parser)]
#[command(name = "nhanluc", version)]
pub(crate) struct Cli {
    /// Database: a file, or `postgres://…` (default: nhanluc.db in the data folder).
    #[arg(long, global = true, env = "NHANLUC_DB")]
    pub(crate) db: Option<String>,
    /// Folder of everything that is not in the database.
    #[arg(long, global = true, env = "NHANLUC_DATA", default_value = "data")]
    pub(crate) data: PathBuf,
    /// A table for people, JSON or CSV for programs.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
    Jsonl,
    /// Columns, for programs that analyse; of `lrs export` alone.
    Parquet,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Accounts: who can sign in, and the roles they hold.
    #[command(subcommand)]
    Account(Accounts),
    /// Administrative areas.
    #[command(subcommand)]
    Areas(Areas),
    /// Offices.
    #[command(subcommand)]
    Units(Units),
    /// Villages.
    #[command(subcommand)]
    Villages(Villages),
    /// Spreadsheets of offices.
    #[command(subcommand)]
    Intake(Intake),
    /// Lists for other programs.
    #[command(subcommand)]
    Export(Export),
    /// Figures.
    #[command(subcommand)]
    Figures(Figures),
    /// The record of acts.
    #[command(subcommand)]
    Ledger(Ledger),
    /// Learning records.
    #[command(subcommand)]
    Lrs(Lrs),
    /// Campaigns: who owes which sheet.
    #[command(subcommand)]
    Campaign(Campaigns),
    /// Measure.
    #[command(subcommand)]
    Bench(Bench),
    /// Reorganisation of offices.
    #[command(subcommand)]
    Reorganise(Reorganise),
    /// People.
    #[command(subcommand)]
    People(People),
    /// Undo an act by another.
    Undo {
        /// Number of the act.
        act: i64,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Write everything into one file.
    Backup {
        /// A file that does not exist yet.
        file: PathBuf,
    },
    /// Put a backup into an empty database.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Check the installation.
    Doctor {
        /// The address people use, as the server is told it.
        #[arg(long, env = "NHANLUC_PUBLIC_URL")]
        public_url: Option<String>,
    },
    /// Make the invented province in the data folder and serve it.
    Demo(Demo),
    /// Serve the pages.
    Serve(Serve),
    /// Set the password of an account (read from standard input).
    Password {
        /// Name of the account.
        #[arg(default_value = "quantri")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    /// Every account with its roles.
    List,
    /// Make an account. Its password is told this once.
    Add {
        /// The name to sign in with.
        name: String,
        /// The name to be shown.
        #[arg(long, value_name = "NAME")]
        display: String,
        /// The role it holds.
        #[arg(long, value_parser = role)]
        role: Option<Role>,
        #[command(flatten)]
        over: Over,
    },
    /// Give an account a role.
    Role {
        /// The account.
        name: String,
        /// The role.
        #[arg(value_parser = role)]
        role: Role,
        #[command(flatten)]
        over: Over,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// End a role of an account.
    EndRole {
        /// The account.
        name: String,
        /// The role.
        #[arg(value_parser = role)]
        role: Role,
        /// The unit it is held for (its code), where the account holds it for several.
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// The first day without it; today without this.
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Link an account to whom the organisation's provider of `OpenID` Connect knows.
    Link {
        /// The account.
        name: String,
        /// What the provider calls its owner (`sub`).
        subject: String,
        /// The provider: its address as its tokens say it.
        #[arg(long, env = "NHANLUC_OIDC_ISSUER", value_name = "URL")]
        oidc_issuer: String,
    },
    /// Remove such a link.
    Unlink {
        /// The account.
        name: String,
        /// What the provider calls its owner.
        subject: String,
    },
    /// Take the second step from an account that lost it. Its sessions end.
    NoSecondStep {
        /// The account.
        name: String,
    },
    /// Close an account: its sessions end, it can't sign in.
    Close {
        /// The account.
        name: String,
    },
    /// Open a closed account again.
    Reopen {
        /// The account.
        name: String,
    },
}

/// For what and when a role is held.
#[derive(Debug, Args)]
pub(crate) struct Over {
    /// The unit it is held for, with all under it (its code); without it: everything.
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// The personal number of who they are in the register.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) person: Option<String>,
    /// The first day; today without it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: Option<Date>,
    /// The last day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) to: Option<Date>,
}

fn role(code: &str) -> Result<Role, String> {
    let codes = || Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ");
    Role::parse(code).ok_or_else(|| format!("roles are {}", codes()))
}

/// A day as people write it, too: `15/10/2024`.
fn day(text: &str) -> Result<Date, String> {
    ui::format::parse_date(text).ok_or_else(|| {
        format!("“{text}” không phải một ngày có thật; ví dụ 15/10/2024, 2024-10-15")
    })
}

#[derive(Debug, Args)]
pub(crate) struct On {
    /// Day in the world, e.g. 2024-10-15 or 15/10/2024.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Areas {
    /// Load areas before and after a reorganisation, and the links between them, as one act.
    Load {
        /// Folder with `pre_2025_*.csv`, `post_2025_*.csv`, `map_old_to_new_*.csv`.
        dir: PathBuf,
        /// Day the reorganisation takes effect.
        #[arg(long, value_name = "DATE", value_parser = day, default_value = "2025-07-01")]
        on: Date,
    },
    /// Load boundaries for the map.
    Boundaries {
        /// A `GeoJSON` file whose features carry `code`.
        file: PathBuf,
        /// Day whose areas it draws; today without it.
        #[command(flatten)]
        on: On,
    },
    /// Count areas on a day.
    Count {
        #[command(flatten)]
        on: On,
        /// Only inside this province (its code).
        #[arg(long)]
        province: Option<String>,
    },
    /// What became of an area, or what it was made of.
    History {
        /// Code of the area.
        code: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Units {
    /// Load the register of offices.
    Load {
        /// CSV: code,name,kind,parent,area,aliases.
        file: PathBuf,
        #[command(flatten)]
        on: On,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Villages {
    /// Load the list of villages.
    Load {
        /// CSV: commune,village,households,residents.
        file: PathBuf,
        #[command(flatten)]
        on: On,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Intake {
    /// Say what files would change; enter nothing.
    Preview(Paths),
    /// Enter what files change, as one act.
    Apply(Paths),
    /// Rows that wait.
    Held,
}

#[derive(Debug, Args)]
pub(crate) struct Paths {
    /// Files and folders; folders are walked.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) named: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) on: On,
    /// Why.
    #[arg(long, default_value = "")]
    pub(crate) reason: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// One line an assignment, with the sheet row it came from.
    Officers {
        #[command(flatten)]
        on: On,
        /// As known at a time: RFC 3339, or a day (its end in Vietnam).
        #[arg(long, value_name = "TIME")]
        known_at: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Figures {
    /// Everything at a glance: staff, coverage, teams, training, graduates.
    ///
    /// As JSON, `recorded` says whether any team, attendance or graduate was ever entered: a 0 of
    /// a kind that never was is not known.
    Glance {
        #[command(flatten)]
        on: On,
        /// As known at a time: RFC 3339, or a day (its end in Vietnam).
        #[arg(long, value_name = "TIME")]
        known_at: Option<String>,
    },
    /// Who covers what.
    Coverage {
        #[command(flatten)]
        on: On,
        /// As known at a time: RFC 3339, or a day (its end in Vietnam).
        #[arg(long, value_name = "TIME")]
        known_at: Option<String>,
        /// Day whose administrative map is used.
        #[arg(long, value_name = "DATE", value_parser = day)]
        map: Option<Date>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Ledger {
    /// Check the whole record.
    Verify {
        /// Check an exported file instead of the database.
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
        /// A head noted earlier must be in it.
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
    /// The end of the chain: note it.
    Head,
    /// Write the record as a file that can be verified alone.
    Export {
        /// Where to.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Reorganise {
    /// Let offices follow what became of their areas by a day.
    Follow {
        /// The day.
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Date,
        /// Enter it; without this it is only shown.
        #[arg(long)]
        apply: bool,
        /// Dissolve offices whose area has no successor.
        #[arg(long)]
        dissolve_lost: bool,
        /// Number of the act it stands on.
        #[arg(long)]
        basis: Option<String>,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// People whose name has these words, with their ids. Diacritics may be left out.
    Find {
        /// Words of the name.
        name: String,
    },
    /// Records that may be of one person: the same name, and births that agree or one mobile phone.
    Duplicates,
    /// Say that two records are of one person: what stands under OTHER stands under KEEP from then
    /// on. Where they differ, KEEP's stays unless it is taken from OTHER. Undoing the act parts
    /// them.
    Join {
        /// Id of the record that is kept.
        keep: String,
        /// Id of the record that is given up.
        other: String,
        /// How it is known to be one person (never a name).
        #[arg(long)]
        reason: String,
        /// Details that are taken from OTHER although KEEP says something else: `full_name`, `sex`,
        /// `birth`, `phone`, `email`.
        #[arg(long, value_delimiter = ',', value_name = "DETAIL")]
        take: Vec<String>,
    },
    /// Erase every personal value held on one person.
    Erase {
        /// Id of the person.
        person: String,
        /// Which request asks for it (never the person's name).
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    /// The address people use, `https://…`: cookies are then sent over TLS only.
    #[arg(long, env = "NHANLUC_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// A proxy stands in front and says who asks (`X-Forwarded-For`).
    #[arg(long)]
    pub(crate) behind_proxy: bool,
    /// A file with the key that secrets of second steps are kept under (64 hexadecimal digits), the
    /// same for every process on one database. Without it: `secret.key` in the data folder, which
    /// is made at the first start.
    #[arg(long, env = "NHANLUC_KEY_FILE", value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// The organisation's provider of `OpenID` Connect: its address as its tokens say it.
    #[arg(long, env = "NHANLUC_OIDC_ISSUER", value_name = "URL", requires = "oidc_client")]
    pub(crate) oidc_issuer: Option<String>,
    /// What this program is called at the provider. The secret it shares with it, where there is
    /// one, is in the environment (`NHANLUC_OIDC_SECRET`) or in a file, never on a command line.
    #[arg(long, env = "NHANLUC_OIDC_CLIENT", value_name = "ID", requires = "oidc_issuer")]
    pub(crate) oidc_client: Option<String>,
    /// A file that holds that secret.
    #[arg(long, env = "NHANLUC_OIDC_SECRET_FILE", value_name = "FILE", requires = "oidc_issuer")]
    pub(crate) oidc_secret_file: Option<PathBuf>,
    /// The mail server, `smtps://name:password@host`; without it mails become files in the data
    /// folder. Better said in the environment: a command line is seen by others.
    #[arg(long, env = "NHANLUC_SMTP", hide_env_values = true, value_name = "URL")]
    pub(crate) smtp: Option<String>,
    /// The address mails come from.
    #[arg(long, env = "NHANLUC_MAIL_FROM", value_name = "ADDRESS")]
    pub(crate) mail_from: Option<String>,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    pub(crate) serve: Serve,
    /// Make it, do not serve it.
    #[arg(long)]
    pub(crate) no_serve: bool,
    /// Another invented province.
    #[arg(long, default_value_t = 2024)]
    pub(crate) seed: u64,
    /// About how many people.
    #[arg(long, default_value_t = demo::Size::ARTICLE.people)]
    pub(crate) people: usize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Lrs {
    /// Keys to the store.
    #[command(subcommand)]
    Key(LrsKey),
    /// Take statements in from files: a JSON list, or one statement a line; also gzipped.
    Import {
        /// Files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Whose records they become.
        #[arg(long, default_value = "")]
        tenant: String,
        /// What stands behind them: the name of an account of this server.
        #[arg(long, default_value = "import")]
        authority: String,
        /// Where the data of their attachments are: files named by their `sha2`, as `lrs export`
        /// writes them. Those that are not there are told.
        #[arg(long, value_name = "DIR")]
        attachments: Option<PathBuf>,
    },
    /// Write statements out, the oldest first, one a line (`--format jsonl`), as a list (`json`)
    /// or in columns (`parquet`).
    Export {
        /// Stored after this moment: RFC 3339.
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// Stored at this moment or before.
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
        /// Whose records.
        #[arg(long, default_value = "")]
        tenant: String,
        /// Write the data of their attachments there, in files named by their `sha2`; without it
        /// they stay behind, and it is told how many.
        #[arg(long, value_name = "DIR")]
        attachments: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LrsKey {
    /// Make a key. Its secret is told this once.
    Add {
        /// Who uses it.
        name: String,
        /// What it may do: statements/write, statements/read/mine, statements/read, state,
        /// profile, define, all/read, all; several between commas.
        #[arg(long)]
        scope: String,
        /// Whose records it opens.
        #[arg(long, default_value = "")]
        tenant: String,
        /// Most requests in a second.
        #[arg(long)]
        rate: Option<u32>,
    },
    /// Keys, the newest first.
    List,
    /// Let a key open nothing any more.
    Revoke {
        /// The key, as `list` tells it.
        key: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Campaigns {
    /// Ask offices for a kind of sheet.
    Open(Asked),
    /// Every campaign.
    List {
        #[command(flatten)]
        on: On,
    },
    /// How every office of a campaign stands.
    Board {
        /// Its id, or its name.
        campaign: String,
        #[command(flatten)]
        on: On,
    },
    /// Let those owe that took over from offices which are no more.
    Follow {
        /// Its id, or its name.
        campaign: String,
        /// The address people use, for links in mails.
        #[arg(long, env = "NHANLUC_PUBLIC_URL")]
        public_url: Option<String>,
    },
    /// Remind every office that owes, once a day at most.
    Remind {
        /// Its id, or its name.
        campaign: String,
        /// The address people use, for links in mails.
        #[arg(long, env = "NHANLUC_PUBLIC_URL")]
        public_url: Option<String>,
    },
}

/// What a campaign asks.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// What it is called.
    pub(crate) name: String,
    /// Kind of sheet.
    #[arg(long, default_value = "officers")]
    pub(crate) kind: String,
    /// The day the sheets speak of.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Date,
    /// The last day that is in time.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) due: Date,
    /// Only offices of this kind (may be repeated).
    #[arg(long, value_name = "KIND")]
    pub(crate) unit_kind: Vec<String>,
    /// Only offices under this one (its code).
    #[arg(long, value_name = "CODE")]
    pub(crate) under: Option<String>,
    /// Only these offices (their codes; may be repeated).
    #[arg(long, value_name = "CODE", conflicts_with_all = ["unit_kind", "under"])]
    pub(crate) unit: Vec<String>,
    /// Days from the due day on which offices are reminded.
    #[arg(long, value_delimiter = ',', allow_hyphen_values = true, default_value = "-7,-1,1,3")]
    pub(crate) remind: Vec<i64>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// The board of a campaign. Enters made-up offices and a campaign: give it an empty database.
    Board {
        /// Offices that owe.
        #[arg(long, default_value_t = 10_000)]
        offices: usize,
    },
    /// The record store: what it takes in and gives back, beside what the same rows cost when
    /// written straight into the same tables. Fills an empty database (`--db`, which stays and can be
    /// measured again, else a file in the data folder that is removed afterwards).
    Lrs {
        /// Statements for each measurement of taking in.
        #[arg(long, default_value_t = 20_000)]
        statements: usize,
        /// Statements that are there when reading is measured.
        #[arg(long, default_value_t = 20_000)]
        stored: usize,
    },
}
