//! The questions. Everything takes a pair of dates and returns values that open to their rows.

mod act_contents;
mod act_kinds;
mod ages;
mod area_index;
mod begun;
mod coverage;
mod drawings;
mod duplicates;
mod joined;
mod keeps;
mod lacks;
mod likely;
mod lists;
mod map_days;
mod orgs;
mod people;
mod restated;
mod seen;
mod sources;
mod staff;
mod vacant;

pub use act_contents::{FactLine, TableChange, act_contents};
pub use act_kinds::{act_kinds, undone_by};
pub use ages::{Ages, Disposal, FormerStaff};
pub use area_index::{AreaEntry, AreaIndex, AreaStep, area_index, villages};
pub use begun::begun_otherwise;
pub use coverage::{Coverage, Totals, coverage, posts_on};
pub use drawings::{Ring, drawings};
pub use duplicates::{Duplicate, duplicates};
pub use joined::{BeforeJoins, before_joins, joins_into, kept_record, records_of};
pub use keeps::{Keeps, KeptFact, People, Whose, bears_alone, is_surely, may_be};
pub use lacks::{Lacking, Lacks};
pub use likely::{Likely, likely};
pub use lists::{fields, norms};
pub use map_days::{last_map_act, map_days};
pub use orgs::{Village, area_named, areas_on, org_by_code, org_map, villages_on};
pub use people::{Officer, PersonHistory, history, officers};
pub use restated::rows_of_line;
pub use seen::{allowed_people, in_sight, require_person};
pub use sources::{SheetSource, sheet_sources};
pub use staff::{
    Duty, StaffOrder, StaffPage, StaffQuery, StaffRow, Standing, staff, staff_by, staff_of_people,
};
pub use vacant::vacant_since;
