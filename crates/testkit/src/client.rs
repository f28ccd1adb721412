//! A client without a browser and without a network: requests go straight into the router.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use tower::ServiceExt as _;

use crate::form;

/// Somebody at a browser: cookies are kept, and the token of the last page goes with every form.
#[derive(Debug)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: Option<(String, String)>,
    headers: Vec<(String, String)>,
}

/// A file to send.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// Name of the form's field.
    pub field: &'a str,
    /// Name of the file, as the browser would send it.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

impl Client {
    /// Somebody who was never here before.
    pub const fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), csrf: None, headers: Vec::new() }
    }

    /// Sends a header with every request from now on, e.g. `accept-language`; in place of the one
    /// a browser would send.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Sets a cookie, or forgets it.
    pub fn set_cookie(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.cookies.insert(name.to_owned(), value.to_owned()),
            None => self.cookies.remove(name),
        };
    }

    /// Replaces or forgets the token that would go with the next form.
    pub fn set_csrf(&mut self, field: Option<(&str, &str)>) {
        self.csrf = field.map(|(name, value)| (name.to_owned(), value.to_owned()));
    }

    /// Asks for a page. Redirects are not followed.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Asks for a page and follows redirects, ten at most.
    pub async fn visit(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Follows redirects with GET, ten at most.
    pub async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(next) = page.location().map(str::to_owned) else { break };
            page = self.get(&next).await;
        }
        page
    }

    /// Sends a form, with the last page's token unless `fields` holds it. Redirects are not
    /// followed.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form::urlencoded(&self.with_token(fields)).into_bytes();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded".to_owned()), body)
            .await
    }

    /// Sends a form and follows the redirects it answers with.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        self.follow(page).await
    }

    /// Sends a form with files, with the last page's token before the files.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[Upload<'_>],
    ) -> Page {
        let body = form::multipart(&self.with_token(fields), files);
        let kind = format!("multipart/form-data; boundary={}", form::BOUNDARY);
        self.send(Method::POST, path, Some(kind), body).await
    }

    /// Sends anything at all; only cookies and headers are added.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        content_type: Option<String>,
        body: Vec<u8>,
    ) -> Page {
        let request = self.request(&method, path, content_type, body);
        let answer = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("the body can be read");
        let page = Page { status: parts.status, headers: parts.headers, body };
        self.remember(&page);
        page
    }

    fn request(
        &self,
        method: &Method,
        path: &str,
        content_type: Option<String>,
        body: Vec<u8>,
    ) -> Request<Body> {
        let mut builder = Request::builder().method(method.clone()).uri(path);
        builder = builder.header(header::HOST, "localhost");
        if *method != Method::GET {
            for (name, value) in [("origin", "http://localhost"), ("sec-fetch-site", "same-origin")]
            {
                if self.headers.iter().all(|(own, _)| own != name) {
                    builder = builder.header(name, value);
                }
            }
        }
        if let Some(kind) = content_type {
            builder = builder
                .header(header::CONTENT_TYPE, kind)
                .header(header::CONTENT_LENGTH, body.len());
        }
        if !self.cookies.is_empty() {
            let all: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            builder = builder.header(header::COOKIE, all.join("; "));
        }
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        let mut request = builder.body(Body::from(body)).expect("path and headers are well-formed");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 49_152))));
        request
    }

    fn with_token(&self, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let given = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        let token = self.csrf.clone().filter(|(name, _)| fields.iter().all(|(k, _)| k != name));
        token.into_iter().chain(given).collect()
    }

    fn remember(&mut self, page: &Page) {
        for line in page.headers.get_all(header::SET_COOKIE) {
            let Ok(line) = line.to_str() else { continue };
            let mut parts = line.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|p| p.split_once('=')) else {
                continue;
            };
            let gone = parts.any(|p| p.eq_ignore_ascii_case("max-age=0"));
            self.set_cookie(name, (!gone).then_some(value));
        }
        if let Some(found) = form::csrf_field(&page.text()) {
            self.csrf = Some(found);
        }
    }
}

impl Page {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where it sends us.
    pub fn location(&self) -> Option<&str> {
        self.header("location").filter(|_| self.status.is_redirection())
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// The page itself, when its status is this one; else the test fails and shows the page.
    #[expect(clippy::return_self_not_must_use, reason = "the check alone is a use")]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}
