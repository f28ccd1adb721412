//! Agents and groups (Data 2.4.2).

use std::borrow::Cow;

use super::{
    fields::{Check, broken, fields, formatted, list, no_null, required, text},
    rulebook,
    value::{is_iri, is_mailto, is_openid, is_sha1sum},
};
use crate::{
    json::{Kind, Value},
    model::{Broken, Ifi, Mention, Role, Rule},
};

/// Which of the two may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    Agent,
    Group,
    Either,
}

const AGENT: [&str; 6] = ["objectType", "name", "mbox", "mbox_sha1sum", "openid", "account"];
const GROUP: [&str; 7] =
    ["objectType", "name", "mbox", "mbox_sha1sum", "openid", "account", "member"];

/// Checks an agent or a group and notes everybody in it.
pub(super) fn agent_or_group<'d>(
    value: Value<'d>,
    allowed: Allowed,
    role: Role,
    seen: &mut Vec<Mention<'d>>,
) -> Check<()> {
    match (object_type(value, allowed)?, allowed) {
        (true, Allowed::Agent) => broken(type_place(value), &rulebook::AGENT_TYPE),
        (false, Allowed::Group) => broken(type_place(value), &rulebook::GROUP_TYPE),
        (true, _) => group(value, role, seen),
        (false, _) => agent(value, role, seen),
    }
}

/// Whether it says that it is a group.
fn object_type(value: Value<'_>, allowed: Allowed) -> Check<bool> {
    if value.kind() != Kind::Object {
        let rule =
            if value.kind() == Kind::Null { &rulebook::NULL } else { &rulebook::OBJECT_EXPECTED };
        return broken(value, rule);
    }
    let Some(given) = value.get("objectType") else { return Ok(false) };
    match given.text().as_deref() {
        Some("Agent") => Ok(false),
        Some("Group") => Ok(true),
        _ => broken(
            given,
            match allowed {
                Allowed::Agent => &rulebook::AGENT_TYPE,
                Allowed::Group => &rulebook::GROUP_TYPE,
                Allowed::Either => &rulebook::ACTOR_TYPE,
            },
        ),
    }
}

fn type_place(value: Value<'_>) -> Value<'_> {
    value.get("objectType").unwrap_or(value)
}

fn agent<'d>(value: Value<'d>, role: Role, seen: &mut Vec<Mention<'d>>) -> Check<()> {
    let [_, name, mbox, sum, openid, account] = fields(value, AGENT)?;
    let name = name.map(text).transpose()?;
    match ifi(value, [mbox, sum, openid, account], &rulebook::ONE_IFI)? {
        Some(ifi) => seen.push(Mention::Agent { role, ifi, name, group: false }),
        None => return broken(value, &rulebook::ONE_IFI),
    }
    Ok(())
}

fn group<'d>(value: Value<'d>, role: Role, seen: &mut Vec<Mention<'d>>) -> Check<()> {
    let [_, name, mbox, sum, openid, account, member] = fields(value, GROUP)?;
    let name: Option<Cow<'d, str>> = name.map(text).transpose()?;
    let ifi = ifi(value, [mbox, sum, openid, account], &rulebook::GROUP_ONE_IFI)?;
    let empty =
        member.is_none_or(|list| list.kind() == Kind::Array && list.items().next().is_none());
    if ifi.is_none() && empty {
        return broken(value, &rulebook::NEEDS_MEMBER);
    }
    if let Some(ifi) = ifi {
        seen.push(Mention::Agent { role, ifi, name, group: true });
    }
    let Some(member) = member else { return Ok(()) };
    for one in list(member, &rulebook::MEMBER)? {
        no_null(one)?;
        if object_type(one, Allowed::Agent)? {
            return broken(type_place(one), &rulebook::MEMBER);
        }
        agent(one, role, seen)?;
    }
    Ok(())
}

fn ifi<'d>(
    value: Value<'d>,
    [mbox, sum, openid, account]: [Option<Value<'d>>; 4],
    one: &'static Rule,
) -> Check<Option<Ifi<'d>>> {
    let given = [mbox, sum, openid, account].into_iter().flatten();
    if given.clone().count() > 1 {
        return broken(given.last().unwrap_or(value), one);
    }
    Ok(if let Some(mbox) = mbox {
        Some(Ifi::Mbox(formatted(mbox, &rulebook::MBOX, is_mailto)?))
    } else if let Some(sum) = sum {
        Some(Ifi::MboxSha1sum(formatted(sum, &rulebook::SHA1SUM, is_sha1sum)?))
    } else if let Some(openid) = openid {
        Some(Ifi::Openid(formatted(openid, &rulebook::OPENID, is_openid)?))
    } else if let Some(account) = account {
        let [home_page, name] = fields(account, ["homePage", "name"])?;
        let home_page = required(home_page, account, &rulebook::HOME_PAGE)?;
        let name = required(name, account, &rulebook::ACCOUNT_NAME)?;
        Some(Ifi::Account {
            home_page: formatted(home_page, &rulebook::HOME_PAGE, is_iri)?,
            name: formatted(name, &rulebook::ACCOUNT_NAME, |_| true)?,
        })
    } else {
        None
    })
}

/// An authority: an agent, or the two agents of an application and its user (Data 2.4.9).
pub(super) fn authority(value: Value<'_>) -> Check<()> {
    agent_or_group(value, Allowed::Either, Role::RelatedAgent, &mut Vec::new())?;
    if !object_type(value, Allowed::Either)? {
        return Ok(());
    }
    let identified = ["mbox", "mbox_sha1sum", "openid", "account"];
    let members = value.get("member").map_or(0, |member| member.items().count());
    if members != 2 || identified.iter().any(|name| value.get(name).is_some()) {
        return broken(value, &rulebook::AUTHORITY);
    }
    Ok(())
}

/// Who a parameter `agent` means: an agent or an identified group, given as JSON, with what it is
/// called there.
pub fn read_agent(value: Value<'_>) -> Result<(Ifi<'_>, Option<Cow<'_, str>>), Broken> {
    let mut seen = Vec::new();
    agent_or_group(value, Allowed::Either, Role::Agent, &mut seen)?;
    let is_group = object_type(value, Allowed::Either)?;
    match seen.into_iter().next() {
        Some(Mention::Agent { ifi, name, group, .. }) if group == is_group => Ok((ifi, name)),
        _ => broken(value, &rulebook::AGENT_PARAMETER),
    }
}

/// The same where a group makes no sense.
pub fn read_agent_only(value: Value<'_>) -> Result<(Ifi<'_>, Option<Cow<'_, str>>), Broken> {
    if object_type(value, Allowed::Agent)? {
        return broken(type_place(value), &rulebook::AGENT_TYPE);
    }
    read_agent(value)
}
