//! `/to-cong-nghe/{id}`: one team, and who is in it.

use access::{App, Read, Right, Signed, log_read};
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use ledger::Held;
use registry::{
    Error,
    pages::kit::{Moment, Place, birth, birth_year, links, purpose, section, span},
};
use serde::Deserialize;
use ui::{
    Button, Cell, Column, Component as _, Empty, Errors, Figure, Figures, Html, Notice, Page,
    Problem, Summary, Table, TableQuery, Tag, Tone, Ui, export, format,
};

use super::{CONTACT, TEAMS, team_page};
use crate::{
    figures,
    model::{Member, Team, TeamId},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let held = find(&mut moment, &id).await?;
    let query = TableQuery::read(&ui, &[]);
    if query.format.is_some() {
        let all = figures::members(&mut moment.tx, moment.by, moment.as_of, &held.fact).await?;
        let name = held.fact.village.clone();
        return export::answer(&ui, &query, &name, &table(&ui, &query, &all, false))
            .ok_or_else(Problem::not_found);
    }
    show(&mut moment, &held, false, &Errors::default()).await
}

#[derive(Debug, Deserialize)]
pub(super) struct Opening {
    #[serde(default)]
    muc_dich: String,
}

/// Shows phones and births, once a purpose is given and noted.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    Form(form): Form<Opening>,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let held = find(&mut moment, &id).await?;
    let team = &held.fact;
    if !opens(&moment, team) {
        return Err(access::Refused(Right::OpenPersonal).into());
    }
    let purpose = match purpose::read(&ui, &form.muc_dich) {
        Ok(purpose) => purpose,
        Err(errors) => return show(&mut moment, &held, false, &errors).await,
    };
    let all = figures::members(&mut moment.tx, moment.by, moment.as_of, team).await?;
    let page = team_page(team.id);
    let people = u64::try_from(all.len()).unwrap_or(0);
    let read = Read { people, ..Read::of(CONTACT, team.id.0, &page).because(&purpose) };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    log_read(&app, &mut tx, &signed.actor, &read).await.map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    show(&mut moment, &held, true, &Errors::default()).await
}

/// Who keeps teams calls their members; others need the right to open what is masked.
fn opens(moment: &Moment<'_>, team: &Team) -> bool {
    let rights = [Right::KeepTeams, Right::OpenPersonal];
    figures::sees(moment.by, team.org)
        && rights.into_iter().any(|right| moment.by.may_at(right, team.org.0))
}

async fn find(moment: &mut Moment<'_>, id: &str) -> Result<Held<Team>, Problem> {
    let id: TeamId = id.parse().map_err(|_| Problem::not_found())?;
    let found = figures::team(&mut moment.tx, moment.as_of, id).await.map_err(Error::from)?;
    found.ok_or_else(Problem::not_found)
}

async fn show(
    moment: &mut Moment<'_>,
    held: &Held<Team>,
    opened: bool,
    errors: &Errors,
) -> Result<Response, Problem> {
    let (ui, team) = (moment.ui, &held.fact);
    let query = TableQuery::read(ui, &[]);
    let lines = figures::lines(&mut moment.tx, moment.as_of).await?;
    let line = lines.iter().find_map(|l| l.team.as_ref().filter(|t| t.id == team.id));
    let (members, trained) = line.map_or((0, 0), |t| (t.members, t.trained));
    let offices = moment.offices().await?;
    let place = Place::of(&offices.orgs, team.org, moment.as_of.valid_on, moment.map);
    let mut body = headline(moment, members, trained).html(ui);
    body.push(&section("thong-tin", &ui.t("community-about"), &summary(ui, held, place).html(ui)));
    let seen = figures::sees(moment.by, team.org);
    let list = if seen {
        let all = figures::members(&mut moment.tx, moment.by, moment.as_of, team).await?;
        let mut list = Html::default();
        let masked = all.iter().any(|m| m.phone.is_some() || m.birth.is_some());
        if masked && !opened && opens(moment, team) {
            list.push(&opening(ui, team.id, errors));
        }
        list.push(&table(ui, &query, &all, opened).html(ui));
        list
    } else {
        Empty::new(ui.t("community-not-yours")).html(ui)
    };
    body.push(&section("thanh-vien", &ui.t("community-members"), &list));
    let mut page = Page::new(ui.f("community-team", &[("village", team.village.as_str().into())]))
        .crumb(ui.t("community-teams"), TEAMS)
        .errors(errors);
    if !held.valid.contains(moment.as_of.valid_on) {
        let said = ui.f("community-not-then", &[("span", span(ui, held.valid).as_ref().into())]);
        page = page.notice(Notice::new(Tone::Doubt, said));
    }
    if opened {
        page = page.notice(Notice::new(Tone::Info, ui.t("community-opened")));
    }
    Ok(moment.dated(page).await?.respond(ui, &body))
}

fn headline(moment: &Moment<'_>, members: i64, trained: i64) -> Figures {
    let ui = moment.ui;
    let figure = |label, n, definition| {
        let mut defined = links::paragraph(&ui.t(definition));
        defined.push(&moment.inputs_of(&ui.t("community-inputs")));
        Figure::new(ui.t(label), n)
            .unit(ui.t("community-unit-people"))
            .definition(defined)
            .rows("#nguoi")
    };
    Figures::new([
        figure("community-fig-members", members, "community-fig-members-def"),
        figure("community-fig-trained", trained, "community-fig-trained-def"),
    ])
}

fn summary(ui: &Ui, held: &Held<Team>, place: Option<Place>) -> Summary {
    let team = &held.fact;
    let commune = place.map(|place| links::html(ui, &place.name, &place.href));
    let decided = team.decision_on.map(format::date).unwrap_or_default();
    let mut summary = Summary::new()
        .line(ui.t("community-col-village"), team.village.clone())
        .line_html(ui.t("community-col-commune"), commune.unwrap_or_default())
        .line(ui.t("community-col-decision"), team.decision_no.clone().unwrap_or_default())
        .line(ui.t("community-decided-on"), decided)
        .line(ui.t("community-stands"), span(ui, held.valid));
    if let Some(source) = &team.source {
        let name = links::source_name(ui, source);
        let link = links::html(ui, &name, &links::source(source));
        summary = summary.line_html(ui.t("community-source"), link);
    }
    summary
}

fn opening(ui: &Ui, id: TeamId, errors: &Errors) -> Html {
    let open = if errors.is_empty() { "" } else { " open" };
    let form = ui::Form::post(ui.link(&format!("{}/mo", team_page(id))).into_owned())
        .field(purpose::field(ui, errors))
        .button(Button::submit(ui.t("community-open")));
    let mut html = Html::trusted(format!(
        "<details id=\"mo\"{open}><summary>{}</summary><p>{}</p>",
        Html::text(&ui.t("community-open")),
        Html::text(&ui.t("community-open-explained")),
    ));
    html.push(&form.html(ui));
    html.push(&Html::trusted("</details>"));
    html
}

fn table(ui: &Ui, query: &TableQuery, members: &[Member], opened: bool) -> Table {
    let columns = [
        Column::new("name", ui.t("community-col-name")).head(),
        Column::new("role", ui.t("community-col-role")),
        Column::new("organisation", ui.t("community-col-organisation")),
        Column::new("trained", ui.t("community-col-training")),
        Column::new("birth", ui.t("community-col-birth")).number(),
        Column::new("phone", ui.t("community-col-phone")),
    ];
    let mut table = Table::new("nguoi", ui.t("community-members"), columns)
        .caption_hidden()
        .asked(query)
        .exported()
        .empty(Empty::new(ui.t("community-no-members")));
    for member in members {
        table.push(cells(ui, member, opened));
    }
    table
}

fn cells(ui: &Ui, member: &Member, opened: bool) -> [Cell; 6] {
    let name = member.full_name.clone();
    let born = member.birth.map(|b| b.to_string());
    let born = match (opened, &born) {
        (true, Some(born)) => birth(born).into(),
        _ => birth_year(born.as_deref()),
    };
    let phone = member.phone.clone().unwrap_or_default();
    let phone = if opened || phone.is_empty() { phone } else { format::mask_phone(&phone) };
    let (tone, word) = if member.trained {
        (Tone::Good, "community-trained")
    } else {
        (Tone::Doubt, "community-not-trained")
    };
    [
        Cell::text(name.map_or_else(|| ui.t("community-erased"), Into::into)),
        Cell::text(member.role.clone().unwrap_or_default()),
        Cell::text(member.organisation.clone().unwrap_or_default()),
        Cell::tag(Tag::new(tone, ui.t(word))),
        Cell::text(born),
        Cell::text(phone),
    ]
}
