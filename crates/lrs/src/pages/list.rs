//! `/ho-so-hoc`: records as they come in, under filters; of one person or one activity their
//! timeline.

use std::cmp::Reverse;

use access::{App, Read, Right, Signed, log_read};
use axum::{extract::State, response::Response};
use kernel::Timestamp;
use ui::{
    Amount, Button, Buttons, Choice, Chooser, Component as _, Empty, Errors, Event, Field, Figure,
    Figures, Html, Page, Problem, Timeline, Ui, Wants,
};

use super::{FORWARD, KEYS, RECORDS, Sentence, fail, link, megabytes, record::Record, records};
use crate::{
    figures,
    json::{Doc, escape},
    model::{Ifi, Kind, Lookup, StatementQuery, TenantId, hash_of},
    rules::{is_iri, is_mailto, read_agent, read_timestamp, uuid, write_timestamp},
    store::{
        query::{self, List},
        time,
    },
};

const PER_PAGE: u32 = 50;
/// Of one person or one activity, so many records are told in the order in which things happened.
/// The store has them in the order of their coming: more are told page by page in that one.
const MOST_IN_ORDER: u32 = 200;
/// A record that came later than this after what it tells says so.
const LATE: i64 = 24 * 3_600 * 1_000_000;
/// A count of more is told as more than this.
const MOST_COUNTED: i64 = 100_000;

/// What the address asks for.
struct Asked {
    query: StatementQuery,
    errors: Errors,
    person: bool,
}

impl Asked {
    /// Whether it is about one person or one activity.
    const fn is_timeline(&self) -> bool {
        self.query.agent.is_some() || self.query.activity.is_some()
    }

    const fn is_filtered(&self) -> bool {
        self.is_timeline() || self.query.verb.is_some() || self.query.registration.is_some()
    }
}

/// In which order records are told, and so, which time stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// As they come in.
    Arrival,
    /// As they came in, of one person or one activity.
    TimelineByArrival,
    /// As things happened.
    Timeline,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeRecords)?;
    let mut tx = query::view(&app.db).await.map_err(fail)?;
    let tenants = figures::tenants(&mut tx).await.map_err(fail)?;
    let chosen = ui.query().get("kho").and_then(|id| id.parse().ok()).map(TenantId);
    let tenant = tenants.iter().map(|(id, _)| *id).find(|id| Some(*id) == chosen);
    let tenant = tenant.or_else(|| tenants.first().map(|(id, _)| *id));
    let Some(tenant) = tenant else {
        drop(tx);
        let mut empty = Empty::new(ui.t("lrs-no-tenant"));
        if signed.actor.may_all(Right::KeepKeys) {
            empty = empty.next(ui.t("lrs-make-key"), KEYS);
        }
        return Ok(page(&ui, None, &Errors::default()).respond(&ui, &empty.html(&ui)));
    };
    let asked = read(&ui, tenant);
    let (List { rows, more }, order) = records_of(&mut tx, tenant, &asked).await.map_err(fail)?;
    // They are of all records: beside some of them they would be taken for theirs.
    let rates = if asked.is_filtered() {
        None
    } else {
        Some(rates(&ui, &mut tx, tenant, app.clock.now()).await.map_err(fail)?)
    };
    drop(tx);
    let mut found = Record::all(&app, &ui, rows).await.map_err(fail)?;
    if order == Order::Timeline {
        found.sort_by_key(|record| Reverse(record.happened));
    }
    if ui.wants != Wants::Fragment {
        note(&app, &signed, &asked, found.len()).await.map_err(fail)?;
    }
    let mut body = chooser(&ui, tenant, &tenants, &asked.errors).html(&ui);
    // New records appear by themselves on the first page.
    let live = asked.query.until.is_none();
    body.push(&Html::trusted(format!(
        "<div id=\"records\"{}>",
        if live { " data-poll=\"5\"" } else { "" }
    )));
    if let Some(rates) = rates {
        body.push(&rates.html(&ui));
    }
    body.push(&timeline(&ui, tenant, (&found, more), order));
    body.push(&Html::trusted("</div>"));
    let of = subject(tenant, &asked.query, &found);
    Ok(page(&ui, of, &asked.errors).respond(&ui, &body))
}

/// A page of records, of which large ones are not read. Of one person or one activity all of them,
/// to be told in the order in which things happened, where they are not too many.
async fn records_of(
    tx: &mut store::Tx,
    tenant: TenantId,
    asked: &Asked,
) -> Result<(List, Order), store::Error> {
    // A page has its rows, however large one of them is.
    const ANY: usize = usize::MAX;
    if !asked.is_timeline() {
        return Ok((query::list(tx, tenant, &asked.query, ANY).await?, Order::Arrival));
    }
    if asked.query.until.is_some() {
        return Ok((query::list(tx, tenant, &asked.query, ANY).await?, Order::TimelineByArrival));
    }
    let all = StatementQuery { limit: MOST_IN_ORDER, ..asked.query.clone() };
    let mut found = query::list(tx, tenant, &all, ANY).await?;
    if found.more {
        found.end_behind(PER_PAGE as usize);
        return Ok((found, Order::TimelineByArrival));
    }
    Ok((found, Order::Timeline))
}

/// Of whom or about what the records are: as the newest of them says.
fn subject(tenant: TenantId, query: &StatementQuery, found: &[Record]) -> Option<String> {
    let mut sentences = found.iter().filter_map(|record| record.sentence.as_ref());
    if let Some(whose) = query.agent {
        let is_theirs = |one: &&Sentence| {
            let of = one.agent.as_deref().and_then(|text| agent(tenant, text));
            of.is_some_and(|of| of.narrow == whose.narrow)
        };
        return sentences.find(is_theirs).map(|one| one.who.clone());
    }
    let about = query.activity?;
    let is_about = |one: &&Sentence| {
        let of = one.activity.as_deref().map(|id| Kind::Activity.text(tenant, id));
        of == Some(about.narrow)
    };
    sentences.find(is_about).map(|one| one.what.clone())
}

fn page(ui: &Ui, of: Option<String>, errors: &Errors) -> Page {
    let actions = Buttons::new([
        Button::link(ui.t("lrs-keys"), KEYS),
        Button::link(ui.t("lrs-forward"), FORWARD),
    ]);
    let page = match of {
        Some(of) => Page::new(ui.f("lrs-title-of", &[("of", of.into())]).into_owned())
            .crumb(ui.t("lrs-title"), RECORDS),
        None => Page::new(ui.t("lrs-title")),
    };
    page.lead(ui.t("lrs-lead")).errors(errors).actions(actions.html(ui))
}

fn read(ui: &Ui, tenant: TenantId) -> Asked {
    let mut asked = Asked {
        query: StatementQuery { limit: PER_PAGE, ..StatementQuery::default() },
        errors: Errors::default(),
        person: false,
    };
    let get = |name: &str| ui.query().get(name);
    if let Some(text) = get("nguoi") {
        asked.person = true;
        match agent(tenant, text) {
            Some(lookup) => asked.query.agent = Some(lookup),
            None => asked.errors.add("nguoi", ui.t("lrs-agent-wrong")),
        }
    }
    if let Some(text) = get("dong-tu") {
        asked.query.verb = Some(Kind::Verb.text(tenant, text));
    }
    if let Some(text) = get("hoat-dong") {
        if is_iri(text) {
            asked.query.activity = Some(Lookup {
                narrow: Kind::Activity.text(tenant, text),
                related: Some(Kind::RelatedActivity.text(tenant, text)),
            });
        } else {
            asked.errors.add("hoat-dong", ui.t("lrs-activity-wrong"));
        }
    }
    if let Some(text) = get("lan-ghi-danh") {
        match uuid(text) {
            Some(id) => {
                let key = hash_of(tenant, Kind::Registration, id.as_bytes());
                asked.query.registration = Some(key);
            }
            None => asked.errors.add("lan-ghi-danh", ui.t("lrs-registration-wrong")),
        }
    }
    asked.query.until = get("truoc").and_then(read_timestamp);
    asked
}

/// Somebody as a person types them: an address of e-mail, or an agent as JSON.
fn agent(tenant: TenantId, text: &str) -> Option<Lookup> {
    let mailto = format!("mailto:{}", text.trim_start_matches("mailto:"));
    let json = if is_mailto(&mailto) {
        format!("{{\"mbox\":{}}}", escape(&mailto))
    } else {
        text.to_owned()
    };
    let doc = Doc::parse(json.as_bytes()).ok()?;
    let (ifi, _) = read_agent(doc.root()).ok()?;
    Some(Lookup {
        narrow: Kind::Agent.agent(tenant, &ifi),
        related: Some(Kind::RelatedAgent.agent(tenant, &ifi)),
    })
}

/// As a person types it: of an agent known by an address, the address.
fn plain(text: &str) -> String {
    let address = |json: &str| {
        let doc = Doc::parse(json.as_bytes()).ok()?;
        match read_agent(doc.root()).ok()?.0 {
            Ifi::Mbox(mbox) => Some(mbox.trim_start_matches("mailto:").to_owned()),
            _ => None,
        }
    };
    address(text).unwrap_or_else(|| text.to_owned())
}

/// Who looked at whose records.
async fn note(
    app: &App,
    signed: &Signed,
    asked: &Asked,
    records: usize,
) -> Result<(), store::Error> {
    let kind = if asked.person { "lrs-read-person" } else { "lrs-read-list" };
    let mut tx = app.db.write().await?;
    let read = Read::list(kind, records as u64, RECORDS);
    log_read(app, &mut tx, &signed.actor, &read).await?;
    tx.commit().await
}

fn chooser(ui: &Ui, tenant: TenantId, tenants: &[(TenantId, String)], errors: &Errors) -> Chooser {
    let typed = |name: &'static str, label: &str| {
        let value = plain(ui.query().get(name).unwrap_or_default());
        Field::text(name, ui.t(label)).value(value).from(errors)
    };
    let mut chooser = Chooser::new(RECORDS, ui.t("lrs-filter"));
    if tenants.len() > 1 {
        let choices = tenants.iter().map(|(id, name)| {
            let name =
                if name.is_empty() { ui.t("lrs-tenant-unnamed") } else { name.clone().into() };
            Choice::new(id.0.to_string(), name)
        });
        let field = Field::select("kho", ui.t("lrs-tenant"), choices);
        chooser = chooser.field(field.value(tenant.0.to_string()));
    }
    chooser
        .field(typed("nguoi", "lrs-agent"))
        .field(typed("dong-tu", "lrs-verb"))
        .field(typed("hoat-dong", "lrs-activity"))
        .field(typed("lan-ghi-danh", "lrs-registration"))
}

/// How many came in a minute, an hour, a day.
async fn rates(
    ui: &Ui,
    tx: &mut store::Tx,
    tenant: TenantId,
    now: Timestamp,
) -> Result<Figures, store::Error> {
    let mut all = Vec::new();
    for (label, seconds) in
        [("lrs-last-minute", 60), ("lrs-last-hour", 3_600), ("lrs-last-day", 86_400)]
    {
        let since = now.as_microsecond() - seconds * 1_000_000;
        let n = figures::count_since(tx, tenant, since, MOST_COUNTED + 1).await?;
        let figure = Figure::new(ui.t(label), Amount::Count(n.min(MOST_COUNTED)));
        let figure = figure.unit(ui.t("lrs-unit"));
        all.push(if n > MOST_COUNTED { figure.incomplete(ui.t("lrs-more-than")) } else { figure });
    }
    Ok(Figures::new(all))
}

fn timeline(ui: &Ui, tenant: TenantId, (found, more): (&[Record], bool), order: Order) -> Html {
    if found.is_empty() {
        return Empty::new(ui.t("lrs-none")).html(ui);
    }
    let mut out = match order {
        Order::Arrival => Html::default(),
        Order::Timeline => told(&ui.t("lrs-by-happened")),
        Order::TimelineByArrival => told(&ui.t("lrs-by-stored")),
    };
    let events = found.iter().map(|record| event(ui, tenant, record, order));
    out.push(&Timeline::new(events).html(ui));
    if let Some(last) = found.last().filter(|_| more) {
        let before = write_timestamp(last.seq - 1);
        let older = ui.here_with("truoc", Some(&before));
        out.push(&Html::trusted("<p>"));
        out.push(&link(ui, &ui.t("lrs-older"), &older));
        out.push(&Html::trusted("</p>"));
    }
    out
}

fn told(text: &str) -> Html {
    let mut out = Html::trusted("<p>");
    out.push(&Html::text(text));
    out.push(&Html::trusted("</p>"));
    out
}

/// The time that stands first, and the other where it is to be said.
fn times(ui: &Ui, record: &Record, order: Order) -> (String, Option<String>) {
    let [stored_at, happened_at] = [record.seq, record.happened].map(|at| ui.time(time(at)));
    let late = (record.seq - record.happened).abs() > LATE;
    let say = |text: &str, at: &str| ui.f(text, &[("at", at.to_owned().into())]).into_owned();
    match order {
        Order::Arrival => {
            let other = late.then(|| say("lrs-happened-at", &happened_at));
            (stored_at, other)
        }
        Order::Timeline => {
            let other = late.then(|| say("lrs-stored-at", &stored_at));
            (happened_at, other)
        }
        Order::TimelineByArrival => {
            let other = say("lrs-stored-at", &stored_at);
            (happened_at, Some(other))
        }
    }
}

fn event(ui: &Ui, tenant: TenantId, record: &Record, order: Order) -> Event {
    let (when, other) = times(ui, record, order);
    let mut more = other.as_deref().map(Html::text).unwrap_or_default();
    let mut also = |label: &str, name: &str, value: &str| {
        if !more.is_empty() {
            more.push(&Html::text(" · "));
        }
        more.push(&link(ui, &ui.t(label), &records(tenant.0, &[(name, value)])));
    };
    let line = match &record.sentence {
        Some(sentence) => {
            if let Some(agent) = &sentence.agent {
                also("lrs-of-person", "nguoi", agent);
            }
            if let Some(activity) = &sentence.activity {
                also("lrs-of-activity", "hoat-dong", activity);
            }
            if !sentence.verb_id.is_empty() {
                also("lrs-of-verb", "dong-tu", &sentence.verb_id);
            }
            sentence.line(ui)
        }
        None => ui.f("lrs-large", &[("size", megabytes(ui, record.size).into())]).into_owned(),
    };
    Event::new(when, line)
        .link(format!("{RECORDS}/phat-bieu/{}/{}", tenant.0, record.id))
        .more(more)
}
