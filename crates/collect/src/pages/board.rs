//! `/thu-thap/{campaign}`: how every office stands: counts first, what is missing on top.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::folding;
use ui::{
    Button, Cell, Column, Component as _, Empty, Errors, Field, Filter, Form, Html, Notice, Page,
    Problem, Summary, Table, TableQuery, Tone, Ui,
};

use super::{
    CAMPAIGNS, Room, campaign_page, fail::fail, given::Given, heading, link, moment::Moment,
    office::LOCKING, paragraph, submission_page, words,
};
use crate::{
    figures::{self, Board, BoardLine},
    model::{Campaign, CampaignId, CampaignState},
    rules::{self, ALL_STANDINGS, Standing},
    store as sql,
};

/// What was typed into a form of the page, and what is wrong with it.
type Sent<'a> = (&'a Given, &'a Errors);

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: CampaignId = id.parse().map_err(|_| Problem::not_found())?;
    show(&app, &signed, ui, id, &Given::default(), &Errors::default()).await
}

/// The board, with what was typed into its forms and what is wrong with that.
pub(super) async fn show(
    app: &App,
    signed: &Signed,
    ui: Ui,
    id: CampaignId,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeCampaigns)?;
    let mut moment = Moment::open(app, &ui).await?;
    let campaign = figures::campaign(&mut moment.tx, moment.at, id).await.map_err(fail)?;
    let campaign = campaign.ok_or_else(Problem::not_found)?;
    let board = app.room::<Room>().board(&mut moment.tx, moment.at, campaign).await;
    let board = board.map_err(fail)?;
    let orgs = app.room::<Room>().orgs(&mut moment.tx, moment.at.known_at).await.map_err(fail)?;
    let whole = board.lines.iter().all(|l| signed.actor.may_at(Right::RunCampaigns, l.org.0));
    let board = board.seen_by(&signed.actor);
    let asked = TableQuery::read(&ui, &["code", "name", "due", "sent"]);
    let table = offices(&ui, &board, &asked);
    if let Some(file) = ui::export::answer(&ui, &asked, &board.campaign.name, &table) {
        return Ok(file);
    }
    let reminded = sql::last_reminded(&mut moment.tx, id).await.map_err(fail)?;
    let ended = board.ended(&orgs);
    let known = moment.at.known_at;
    let kinds = figures::kind_names(&mut moment.tx, known).await.map_err(fail)?;
    let kind = words::kind(&ui, &board.campaign.kind, &kinds);
    let mut body = summary(&ui, &board, kind, reminded.map(|(at, _)| at)).html(&ui);
    let runs = moment.is_now() && signed.actor.may(Right::RunCampaigns);
    let open = board.campaign.state == CampaignState::Open;
    if open && !ended.is_empty() {
        body.push(&gone(&ui, &board, &ended, runs));
    }
    if let Some(said) = unlocked(&ui, &board, runs, (given, errors)) {
        body.push(&said);
    }
    if board.campaign.state == CampaignState::Withdrawn {
        body.push(&withdrawn(&ui, &mut moment, id).await?);
    } else {
        body.push(&groups(&ui, &board).html(&ui));
        body.push(&table.html(&ui));
    }
    if runs {
        body.push(&verbs(&ui, &board, whole, (given, errors)).on_screen());
    }
    let page = Page::new(board.campaign.name.clone())
        .lead(ui.t("collect-board-lead"))
        .errors(errors)
        .crumb(ui.t("collect-campaigns"), CAMPAIGNS);
    Ok(moment.dated(page).respond(&ui, &body))
}

/// Nobody owes anything any more: why, and by which act.
async fn withdrawn(ui: &Ui, moment: &mut Moment<'_>, id: CampaignId) -> Result<Html, Problem> {
    let known = moment.at.known_at;
    let act = figures::withdrawn_by(&mut moment.tx, known, id).await.map_err(fail)?;
    let said = Notice::new(Tone::Info, ui.t("collect-withdrawn"));
    let said = match act {
        Some(act) => said.more(link(ui, &act.reason, &format!("/quyet-dinh/{}", act.seq))),
        None => said,
    };
    Ok(said.html(ui))
}

/// Offices that are no more and owe: what they owe is to be passed on.
fn gone(ui: &Ui, board: &Board, ended: &[&BoardLine], runs: bool) -> Html {
    let names: Vec<&str> = ended.iter().map(|line| &line.name[..]).collect();
    let n = i64::try_from(ended.len()).unwrap_or(i64::MAX);
    let mut more = paragraph(&names.join(", "));
    if runs {
        let form = Form::post(format!("{}/chuyen-giao", campaign_page(board.campaign.id)))
            .button(Button::submit(ui.t("collect-pass-on")));
        more.push(&form.html(ui));
    }
    let said = ui.f("collect-gone", &[("n", n.into())]);
    Notice::new(Tone::Doubt, said).more(more).html(ui)
}

/// Sheets of a locked campaign that are not: those that were corrected or came late and were
/// accepted are locked again with one button, the others are on their way.
fn unlocked(ui: &Ui, board: &Board, runs: bool, (given, errors): Sent) -> Option<Html> {
    let state = board.campaign.state;
    let open = |l: &&BoardLine| rules::is_unlocked(state, l.standing, l.round);
    let all: Vec<&BoardLine> = board.lines.iter().filter(open).collect();
    let accepted = all.iter().filter(|l| l.standing == Standing::Accepted).count();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
    if all.is_empty() {
        return None;
    }
    let names: Vec<&str> = all.iter().map(|line| &line.name[..]).collect();
    let mut more = paragraph(&names.join(", "));
    if accepted > 0 && runs {
        let form = Form::post(format!("{}/khoa-da-nhan", campaign_page(board.campaign.id)))
            .field(
                Field::text(LOCKING, ui.t("collect-lock-again-reason"))
                    .value(given.line(LOCKING))
                    .longest(500)
                    .required()
                    .from(errors),
            )
            .button(Button::submit(ui.f("collect-lock-again-all", &[("n", count(accepted))])));
        more.push(&form.html(ui));
    }
    let said = ui.f("collect-unlocked", &[("n", count(all.len()))]);
    Some(Notice::new(Tone::Doubt, said).more(more).html(ui))
}

fn summary(ui: &Ui, board: &Board, kind: ui::Text, reminded: Option<kernel::Timestamp>) -> Summary {
    let campaign = &board.campaign;
    Summary::new()
        .line(ui.t("collect-col-kind"), kind)
        .line(ui.t("collect-col-as-of"), ui.date(campaign.as_of))
        .line(ui.t("collect-col-due"), ui.date(campaign.due_on))
        .line_html(ui.t("collect-col-state"), words::campaign(ui, campaign).html(ui))
        .line(ui.t("collect-reminded"), reminded.map(|at| ui.time(at)).unwrap_or_default())
}

/// What offices are counted by: the office above them, or their kind.
fn by_parent(ui: &Ui) -> bool {
    ui.query().get("theo") == Some("cap-tren")
}

fn group_of(ui: &Ui, line: &BoardLine) -> String {
    if by_parent(ui) { line.parent.clone() } else { line.kind.clone() }
}

fn group_name(ui: &Ui, group: &str) -> ui::Text {
    match group {
        "" if by_parent(ui) => ui.t("collect-no-parent"),
        _ if by_parent(ui) => group.to_owned().into(),
        _ => words::kind_of_office(ui, group),
    }
}

/// In addresses, the group of offices that stand under none.
const NAMELESS: &str = "-";

/// Counts by group: each leads to its offices.
fn groups(ui: &Ui, board: &Board) -> Table {
    let mut counts: BTreeMap<String, BTreeMap<Standing, i64>> = BTreeMap::new();
    for line in &board.lines {
        let group = counts.entry(group_of(ui, line)).or_default();
        *group.entry(line.standing).or_default() += 1;
    }
    let mut columns = vec![Column::new("group", ui.t("collect-col-group")).head()];
    let standing = |s: Standing| Column::new(s.as_str(), words::standing(ui, s)).number();
    columns.extend(ALL_STANDINGS.map(standing));
    columns.push(Column::new("all", ui.t("collect-col-all")).number());
    let by = Filter::new(ui.t("collect-group-by"), "theo")
        .choice("loai", ui.t("collect-by-kind"), None)
        .choice("cap-tren", ui.t("collect-by-parent"), None);
    let mut table = Table::new("theo-nhom", ui.t("collect-by-group"), columns).filter(by);
    let here = |group: Option<&str>, s: Option<Standing>| {
        let group = group.map(|group| if group.is_empty() { NAMELESS } else { group });
        let base = ui.query().clone().without(&["page", "xem", "nhom", "q", "format"]);
        let query = base.with("nhom", group).with("xem", s.map(Standing::as_str));
        format!("{}#don-vi", query.behind(ui.path()))
    };
    let cells = |group: Option<&str>, name: ui::Text, of: &BTreeMap<Standing, i64>| {
        let mut cells = vec![Cell::text(name).link(here(group, None))];
        for s in ALL_STANDINGS {
            let n = of.get(&s).copied().unwrap_or(0);
            let cell = Cell::count(n);
            cells.push(if n > 0 { cell.link(here(group, Some(s))) } else { cell });
        }
        cells.push(Cell::count(of.values().sum::<i64>()));
        cells
    };
    for (group, of) in &counts {
        table.push(cells(Some(group), group_name(ui, group), of));
    }
    table.total(cells(None, ui.t("collect-col-all"), &board.counts()))
}

/// Offices: what is missing first.
fn offices(ui: &Ui, board: &Board, asked: &TableQuery) -> Table {
    let wanted = ui.query().get("xem").and_then(Standing::parse);
    let group = ui.query().get("nhom").map(|group| if group == NAMELESS { "" } else { group });
    let words_asked = asked.q.as_deref().map(folding::fold);
    let mut lines: Vec<&BoardLine> = board
        .lines
        .iter()
        .filter(|l| wanted.is_none_or(|w| l.standing == w))
        .filter(|l| group.is_none_or(|g| group_of(ui, l) == g))
        .filter(|l| {
            let fits = |q: &String| folding::fold(&format!("{} {}", l.code, l.name)).contains(q);
            words_asked.as_ref().is_none_or(fits)
        })
        .collect();
    sort(&mut lines, asked);
    let columns = [
        Column::new("code", ui.t("collect-col-code")).sortable(),
        Column::new("name", ui.t("collect-col-office")).head().sortable(),
        Column::new("standing", ui.t("collect-col-standing")),
        Column::new("due", ui.t("collect-col-due")).sortable(),
        Column::new("sent", ui.t("collect-col-sent")).sortable(),
        Column::new("reopened", ui.t("collect-col-reopened")).number(),
        Column::new("page", ui.t("collect-col-submission")),
    ];
    let filter =
        ALL_STANDINGS.iter().fold(Filter::new(ui.t("collect-col-standing"), "xem"), |filter, s| {
            let n = board.lines.iter().filter(|l| l.standing == *s).count();
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            filter.choice(s.as_str(), words::standing(ui, *s), Some(n))
        });
    let mut table = Table::new("don-vi", ui.t("collect-board-offices"), columns)
        .asked(asked)
        .of_total(lines.len() as u64)
        .filter(filter)
        .search(ui.t("collect-find-office"))
        .exported()
        .empty(
            Empty::new(ui.t("collect-board-none"))
                .next(ui.t("collect-see-all"), campaign_page(board.campaign.id)),
        );
    let skipped = asked.limit().map_or(0, |_| usize::try_from(asked.offset()).unwrap_or(0));
    let taken = asked.limit().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    for line in lines.into_iter().skip(skipped).take(taken) {
        table.push_toned(words::tone(line.standing), row(ui, &board.campaign, line));
    }
    table
}

fn sort(lines: &mut [&BoardLine], asked: &TableQuery) {
    match asked.sort.as_ref().map(|s| s.key.as_str()) {
        Some("code") => {}
        Some("name") => lines.sort_by_key(|l| folding::fold(&l.name)),
        Some("due") => lines.sort_by_key(|l| l.due_on),
        Some("sent") => lines.sort_by_key(|l| l.sent_on),
        _ => lines.sort_by_key(|l| l.standing),
    }
    if asked.sort.as_ref().is_some_and(|s| s.descending) {
        lines.reverse();
    }
}

fn standing(ui: &Ui, campaign: &Campaign, line: &BoardLine) -> Cell {
    let cell = Cell::tag(words::tag(ui, line.standing));
    if rules::is_unlocked(campaign.state, line.standing, line.round) {
        let again = line.round > 1;
        let why = if again { "collect-unlocked-again" } else { "collect-unlocked-accepted" };
        return cell.note(ui.t(why));
    }
    match (line.standing, line.heirs.join(", ")) {
        (Standing::Passed, heirs) if heirs.is_empty() => cell.note(ui.t("collect-passed-lost")),
        (Standing::Passed, heirs) => {
            cell.note(ui.f("collect-passed-to", &[("heirs", heirs.as_str().into())]))
        }
        _ if line.no_rows => cell.note(ui.t("collect-no-rows-note")),
        _ => cell,
    }
}

fn row(ui: &Ui, campaign: &Campaign, line: &BoardLine) -> [Cell; 7] {
    let sent = Cell::date_or_blank(line.sent_on);
    let sent = if line.sent_late { sent.note(ui.t("collect-sent-late")) } else { sent };
    let reopened = match line.round {
        0 => Cell::blank(),
        round => Cell::count(round - 1),
    };
    [
        Cell::text(line.code.clone()),
        Cell::text(line.name.clone()).link(format!("/don-vi/{}", ui::segment(&line.code))),
        standing(ui, campaign, line),
        Cell::date(line.due_on),
        sent,
        reopened,
        Cell::text(ui.t("collect-see-submission")).link(submission_page(campaign.id, &line.code)),
    ]
}

/// A campaign that was opened by mistake is taken back, as long as nothing of it was entered.
fn withdrawing(ui: &Ui, board: &Board, (given, errors): Sent) -> Html {
    let entered =
        |l: &BoardLine| l.round > 1 || matches!(l.standing, Standing::Accepted | Standing::Locked);
    if board.lines.iter().any(entered) {
        return Html::default();
    }
    let here = campaign_page(board.campaign.id);
    let form = Form::post(format!("{here}/rut"))
        .field(
            Field::text("vi_sao", ui.t("collect-withdraw-reason"))
                .hint(ui.t("collect-withdraw-hint"))
                .value(given.line("vi_sao"))
                .longest(500)
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("collect-withdraw")).danger());
    form.html(ui)
}

/// `whole`: whether the reader runs the campaign for every office that owes.
fn verbs(ui: &Ui, board: &Board, whole: bool, form: Sent) -> Html {
    // What stands open in a locked campaign is locked where that is said.
    if board.campaign.state != CampaignState::Open {
        return Html::default();
    }
    let here = campaign_page(board.campaign.id);
    let mut out = Html::default();
    let counts = board.counts();
    if counts.keys().any(|s| s.is_owed()) {
        let remind = Form::post(format!("{here}/nhac"))
            .button(Button::submit(ui.t("collect-remind-now")).quiet());
        out.push(&remind.html(ui));
    }
    if counts.get(&Standing::Accepted).is_some_and(|n| *n > 0) {
        let lock = Form::post(format!("{here}/khoa-da-nhan"))
            .button(Button::submit(ui.t("collect-lock-accepted")).quiet());
        out.push(&lock.html(ui));
    }
    if whole {
        let lock = Form::post(format!("{here}/khoa"))
            .field(
                Field::text("ly_do", ui.t("collect-lock-reason"))
                    .hint(ui.t("collect-lock-hint"))
                    .longest(500),
            )
            .button(Button::submit(ui.t("collect-lock-campaign")).danger());
        out.push(&lock.html(ui));
        out.push(&withdrawing(ui, board, form));
    }
    // Where nothing can be done nothing is said of it.
    if out.is_empty() {
        return out;
    }
    let mut whole = heading("viec", &ui.t("collect-verbs"));
    whole.push(&out);
    whole
}
