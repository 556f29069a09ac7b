//! Interviewers' passwords: argon2id, and no quicker for a name that does not exist.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::task::spawn_blocking;

/// Hashes a password for storage.
pub async fn hash(password: String) -> anyhow::Result<String> {
    let hashed = spawn_blocking(move || hashed(&password)).await?;
    hashed.map_err(|error| anyhow::anyhow!("cannot hash the password: {error}"))
}

/// Whether the password is the one that was hashed. Off the async threads: it takes tens of milliseconds on purpose.
pub async fn matches(password: String, stored: Option<String>) -> bool {
    let checked = spawn_blocking(move || {
        let Some(stored) = stored else {
            // The same work for an unknown name, so that the time tells nobody which names exist.
            let _ = hashed(&password);
            return false;
        };
        let Ok(hash) = PasswordHash::new(&stored) else {
            return false;
        };
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    });
    checked.await.unwrap_or(false)
}

fn hashed(password: &str) -> Result<String, argon2::password_hash::Error> {
    let hash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}
