//! Dates and map stay in every link; the same address gives the same figures for ever.

use kernel::{Date, Interval};
use registry::{acts, model::NormId};

use crate::province::{everywhere, one};

/// Addresses of links to pages of this site.
fn links(text: &str) -> Vec<&str> {
    text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What stands in `<main>`.
fn main_of(text: &str) -> &str {
    let start = text.find("<main").unwrap();
    &text[start..text.find("</main>").unwrap()]
}

#[tokio::test]
async fn dates_and_map_stay_in_every_link() {
    let province = one().await;
    let mut reader = province.reader().await;
    let dates = "on=2025-06-30&known_at=2026-01-01&map=2025-07-01";
    let an = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
    for path in ["/", "/don-vi", "/don-vi/D.STT", "/nhan-luc", &an, "/dia-gioi", "/dia-gioi/97"] {
        let page = reader.get(&format!("{path}?{dates}")).await.expect(200).text();
        for link in links(main_of(&page)) {
            let link = link.replace("&amp;", "&");
            assert!(
                link.starts_with('#')
                    || link.contains("on=2025-06-30") && link.contains("map=2025-07-01"),
                "{path} leads to {link}"
            );
        }
        // Forms that ask for a page take them along as well.
        for form in page.split("<form").skip(1).filter(|f| f.contains("method=\"get\"")) {
            let form = form.split("</form>").next().unwrap();
            let keeps = form.contains("name=\"on\"") || form.contains("/preferences");
            assert!(keeps, "{path}: {form}");
        }
    }
}

/// The parts of a page, without the rows that wait: they are known of the present only.
fn figures(page: &str) -> Vec<&str> {
    page.split("<section").filter(|part| !part.contains("Dòng đang chờ")).collect()
}

#[tokio::test]
async fn the_same_address_gives_the_same_figures_for_ever() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let fixed = "on=2026-11-01&known_at=2026-11-24T08:00:00Z&map=2026-11-01";
        let paths = ["/", "/don-vi", "/don-vi/D.STT", "/nhan-luc"];
        let mut before = Vec::new();
        for path in paths {
            let page = reader.get(&format!("{path}?{fixed}")).await.expect(200).text();
            before.push(main_of(&page).to_owned());
        }
        province.clock.set("2026-11-24T08:30:00Z".parse().unwrap());
        dissolve(&province, "D.STT").await;
        let now = reader.get("/").await.expect(200).text();
        assert!(now.contains("Chưa bố trí"), "the page of today knows of the act");
        for (path, before) in paths.iter().zip(&before) {
            let page = reader.get(&format!("{path}?{fixed}")).await.expect(200).text();
            let after = main_of(&page);
            assert_eq!(figures(after), figures(before), "{} {path}", province.db.name());
        }
    }
}

async fn dissolve(province: &crate::province::Province, code: &str) {
    let mut tx = province.db.read().await.unwrap();
    let found = registry::figures::org_by_code(&mut tx, i64::MAX, code).await.unwrap();
    drop(tx);
    let plan = acts::Plan {
        on: Date::constant(2026, 10, 1),
        basis: ledger::Basis::default(),
        reason: "thử".to_owned(),
        steps: vec![acts::Step::Dissolve { org: found[0].fact.id }],
    };
    acts::enter_plan(&province.desk(), &plan).await.unwrap();
}

#[tokio::test]
async fn an_act_shows_at_once() {
    let province = one().await;
    let mut reader = province.reader().await;
    let before = reader.get("/").await.expect(200).text();
    assert!(!before.contains("Chuẩn mới tinh"));
    let norm = registry::model::Norm {
        id: NormId(province.app.ids.next()),
        code: "moi_tinh".to_owned(),
        name_vi: "Chuẩn mới tinh".to_owned(),
        name_en: "Brand new".to_owned(),
        basis_act: "1/QĐ".to_owned(),
        basis_clause: String::new(),
        confirmed: true,
        kinds: vec!["department".to_owned()],
        minimum: 5,
        mode: None,
        field: None,
    };
    acts::set_norm(&province.desk(), Interval::ALWAYS, norm, "thử").await.unwrap();
    let after = reader.get("/").await.expect(200).text();
    assert!(after.contains("Chuẩn mới tinh"));
}

#[tokio::test]
async fn a_date_that_is_none_is_told() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/?on=31/02/2025").await.expect(422).text();
    assert!(page.contains("31/02/2025") && page.contains("phải là một ngày có thật"));
}

#[tokio::test]
async fn a_date_that_can_not_be_read_is_told_and_goes_nowhere() {
    let province = one().await;
    let mut reader = province.reader().await;
    for (bad, told) in [
        ("on=31/02/2024", "#asof-on"),
        ("map=khi+nao", "#asof-map"),
        ("known_at=hom+qua", "#asof-known_at"),
    ] {
        let value = bad.split_once('=').unwrap().1;
        let page = reader.get(&format!("/nhan-luc?{bad}&sort=mode")).await.expect(422).text();
        assert!(page.contains(&format!("href=\"{told}\"")), "{bad}");
        for link in links(&page) {
            assert!(!link.contains(value) && !link.contains("31%2F02"), "{bad} in {link}");
        }
        let hidden = page.split("<input type=\"hidden\"").skip(1);
        for field in hidden.filter_map(|part| part.split('>').next()) {
            assert!(!field.contains("31/02/2024") && !field.contains(value), "{bad}: {field}");
        }
        // Files and answers for programs would be of a day that nobody asked for.
        for path in ["/nhan-luc?format=csv&", "/?dang=json&", "/?file=dinh-muc.csv&"] {
            reader.get(&format!("{path}{bad}")).await.expect(422);
        }
    }
}
