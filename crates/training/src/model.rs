//! The nouns: courses, sessions, attendances.

mod attendance;
mod course;
mod unlisted;

pub use attendance::{ATTENDANCE, Attendance, Attendee};
pub use course::{COURSE, Course, Period, SESSION, Session, Way};
pub use unlisted::{UNLISTED, Unlisted};

kernel::typed_id! {
    /// A course.
    CourseId,
    /// A session of a course: a class, or a period on a platform.
    SessionId,
    /// One person at one session.
    AttendanceId,
    /// That a list no longer names somebody.
    UnlistedId,
}
