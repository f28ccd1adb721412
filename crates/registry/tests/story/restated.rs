//! Before any office follows: figures are restated through the areas.

use super::land::{lands, told};

#[tokio::test]
async fn offices_are_restated_through_their_areas_and_totals_are_equal() {
    for land in lands().await {
        let old = land.coverage("2024-10-15", "2024-10-15").await;
        assert_eq!(
            told(&old),
            [
                "T.C90001 2 0 2",
                "T.C90002 2 0 2",
                "T.C90003 2 0 2",
                "T.C90005 2 0 2",
                "T.D901 2 0 2",
                "T.SNV 2 1 1",
                "T.STC 0 0 0",
            ]
        );
        assert_eq!(old.totals.units_without_anyone, ["T.STC"]);

        let new = land.coverage("2024-10-15", "2025-07-01").await;
        // The split commune goes to its default part, the departments to the new province, and
        // the district keeps its own line.
        assert_eq!(
            told(&new),
            ["90001 4 0 4", "90004 2 0 2", "90005 2 0 2", "91 2 1 1", "T.D901 2 0 2 !"]
        );
        let (a, b) = (&old.totals, &new.totals);
        assert_eq!((a.people, a.modes, &a.fields), (b.people, b.modes, &b.fields));

        // Until an act says otherwise an office stands, whatever became of its area.
        let later = land.coverage("2026-01-01", "2026-01-01").await;
        assert_eq!(told(&later), told(&old));
    }
}

#[tokio::test]
async fn a_gap_is_dated_from_the_last_day_it_was_closed() {
    for land in lands().await {
        let now = land.coverage("2024-10-15", "2024-10-15").await;
        let empty = now.lines.iter().find(|l| l.code == "T.STC").expect("the empty office");
        assert!(empty.norms.iter().any(|n| n.code == "technical_officer" && !n.met));
        assert!(empty.norms.iter().all(|n| n.unmet_since.is_none()), "no day on record");
        let staffed = now.lines.iter().find(|l| l.code == "T.SNV").expect("a staffed office");
        let technical = staffed.norms.iter().find(|n| n.code == "technical_officer");
        assert_eq!(technical.map(|n| (n.met, n.actual)), Some((true, 2)));
        let infosec = staffed.norms.iter().find(|n| n.code == "infosec_officer");
        assert_eq!(infosec.map(|n| (n.met, n.actual)), Some((false, 0)));
    }
}
