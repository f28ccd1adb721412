//! Results and scores (Data 2.4.5).

use super::{
    fields::{Check, boolean, broken, extensions, fields, formatted, number, text},
    rulebook,
    value::is_duration,
};
use crate::json::Value;

pub(super) fn result(value: Value<'_>) -> Check<()> {
    let [given_score, success, completion, response, duration, more] =
        fields(value, ["score", "success", "completion", "response", "duration", "extensions"])?;
    given_score.map(score).transpose()?;
    for flag in [success, completion].into_iter().flatten() {
        boolean(flag)?;
    }
    response.map(text).transpose()?;
    if let Some(duration) = duration {
        formatted(duration, &rulebook::DURATION, is_duration)?;
    }
    more.map(extensions).transpose()?;
    Ok(())
}

fn score(value: Value<'_>) -> Check<()> {
    let [scaled, raw, min, max] = fields(value, ["scaled", "raw", "min", "max"])?;
    let read = |property: Option<Value<'_>>| property.map(number).transpose();
    if let (Some(place), Some(scaled)) = (scaled, read(scaled)?)
        && !(-1.0..=1.0).contains(&scaled)
    {
        return broken(place, &rulebook::SCALED);
    }
    let (least, most) = (read(min)?, read(max)?);
    if let (Some(place), Some(least), Some(most)) = (min, least, most)
        && least >= most
    {
        return broken(place, &rulebook::MIN_MAX);
    }
    if let (Some(place), Some(raw)) = (raw, read(raw)?)
        && (least.is_some_and(|least| raw < least) || most.is_some_and(|most| raw > most))
    {
        return broken(place, &rulebook::RAW);
    }
    Ok(())
}
