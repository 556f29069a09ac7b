//! Secrets in links and cookies: made here, and looked up only by their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new secret of 192 bits, safe in a path and in a cookie.
pub fn new() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 24]>())
}

/// What a secret is stored and looked up by. A database compares it byte by byte, and that tells nothing about the
/// secret itself.
pub fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// A challenge page's and cell's name for an edge case: safe in an id and in an address, the same in every version.
pub fn case_key(id: &str) -> String {
    let digest = hex::encode(Sha256::digest(id.as_bytes()));
    format!("k{}", &digest[..10])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tokens_differ_and_are_safe_in_a_path() {
        let (one, other) = (new(), new());
        assert_ne!(one, other);
        assert_eq!(one.len(), 32);
        assert!(
            one.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
        );
    }
}
