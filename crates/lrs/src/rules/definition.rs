//! Canonical definitions of activities: what many statements say about one activity, merged
//! (Data 2.4.4.1).

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

/// A definition as it is kept.
pub type Definition = String;

/// Merges a definition a statement brought into the one that is kept; `None` where that changes
/// nothing. Only for senders that may define.
///
/// Language maps grow and are corrected language by language, extensions key by key; type and
/// further information are replaced. What makes an interaction (its type, right answers, the
/// components) is kept as it first came: changing it would change what earlier answers mean.
pub fn merge_definition(kept: Option<&str>, brought: &str) -> Option<Definition> {
    let brought: Map<String, Json> = serde_json::from_str(brought).ok()?;
    let before: Map<String, Json> =
        kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default();
    let mut merged = before.clone();
    for (name, value) in brought {
        merge_property(&mut merged, name, value);
    }
    (kept.is_none() || merged != before).then(|| serde_json::to_string(&merged).unwrap_or_default())
}

fn merge_property(into: &mut Map<String, Json>, name: String, value: Json) {
    match name.as_str() {
        "name" | "description" | "extensions" => {
            let entry = into.entry(name).or_insert_with(|| Json::Object(Map::new()));
            if let (Json::Object(into), Json::Object(from)) = (entry, value) {
                into.extend(from);
            }
        }
        "type" | "moreInfo" => {
            into.insert(name, value);
        }
        "choices" | "scale" | "source" | "target" | "steps" => match into.get_mut(&name) {
            Some(kept) => merge_components(kept, value),
            None => {
                into.insert(name, value);
            }
        },
        _ => {
            into.entry(name).or_insert(value);
        }
    }
}

/// Components keep their order and number; their descriptions grow.
fn merge_components(kept: &mut Json, brought: Json) {
    let (Json::Array(kept), Json::Array(brought)) = (kept, brought) else { return };
    let id = |one: &Json| one.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
    let places: HashMap<String, usize> =
        kept.iter().enumerate().map(|(n, one)| (id(one), n)).collect();
    for new in brought {
        let known = places.get(&id(&new)).and_then(|at| kept.get_mut(*at));
        let (Some(Json::Object(old)), Json::Object(mut new)) = (known, new) else { continue };
        if let Some(description) = new.remove("description") {
            merge_property(old, "description".to_owned(), description);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_grow_and_interactions_stay() {
        let first = r#"{"name":{"en":"Quiz"},"interactionType":"choice","correctResponsesPattern":["a"],
            "choices":[{"id":"a","description":{"en":"A"}}]}"#;
        let kept = merge_definition(None, first).unwrap();
        assert_eq!(merge_definition(Some(&kept), first), None, "nothing new");
        let second = r#"{"name":{"vi":"Câu hỏi","en":"Quiz 1"},"type":"http://t",
            "correctResponsesPattern":["b"],"choices":[{"id":"a","description":{"vi":"Á"}},{"id":"b"}]}"#;
        let merged = merge_definition(Some(&kept), second).unwrap();
        let json: Json = serde_json::from_str(&merged).unwrap();
        assert_eq!(json["name"], serde_json::json!({"en": "Quiz 1", "vi": "Câu hỏi"}));
        assert_eq!(json["type"], "http://t");
        assert_eq!(json["correctResponsesPattern"], serde_json::json!(["a"]));
        assert_eq!(
            json["choices"],
            serde_json::json!([{"id": "a", "description": {"en": "A", "vi": "Á"}}])
        );
    }
}
