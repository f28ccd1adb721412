//! Who read whose data.

use crate::house::{account, app, later, migrations, signed_in};
use access::{Actor, Read, ReadFilter};
use kernel::Uuid;

const AN: Uuid = Uuid::from_u128(1);
const BINH: Uuid = Uuid::from_u128(2);

#[tokio::test]
async fn an_opening_is_seen_with_who_when_and_whose() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        client.get(&format!("/mo/{AN}")).await.expect(200);
        later(&clock, 86_400);
        let mut tx = db.write().await.unwrap();
        let list = Read::list("access-read-test", 3_223, "export officers");
        access::log_read(&app, &mut tx, &Actor::command(), &list).await.unwrap();
        tx.commit().await.unwrap();

        let mut client = signed_in(&app).await;
        let page = client.get("/nhat-ky-doc").await.expect(200).text();
        assert!(page.contains("canbo.a") && page.contains("command"), "{page}");
        assert!(page.contains("24/11/2026 15:00") && page.contains("25/11/2026 15:00"));
        assert!(page.contains(&format!("/nguoi/{AN}")), "the one read is one step away");
        assert!(page.contains("3.223"));

        let page = client.get("/nhat-ky-doc?account=canbo.a").await.expect(200).text();
        assert!(page.contains("24/11/2026 15:00") && !page.contains("25/11/2026 15:00"));
        let page = client.get("/nhat-ky-doc?from=25/11/2026").await.expect(200).text();
        assert!(!page.contains("24/11/2026 15:00") && page.contains("25/11/2026 15:00"));
        let page = client.get("/nhat-ky-doc?from=45/13/2026").await.text();
        assert!(page.contains("45/13/2026"), "what can't be read is shown where it was typed");
        client.get("/nhat-ky-doc?subject=rac&page=-3&kind=%27%3B--").await;
    }
}

#[tokio::test]
async fn it_is_exported_without_formulas() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        client.get(&format!("/mo/{AN}")).await.expect(200);
        let file = client.get("/nhat-ky-doc?format=csv").await.expect(200);
        assert!(file.header("content-disposition").unwrap().contains("attachment"));
        let text = file.text();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains("'=HYPERLINK"), "{text}");
        assert!(text.contains(&AN.to_string()));
        let book = client.get("/nhat-ky-doc?format=xlsx").await.expect(200);
        assert_eq!(&book.body[..2], b"PK");

        let mut stranger = testkit::Client::new(crate::house::router(&app));
        for path in ["/nhat-ky-doc", "/nhat-ky-doc?format=csv"] {
            stranger.get(path).await.expect(303);
        }
    }
}

#[tokio::test]
async fn filters_and_pages() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        let actor = Actor::command();
        let mut tx = db.write().await.unwrap();
        for n in 0..25 {
            let subject = if n % 5 == 0 { AN } else { BINH };
            let kind = if n < 20 { "access-read-a" } else { "access-read-b" };
            access::log_read(&app, &mut tx, &actor, &Read::of(kind, subject, "/x")).await.unwrap();
            later(&clock, 60);
        }
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let all =
            access::reads(&mut tx, &Actor::command(), &ReadFilter::default(), 0, 10).await.unwrap();
        assert_eq!((all.total, all.lines.len()), (25, 10));
        assert!(all.lines.is_sorted_by(|a, b| a.at >= b.at), "newest first");
        let last = access::reads(&mut tx, &Actor::command(), &ReadFilter::default(), 20, 10)
            .await
            .unwrap();
        assert_eq!(last.lines.len(), 5);
        let filter = ReadFilter {
            subject: Some(AN),
            kind: Some("access-read-a".to_owned()),
            ..ReadFilter::default()
        };
        assert_eq!(
            access::reads(&mut tx, &Actor::command(), &filter, 0, 100).await.unwrap().total,
            4
        );
        let (kinds, accounts) = access::read_choices(&mut tx).await.unwrap();
        assert_eq!(kinds, ["access-read-a", "access-read-b"]);
        assert_eq!(accounts, ["command"]);
        // The clock stood at 15:00 in Vietnam.
        let day = |text: &str| kernel::parse_iso(text);
        let filter = ReadFilter { to: day("2026-11-23"), ..ReadFilter::default() };
        assert_eq!(
            access::reads(&mut tx, &Actor::command(), &filter, 0, 9).await.unwrap().total,
            0
        );
        let filter =
            ReadFilter { from: day("2026-11-24"), to: day("2026-11-24"), ..ReadFilter::default() };
        assert_eq!(
            access::reads(&mut tx, &Actor::command(), &filter, 0, 9).await.unwrap().total,
            25
        );
    }
}
