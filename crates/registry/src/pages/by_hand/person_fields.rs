//! The fields of who somebody is in a form.

use kernel::{Birth, Date};
use ui::{Choice, Errors, Field, Form, Text, Ui, format};

use super::super::{given::Given, person::mask_email, words};
use crate::{
    acts::{NewPerson, PersonData, Said},
    model::{Person, Sex},
    rules::identity,
};

/// Somebody as a form has them. What is masked on their page is masked here too: a blank field
/// leaves it as it is.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonSketch {
    name: String,
    birth: String,
    sex: String,
    number: String,
    phone: String,
    email: String,
    /// Names of fields whose value is to go.
    drop: Vec<String>,
}

impl PersonSketch {
    pub(super) fn of(person: &Person) -> Self {
        Self {
            name: person.full_name.clone().unwrap_or_default(),
            sex: person.sex.map(|s| s.as_str().to_owned()).unwrap_or_default(),
            ..Self::default()
        }
    }

    pub(super) fn given(given: &Given) -> Self {
        Self {
            name: given.line("ho-ten"),
            birth: given.line("ngay-sinh"),
            sex: given.line("gioi-tinh"),
            number: given.line("so-dinh-danh"),
            phone: given.line("dien-thoai"),
            email: given.line("thu"),
            drop: given.all("bo"),
        }
    }

    /// The fields. `known` is who is corrected.
    pub(super) fn ask(&self, form: Form, ui: &Ui, known: Option<&Person>, errors: &Errors) -> Form {
        let text = |name: &'static str, label: &str, value: &str| {
            Field::text(name, ui.t(label)).value(value.to_owned()).longest(200).from(errors)
        };
        let held = |person: &Person| {
            [
                person.birth.map(|b| words::birth_year(Some(&b.to_string())).into_owned()),
                person.personal_number.as_deref().map(format::mask_personal_number),
                person.phone.as_deref().map(format::mask_phone),
                person.email.as_deref().map(mask_email),
            ]
        };
        let [birth, number, phone, email] = known.map(held).unwrap_or_default();
        let hint = |id: &str, held: &Option<String>| -> Text {
            match held {
                Some(mask) => ui.f("registry-hand-keeps", &[("mask", mask.as_str().into())]),
                None => ui.t(id),
            }
        };
        let sexes = [
            Choice::new(Sex::Male.as_str(), ui.t("registry-sex-male")),
            Choice::new(Sex::Female.as_str(), ui.t("registry-sex-female")),
            Choice::new("", ui.t("registry-hand-unknown")),
        ];
        let form = form
            .field(text("ho-ten", "registry-col-name", &self.name).required())
            .field(
                text("ngay-sinh", "registry-birth-date", &self.birth)
                    .hint(hint("registry-hand-birth-hint", &birth)),
            )
            .field(Field::radios("gioi-tinh", ui.t("registry-sex"), sexes).value(self.sex.clone()))
            .field(
                text("so-dinh-danh", "registry-col-number", &self.number)
                    .hint(hint("registry-hand-number-hint", &number)),
            )
            .field(
                Field::phone("dien-thoai", ui.t("registry-col-phone"))
                    .value(self.phone.clone())
                    .longest(40)
                    .from(errors)
                    .hint(hint("registry-hand-phone-hint", &phone)),
            )
            .field(
                text("thu", "registry-email", &self.email)
                    .hint(hint("registry-hand-email-hint", &email)),
            );
        let kept = [
            ("ngay-sinh", "registry-birth-date", birth.is_some()),
            ("so-dinh-danh", "registry-col-number", number.is_some()),
            ("dien-thoai", "registry-col-phone", phone.is_some()),
            ("thu", "registry-email", email.is_some()),
        ];
        let drops: Vec<Choice> = kept
            .into_iter()
            .filter(|(_, _, held)| *held)
            .map(|(name, label, _)| {
                Choice::new(name, ui.t(label)).chosen(self.drop.iter().any(|d| d == name))
            })
            .collect();
        if drops.is_empty() {
            return form;
        }
        form.field(
            Field::checks("bo", ui.t("registry-hand-drop"), drops)
                .hint(ui.t("registry-hand-drop-hint")),
        )
    }

    /// Who it says they are, or what is wrong.
    pub(super) fn read(&self, ui: &Ui, today: Date, errors: &mut Errors) -> Option<PersonData> {
        let name = identity::full_name(&self.name);
        if name.is_none() {
            errors.add("ho-ten", ui.t("registry-hand-name-wrong"));
        }
        let birth = self.said("ngay-sinh", &self.birth, |t| identity::birth(t, today));
        let number = self.said("so-dinh-danh", &self.number, identity::personal_number);
        let phone = self.said("dien-thoai", &self.phone, identity::phone);
        let email = self.said("thu", &self.email, identity::email);
        for (name, wrong, id) in [
            ("ngay-sinh", birth.is_none(), "registry-hand-birth-wrong"),
            ("so-dinh-danh", number.is_none(), "registry-hand-number-wrong"),
            ("dien-thoai", phone.is_none(), "registry-hand-phone-wrong"),
            ("thu", email.is_none(), "registry-hand-email-wrong"),
        ] {
            if wrong {
                errors.add(name, ui.t(id));
            }
        }
        Some(PersonData {
            full_name: name?,
            sex: Sex::parse(&self.sex),
            birth: birth?,
            personal_number: number?,
            phone: phone?,
            email: email?,
        })
    }

    /// What is said of a value; `None` where it can't be read.
    fn said<T>(
        &self,
        name: &str,
        text: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Said<T>> {
        match text {
            "" if self.drop.iter().any(|d| d == name) => Some(Said::Blank),
            "" => Some(Said::Nothing),
            text => read(text).map(Said::Is),
        }
    }
}

/// Somebody who is not on record yet.
pub(super) fn as_new(data: PersonData) -> NewPerson {
    fn said<T>(said: Said<T>) -> Option<T> {
        match said {
            Said::Is(value) => Some(value),
            Said::Nothing | Said::Blank => None,
        }
    }
    NewPerson {
        full_name: data.full_name,
        sex: data.sex,
        birth: said::<Birth>(data.birth),
        personal_number: said(data.personal_number),
        phone: said(data.phone),
        email: said(data.email),
    }
}
