//! The fields of a duty in a form.

use kernel::Date;
use ui::{Choice, Errors, Field, Form, Ui};

use super::{
    super::{given::Given, words},
    subject::Register,
};
use crate::{
    acts::{DutyData, DutyTerms},
    model::{Assignment, Mode},
};

/// A duty as a form has it.
#[derive(Clone, Debug, Default)]
pub(super) struct DutySketch {
    /// Code of the office.
    pub(super) office: String,
    title: String,
    mode: String,
    fields: Vec<String>,
    share: String,
}

impl DutySketch {
    /// What stands, to begin with.
    pub(super) fn of(duty: &Assignment) -> Self {
        Self {
            office: String::new(),
            title: duty.title.clone().unwrap_or_default(),
            mode: duty.mode.as_str().to_owned(),
            fields: duty.fields.clone(),
            share: duty.share.map(|n| n.to_string()).unwrap_or_default(),
        }
    }

    /// Blank, in the office the address names.
    pub(super) fn asked(ui: &Ui) -> Self {
        let office = ui.query().get("don-vi").unwrap_or_default().to_owned();
        Self { office, ..Self::default() }
    }

    /// As it was sent.
    pub(super) fn given(given: &Given) -> Self {
        Self {
            office: given.line("don-vi"),
            title: given.line("chuc-danh"),
            mode: given.line("hinh-thuc"),
            fields: given.all("linh-vuc"),
            share: given.line("ti-le"),
        }
    }

    /// The choice of an office, those of the day.
    pub(super) fn ask_office(&self, form: Form, ui: &Ui, it: &Register, errors: &Errors) -> Form {
        let none = std::iter::once(Choice::new("", ui.t("registry-choose")));
        let all = it.orgs().all_on(it.day);
        let choices = all
            .into_iter()
            .map(|o| Choice::new(o.code.clone(), format!("{} ({})", o.name, o.code)));
        form.field(
            Field::select("don-vi", ui.t("registry-col-office"), none.chain(choices))
                .value(self.office.clone())
                .required()
                .from(errors),
        )
    }

    /// Everything but the office.
    pub(super) fn ask(&self, form: Form, ui: &Ui, it: &Register, errors: &Errors) -> Form {
        let modes = Mode::ALL.iter().map(|m| Choice::new(m.as_str(), words::mode(ui, *m)));
        let names = it.names(ui);
        // A code that is no longer in the list of fields stays a choice where it stands.
        let known = names.ordered(self.fields.iter().map(String::as_str));
        let fields = known.into_iter().map(|code| {
            let chosen = self.fields.iter().any(|f| f == code);
            Choice::new(code.to_owned(), names.name(code)).chosen(chosen)
        });
        form.field(
            Field::text("chuc-danh", ui.t("registry-col-title"))
                .value(self.title.clone())
                .longest(200),
        )
        .field(
            Field::radios("hinh-thuc", ui.t("registry-col-mode"), modes)
                .value(self.mode.clone())
                .required()
                .from(errors),
        )
        .field(
            Field::checks("linh-vuc", ui.t("registry-col-fields"), fields).required().from(errors),
        )
        .field(
            Field::number("ti-le", ui.t("registry-hand-share"))
                .hint(ui.t("registry-hand-share-hint"))
                .value(self.share.clone())
                .longest(3)
                .from(errors),
        )
    }

    /// What it says of the duty, or what is wrong.
    pub(super) fn data(
        &self,
        ui: &Ui,
        it: &Register,
        before: &[String],
        errors: &mut Errors,
    ) -> Option<DutyData> {
        let mode = Mode::parse(&self.mode);
        if mode.is_none() {
            errors.add("hinh-thuc", ui.t("registry-hand-mode-missing"));
        }
        let names = it.names(ui);
        let known = names.ordered(before.iter().map(String::as_str));
        let given = |code: &&str| self.fields.iter().any(|f| f == code);
        let fields: Vec<String> = known.into_iter().filter(given).map(str::to_owned).collect();
        if fields.is_empty() {
            errors.add("linh-vuc", ui.t("registry-hand-fields-missing"));
        }
        let share = self.share.trim_end_matches('%').trim();
        let percent = share.parse::<i64>().ok().filter(|n| (1..=100).contains(n));
        if percent.is_none() && !share.is_empty() {
            errors.add("ti-le", ui.t("registry-hand-share-wrong"));
        }
        let title = Some(self.title.clone()).filter(|t| !t.is_empty());
        Some(DutyData { title, mode: mode?, fields, share: percent })
    }

    /// The duty in the office chosen, or what is wrong.
    pub(super) fn terms(
        &self,
        ui: &Ui,
        it: &Register,
        on: Option<Date>,
        errors: &mut Errors,
    ) -> Option<DutyTerms> {
        let org = it.office(&self.office, on.unwrap_or(it.day));
        if org.is_none() {
            errors.add("don-vi", ui.t("registry-hand-office-missing"));
        }
        let data = self.data(ui, it, &[], errors)?;
        let DutyData { title, mode, fields, share } = data;
        Some(DutyTerms { org: org?, title, mode, fields, share })
    }
}
