//! Which comment meets which defect: by line and kind, as a proposal.

use crate::challenge::{Comment, Defect};

/// A comment on more lines than this says of no line what is wrong with it.
pub const MOST_LINES: u32 = 12;

/// What one comment meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// The defect at that place in the list.
    Defect(usize),
    /// A defect that another comment meets already.
    Again(usize),
    Nothing,
}

/// What all comments of a review meet, in the order of the comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting(pub Vec<Meets>);

impl Meeting {
    /// Finds out. A comment meets a defect when they share a line and a kind; it meets one at most, and of all ways to
    /// share the defects out the one is taken in which the most are met.
    pub fn of(comments: &[Comment], defects: &[Defect]) -> Self {
        let near: Vec<Vec<usize>> = comments
            .iter()
            .map(|comment| candidates(comment, defects))
            .collect();
        // Who says it most exactly goes first, and gives way only where that lets one more defect be met.
        let mut order: Vec<usize> = (0..comments.len()).collect();
        order.sort_by_key(|comment| (comments[*comment].lines.count(), *comment));
        let mut met_by: Vec<Option<usize>> = vec![None; defects.len()];
        for comment in order {
            let mut seen = vec![false; defects.len()];
            augment(comment, &near, &mut met_by, &mut seen);
        }
        Self(
            near.iter()
                .enumerate()
                .map(|(comment, near)| {
                    let own = near.iter().find(|defect| met_by[**defect] == Some(comment));
                    match (own, near.first()) {
                        (Some(defect), _) => Meets::Defect(*defect),
                        (None, Some(defect)) => Meets::Again(*defect),
                        (None, None) => Meets::Nothing,
                    }
                })
                .collect(),
        )
    }

    /// The comments that meet a defect, the first of them the one that it is proposed by.
    pub fn comments_of(&self, defect: usize) -> Vec<usize> {
        let of =
            |wanted: Meets| (0..self.0.len()).filter(move |comment| self.0[*comment] == wanted);
        of(Meets::Defect(defect))
            .chain(of(Meets::Again(defect)))
            .collect()
    }

    /// Whether a comment meets it.
    pub fn is_met(&self, defect: usize) -> bool {
        self.0.contains(&Meets::Defect(defect))
    }
}

/// The defects that a comment may mean, the likeliest first.
fn candidates(comment: &Comment, defects: &[Defect]) -> Vec<usize> {
    if comment.lines.count() > MOST_LINES {
        return Vec::new();
    }
    let mut near: Vec<(u32, usize)> = defects
        .iter()
        .enumerate()
        .filter(|(_, defect)| defect.file == comment.file && defect.kinds.contains(&comment.kind))
        .map(|(place, defect)| (defect.lines.shared(&comment.lines), place))
        .filter(|(shared, _)| *shared > 0)
        .collect();
    near.sort_by_key(|(shared, place)| (std::cmp::Reverse(*shared), *place));
    near.into_iter().map(|(_, place)| place).collect()
}

/// Gives the comment a defect, if need be by moving others to another of theirs.
fn augment(
    comment: usize,
    near: &[Vec<usize>],
    met_by: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for defect in &near[comment] {
        if std::mem::replace(&mut seen[*defect], true) {
            continue;
        }
        let free = match met_by[*defect] {
            None => true,
            Some(other) => augment(other, near, met_by, seen),
        };
        if free {
            met_by[*defect] = Some(comment);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::challenge::DefectKind::{self, Correctness, Security};

    fn comment(lines: &str, kind: DefectKind) -> Comment {
        Comment {
            file: "m.py".to_owned(),
            lines: lines.parse().expect("lines"),
            kind,
            text: "x".to_owned(),
        }
    }

    fn defect(lines: &str, kinds: &[DefectKind]) -> Defect {
        Defect {
            id: lines.to_owned(),
            title: "T".to_owned(),
            file: "m.py".to_owned(),
            lines: lines.parse().expect("lines"),
            kinds: kinds.to_vec(),
            tells: String::new(),
            advises: String::new(),
            tests: vec!["test_x".to_owned()],
        }
    }

    #[test]
    fn a_comment_meets_what_shares_a_line_and_a_kind_and_nothing_else() {
        let defects = [defect("5-7", &[Correctness])];
        let meeting = Meeting::of(
            &[
                comment("7-9", Correctness),
                comment("6", Security),
                comment("8", Correctness),
                comment("5", Correctness),
            ],
            &defects,
        );
        // The exact one has it, the wider one says it again.
        assert_eq!(
            meeting.0,
            [
                Meets::Again(0),
                Meets::Nothing,
                Meets::Nothing,
                Meets::Defect(0)
            ]
        );
        assert_eq!(meeting.comments_of(0), [3, 0]);
    }

    #[test]
    fn another_file_is_another_place() {
        let mut other = comment("5", Correctness);
        other.file = "n.py".to_owned();
        let meeting = Meeting::of(&[other], &[defect("5", &[Correctness])]);
        assert_eq!(meeting.0, [Meets::Nothing]);
    }

    #[test]
    fn as_many_defects_are_met_as_can_be_and_each_comment_meets_one() {
        let defects = [defect("5-6", &[Correctness]), defect("6", &[Correctness])];
        // The first fits both, the second only the first defect.
        let both = Meeting::of(
            &[comment("6", Correctness), comment("5", Correctness)],
            &defects,
        );
        assert!(both.is_met(0) && both.is_met(1), "{both:?}");
        let one = Meeting::of(&[comment("5-6", Correctness)], &defects);
        assert_eq!([one.is_met(0), one.is_met(1)], [true, false]);
    }

    #[test]
    fn a_comment_on_everything_meets_nothing() {
        let everything: Vec<Comment> = DefectKind::ALL.map(|kind| comment("1-100", kind)).into();
        let defects = [defect("5", &[Correctness]), defect("50", &[Security])];
        assert_eq!(Meeting::of(&everything, &defects).0, [Meets::Nothing; 6]);
    }
}
