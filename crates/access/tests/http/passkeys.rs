//! Passkeys over HTTP, with an authenticator of the tests' own: made, used, copied, taken away.

use access::{App, SealKey, Settings};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use kernel::Clock;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use store::Db;
use testkit::{Client, Page};

use crate::house::{
    NAME, PASSWORD, SESSION, account, later, migrations, router, sign_in, signed_in, with_settings,
};

const PAGE: &str = "/tai-khoan/bao-mat";
const MAKE: &str = "/tai-khoan/bao-mat/khoa-truy-cap";
const ENTER: &str = "/dang-nhap/khoa";

async fn house(db: Db, clock: &Clock) -> App {
    let seal = SealKey::read(&"7".repeat(64));
    let app = with_settings(db, clock, Settings { seal, ..Settings::default() });
    account(&app).await;
    app
}

/// An authenticator, and the browser around it at `http://localhost`.
struct Device {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    handle: String,
    counter: u32,
}

impl Device {
    fn new(id: &[u8]) -> Self {
        let (random, way) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(way, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(way, pkcs8.as_ref(), &random).unwrap();
        Self { pair, id: id.to_vec(), handle: String::new(), counter: 0 }
    }

    fn client(kind: &str, challenge: &str) -> String {
        let origin = "http://localhost";
        serde_json::json!({"type": kind, "challenge": challenge, "origin": origin}).to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(b"localhost").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// What a browser would send for options it was told.
    fn make(&mut self, options: &Json) -> [String; 2] {
        options["user"]["id"].as_str().unwrap().clone_into(&mut self.handle);
        let mut data = self.data(0b0100_0101);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.pair.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = Self::client("webauthn.create", options["challenge"].as_str().unwrap());
        [BASE64.encode(client), BASE64.encode(object)]
    }

    fn answer(&mut self, challenge: &str) -> Vec<(&'static str, String)> {
        self.counter += 1;
        let (client, data) = (Self::client("webauthn.get", challenge), self.data(0b0000_0101));
        let message = [&data[..], &Sha256::digest(client.as_bytes())[..]].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
        vec![
            ("id", BASE64.encode(&self.id)),
            ("client", BASE64.encode(client)),
            ("authenticator", BASE64.encode(data)),
            ("signature", BASE64.encode(signature)),
            ("handle", self.handle.clone()),
            ("tiep", "/tai-khoan".to_owned()),
        ]
    }
}

fn options(page: &Page) -> Json {
    assert_eq!(page.header("cache-control"), Some("no-store"));
    serde_json::from_slice(&page.body).unwrap()
}

async fn begin(client: &mut Client, code: &str) -> Page {
    client.get(PAGE).await.expect(200);
    let fields = [("mat_khau_khoa", PASSWORD), ("ma_khoa", code)];
    client.post(&format!("{MAKE}/bat-dau"), &fields).await
}

async fn made(client: &mut Client, device: &mut Device) {
    let options = options(&begin(client, "").await.expect(200));
    assert_eq!(options["rp"]["id"], "localhost");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    let [said, object] = device.make(&options);
    let fields = [("ten_khoa", "Điện thoại <b>"), ("client", &said[..]), ("attestation", &object)];
    client.post(MAKE, &fields).await.expect(303);
}

async fn challenge(client: &mut Client) -> String {
    client.get("/dang-nhap").await.expect(200);
    let page = client.post(&format!("{ENTER}/bat-dau"), &[]).await.expect(200);
    options(&page)["challenge"].as_str().unwrap().to_owned()
}

async fn enter(client: &mut Client, answer: &[(&'static str, String)]) -> Page {
    let fields: Vec<(&str, &str)> = answer.iter().map(|(k, v)| (*k, v.as_str())).collect();
    client.post(ENTER, &fields).await
}

#[tokio::test]
async fn a_passkey_is_made_and_opens() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let (mut owner, mut device) = (signed_in(&app).await, Device::new(b"one"));
        made(&mut owner, &mut device).await;
        let page = owner.get(PAGE).await.expect(200).text();
        assert!(page.contains("Điện thoại &#60;b&#62;") || page.contains("Điện thoại &lt;b&gt;"));
        assert!(page.contains("Tạo một khoá truy cập"), "{}: it is noted", db.name());

        let mut client = Client::new(router(&app));
        let answer = device.answer(&challenge(&mut client).await);
        let page = enter(&mut client, &answer).await.expect(303);
        assert_eq!(page.location(), Some("/tai-khoan"));
        client.get("/").await.expect(200);
        // The same answer again, elsewhere.
        let mut thief = Client::new(router(&app));
        thief.get("/dang-nhap").await;
        enter(&mut thief, &answer).await.expect(422);
        assert_eq!(thief.cookie(SESSION), None);
        // An answer to a challenge that was never made.
        let made_up = device.answer(&BASE64.encode([7; 32]));
        enter(&mut thief, &made_up).await.expect(422);
        // Too late.
        let late = challenge(&mut thief).await;
        later(&clock, 301);
        let answer = device.answer(&late);
        enter(&mut thief, &answer).await.expect(422);
        // A copy that has fallen behind.
        let asked = challenge(&mut thief).await;
        device.counter = 0;
        let answer = device.answer(&asked);
        enter(&mut thief, &answer).await.expect(422);
    }
}

#[tokio::test]
async fn nobody_makes_a_passkey_for_another() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let by = access::Actor::command();
        access::create_account(&app, &by, "hai", "Hai", PASSWORD).await.unwrap();
        let (mut owner, mut device) = (signed_in(&app).await, Device::new(b"one"));
        let options = options(&begin(&mut owner, "").await.expect(200));
        let [said, object] = device.make(&options);
        let fields = [("ten_khoa", ""), ("client", &said[..]), ("attestation", &object)];
        let mut hai = Client::new(router(&app));
        sign_in(&mut hai, "hai", PASSWORD).await.expect(303);
        hai.get(PAGE).await.expect(200);
        hai.post(MAKE, &fields).await.expect(422);
        // The challenge was answered: it is over for its owner, too.
        owner.post(MAKE, &fields).await.expect(422);

        // A challenge of the door makes none, one of the account opens nothing.
        let mut visitor = Client::new(router(&app));
        let asked = challenge(&mut visitor).await;
        let options = serde_json::json!({"challenge": asked, "user": {"id": device.handle}});
        let [said, object] = device.make(&options);
        let fields = [("client", &said[..]), ("attestation", &object)];
        owner.post(MAKE, &fields).await.expect(422);
        made(&mut owner, &mut device).await;
        let inside = self::options(&begin(&mut owner, "").await.expect(200));
        let answer = device.answer(inside["challenge"].as_str().unwrap());
        enter(&mut visitor, &answer).await.expect(422);
        // With another's name for its owner.
        let asked = challenge(&mut visitor).await;
        device.handle = BASE64.encode([1; 16]);
        let answer = device.answer(&asked);
        enter(&mut visitor, &answer).await.expect(422);
    }
}

#[tokio::test]
async fn making_one_asks_for_the_password_again() {
    let db = testkit::sqlite(&migrations()).await;
    let clock = testkit::clock();
    let app = house(db.db(), &clock).await;
    let mut owner = signed_in(&app).await;
    owner.get(PAGE).await.expect(200);
    let mut owner = owner.with_header("accept", "application/json");
    later(&clock, 1);
    let wrong = [("mat_khau_khoa", "không phải đâu nhé")];
    let page = owner.post(&format!("{MAKE}/bat-dau"), &wrong).await.expect(422);
    let said: Json = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(said["detail"], "Mật khẩu hiện tại không đúng.");
    for _ in 0..4 {
        owner.post(&format!("{MAKE}/bat-dau"), &wrong).await.expect(422);
    }
    owner.post(&format!("{MAKE}/bat-dau"), &wrong).await.expect(429);
}

#[tokio::test]
async fn passkeys_are_removed_and_taken_away() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let (mut owner, mut device) = (signed_in(&app).await, Device::new(b"one"));
        made(&mut owner, &mut device).await;
        let page = owner.get(PAGE).await.expect(200).text();
        let from = page.find(&format!("{MAKE}/")).map(|at| &page[at..]);
        let remove = page
            .match_indices(&format!("{MAKE}/"))
            .map(|(at, _)| page[at..].split('"').next().unwrap().to_owned())
            .find(|address| address.ends_with("/bo"))
            .unwrap_or_else(|| panic!("{from:?}"));
        owner.post(&remove, &[]).await.expect(303);
        owner.post(&remove, &[]).await.expect(404);
        let mut client = Client::new(router(&app));
        let answer = device.answer(&challenge(&mut client).await);
        enter(&mut client, &answer).await.expect(422);

        let mut second = Device::new(b"two");
        made(&mut owner, &mut second).await;
        let page = owner.get(&format!("/nguoi-dung/{NAME}")).await.expect(200).text();
        assert!(page.contains("Gỡ 1 khoá truy cập"), "{}", db.name());
        owner.post(&format!("/nguoi-dung/{NAME}/khoa-truy-cap/bo"), &[]).await.expect(303);
        owner.get("/").await.expect(303);
        let answer = second.answer(&challenge(&mut client).await);
        enter(&mut client, &answer).await.expect(422);
        // A closed account's passkey opens nothing either.
        let mut owner = signed_in(&app).await;
        made(&mut owner, &mut second).await;
        let by = access::Actor::command();
        access::create_account(&app, &by, "hai", "Hai", PASSWORD).await.unwrap();
        let role = access::NewRole::whole("hai", access::Role::Administrator);
        access::give_roles(&app, &by, &[role], "").await.unwrap();
        access::disable_account(&app, &by, NAME).await.unwrap();
        let mut fresh = Client::new(router(&app));
        let answer = second.answer(&challenge(&mut fresh).await);
        enter(&mut fresh, &answer).await.expect(422);
    }
}

#[tokio::test]
async fn starts_are_counted_by_address() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut client = Client::new(router(&app));
        for _ in 0..50 {
            challenge(&mut client).await;
        }
        let page = client.post(&format!("{ENTER}/bat-dau"), &[]).await.expect(429);
        assert!(!page.text().contains("challenge"), "{}", db.name());
        // Cookies thrown away make nobody somebody else.
        let mut other = Client::new(router(&app));
        other.get("/dang-nhap").await.expect(200);
        other.post(&format!("{ENTER}/bat-dau"), &[]).await.expect(429);
        // It keeps nobody from signing in with a password, and ends by itself.
        sign_in(&mut other, NAME, PASSWORD).await.expect(303);
        later(&clock, 301);
        client.get("/dang-nhap").await.expect(200);
        challenge(&mut client).await;
    }
}

#[tokio::test]
async fn without_a_name_there_are_no_passkeys() {
    let db = testkit::sqlite(&migrations()).await;
    let clock = testkit::clock();
    let public_url = Some("http://10.0.0.1".to_owned());
    let app = with_settings(db.db(), &clock, Settings { public_url, ..Settings::default() });
    account(&app).await;
    let mut client = Client::new(router(&app));
    let page = client.get("/dang-nhap").await.expect(200).text();
    assert!(!page.contains("data-passkey"));
    client.post(&format!("{ENTER}/bat-dau"), &[]).await.expect(409);
}
