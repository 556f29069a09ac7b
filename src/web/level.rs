//! The reveal levels by the names that forms, links and the database use: those of `challenge.toml`.

use crate::challenge::Reveal;

/// All of them, the strictest first.
const ALL: [Reveal; 4] = [Reveal::Count, Reveal::Area, Reveal::Title, Reveal::Message];

/// A level's name.
pub fn word(level: Reveal) -> &'static str {
    match level {
        Reveal::Count => "count",
        Reveal::Area => "area",
        Reveal::Title => "title",
        Reveal::Message => "message",
    }
}

/// The level of that name.
pub fn parse(name: &str) -> Option<Reveal> {
    ALL.into_iter().find(|level| word(*level) == name)
}

/// The level that is stored under that name; the strictest should it be none.
pub fn of(name: &str) -> Reveal {
    parse(name).unwrap_or_default()
}

/// Their names in a sentence.
pub fn words() -> String {
    ALL.map(word).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_reads_back_as_itself_and_anything_else_is_the_strictest() {
        for level in ALL {
            assert_eq!(of(word(level)), level);
        }
        assert_eq!(of("everything"), Reveal::Count);
    }
}
