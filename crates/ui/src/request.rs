//! What a page needs to know of the request it answers.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::FromRequestParts,
    http::{Extensions, HeaderMap, Method, StatusCode, Uri, header, request::Parts},
};
use jiff::{Timestamp, civil::Date};

use crate::{
    Lang, Messages, Query, Site, Text, TextSize, Tone, as_of,
    aside::Aside,
    format::{self, Given},
    messages::{self, Arg},
};

/// Names of query parameters that say when and on which map; they go along from page to page.
pub(crate) const AS_OF: [&str; 3] = ["on", "known_at", "map"];
pub(crate) const LANG_COOKIE: &str = "lang";
pub(crate) const SIZE_COOKIE: &str = "size";
pub(crate) const FLASH_COOKIE: &str = "said";

/// Who reads, as far as the frame shows it. Set once for a request by whoever knows the session:
/// [`Viewer::set`].
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    /// Name of the account, `None` where nobody is signed in.
    pub account: Option<String>,
    /// The unit the account stands for, and its page.
    pub scope: Option<(String, String)>,
    /// Token that every form sends back. Empty where there is no session.
    pub csrf: String,
    /// Head of the ledger, as printed under pages.
    pub head: Option<String>,
    /// What they may do anywhere, in the words the navigation asks with.
    pub rights: Vec<&'static str>,
    /// When they ask.
    pub at: Option<Timestamp>,
}

impl Viewer {
    /// Tells the frame who reads. `false` where [`dress`](crate::dress) is missing or it was told
    /// before.
    pub fn set(self, request: &Extensions) -> bool {
        request.get::<Context>().is_some_and(|c| c.viewer.set(self).is_ok())
    }
}

/// A number beside an entry of the navigation: how many things wait there for whoever reads.
#[derive(Clone, Copy, Debug)]
pub struct NavMark {
    pub(crate) href: &'static str,
    pub(crate) count: i64,
}

impl NavMark {
    /// So many things at the entry with this path.
    pub const fn new(href: &'static str, count: i64) -> Self {
        Self { href, count }
    }

    /// Tells the frame. `false` where [`dress`](crate::dress) is missing or it was told before.
    pub fn set(self, request: &Extensions) -> bool {
        request.get::<Context>().is_some_and(|c| c.mark.set(self).is_ok())
    }
}

/// Put into every request by [`dress`](crate::dress).
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) site: &'static Site,
    pub(crate) viewer: Arc<OnceLock<Viewer>>,
    pub(crate) mark: Arc<OnceLock<NavMark>>,
    pub(crate) aside: Arc<Aside>,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
}

impl Context {
    pub(crate) fn new(
        site: &'static Site,
        viewer: Arc<OnceLock<Viewer>>,
        method: Method,
        uri: Uri,
    ) -> Self {
        Self { site, viewer, mark: Arc::default(), aside: Arc::default(), method, uri }
    }
}

/// Form in which the reader wants an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// A page.
    Page,
    /// The part of a page that a script puts in place (header `X-Fragment`).
    Fragment,
    /// JSON.
    Json,
}

/// The reader's language, text size, address and account: a handler takes it as an argument,
/// every component is written with it.
#[derive(Clone)]
pub struct Ui {
    site: &'static Site,
    /// Language of the page.
    pub lang: Lang,
    /// Text size of the page.
    pub size: TextSize,
    /// Form of the answer.
    pub wants: Wants,
    path: String,
    query: Query,
    /// Dates of the address that could not be read: no link and no form takes them along.
    unread: Query,
    viewer: Arc<OnceLock<Viewer>>,
    mark: Arc<OnceLock<NavMark>>,
    aside: Arc<Aside>,
    method: Method,
    flash: Option<(Tone, String)>,
}

impl<S: Send + Sync> FromRequestParts<S> for Ui {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Self::of(parts).ok_or((StatusCode::INTERNAL_SERVER_ERROR, "ui::dress is missing"))
    }
}

impl Ui {
    /// Reads it from a request that went through [`dress`](crate::dress).
    pub fn of(parts: &Parts) -> Option<Self> {
        let context = parts.extensions.get::<Context>()?.clone();
        Some(Self::read(context, &parts.headers))
    }

    pub(crate) fn read(context: Context, headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("");
        let lang = cookie(headers, LANG_COOKIE).and_then(Lang::from_tag);
        let size = cookie(headers, SIZE_COOKIE).and_then(TextSize::from_step);
        let mut query = Query::parse(context.uri.query().unwrap_or(""));
        let unread = query.split_off(|name, value| !as_of::is_readable(name, value));
        let flash = cookie(headers, FLASH_COOKIE).and_then(|said| said.split_once('.'));
        let flash = flash.filter(|(_, id)| context.site.catalog.has(id));
        let flash = flash.and_then(|(tone, id)| Some((Tone::of_class(tone)?, id.to_owned())));
        Self {
            site: context.site,
            lang: lang.unwrap_or_else(|| Lang::negotiate(text(header::ACCEPT_LANGUAGE))),
            size: size.unwrap_or_default(),
            wants: wants(headers),
            path: context.uri.path().to_owned(),
            query,
            unread,
            viewer: context.viewer,
            mark: context.mark,
            aside: context.aside,
            method: context.method,
            flash,
        }
    }

    /// For tests and for text made outside a request: a page at this address, nobody signed in.
    pub fn sample(rooms: &[Messages], lang: Lang, address: &str) -> Result<Self, messages::Error> {
        let site = Site::new(rooms, [], None)?;
        Ok(Self::at(site, lang, address, Viewer::default()))
    }

    /// A page at this address, in this language, for this reader.
    pub fn at(site: &'static Site, lang: Lang, address: &str, viewer: Viewer) -> Self {
        let uri = address.parse().unwrap_or_default();
        let viewer = Arc::new(OnceLock::from(viewer));
        let context = Context::new(site, viewer, Method::GET, uri);
        Self { lang, ..Self::read(context, &HeaderMap::new()) }
    }

    /// A text without arguments.
    pub fn t(&self, id: &str) -> Text {
        self.site.catalog.plain(self.lang, id)
    }

    /// A text with arguments: `ui.f("registry-count", &[("n", 3.into())])`.
    pub fn f(&self, id: &str, args: &[(&str, Arg)]) -> Text {
        self.site.catalog.filled(self.lang, id, args)
    }

    /// Whether there is such a text without arguments: for ids put together from data.
    pub fn has_text(&self, id: &str) -> bool {
        self.site.catalog.has(id)
    }

    /// A whole number.
    pub fn n(&self, n: impl Given<i64>) -> String {
        format::integer(self.lang, n.given())
    }

    /// A number with decimals.
    pub fn decimal(&self, x: impl Given<f64>, places: usize) -> String {
        format::decimal(self.lang, x.given(), places)
    }

    /// A share of one, as per cent.
    pub fn percent(&self, share: impl Given<f64>, places: usize) -> String {
        format::percent(self.lang, share.given(), places)
    }

    /// A day.
    pub fn date(&self, day: impl Given<Date>) -> String {
        format::date(day.given())
    }

    /// A moment, in Vietnam's time.
    pub fn time(&self, at: impl Given<Timestamp>) -> String {
        format::time(at.given())
    }

    /// The same reader at another address: whoever sent a form that is refused sees the page it
    /// stood on, whose links are those of that page.
    #[must_use]
    pub fn moved_to(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self.query = Query::default();
        self.unread = Query::default();
        self
    }

    /// Path of the page.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Query of the page.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// A date of the address as it was typed, where it could not be read.
    pub(crate) fn unread(&self, name: &str) -> Option<&str> {
        self.unread.get(name)
    }

    /// Address of the page: path and query.
    pub fn here(&self) -> String {
        self.query.behind(&self.path)
    }

    /// Address of the page with one parameter set, or taken away; back on the first page of a list.
    pub fn here_with(&self, name: &str, value: Option<&str>) -> String {
        self.query.clone().without(&["page"]).with(name, value).behind(&self.path)
    }

    /// Whether the reader may open an address of this site, as far as its [`Door`](crate::Door)
    /// says: what would be refused is not offered.
    pub fn opens(&self, href: &str) -> bool {
        self.site().opens(href, &self.viewer().rights)
    }

    /// An address, where the reader may open it.
    pub(crate) fn open<'a>(&self, href: Option<&'a String>) -> Option<&'a String> {
        href.filter(|href| self.opens(href))
    }

    /// A label and where it leads, where the reader may go there.
    pub(crate) fn way<'a>(&self, way: Option<&'a (Text, String)>) -> Option<&'a (Text, String)> {
        way.filter(|(_, href)| self.opens(href))
    }

    /// A path of this site with the reader's dates and map behind it. Other addresses are left as
    /// they are.
    pub fn link<'a>(&self, href: &'a str) -> Cow<'a, str> {
        if !href.starts_with('/') || self.query.pairs().all(|(name, _)| !AS_OF.contains(&name)) {
            return Cow::Borrowed(href);
        }
        let own = Query::parse(href.split_once('?').map_or("", |(_, q)| q));
        let mut mine = self.query.clone().only(&AS_OF);
        for name in AS_OF.into_iter().filter(|name| own.get(name).is_some()) {
            mine = mine.with(name, None);
        }
        Cow::Owned(mine.behind(href))
    }

    /// The reader's dates and map, and other parameters of the page's address, as hidden fields: a
    /// form that asks for a page takes them along.
    pub fn kept(&self, names: &[&str]) -> crate::Html {
        let mut out = String::new();
        let keeps = |name: &str| AS_OF.contains(&name) || names.contains(&name);
        for (name, value) in self.query.pairs().filter(|(name, v)| keeps(name) && !v.is_empty()) {
            out.push_str("<input type=\"hidden\" name=\"");
            crate::html::escape(name, &mut out);
            out.push_str("\" value=\"");
            crate::html::escape(value, &mut out);
            out.push_str("\">");
        }
        crate::Html::trusted(out)
    }

    /// Who reads.
    pub fn viewer(&self) -> &Viewer {
        static NOBODY: Viewer = Viewer {
            account: None,
            scope: None,
            csrf: String::new(),
            head: None,
            rights: Vec::new(),
            at: None,
        };
        self.viewer.get().unwrap_or(&NOBODY)
    }

    /// How many things wait at an entry of the navigation.
    pub(crate) fn marked(&self, href: &str) -> Option<i64> {
        self.mark.get().filter(|mark| mark.href == href).map(|mark| mark.count)
    }

    /// The hidden field every form that changes something must hold: `{{ ui.csrf() }}`.
    pub fn csrf(&self) -> crate::Html {
        let mut out = String::from("<input type=\"hidden\" name=\"csrf\" value=\"");
        crate::html::escape(&self.viewer().csrf, &mut out);
        out.push_str("\">");
        crate::Html::trusted(out)
    }

    /// What the request puts aside.
    pub(crate) fn aside(&self) -> &Aside {
        &self.aside
    }

    /// Whether the page's address gives it again: it answers no form.
    pub(crate) fn can_be_asked_again(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    /// What the page before asked to be said here (a message id), and how that stands.
    pub(crate) fn flash(&self) -> Option<(Tone, &str)> {
        self.flash.as_ref().map(|(tone, id)| (*tone, id.as_str()))
    }

    pub(crate) const fn site(&self) -> &'static Site {
        self.site
    }
}

/// A cookie's value.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// A page, unless a script asks for a fragment or a program prefers JSON.
pub(crate) fn wants(headers: &HeaderMap) -> Wants {
    if headers.contains_key("x-fragment") {
        return Wants::Fragment;
    }
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let (mut html, mut json) = (0.0, 0.0);
    for item in accept.split(',').take(32) {
        match crate::lang::weighted(item) {
            ("text/html" | "application/xhtml+xml", q) => html = f32::max(html, q),
            ("application/json" | "application/problem+json", q) => json = f32::max(json, q),
            _ => {}
        }
    }
    if json > html { Wants::Json } else { Wants::Page }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn ui(address: &str) -> Ui {
        Ui::sample(&[], Lang::Vi, address).unwrap()
    }

    #[test]
    fn dates_and_map_go_along() {
        let page = ui("/people?on=15/10/2024&map=2025-06-30&sort=name&page=2");
        assert_eq!(page.link("/areas"), "/areas?on=15%2F10%2F2024&map=2025-06-30");
        assert_eq!(page.link("/areas?on=2020-01-01"), "/areas?on=2020-01-01&map=2025-06-30");
        assert_eq!(page.link("#rows"), "#rows");
        assert_eq!(ui("/people?sort=name").link("/areas"), "/areas");
        assert_eq!(
            page.here_with("sort", Some("-name")),
            "/people?on=15%2F10%2F2024&map=2025-06-30&sort=-name"
        );
    }

    #[test]
    fn cookies_speak_before_headers() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("languish=en; lang=vi; size=3; said=good.no-such-message"),
        );
        let site = Site::new(&[], [], None).unwrap();
        let context = Context::new(site, Arc::default(), Method::GET, Uri::default());
        let ui = Ui::read(context, &headers);
        assert_eq!((ui.lang, ui.size, ui.flash()), (Lang::Vi, TextSize::Larger, None));
    }

    #[test]
    fn programs_get_json() {
        for (accept, expected) in [
            ("", Wants::Page),
            ("*/*", Wants::Page),
            ("application/json", Wants::Json),
            ("text/html,application/xhtml+xml,*/*;q=0.8", Wants::Page),
            ("text/html;q=0.5, application/problem+json", Wants::Json),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            assert_eq!(wants(&headers), expected, "{accept}");
        }
    }
}
