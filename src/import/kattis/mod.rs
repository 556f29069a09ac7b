//! A problem package (legacy and 2025-09 format): a program with inputs and answers becomes a challenge whose tests run it.

mod cases;
mod settings;
mod statement;
mod submissions;
mod tests;

use super::ImportError;
use super::draft::{Draft, Kind};
use super::note::Note;
use crate::folder::Files;

/// What the candidate's file is called; a problem's own name may be one of the standard library's.
const MODULE: &str = "solution";

/// Whether these are the files of a problem package.
pub fn fits(files: &Files) -> bool {
    files.contains_key("problem.yaml") && files.keys().any(|path| path.starts_with("data/"))
}

/// Makes a challenge of a problem package.
pub fn draft(files: &Files, name: &str) -> Result<Draft, ImportError> {
    let settings = settings::Settings::read(files)?;
    let mut draft = Draft::new(Kind::ProblemPackage, String::new(), vec![MODULE.to_owned()]);
    let cases = cases::find(files, &settings, &mut draft.notes)?;
    if cases.is_empty() {
        return Err(ImportError::Useless {
            message:
                "data/sample and data/secret hold no case with both an `.in` and an `.ans` file"
                    .to_owned(),
        });
    }
    let statement = statement::find(files, &mut draft.notes);
    draft.title = settings
        .name
        .clone()
        .or(statement.title)
        .unwrap_or_else(|| super::title_of(name));
    draft.statement = statement::with_samples(&statement.text, &cases, files);
    draft.fresh_interpreter = true;
    draft.time = settings.time;
    draft
        .limits
        .push(("memory_mebibytes", settings.memory_mebibytes.to_string()));
    if settings.scoring {
        draft.notes.push(Note::of(
            "problem.yaml",
            "a scoring problem: each case is passed or failed here, scores are left out",
        ));
    }
    draft.tests = tests::write(&cases, files);
    draft.starter.insert(
        format!("{MODULE}.py"),
        b"import sys\n\n\ndef main():\n    data = sys.stdin.read().split()\n\n\nmain()\n".to_vec(),
    );
    submissions::gather(files, &mut draft);
    Ok(draft)
}
