//! The frame around every page.

use std::fmt::Display;

use askama::{FastWritable, Template};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html as HtmlBody, IntoResponse, Response},
};

use crate::{
    AsOfBar, Component, Errors, Html, Lang, Notice, Problem, Text, TextSize, Ui, Wants, assets,
    export,
    request::{FLASH_COOKIE, Viewer},
};

/// A page: its title and what stands around its body.
#[derive(Clone, Debug, Default)]
pub struct Page {
    title: Text,
    lead: Text,
    crumbs: Vec<(Text, String)>,
    as_of: Option<AsOfBar>,
    notices: Vec<Notice>,
    errors: Errors,
    actions: Html,
    status: StatusCode,
    reload: Option<u32>,
    anybody: bool,
}

impl Page {
    /// A page with this title (its `<h1>`, its tab, its running head in print).
    pub fn new(title: impl Into<Text>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// One sentence under the title.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<Text>) -> Self {
        self.lead = lead.into();
        self
    }

    /// One more step of the way here, the furthest first; not the page itself.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<Text>, href: impl Into<String>) -> Self {
        self.crumbs.push((label.into(), href.into()));
        self
    }

    /// The as-of bar: every page with a figure has it.
    #[must_use]
    pub fn as_of(mut self, bar: AsOfBar) -> Self {
        self.as_of = Some(bar);
        self
    }

    /// A notification above the title.
    #[must_use]
    pub fn notice(mut self, notice: Notice) -> Self {
        self.notices.push(notice);
        self
    }

    /// What is wrong with a form of this page. A page with errors answers 422.
    #[must_use]
    pub fn errors(mut self, errors: &Errors) -> Self {
        self.errors.extend(errors);
        self
    }

    /// Buttons and links beside the title.
    #[must_use]
    pub fn actions(mut self, actions: Html) -> Self {
        self.actions = actions;
        self
    }

    /// A page for anybody: who is not signed in gets a way to sign in, and neither the navigation
    /// nor the search, which lead nowhere for them.
    #[must_use]
    pub const fn for_anybody(mut self) -> Self {
        self.anybody = true;
        self
    }

    /// A browser without script asks for the page again after so many seconds: what is on it
    /// changes by itself.
    #[must_use]
    pub const fn reloading(mut self, seconds: u32) -> Self {
        self.reload = Some(seconds);
        self
    }

    /// Another status than 200 (or 422 with errors).
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    fn is_for_a_stranger(&self, ui: &Ui) -> bool {
        self.anybody && ui.viewer().account.is_none()
    }

    /// The page as one text. `body` is the view's template, or [`Html`].
    pub fn render(&self, ui: &Ui, body: &(impl FastWritable + Display)) -> String {
        let nav = if self.is_for_a_stranger(ui) { Vec::new() } else { Nav::of(ui) };
        let frame = Frame { page: self, ui, viewer: ui.viewer(), body, nav };
        let mut out = String::with_capacity(16 * 1024);
        crate::html::put(&frame, &mut out);
        out
    }

    /// The answer: the page, or its body alone where a script asks for a fragment.
    pub fn respond(self, ui: &Ui, body: &(impl FastWritable + Display)) -> Response {
        if let Some(bar) = &self.as_of {
            ui.tell_dates(bar.clone());
        }
        let text = match ui.wants {
            Wants::Fragment => body.to_string(),
            _ => self.render(ui, body),
        };
        let status = match self.status {
            StatusCode::OK if !self.errors.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
            status => status,
        };
        if ui.asks_for_file() && status == StatusCode::OK {
            return self.file(ui);
        }
        let mut response = (status, HtmlBody(text)).into_response();
        if ui.flash().is_some() {
            let gone = format!("{FLASH_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
            if let Ok(gone) = HeaderValue::try_from(gone) {
                response.headers_mut().append(header::SET_COOKIE, gone);
            }
        }
        response
    }

    /// The table of the page that is asked for.
    fn file(&self, ui: &Ui) -> Response {
        match ui.put_aside() {
            Some((table, format)) => export::made(ui, format, &self.title, table),
            None => Problem::not_found().into_response(),
        }
    }
}

#[derive(Template)]
#[template(path = "frame.html")]
struct Frame<'a, B: FastWritable + Display> {
    page: &'a Page,
    ui: &'a Ui,
    viewer: &'a Viewer,
    body: &'a B,
    nav: Vec<Nav>,
}

/// A heading of the navigation, where there is one, and the entries under it.
struct Nav {
    heading: Option<Text>,
    entries: Vec<Entry>,
}

struct Entry {
    label: Text,
    href: String,
    current: bool,
    /// How many things wait there.
    mark: Option<String>,
}

impl Nav {
    fn of(ui: &Ui) -> Vec<Self> {
        let items = &ui.site().nav;
        let current = items
            .iter()
            .map(|i| i.href)
            .filter(|href| is_within(ui.path(), href))
            .max_by_key(|h| h.len());
        let mut groups: Vec<Self> = Vec::new();
        let mut last = None;
        let rights = &ui.viewer().rights;
        let shown = |item: &&crate::NavItem| {
            item.needs.is_none_or(|right| rights.contains(&right)) && ui.opens(item.href)
        };
        for item in items.iter().filter(shown) {
            if groups.is_empty() || last != Some(item.group) {
                groups.push(Self { heading: item.group.map(|g| ui.t(g)), entries: Vec::new() });
                last = Some(item.group);
            }
            if let Some(group) = groups.last_mut() {
                group.entries.push(Entry {
                    label: ui.t(item.label),
                    href: ui.link(item.href).into_owned(),
                    current: current == Some(item.href),
                    mark: ui.marked(item.href).map(|n| ui.n(n)),
                });
            }
        }
        groups
    }
}

fn is_within(path: &str, href: &str) -> bool {
    let inside = |rest: &str| rest.is_empty() || rest.starts_with('/');
    path == href || (href != "/" && path.strip_prefix(href).is_some_and(inside))
}

impl<B: FastWritable + Display> Frame<'_, B> {
    /// Where the search box leads, for whoever may search.
    fn search(&self) -> Option<&'static str> {
        let open = |to: &&str| !self.page.is_for_a_stranger(self.ui) && self.ui.opens(to);
        self.ui.site().search.filter(open)
    }

    fn languages(&self) -> [(&'static str, &'static str, bool); 2] {
        let current = |lang| self.ui.lang == lang;
        [("vi", "Tiếng Việt", current(Lang::Vi)), ("en", "English", current(Lang::En))]
    }

    fn sizes(&self) -> [(&'static str, Text, bool); 3] {
        let ids = ["ui-size-normal", "ui-size-large", "ui-size-larger"];
        let mut ids = ids.iter();
        TextSize::ALL.map(|size| {
            let label = ids.next().map_or(Text::default(), |id| self.ui.t(id));
            (size.step(), label, self.ui.size == size)
        })
    }

    fn said(&self) -> Option<Notice> {
        self.ui.flash().map(|(tone, id)| Notice::new(tone, self.ui.t(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn the_nearest_entry_is_the_current_one() {
        assert!(is_within("/people/1", "/people"));
        assert!(is_within("/people", "/people"));
        assert!(!is_within("/peoples", "/people"));
        assert!(!is_within("/people", "/"));
        assert!(is_within("/", "/"));
    }
}
