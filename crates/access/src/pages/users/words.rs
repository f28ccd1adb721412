//! Roles as the reader's language has them.

use kernel::{Date, Interval};
use ui::{Text, Ui, format};

use crate::{AccountError, Grant, Role, RoleError, Unit};

pub(super) fn role(ui: &Ui, role: Role) -> Text {
    ui.t(&format!("access-role-{}", role.code()))
}

/// The unit a role is held for, or that it is held for everything.
pub(super) fn unit(ui: &Ui, grant: &Grant, units: &[Unit]) -> Text {
    if grant.person.is_some() {
        return ui.t("access-role-own");
    }
    let Some(id) = grant.unit else { return ui.t("access-role-everything") };
    let found = units.iter().find(|unit| unit.id == id);
    found.map_or_else(|| id.to_string().into(), |unit| unit.name.clone().into())
}

pub(super) fn span(ui: &Ui, valid: Interval) -> Text {
    let day = |day: Date| format::date(day).into();
    match (valid.from, valid.to.and_then(|to| to.yesterday().ok())) {
        (None, None) => ui.t("access-role-always"),
        (Some(from), None) => ui.f("access-role-since", &[("from", day(from))]),
        (None, Some(to)) => ui.f("access-role-until", &[("to", day(to))]),
        (Some(from), Some(to)) => {
            ui.f("access-role-between", &[("from", day(from)), ("to", day(to))])
        }
    }
}

/// What is wrong with a role, and at which field; `None` where it is no fault of the form.
pub(super) fn wrong_role(error: &RoleError) -> Option<(&'static str, &'static str)> {
    Some(match error {
        RoleError::Unit(_) => ("don_vi", "access-role-unit-unknown"),
        RoleError::UnitMissing(_) => ("don_vi", "access-role-unit-missing"),
        RoleError::Person => ("so", "access-role-person-unknown"),
        RoleError::PersonMissing => ("so", "access-role-person-missing"),
        RoleError::HeldAlready => ("vai_tro", "access-role-held"),
        _ => return None,
    })
}

/// The same of an account.
pub(super) fn wrong_account(error: &AccountError) -> Option<(&'static str, &'static str)> {
    Some(match error {
        AccountError::Name(_) => ("ten", "access-user-name-wrong"),
        AccountError::Taken(_) => ("ten", "access-user-name-taken"),
        _ => return None,
    })
}
