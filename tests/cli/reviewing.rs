//! Reviews: a scaffold that proves itself, and reviews that are graded without an engine.

use crate::support::{Place, engine};

/// The command's exit status and what it wrote to stdout as JSON.
fn json(place: &Place, arguments: &[&str]) -> (Option<i32>, serde_json::Value) {
    let output = place.assay(arguments).output().expect("the command runs");
    let value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), value)
}

fn place() -> Place {
    let place = Place::new();
    place
        .assay(&["challenge", "new", "--kind", "review", "order-review"])
        .assert()
        .success();
    place
}

#[test]
fn a_review_file_is_graded_by_line_and_kind_and_needs_no_engine() {
    let place = place();
    place.write(
        "review.toml",
        "[[comment]]\nlines = '4'\nkind = 'correctness'\ntext = 'shared'\n[[comment]]\nlines = '14'\nkind = 'security'\ntext = 'x'\n",
    );
    let graded = [
        "grade",
        "review.toml",
        "--challenge",
        "order-review",
        "--format",
        "json",
    ];
    let (status, document) = json(
        &place,
        &[&graded[..], &["--engine", "tcp://127.0.0.1:1"]].concat(),
    );
    let report = &document["submissions"][0]["report"];
    assert_eq!(status, Some(1), "{document}");
    assert_eq!(report["verdict"], "failed");
    assert_eq!(
        report["message"],
        "1 of 2 defects met; 1 of 2 comments meet nothing"
    );
    let outcomes: Vec<_> = report["edge_cases"]
        .as_array()
        .expect("edge cases")
        .iter()
        .map(|case| (case["id"].as_str(), case["outcome"].as_str()))
        .collect();
    assert_eq!(
        outcomes,
        [
            (Some("keeps-filling"), Some("passed")),
            (Some("one-too-few"), Some("failed"))
        ]
    );
    place.write(
        "review.toml",
        "[[comment]]\nlines = '400'\nkind = 'correctness'\ntext = 'x'\n",
    );
    let (status, document) = json(&place, &graded);
    let report = &document["submissions"][0]["report"];
    assert_eq!(
        (status, report["verdict"].as_str()),
        (Some(1), Some("not_gradable"))
    );
}

#[test]
fn take_homes_hold_reviews_beside_code() {
    let place = place();
    place
        .write(
            "homes/ada/order-review.toml",
            "[[comment]]\nlines = '4'\nkind = 'correctness'\ntext = 'x'\n",
        )
        .write("homes/bob/order-review/review.json", "{\"comment\": []}")
        .write("homes/bob/order-review/notes.txt", "not looked at")
        .write("homes/cyd/order-review/notes.txt", "no review");
    let (status, document) = json(&place, &["grade", "homes", "--format", "json"]);
    let found: Vec<_> = document["submissions"]
        .as_array()
        .expect("submissions")
        .iter()
        .map(|one| (one["candidate"].as_str(), one["report"]["message"].as_str()))
        .collect();
    assert_eq!(status, Some(1));
    assert_eq!(
        found[0],
        (
            Some("ada"),
            Some("1 of 2 defects met; 0 of 1 comments meet nothing")
        )
    );
    assert_eq!(
        found[1],
        (
            Some("bob"),
            Some("0 of 2 defects met; 0 of 0 comments meet nothing")
        )
    );
    assert_eq!(found[2].0, Some("cyd"));
    assert_eq!(
        document["submissions"][2]["report"]["verdict"],
        "not_gradable"
    );
}

#[test]
fn the_scaffold_of_a_review_is_proven_and_a_defect_that_is_none_is_told() {
    let place = place();
    let verify = [
        "challenge",
        "verify",
        "order-review",
        "--format",
        "json",
        "--mutants",
        "prove",
    ];
    let _engine = engine();
    let (status, document) = json(&place, &verify);
    assert_eq!(status, Some(0), "{document}");
    assert!(place.path("challenges/order-review/proof.json").exists());
    // Mended in the reviewed module already: nothing is planted there any more.
    let path = place.path("challenges/order-review/review/order_review.py");
    let mended = std::fs::read_to_string(&path)
        .expect("it reads")
        .replace("count - 1", "count");
    std::fs::write(&path, mended).expect("it is written");
    place.write(
        "challenges/order-review/reviews/good.toml",
        "meets = ['one-too-few']\n[[comment]]\nlines = '4'\nkind = 'correctness'\ntext = 'x'\n",
    );
    let (status, document) = json(&place, &verify);
    assert_eq!(status, Some(1));
    let gaps = document["challenges"][0]["gaps"].to_string();
    for told in [
        "passes \\\"Gives as many customers as are asked for\\\", which its header says it fails",
        "meets `keeps-filling`, which it does not name",
        "does not meet `one-too-few`, which it says it meets",
    ] {
        assert!(gaps.contains(told), "{told} in {gaps}");
    }
}
