//! What this room keeps in the running application: the rooms that keep something on people.

use registry::figures::Keeps;

use crate::figures::{Accounts, Requests};

/// How many of them this room is itself.
const OWN: usize = 2;

/// What this room keeps.
#[derive(Debug)]
pub struct Room {
    keepers: Vec<Box<dyn Keeps>>,
}

impl Default for Room {
    fn default() -> Self {
        Self { keepers: vec![Box::new(Requests), Box::new(Accounts)] }
    }
}

impl Room {
    /// A room that keeps something on people is asked, after those before it.
    #[must_use]
    pub fn keeper(mut self, keeps: impl Keeps + 'static) -> Self {
        let own = self.keepers.len() - OWN;
        self.keepers.insert(own, Box::new(keeps));
        self
    }

    /// Every room that keeps something on people.
    pub fn keepers(&self) -> &[Box<dyn Keeps>] {
        &self.keepers
    }
}
