//! A naive model of the filters, written from the standard's words, over plain JSON.

use std::collections::BTreeMap;

use serde_json::Value as Json;

/// A question as the model understands it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Question {
    pub(crate) agent: Option<Json>,
    pub(crate) verb: Option<String>,
    pub(crate) activity: Option<String>,
    pub(crate) registration: Option<String>,
    pub(crate) related_agents: bool,
    pub(crate) related_activities: bool,
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) ascending: bool,
}

impl Question {
    pub(crate) fn query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        let agent = self.agent.as_ref().map(Json::to_string);
        for (name, value) in [
            ("agent", &agent),
            ("verb", &self.verb),
            ("activity", &self.activity),
            ("registration", &self.registration),
            ("since", &self.since),
            ("until", &self.until),
        ] {
            if let Some(value) = value {
                out.append_pair(name, value);
            }
        }
        for (name, on) in [
            ("related_agents", self.related_agents),
            ("related_activities", self.related_activities),
            ("ascending", self.ascending),
        ] {
            if on {
                out.append_pair(name, "true");
            }
        }
        out.finish()
    }

    /// Ids of the statements that match. `all` are in the order they were stored in.
    pub(crate) fn answer(&self, all: &[Json]) -> Vec<String> {
        let by_id: BTreeMap<&str, &Json> =
            all.iter().map(|s| (s["id"].as_str().unwrap(), s)).collect();
        let voided: Vec<&str> = all
            .iter()
            .filter(|s| s["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided")
            .filter_map(|s| s["object"]["id"].as_str())
            .filter(|id| {
                let target = by_id.get(id).map(|s| &s["verb"]["id"]);
                target.is_some_and(|verb| verb != "http://adlnet.gov/expapi/verbs/voided")
            })
            .collect();
        let mut found: Vec<String> = all
            .iter()
            .filter(|s| !voided.contains(&s["id"].as_str().unwrap()))
            .filter(|s| {
                let stored = s["stored"].as_str().unwrap();
                self.since.as_deref().is_none_or(|since| stored > since)
                    && self.until.as_deref().is_none_or(|until| stored <= until)
            })
            .filter(|s| self.matches_or_its_target(s, &by_id, 0))
            .map(|s| s["id"].as_str().unwrap().to_owned())
            .collect();
        if !self.ascending {
            found.reverse();
        }
        found
    }

    fn matches_or_its_target(&self, s: &Json, by_id: &BTreeMap<&str, &Json>, depth: u32) -> bool {
        if self.matches(s) {
            return true;
        }
        let target = (s["object"]["objectType"] == "StatementRef")
            .then(|| s["object"]["id"].as_str().and_then(|id| by_id.get(id)))
            .flatten();
        depth < 50 && target.is_some_and(|t| self.matches_or_its_target(t, by_id, depth + 1))
    }

    fn matches(&self, s: &Json) -> bool {
        self.verb.as_deref().is_none_or(|verb| s["verb"]["id"] == verb)
            && self
                .registration
                .as_deref()
                .is_none_or(|r| s["context"]["registration"].as_str().is_some_and(|x| x == r))
            && self.agent.as_ref().is_none_or(|agent| self.has_agent(s, agent))
            && self.activity.as_deref().is_none_or(|activity| self.has_activity(s, activity))
    }

    fn has_agent(&self, s: &Json, agent: &Json) -> bool {
        let mut places = vec![&s["actor"], &s["object"]];
        if self.related_agents {
            places.push(&s["authority"]);
            for part in [s, &s["object"]] {
                if part == &s["object"] && s["object"]["objectType"] != "SubStatement" {
                    continue;
                }
                let context = &part["context"];
                places.extend([&part["actor"], &part["object"]]);
                places.extend([&context["instructor"], &context["team"]]);
                for (list, property) in [("contextAgents", "agent"), ("contextGroups", "group")] {
                    let people = context[list].as_array().into_iter().flatten();
                    places.extend(people.map(|one| &one[property]));
                }
            }
        }
        places.into_iter().any(|place| {
            let kind = place["objectType"].as_str();
            let person = matches!(kind, None | Some("Agent" | "Group"));
            person && (same(place, agent) || members(place).any(|m| same(m, agent)))
        })
    }

    fn has_activity(&self, s: &Json, activity: &str) -> bool {
        let is = |object: &Json| {
            matches!(object["objectType"].as_str(), None | Some("Activity"))
                && object["id"] == activity
        };
        if is(&s["object"]) {
            return true;
        }
        if !self.related_activities {
            return false;
        }
        let sub = &s["object"];
        let parts = [s, sub];
        let contexts =
            parts.into_iter().take(if sub["objectType"] == "SubStatement" { 2 } else { 1 });
        contexts.clone().any(|part| is(&part["object"]) && (part == s || part == sub))
            || contexts.into_iter().any(|part| {
                let kinds = part["context"]["contextActivities"].as_object();
                kinds.into_iter().flatten().any(|(_, listed)| match listed {
                    Json::Array(listed) => listed.iter().any(is),
                    alone => is(alone),
                })
            })
    }
}

fn members(place: &Json) -> impl Iterator<Item = &Json> {
    place["member"].as_array().into_iter().flatten()
}

fn same(a: &Json, b: &Json) -> bool {
    ["mbox", "mbox_sha1sum", "openid", "account"]
        .into_iter()
        .any(|name| !a[name].is_null() && a[name] == b[name])
}
