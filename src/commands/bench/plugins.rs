//! Which of pytest's plugins a suite needs, so that the other ways need not load all that happen to be installed.

use crate::challenge::Challenge;
use crate::folder::Files;
use crate::python::Source;

/// The names under which pytest's `-p` finds them.
pub fn needed(challenge: &Challenge) -> Vec<&'static str> {
    named_by(&challenge.tests)
}

fn named_by(files: &Files) -> Vec<&'static str> {
    let sources = files
        .iter()
        .filter(|(path, _)| path.ends_with(".py"))
        .filter_map(|(_, content)| std::str::from_utf8(content).ok())
        .filter_map(Source::parse);
    // Whoever sets its mode, in whatever file of settings, has tests that are coroutines.
    let mut asyncio = files.iter().any(|(path, content)| {
        !path.ends_with(".py") && String::from_utf8_lossy(content).contains("asyncio_mode")
    });
    let mut hypothesis = false;
    for source in sources {
        for import in source.imports() {
            let top = import.module.split('.').next();
            asyncio |= top == Some("pytest_asyncio");
            hypothesis |= top == Some("hypothesis");
        }
        asyncio |= source.text.contains("pytest.mark.asyncio");
    }
    let found = [(asyncio, "asyncio"), (hypothesis, "hypothesispytest")];
    found
        .into_iter()
        .filter_map(|(needed, name)| needed.then_some(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        named_by(&Files::from([(
            "hidden/some_test.py".to_owned(),
            text.as_bytes().to_vec(),
        )]))
    }

    #[test]
    fn a_plain_suite_needs_none() {
        assert!(of("import asyncio\n\ndef test_it():\n    asyncio.run(main())\n").is_empty());
    }

    #[test]
    fn a_suite_says_what_it_needs_by_imports_and_marks() {
        assert_eq!(of("from hypothesis import given\n"), ["hypothesispytest"]);
        assert_eq!(of("import pytest_asyncio\n"), ["asyncio"]);
        let marked = "@pytest.mark.asyncio\nasync def test_it():\n    pass\n";
        assert_eq!(of(marked), ["asyncio"]);
    }
}
