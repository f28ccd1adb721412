//! What personal data is processed, told by what the program declares: its tables, its rights, its
//! rules on how long things are kept.

use access::{Right, Role, roles_with};
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

/// What is processed beside facts: the table, its columns, who sees them.
const BESIDE: &[(&str, &[&str], Right)] = &[
    ("account", &["name", "full_name"], Right::SeeAccounts),
    ("web_session", &["address", "agent"], Right::SeeAccounts),
    ("passkey", &["name"], Right::SeeAccounts),
    ("account_link", &["subject"], Right::SeeAccounts),
    ("mail_address", &["email"], Right::SeeAccounts),
    ("read_log", &["account_name", "purpose"], Right::SeeLogs),
    ("failed_sign_in", &["account_name", "network"], Right::SeeLogs),
    ("upload", &["bytes"], Right::Intake),
    ("stopped", &["mark"], Right::AnswerRequests),
    ("lrs_statement", &["statement"], Right::SeeRecords),
];

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
        let (see, open) = match table.name {
            "data_request" => (Right::SeeRequests, Right::SeeRequests),
            "held_row" | "kind_row" => (Right::SeePeople, Right::Intake),
            _ => (Right::SeePeople, Right::OpenPersonal),
        };
        all.push(told(tx, (table.name, columns), (see, open), day).await?);
    }
    for (table, columns, right) in BESIDE {
        all.push(told(tx, (table, columns.to_vec()), (*right, *right), day).await?);
    }
    Ok(all)
}

async fn told(
    tx: &mut Tx,
    (table, columns): (&'static str, Vec<&'static str>),
    (see, open): (Right, Right),
    day: Date,
) -> Result<Processing, Error> {
    let rule: Option<RetentionRule> = rule_of(tx, kept_as(table), day).await?;
    let legal: Option<ProcessingBasis> = basis_of(tx, table, day).await?;
    let roles = |right| roles_with(right).map(Role::code).collect();
    Ok(Processing {
        table,
        columns,
        seen_by: roles(see),
        opened_by: roles(open),
        legal_basis: legal.as_ref().map(|b| cited(&b.basis_act, &b.basis_clause)),
        legal_basis_confirmed: legal.is_some_and(|b| b.confirmed),
        months: rule.as_ref().map(|r| r.months),
        basis: rule.as_ref().map(|r| cited(&r.basis_act, &r.basis_clause)),
        confirmed: rule.is_some_and(|r| r.confirmed),
    })
}
