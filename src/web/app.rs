//! What every request shares.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio_util::sync::CancellationToken;

use super::assets::Assets;
use super::catalogue::Catalogue;
use super::error::WebError;
use super::known_cases::KnownCases;
use super::record::Known;
use crate::challenge::Challenge;
use crate::store::Store;

/// What an operator sets.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// The address that people reach the server by, without a slash at its end: links are made from it.
    pub public_url: String,
    /// Submissions examined with the hidden tests that an interview may make within a minute. Each is a bit of an
    /// oracle, so this is low.
    pub submissions_per_minute: u64,
    /// Runs of the visible tests that an interview may make within a minute.
    pub runs_per_minute: u64,
    /// Submissions that may wait in the queue before further ones are refused.
    pub waiting: u64,
    /// The largest source that is accepted, all files together.
    pub source_kibibytes: usize,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            submissions_per_minute: 6,
            runs_per_minute: 30,
            waiting: 1000,
            source_kibibytes: 256,
        }
    }
}

/// The server's state, shared by every request.
pub struct App {
    pub(super) store: Arc<Store>,
    pub(super) catalogue: Catalogue,
    pub(super) known_cases: KnownCases,
    pub(super) settings: WebSettings,
    pub(super) assets: Assets,
    pub(super) logins: LoginLimit,
    /// Live streams end when the server shuts down: they would hold it open otherwise.
    pub(super) shutdown: CancellationToken,
}

impl App {
    /// The state of a server over this store and these challenges.
    pub fn new(store: Arc<Store>, catalogue: Catalogue, settings: WebSettings) -> Self {
        Self {
            store,
            catalogue,
            known_cases: KnownCases::default(),
            settings,
            assets: Assets::load(),
            logins: LoginLimit::new(),
            shutdown: CancellationToken::new(),
        }
    }

    /// What challenges consist of; whoever learns it tells it here.
    pub fn known_cases(&self) -> &KnownCases {
        &self.known_cases
    }

    /// What is known of these challenges. One that is gone or broken has no entry.
    pub(super) async fn known_of(&self, challenges: &[String]) -> HashMap<String, Known> {
        let mut known = HashMap::new();
        for name in challenges {
            if let Ok(challenge) = self.catalogue.challenge(name).await {
                let of_it = Known {
                    kind: challenge.settings.kind,
                    cases: self.known_cases.of(&challenge),
                };
                known.insert(name.clone(), of_it);
            }
        }
        known
    }

    /// The address that people reach the server by.
    pub fn public_url(&self) -> &str {
        &self.settings.public_url
    }

    /// Every challenge that is whole, by name.
    pub async fn challenges(&self) -> Result<BTreeMap<String, Challenge>, WebError> {
        self.catalogue.challenges().await
    }

    /// The candidate's link of an interview.
    pub fn link(&self, token: &str) -> String {
        format!("{}/c/{token}", self.settings.public_url)
    }

    /// Whether browsers reach the server over TLS only, so that cookies may say so.
    pub(super) fn is_https(&self) -> bool {
        self.settings.public_url.starts_with("https://")
    }
}

/// How often an address may try to sign in: a few at once, then one each ten seconds.
pub(super) struct LoginLimit {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
}

impl LoginLimit {
    fn new() -> Self {
        const AT_ONCE: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");
        let quota = Quota::with_period(Duration::from_secs(10))
            .unwrap_or(Quota::per_minute(AT_ONCE))
            .allow_burst(AT_ONCE);
        Self {
            limiter: RateLimiter::keyed(quota),
        }
    }

    /// Seconds to wait, when this address has tried too often.
    pub(super) fn refuses(&self, address: IpAddr) -> Option<u64> {
        self.limiter.retain_recent();
        let not_until = self.limiter.check_key(&address).err()?;
        Some(
            not_until
                .wait_time_from(DefaultClock::default().now())
                .as_secs()
                + 1,
        )
    }
}
