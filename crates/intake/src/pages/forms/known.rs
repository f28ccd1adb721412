//! Every kind of sheet there is: built in, and described.

use access::App;
use kernel::{AsOf, Date};
use registry::{figures as register, model::Field};
use ui::{Problem, Ui};

use crate::{
    figures,
    forms::{self, Form},
    listing::{Kind, built_in},
    model::SheetKind,
    pages::fail::fail,
};

pub(super) struct Known {
    fields: Vec<Field>,
    described: Vec<SheetKind>,
    /// Not in use any more, and since when.
    retired: Vec<(SheetKind, Date)>,
    /// Declarations, of both.
    pub(super) kinds: Vec<Kind>,
}

impl Known {
    pub(super) async fn load(app: &App) -> Result<Self, Problem> {
        let mut tx = app.db.read().await.map_err(fail)?;
        let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let at = AsOf { valid_on: app.clock.today(), known_at };
        let fields = register::fields(&mut tx, at).await.map_err(fail)?;
        let (mut described, mut retired) = (Vec::new(), Vec::new());
        for (kind, until) in figures::kinds_ever(&mut tx, known_at).await? {
            match until {
                None => described.push(kind),
                Some(day) => retired.push((kind, day)),
            }
        }
        let own = described.iter().map(SheetKind::declared);
        let kinds = built_in().iter().cloned().chain(own).collect();
        Ok(Self { fields, described, retired, kinds })
    }

    /// The form of every kind whose rows are taken in.
    pub(super) fn forms(&self) -> Vec<Form> {
        let further = self.kinds.iter().filter_map(forms::of_kind);
        std::iter::once(forms::officers(&self.fields)).chain(further).collect()
    }

    pub(super) fn form(&self, code: &str) -> Option<Form> {
        self.forms().into_iter().find(|f| f.code == code)
    }

    /// The form of a kind that is not in use any more.
    pub(super) fn retired_form(&self, code: &str) -> Option<Form> {
        self.retired(code).and_then(|(kind, _)| forms::of_kind(&kind.declared()))
    }

    /// A described kind that is not in use any more, and since when.
    pub(super) fn retired(&self, code: &str) -> Option<&(SheetKind, Date)> {
        self.retired.iter().find(|(kind, _)| kind.code == code)
    }

    /// All that are not in use any more.
    pub(super) fn all_retired(&self) -> &[(SheetKind, Date)] {
        &self.retired
    }

    /// A kind that the office described, in use or not.
    pub(super) fn ever_described(&self, code: &str) -> Option<&SheetKind> {
        self.described(code).or_else(|| self.retired(code).map(|(kind, _)| kind))
    }

    /// A kind that the office described.
    pub(super) fn described(&self, code: &str) -> Option<&SheetKind> {
        self.described.iter().find(|k| k.code == code)
    }

    pub(super) fn codes(&self) -> Vec<String> {
        let retired = self.retired.iter().map(|(kind, _)| &kind.code);
        self.kinds.iter().map(|k| &k.code).chain(retired).cloned().collect()
    }

    /// What the kinds are called, but for one.
    pub(super) fn names_beside(&self, code: Option<&str>) -> Vec<String> {
        let others = self.forms().into_iter().filter(|f| Some(&f.code[..]) != code);
        others.map(|f| f.name).collect()
    }

    /// The name of a kind by its code.
    pub(super) fn name(&self, ui: &Ui, code: &str) -> String {
        if let Some(form) = self.form(code) {
            return form.name;
        }
        let kind = self.kinds.iter().find(|k| k.code == code);
        kind.map_or_else(|| ui.t("intake-kind-none").into_owned(), |k| ui.t(&k.name).into_owned())
    }
}
