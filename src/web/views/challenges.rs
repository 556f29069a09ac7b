//! The catalogue's pages: what an interviewer chooses challenges by. Candidates have none of them.

use askama::Template;

use super::Shell;

/// `GET /challenges`.
#[derive(Template)]
#[template(path = "challenges/list.html")]
pub struct ListPage {
    pub shell: Shell,
    pub filters: Vec<Filter>,
    /// E.g. `3 of 25 challenges`.
    pub found: String,
    /// Whether some filter is chosen.
    pub filtered: bool,
    pub broken: Vec<Broken>,
    pub challenges: Vec<Row>,
}

/// One property to choose by.
#[derive(Debug, Clone)]
pub struct Filter {
    /// As the address has it.
    pub name: &'static str,
    pub label: &'static str,
    pub choices: Vec<Choice>,
}

#[derive(Debug, Clone)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub selected: bool,
}

/// A challenge that cannot be read.
#[derive(Debug, Clone)]
pub struct Broken {
    pub name: String,
    /// File and line in the challenge's folder, and what is wrong there.
    pub fault: String,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub title: String,
    pub summary: String,
    /// Level, project type, minutes, edge cases, topics, each in words.
    pub facts: Vec<String>,
    pub proof: Proof,
}

/// How a challenge was proven.
#[derive(Debug, Clone)]
pub struct Proof {
    /// `proven`, `changed` or `not_yet`: a part of a class's name.
    pub state: &'static str,
    pub words: &'static str,
    /// Submissions, mutants, day and Python of the proof; empty when there is none.
    pub detail: String,
}

/// `GET /challenges/{name}` of a broken one.
#[derive(Template)]
#[template(path = "challenges/broken.html")]
pub struct BrokenPage {
    pub shell: Shell,
    pub name: String,
    pub fault: String,
}

/// `GET /challenges/{name}`.
#[derive(Template)]
#[template(path = "challenges/page.html")]
pub struct ChallengePage {
    pub shell: Shell,
    pub name: String,
    pub title: String,
    pub summary: String,
    pub facts: Vec<String>,
    pub proof: Proof,
    /// Why no submission to it can be examined yet; empty when it can.
    pub not_ready: String,
    /// What was wrong with what was just asked for.
    pub error: Option<String>,
    /// Open interviews that do not have it yet.
    pub interviews: Vec<OpenInterview>,
    /// HTML.
    pub statement: String,
    /// `Starter`, or what it is in a review.
    pub starter_title: &'static str,
    pub starter: Vec<File>,
    /// E.g. `Hidden edge cases`.
    pub cases_title: &'static str,
    /// E.g. `23 hidden edge cases`.
    pub hidden_count: String,
    /// Where the list comes from, when that makes it less than exact.
    pub cases_note: String,
    pub areas: Vec<Area>,
    pub known: Vec<Known>,
    pub wrong_count: usize,
    /// E.g. `Visible tests`.
    pub visible_title: &'static str,
    pub visible: Vec<File>,
}

#[derive(Debug, Clone)]
pub struct OpenInterview {
    pub id: String,
    pub candidate: String,
    /// E.g. `2 challenges`.
    pub challenges: String,
}

#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// Hidden edge cases of one area.
#[derive(Debug, Clone)]
pub struct Area {
    pub name: String,
    pub cases: Vec<Case>,
}

#[derive(Debug, Clone)]
pub struct Case {
    pub title: String,
    pub tells: String,
    pub advises: String,
    /// It stands for several that only a run can tell apart.
    pub several: bool,
    /// How many of the wrong submissions it catches; 0 when that is not proven.
    pub caught: usize,
}

#[derive(Debug, Clone)]
pub struct Known {
    pub name: String,
    /// `accepted`, or another kind's folder.
    pub kind: &'static str,
    pub kind_words: String,
    pub mistake: String,
    /// The edge cases that it fails, as its header names them.
    pub fails: String,
    pub files: Vec<File>,
}
