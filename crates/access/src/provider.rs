//! The organisation's provider of `OpenID` Connect: what it says of itself, its keys, its tokens.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, de::DeserializeOwned};
use ureq::Agent;

use crate::{
    outward_agent,
    rules::oidc::{self, Discovery, Expected, KeySet, Untrusted},
};

/// So long may one request take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// More than this is not read of an answer.
const MOST_ANSWER: u64 = 256 * 1024;
/// What the provider says of itself is read anew after so long.
const TRUST: Duration = Duration::from_hours(1);
/// For a token that fits none of its keys, they are read anew at most this often.
const AGAIN: Duration = Duration::from_mins(1);

/// How this office's provider is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderSettings {
    /// Its address, as its tokens say it.
    pub issuer: String,
    /// What this program is called there.
    pub client: String,
    /// The secret it shares with the provider, where there is one.
    pub secret: Option<String>,
}

impl fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderSettings")
            .field("issuer", &self.issuer)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl ProviderSettings {
    /// Whether the address is one of a provider: `https://…`, or on this very machine.
    pub fn is_sound(&self) -> bool {
        oidc::is_address(&self.issuer) && !self.client.is_empty()
    }
}

/// Why the provider's word is not had.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// It does not answer, or not as it must.
    #[error("the provider does not answer as it must: {0}")]
    Unreachable(String),
    /// It refused the code.
    #[error("the provider refused the code: {0}")]
    Refused(String),
    /// Its token is not believed.
    #[error(transparent)]
    Untrusted(#[from] Untrusted),
}

/// The provider, and what is known of it.
pub(crate) struct Provider {
    pub(crate) settings: ProviderSettings,
    agent: Agent,
    kept: Mutex<Kept>,
}

/// What is kept of the provider.
#[derive(Clone, Default)]
struct Kept {
    /// What it says of itself, and when that was read.
    known: Option<(Instant, Arc<Known>)>,
    /// When its keys were last read anew because a token fitted none.
    anew: Option<Instant>,
}

struct Known {
    discovery: Discovery,
    keys: KeySet,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

impl Provider {
    pub(crate) fn new(settings: ProviderSettings) -> Self {
        Self { settings, agent: outward_agent(TIMEOUT), kept: Mutex::default() }
    }

    /// Where somebody is sent to sign in.
    pub(crate) async fn address(
        &self,
        back: &str,
        state: &str,
        nonce: &str,
        verifier: &str,
    ) -> Result<String, ProviderError> {
        let known = self.known().await?;
        Ok(oidc::with_query(
            &known.discovery.authorization_endpoint,
            &[
                ("response_type", "code"),
                ("client_id", &self.settings.client),
                ("redirect_uri", back),
                ("scope", "openid"),
                ("state", state),
                ("nonce", nonce),
                ("code_challenge", &oidc::code_challenge(verifier)),
                ("code_challenge_method", "S256"),
            ],
        ))
    }

    /// Whether an answer comes from this provider and no other (RFC 9207).
    pub(crate) async fn is_from_here(&self, issuer: Option<&str>) -> Result<bool, ProviderError> {
        let says = self.known().await?.discovery.authorization_response_iss_parameter_supported;
        Ok(issuer.map_or(!says, |issuer| issuer == self.settings.issuer))
    }

    /// Whom a code is about.
    pub(crate) async fn subject(
        &self,
        code: &str,
        back: &str,
        (nonce, verifier): (&str, &str),
        now: i64,
    ) -> Result<String, ProviderError> {
        let known = self.known().await?;
        let token = self.exchange(&known.discovery, code, back, verifier).await?;
        let ProviderSettings { issuer, client, .. } = &self.settings;
        let expected = Expected { issuer, client, nonce, now };
        match oidc::subject(&token, &known.keys, &expected) {
            // Keys change, and some providers give the next one the name of the last: they are
            // read anew, though not for everybody who comes with nonsense.
            Err(Untrusted::Key | Untrusted::Signature) => {
                let known = self.known_anew().await?;
                Ok(oidc::subject(&token, &known.keys, &expected)?)
            }
            believed => Ok(believed?),
        }
    }

    async fn exchange(
        &self,
        discovery: &Discovery,
        code: &str,
        back: &str,
        verifier: &str,
    ) -> Result<String, ProviderError> {
        let client = self.settings.client.as_str();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", back),
            ("code_verifier", verifier),
        ];
        let ways = &discovery.token_endpoint_auth_methods_supported;
        let in_header = ways.is_empty() || ways.iter().any(|way| way == "client_secret_basic");
        let mut header = None;
        match &self.settings.secret {
            Some(secret) if in_header => {
                let plain = |text: &str| {
                    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
                };
                let pair = STANDARD.encode(format!("{}:{}", plain(client), plain(secret)));
                header = Some(format!("Basic {pair}"));
            }
            Some(secret) => form.extend([("client_id", client), ("client_secret", secret)]),
            None => form.push(("client_id", client)),
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut request = self
            .agent
            .post(&discovery.token_endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
        if let Some(header) = header {
            request = request.header("Authorization", header);
        }
        let (status, text) = off_thread(move || read(request.send(body.as_bytes()))).await?;
        if status != 200 {
            return Err(ProviderError::Refused(told(status, &text)));
        }
        Ok(parse::<Tokens>(&text)?.id_token)
    }

    /// What is known of the provider.
    async fn known(&self) -> Result<Arc<Known>, ProviderError> {
        match self.look().known {
            Some((read_at, known)) if read_at.elapsed() < TRUST => Ok(known),
            _ => self.ask().await,
        }
    }

    /// The same, asked again unless that was just done.
    async fn known_anew(&self) -> Result<Arc<Known>, ProviderError> {
        let kept = self.look();
        if let Some((_, known)) = kept.known
            && kept.anew.is_some_and(|at| at.elapsed() < AGAIN)
        {
            return Ok(known);
        }
        self.keep().anew = Some(Instant::now());
        self.ask().await
    }

    fn look(&self) -> Kept {
        self.keep().clone()
    }

    fn keep(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the provider what it says of itself, and for its keys.
    async fn ask(&self) -> Result<Arc<Known>, ProviderError> {
        let issuer = &self.settings.issuer;
        let place = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let discovery: Discovery = self.get(place).await?;
        let ends =
            [&discovery.authorization_endpoint, &discovery.token_endpoint, &discovery.jwks_uri];
        if discovery.issuer != *issuer || !ends.iter().all(|end| oidc::is_address(end)) {
            return Err(ProviderError::Unreachable("it says it is another".to_owned()));
        }
        let keys: KeySet = self.get(discovery.jwks_uri.clone()).await?;
        let known = Arc::new(Known { discovery, keys });
        self.keep().known = Some((Instant::now(), Arc::clone(&known)));
        Ok(known)
    }

    async fn get<T: DeserializeOwned>(&self, address: String) -> Result<T, ProviderError> {
        let request = self.agent.get(&address).header("Accept", "application/json");
        let (status, text) = off_thread(move || read(request.call())).await?;
        if status != 200 {
            return Err(ProviderError::Unreachable(told(status, "")));
        }
        parse(&text)
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}

type Answer = Result<(u16, String), String>;

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    let text = answer.body_mut().with_config().limit(MOST_ANSWER).read_to_string();
    Ok((status, text.map_err(|error| error.to_string())?))
}

async fn off_thread(
    ask: impl FnOnce() -> Answer + Send + 'static,
) -> Result<(u16, String), ProviderError> {
    let asked = tokio::task::spawn_blocking(ask).await;
    asked.unwrap_or_else(|error| Err(error.to_string())).map_err(ProviderError::Unreachable)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ProviderError> {
    serde_json::from_str(text).map_err(|error| ProviderError::Unreachable(error.to_string()))
}

/// What the provider said, where that is a word of the standard; nothing else goes into a log.
fn told(status: u16, text: &str) -> String {
    #[derive(Deserialize)]
    struct Said {
        error: String,
    }
    let said = serde_json::from_str::<Said>(text).map(|said| said.error).unwrap_or_default();
    let word: String =
        said.chars().filter(|c| c.is_ascii_lowercase() || *c == '_').take(40).collect();
    format!("{status} {word}").trim_end().to_owned()
}
