//! What a room keeps on a person where one look into the database tells it.

use ledger::Draft;
use store::{Db, Tx};

use super::{
    Steps,
    erase::{Elsewhere, Found, Kept, Task},
    identity::Identity,
};

/// Facts of a room that name a person who is erased.
pub trait Keeps: std::fmt::Debug + Clone + Send + Sync + 'static {
    /// Tells what names the person. Nothing is changed. Where there is nothing to choose, nothing is
    /// told.
    fn tell<'t>(&'t self, _tx: &'t mut Tx, _person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async { Ok(Kept::default()) })
    }

    /// Erases it in the act that is being written; tells what that was.
    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept>;
}

/// They are looked for twice: for the one who decides, and again within the act, since more may have
/// come in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within<K>(pub K);

struct Looked<K>(K, Kept);

impl<K: Keeps> Elsewhere for Within<K> {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        _: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let told = self.0.tell(&mut db.read().await?, person).await?;
            Ok(Box::new(Looked(self.0.clone(), told)) as Box<dyn Found>)
        })
    }
}

impl<K: Keeps> Found for Looked<K> {
    fn told(&self) -> &Kept {
        &self.1
    }

    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move { self.0.erase(tx, draft, person).await })
    }
}
