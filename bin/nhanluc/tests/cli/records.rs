//! Learning records from outside: keys, files in and out, and a server that is killed.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value as Json, json};

use crate::office::{Office, keys, offices};

fn statement(id: &str, verb: &str) -> String {
    json!({
        "id": id,
        "actor": {"mbox": "mailto:an@example.vn", "name": "Nguyễn Văn An"},
        "verb": {"id": format!("http://example.vn/verbs/{verb}")},
        "object": {"id": "http://example.vn/courses/1"},
        "timestamp": "2026-11-24T08:00:00.000Z",
    })
    .to_string()
}

fn id(n: u64) -> String {
    uuid::Uuid::from_u128(u128::from(n)).to_string()
}

#[test]
fn keys_are_made_listed_and_revoked() {
    for office in offices() {
        let made = office.json(&["lrs", "key", "add", "Moodle", "--scope", "all"]);
        assert_eq!(keys(&made), ["key", "secret"]);
        assert!(made["secret"].as_str().unwrap().len() >= 32);
        let listed = office.json(&["lrs", "key", "list"]);
        assert_eq!((&listed[0]["key"], &listed[0]["name"]), (&made["key"], &json!("Moodle")));
        assert!(listed[0].get("secret").is_none());
        office.text(&["lrs", "key", "revoke", made["key"].as_str().unwrap()]);
        assert!(office.json(&["lrs", "key", "list"])[0]["revoked_at"].is_string());
        let again = office.output(&["lrs", "key", "revoke", made["key"].as_str().unwrap()]);
        assert!(!again.status.success());
        assert!(!office.output(&["lrs", "key", "add", "x", "--scope", "more"]).status.success());
    }
}

#[test]
fn files_go_in_and_come_out() {
    for office in offices() {
        let sent: Vec<String> = (1..=1_200).map(|n| statement(&id(n), "did")).collect();
        std::fs::write(office.path("a.json"), format!("[{}]", sent[..500].join(",\n"))).unwrap();
        // Some editors put a mark before the first line.
        std::fs::write(office.path("b.jsonl"), format!("\u{feff}{}", sent[500..].join("\n")))
            .unwrap();
        let file = std::fs::File::create(office.path("c.gz")).unwrap();
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packed.write_all(sent[..600].join("\n").as_bytes()).unwrap();
        packed.finish().unwrap();
        let paths = ["a.json", "b.jsonl", "c.gz"].map(|name| office.path(name));
        let mut args = vec!["lrs".as_ref(), "import".as_ref()];
        args.extend(paths.iter().map(|p| p.as_os_str()));
        let told = office.json(&args);
        assert_eq!((&told["statements"], &told["new"]), (&json!(1_800), &json!(1_200)));
        let out = office.text(&["lrs", "export", "--format", "jsonl"]);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 1_200, "what came twice is there once");
        for (line, sent) in lines.iter().zip(&sent) {
            assert!(line.starts_with(&sent[..sent.len() - 1]), "{line}");
        }
        let middle: Json = serde_json::from_str(lines[599]).unwrap();
        let since = middle["stored"].as_str().unwrap();
        let later = office.text(&["lrs", "export", "--since", since, "--format", "jsonl"]);
        assert_eq!(later.lines().count(), 600);
        let before = office.json(&["lrs", "export", "--until", since]);
        assert_eq!(before.as_array().unwrap().len(), 600);
        // One line each, over however many lines it came.
        let pretty = office.path("pretty.json");
        std::fs::write(&pretty, format!("[{}]", sent[0].replace(',', ",\r\n\t"))).unwrap();
        let [lrs, import, tenant, other] = ["lrs", "import", "--tenant", "b"].map(OsStr::new);
        office.text(&[lrs, import, pretty.as_os_str(), tenant, other]);
        let out = office.text(&["lrs", "export", "--format", "jsonl", "--tenant", "b"]);
        let back: Json = serde_json::from_str(&out).unwrap();
        assert_eq!((out.lines().count(), &back["id"]), (1, &json!(id(1))));
        let columns = office.output(&["lrs", "export", "--format", "parquet"]);
        assert!(columns.status.success());
        let (head, foot) = (b"PAR1", b"nhanluc\0");
        assert!(columns.stdout.starts_with(head) && columns.stdout.ends_with(head));
        assert_eq!(&columns.stdout[columns.stdout.len() - 16..][..8], foot);
        // A number beyond any that a program reckons with is told as it was sent.
        let vast = office.path("vast.json");
        let result = r#""result":{"score":{"raw":1e999},"extensions":{"http://e":-1e999}}"#;
        std::fs::write(&vast, sent[1].replacen('{', &format!("{{{result},"), 1)).unwrap();
        let [lrs, import, tenant, other] = ["lrs", "import", "--tenant", "c"].map(OsStr::new);
        office.text(&[lrs, import, vast.as_os_str(), tenant, other]);
        let columns = office.output(&["lrs", "export", "--format", "parquet", "--tenant", "c"]);
        assert!(columns.status.success(), "{columns:?}");
        assert!(columns.stdout.ends_with(head));
        let other = office.output(&["lrs", "key", "list", "--format", "parquet"]);
        assert!(!other.status.success(), "{:?}", other.stdout);
        std::fs::write(office.path("bad.json"), "[{}]").unwrap();
        let bad = office.path("bad.json");
        let refused = office.output(&["lrs".as_ref(), "import".as_ref(), bad.as_os_str()]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains("Data 2.2"), "{said}");
    }
}

/// The SHA-256 of `hello`.
const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

#[test]
fn what_attachments_hold_goes_along_or_is_told_to_be_missing() {
    for office in offices() {
        let mut sent: Json = serde_json::from_str(&statement(&id(1), "did")).unwrap();
        sent["attachments"] = json!([{
            "usageType": "http://example.vn/bang-khen",
            "display": {"vi": "Bằng khen"},
            "contentType": "text/plain",
            "length": 5,
            "sha2": HELLO,
        }]);
        // Called by two names they are one.
        let other = sent["attachments"][0].clone();
        sent["attachments"].as_array_mut().unwrap().push(other);
        sent["attachments"][1]["contentType"] = json!("text/markdown");
        let (file, held) = (office.path("a.jsonl"), office.path("held"));
        std::fs::write(&file, sent.to_string()).unwrap();
        std::fs::create_dir(&held).unwrap();
        let import = |file: &std::path::Path, more: &[&OsStr]| {
            let mut args = ["lrs", "import"].map(OsStr::new).to_vec();
            args.push(file.as_os_str());
            args.extend(more);
            args.extend(["--format", "json"].map(OsStr::new));
            office.output(&args)
        };
        let missing = |out: &std::process::Output| {
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
            serde_json::from_slice::<Json>(&out.stdout).unwrap()["attachments_missing"].clone()
        };
        let [attachments, tenant] = ["--attachments", "--tenant"].map(OsStr::new);
        // Other bytes than those of the hash are not taken for them.
        std::fs::write(held.join(HELLO), "hallo").unwrap();
        assert!(!import(&file, &[attachments, held.as_os_str()]).status.success());
        std::fs::write(held.join(HELLO), "hello").unwrap();
        assert_eq!(missing(&import(&file, &[attachments, held.as_os_str()])), json!(0));

        let told = office.output(&["lrs", "export", "--format", "jsonl"]);
        let said = String::from_utf8_lossy(&told.stderr).into_owned();
        assert!(said.contains("1 tệp đính kèm") && said.contains("--attachments"), "{said}");
        let out = office.path("out");
        let mut args = ["lrs", "export", "--format", "jsonl"].map(OsStr::new).to_vec();
        args.extend([attachments, out.as_os_str()]);
        let whole = office.output(&args);
        assert!(whole.status.success() && whole.stderr.is_empty());
        assert_eq!(std::fs::read(out.join(HELLO)).unwrap(), b"hello");

        // The program's own records are taken back, with what their attachments hold or without.
        std::fs::write(&file, &whole.stdout).unwrap();
        let [b, c] = ["b", "c"].map(OsStr::new);
        let with = [attachments, out.as_os_str(), tenant, b];
        assert_eq!(missing(&import(&file, &with)), json!(0));
        assert_eq!(missing(&import(&file, &[tenant, c])), json!(1));
        for (tenant, tells) in [("b", true), ("c", false)] {
            let told = office.output(&["lrs", "export", "--format", "jsonl", "--tenant", tenant]);
            assert_eq!(String::from_utf8(told.stdout).unwrap().lines().count(), 1);
            assert_eq!(!told.stderr.is_empty(), tells, "{tenant}");
        }
    }
}

/// A server at work, and how it is asked.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub(crate) fn start(office: &Office) -> Self {
        Self::of(office.command(&["serve", "--listen", "127.0.0.1:0"]))
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.contains(':'), "{line}");
        Self { child, address }
    }

    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_server_is_the_process_that_was_started_and_gives_memory_back() {
    let told = |said: Option<&str>| {
        let office = &offices()[0];
        let mut command = office.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env_remove("MALLOC_MMAP_THRESHOLD_");
        command.envs(said.map(|value| ("MALLOC_MMAP_THRESHOLD_", value)));
        let server = Server::of(command);
        let environment = std::fs::read(format!("/proc/{}/environ", server.child.id())).unwrap();
        let arguments = std::fs::read(format!("/proc/{}/cmdline", server.child.id())).unwrap();
        assert!(arguments.split(|b| *b == 0).any(|one| one == b"serve"));
        server.kill();
        let environment = String::from_utf8_lossy(&environment).into_owned();
        let mut lines = environment.split('\0').filter_map(|line| line.split_once('='));
        lines.find(|(name, _)| *name == "MALLOC_MMAP_THRESHOLD_").unwrap().1.to_owned()
    };
    assert_eq!(told(None), "1048576");
    assert_eq!(told(Some("131072")), "131072", "what the operator says holds");
}

#[cfg(unix)]
#[test]
fn a_store_that_never_answers_does_not_hold_up_the_end() {
    for office in offices() {
        let file = office.path("a.jsonl");
        std::fs::write(&file, statement(&id(1), "did")).unwrap();
        office.text(&["lrs".as_ref(), "import".as_ref(), file.as_os_str()]);
        // It takes a connection, and says nothing.
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let wish = lrs::acts::Wish {
            name: "Im lặng".to_owned(),
            endpoint: format!("http://{}/xapi", silent.local_addr().unwrap()),
            key: "a".to_owned(),
            secret: "b".to_owned(),
            from_the_start: true,
            ..lrs::acts::Wish::default()
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let db = store::Db::open(office.address()).await.unwrap();
            let (by, clock) = (access::Actor::command(), kernel::Clock::system());
            lrs::acts::add_forward(&by, &db, &clock, &wish).await.unwrap();
            db.close().await;
        });
        let mut server = Server::start(&office);
        let _held = silent.accept().unwrap();
        // Once it answers it can be told to end.
        ask(&mut connect(&server.address), "", "GET", "/xapi/about", "").unwrap();
        let pid = rustix::process::Pid::from_child(&server.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        let asked = std::time::Instant::now();
        while server.child.try_wait().unwrap().is_none() {
            assert!(asked.elapsed() < Duration::from_secs(20), "on {}", office.name());
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Sends one request over a connection that is kept; `None` once the server is gone.
fn ask(
    stream: &mut BufReader<TcpStream>,
    authorization: &str,
    method: &str,
    path: &str,
    body: &str,
) -> Option<(u16, Vec<u8>)> {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\n\
         X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.get_mut().write_all(request.as_bytes()).ok()?;
    let mut line = String::new();
    stream.read_line(&mut line).ok()?;
    let status = line.split(' ').nth(1)?.parse().ok()?;
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some((status, body))
}

fn connect(address: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    BufReader::new(stream)
}

/// Rounds of writing and killing.
const KILLS: u64 = 6;
const WRITERS: u64 = 8;

#[test]
fn a_server_that_is_killed_loses_nothing_it_acknowledged_and_invents_nothing() {
    for office in offices() {
        let made = office.json(&["lrs", "key", "add", "killed", "--scope", "all"]);
        let pair =
            format!("{}:{}", made["key"].as_str().unwrap(), made["secret"].as_str().unwrap());
        let authorization = format!("Basic {}", STANDARD.encode(pair));
        let next = Arc::new(AtomicU64::new(1));
        // Batches sent, and whether they were acknowledged.
        let mut batches: Vec<(Vec<String>, bool)> = Vec::new();
        for round in 0..KILLS {
            let server = Server::start(&office);
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    let (address, authorization) = (server.address.clone(), authorization.clone());
                    let next = Arc::clone(&next);
                    thread::spawn(move || write(&address, &authorization, &next, writer))
                })
                .collect();
            thread::sleep(Duration::from_millis(250 + 130 * round));
            server.kill();
            for writer in writers {
                batches.extend(writer.join().unwrap());
            }
        }
        let acknowledged = batches.iter().filter(|(_, done)| *done).count();
        assert!(acknowledged > 20, "{}: only {acknowledged} batches", office.name());
        let kept = kept(&office);
        for (ids, done) in &batches {
            let there = ids.iter().filter(|id| kept.contains_key(*id)).count();
            let whole = there == ids.len();
            assert!(whole || (!*done && there == 0), "{}: {there} of {ids:?}", office.name());
        }
        let sent: BTreeSet<&String> = batches.iter().flat_map(|(ids, _)| ids).collect();
        assert!(kept.keys().all(|id| sent.contains(id)), "nothing was invented");
        let stored: BTreeSet<&String> = kept.values().collect();
        assert_eq!(stored.len(), kept.len(), "no two were stored at one moment");
    }
}

/// Writes batches of one to nine statements until the server is gone.
fn write(
    address: &str,
    authorization: &str,
    next: &AtomicU64,
    writer: u64,
) -> Vec<(Vec<String>, bool)> {
    let mut stream = connect(address);
    let mut batches = Vec::new();
    loop {
        let length = 1 + (writer + batches.len() as u64) % 9;
        let first = next.fetch_add(length, Ordering::SeqCst);
        let ids: Vec<String> = (first..first + length).map(id).collect();
        let each: Vec<String> = ids.iter().map(|id| statement(id, "did")).collect();
        let body = format!("[{}]", each.join(","));
        match ask(&mut stream, authorization, "POST", "/xapi/statements", &body) {
            Some((200, _)) => batches.push((ids, true)),
            Some((status, body)) => panic!("{status}: {}", String::from_utf8_lossy(&body)),
            None => {
                batches.push((ids, false));
                return batches;
            }
        }
    }
}

/// Ids that are there, and when each was stored.
fn kept(office: &Office) -> BTreeMap<String, String> {
    let out = office.text(&["lrs", "export", "--format", "jsonl"]);
    out.lines()
        .map(|line| {
            let one: Json = serde_json::from_str(line).unwrap();
            let text = |name: &str| one[name].as_str().unwrap().to_owned();
            (text("id"), text("stored"))
        })
        .collect()
}
