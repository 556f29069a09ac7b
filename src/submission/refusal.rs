//! Why source cannot be graded: said to the candidate, and no attempt is lost by it.

/// Source that no sandbox is started for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotGradable {
    #[error("there is no code in it")]
    Empty,
    #[error("the source is larger than {} KiB in all; hand in only what the challenge asks for", most / 1024)]
    TooLarge { most: u64 },
    #[error("there are more than {most} files; hand in only what the challenge asks for")]
    TooMany { most: usize },
    #[error("{folder} is nested too deeply; hand in only what the challenge asks for")]
    TooDeep { folder: String },
    #[error("{file} line {line} holds a NUL byte: it is not Python source")]
    Nul { file: String, line: u32 },
    #[error("{file} line {line} is not UTF-8; save it as UTF-8")]
    Encoding { file: String, line: u32 },
    #[error("`{}` is not a relative name of a file", name.escape_debug())]
    Name { name: String },
    #[error("there is no {file}{}", why_missing(left_out.as_deref(), found))]
    MissingModule {
        file: String,
        left_out: Option<String>,
        found: Vec<String>,
    },
}

impl NotGradable {
    /// The file and its line, counted from 1, where one is to blame.
    pub fn place(&self) -> Option<(&str, u32)> {
        match self {
            Self::Nul { file, line } | Self::Encoding { file, line } => Some((file, *line)),
            _ => None,
        }
    }
}

/// Something beside the source that does not go into the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub file: String,
    pub why: String,
}

fn why_missing(left_out: Option<&str>, found: &[String]) -> String {
    match (left_out, found) {
        (Some(why), _) => format!(" that can be used: it is {why}"),
        (None, []) => ", and no other Python file".to_owned(),
        (None, found) => format!("; there is {}", found.join(", ")),
    }
}
