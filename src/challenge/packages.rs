//! `[image] packages`: the libraries that a challenge declares, in one canonical form, so that challenges that want the
//! same have the same images.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use pep508_rs::{Requirement, VerbatimUrl, VersionOrUrl};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A set of libraries, sorted, each as a requirement with its name normalized (PEP 503) and its parts in order. The
/// empty set is Python's standard library alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Packages(BTreeSet<String>);

impl Packages {
    /// Whether nothing but Python's standard library is wanted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each as pip takes it, e.g. `numpy==2.*`.
    pub fn requirements(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Twelve hexadecimal digits that name this set.
    pub fn key(&self) -> String {
        let mut hash = Sha256::new();
        for requirement in &self.0 {
            hash.update(requirement);
            hash.update("\n");
        }
        hex::encode(&hash.finalize()[..6])
    }
}

/// The requirements, separated by commas.
impl fmt::Display for Packages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, requirement) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{requirement}")?;
        }
        Ok(())
    }
}

impl FromIterator<String> for Packages {
    /// Takes requirements that are in canonical form already.
    fn from_iter<I: IntoIterator<Item = String>>(requirements: I) -> Self {
        Self(requirements.into_iter().collect())
    }
}

/// A requirement's canonical form, or what is wrong with it: `NumPy [x] >=2 , <3` is `numpy[x]<3,>=2`.
pub fn canonical(written: &str) -> Result<String, String> {
    let requirement = Requirement::<VerbatimUrl>::from_str(written).map_err(|error| {
        let what = error.to_string();
        let what = what.lines().next().unwrap_or_default();
        format!(
            "`{written}` is no requirement: {what}; write a name and versions, e.g. \"numpy==2.*\""
        )
    })?;
    if !requirement.marker.is_true() {
        return Err(format!(
            "`{written}` has a condition after `;`; the image has one Python, so none is needed"
        ));
    }
    let mut versions = match requirement.version_or_url {
        None => Vec::new(),
        Some(VersionOrUrl::VersionSpecifier(versions)) => {
            versions.iter().map(ToString::to_string).collect()
        }
        Some(VersionOrUrl::Url(_)) => {
            return Err(format!(
                "`{written}` names an address; only packages of the index that pip is set up for can be had"
            ));
        }
    };
    versions.sort();
    let mut extras: Vec<String> = requirement.extras.iter().map(ToString::to_string).collect();
    extras.sort();
    let extras = match extras.as_slice() {
        [] => String::new(),
        extras => format!("[{}]", extras.join(",")),
    };
    Ok(format!(
        "{}{extras}{}",
        requirement.name,
        versions.join(",")
    ))
}

/// The name that a canonical requirement begins with.
pub fn name(requirement: &str) -> &str {
    let end = requirement.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    &requirement[..end.unwrap_or(requirement.len())]
}

/// These of what the examiner holds, in its own versions: both sides mean the same by a test.
pub(super) fn of_examiner(names: &[&str]) -> Vec<String> {
    include_str!("../../runner-image/requirements.txt")
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|pin| {
            pin.split_once("==")
                .is_some_and(|(name, _)| names.contains(&name))
        })
        .filter_map(|pin| canonical(pin).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(written: &[&str]) -> Packages {
        let canonical = |written: &&str| canonical(written).expect("it is a requirement");
        written.iter().map(canonical).collect()
    }

    #[test]
    fn the_same_set_has_one_form_however_it_is_written() {
        let one = set(&["NumPy >= 2, <3", "ruamel.YAML[jinja2,libyaml] == 0.18.*"]);
        let other = set(&["ruamel_yaml[libyaml, Jinja2]==0.18.*", "numpy<3,>=2"]);
        assert_eq!(one, other);
        assert_eq!(one.key(), other.key());
        assert_eq!(
            one.to_string(),
            "numpy<3,>=2, ruamel-yaml[jinja2,libyaml]==0.18.*"
        );
    }

    #[test]
    fn another_version_is_another_set() {
        assert_ne!(set(&["numpy==2.*"]).key(), set(&["numpy==2.0.*"]).key());
        assert_ne!(set(&["numpy"]).key(), set(&["numpy", "pandas"]).key());
    }

    #[test]
    fn what_pip_would_take_for_an_option_or_an_address_is_refused() {
        for written in [
            "--index-url http://x",
            "numpy @ https://x/y.whl",
            "./here",
            "numpy; python_version < '3'",
            "-r x",
            "",
        ] {
            canonical(written).expect_err(written);
        }
    }

    #[test]
    fn a_requirements_name_is_what_comes_before_versions_and_extras() {
        assert_eq!(name("ruamel-yaml[jinja2]==0.18.*"), "ruamel-yaml");
        assert_eq!(name("numpy"), "numpy");
    }
}
