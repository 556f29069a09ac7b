//! `mutants.toml`: mutants of accepted submissions that no edge case kills, each with its author's reason.

use serde::Deserialize;

use super::fault::ChallengeFault;

/// One entry. It names its mutants by content, so that it stays true when lines move.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedSurvivor {
    /// The accepted submission's name; nothing means all of them.
    pub submission: Option<String>,
    /// The function or class by its qualified name, where the line stands in several.
    pub within: Option<String>,
    /// The line as it stands, without its indentation; several lines where the mutant changes several.
    pub line: String,
    /// What it reads in the mutant, one text or a list.
    pub becomes: Becomes,
    /// Why no edge case has to notice.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Becomes {
    One(String),
    Several(Vec<String>),
}

impl Becomes {
    pub fn texts(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Several(texts) => texts,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, rename = "survivor")]
    survivors: Vec<toml::Spanned<ListedSurvivor>>,
}

/// Reads the text of a `mutants.toml`; a fault names the line.
pub(super) fn parse(text: &str) -> Result<Vec<ListedSurvivor>, ChallengeFault> {
    let at = |offset: usize, message: &str| {
        let line = text
            .bytes()
            .take(offset)
            .filter(|byte| *byte == b'\n')
            .count()
            + 1;
        ChallengeFault::at(
            "mutants.toml",
            u32::try_from(line).unwrap_or(u32::MAX),
            message.trim().replace('\n', "; "),
        )
    };
    let written: Written = toml::from_str(text)
        .map_err(|error| at(error.span().map_or(0, |span| span.start), error.message()))?;
    for survivor in &written.survivors {
        if survivor.get_ref().reason.trim().is_empty() {
            return Err(at(
                survivor.span().start,
                "`reason` is empty; say why no edge case has to notice",
            ));
        }
    }
    Ok(written
        .survivors
        .into_iter()
        .map(toml::Spanned::into_inner)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_names_one_mutant_or_several() {
        let text = "[[survivor]]\nline = 'a = 1'\nbecomes = 'pass'\nreason = 'r'\n[[survivor]]\nsubmission = 'x'\nline = 'a'\nbecomes = ['b', 'c']\nreason = 'r'\n";
        let read = parse(text).expect("it parses");
        assert_eq!(read[0].becomes.texts(), ["pass"]);
        assert_eq!(
            (read[1].submission.as_deref(), read[1].becomes.texts().len()),
            (Some("x"), 2)
        );
    }

    #[test]
    fn an_entry_without_a_reason_is_told_with_its_line() {
        let text = "\n[[survivor]]\nline = 'a'\nbecomes = 'b'\nreason = ' '\n";
        insta::assert_snapshot!(parse(text).expect_err("it is broken").to_string(), @"mutants.toml:2: `reason` is empty; say why no edge case has to notice");
    }
}
