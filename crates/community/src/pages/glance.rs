//! Teams on the province page.

use registry::pages::{
    Filling, Missing, Ours, Section,
    kit::{Moment, Place, links},
};
use ui::{Amount, Component as _, Figure, Figures, Gap, Gaps, Problem, Tone, charts::Bars};

use super::{TEAMS, WITHOUT, count};
use registry::figures::{Lacks as _, Village};

use crate::figures::{self, Overview, VillageTeams};

/// Gaps shown before the link to the rest.
const GAPS_SHOWN: usize = 5;

/// What the province page tells of teams.
pub fn glance<'t>(moment: &'t mut Moment<'_>) -> Filling<'t> {
    Box::pin(async move {
        let (told, without) = figures::survey(&mut moment.tx, moment.as_of).await?;
        let ui = moment.ui;
        let mut section =
            Section::new("to-cong-nghe", ui.t("community-teams")).figures(all(moment, &told));
        if told.recorded && !without.is_empty() {
            section =
                section.gaps(ui.t("community-fig-without"), gaps(moment, &without, None).await?);
        }
        if let Some(chart) = organisations(moment).await? {
            section = section.more(ui.t("community-organisations"), chart.html(ui));
        }
        Ok(section)
    })
}

/// What a unit and what is under it lacks: its villages without a team.
pub fn of_unit<'t>(moment: &'t mut Moment<'_>, ours: &'t Ours) -> Filling<'t> {
    Box::pin(async move {
        let (told, mut without) = figures::survey(&mut moment.tx, moment.as_of).await?;
        let section = Section::new("to-cong-nghe", moment.ui.t("community-teams"));
        let offices = moment.offices().await?;
        without.retain(|village| {
            let code = figures::commune_of(&village.code);
            let office = offices.orgs.commune_office(code, village.commune);
            office.is_some_and(|id| ours.all.contains(&id))
        });
        if !told.recorded || without.is_empty() {
            return Ok(section);
        }
        // Whoever stands for it can say what will be done.
        let remedy = moment.remedy().filter(|_| ours.promises);
        let lack = Missing::Further(VillageTeams.code());
        let promise = remedy.map(|page| page(&ours.code, lack));
        let gaps = gaps(moment, &without, promise.as_deref()).await?;
        Ok(section.gaps(moment.ui.t("community-fig-without"), gaps))
    })
}

/// The figures of teams.
pub(super) fn figures(moment: &Moment<'_>, told: &Overview) -> Figures {
    Figures::new(all(moment, told))
}

fn all(moment: &Moment<'_>, told: &Overview) -> Vec<Figure> {
    let ui = moment.ui;
    let defined = |id: &str| {
        let mut html = links::paragraph(&ui.t(id));
        html.push(&moment.inputs_of(&ui.t("community-inputs")));
        html
    };
    if !told.recorded {
        let unknown = ["community-fig-teams", "community-fig-members", "community-fig-without"];
        let figure = |id: &str| {
            Figure::new(ui.t(id), Amount::unknown(ui.t("community-unknown")))
                .definition(defined(&format!("{id}-def")))
        };
        return unknown.into_iter().map(figure).collect();
    }
    let without = count(told.villages_without_team);
    vec![
        Figure::new(ui.t("community-fig-teams"), count(told.teams))
            .unit(ui.f("community-unit-of-villages", &[("n", count(told.villages).into())]))
            .definition(defined("community-fig-teams-def"))
            .rows(format!("{TEAMS}?tinh-trang=co-to")),
        Figure::new(ui.t("community-fig-members"), told.members)
            .unit(ui.t("community-unit-people"))
            .definition(defined("community-fig-members-def"))
            .rows(format!("{TEAMS}?tinh-trang=co-to&sort=-members")),
        Figure::new(ui.t("community-fig-trained"), told.trained)
            .unit(ui.t("community-unit-people"))
            .definition(defined("community-fig-trained-def"))
            .rows(format!("{TEAMS}?tinh-trang=co-to&sort=-trained")),
        Figure::new(ui.t("community-fig-without"), without)
            .unit(ui.t("community-unit-villages"))
            .tone(if without > 0 { Tone::Bad } else { Tone::Plain })
            .definition(defined("community-fig-without-def"))
            .rows(WITHOUT),
    ]
}

/// The first villages without a team.
async fn gaps(
    moment: &mut Moment<'_>,
    without: &[Village],
    promise: Option<&str>,
) -> Result<Gaps, Problem> {
    let ui = moment.ui;
    let offices = moment.offices().await?;
    let (day, map) = (moment.as_of.valid_on, moment.map);
    let gap = |village: &Village| {
        let code = figures::commune_of(&village.code);
        let place = Place::of_commune(&offices.orgs, (code, village.commune), day, map);
        let name = place.as_ref().map_or_else(|| code.to_owned(), |p| p.name.clone());
        let named = [("village", village.name.as_str().into()), ("commune", name.as_str().into())];
        let gap = Gap::missing(ui.f("community-gap", &named))
            .who(ui.f("community-gap-who", &[("commune", name.as_str().into())]));
        let gap = match promise {
            Some(page) => gap.close(ui.t("registry-remedy"), page),
            None => gap.close(ui.t("community-send"), "/tiep-nhan"),
        };
        match place {
            Some(place) => gap.link(place.href),
            None => gap,
        }
    };
    let gaps = Gaps::new(without.iter().take(GAPS_SHOWN).map(gap));
    let n = count(without.len());
    if without.len() > GAPS_SHOWN {
        return Ok(gaps.more(ui.f("community-gap-more", &[("n", n.into())]), WITHOUT));
    }
    Ok(gaps)
}

/// Members by the organisation they come from.
pub(super) async fn organisations(moment: &mut Moment<'_>) -> Result<Option<Bars>, Problem> {
    const SHOWN: usize = 8;
    let all = figures::of_organisation(&mut moment.tx, moment.as_of).await?;
    let ui = moment.ui;
    let said = all.iter().find(|(name, _)| !name.is_empty());
    let Some((most, number)) = said else { return Ok(None) };
    let args = [("name", most.as_str().into()), ("n", (*number).into())];
    let finding = ui.f("community-organisations-finding", &args);
    let heads = (ui.t("community-col-organisation"), ui.t("community-col-members"));
    let mut chart = Bars::new("to-chuc", finding, heads.0, heads.1);
    for (name, number) in all.iter().take(SHOWN) {
        let name = if name.is_empty() {
            ui.t("community-organisation-unsaid")
        } else {
            name.clone().into()
        };
        chart.push(name, *number, None);
    }
    let rest: i64 = all.iter().skip(SHOWN).map(|(_, n)| n).sum();
    if rest > 0 {
        chart.push(ui.t("community-organisations-rest"), rest, None);
    }
    Ok(Some(chart))
}
