//! A fixed history that the tests of tampering start from.

use kernel::Interval;
use store::Db;

use super::{enter, erase, link, post, posts, since};

pub(crate) const ACTS: i64 = 7;

/// 1: two posts · 2: the first changes · 3: a link · 4: the second ends · 5: its person is
/// erased · 6: a third post · 7: the second's remainder is corrected.
pub(crate) async fn tell(db: &Db) {
    let clock = testkit::clock();
    enter(db, &clock, async |draft, _| {
        draft.assert(since(0), &post(1, 1, "A"));
        draft.assert(since(0), &post(2, 2, "B"));
        Ok(())
    })
    .await;
    enter(db, &clock, async |draft, tx| {
        assert!(draft.overlay(&posts(tx, 1).await, since(5), &post(1, 1, "C")));
        Ok(())
    })
    .await;
    enter(db, &clock, async |draft, _| {
        draft.assert(Interval::ALWAYS, &link(2, 1));
        Ok(())
    })
    .await;
    enter(db, &clock, async |draft, tx| {
        assert!(draft.end(&posts(tx, 2).await, super::day(9)));
        Ok(())
    })
    .await;
    erase(db, &clock, 2).await;
    enter(db, &clock, async |draft, _| {
        draft.assert(since(1), &post(3, 3, "D"));
        Ok(())
    })
    .await;
    enter(db, &clock, async |draft, tx| {
        assert!(draft.overlay(&posts(tx, 2).await, super::between(2, 3), &post(2, 4, "E")));
        Ok(())
    })
    .await;
}
