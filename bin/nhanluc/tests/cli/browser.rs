//! Somebody at a browser, as far as a test of the whole program needs one.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Stdio},
    time::Duration,
};

use crate::office::Office;

/// A server with somebody signed in.
pub(crate) struct Browser {
    child: Child,
    address: String,
    cookies: Vec<String>,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    /// Serves the office and signs in as its first account.
    pub(crate) fn open(office: &Office) -> Self {
        let mut command = office.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let (mut address, mut password) = (String::new(), String::new());
        while address.is_empty() || password.is_empty() {
            let mut line = String::new();
            assert!(said.read_line(&mut line).unwrap() > 0, "the server ended");
            let line = line.trim();
            if let Some(there) = line.strip_prefix("http://") {
                there.trim_end_matches('/').clone_into(&mut address);
            } else if line.contains("password:") {
                line.rsplit(": ").next().unwrap().trim().clone_into(&mut password);
            }
        }
        let mut it = Self { child, address, cookies: Vec::new() };
        let page = it.get("/dang-nhap");
        let token = page.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap();
        let form = format!("csrf={token}&name=quantri&password={}", escaped(&password));
        it.send("POST", "/dang-nhap", &form);
        it
    }

    /// A page.
    pub(crate) fn get(&mut self, path: &str) -> String {
        self.send("GET", path, "")
    }

    /// The number of a figure on a page, by its label: dots are no part of it.
    pub(crate) fn figure(page: &str, label: &str) -> i64 {
        let section = page
            .split("<section class=\"figure")
            .find(|s| s.split("</h3>").next().is_some_and(|head| head.trim_end().ends_with(label)));
        let section = section.unwrap_or_else(|| panic!("no figure {label}"));
        let number = section.split("<span class=\"num\">").nth(1).unwrap();
        number.split('<').next().unwrap().replace('.', "").parse().unwrap()
    }

    /// How many rows a list exports.
    pub(crate) fn rows(&mut self, path: &str) -> usize {
        let sign = if path.contains('?') { '&' } else { '?' };
        self.get(&format!("{path}{sign}format=csv")).lines().count() - 1
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n\
             Accept-Language: vi\r\nCookie: {1}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {2}\r\n\r\n{body}",
            self.address,
            self.cookies.join("; "),
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        for line in head.lines() {
            if let Some(cookie) = line.to_ascii_lowercase().strip_prefix("set-cookie: ") {
                let at = line.len() - cookie.len();
                self.cookies.push(line[at..].split(';').next().unwrap().to_owned());
            }
        }
        let fine = ["HTTP/1.1 200", "HTTP/1.1 303"].iter().any(|fine| head.starts_with(fine));
        assert!(fine, "{path}: {head}");
        unchunked(head, body)
    }
}

/// The body of an answer, whole.
fn unchunked(head: &str, body: &str) -> String {
    if !head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
        return body.to_owned();
    }
    let (mut out, mut rest) = (String::new(), body);
    while let Some((length, after)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length.trim(), 16).unwrap();
        if length == 0 {
            break;
        }
        out.push_str(&after[..length]);
        rest = &after[length + 2..];
    }
    out
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))
}
