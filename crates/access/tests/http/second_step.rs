//! The second step: turned on, asked for at the door, each code once; lost, and taken off.

use access::{Actor, App, SealKey, Settings, StepError};
use kernel::{Clock, Timestamp};
use store::Db;
use testkit::{Client, Page};

use crate::house::{
    NAME, PASSWORD, SESSION, account, later, migrations, router, sign_in, signed_in, with_settings,
};

const WAITING: &str = "nhanluc-code";
const PAGE: &str = "/tai-khoan/bao-mat";

fn settings() -> Settings {
    Settings { seal: SealKey::read(&"7".repeat(64)), ..Settings::default() }
}

async fn house(db: Db, clock: &Clock) -> App {
    let app = with_settings(db, clock, settings());
    account(&app).await;
    app
}

/// What an authenticator would show.
fn shown(secret: &[u8], at: Timestamp) -> String {
    let counter = at.as_second() / 30;
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = ring::hmac::sign(&key, &counter.to_be_bytes());
    let digest = tag.as_ref();
    let offset = usize::from(digest[19] & 15);
    let word: [u8; 4] = digest[offset..offset + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000)
}

/// The secret as the page spells it.
fn secret(page: &Page) -> Vec<u8> {
    let text = page.text();
    let from = text.split("Nhập tay khoá này: ").nth(1).unwrap_or_else(|| panic!("{text}"));
    let letters = from.split('<').next().unwrap().chars().filter(|c| !c.is_whitespace());
    let (mut out, mut bits, mut word) = (Vec::new(), 0, 0_u32);
    for letter in letters {
        let value =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|b| char::from(*b) == letter);
        word = (word << 5) | u32::try_from(value.unwrap()).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from((word >> bits) & 0xff).unwrap());
        }
    }
    out
}

fn codes(page: &Page) -> Vec<String> {
    let text = page.text();
    let list = text.split("<ul class=\"codes\">").nth(1).unwrap().split("</ul>").next().unwrap();
    list.split("<code>").skip(1).map(|c| c.split('<').next().unwrap().to_owned()).collect()
}

/// Turns it on in a page; gives the secret and the codes to recover with.
async fn turn_on(client: &mut Client, clock: &Clock) -> (Vec<u8>, Vec<String>) {
    client.get(PAGE).await.expect(200);
    client.post("/tai-khoan/bao-mat/buoc-hai", &[("mat_khau", PASSWORD)]).await.expect(303);
    let page = client.get(PAGE).await.expect(200);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.text().contains("<svg class=\"qr\""));
    let secret = secret(&page);
    let code = shown(&secret, clock.now());
    let on = client.post("/tai-khoan/bao-mat/buoc-hai/bat", &[("ma", &code)]).await.expect(200);
    (secret, codes(&on))
}

/// Gives the password, and is asked for a code.
async fn at_the_code(client: &mut Client) {
    let page = sign_in(client, NAME, PASSWORD).await.expect(303);
    assert_eq!(page.location(), Some("/dang-nhap/ma?tiep="));
    assert!(client.cookie(WAITING).is_some());
    assert_eq!(client.cookie(SESSION), None, "a password alone begins nothing");
    client.get("/dang-nhap/ma").await.expect(200);
}

async fn give(client: &mut Client, code: &str) -> Page {
    client.post("/dang-nhap/ma", &[("ma", code), ("tiep", "/tai-khoan")]).await
}

#[tokio::test]
async fn a_password_alone_no_longer_opens() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut other = signed_in(&app).await;
        let mut owner = signed_in(&app).await;
        let (secret, codes) = turn_on(&mut owner, &clock).await;
        assert_eq!(codes.len(), access::RECOVERY_CODES, "{}", db.name());
        other.get("/").await.expect(303);
        let page = owner.get(PAGE).await.expect(200).text();
        assert!(page.contains("còn 10 trong 10 mã") && !page.contains("<svg class=\"qr\""));
        assert!(page.contains("Bật bước thứ hai"), "it stands among what was done");

        let mut client = Client::new(router(&app));
        // No hint before the password is right.
        let wrong = sign_in(&mut client, NAME, "con bò cười dưới ao").await.expect(422);
        assert!(wrong.text().contains("Tên hoặc mật khẩu không đúng"));
        assert_eq!(client.cookie(WAITING), None);

        at_the_code(&mut client).await;
        client.get("/").await.expect(303);
        // The code it was turned on with was used.
        give(&mut client, &shown(&secret, clock.now())).await.expect(422);
        later(&clock, 30);
        let code = shown(&secret, clock.now());
        let page = give(&mut client, &code).await.expect(303);
        assert_eq!(page.location(), Some("/tai-khoan"));
        assert_eq!(client.cookie(WAITING), None);
        client.get("/").await.expect(200);

        // The same code again, within its half minute.
        let mut thief = Client::new(router(&app));
        at_the_code(&mut thief).await;
        let refused = give(&mut thief, &code).await.expect(422);
        assert!(refused.text().contains("Mã không đúng, hoặc đã được dùng"));
        thief.get("/").await.expect(303);
    }
}

#[tokio::test]
async fn codes_to_recover_with_work_once_each() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut owner = signed_in(&app).await;
        let (_, codes) = turn_on(&mut owner, &clock).await;
        let mut client = Client::new(router(&app));
        at_the_code(&mut client).await;
        give(&mut client, &codes[0].to_uppercase().replace('-', " ")).await.expect(303);
        let page = client.get(PAGE).await.expect(200).text();
        assert!(page.contains("còn 9 trong 10 mã"), "{}", db.name());
        let mut again = Client::new(router(&app));
        at_the_code(&mut again).await;
        give(&mut again, &codes[0]).await.expect(422);
        give(&mut again, &codes[1]).await.expect(303);

        // New ones replace the old.
        again.get(PAGE).await.expect(200);
        for wrong in [
            [("mat_khau_ma", "không phải đâu nhé"), ("ma_moi", &codes[3])],
            [("mat_khau_ma", PASSWORD), ("ma_moi", "")],
            [("mat_khau_ma", PASSWORD), ("ma_moi", &codes[1])],
        ] {
            again.post("/tai-khoan/bao-mat/ma-du-phong", &wrong).await.expect(422);
        }
        let right = [("mat_khau_ma", PASSWORD), ("ma_moi", &codes[3])];
        let page = again.post("/tai-khoan/bao-mat/ma-du-phong", &right).await.expect(200);
        let new = self::codes(&page);
        assert_eq!(new.len(), 10);
        let mut third = Client::new(router(&app));
        at_the_code(&mut third).await;
        give(&mut third, &codes[2]).await.expect(422);
        give(&mut third, &new[2]).await.expect(303);
    }
}

#[tokio::test]
async fn wrong_codes_shut_the_door() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut owner = signed_in(&app).await;
        let (secret, _) = turn_on(&mut owner, &clock).await;
        let mut thief = Client::new(router(&app));
        let mut refused = 0;
        // Failures count since the owner last came in.
        later(&clock, 1);
        // The password given again in between lets no count begin anew.
        for _ in 0..4 {
            if sign_in(&mut thief, NAME, PASSWORD).await.status == 429 {
                break;
            }
            if give(&mut thief, "000000").await.status == 422 {
                refused += 1;
            }
        }
        assert!(refused <= 3, "{}: {refused} guesses", db.name());
        later(&clock, 60);
        let locked = sign_in(&mut thief, NAME, PASSWORD).await.expect(429);
        assert!(locked.header("retry-after").is_some());
        later(&clock, 16 * 60);
        let mut client = Client::new(router(&app));
        at_the_code(&mut client).await;
        give(&mut client, &shown(&secret, clock.now())).await.expect(303);
    }
}

#[tokio::test]
async fn who_owes_a_code_does_not_for_ever() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut owner = signed_in(&app).await;
        let (secret, _) = turn_on(&mut owner, &clock).await;
        let mut client = Client::new(router(&app));
        at_the_code(&mut client).await;
        later(&clock, 301);
        let late = give(&mut client, &shown(&secret, clock.now())).await.expect(303);
        assert_eq!(late.location(), Some("/dang-nhap"));
        // Nor once the password was set anew.
        at_the_code(&mut client).await;
        access::set_password(&app, &Actor::command(), NAME, "trời xanh mây trắng 12")
            .await
            .unwrap();
        let over = give(&mut client, &shown(&secret, clock.now())).await.expect(303);
        assert_eq!(over.location(), Some("/dang-nhap"));
        // Nor without the cookie, and never with a made-up one.
        let mut stranger = Client::new(router(&app));
        assert_eq!(stranger.get("/dang-nhap/ma").await.location(), Some("/dang-nhap"));
        stranger.get("/dang-nhap").await;
        stranger.set_cookie(WAITING, Some(&"a".repeat(64)));
        assert_eq!(give(&mut stranger, "123456").await.location(), Some("/dang-nhap"));
    }
}

#[tokio::test]
async fn a_lost_second_step_is_taken_off() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let by = Actor::command();
        access::create_account(&app, &by, "hai", "Hai", PASSWORD).await.unwrap();
        let role = access::NewRole::whole("hai", access::Role::Inspector);
        access::give_roles(&app, &by, &[role], "").await.unwrap();
        let mut owner = signed_in(&app).await;
        turn_on(&mut owner, &clock).await;

        let mut hai = Client::new(router(&app));
        sign_in(&mut hai, "hai", PASSWORD).await.expect(303);
        hai.get("/tai-khoan").await;
        hai.post(&format!("/nguoi-dung/{NAME}/buoc-hai/bo"), &[]).await.expect(403);
        access::take_second_step(&app, &by, NAME).await.unwrap();
        let twice = access::take_second_step(&app, &by, NAME).await;
        assert!(matches!(twice, Err(StepError::State)));
        owner.get("/").await.expect(303);
        let mut owner = signed_in(&app).await;
        let page = owner.get(PAGE).await.expect(200).text();
        assert!(page.contains("Bước thứ hai bị gỡ"), "{}: {page}", db.name());
        let page = owner.get(&format!("/nguoi-dung/{NAME}")).await.expect(200).text();
        assert!(page.contains("Bước thứ hai bị gỡ"));
    }
}

#[tokio::test]
async fn it_is_turned_off_with_password_and_code() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut owner = signed_in(&app).await;
        let (_, codes) = turn_on(&mut owner, &clock).await;
        let off = "/tai-khoan/bao-mat/buoc-hai/tat";
        let wrong = [("mat_khau_tat", PASSWORD), ("ma_tat", "000000")];
        owner.post(off, &wrong).await.expect(422);
        let wrong = [("mat_khau_tat", "không phải đâu nhé"), ("ma_tat", &codes[0])];
        owner.post(off, &wrong).await.expect(422);
        let right = [("mat_khau_tat", PASSWORD), ("ma_tat", &codes[0][..])];
        owner.post(off, &right).await.expect(303);
        signed_in(&app).await;
        owner.post(off, &right).await.expect(409);
    }
}

#[tokio::test]
async fn a_copy_of_the_database_does_not_open_the_secret() {
    let db = testkit::sqlite(&migrations()).await;
    let clock = testkit::clock();
    let app = house(db.db(), &clock).await;
    let mut owner = signed_in(&app).await;
    let (secret, codes) = turn_on(&mut owner, &clock).await;
    let bytes = std::fs::read(db.file().unwrap()).unwrap();
    let there = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    assert!(!there(&secret) && !there(codes[0].replace('-', "").as_bytes()));

    // Put back on a machine with another key: codes to recover with still open.
    let seal = SealKey::read(&"8".repeat(64));
    let moved = with_settings(db.db(), &clock, Settings { seal, ..Settings::default() });
    let mut client = Client::new(router(&moved));
    at_the_code(&mut client).await;
    later(&clock, 30);
    let told = give(&mut client, &shown(&secret, clock.now())).await.expect(503);
    assert!(told.text().contains("mã dự phòng"));
    give(&mut client, &codes[3]).await.expect(303);

    // Without any key nothing is offered.
    let bare = with_settings(db.db(), &clock, Settings::default());
    access::take_second_step(&bare, &Actor::command(), NAME).await.unwrap();
    let mut client = signed_in(&bare).await;
    let page = client.get(PAGE).await.expect(200).text();
    assert!(page.contains("chưa bật được"), "{page}");
    client.post("/tai-khoan/bao-mat/buoc-hai", &[("mat_khau", PASSWORD)]).await.expect(422);
}

#[test]
fn the_tests_show_what_authenticators_do() {
    let at = Timestamp::from_second(1_111_111_109).unwrap();
    assert_eq!(shown(b"12345678901234567890", at), "081804");
}
