//! `/thu-thap/{campaign}/{office}`: what an office sends: files, where it stands, what was said,
//! what can be done now.

use std::collections::{BTreeMap, BTreeSet};

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use intake::{
    acts::{batch, may_look},
    model::{Batch, BatchState},
    pages::{batch_page, blank_form, changes_page, file_field, form_page},
};
use kernel::Date;
use registry::model::{OrgId, Organisation};
use ui::{
    Button, Buttons, Component as _, Errors, Event, Field, Form, Html, Notice, Page, Problem,
    Summary, Timeline, Tone, Ui,
};

use super::{
    CAMPAIGNS, OWED, Room, campaign_page, fail::fail, heading, link, paragraph, submission_page,
    words,
};
use crate::{
    figures::{self, OfOffice},
    model::{CampaignId, CampaignState, Remark, State as Stands},
    rules::{self, Standing, Step},
    store as sql,
};

/// Why a sheet is locked again.
pub(super) const LOCKING: &str = "vi_sao_khoa";

/// One office in one campaign, for a page.
pub(super) struct There {
    pub(super) office: Organisation,
    pub(super) case: OfOffice,
    pub(super) batch: Option<Batch>,
    /// How many rows it had when it was sent.
    rows: Option<i64>,
    /// What described kinds of sheet are called.
    kinds: BTreeMap<String, String>,
    /// Whether sheets of that kind are still taken in.
    in_use: bool,
    /// What the offices are called that somebody stood for.
    names: BTreeMap<OrgId, String>,
    /// The offices that owe in its place, and those in whose place it owes.
    heirs: Vec<Organisation>,
    before: Vec<Organisation>,
}

impl There {
    /// Finds it by the address; refused to who has nothing to do with the office.
    pub(super) async fn find(
        app: &App,
        signed: &Signed,
        (campaign, code): (&str, &str),
    ) -> Result<Self, Problem> {
        let id: CampaignId = campaign.parse().map_err(|_| Problem::not_found())?;
        let mut tx = app.db.read().await.map_err(fail)?;
        let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let orgs = app.room::<Room>().orgs(&mut tx, known).await.map_err(fail)?;
        let found = orgs.codes().find(|(_, c)| *c == code).map(|(org, _)| org);
        let org = found.ok_or_else(Problem::not_found)?;
        let office = orgs.latest(org).ok_or_else(Problem::not_found)?.clone();
        let at = (known, app.clock.today());
        let case = figures::of_office(&mut tx, &signed.actor, at, (id, org)).await?;
        let case = case.ok_or_else(Problem::not_found)?;
        let kept = case.submission.as_ref().and_then(|s| s.batch);
        let (batch, rows) = match kept {
            Some(id) => {
                let rows = sql::sent_rows(&mut tx, known, id).await.map_err(fail)?;
                (batch(&mut tx, id).await.map_err(fail)?, rows)
            }
            None => (None, None),
        };
        let named = |of: &BTreeSet<OrgId>| {
            of.iter().filter_map(|org| orgs.latest(*org).cloned()).collect::<Vec<_>>()
        };
        let heirs = case.heirs.as_ref().map(named).unwrap_or_default();
        let before = named(&case.before);
        let kinds = figures::kind_names(&mut tx, known).await.map_err(fail)?;
        let all = figures::kinds(&mut tx, known).await.map_err(fail)?;
        let in_use = all.contains(&case.campaign.kind);
        let units = case.steps.iter().filter_map(|step| step.author.as_ref()?.unit);
        let names = units.filter_map(|unit| {
            let office = orgs.latest(OrgId(unit))?;
            Some((office.id, office.name.clone()))
        });
        let names = names.collect();
        Ok(Self { office, case, batch, rows, kinds, in_use, names, heirs, before })
    }

    pub(super) fn page(&self) -> String {
        submission_page(self.case.campaign.id, &self.office.code)
    }

    /// What the kind of sheet is called that is asked for.
    pub(super) fn kind(&self, ui: &Ui) -> String {
        self.kind_name(ui, &self.case.campaign.kind)
    }

    pub(super) fn kind_name(&self, ui: &Ui, code: &str) -> String {
        words::kind(ui, code, &self.kinds).into_owned()
    }

    fn state(&self) -> Option<Stands> {
        self.case.submission.as_ref().map(|s| s.state)
    }

    fn round(&self) -> i64 {
        self.case.submission.as_ref().map_or(1, |s| s.round)
    }

    /// Whether somebody may take a step, and it can be taken from here.
    fn can(&self, signed: &Signed, step: Step) -> bool {
        let may = |right| signed.actor.may_at(right, self.office.id.0);
        let allowed =
            may(rules::right(step)) || (step == Step::Correct && may(Right::RunCampaigns));
        allowed && self.is_owing() && rules::take(self.state(), step).is_some()
    }

    fn is_withdrawn(&self) -> bool {
        self.case.campaign.state == CampaignState::Withdrawn
    }

    /// Whether the office itself is asked: neither was the campaign withdrawn, nor do others owe
    /// in its place.
    fn is_owing(&self) -> bool {
        self.case.heirs.is_none() && !self.is_withdrawn()
    }

    /// Whether it was sent and nobody decided on it yet.
    pub(super) fn is_looked_through(&self) -> bool {
        self.is_owing() && self.state() == Some(Stands::Sent)
    }

    /// How many rows there are in what is out of the office's hands.
    fn sent_rows(&self) -> Option<i64> {
        let sent = matches!(self.state(), Some(Stands::Sent | Stands::Accepted | Stands::Locked));
        self.rows.filter(|_| sent)
    }

    /// Whether a file of it lost its bytes since it was put there.
    fn is_emptied(&self) -> bool {
        let open = |b: &&Batch| b.state == BatchState::Open;
        self.batch.as_ref().filter(open).is_some_and(|b| b.emptied().next().is_some())
    }

    /// Whether it came back to be mended and is still as it came back.
    fn is_untouched(&self) -> bool {
        let back = figures::came_back(&self.case.steps);
        let both = self.batch.as_ref().zip(back);
        both.is_some_and(|(batch, back)| rules::is_untouched(batch, (back.batch, back.at)))
    }

    /// Who took a step: their name, and the office they stood for.
    fn who(&self, step: &figures::Given) -> String {
        let Some(author) = &step.author else { return step.by.clone() };
        let office = author.unit.and_then(|unit| self.names.get(&OrgId(unit)));
        office.map_or_else(
            || author.full_name.clone(),
            |office| format!("{} ({office})", author.full_name),
        )
    }

    fn remarked(&self) -> i64 {
        i64::try_from(self.case.remarks.len()).unwrap_or(i64::MAX)
    }

    /// Whether it was the reader who sent it, in the office's place.
    fn sent_by(&self, signed: &Signed) -> bool {
        let sent = self.case.steps.iter().rev().find(|step| step.state == Stands::Sent);
        sent.is_some_and(|step| step.by == signed.actor.name())
    }

    /// Whether what was sent would change figures that are published.
    pub(super) fn is_foreseen(&self) -> bool {
        self.state() == Some(Stands::Sent) && self.needs_reason(Step::Accept)
    }

    fn standing(&self, today: Date) -> Standing {
        let sent = self.case.submission.as_ref().map(|s| (s.state, self.case.owed));
        match self.case.heirs {
            Some(_) => Standing::Passed,
            None => rules::standing(sent, self.case.due_on, today),
        }
    }

    /// Whether it stands open though its campaign is locked.
    fn is_unlocked(&self, today: Date) -> bool {
        let state = self.case.campaign.state;
        rules::is_unlocked(state, self.standing(today), self.round())
    }

    fn needs_reason(&self, step: Step) -> bool {
        rules::needs_reason(step, self.case.campaign.state, self.round())
    }
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    Ok(show(&app, &signed, &ui, &there, &Errors::default()))
}

pub(super) fn show(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    there: &There,
    errors: &Errors,
) -> Response {
    let case = &there.case;
    let mut body = summary(app, ui, there).html(ui);
    body.push(&remarks(ui, there));
    body.push(&files(signed, ui, there));
    body.push(&verbs(signed, ui, there, errors).on_screen());
    body.push(&earlier(ui, there));
    body.push(&history(ui, there));
    let title = format!("{} · {}", there.office.name, case.campaign.name);
    let mut page = Page::new(title).errors(errors);
    page = if signed.actor.may(Right::SeeCampaigns) {
        page.crumb(ui.t("collect-campaigns"), CAMPAIGNS)
            .crumb(case.campaign.name.clone(), campaign_page(case.campaign.id))
    } else {
        page.crumb(ui.t("collect-owed"), OWED)
    };
    if there.is_withdrawn() {
        page = page.notice(Notice::new(Tone::Info, ui.t("collect-withdrawn")));
    } else if there.case.heirs.is_some() {
        page = page.notice(passed(ui, there));
    } else if !there.before.is_empty() {
        let said = ui.t("collect-owes-for");
        page = page.notice(Notice::new(Tone::Info, said).more(offices(ui, there, &there.before)));
    }
    let today = app.clock.today();
    if there.is_unlocked(today) {
        page = page.notice(unlocked(ui, case));
    } else if rules::is_owed_after_lock(case.campaign.state, there.standing(today)) {
        let came_back = there.state() == Some(Stands::ToFix);
        let said = if came_back { "collect-locked-to-fix" } else { "collect-locked-owed" };
        page = page.notice(Notice::new(Tone::Doubt, ui.t(said)));
    }
    if there.is_owing() && there.state() == Some(Stands::ToFix) {
        page = page.notice(Notice::new(Tone::Doubt, ui.t("collect-to-fix-notice")));
    }
    if there.is_owing() && there.is_emptied() {
        page = page.notice(Notice::new(Tone::Bad, ui.t("collect-emptied-notice")));
    }
    if there.state() == Some(Stands::Sent) && there.rows == Some(0) {
        page = page.notice(Notice::new(Tone::Doubt, ui.t("collect-no-rows")));
    }
    page.respond(ui, &body)
}

/// The campaign is locked and this sheet is not: since which correction, or because it came later.
fn unlocked(ui: &Ui, case: &OfOffice) -> Notice {
    let corrected = case.steps.iter().rev().find(|step| step.kind == figures::CORRECT);
    let Some(step) = corrected else {
        return Notice::new(Tone::Doubt, ui.t("collect-unlocked-late"));
    };
    let said = ui.f("collect-unlocked-since", &[("at", ui.time(step.at).into())]);
    let why = link(ui, &step.reason, &format!("/quyet-dinh/{}", step.act));
    Notice::new(Tone::Doubt, said).more(why)
}

/// Others owe in its place, or nobody does.
fn passed(ui: &Ui, there: &There) -> Notice {
    if there.heirs.is_empty() {
        return Notice::new(Tone::Doubt, ui.t("collect-passed-nobody"));
    }
    let said = Notice::new(Tone::Info, ui.t("collect-passed-others"));
    said.more(offices(ui, there, &there.heirs))
}

/// Other offices of the campaign, each with its page there.
fn offices(ui: &Ui, there: &There, all: &[Organisation]) -> Html {
    let mut out = String::from("<ul>");
    for office in all {
        let page = submission_page(there.case.campaign.id, &office.code);
        out.push_str("<li>");
        out.push_str(link(ui, &office.name, &page).as_str());
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Html::trusted(out)
}

fn summary(app: &App, ui: &Ui, there: &There) -> Summary {
    let case = &there.case;
    let stands = if there.is_withdrawn() {
        words::campaign(ui, &case.campaign)
    } else {
        words::tag(ui, there.standing(app.clock.today()))
    };
    let sent_on = case.submission.as_ref().and_then(|s| s.sent_on);
    let late = case.submission.as_ref().is_some_and(|s| rules::was_late(s, case.due_on));
    let sent_on = sent_on.map(|d| {
        let day = ui.date(d);
        let day = if late { format!("{day} ({})", ui.t("collect-sent-late")) } else { day };
        match figures::sent_again(&case.steps) {
            Some(at) => {
                let again = ui.f("collect-sent-again", &[("at", ui.time(at).into())]);
                format!("{day}; {again}")
            }
            None => day,
        }
    });
    let summary = Summary::new()
        .line_html(ui.t("collect-col-standing"), stands.html(ui))
        .line(ui.t("collect-col-kind"), words::kind(ui, &case.campaign.kind, &there.kinds))
        .line(ui.t("collect-col-as-of"), ui.date(case.campaign.as_of))
        .line(ui.t("collect-col-due"), ui.date(case.due_on))
        .line(ui.t("collect-col-sent"), sent_on.unwrap_or_default())
        .line(ui.t("collect-col-sendings"), ui.n(figures::sendings(&case.steps)))
        .line(ui.t("collect-col-reopened"), ui.n(there.round() - 1))
        .line_html(
            ui.t("collect-col-office"),
            link(ui, &there.office.name, &format!("/don-vi/{}", ui::segment(&there.office.code))),
        );
    let summary = match there.sent_rows() {
        Some(rows) => summary.line(ui.t("collect-col-rows"), ui.n(rows)),
        None => summary,
    };
    // Why it comes late, or as it went back: read before it is looked through.
    match case.steps.last().filter(|s| s.state == Stands::Sent && !s.reason.is_empty()) {
        Some(step) => summary.line(ui.t("collect-col-said"), step.reason.clone()),
        None => summary,
    }
}

/// What is to be mended, cell by cell.
fn remarks(ui: &Ui, there: &There) -> Html {
    if there.case.remarks.is_empty() {
        return Html::default();
    }
    let mut html = heading("y-kien", &ui.t("collect-remarks"));
    html.push(&list(ui, &there.case.remarks, false));
    html
}

/// What was said of files that others took the place of: it is not lost with them.
fn earlier(ui: &Ui, there: &There) -> Html {
    if there.case.earlier.is_empty() {
        return Html::default();
    }
    let mut html = heading("y-kien-truoc", &ui.t("collect-remarks-earlier"));
    html.push(&paragraph(&ui.t("collect-remarks-earlier-lead")));
    html.push(&list(ui, &there.case.earlier, true));
    html
}

/// Remarks, each at its cell; with the file, where that is no more.
fn list(ui: &Ui, remarks: &[Remark], with_file: bool) -> Html {
    let mut out = String::from("<ul>");
    for remark in remarks {
        let place = words::place(remark);
        let place = if with_file { format!("{} · {place}", remark.file) } else { place };
        let body = remark.body.clone().map_or_else(|| ui.t("collect-remark-erased"), Into::into);
        out.push_str("<li><strong>");
        ui::escape(&place, &mut out);
        out.push_str("</strong>: ");
        ui::escape(&body, &mut out);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Html::trusted(out)
}

/// The files that are there, and where they are looked at.
fn files(signed: &Signed, ui: &Ui, there: &There) -> Html {
    let mut out = heading("tep-da-gui", &ui.t("collect-files"));
    let Some(batch) = &there.batch else {
        out.push(&paragraph(&ui.t("collect-files-none")));
        return out;
    };
    let mut list = String::from("<ul>");
    for file in &batch.files {
        list.push_str("<li>");
        ui::escape(&file.name, &mut list);
        if let Some(act) = file.erased_by {
            list.push_str(": ");
            ui::escape(&ui.f("collect-file-erased-by", &[("n", act.into())]), &mut list);
        }
        list.push_str("</li>");
    }
    list.push_str("</ul>");
    out.push(&Html::trusted(list));
    if !may_look(&signed.actor, batch) {
        return out;
    }
    let buttons = match batch.state {
        BatchState::Open => vec![
            Button::link(ui.t("collect-look"), batch_page(batch.id)),
            Button::link(ui.t("collect-changes"), changes_page(batch.id)),
        ],
        BatchState::Applied => vec![Button::link(ui.t("collect-entered"), batch_page(batch.id))],
        BatchState::Dropped => Vec::new(),
    };
    out.push(&Buttons::new(buttons).html(ui));
    out
}

/// What can be done now, by whoever reads.
fn verbs(signed: &Signed, ui: &Ui, there: &There, errors: &Errors) -> Html {
    let here = there.page();
    let mut out = Html::default();
    let can = |step| there.can(signed, step);
    let reason = |name: &str, step: Step| {
        let field = Field::text("ly_do", ui.t(name));
        let field = field.hint(ui.t("registry-reason-hint")).longest(500).from(errors);
        if there.needs_reason(step) { field.required() } else { field }
    };
    if can(Step::Put) {
        out.push(&heading("nop", &ui.t("collect-put-title")));
        out.push(&blank(ui, there));
        let form = Form::post(here.clone())
            .files(file_field(ui, errors))
            .button(Button::submit(ui.t("collect-put")));
        out.push(&form.html(ui));
    }
    if can(Step::Send) && there.batch.is_some() && !there.is_emptied() {
        out.push(&heading("gui", &ui.t("collect-send-title")));
        let mut form = Form::post(format!("{here}/gui"));
        if there.is_untouched() {
            let said = ui.f("collect-untouched", &[("n", there.remarked().into())]);
            form = form.part(Notice::new(Tone::Doubt, said).html(ui));
            form = form.field(reason("collect-reason-untouched", Step::Send).required());
        } else if there.needs_reason(Step::Send) {
            form = form.field(reason("collect-reason-late", Step::Send));
        }
        out.push(&form.button(Button::submit(ui.t("collect-send")).primary()).html(ui));
    }
    if can(Step::TakeBack) {
        let form = Form::post(format!("{here}/rut"));
        out.push(&form.button(Button::submit(ui.t("collect-take-back")).quiet()).html(ui));
    }
    if can(Step::Accept) {
        out.push(&heading("xem-lai", &ui.t("collect-review")));
        if there.sent_by(signed) {
            out.push(&Notice::new(Tone::Doubt, ui.t("collect-own-sheet")).html(ui));
        }
        out.push(&review(ui, there));
    } else if there.is_foreseen() && signed.actor.may_at(Right::SeeCampaigns, there.office.id.0) {
        out.push(&Buttons::new([foresee(ui, there)]).html(ui));
    }
    if can(Step::Return) {
        let form = Form::post(format!("{here}/tra"))
            .field(reason("collect-return-why", Step::Return))
            .button(Button::submit(ui.t("collect-return")).quiet());
        out.push(&form.html(ui));
    }
    if can(Step::Lock) {
        let mut form = Form::post(format!("{here}/khoa"));
        let again = there.needs_reason(Step::Lock);
        if again {
            out.push(&heading("khoa-lai", &ui.t("collect-lock-again-title")));
            let why = Field::text(LOCKING, ui.t("collect-lock-again-reason"));
            let why = why.hint(ui.t("registry-reason-hint")).longest(500);
            form = form.field(why.required().from(errors));
        }
        let name = if again { "collect-lock-again" } else { "collect-lock" };
        out.push(&form.button(Button::submit(ui.t(name)).quiet()).html(ui));
    }
    if can(Step::Correct) {
        out.push(&heading("sua-lai", &ui.t("collect-correct-title")));
        let form = Form::post(format!("{here}/sua-lai"))
            .part(paragraph(&ui.t("collect-correct-explained")))
            .field(reason("collect-reason-correct", Step::Correct))
            .button(Button::submit(ui.t("collect-correct")).quiet());
        out.push(&form.html(ui));
    }
    if there.is_owing() && signed.actor.may_at(Right::RunCampaigns, there.office.id.0) {
        out.push(&extension(ui, there, errors));
    }
    out
}

/// The blank form of what is asked, for the office and the day; what its columns mean.
fn blank(ui: &Ui, there: &There) -> Html {
    let campaign = &there.case.campaign;
    if !there.in_use {
        return Notice::new(Tone::Doubt, ui.t("collect-kind-retired")).html(ui);
    }
    let form = blank_form(&campaign.kind, &there.office.code, campaign.as_of);
    let buttons = [
        Button::link(ui.t("collect-blank-form"), form),
        Button::link(ui.t("collect-blank-columns"), form_page(&campaign.kind)),
    ];
    let mut out = paragraph(&ui.t("collect-blank-lead"));
    out.push(&Buttons::new(buttons).html(ui));
    out
}

/// The ways on for whoever looks it through.
fn review(ui: &Ui, there: &There) -> Html {
    let Some(batch) = &there.batch else { return Html::default() };
    let here = there.page();
    let mut buttons = vec![
        Button::link(ui.t("collect-accept"), changes_page(batch.id)).primary(),
        Button::link(ui.t("collect-remark"), format!("{here}/y-kien")),
    ];
    // What changes figures that are published is looked at first.
    if there.needs_reason(Step::Accept) {
        buttons.insert(0, foresee(ui, there));
    }
    Buttons::new(buttons).html(ui)
}

fn foresee(ui: &Ui, there: &There) -> Button {
    Button::link(ui.t("collect-foresee"), format!("{}/anh-huong", there.page()))
}

fn extension(ui: &Ui, there: &There, errors: &Errors) -> Html {
    let form = Form::post(format!("{}/han", there.page()))
        .field(
            Field::date(ui, "han", ui.t("collect-extend-until"))
                .day(Some(there.case.due_on))
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("collect-extend")).quiet());
    let mut out = heading("gia-han", &ui.t("collect-extend-title"));
    out.push(&form.html(ui));
    out
}

/// Every step, the latest first: who, when, why.
fn history(ui: &Ui, there: &There) -> Html {
    let case = &there.case;
    if case.steps.is_empty() {
        return Html::default();
    }
    let events = case.steps.iter().rev().map(|step| {
        let what = format!("{} → {}", words::step(ui, &step.kind), words::state(ui, step.state));
        let mut more = Html::text(&there.who(step));
        if !step.reason.is_empty() {
            more.push(&Html::text(&format!(" · {}", step.reason)));
        }
        Event::new(ui.time(step.at), what).link(format!("/quyet-dinh/{}", step.act)).more(more)
    });
    let mut out = heading("lich-su", &ui.t("collect-history"));
    out.push(&Timeline::new(events).html(ui));
    out
}
