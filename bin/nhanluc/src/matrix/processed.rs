//! The record of processing says of every role whether it sees a kind of personal data and whether it
//! opens it: the doors say the same.

use std::collections::{BTreeMap, BTreeSet};

use access::Role;
use axum::http::StatusCode;
use serde_json::Value as Json;
use testkit::Client;

use super::{
    cast::CAST,
    house::{House, Ticket},
};

const WHY: &[(&str, &str)] = &[("muc_dich", "Kiểm tra hồ sơ xử lý")];

/// A kind, where it is seen, what such a page says to whoever does not see it, where it is opened.
type Way = (&'static str, String, &'static str, Option<String>);

fn ways(house: &House) -> Vec<Way> {
    let things = &house.things;
    let (team, person) = (&things.team.inside, &things.person.inside);
    let (held, request) = (&things.held, &things.request);
    let not_yours = "Danh sách tên chỉ mở cho";
    let team = format!("/to-cong-nghe/{team}");
    // Of an office, which has sent it.
    let sheet = format!("/tiep-nhan/{}", things.sent.0.inside);
    vec![
        ("person", format!("/nhan-luc/{person}"), "", Some(format!("/nhan-luc/{person}/mo"))),
        ("team_member", team.clone(), not_yours, Some(format!("{team}/mo"))),
        ("attendance", "/tap-huan/luot".into(), "", None),
        (
            "held_row",
            format!("/tiep-nhan/cho/{held}"),
            "",
            Some(format!("/tiep-nhan/cho/{held}/mo")),
        ),
        ("data_request", format!("/yeu-cau/{request}"), "", None),
        ("commitment", "/cam-ket".into(), "", None),
        ("upload", sheet.clone(), "", Some(format!("{sheet}/mo"))),
        ("remark", sheet, "", None),
        ("account", "/nguoi-dung".into(), "", None),
        ("read_log", "/nhat-ky-doc".into(), "", None),
    ]
}

pub(super) fn signed_in(router: axum::Router, ticket: &Ticket) -> Client {
    let mut client = Client::new(router);
    let (name, token) = ticket.cookie.clone().unwrap();
    client.set_cookie(name, Some(&token));
    client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
    client
}

/// Roles that see each kind, and roles that open it, as the doors say.
async fn by_the_doors(house: &mut House) -> BTreeMap<&'static str, [BTreeSet<&'static str>; 2]> {
    let mut found: BTreeMap<&str, [BTreeSet<&str>; 2]> = BTreeMap::new();
    let ways = ways(house);
    for asker in CAST {
        let Some((role, _)) = asker.role else { continue };
        let ticket = house.tickets[asker.account].clone();
        let mut client = signed_in(house.open().await, &ticket);
        for (kind, page, unseen, open) in &ways {
            let [seen, opened] = found.entry(kind).or_default();
            let told = client.get(page).await;
            let shut = !unseen.is_empty() && told.text().contains(unseen);
            if told.status == StatusCode::OK && !shut {
                seen.insert(role.code());
            }
            let Some(open) = open else { continue };
            let told = client.post(open, WHY).await;
            if told.status.is_success() || told.status.is_redirection() {
                opened.insert(role.code());
            }
        }
    }
    found
}

/// Kinds, columns and purposes that are told by a word in code.
fn untold(told: &Json) -> Vec<String> {
    let site = crate::application::site().unwrap();
    let mut missing = Vec::new();
    for lang in [ui::Lang::Vi, ui::Lang::En] {
        let ui = ui::Ui::at(site, lang, "/", ui::Viewer::default());
        let mut look = |ids: [String; 2]| {
            if !ids.iter().any(|id| ui.has_text(id)) {
                missing.push(format!("{lang:?}: {}", ids[1]));
            }
        };
        for kind in told["processing"].as_array().unwrap() {
            let table = kind["table"].as_str().unwrap();
            let dashed = table.replace('_', "-");
            look([format!("registry-table-{table}"), format!("privacy-table-{dashed}")]);
            look([String::new(), format!("privacy-why-{dashed}")]);
            for column in kind["columns"].as_array().unwrap() {
                let column = column.as_str().unwrap().replace('_', "-");
                look([format!("registry-column-{column}"), format!("privacy-column-{column}")]);
            }
        }
    }
    missing
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_of_processing_says_what_the_doors_do() {
    let mut house = House::build().await;
    let found = by_the_doors(&mut house).await;
    let ticket = house.tickets["coord"].clone();
    let mut client = signed_in(house.open().await, &ticket);
    let file = client.get("/ho-so-xu-ly?dang=json").await.expect(200);
    let told: Json = serde_json::from_slice(&file.body).unwrap();
    assert_eq!(untold(&told), Vec::<String>::new());
    let roles = |of: &Json| -> BTreeSet<String> {
        of.as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_owned()).collect()
    };
    for (kind, [mut seen, mut opened]) in found {
        // Everybody sees what is held on themselves, whatever they are.
        if kind == "person" {
            seen.remove(Role::Official.code());
            opened.remove(Role::Official.code());
        }
        let all = told["processing"].as_array().unwrap();
        let said = all.iter().find(|p| p["table"] == kind).unwrap_or_else(|| panic!("{kind}"));
        let same = |said: &Json, found: &BTreeSet<&str>| {
            roles(said) == found.iter().map(|r| (*r).to_owned()).collect()
        };
        assert!(same(&said["seen_by"], &seen), "{kind}: doors: {seen:?}, told: {said}");
        if !opened.is_empty() {
            assert!(same(&said["opened_by"], &opened), "{kind}: doors: {opened:?}, told: {said}");
        }
    }
    // Whoever holds a role for a unit has of these what is of the unit, but reads every commitment.
    let all = told["processing"].as_array().unwrap();
    for (kind, expected) in [
        ("team_member", &["head", "reporting", "team_leader"][..]),
        ("upload", &["head", "reporting"]),
        ("act", &["head", "reporting"]),
        ("commitment", &[]),
    ] {
        let said = all.iter().find(|p| p["table"] == kind);
        let within = roles(&said.unwrap()["within_unit"]);
        assert_eq!(within, expected.iter().map(|r| (*r).to_owned()).collect(), "{kind}");
    }
}
