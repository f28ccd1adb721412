//! Page frame, components, charts, messages (Vietnamese, English), assets: what every page of
//! every room is made of. A room writes templates and views; the rest is here.
//!
//! # A page
//!
//! The handler takes [`Ui`] (language, text size, address, account), builds components, and hands
//! its own template to [`Page::respond`], which puts the frame around it. A template writes a
//! component with `{{ figures.html(ui) }}`, a text with `{{ ui.t("room-id") }}`, a text with
//! arguments with `{{ ui.f("room-id", [("n", 3.into())]) }}`, a number with `{{ ui.n(count) }}`.
//! Everything else it writes is escaped.
//!
//! ```
//! use askama::Template;
//! use axum::{Router, response::Response, routing::get};
//! use ui::{AsOfBar, AsOfQuery, Cell, Column, Component, Figure, Page, Problem, Table, TableQuery, Ui};
//! # const MESSAGES: ui::Messages = ui::Messages {
//! #     room: "shop", vi: "shop-people = Cán bộ\n", en: "shop-people = Officers\n" };
//!
//! #[derive(Template)]
//! #[template(source = "{{ figure.html(ui) }}<h2>{{ ui.t(\"shop-people\") }}</h2>{{ table.html(ui) }}", ext = "html")]
//! struct View<'a> {
//!     ui: &'a Ui,
//!     figure: Figure,
//!     table: Table,
//! }
//!
//! async fn people(ui: Ui) -> Result<Response, Problem> {
//!     # let (today, now) = (jiff::civil::date(2026, 11, 24), jiff::Timestamp::UNIX_EPOCH);
//!     let asked = TableQuery::read(&ui, &["name"]);
//!     let as_of = AsOfQuery::read(&ui);
//!     let columns = [Column::new("name", "Họ tên").head().sortable(), Column::new("n", "Số").number()];
//!     let mut table = Table::new("people", ui.t("shop-people"), columns)
//!         .asked(&asked)
//!         .of_total(1)
//!         .exported();
//!     table.push([Cell::text("Nguyễn Văn An").link("/people/1"), Cell::count(3)]);
//!     if let Some(file) = ui::export::answer(&ui, &asked, "can-bo", &table) {
//!         return Ok(file);
//!     }
//!     let figure = Figure::duty(&ui, ui.t("shop-people"), 1, 2).unit("người").rows("/people");
//!     let view = View { ui: &ui, figure, table };
//!     Ok(Page::new(ui.t("shop-people"))
//!         .errors(&as_of.errors)
//!         .as_of(AsOfBar::of(&as_of, today, now).map_choice(today, "từ 01/07/2025"))
//!         .crumb("Tỉnh", "/")
//!         .respond(&ui, &view))
//! }
//!
//! let site = ui::Site::new(&[MESSAGES], [ui::NavItem::new("shop-people", "/people")], None)?;
//! let app: Router = ui::dress(Router::new().route("/people", get(people)), site);
//! # Ok::<(), ui::messages::Error>(())
//! ```
//!
//! # What goes where
//!
//! * [`dress`] goes around the router once. Whoever knows the session tells the frame with
//!   [`Viewer::set`]. A refusal is a [`Problem`]; it becomes a page, a fragment or JSON there.
//! * Texts are in `messages/vi.ftl` and `messages/en.ftl` of the room, or in a file for each
//!   subject, declared with [`messages!`], proved with [`messages::check`].
//! * Links inside the site go through [`Ui::link`], so that dates and map go along; components do
//!   it by themselves.
//! * Every table and every chart of numbers can be taken away as a file: it offers itself, and
//!   [`Page::respond`] answers. Only where a file holds more than the page shows does a table say
//!   [`Table::exported`] and its handler [`export::answer`].
//! * A part of a page that changes by itself has an id and `data-poll="2"` (seconds): the script
//!   asks for it until it no longer says so. It gets the page's body alone ([`Wants::Fragment`]).
//!   With `data-stream="/path?…"` it is asked for whenever that stream of events says `changed`;
//!   the address says what the page shows already, so that nothing is missed before it is open.
//! * No style and no script stands in a page: the policy of [`dress`] forbids both.

pub mod charts;
pub mod export;
pub mod format;
pub mod messages;

mod about;
mod as_of;
mod aside;
mod assets;
mod components;
mod dress;
mod errors;
mod follow;
mod form;
mod grid;
mod html;
mod lang;
mod notice;
mod page;
mod problem;
mod query;
mod request;
mod routes;
mod site;
mod table;

pub use as_of::{AsOfBar, AsOfQuery};
pub use components::*;
pub use dress::{CONTENT_SECURITY_POLICY, dress};
pub use errors::Errors;
pub use follow::follow;
pub use form::{Choice, Chooser, Field, FileDrop, Form};
pub use grid::{CellState, Grid, GridCell, GridColumn, GridRow, Remark, RowKind, column_letters};
pub use html::{Component, Html, Text, escape};
pub use lang::{Lang, TextSize};
pub use messages::{Arg, MESSAGES_OF_UI, Messages};
pub use notice::{Notice, Tone};
pub use page::Page;
pub use problem::{Problem, Value as ProblemValue};
pub use query::{Query, is_local, segment};
pub use request::{NavMark, Ui, Viewer, Wants};
pub use routes::Redirect;
pub use site::{Door, NavItem, Site};
pub use table::{Cell, Column, Filter, Sort, Table, TableQuery};
