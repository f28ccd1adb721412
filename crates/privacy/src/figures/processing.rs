//! What personal data is processed, told by what the program declares: its tables, its rights, its
//! rules on how long things are kept.

use access::{Right, Role, reaches_everywhere, roles_with};
use kernel::Date;
use ledger::FactTable;
use serde::Serialize;
use store::{Tx, boxed};

use super::{basis_of, rule_of};
use crate::{
    Error,
    model::{ProcessingBasis, RetentionRule, cited},
};

/// A kind of personal data that is processed.
#[derive(Clone, Debug, Serialize)]
pub struct Processing {
    /// The table, a word in code.
    pub table: &'static str,
    /// Its personal columns, words in code.
    pub columns: Vec<&'static str>,
    /// Roles that see it masked.
    pub seen_by: Vec<&'static str>,
    /// Roles that open it for a purpose, which is noted.
    pub opened_by: Vec<&'static str>,
    /// Those of them that are held for a unit alone: they see and open it within that unit.
    pub within_unit: Vec<&'static str>,
    /// What the processing rests on: act and clause; `None` where nobody said.
    pub legal_basis: Option<String>,
    /// Whether that was confirmed.
    pub legal_basis_confirmed: bool,
    /// How many months it is kept; `None` where nobody said.
    pub months: Option<i64>,
    /// The act that stands in.
    pub basis: Option<String>,
    /// Whether that was confirmed.
    pub confirmed: bool,
}

/// Who sees what is processed and who opens it: whoever holds one of these rights, as the doors to
/// it ask (`bin/nhanluc/src/matrix/processed.rs` compares).
#[derive(Clone, Copy)]
struct Doors {
    see: &'static [Right],
    open: &'static [Right],
    /// Only whoever holds the right over everything.
    whole: bool,
}

impl Doors {
    const fn of(see: &'static [Right], open: &'static [Right]) -> Self {
        Self { see, open, whole: false }
    }

    /// Whoever sees it sees it whole.
    const fn unmasked(see: &'static [Right]) -> Self {
        Self::of(see, see)
    }

    /// Of a table of facts.
    fn of_facts(table: &str) -> Self {
        use Right as R;
        match table {
            "data_request" => Self::unmasked(&[R::SeeRequests]),
            "commitment" => Self::unmasked(&[R::SeeFigures]),
            "held_row" => Self { whole: true, ..Self::of(&[R::SeePeople], &[R::Intake]) },
            "kind_row" => Self::of(&[R::SeePeople], &[R::Intake]),
            // It stands at its cell for whoever may look at the sheet.
            "remark" => Self::unmasked(&[R::SeeCampaigns, R::Report, R::SeePeople]),
            "team_member" => {
                Self::of(&[R::SeePeople, R::KeepTeams], &[R::OpenPersonal, R::KeepTeams])
            }
            "attendance" => Self::of(&[R::SeePeople, R::KeepTraining], &[R::OpenPersonal]),
            _ => Self::of(&[R::SeePeople], &[R::OpenPersonal]),
        }
    }

    /// Whether a role gets to all of it, whatever unit it is held for.
    fn anywhere(self, role: Role) -> bool {
        let all = self.see.iter().chain(self.open);
        all.copied().any(|right| reaches_everywhere(role, right))
    }

    fn roles(self, rights: &[Right]) -> Vec<Role> {
        let may = |role: &Role| rights.iter().any(|right| roles_with(*right).any(|r| r == *role));
        let over = |role: &Role| !(self.whole && role.needs_unit());
        Role::ALL.iter().copied().filter(|role| may(role) && over(role)).collect()
    }
}

/// What is processed beside facts: the table, its columns, who sees them.
const BESIDE: &[(&str, &[&str], Doors)] = &[
    ("account", &["name", "full_name"], ACCOUNTS),
    ("web_session", &["address", "agent"], ACCOUNTS),
    ("passkey", &["name"], ACCOUNTS),
    ("account_link", &["subject"], ACCOUNTS),
    ("mail_address", &["email"], ACCOUNTS),
    ("read_log", &["account_name", "purpose"], LOGS),
    ("failed_sign_in", &["account_name", "network"], LOGS),
    ("upload", &["bytes"], SHEETS),
    ("act", &["reason"], REASONS),
    ("stopped", &["mark"], Doors::unmasked(&[Right::AnswerRequests])),
    ("lrs_statement", &["statement"], Doors::unmasked(&[Right::SeeRecords])),
];
/// The province's own are opened by who takes them in; those of an office by who reports for it and
/// by who looks them through.
const SHEETS: Doors = Doors::of(
    &[Right::SeePeople, Right::Report, Right::RunCampaigns],
    &[Right::Intake, Right::Report, Right::RunCampaigns],
);
/// What was written as a reason stands at the act, and in the history of an office's sheet.
const REASONS: Doors = Doors::unmasked(&[Right::SeeActs, Right::SeeCampaigns, Right::Report]);
const ACCOUNTS: Doors = Doors::unmasked(&[Right::SeeAccounts]);
const LOGS: Doors = Doors::unmasked(&[Right::SeeLogs]);

/// Keys follow from the names they are made of.
fn is_own(column: &str) -> bool {
    !column.ends_with("_key")
}

/// The rule that says how long a table's rows are kept.
pub(super) fn kept_as(table: &str) -> &str {
    match table {
        "person" => "former_staff",
        other => other,
    }
}

/// Every kind of personal data that is processed, a word in code.
pub fn processed(facts: &[&'static FactTable]) -> Vec<&'static str> {
    let personal = facts.iter().filter(|table| table.is_personal()).map(|table| table.name);
    personal.chain(BESIDE.iter().map(|(table, ..)| *table)).collect()
}

/// The record of processing on a day.
#[boxed]
pub async fn processing(
    tx: &mut Tx,
    facts: &[&'static FactTable],
    day: Date,
) -> Result<Vec<Processing>, Error> {
    let mut all = Vec::new();
    for table in facts.iter().filter(|table| table.is_personal()) {
        let personal = table.columns.iter().filter(|c| c.personal && is_own(c.name));
        let columns = personal.map(|c| c.name).collect();
        all.push(told(tx, (table.name, columns), Doors::of_facts(table.name), day).await?);
    }
    for (table, columns, doors) in BESIDE {
        all.push(told(tx, (table, columns.to_vec()), *doors, day).await?);
    }
    Ok(all)
}

async fn told(
    tx: &mut Tx,
    (table, columns): (&'static str, Vec<&'static str>),
    doors: Doors,
    day: Date,
) -> Result<Processing, Error> {
    let rule: Option<RetentionRule> = rule_of(tx, kept_as(table), day).await?;
    let legal: Option<ProcessingBasis> = basis_of(tx, table, day).await?;
    let codes = |roles: &[Role]| roles.iter().map(|role| role.code()).collect();
    let (see, open) = (doors.roles(doors.see), doors.roles(doors.open));
    let scoped = Role::ALL.iter().filter(|role| role.needs_unit());
    let scoped = scoped
        .filter(|role| see.contains(role) || open.contains(role))
        .filter(|role| !doors.anywhere(**role));
    Ok(Processing {
        table,
        columns,
        seen_by: codes(&see),
        opened_by: codes(&open),
        within_unit: scoped.map(|role| role.code()).collect(),
        legal_basis: legal.as_ref().map(|b| cited(&b.basis_act, &b.basis_clause)),
        legal_basis_confirmed: legal.is_some_and(|b| b.confirmed),
        months: rule.as_ref().map(|r| r.months),
        basis: rule.as_ref().map(|r| cited(&r.basis_act, &r.basis_clause)),
        confirmed: rule.is_some_and(|r| r.confirmed),
    })
}
