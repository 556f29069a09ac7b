//! Lines of a file, as people write them: `12`, `12-14`, `3, 12-14`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// Ranges of lines, counted from 1, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines(Vec<(u32, u32)>);

impl Lines {
    pub fn first(&self) -> u32 {
        self.0.iter().map(|(from, _)| *from).min().unwrap_or(1)
    }

    pub fn last(&self) -> u32 {
        self.0.iter().map(|(_, to)| *to).max().unwrap_or(1)
    }

    /// How many lines they are.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|(from, to)| to - from + 1).sum()
    }

    pub fn contains(&self, line: u32) -> bool {
        self.0
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&line))
    }

    /// How many lines both have.
    pub fn shared(&self, other: &Self) -> u32 {
        let pairs = self
            .0
            .iter()
            .flat_map(|one| other.0.iter().map(move |two| (one, two)));
        pairs
            .map(|(one, two)| {
                let (from, to) = (one.0.max(two.0), one.1.min(two.1));
                (to + 1).saturating_sub(from)
            })
            .sum()
    }

    /// Whether it is one line or one range of lines.
    pub fn is_one_range(&self) -> bool {
        self.0.len() == 1
    }
}

impl FromStr for Lines {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| -> Result<u32, String> {
            match text.trim().parse() {
                Ok(number @ 1..=1_000_000) => Ok(number),
                _ => Err(format!(
                    "`{}` is no line; write e.g. 12, \"12-14\" or \"3, 12-14\"",
                    text.trim().chars().take(40).collect::<String>()
                )),
            }
        };
        let mut ranges = Vec::new();
        for part in text.split(',') {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (number(from)?, number(to)?);
            if to < from {
                return Err(format!("the lines {from}-{to} end before they begin"));
            }
            ranges.push((from, to));
        }
        ranges.sort_unstable();
        if ranges.windows(2).any(|pair| pair[1].0 <= pair[0].1) {
            return Err(format!("the lines {text} name a line twice"));
        }
        Ok(Self(ranges))
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (from, to)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            if from == to {
                write!(formatter, "{separator}{from}")?;
            } else {
                write!(formatter, "{separator}{from}-{to}")?;
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(u32),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Lines {
        text.parse().expect("lines")
    }

    #[test]
    fn shared_lines_are_counted_over_all_ranges() {
        assert_eq!(lines("3, 10-14").shared(&lines("12-20")), 3);
        assert_eq!(lines("3, 10-14").shared(&lines("1-10")), 2);
        assert_eq!(lines("3").shared(&lines("4")), 0);
        assert_eq!(lines("3, 10-14").count(), 6);
        assert_eq!(lines(" 10 - 14 , 3").to_string(), "3, 10-14");
    }

    #[test]
    fn what_is_no_line_is_told() {
        for text in ["", "0", "x", "5-3", "1-3, 2", "99999999", "-4"] {
            assert!(Lines::from_str(text).is_err(), "{text}");
        }
    }
}
