//! Which role may do what, written once. `docs/ACCESS.md` tells the same by address.

use crate::{Right, Role};

/// How far a right of a role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Nowhere.
    Nowhere,
    /// Over the unit the role is held for and all under it.
    Unit,
    /// Over everything, whatever unit the role is held for.
    Everywhere,
}

/// How far a right of a role reaches.
pub(crate) fn reach(role: Role, right: Right) -> Reach {
    use Reach::{Everywhere, Nowhere, Unit};
    use Right as R;
    match role {
        Role::Administrator => match right {
            R::SeeFigures
            | R::SetNorms
            | R::DescribeKinds
            | R::SeeRecords
            | R::SeeKeys
            | R::KeepKeys
            | R::SeeAccounts
            | R::Accounts
            | R::SeeJobs
            | R::Operate
            | R::SeeLogs
            | R::SeeActs
            | R::Verify => Everywhere,
            _ => Nowhere,
        },
        Role::Coordinator => match right {
            R::SeeFigures => Everywhere,
            R::SeeKeys
            | R::KeepKeys
            | R::SeeAccounts
            | R::Accounts
            | R::SeeJobs
            | R::Operate
            | R::SeeLogs => Nowhere,
            _ => Unit,
        },
        Role::Reporting => match right {
            R::SeeFigures => Everywhere,
            R::SeePeople | R::OpenPersonal | R::EditPeople | R::Report | R::KeepTeams => Unit,
            _ => Nowhere,
        },
        Role::Head => match right {
            R::SeeFigures => Everywhere,
            R::SeePeople | R::OpenPersonal | R::Report | R::Promise => Unit,
            _ => Nowhere,
        },
        Role::Official => match right {
            R::SeeFigures => Everywhere,
            _ => Nowhere,
        },
        Role::TeamLeader => match right {
            R::SeeFigures => Everywhere,
            R::KeepTeams => Unit,
            _ => Nowhere,
        },
        Role::Trainer => match right {
            R::SeeFigures => Everywhere,
            R::KeepTraining | R::SeeRecords => Unit,
            _ => Nowhere,
        },
        Role::Inspector => match right {
            R::SeeFigures => Everywhere,
            R::SeePeople
            | R::OpenPersonal
            | R::SeeCampaigns
            | R::SeeRecords
            | R::SeeKeys
            | R::SeeAccounts
            | R::SeeJobs
            | R::SeeLogs
            | R::SeeActs
            | R::SeeRequests
            | R::Verify => Unit,
            _ => Nowhere,
        },
    }
}
