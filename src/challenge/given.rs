//! Files that a challenge gives to the candidate's code: data that it opens by path.

use super::fault::ChallengeFault;
use crate::folder::Files;

/// Where the examiner finds them among its files. No test's path begins so: names with a dot in front are left out when
/// a folder is read.
const FOLDER: &str = ".given/";
/// Folders of tests, which lie above the files for their author and not for the candidate's code.
const OF_TESTS: [&str; 5] = [
    "tests/hidden/",
    "tests/visible/",
    "tests/",
    "test/",
    "starter/",
];

/// The files that `given` in `challenge.toml` names, by the path under which the examiner has them. A name is a file or
/// a folder in the challenge's folder; nothing is given that it does not name.
pub(super) fn gather(given: &[String], files: &Files) -> Result<Files, ChallengeFault> {
    let mut found = Files::new();
    for name in given {
        let name = name.trim_end_matches('/');
        let folder = format!("{name}/");
        let mut any = false;
        for (path, content) in files {
            if path != name && !path.starts_with(&folder) {
                continue;
            }
            any = true;
            let refused = path.ends_with(".py")
                || ["challenge.toml", "statement.md"].contains(&path.as_str())
                || path.starts_with("submissions/");
            if refused {
                let message = "only data can be given to the candidate's code, and this is no data";
                return Err(ChallengeFault::of(path, message));
            }
            let inner = OF_TESTS
                .into_iter()
                .find_map(|folder| path.strip_prefix(folder))
                .unwrap_or(path);
            found.insert(format!("{FOLDER}{inner}"), content.clone());
        }
        if !any {
            let message = format!("`given` names `{name}`, and there is no such file or folder");
            return Err(ChallengeFault::of("challenge.toml", message));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(names: &[&str]) -> Result<Vec<String>, String> {
        let files = [
            "challenge.toml",
            "statement.md",
            "words.txt",
            "data/a.csv",
            "data/deep/b.csv",
            "database.txt",
            "tests/hidden/a_test.py",
            "tests/hidden/expected.json",
            "tests/visible/sample.txt",
            "submissions/accepted/x.txt",
        ];
        let files = files.map(|path| (path.to_owned(), Vec::new())).into();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        gather(&names, &files)
            .map(|found| found.into_keys().collect())
            .map_err(|fault| fault.to_string())
    }

    #[test]
    fn what_is_named_is_given_and_nothing_else() {
        assert_eq!(given(&[]), Ok(vec![]));
        let both = [
            ".given/data/a.csv",
            ".given/data/deep/b.csv",
            ".given/words.txt",
        ];
        assert_eq!(
            given(&["words.txt", "data/"]),
            Ok(both.map(str::to_owned).into())
        );
        let sample = vec![".given/sample.txt".to_owned()];
        assert_eq!(given(&["tests/visible/sample.txt"]), Ok(sample));
    }

    #[test]
    fn tests_and_submissions_are_never_given() {
        for name in [
            "tests/hidden",
            "tests",
            "submissions",
            "challenge.toml",
            "statement.md",
            "absent",
            "../words.txt",
        ] {
            assert!(given(&[name]).is_err(), "{name}");
        }
    }
}
