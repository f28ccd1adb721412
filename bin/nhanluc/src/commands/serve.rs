//! `nhanluc serve` and `nhanluc password`

use std::{io::Write as _, path::Path, process::ExitCode};

use access::{Actor, App, ProviderSettings, SealKey, Settings};
use anyhow::Context as _;
use errands::{Mailer, Trades, Worker};
use jiff::civil::Time;
use kernel::Clock;
use tokio::{net::TcpListener, sync::watch};

use super::listen::{self, Patience};
use crate::{
    application,
    cli::{Cli, Serve},
    output, secret,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Serve) -> anyhow::Result<ExitCode> {
    let mut office = Office::open(cli).await?;
    // Whoever was killed between an erasure and its end left bytes of it in the log of a file.
    // While others use the file, they will see to it.
    drop(office.db.scrub(&[]).await);
    let (_, text) = secret::of(cli, command.key_file.as_deref())?;
    office.db = office.db.with_secret(secret::secret(&text));
    let settings = Settings {
        public_url: command.public_url.clone(),
        behind_proxy: command.behind_proxy,
        seal: Some(seal_key(cli, command)?),
        provider: provider(command)?,
        ..Settings::default()
    };
    let mailer = mailer(cli, command)?;
    let (stop, stopping) = watch::channel(false);
    let errands = errands::Room::until(stopping.clone());
    let rooms = (errands, command.limits.records());
    let app = application::app_until(office.db.clone(), Clock::system(), settings, rooms);
    let first = first_account(cli, &app).await?;
    let clerk = privacy::acts::Clerk { app: &app, actor: &Actor::command() };
    privacy::acts::ensure_setup(&clerk).await?;
    let listener =
        TcpListener::bind(&command.listen).await.with_context(|| command.listen.clone())?;
    let address = listener.local_addr()?;
    output::line(format!("http://{address}/"));
    first.iter().for_each(output::line);
    drop(lrs::forwarding::start(&app));
    let worker = Worker::new(office.db.clone(), Clock::system(), trades(&app, mailer));
    let worker = worker.start(stop.clone()).await?;
    let router = application::router(&app)?;
    // Streams end when they are told so: a server that waits for them would wait for ever.
    let ending = async move {
        asked_to_stop().await;
        stop.send_replace(true);
    };
    listen::serve(listener, router, Patience::default(), ending).await;
    worker.stop().await;
    office.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Makes the first account where there is none. What is to be said of it is said once; its password
/// is kept in a file.
pub(super) async fn first_account(cli: &Cli, app: &App) -> anyhow::Result<Vec<String>> {
    let Some(password) = access::first_password(app).await? else { return Ok(Vec::new()) };
    let kept = keep_password(&cli.data, &password)?;
    Ok(vec![
        format!("Tài khoản / account: {}", access::FIRST_ACCOUNT),
        format!("Mật khẩu / password: {password}"),
        format!("({kept})"),
    ])
}

/// The key secrets are kept under: a file beside the database, made where there is none yet.
fn seal_key(cli: &Cli, command: &Serve) -> anyhow::Result<SealKey> {
    let (path, text) = secret::of(cli, command.key_file.as_deref())?;
    let wrong = || format!("{}: không phải khoá / not a key", path.display());
    SealKey::read(&text).with_context(wrong)
}

/// The provider people may come from, with the secret shared with it.
fn provider(command: &Serve) -> anyhow::Result<Option<ProviderSettings>> {
    let (Some(issuer), Some(client)) = (&command.oidc_issuer, &command.oidc_client) else {
        return Ok(None);
    };
    let secret = match &command.oidc_secret_file {
        Some(file) => {
            let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
            Some(text.trim().to_owned())
        }
        None => std::env::var("NHANLUC_OIDC_SECRET").ok(),
    };
    let secret = secret.filter(|secret| !secret.is_empty());
    let settings = ProviderSettings { issuer: issuer.clone(), client: client.clone(), secret };
    anyhow::ensure!(settings.is_sound(), "--oidc-issuer: https://… / an address over TLS");
    Ok(Some(settings))
}

/// Mails go to a server where there is one, else into a folder beside the database.
fn mailer(cli: &Cli, command: &Serve) -> anyhow::Result<Mailer> {
    let mailer = match &command.smtp {
        Some(url) => Mailer::smtp(url, Clock::system())?,
        None => Mailer::folder(cli.data.join("mail"), Clock::system())?,
    };
    Ok(match &command.mail_from {
        Some(address) => mailer.from(address)?,
        None => mailer,
    })
}

/// What this program does by itself.
fn trades(app: &App, mailer: Mailer) -> Trades {
    let (app, emptied, asked, aged) = (app.clone(), app.clone(), app.clone(), app.clone());
    errands::trades(mailer)
        .on(collect::acts::REMIND, move |task| collect::acts::work(task, app.clone()))
        .daily(collect::acts::REMIND, MORNING)
        .on(collect::acts::EMPTIED, move |task| collect::acts::work_emptied(task, emptied.clone()))
        .on(privacy::acts::REMIND, move |task| privacy::acts::work(task, asked.clone()))
        .daily(privacy::acts::REMIND, MORNING)
        .on(privacy::acts::RETENTION, move |task| privacy::acts::work_retention(task, aged.clone()))
        .daily(privacy::acts::RETENTION, MORNING)
}

/// When people are reminded, in Vietnam.
const MORNING: Time = Time::constant(7, 0, 0, 0);

/// Writes the first password where only its owner can read it.
fn keep_password(data: &Path, password: &str) -> anyhow::Result<String> {
    std::fs::create_dir_all(data).with_context(|| data.display().to_string())?;
    let path = data.join("first-password.txt");
    let mut file = secret::private()
        .create(true)
        .truncate(true)
        .open(&path)
        .with_context(|| path.display().to_string())?;
    writeln!(file, "{password}")?;
    Ok(path.display().to_string())
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

pub(crate) async fn password(cli: &Cli, name: &str) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let app: App = application::app(office.db, Clock::system(), Settings::default());
    first_account(cli, &app).await?.iter().for_each(output::note);
    let mut password = String::new();
    std::io::stdin().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']);
    access::set_password(&app, &Actor::command(), name, password).await?;
    output::line("Đã đặt mật khẩu.");
    Ok(ExitCode::SUCCESS)
}
