//! What a column can mean.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The meaning of a column. As text: `full_name`, `field:dx`, `dedicated:dx`, `degree:Đại học`, `ignored` …
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Meaning {
    /// Running number.
    Ordinal,
    /// The whole name.
    FullName,
    /// Family and middle name.
    FamilyMiddle,
    /// Given name.
    Given,
    /// A word for the sex.
    Sex,
    /// A tick when the person is a man.
    SexMale,
    /// A tick when the person is a woman.
    SexFemale,
    /// Date or year of birth.
    Birth,
    /// Date of birth, filled when the person is a man.
    BirthMale,
    /// Date of birth, filled when the person is a woman.
    BirthFemale,
    /// Day of birth.
    BirthDay,
    /// Month of birth.
    BirthMonth,
    /// Year of birth.
    BirthYear,
    /// Personal number, 12 digits.
    PersonalId,
    /// The sender's own code of a person.
    StaffCode,
    /// The office.
    Unit,
    /// A division inside the office.
    Division,
    /// Title or post.
    Title,
    /// Degree in words.
    Degree,
    /// A tick under the degree it names.
    DegreeTick(String),
    /// Field of study.
    Major,
    /// Dedicated or concurrent, in words.
    Mode,
    /// A tick for dedicated duty.
    Dedicated,
    /// A tick for concurrent duty.
    Concurrent,
    /// A tick for the field of duty with a code.
    Field(String),
    /// A tick for dedicated duty in the field with a code.
    DedicatedTo(String),
    /// A tick for concurrent duty in the field with a code.
    ConcurrentTo(String),
    /// Fields of duty in words.
    Fields,
    /// Certificates.
    Certificate,
    /// Courses taken.
    Courses,
    /// Phone.
    Phone,
    /// Electronic mail.
    Email,
    /// Share of working time, per cent.
    Share,
    /// Since when.
    Start,
    /// Notes.
    Notes,
    /// Kept as it is.
    Other,
    /// Told by a person to leave aside.
    Ignored,
}

const PLAIN: [(&str, Meaning); 31] = [
    ("ordinal", Meaning::Ordinal),
    ("full_name", Meaning::FullName),
    ("family_middle", Meaning::FamilyMiddle),
    ("given", Meaning::Given),
    ("sex", Meaning::Sex),
    ("sex_male", Meaning::SexMale),
    ("sex_female", Meaning::SexFemale),
    ("birth", Meaning::Birth),
    ("birth_male", Meaning::BirthMale),
    ("birth_female", Meaning::BirthFemale),
    ("birth_day", Meaning::BirthDay),
    ("birth_month", Meaning::BirthMonth),
    ("birth_year", Meaning::BirthYear),
    ("personal_id", Meaning::PersonalId),
    ("staff_code", Meaning::StaffCode),
    ("unit", Meaning::Unit),
    ("division", Meaning::Division),
    ("title", Meaning::Title),
    ("degree", Meaning::Degree),
    ("major", Meaning::Major),
    ("mode", Meaning::Mode),
    ("dedicated", Meaning::Dedicated),
    ("concurrent", Meaning::Concurrent),
    ("fields", Meaning::Fields),
    ("certificate", Meaning::Certificate),
    ("courses", Meaning::Courses),
    ("phone", Meaning::Phone),
    ("email", Meaning::Email),
    ("share", Meaning::Share),
    ("start", Meaning::Start),
    ("notes", Meaning::Notes),
];

impl Meaning {
    /// Every meaning a person can choose that carries no parameter.
    pub fn choices() -> impl Iterator<Item = &'static Self> {
        PLAIN.iter().map(|(_, m)| m).chain([&Self::Other, &Self::Ignored])
    }

    /// Whether the column holds ticks.
    pub const fn is_tick(&self) -> bool {
        matches!(
            self,
            Self::Dedicated
                | Self::Concurrent
                | Self::Field(_)
                | Self::DedicatedTo(_)
                | Self::ConcurrentTo(_)
                | Self::SexMale
                | Self::SexFemale
                | Self::DegreeTick(_)
        )
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(code) => write!(f, "field:{code}"),
            Self::DedicatedTo(code) => write!(f, "dedicated:{code}"),
            Self::ConcurrentTo(code) => write!(f, "concurrent:{code}"),
            Self::DegreeTick(degree) => write!(f, "degree:{degree}"),
            Self::Other => f.write_str("other"),
            Self::Ignored => f.write_str("ignored"),
            plain => {
                let name = PLAIN.iter().find(|(_, m)| m == plain).map_or("other", |(n, _)| n);
                f.write_str(name)
            }
        }
    }
}

impl FromStr for Meaning {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s.split_once(':') {
            Some(("field", code)) if !code.is_empty() => return Ok(Self::Field(code.into())),
            Some(("dedicated", code)) if !code.is_empty() => {
                return Ok(Self::DedicatedTo(code.into()));
            }
            Some(("concurrent", code)) if !code.is_empty() => {
                return Ok(Self::ConcurrentTo(code.into()));
            }
            Some(("degree", d)) if !d.is_empty() => return Ok(Self::DegreeTick(d.into())),
            _ => {}
        }
        match s {
            "other" => Ok(Self::Other),
            "ignored" => Ok(Self::Ignored),
            _ => PLAIN.iter().find(|(n, _)| *n == s).map(|(_, m)| m.clone()).ok_or(s.into()),
        }
    }
}

impl From<Meaning> for String {
    fn from(m: Meaning) -> Self {
        m.to_string()
    }
}

impl TryFrom<String> for Meaning {
    type Error = String;

    fn try_from(s: String) -> Result<Self, String> {
        s.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_survives_its_text() {
        let mut all: Vec<Meaning> = Meaning::choices().cloned().collect();
        all.push(Meaning::Field("dx".into()));
        all.push(Meaning::DedicatedTo("dx".into()));
        all.push(Meaning::ConcurrentTo("dx".into()));
        all.push(Meaning::DegreeTick("Đại học".into()));
        for m in all {
            assert_eq!(m.to_string().parse::<Meaning>().unwrap(), m);
        }
        assert!("nonsense".parse::<Meaning>().is_err());
    }
}
