//! `assay challenge new`: a folder that verifies as it is, to be changed step by step.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::challenge::is_name;
use crate::commands::{ChallengesSettings, Exit};
use crate::python::{is_keyword, is_standard};

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The challenge's name, e.g. `running-totals`; it becomes the folder's name.
    name: String,
    /// What candidates are asked to do.
    #[arg(long, value_enum, default_value_t = Template::Code)]
    kind: Template,
    /// Also an edge case whose examples are made up, with the accepted submission as the reference.
    #[arg(long)]
    reference: bool,
    #[command(flatten)]
    challenges: ChallengesSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    /// To write code that hidden tests examine.
    Code,
    /// To comment on code in which defects are planted.
    Review,
    /// To write tests that right and wrong implementations examine.
    Tests,
}

impl Template {
    fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Code => &CODE,
            Self::Review => &REVIEW,
            Self::Tests => &TESTS,
        }
    }
}

/// Where each file of a review's template goes.
const REVIEW: [(&str, &str); 10] = [
    (
        "challenge.toml",
        include_str!("template/review/challenge.toml"),
    ),
    ("statement.md", include_str!("template/review/statement.md")),
    (
        "review/MODULE.py",
        include_str!("template/review/review.py"),
    ),
    ("defects.toml", include_str!("template/review/defects.toml")),
    (
        "tests/hidden/MODULE_test.py",
        include_str!("template/review/hidden_test.py"),
    ),
    (
        "submissions/accepted/mended.py",
        include_str!("template/review/mended.py"),
    ),
    (
        "submissions/wrong_answer/keeps_filling.py",
        include_str!("template/review/keeps_filling.py"),
    ),
    (
        "submissions/wrong_answer/one_too_few.py",
        include_str!("template/review/one_too_few.py"),
    ),
    (
        "reviews/good.toml",
        include_str!("template/review/good.toml"),
    ),
    (
        "reviews/empty.toml",
        include_str!("template/review/empty.toml"),
    ),
];

/// Where each file of the template for tests goes.
const TESTS: [(&str, &str); 13] = [
    (
        "challenge.toml",
        include_str!("template/tests/challenge.toml"),
    ),
    ("statement.md", include_str!("template/tests/statement.md")),
    ("starter.py", include_str!("template/tests/starter.py")),
    (
        "implementations/visible/right/plain.py",
        include_str!("template/tests/plain.py"),
    ),
    (
        "implementations/right/by_letters.py",
        include_str!("template/tests/by_letters.py"),
    ),
    (
        "implementations/right/by_words.py",
        include_str!("template/tests/by_words.py"),
    ),
    (
        "implementations/wrong/too_long.py",
        include_str!("template/tests/too_long.py"),
    ),
    (
        "implementations/wrong/cuts_what_fits.py",
        include_str!("template/tests/cuts_what_fits.py"),
    ),
    (
        "submissions/accepted/promises.py",
        include_str!("template/tests/accepted.py"),
    ),
    (
        "submissions/wrong_answer/no_border.py",
        include_str!("template/tests/no_border.py"),
    ),
    (
        "submissions/wrong_answer/no_length.py",
        include_str!("template/tests/no_length.py"),
    ),
    (
        "submissions/wrong_answer/expects_letters.py",
        include_str!("template/tests/expects_letters.py"),
    ),
    (
        "submissions/wrong_answer/expects_words.py",
        include_str!("template/tests/expects_words.py"),
    ),
];

/// Where each file of the template goes.
const CODE: [(&str, &str); 10] = [
    ("challenge.toml", include_str!("template/challenge.toml")),
    ("statement.md", include_str!("template/statement.md")),
    ("starter.py", include_str!("template/starter.py")),
    (
        "tests/visible/visible_test.py",
        include_str!("template/visible_test.py"),
    ),
    (
        "tests/hidden/MODULE_test.py",
        include_str!("template/hidden_test.py"),
    ),
    (
        "submissions/accepted/accumulate.py",
        include_str!("template/accepted.py"),
    ),
    (
        "submissions/wrong_answer/writes_into_argument.py",
        include_str!("template/writes_into_argument.py"),
    ),
    (
        "submissions/wrong_answer/starts_with_first.py",
        include_str!("template/starts_with_first.py"),
    ),
    (
        "submissions/wrong_answer/only_grows.py",
        include_str!("template/only_grows.py"),
    ),
    (
        "submissions/wrong_answer/only_the_sum.py",
        include_str!("template/only_the_sum.py"),
    ),
];

/// What a reference adds: settings, and a test whose name each wrong submission's header has first.
const REFERENCE: &str = include_str!("template/reference.toml");
const MADE_UP: (&str, &str) = (
    "tests/hidden/made_up_test.py",
    include_str!("template/made_up_test.py"),
);
const FAILS: &str = "# Fails: ";

impl NewArgs {
    pub fn run(self) -> anyhow::Result<Exit> {
        if !is_name(&self.name) {
            bail!(
                "`{}` is no name for a challenge; use letters, digits, `-` and `_`",
                self.name
            );
        }
        if self.reference && self.kind != Template::Code {
            bail!("`--reference` is for challenges of the kind `code`");
        }
        let folder = self
            .challenges
            .folders
            .first()
            .cloned()
            .unwrap_or_default()
            .join(&self.name);
        if folder.exists() {
            bail!("{} is there already; choose another name", folder.display());
        }
        let module = module_of(&self.name);
        for (path, content) in self.kind.files() {
            let fill = |text: &str| text.replace("MODULE", &module).replace("NAME", &self.name);
            let content = match *path {
                "challenge.toml" if self.reference => format!("{content}\n{REFERENCE}"),
                _ if self.reference => {
                    content.replace(FAILS, &format!("{FAILS}test_made_up_numbers, "))
                }
                _ => (*content).to_owned(),
            };
            write(folder.join(fill(path)), &fill(&content))?;
        }
        if self.reference {
            let (path, content) = MADE_UP;
            write(folder.join(path), content)?;
        }
        let mut stdout = std::io::stdout().lock();
        writeln!(stdout, "{}", folder.display())?;
        eprintln!(
            "It verifies as it is. Now change it step by step, while this tells what holds: assay challenge watch {}",
            self.name
        );
        Ok(Exit::Passed)
    }
}

fn write(path: PathBuf, content: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("could not make the folder {}", folder.display()))?;
    }
    std::fs::write(&path, content).with_context(|| format!("could not write {}", path.display()))
}

/// A name that Python can import.
fn module_of(name: &str) -> String {
    let module = name.replace('-', "_").to_lowercase();
    // A module of the standard library would hide it, a keyword cannot be imported, and a digit begins no name.
    let taken = is_standard(&module) || is_keyword(&module);
    if taken || module.starts_with(|first: char| first.is_ascii_digit()) {
        format!("challenge_{module}")
    } else {
        module
    }
}
