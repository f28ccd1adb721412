//! The list of offices, and their tree.

use access::{App, Signed};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use ui::{
    Component as _, Empty, Html, Node, Notice, Page, Problem, Table, TableQuery, Tabs, Tone, Tree,
    Ui, export,
};

use super::{
    json,
    lines::{self, SORTABLE, Wanted},
    links,
    moment::Moment,
    words::FieldNames,
};
use crate::{
    figures,
    model::{OrgId, Organisation},
    rules::lineage::{LineKey, OrgMap},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    if json::is_asked(&ui) {
        let covered = moment.coverage().await?;
        return Ok(json::coverage(&moment, &covered.coverage, 0));
    }
    if ui.asks_for_rows()
        && let Some(wrong) = Wanted::unknown(&ui, &*moment.coverage().await?).first()
    {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let wrong = (*wrong).to_owned();
        return Err(Problem::new(status, "filter-unknown", FILTER_UNKNOWN).arg("value", wrong));
    }
    if query.format.is_some() {
        let table = table(&mut moment, &query).await?;
        let file = export::answer(&ui, &query, &ui.t("registry-lines-caption"), &table);
        return file.ok_or_else(Problem::not_found);
    }
    let (room, key) = (moment.room(), moment.key());
    let moment = &mut moment;
    let made = room.body(moment.ui, moment.head, key, || build(moment, &query)).await?;
    let page = moment.dated(made.0.clone()).await?;
    Ok(page.respond(&ui, &made.1))
}

async fn table(moment: &mut Moment<'_>, query: &TableQuery) -> Result<Table, Problem> {
    let ui = moment.ui;
    let covered = moment.coverage().await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let chosen = lines::chosen(&covered.coverage.lines, &Wanted::read(ui), query);
    let table = lines::table(ui, &covered, &names, &chosen, query);
    let table = table.empty(lines::nothing(ui, &covered)).search(ui.t("registry-offices-search"));
    Ok(lines::filters(ui, &covered).into_iter().fold(table, Table::filter))
}

#[derive(Template)]
#[template(path = "offices.html")]
struct View<'a> {
    ui: &'a Ui,
    tabs: Tabs,
    table: Option<Table>,
    tree: Option<Tree>,
    none: Option<Empty>,
}

async fn build(moment: &mut Moment<'_>, query: &TableQuery) -> Result<(Page, Html), Problem> {
    let ui = moment.ui;
    let covered = moment.coverage().await?;
    let as_tree = ui.query().get("xem") == Some("cay");
    let tabs = Tabs::new(ui.t("registry-offices-views"), usize::from(as_tree))
        .tab(ui.t("registry-view-list"), "/don-vi")
        .tab(ui.t("registry-view-tree"), "/don-vi?xem=cay");
    let mut view = View { ui, tabs, table: None, tree: None, none: None };
    if as_tree {
        let offices = moment.offices().await?;
        let roots = Roots::new(moment, &offices.orgs, &covered.coverage.lines).tree();
        view.none = roots.is_empty().then(|| lines::nothing(ui, &covered));
        view.tree = Some(Tree::new(roots));
    } else {
        view.table = Some(table(moment, query).await?);
    }
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let mut page = Page::new(ui.t("registry-offices-title")).lead(ui.t("registry-offices-lead"));
    for wrong in Wanted::unknown(ui, &covered) {
        let said = ui.f(FILTER_UNKNOWN, &[("value", wrong.into())]);
        page = page.notice(Notice::new(Tone::Doubt, said));
    }
    Ok((page, Html::trusted(body)))
}

/// A filter that leads nowhere leaves no rows, and says why.
const FILTER_UNKNOWN: &str = "registry-filter-unknown";

/// Offices of a day by the office above them.
struct Roots<'a> {
    ui: &'a Ui,
    children: std::collections::BTreeMap<Option<OrgId>, Vec<&'a Organisation>>,
    lines: std::collections::HashMap<OrgId, &'a crate::rules::coverage::Line>,
}

impl<'a> Roots<'a> {
    fn new(
        moment: &Moment<'a>,
        orgs: &'a OrgMap,
        lines: &'a [crate::rules::coverage::Line],
    ) -> Self {
        let day = moment.as_of.valid_on;
        let mut children: std::collections::BTreeMap<_, Vec<_>> = std::collections::BTreeMap::new();
        for office in orgs.all_on(day) {
            // An office whose upper office is not there stands at the top: nothing is lost.
            let above = office.parent.filter(|id| orgs.on(*id, day).is_some());
            children.entry(above).or_default().push(office);
        }
        let key = |l: &'a crate::rules::coverage::Line| match l.key {
            LineKey::Office(id) | LineKey::Lost(id) => Some((id, l)),
            LineKey::Area(_) => None,
        };
        Self { ui: moment.ui, children, lines: lines.iter().filter_map(key).collect() }
    }

    fn tree(&self) -> Vec<Node> {
        self.under(None, 0)
    }

    fn under(&self, above: Option<OrgId>, depth: usize) -> Vec<Node> {
        // A loop in the data must not become one here.
        if depth > 12 {
            return Vec::new();
        }
        let offices = self.children.get(&above).into_iter().flatten();
        offices.map(|office| self.node(office, depth)).collect()
    }

    fn node(&self, office: &Organisation, depth: usize) -> Node {
        let below = self.under(Some(office.id), depth + 1);
        let node = Node::new(office.name.clone())
            .link(links::office(&office.code))
            .beside(self.beside(office.id))
            .children(below);
        if depth == 0 { node.open() } else { node }
    }

    fn beside(&self, office: OrgId) -> Html {
        let Some(line) = self.lines.get(&office) else { return Html::default() };
        let (tone, word) = lines::state_word(self.ui, line);
        let mut html = ui::Tag::new(tone, word).html(self.ui);
        let counts = self.ui.f(
            "registry-tree-counts",
            &[
                ("dedicated", line.modes.dedicated.into()),
                ("concurrent", line.modes.concurrent.into()),
            ],
        );
        html.push(&Html::trusted(format!(" <span class=\"small\">{}</span>", Html::text(&counts))));
        html
    }
}
