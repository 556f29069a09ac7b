//! What the interviewer sees of a review.

use crate::challenge::{Comment, Review};
use crate::review::{self, Judged, JudgedDefect, Ticks};
use crate::submission::{SourceLimits, Submission};
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::record::Attempt;
use crate::web::views::review::{CommentView, DefectView, ReviewView, ReviewedFile, ReviewedLine};

/// The review of an attempt; nothing when it is none, or its challenge cannot be read any more.
pub async fn view(app: &App, attempt: &Attempt) -> Result<Option<ReviewView>, WebError> {
    if !attempt.is_review() {
        return Ok(None);
    }
    let Ok(challenge) = app.catalogue.challenge(&attempt.submission.challenge).await else {
        return Ok(None);
    };
    let Some(planted) = &challenge.review else {
        return Ok(None);
    };
    let Some(comments) = submission_of(attempt).and_then(|sent| review::read(planted, &sent).ok())
    else {
        return Ok(None);
    };
    let ticks = app.store.ticks(&attempt.submission.id).await?;
    Ok(Some(judged(planted, &comments, &ticks)))
}

/// What was sent, as grading takes it.
pub(super) fn submission_of(attempt: &Attempt) -> Option<Submission> {
    let (name, text) = attempt.submission.files.first_key_value()?;
    Submission::of_review(name, text.clone().into_bytes(), &SourceLimits::default()).ok()
}

fn judged(planted: &Review, comments: &[Comment], ticks: &Ticks) -> ReviewView {
    let judged = Judged::of(planted, comments, ticks);
    let shown: Vec<CommentView> = comments
        .iter()
        .enumerate()
        .map(|(at, comment)| CommentView {
            number: at + 1,
            lines: comment.lines.to_string(),
            kind: comment.kind.word(),
            text: comment.text.clone(),
            meets: planted
                .defects
                .iter()
                .zip(&judged.defects)
                .filter(|(_, judged)| judged.met && judged.comments.contains(&at))
                .map(|(defect, _)| defect.title.as_str())
                .collect::<Vec<_>>()
                .join("; "),
        })
        .collect();
    let files = planted.code.iter().map(|(path, text)| ReviewedFile {
        path: path.clone(),
        lines: (1..)
            .zip(text.lines())
            .map(|(number, text)| ReviewedLine {
                number,
                text: text.to_owned(),
                planted: planted
                    .defects
                    .iter()
                    .any(|defect| defect.file == *path && defect.lines.contains(number)),
                comments: comments
                    .iter()
                    .zip(&shown)
                    .filter(|(comment, _)| comment.file == *path && comment.lines.last() == number)
                    .map(|(_, shown)| shown.clone())
                    .collect(),
            })
            .collect(),
    });
    let defects = planted
        .defects
        .iter()
        .zip(&judged.defects)
        .map(|(defect, judged)| DefectView {
            id: defect.id.clone(),
            title: defect.title.clone(),
            kinds: defect
                .kinds
                .iter()
                .map(|kind| kind.word())
                .collect::<Vec<_>>()
                .join(", "),
            place: format!("{}:{}", defect.file, defect.lines),
            met: judged.met,
            standing: standing(judged),
            comments: judged
                .comments
                .iter()
                .map(|at| (at + 1).to_string())
                .collect::<Vec<_>>()
                .join(", "),
            decided: judged.by.is_some(),
        });
    ReviewView {
        files: files.collect(),
        defects: defects.collect(),
        comments: comments.len(),
        meet_nothing: judged.meet_nothing.len(),
    }
}

fn standing(judged: &JudgedDefect) -> String {
    match (&judged.by, judged.met) {
        (Some(by), true) => format!("met, {by} says"),
        (Some(by), false) => format!("not met, {by} says"),
        (None, true) => "seems met".to_owned(),
        (None, false) => "not met".to_owned(),
    }
}
