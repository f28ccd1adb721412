//! Mail: whole files in a folder, a talk with a server, no secret anywhere.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    thread,
};

use errands::{Mailer, model::Mail};
use kernel::Uuid;
use store::jobs::Failure;
use testkit::clock;

fn mail() -> Mail {
    Mail {
        to: "vanthu@tinh.example".to_owned(),
        subject: "Nhắc nộp biểu\r\nBcc: ai@khac.example".to_owned(),
        body: "Hạn nộp 01/12/2026.\r\n".to_owned(),
    }
}

#[tokio::test]
async fn a_mail_is_one_file_however_often_it_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::folder(folder.path().join("mail"), clock()).unwrap();
    let id = Uuid::from_u128(7);
    mailer.send(id, &mail()).await.unwrap();
    mailer.send(id, &mail()).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail")).unwrap().collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    assert!(text.contains("To: vanthu@tinh.example"), "{text}");
    assert!(text.contains(&format!("Message-ID: <{id}@nhanluc>")), "{text}");
    assert!(text.contains("Auto-Submitted: auto-generated"), "no machine answers: {text}");
    assert!(text.contains("Tue, 24 Nov 2026 08:00:00"), "{text}");
    assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "a subject is one line: {text}");
}

#[tokio::test]
async fn what_can_never_be_sent_says_so_without_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::folder(folder.path(), clock()).unwrap();
    let wrong = Mail { to: "không phải địa chỉ".to_owned(), ..mail() };
    let failure = mailer.send(Uuid::nil(), &wrong).await.unwrap_err();
    assert_eq!(failure, Failure::ForGood("mail_unsendable".to_owned()));
}

/// A server that takes one mail, answering `RCPT` with a line of its own. Returns what it was
/// told.
fn server(rcpt: &'static str) -> (u16, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let talk = thread::spawn(move || {
        let (mut out, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(out.try_clone().unwrap()).lines();
        let mut told = String::new();
        let mut data = false;
        out.write_all(b"220 test ready\r\n").unwrap();
        while let Some(Ok(line)) = lines.next() {
            told.push_str(&line);
            told.push('\n');
            let answer = match &line[..] {
                "." if data => "250 taken",
                _ if data => continue,
                "DATA" => {
                    data = true;
                    out.write_all(b"354 go on\r\n").unwrap();
                    continue;
                }
                "QUIT" => {
                    let _ = out.write_all(b"221 bye\r\n");
                    break;
                }
                line if line.starts_with("RCPT") => rcpt,
                _ => "250 well",
            };
            data &= answer != "250 taken";
            out.write_all(format!("{answer}\r\n").as_bytes()).unwrap();
        }
        told
    });
    (port, talk)
}

#[tokio::test]
async fn a_server_takes_a_mail() {
    let (port, talk) = server("250 well");
    let mailer = Mailer::smtp(&format!("smtp://127.0.0.1:{port}"), clock()).unwrap();
    let mailer = mailer.from("nhanluc@tinh.example").unwrap();
    mailer.send(Uuid::nil(), &mail()).await.unwrap();
    let told = talk.join().unwrap();
    assert!(told.contains("MAIL FROM:<nhanluc@tinh.example>"), "{told}");
    assert!(told.contains("RCPT TO:<vanthu@tinh.example>"), "{told}");
}

#[tokio::test]
async fn what_a_server_refuses_is_told_by_its_number_alone() {
    for (answer, expected) in [
        ("550 no such user vanthu@tinh.example", Failure::ForGood("smtp_550".to_owned())),
        ("451 vanthu@tinh.example: later", Failure::Again("smtp_451".to_owned())),
    ] {
        let (port, talk) = server(answer);
        let mailer = Mailer::smtp(&format!("smtp://127.0.0.1:{port}"), clock()).unwrap();
        let failure = mailer.send(Uuid::nil(), &mail()).await.unwrap_err();
        assert_eq!(failure, expected);
        talk.join().unwrap();
    }
}

#[test]
fn no_secret_is_told() {
    let mailer = Mailer::smtp("smtps://user:h%C6%A1i-m%E1%BA%ADt@mail.tinh.example", clock());
    let mailer = mailer.unwrap();
    let told = format!("{mailer:?} {:?}", mail());
    for secret in ["h%C6", "user:", "vanthu", "Nhắc"] {
        assert!(!told.contains(secret), "{told}");
    }
    let wrong = Mailer::smtp("imap://user:secret@host", clock()).unwrap_err().to_string();
    assert!(!wrong.contains("secret"), "{wrong}");
}

#[test]
fn a_mail_never_holds_half_a_link() {
    let letters = errands::Letters::new(errands::MESSAGES, "errands-code-mail-see").unwrap();
    let news = errands::model::News::new("errands-code-mail", "/hop-thu?ma=123456");
    let news = news.arg("code", "123456");
    let (_, with) = letters.write(Some("https://nhanluc.tinh.example/"), &news);
    assert_eq!(with.matches("https://nhanluc.tinh.example/hop-thu?ma=123456").count(), 2, "{with}");
    let (subject, without) = letters.write(None, &news);
    assert!(!without.contains("/hop-thu") && !without.contains("://"), "{without}");
    assert!(without.contains("mở Hộp thư") && without.contains("open the inbox"), "{without}");
    assert!(without.contains(&subject), "{without}");
}
