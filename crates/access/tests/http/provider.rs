//! Signing in at a provider, a small one of the tests' own behind a real socket.

use std::sync::{Arc, Mutex};

use access::{App, ProviderSettings, Settings};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use kernel::Clock;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use store::Db;
use testkit::{Client, Page};

use crate::house::{
    NAME, PASSWORD, SESSION, account, later, migrations, router, sign_in, signed_in, with_settings,
};

const PAGE: &str = "/tai-khoan/bao-mat";

/// What the provider is to say next, and what it was asked.
struct Says {
    issuer: String,
    pair: EcdsaKeyPair,
    kid: String,
    claims: Json,
    challenge: String,
    asked: Vec<String>,
    /// How often its keys were asked for.
    keys_read: usize,
}

type Shared = Arc<Mutex<Says>>;

#[derive(Clone)]
struct Provider(Shared);

fn pair() -> EcdsaKeyPair {
    let (random, way) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(way, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(way, pkcs8.as_ref(), &random).unwrap()
}

async fn discovery(State(Provider(it)): State<Provider>) -> String {
    let issuer = it.lock().unwrap().issuer.clone();
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "authorization_response_iss_parameter_supported": true,
    })
    .to_string()
}

async fn keys(State(Provider(it)): State<Provider>) -> String {
    let mut it = it.lock().unwrap();
    it.keys_read += 1;
    let point = it.pair.public_key().as_ref();
    let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
    json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": it.kid, "x": x, "y": y}]})
        .to_string()
}

async fn token(
    State(Provider(it)): State<Provider>,
    headers: axum::http::HeaderMap,
    body: String,
) -> (StatusCode, String) {
    let mut it = it.lock().unwrap();
    let given: Vec<(String, String)> =
        form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let value = |name: &str| given.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
    let proof = BASE64.encode(Sha256::digest(value("code_verifier").unwrap()));
    let basic = headers.get("authorization").map(|v| v.to_str().unwrap().to_owned());
    it.asked.push(format!("{body} {}", basic.clone().unwrap_or_default()));
    if value("code").as_deref() != Some("good") || proof != it.challenge || basic.is_none() {
        return (StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"}).to_string());
    }
    let part = |value: &Json| BASE64.encode(value.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "ES256", "kid": it.kid})), part(&it.claims));
    let signature = it.pair.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
    let token = format!("{signed}.{}", BASE64.encode(signature));
    (StatusCode::OK, json!({"id_token": token, "access_token": "x"}).to_string())
}

impl Provider {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let it = Self(Arc::new(Mutex::new(Says {
            issuer,
            pair: pair(),
            kid: "1".to_owned(),
            claims: Json::Null,
            challenge: String::new(),
            asked: Vec::new(),
            keys_read: 0,
        })));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(keys))
            .route("/token", post(token))
            .with_state(it.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        it
    }

    fn issuer(&self) -> String {
        self.0.lock().unwrap().issuer.clone()
    }

    /// Somebody signs in there: the address the provider sends them back to.
    fn sign_in(&self, clock: &Clock, away: &str, subject: &str) -> String {
        let mut it = self.0.lock().unwrap();
        let (place, query) = away.split_once('?').unwrap();
        assert_eq!(place, format!("{}/auth", it.issuer));
        let asked: Vec<(String, String)> =
            form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let value = |name: &str| asked.iter().find(|(k, _)| k == name).unwrap().1.clone();
        assert_eq!((&value("response_type")[..], &value("scope")[..]), ("code", "openid"));
        assert_eq!(value("code_challenge_method"), "S256");
        let here = value("redirect_uri");
        assert_eq!(here, "http://localhost/dang-nhap/to-chuc/ve");
        it.challenge = value("code_challenge");
        let now = clock.now().as_second();
        it.claims = json!({"iss": it.issuer, "sub": subject, "aud": "nhanluc", "iat": now,
                           "exp": now + 300, "nonce": value("nonce")});
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", "good")
            .append_pair("state", &value("state"))
            .append_pair("iss", &it.issuer)
            .finish();
        format!("/dang-nhap/to-chuc/ve?{query}")
    }

    /// It signs with another key from now on.
    fn rotate(&self, kid: &str) {
        let mut it = self.0.lock().unwrap();
        it.pair = pair();
        kid.clone_into(&mut it.kid);
    }

    fn keys_read(&self) -> usize {
        self.0.lock().unwrap().keys_read
    }

    fn says(&self, claim: &str, value: Json) {
        self.0.lock().unwrap().claims[claim] = value;
    }
}

async fn house(db: Db, clock: &Clock, provider: &Provider) -> App {
    let settings = ProviderSettings {
        issuer: provider.issuer(),
        client: "nhanluc".to_owned(),
        secret: Some("bí mật & dài".to_owned()),
    };
    assert!(settings.is_sound() && !format!("{settings:?}").contains("bí mật"));
    let settings = Settings { provider: Some(settings), ..Settings::default() };
    let app = with_settings(db, clock, settings);
    account(&app).await;
    app
}

async fn leave(client: &mut Client) -> String {
    client.get("/dang-nhap").await;
    let page = client.get("/dang-nhap/to-chuc?tiep=%2Ftai-khoan").await.expect(303);
    page.location().unwrap().to_owned()
}

#[tokio::test]
async fn visits_are_counted_by_address() {
    for db in testkit::databases(&migrations()).await {
        let (clock, provider) = (testkit::clock(), Provider::start().await);
        let app = house(db.db(), &clock, &provider).await;
        let mut client = Client::new(router(&app));
        for _ in 0..49 {
            leave(&mut client).await;
        }
        let last = leave(&mut client).await;
        client.get("/dang-nhap/to-chuc").await.expect(429);
        Client::new(router(&app)).get("/dang-nhap/to-chuc").await.expect(429);
        // Whoever comes back has ended a visit, however it ended.
        client.get(&provider.sign_in(&clock, &last, "lạ")).await.expect(403);
        leave(&mut client).await;
        client.get("/dang-nhap/to-chuc").await.expect(429);
        later(&clock, 601);
        leave(&mut client).await;
    }
}

/// Any page of the web can have browsers look at these addresses.
#[tokio::test]
async fn looks_from_elsewhere_shut_nobody_out() {
    for db in testkit::databases(&migrations()).await {
        let (clock, provider) = (testkit::clock(), Provider::start().await);
        let app = house(db.db(), &clock, &provider).await;
        let mut owner = signed_in(&app).await;
        link(&mut owner, &provider, &clock, "an-01").await.expect(303);
        for n in 0..60 {
            let mut stranger = Client::new(router(&app));
            let made_up = format!("/dang-nhap/to-chuc/ve?state={n:064}&code=x");
            stranger.get(&made_up).await.expect(422);
        }
        for n in 0..60 {
            let dest = ["image", "iframe", "empty", "script"][n % 4];
            let stranger = Client::new(router(&app)).with_header("sec-fetch-dest", dest);
            { stranger }.get("/dang-nhap/to-chuc").await.expect(403);
        }
        let mut client = Client::new(router(&app)).with_header("sec-fetch-dest", "document");
        let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
        client.get(&back).await.expect(303);
        assert!(client.cookie(SESSION).is_some(), "{}", db.name());
    }
}

/// Links an account to a subject, as its owner does in the pages.
async fn link(client: &mut Client, provider: &Provider, clock: &Clock, subject: &str) -> Page {
    client.get(PAGE).await.expect(200);
    let fields = [("mat_khau_to_chuc", PASSWORD)];
    let page = client.post("/tai-khoan/bao-mat/to-chuc", &fields).await.expect(200).text();
    let from = page.find(&provider.issuer()).unwrap();
    let away = page[from..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    client.get(&provider.sign_in(clock, &away, subject)).await
}

#[tokio::test]
async fn who_is_linked_comes_in() {
    for db in testkit::databases(&migrations()).await {
        let (clock, provider) = (testkit::clock(), Provider::start().await);
        let app = house(db.db(), &clock, &provider).await;
        let mut owner = signed_in(&app).await;
        let linked = link(&mut owner, &provider, &clock, "an-01").await.expect(303);
        assert_eq!(linked.location(), Some(PAGE));
        let page = owner.get(PAGE).await.expect(200).text();
        assert!(page.contains("an-01") && page.contains("Nối với tài khoản ở tổ chức"));

        let mut client = Client::new(router(&app));
        let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
        let page = client.get(&back).await.expect(303);
        assert_eq!(page.location(), Some("/tai-khoan"), "{}", db.name());
        client.get("/").await.expect(200);
        // The same address again; and in another browser.
        let mut thief = Client::new(router(&app));
        thief.get(&back).await.expect(422);
        let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
        thief.get("/dang-nhap").await;
        thief.get(&back).await.expect(422);
        assert_eq!(thief.cookie(SESSION), None);
        // The secret went in a header, and nowhere else.
        let asked = provider.0.lock().unwrap().asked.join("\n");
        assert!(asked.contains("Basic ") && !asked.contains("client_secret"), "{asked}");
    }
}

#[tokio::test]
async fn keys_of_the_provider_may_change_at_any_moment() {
    // Under another name, and under the same.
    for kid in ["2", "1"] {
        let db = testkit::sqlite(&migrations()).await;
        let (clock, provider) = (testkit::clock(), Provider::start().await);
        let app = house(db.db(), &clock, &provider).await;
        let mut owner = signed_in(&app).await;
        link(&mut owner, &provider, &clock, "an-01").await.expect(303);
        assert_eq!(provider.keys_read(), 1);
        provider.rotate(kid);
        let mut client = Client::new(router(&app));
        let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
        client.get(&back).await.expect(303);
        assert_eq!(provider.keys_read(), 2, "{kid}");
        // The new key is known from now on.
        let mut client = Client::new(router(&app));
        let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
        client.get(&back).await.expect(303);
        assert_eq!(provider.keys_read(), 2, "{kid}");
        // Whoever signs with a key that was never published makes us ask no more than once a
        // minute, and does not come in.
        let published = provider.0.lock().unwrap().pair.public_key().as_ref().to_vec();
        provider.rotate("lạ");
        for _ in 0..3 {
            let mut client = Client::new(router(&app));
            let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
            client.get(&back).await.expect(502);
            assert_eq!(client.cookie(SESSION), None);
        }
        assert_eq!(provider.keys_read(), 2, "{kid}");
        assert_ne!(provider.0.lock().unwrap().pair.public_key().as_ref(), published);
    }
}

#[tokio::test]
async fn a_stranger_gets_a_clear_page_and_no_account() {
    for db in testkit::databases(&migrations()).await {
        let (clock, provider) = (testkit::clock(), Provider::start().await);
        let app = house(db.db(), &clock, &provider).await;
        let mut client = Client::new(router(&app));
        let back = provider.sign_in(&clock, &leave(&mut client).await, "la-<b>99");
        let page = client.get(&back).await.expect(403).text();
        assert!(page.contains("la-") && !page.contains("la-<b>"), "{}: {page}", db.name());
        assert_eq!(client.cookie(SESSION), None);
        let mut tx = app.db.read().await.unwrap();
        let all = access::accounts(&mut tx, &access::Actor::command()).await.unwrap();
        assert_eq!(all.len(), 1, "nobody was made");
        drop(tx);
        // An administrator says who it is.
        let mut admin = signed_in(&app).await;
        admin.get(&format!("/nguoi-dung/{NAME}")).await.expect(200);
        let to = format!("/nguoi-dung/{NAME}/to-chuc");
        admin.post(&to, &[("ma_nguoi", " ")]).await.expect(422);
        admin.post(&to, &[("ma_nguoi", "la-<b>99")]).await.expect(303);
        admin.post(&to, &[("ma_nguoi", "la-<b>99")]).await.expect(409);
        let back = provider.sign_in(&clock, &leave(&mut client).await, "la-<b>99");
        client.get(&back).await.expect(303);
        client.get("/").await.expect(200);
    }
}

#[tokio::test]
async fn what_is_not_believed_opens_nothing() {
    let db = testkit::sqlite(&migrations()).await;
    let (clock, provider) = (testkit::clock(), Provider::start().await);
    let app = house(db.db(), &clock, &provider).await;
    let mut owner = signed_in(&app).await;
    link(&mut owner, &provider, &clock, "an-01").await.expect(303);
    let now = clock.now().as_second();
    let mut refused = 0;
    for (claim, value) in [
        ("nonce", json!("khác")),
        ("aud", json!("khác")),
        ("exp", json!(now - 100)),
        ("iss", json!("https://khac.example.vn")),
    ] {
        let mut client = Client::new(router(&app));
        let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
        provider.says(claim, value);
        client.get(&back).await.expect(502);
        assert_eq!(client.cookie(SESSION), None, "{claim}");
        refused += 1;
    }
    // A wrong code, another provider, a refusal, too late: all before the fifth is counted.
    assert_eq!(refused, 4);
    later(&clock, 16 * 60);
    let mut client = Client::new(router(&app));
    let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
    client.get(&back.replace("code=good", "code=bad")).await.expect(502);
    let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
    let (start, _) = back.split_once("&iss=").unwrap();
    client.get(&format!("{start}&iss=https%3A%2F%2Fkhac.example.vn")).await.expect(422);
    let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
    let (_, state) = back.split_once("code=good&").unwrap();
    client.get(&format!("/dang-nhap/to-chuc/ve?error=access_denied&{state}")).await.expect(422);
    let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
    later(&clock, 601);
    client.get(&back).await.expect(422);
    assert_eq!(client.cookie(SESSION), None);
}

#[tokio::test]
async fn linking_asks_for_the_password_and_for_the_same_person() {
    let db = testkit::sqlite(&migrations()).await;
    let (clock, provider) = (testkit::clock(), Provider::start().await);
    let app = house(db.db(), &clock, &provider).await;
    let by = access::Actor::command();
    access::create_account(&app, &by, "hai", "Hai", PASSWORD).await.unwrap();
    let mut owner = signed_in(&app).await;
    owner.get(PAGE).await.expect(200);
    let wrong = [("mat_khau_to_chuc", "không phải đâu nhé")];
    owner.post("/tai-khoan/bao-mat/to-chuc", &wrong).await.expect(422);
    // Begun by one, ended by another in the same browser.
    let fields = [("mat_khau_to_chuc", PASSWORD)];
    let page = owner.post("/tai-khoan/bao-mat/to-chuc", &fields).await.expect(200).text();
    let from = page.find(&provider.issuer()).unwrap();
    let away = page[from..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let back = provider.sign_in(&clock, &away, "an-01");
    let mut hai = Client::new(router(&app));
    sign_in(&mut hai, "hai", PASSWORD).await.expect(303);
    hai.get(&back).await.expect(422);
    // One of the provider's is one account's alone.
    link(&mut owner, &provider, &clock, "an-01").await.expect(303);
    link(&mut hai, &provider, &clock, "an-01").await.expect(409);
    // A closed account is not opened from elsewhere.
    let role = access::NewRole::whole("hai", access::Role::Administrator);
    access::give_roles(&app, &by, &[role], "").await.unwrap();
    access::disable_account(&app, &by, NAME).await.unwrap();
    let mut client = Client::new(router(&app));
    let back = provider.sign_in(&clock, &leave(&mut client).await, "an-01");
    client.get(&back).await.expect(403);
}

#[tokio::test]
async fn without_a_provider_there_is_no_way_there() {
    let db = testkit::sqlite(&migrations()).await;
    let app = with_settings(db.db(), &testkit::clock(), Settings::default());
    account(&app).await;
    let mut client = Client::new(router(&app));
    let page = client.get("/dang-nhap").await.expect(200).text();
    assert!(!page.contains("to-chuc"));
    client.get("/dang-nhap/to-chuc").await.expect(404);
    client.get("/dang-nhap/to-chuc/ve?state=a&code=b").await.expect(404);
}
