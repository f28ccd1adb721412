//! Makes a province in a folder: `cargo run -p demo --example make -- DIR [SEED] [PEOPLE|small] [drawn]`.

use std::{env, error::Error, io::Write as _, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let dir = arguments.first().map(PathBuf::from).ok_or("which folder?")?;
    let seed = arguments.get(1).map_or(Ok(1), |s| s.parse())?;
    let size = match arguments.get(2) {
        Some(people) if people == "small" => demo::Size::SMALL,
        Some(people) => demo::Size::of_people(people.parse()?),
        None => demo::Size::ARTICLE,
    };
    let drawn = arguments.get(3).is_some_and(|a| a == "drawn");
    let made =
        if drawn { demo::make_drawn(seed, &size, &dir)? } else { demo::make(seed, &size, &dir)? };
    let sum = &made.truth.officers;
    writeln!(
        std::io::stdout(),
        "{} files, {} rows: {} people ({} dedicated, {} concurrent), {} in information security, \
         {} held, {} repeated, {} offices without anyone of {}",
        made.truth.files,
        sum.rows,
        sum.people,
        sum.dedicated,
        sum.concurrent,
        sum.infosec,
        sum.held_rows,
        sum.repeated_rows,
        sum.units_without_anyone.len(),
        sum.units,
    )?;
    Ok(())
}
