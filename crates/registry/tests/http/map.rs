//! The map of communes, also where offices have outlived the communes they are of.

use crate::province::everywhere;

#[tokio::test]
async fn offices_of_former_communes_are_drawn_where_these_went() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        // The areas have become others, the offices not yet: that was entered later.
        let then = "known_at=2025-07-01T00:00:00Z&on=2025-08-01";
        let page = reader.get(&format!("/?{then}")).await.expect(200).text();
        assert!(page.contains("id=\"ban-do-xa\""), "{page}");
        assert!(page.contains("theo địa giới từ 01/07/2025"));
        let map = page.split("id=\"ban-do-xa\"").nth(1).unwrap();
        let (title, _) = map.split_once("</").unwrap();
        assert!(title.contains("trong 2 xã, phường"), "four communes became two: {title}");
        // The area leads to who stands there.
        let area = map.split("href=\"/dia-gioi/").nth(1).expect("an area to open");
        let (area, _) = area.split_once('"').unwrap();
        let area = format!("/dia-gioi/{}", area.replace("&#38;", "&"));
        assert!(area.contains("on=2025-08-01"), "{area}");
        let area = reader.get(&area).await.expect(200).text();
        assert!(area.contains("Ủy ban nhân dân xã Hoà Một</a>"), "{area}");
        assert!(area.contains("Ủy ban nhân dân xã Hai</a>"), "{area}");
    }
}

#[tokio::test]
async fn one_map_gives_one_answer_whichever_of_its_days_names_it() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let then = "/?dang=json&known_at=2025-07-01T00:00:00Z&on=2025-08-01";
        let lines = |page: testkit::Page| {
            let told: serde_json::Value = serde_json::from_str(&page.text()).unwrap();
            let units = told["units"].as_array().unwrap().clone();
            units.into_iter().map(|u| (u["code"].clone(), u["people"].clone())).collect::<Vec<_>>()
        };
        let own = lines(reader.get(then).await.expect(200));
        let named = lines(reader.get(&format!("{then}&map=2025-07-01")).await.expect(200));
        assert_eq!(own, named);
        let gaps = |page: testkit::Page| page.text().contains("còn gắn với địa bàn đã thay đổi");
        let then = then.replace("dang=json&", "");
        for (map, unsettled) in [("2025-08-01", true), ("2025-07-01", true), ("2025-06-30", false)]
        {
            let page = reader.get(&format!("{then}&map={map}")).await.expect(200);
            assert_eq!(gaps(page), unsettled, "{map}");
        }
        let then = then.replace('?', "?dang=json&");
        let before = lines(reader.get(&format!("{then}&map=2025-06-30")).await.expect(200));
        assert_eq!(own, before, "the offices are the old ones still");
    }
}

#[tokio::test]
async fn a_map_without_boundaries_leads_to_one_that_has_them() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let page = reader.get("/?on=2025-06-30").await.expect(200).text();
        assert!(!page.contains("id=\"ban-do-xa\""));
        assert!(page.contains("Địa giới này chưa có ranh giới để vẽ"), "{page}");
        let link = "href=\"/?map=2025-07-01&#38;on=2025-06-30#ban-do\"";
        assert!(page.contains(link), "{page}");
    }
}

#[tokio::test]
async fn whoever_meets_a_norm_is_listed_as_well() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let page = reader.get("/").await.expect(200).text();
        let norms = page.split("id=\"dinh-muc\"").nth(1).unwrap();
        let link = norms.split("href=\"").find(|rest| rest.contains("tinh-trang=dat")).unwrap();
        let (href, rest) = link.split_once('"').unwrap();
        let met: usize = rest[1..].split_once('<').unwrap().0.parse().unwrap();
        let csv = format!("{}&format=csv", href.replace("&amp;", "&"));
        let rows = reader.get(&csv).await.expect(200).text();
        assert_eq!(rows.lines().count(), met + 1, "{rows}");
    }
}
