//! `/nguoi-dung`: everyone who can sign in, or could.

use axum::{extract::State, response::Response};
use kernel::folding;
use ledger::Held;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Tag,
    Tone, Ui, export,
};

use super::{HERE, page_of, words};
use crate::{Account, App, Grant, Right, Unit, figures, web::Signed};

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
) -> Result<Response, Problem> {
    let query = TableQuery::read(&ui, &["name", "full-name", "made"]);
    let mut tx = app.db.read().await.map_err(|e| Problem::internal(&e))?;
    let mut accounts = figures::accounts(&mut tx, &signed.actor).await?;
    let roles = figures::roles(&mut tx, &signed.actor).await?;
    let units = app.units(&mut tx).await.map_err(|e| Problem::internal(&e))?;
    drop(tx);
    if let Some(search) = &query.q {
        let search = folding::plain(search);
        accounts
            .retain(|a| folding::plain(&format!("{} {}", a.name, a.full_name)).contains(&search));
    }
    sort(&mut accounts, &query);
    let total = u64::try_from(accounts.len()).unwrap_or_default();
    let page = accounts.iter().skip(usize::try_from(query.offset()).unwrap_or_default());
    let most = query.limit().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let told = Told { ui: &ui, app: &app, roles: &roles, units: &units };
    let table = told
        .table()
        .rows(page.take(most).map(|account| told.row(account)))
        .asked(&query)
        .search(ui.t("access-users-search"))
        .of_total(total)
        .exported();
    if let Some(file) = export::answer(&ui, &query, &ui.t("access-users"), &table) {
        return Ok(file);
    }
    let mut page = Page::new(ui.t("access-users")).lead(ui.t("access-users-lead"));
    if signed.actor.may_all(Right::Accounts) {
        let new = Button::link(ui.t("access-user-new"), format!("{HERE}/moi"));
        page = page.actions(Buttons::new([new]).html(&ui));
    }
    Ok(page.respond(&ui, &table.html(&ui)))
}

fn sort(accounts: &mut [Account], query: &TableQuery) {
    let key = query.sort.as_ref().map(|sort| sort.key.as_str());
    match key {
        Some("full-name") => accounts.sort_by_cached_key(|a| kernel::names::sort_key(&a.full_name)),
        Some("made") => accounts.sort_by_key(|a| a.created_at),
        _ => accounts.sort_by(|a, b| a.name.cmp(&b.name)),
    }
    if query.sort.as_ref().is_some_and(|sort| sort.descending) {
        accounts.reverse();
    }
}

struct Told<'a> {
    ui: &'a Ui,
    app: &'a App,
    roles: &'a [Held<Grant>],
    units: &'a [Unit],
}

impl Told<'_> {
    fn table(&self) -> Table {
        let ui = self.ui;
        let columns = [
            Column::new("name", ui.t("access-account-name")).head().sortable(),
            Column::new("full-name", ui.t("access-full-name")).sortable(),
            Column::new("roles", ui.t("access-roles")),
            Column::new("state", ui.t("access-user-state")),
            Column::new("made", ui.t("access-user-made")).sortable(),
        ];
        Table::new("users", ui.t("access-users"), columns)
            .caption_hidden()
            .empty(Empty::new(ui.t("access-users-none")))
    }

    fn row(&self, account: &Account) -> [Cell; 5] {
        let ui = self.ui;
        let today = self.app.clock.today();
        let held = self.roles.iter().filter(|held| held.fact.account == account.id);
        let now: Vec<String> = held
            .filter(|held| held.valid.contains(today))
            .map(|held| {
                let (role, unit) =
                    (words::role(ui, held.fact.role), words::unit(ui, &held.fact, self.units));
                format!("{role}: {unit}")
            })
            .collect();
        let state = match account.disabled_at {
            Some(_) => Tag::new(Tone::Doubt, ui.t("access-user-closed")),
            None if now.is_empty() => Tag::new(Tone::Doubt, ui.t("access-user-no-role")),
            None => Tag::new(Tone::Good, ui.t("access-user-open")),
        };
        [
            Cell::text(account.name.clone()).link(page_of(&account.name)),
            Cell::text(account.full_name.clone()),
            Cell::text(now.join("; ")),
            Cell::tag(state),
            Cell::text(ui.time(account.created_at)),
        ]
    }
}
