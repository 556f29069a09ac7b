//! `challenge.toml`: what a challenge says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::ChallengeFault;
use super::kind::Kind;
use super::packages::{self, Packages};
use super::reference::Reference;
use crate::limits::Limits;

/// The settings of one challenge, checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    pub title: String,
    pub kind: Kind,
    /// The candidate's top-level modules, the main one first.
    pub modules: Vec<String>,
    /// The module that the candidate writes tests for, where that is the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub level: Option<Level>,
    /// The kind of project that it is taken from; nothing for a general challenge.
    pub project_type: Option<ProjectType>,
    pub topics: Vec<String>,
    /// How long a candidate is meant to need.
    pub minutes: Option<u32>,
    /// One sentence for lists.
    pub summary: String,
    pub reveal: Reveal,
    /// Every edge case gets an interpreter of its own.
    pub fresh_interpreter: bool,
    /// Files and folders of the challenge that the candidate's code finds in its working directory.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<String>,
    pub isolation: Isolation,
    pub limits: Limits,
    /// Set when hidden tests compare with an accepted submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// The libraries that the candidate and the tests may import beside Python's own.
    pub packages: Packages,
    /// The line of `challenge.toml` that declares each of them, by the package's name.
    #[serde(skip)]
    pub package_lines: BTreeMap<String, u32>,
}

/// Whom a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Entry,
    Mid,
    Senior,
}

impl Level {
    /// The word in `challenge.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Mid => "mid",
            Self::Senior => "senior",
        }
    }
}

/// The kind of project that a challenge is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectType {
    Web,
    DataEngineering,
    MachineLearning,
    Devops,
}

impl ProjectType {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Web,
        Self::DataEngineering,
        Self::MachineLearning,
        Self::Devops,
    ];

    /// The word in `challenge.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::DataEngineering => "data_engineering",
            Self::MachineLearning => "machine_learning",
            Self::Devops => "devops",
        }
    }

    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::DataEngineering => "data engineering",
            Self::MachineLearning => "machine learning",
            Self::Devops => "DevOps",
        }
    }
}

/// How much a candidate learns of hidden edge cases; each level shows what the one before it shows, and more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reveal {
    /// "9 of 14 hidden edge cases".
    #[default]
    Count,
    /// The same by area.
    Area,
    /// Each by its title.
    Title,
    /// Each with its author's advice and the line of the candidate's own source.
    Message,
}

/// Where the hidden tests run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    /// In the examiner, outside the candidate's container.
    #[default]
    Isolated,
    /// In the candidate's own process, where a submission can read them and forge what they say.
    Shared,
}

impl Isolation {
    /// As reports say it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Isolated => "isolated",
            Self::Shared => "shared: forgeable",
        }
    }

    /// What a reader has to be warned of; nothing where it is the usual.
    pub fn warning(self) -> Option<&'static str> {
        (self != Self::default()).then(|| self.word())
    }

    /// What the candidate's image holds without being told, in canonical form.
    fn packages(self) -> Vec<String> {
        match self {
            Self::Isolated => Vec::new(),
            Self::Shared => packages::of_examiner(&["hypothesis", "pytest", "pytest-asyncio"]),
        }
    }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: toml::Spanned<String>,
    module: Option<toml::Spanned<String>>,
    modules: Option<toml::Spanned<Vec<String>>>,
    #[serde(default)]
    kind: Kind,
    subject: Option<toml::Spanned<String>>,
    level: Option<Level>,
    project_type: Option<ProjectType>,
    #[serde(default)]
    topics: Vec<String>,
    minutes: Option<u32>,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    reveal: Reveal,
    #[serde(default)]
    fresh_interpreter: bool,
    #[serde(default)]
    given: Vec<String>,
    isolation: Option<toml::Spanned<Isolation>>,
    limits: Option<toml::Spanned<Limits>>,
    #[serde(default)]
    image: Image,
    reference: Option<Reference>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Image {
    #[serde(default)]
    packages: Vec<toml::Spanned<String>>,
}

impl Settings {
    /// Reads the text of a `challenge.toml`; a fault names the line and what is allowed there.
    pub fn parse(text: &str) -> Result<Self, ChallengeFault> {
        let line = |offset: usize| {
            let before = &text.as_bytes()[..offset.min(text.len())];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            u32::try_from(line).unwrap_or(u32::MAX)
        };
        let at = |offset: usize, message: String| {
            ChallengeFault::at("challenge.toml", line(offset), message)
        };
        let written: Written = toml::from_str(text).map_err(|error| {
            let message = error.message().trim_end().replace('\n', "; ");
            match error.span() {
                // A missing field is told at the start of the whole file: there is no line to name.
                Some(span) if !message.starts_with("missing field") => at(span.start, message),
                _ => ChallengeFault::of("challenge.toml", message),
            }
        })?;
        if written.title.get_ref().trim().is_empty() {
            return Err(at(
                written.title.span().start,
                "`title` is empty; say what the candidate writes".to_owned(),
            ));
        }
        let modules = match (written.module, written.modules) {
            (Some(module), None) => {
                let start = module.span().start;
                (start, vec![module.into_inner()])
            }
            (None, Some(modules)) => (modules.span().start, modules.into_inner()),
            (Some(_), Some(modules)) => {
                return Err(at(
                    modules.span().start,
                    "give `module` or `modules`, not both".to_owned(),
                ));
            }
            (None, None) => {
                let message = "missing field `module`: the name that the hidden tests import, e.g. module = \"timing\"";
                return Err(ChallengeFault::of("challenge.toml", message));
            }
        };
        check_modules(&modules.1).map_err(|message| at(modules.0, message))?;
        let subject = written
            .subject
            .map(|subject| (subject.span().start, subject.into_inner()));
        check_subject(written.kind, subject.as_ref(), &modules.1).map_err(|(start, message)| {
            match start {
                Some(start) => at(start, message),
                None => ChallengeFault::of("challenge.toml", message),
            }
        })?;
        let limits = match written.limits {
            Some(limits) => {
                let start = limits.span().start;
                let limits = limits.into_inner();
                limits.check().map_err(|message| at(start, message))?;
                limits
            }
            None => Limits::default(),
        };
        let mut requirements = Vec::new();
        let mut package_lines = BTreeMap::new();
        for package in &written.image.packages {
            let start = package.span().start;
            let requirement =
                packages::canonical(package.get_ref()).map_err(|message| at(start, message))?;
            let name = packages::name(&requirement).to_owned();
            if package_lines.contains_key(&name) {
                return Err(at(start, format!("`{name}` is declared twice")));
            }
            package_lines.insert(name, line(start));
            requirements.push(requirement);
        }
        let isolation = match &written.isolation {
            Some(isolation) => {
                check_isolation(
                    *isolation.get_ref(),
                    written.kind,
                    written.reference.as_ref(),
                )
                .map_err(|message| at(isolation.span().start, message))?;
                *isolation.get_ref()
            }
            None => Isolation::default(),
        };
        for implied in [written.kind.packages(), isolation.packages()].concat() {
            let name = packages::name(&implied).to_owned();
            if !package_lines.contains_key(&name) {
                requirements.push(implied);
            }
        }
        Ok(Self {
            title: written.title.into_inner().trim().to_owned(),
            kind: written.kind,
            modules: modules.1,
            subject: subject.map(|(_, subject)| subject),
            level: written.level,
            project_type: written.project_type,
            topics: written.topics,
            minutes: written.minutes,
            summary: written.summary,
            reveal: written.reveal,
            // What a candidate's tests learnt of one implementation must not serve them with another.
            fresh_interpreter: written.fresh_interpreter || written.kind == Kind::Tests,
            given: written.given,
            isolation,
            limits,
            reference: written.reference,
            packages: requirements.into_iter().collect(),
            package_lines,
        })
    }

    /// The line of `challenge.toml` that declares this package, by its normalized name.
    pub fn package_line(&self, name: &str) -> Option<u32> {
        self.package_lines.get(name).copied()
    }
}

fn check_modules(modules: &[String]) -> Result<(), String> {
    if modules.is_empty() {
        return Err("`modules` is empty; name at least one".to_owned());
    }
    for (index, module) in modules.iter().enumerate() {
        if !is_module_name(module) {
            return Err(format!(
                "`{module}` is not a module's name; use letters, digits and `_`, without `.py`, e.g. \"timing\""
            ));
        }
        if modules[..index].contains(module) {
            return Err(format!("`{module}` is named twice"));
        }
    }
    Ok(())
}

/// Why tests cannot share the candidate's process in this challenge.
fn check_isolation(
    isolation: Isolation,
    kind: Kind,
    reference: Option<&Reference>,
) -> Result<(), String> {
    let why = match (isolation, kind, reference) {
        (Isolation::Isolated, _, _) | (Isolation::Shared, Kind::Code, None) => return Ok(()),
        (_, Kind::Code, Some(_)) => {
            "a right solution would lie beside the candidate's, so it goes with no `reference`"
        }
        (_, Kind::Tests, _) => {
            "the candidate's tests run there anyway, and implementations never do"
        }
        (_, Kind::Review, _) => "nothing runs when a review is examined",
    };
    Err(format!("isolation = \"shared\" is for hidden tests: {why}"))
}

/// What is wrong with the subject, and where if it is written at all.
fn check_subject(
    kind: Kind,
    subject: Option<&(usize, String)>,
    modules: &[String],
) -> Result<(), (Option<usize>, String)> {
    match (kind, subject) {
        (Kind::Tests, None) => Err((
            None,
            "missing field `subject`: the module that the candidate's tests import, e.g. subject = \"cart\"".to_owned(),
        )),
        (Kind::Tests, Some((start, subject))) => {
            if modules.len() != 1 {
                Err((Some(*start), "tests are written in one `module`".to_owned()))
            } else if modules.contains(subject) {
                Err((Some(*start), format!("`{subject}` is the candidate's own module; name what its tests are for")))
            } else {
                check_modules(std::slice::from_ref(subject)).map_err(|message| (Some(*start), message))
            }
        }
        (_, Some((start, _))) => Err((
            Some(*start),
            "`subject` is for challenges with kind = \"tests\"".to_owned(),
        )),
        (_, None) => Ok(()),
    }
}

/// Whether Python could import it by this name: an ASCII identifier, which the whole of Assay can rely on in paths.
fn is_module_name(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit())
        && !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Settings::parse(text).expect_err("it is broken").to_string()
    }

    #[test]
    fn a_title_and_a_module_are_enough() {
        let settings =
            Settings::parse("title = \"Timing\"\nmodule = \"timing\"").expect("it parses");
        assert_eq!(settings.modules, ["timing"]);
        assert_eq!(settings.reveal, Reveal::Count);
        assert_eq!(settings.limits, Limits::default());
    }

    #[test]
    fn every_setting_is_read() {
        let settings = Settings::parse(
            "title = 'T'\nmodules = ['a', 'b']\nlevel = 'senior'\nproject_type = 'data_engineering'\ntopics = ['x']\nminutes = 30\nsummary = 's'\n\
             reveal = 'area'\nfresh_interpreter = true\nisolation = 'isolated'\n[limits]\nedge_case_seconds = 2.5\n\
             [image]\npackages = []",
        )
        .expect("it parses");
        insta::assert_json_snapshot!(settings);
    }

    #[test]
    fn an_unknown_setting_is_told_with_its_line_and_what_is_allowed() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\nlevle = 'mid'"), @"challenge.toml:3: unknown field `levle`, expected one of `title`, `module`, `modules`, `kind`, `subject`, `level`, `project_type`, `topics`, `minutes`, `summary`, `reveal`, `fresh_interpreter`, `given`, `isolation`, `limits`, `image`, `reference`");
    }

    #[test]
    fn an_unknown_limit_is_told_with_its_line_and_what_is_allowed() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\n[limits]\nmemory = 3"), @"challenge.toml:4: unknown field `memory`, expected one of `edge_case_seconds`, `submission_seconds`, `memory_mebibytes`, `cpu_cores`, `processes`, `file_mebibytes`, `scratch_mebibytes`, `output_kibibytes`, `sockets`");
    }

    #[test]
    fn an_unknown_level_is_told_with_the_known_ones() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\nlevel = 'junior'"), @"challenge.toml:3: unknown variant `junior`, expected one of `entry`, `mid`, `senior`");
    }

    #[test]
    fn an_unknown_project_type_is_told_with_the_known_ones() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\nproject_type = 'data'"), @"challenge.toml:3: unknown variant `data`, expected one of `web`, `data_engineering`, `machine_learning`, `devops`");
    }

    #[test]
    fn a_project_types_word_is_what_the_file_says() {
        for project_type in ProjectType::ALL {
            assert_eq!(
                serde_json::to_value(project_type).expect("it serializes"),
                project_type.word()
            );
        }
    }

    #[test]
    fn tests_that_share_the_process_bring_the_examiners_pytest_along() {
        let settings =
            Settings::parse("title = 'T'\nmodule = 'm'\nisolation = 'shared'").expect("it parses");
        assert_eq!(settings.isolation, Isolation::Shared);
        assert_eq!(settings.isolation.word(), "shared: forgeable");
        let packages = settings.packages.to_string();
        for name in ["hypothesis==", "pytest==", "pytest-asyncio=="] {
            assert!(packages.contains(name), "{packages}");
        }
    }

    #[test]
    fn what_cannot_share_the_process_is_told_with_its_line() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\nisolation = 'shared'\n[reference]"), @r#"challenge.toml:3: isolation = "shared" is for hidden tests: a right solution would lie beside the candidate's, so it goes with no `reference`"#);
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\nkind = 'review'\nisolation = 'shared'"), @r#"challenge.toml:4: isolation = "shared" is for hidden tests: nothing runs when a review is examined"#);
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\nisolation = 'none'"), @"challenge.toml:3: unknown variant `none`, expected `isolated` or `shared`");
    }

    #[test]
    fn a_value_of_another_type_is_told_with_its_line() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 3"), @"challenge.toml:2: invalid type: integer `3`, expected a string");
    }

    #[test]
    fn text_that_is_no_toml_is_told_with_its_line() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = "), @"challenge.toml:2: string values must be quoted, expected literal string");
    }

    #[test]
    fn a_missing_module_is_told_with_an_example() {
        insta::assert_snapshot!(fault("title = 'T'"), @r#"challenge.toml: missing field `module`: the name that the hidden tests import, e.g. module = "timing""#);
        insta::assert_snapshot!(fault("module = 'm'"), @"challenge.toml: missing field `title`");
    }

    #[test]
    fn a_module_that_python_cannot_import_is_told() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = '../m.py'"), @r#"challenge.toml:2: `../m.py` is not a module's name; use letters, digits and `_`, without `.py`, e.g. "timing""#);
        insta::assert_snapshot!(fault("title = 'T'\nmodules = ['m', 'm']"), @"challenge.toml:2: `m` is named twice");
    }

    #[test]
    fn declared_packages_are_kept_in_canonical_form_with_their_lines() {
        let settings = Settings::parse(
            "title = 'T'\nmodule = 'm'\n[image]\npackages = [\n  'pandas == 2.*',\n  'NumPy==2.*',\n]",
        )
        .expect("it parses");
        assert_eq!(settings.packages.to_string(), "numpy==2.*, pandas==2.*");
        assert_eq!(settings.package_line("numpy"), Some(6));
    }

    #[test]
    fn a_package_that_cannot_be_had_is_told_with_its_line() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\n[image]\npackages = [\n 'numpy',\n 'pandas = 2']"), @r#"challenge.toml:6: `pandas = 2` is no requirement: no such comparison operator "=", must be one of ~= == != <= >= < > ===; write a name and versions, e.g. "numpy==2.*""#);
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\n[image]\npackages = ['numpy', 'NumPy==2']"), @"challenge.toml:4: `numpy` is declared twice");
    }

    #[test]
    fn a_limit_that_no_sandbox_can_have_is_told() {
        insta::assert_snapshot!(fault("title = 'T'\nmodule = 'm'\n[limits]\nmemory_mebibytes = 1"), @"challenge.toml:3: `memory_mebibytes` is 1; allowed is 32 to 65536");
    }
}
