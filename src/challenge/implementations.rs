//! Where implementations lie in a challenge whose candidates write tests: `implementations/right/*.py` and
//! `implementations/wrong/*.py`, and below `implementations/visible` those whose results the candidate sees.

use super::fault::ChallengeFault;
use crate::folder::Files;

pub(super) const FOLDER: &str = "implementations/";

/// Whether everything that must be there is, and nothing that has no place.
pub(super) fn check(files: &Files) -> Result<(), ChallengeFault> {
    if let Some(path) = files.keys().find(|path| path.starts_with("tests/")) {
        let message = "a challenge whose candidates write the tests has implementations in the place of tests; take it away";
        return Err(ChallengeFault::of(path, message));
    }
    for path in files.keys() {
        let Some(inner) = path.strip_prefix(FOLDER) else {
            continue;
        };
        let inner = inner.strip_prefix("visible/").unwrap_or(inner);
        let name = inner
            .strip_prefix("right/")
            .or_else(|| inner.strip_prefix("wrong/"));
        if !name.is_some_and(|name| name.ends_with(".py") && !name.contains('/')) {
            let message = "no implementation; each is one `.py` file in `implementations/right` or `implementations/wrong`, \
                           or in these below `implementations/visible`";
            return Err(ChallengeFault::of(path, message));
        }
    }
    for (folder, why) in [
        (
            "right",
            "without a right implementation nothing tells tests from tests that always fail",
        ),
        (
            "wrong",
            "without a wrong implementation there is nothing to catch",
        ),
    ] {
        let below = format!("{FOLDER}{folder}/");
        if !files.keys().any(|path| path.starts_with(&below)) {
            return Err(ChallengeFault::of(
                format!("{FOLDER}{folder}"),
                format!("holds no `.py` file: {why}"),
            ));
        }
    }
    Ok(())
}
