//! What to do next in each stage of a relationship: welcome, trial, offer more, plan together, win back, or end well. They are
//! proposals; nothing is done until a person does it.

use quen_insight::stage::Stage;
use serde::{Deserialize, Serialize};

/// An act that is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// Introduce ourselves and ask what they look for.
    Welcome,
    /// Let them try something small.
    Trial,
    /// Ask how the first purchase was.
    FirstCheck,
    /// Offer what goes with what they buy.
    CrossSell,
    /// Ask for a recommendation.
    AskReferral,
    /// Plan together: a project, a yearly contract, an own blend.
    JointPlan,
    /// Thank them with something personal.
    Thank,
    /// Ask what happened and make it good.
    MakeGood,
    /// Invite them back with a reason that is theirs.
    WinBack,
    /// End well: settle what is open, thank, leave the door open.
    EndWell,
}

/// What the proposals look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The stage that counts.
    pub stage: Stage,
    /// In dissolution: over rather than fading.
    pub ended: bool,
    /// Purchase occasions so far.
    pub occasions: i64,
    /// What they brought so far, minor units.
    pub margin: i64,
    /// Times they were unhappy.
    pub complaints: i64,
}

impl Proposal {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Welcome,
        Self::Trial,
        Self::FirstCheck,
        Self::CrossSell,
        Self::AskReferral,
        Self::JointPlan,
        Self::Thank,
        Self::MakeGood,
        Self::WinBack,
        Self::EndWell,
    ];

    /// Word in the API and, with dashes, in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Trial => "trial",
            Self::FirstCheck => "first_check",
            Self::CrossSell => "cross_sell",
            Self::AskReferral => "ask_referral",
            Self::JointPlan => "joint_plan",
            Self::Thank => "thank",
            Self::MakeGood => "make_good",
            Self::WinBack => "win_back",
            Self::EndWell => "end_well",
        }
    }

    /// The kind of task that it is done by, of [`crate::tasks::KINDS`].
    pub fn task_kind(self) -> &'static str {
        match self {
            Self::Welcome | Self::FirstCheck | Self::MakeGood | Self::WinBack => "call",
            Self::Trial | Self::Thank => "send",
            Self::CrossSell | Self::AskReferral | Self::EndWell => "write",
            Self::JointPlan => "meet",
        }
    }
}

/// What to do next, the likeliest first. A relationship that is over and brought nothing is ended well instead of won back; one
/// that fades after a complaint is first made good.
pub fn proposals(standing: Standing) -> Vec<Proposal> {
    use Proposal as P;
    let worth = standing.margin > 0;
    match standing.stage {
        Stage::Awareness => vec![P::Welcome, P::Trial],
        Stage::Exploration if standing.occasions > 0 => vec![P::FirstCheck, P::CrossSell],
        Stage::Exploration => vec![P::Trial, P::Welcome],
        Stage::Expansion => vec![P::CrossSell, P::AskReferral],
        Stage::Commitment => vec![P::JointPlan, P::Thank, P::AskReferral],
        Stage::Dissolution if standing.ended && !worth => vec![P::EndWell],
        Stage::Dissolution if standing.complaints > 0 => vec![P::MakeGood, P::WinBack, P::EndWell],
        Stage::Dissolution if worth => vec![P::WinBack, P::EndWell],
        Stage::Dissolution => vec![P::EndWell, P::WinBack],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(stage: Stage) -> Standing {
        Standing {
            stage,
            ended: false,
            occasions: 3,
            margin: 1_000,
            complaints: 0,
        }
    }

    #[test]
    fn every_stage_has_something_to_do_and_every_act_a_kind_of_task() {
        let stages = crate::parties::STAGES.map(|key| Stage::from_key(key).unwrap());
        for stage in stages {
            assert!(!proposals(standing(stage)).is_empty(), "{stage:?}");
        }
        for proposal in Proposal::ALL {
            assert!(crate::tasks::KINDS.contains(&proposal.task_kind()));
        }
    }

    #[test]
    fn who_is_worth_it_is_won_back_and_who_is_gone_is_let_go() {
        let fading = standing(Stage::Dissolution);
        assert_eq!(proposals(fading)[0], Proposal::WinBack);
        let hurt = Standing {
            complaints: 1,
            ..fading
        };
        assert_eq!(proposals(hurt)[0], Proposal::MakeGood);
        let gone = Standing {
            ended: true,
            margin: 0,
            ..hurt
        };
        assert_eq!(proposals(gone), [Proposal::EndWell]);
    }
}
