//! `nhanluc account …`

use std::process::ExitCode;

use access::{Account, App, Grant, NewRole, ProviderSettings, Role, Settings, Unit};
use anyhow::{Context as _, bail};
use kernel::{Date, Interval};
use ledger::{Held, Receipt};
use serde_json::{Value as Json, json};

use super::serve::first_account;
use crate::{
    application,
    cli::{Accounts, Cli, Format, Over},
    output,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Accounts) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let settings = Settings { provider: provider(command)?, ..Settings::default() };
    let app = application::app(office.db.clone(), office.clock.clone(), settings);
    // Whoever is first must be one who can give roles.
    first_account(cli, &app).await?.iter().for_each(output::note);
    let it = Desk { cli, office: &office, app: &app };
    match command {
        Accounts::List => it.list().await?,
        Accounts::Add { name, display, role, over } => it.add(name, display, *role, over).await?,
        Accounts::Role { name, role, over, reason } => {
            let new = it.held(name, *role, over)?;
            let act = access::give_roles(&app, &office.by, &[new], reason).await?;
            it.said(name, Some(&act));
        }
        Accounts::EndRole { name, role, unit, on, reason } => {
            let on = on.unwrap_or_else(|| office.clock.today());
            let grant = it.grant(name, *role, unit.as_deref(), on).await?;
            let act = access::take_role(&app, &office.by, grant.fact.id, on, reason).await?;
            it.said(name, Some(&act));
        }
        Accounts::Link { name, subject, .. } => {
            access::link_account(&app, &office.by, name, subject).await?;
            it.said(name, None);
        }
        Accounts::Unlink { name, subject } => {
            it.unlink(name, subject).await?;
            it.said(name, None);
        }
        Accounts::NoSecondStep { name } => {
            access::take_second_step(&app, &office.by, name).await?;
            it.said(name, None);
        }
        Accounts::Close { name } => {
            access::disable_account(&app, &office.by, name).await?;
            it.said(name, None);
        }
        Accounts::Reopen { name } => {
            access::enable_account(&app, &office.by, name).await?;
            it.said(name, None);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The provider a link is made with. Nothing is asked of it: what is needed is its name.
fn provider(command: &Accounts) -> anyhow::Result<Option<ProviderSettings>> {
    let Accounts::Link { oidc_issuer, .. } = command else { return Ok(None) };
    let (issuer, client) = (oidc_issuer.clone(), "nhanluc".to_owned());
    let settings = ProviderSettings { issuer, client, secret: None };
    anyhow::ensure!(settings.is_sound(), "--oidc-issuer: https://… / an address over TLS");
    Ok(Some(settings))
}

struct Desk<'a> {
    cli: &'a Cli,
    office: &'a Office,
    app: &'a App,
}

impl Desk<'_> {
    fn is_json(&self) -> bool {
        self.cli.format == Format::Json
    }

    fn held<'r>(&self, name: &'r str, role: Role, over: &'r Over) -> anyhow::Result<NewRole<'r>> {
        let from = over.from.unwrap_or_else(|| self.office.clock.today());
        let to = over.to.map(Date::tomorrow).transpose()?;
        let valid = Interval::new(Some(from), to).context("--to: trước --from / before --from")?;
        let (unit, person) = (over.unit.as_deref(), over.person.as_deref());
        Ok(NewRole { account: name, role, unit, person, valid })
    }

    async fn add(
        &self,
        name: &str,
        display: &str,
        role: Option<Role>,
        over: &Over,
    ) -> anyhow::Result<()> {
        if role.is_none() && (over.unit.is_some() || over.person.is_some()) {
            bail!("--unit, --person: cần --role / need --role");
        }
        let role = role.map(|role| self.held(name, role, over)).transpose()?;
        let by = &self.office.by;
        let made = access::open_account(self.app, by, name, display, role.as_ref()).await?;
        let (name, password) = made;
        if self.is_json() {
            output::json(&json!({"account": name, "password": password}));
        } else {
            output::line(format!("Tài khoản / account: {name}"));
            output::line(format!("Mật khẩu / password: {password}"));
        }
        Ok(())
    }

    async fn unlink(&self, name: &str, subject: &str) -> anyhow::Result<()> {
        let mut tx = self.office.db.read().await?;
        let account = access::account(&mut tx, name).await?;
        let account = account.with_context(|| format!("there is no account {name}"))?;
        let links = access::links(&mut tx, account.id).await?;
        drop(tx);
        let link = links.iter().find(|link| link.subject == subject);
        let link = link.with_context(|| format!("{name} is not linked to {subject}"))?;
        access::unlink_account(self.app, &self.office.by, name, link.id).await?;
        Ok(())
    }

    async fn roles(&self) -> anyhow::Result<(Vec<Account>, Vec<Held<Grant>>, Vec<Unit>)> {
        let mut tx = self.office.db.read().await?;
        let accounts = access::accounts(&mut tx, &self.office.by).await?;
        let roles = access::roles(&mut tx, &self.office.by).await?;
        Ok((accounts, roles, self.app.units(&mut tx).await?))
    }

    /// The one role of an account that still holds on a day or after it.
    async fn grant(
        &self,
        name: &str,
        role: Role,
        unit: Option<&str>,
        on: Date,
    ) -> anyhow::Result<Held<Grant>> {
        let (accounts, roles, units) = self.roles().await?;
        let account = accounts.iter().find(|a| a.name == name);
        let account = account.with_context(|| format!("there is no account {name}"))?;
        let fits = |held: &Held<Grant>| {
            held.fact.account == account.id
                && held.fact.role == role
                && held.valid.to.is_none_or(|to| to > on)
                && unit.is_none_or(|code| unit_code(&units, &held.fact) == Some(code))
        };
        let mut found = roles.into_iter().filter(fits);
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => bail!("{name} does not hold the role {}", role.code()),
            _ => bail!("{name} holds the role {} several times: say for which unit", role.code()),
        }
    }

    async fn list(&self) -> anyhow::Result<()> {
        let (accounts, roles, units) = self.roles().await?;
        let of = |account: &Account| -> Vec<Json> {
            let own = roles.iter().filter(|held| held.fact.account == account.id);
            own.map(|held| role_json(held, &units)).collect()
        };
        if self.is_json() {
            let all = accounts.iter().map(|account| {
                json!({
                    "name": account.name,
                    "display": account.full_name,
                    "made_at": account.created_at.to_string(),
                    "closed_at": account.disabled_at.map(|at| at.to_string()),
                    "roles": of(account),
                })
            });
            output::json(&Json::Array(all.collect()));
            return Ok(());
        }
        let rows: Vec<Vec<String>> = accounts
            .iter()
            .map(|account| {
                let held: Vec<String> = of(account).iter().map(role_text).collect();
                let closed = account.disabled_at.map(|at| at.to_string()).unwrap_or_default();
                vec![account.name.clone(), account.full_name.clone(), held.join("; "), closed]
            })
            .collect();
        output::table(&["Tài khoản", "Tên hiển thị", "Vai trò", "Đóng lúc"], &rows);
        Ok(())
    }

    fn said(&self, name: &str, act: Option<&Receipt>) {
        if self.is_json() {
            output::json(&json!({"account": name, "act": act}));
        } else if act.is_some() {
            super::areas::said(act);
        } else {
            output::line(name);
        }
    }
}

fn unit_code<'u>(units: &'u [Unit], grant: &Grant) -> Option<&'u str> {
    units.iter().find(|unit| Some(unit.id) == grant.unit).map(|unit| unit.code.as_str())
}

fn role_json(held: &Held<Grant>, units: &[Unit]) -> Json {
    let last = held.valid.to.and_then(|day| day.yesterday().ok());
    json!({
        "role": held.fact.role.code(),
        "unit": unit_code(units, &held.fact),
        "person": held.fact.person,
        "from": held.valid.from.map(|day| day.to_string()),
        "to": last.map(|day| day.to_string()),
    })
}

/// `reporting T.A 2026-01-01–`
fn role_text(role: &Json) -> String {
    let text = |key: &str| role[key].as_str().unwrap_or_default();
    let days = match (text("from"), text("to")) {
        ("", "") => String::new(),
        (from, to) => format!("{from}–{to}"),
    };
    [text("role"), text("unit"), &days].iter().filter(|part| !part.is_empty()).fold(
        String::new(),
        |all, part| {
            if all.is_empty() { (*part).to_owned() } else { format!("{all} {part}") }
        },
    )
}
