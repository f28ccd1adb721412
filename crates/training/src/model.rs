//! The nouns: courses, sessions, attendances.

mod attendance;
mod course;
mod day;
mod unlisted;

pub use attendance::{ATTENDANCE, Attendance, Attendee};
pub use course::{COURSE, Course, Period, SESSION, Session, Way};
pub use day::{CLASS_DAY, ClassDay, DAY_PRESENCE, DayPresence, Presence};
pub use unlisted::{UNLISTED, Unlisted};

kernel::typed_id! {
    /// A course.
    CourseId,
    /// A session of a course: a class, or a period on a platform.
    SessionId,
    /// One person at one session.
    AttendanceId,
    /// A day of a class.
    ClassDayId,
    /// Whether somebody was there on a day.
    DayPresenceId,
    /// That a list no longer names somebody.
    UnlistedId,
}
