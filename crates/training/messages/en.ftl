training-nav = Training

# Views
training-title = Training
training-lead = Classes and sessions online. Attendances and people are two figures: one person may attend many classes.
training-views = Views
training-sessions = Sessions
training-attendances = Attendances
training-people = People trained
training-charts = Attendances by year and by course
training-all = See all
training-no-match = No row meets these conditions.
training-none = There is no class and no session online yet.
training-send = Send a class list
training-form = Get the blank form
training-search = Find by name

# Figures
training-inputs = attendances, sessions and courses
training-unknown = no sheet of training has come in
training-fig-attendances = Attendances
training-fig-attendances-def = One person who came on at least one day of a class, or took up a session online, is one attendance. Sessions that began until the end of { $year } are counted.
training-fig-people = People trained
training-fig-people-def = People with at least one attendance until the end of { $year }; each is counted once, also those not matched to the register.
training-fig-unmatched = People not matched
training-fig-unmatched-def = People with an attendance until the end of { $year } who are not found on the register: others, or names, births or offices not written as they are. They are among the people trained.
training-unit-attendances = attendances
training-unit-people = people
training-gap-unmatched = { $n ->
    [one] One attendee is not matched to the register
   *[other] { $n } attendees are not matched to the register
}
training-gap-who = who keeps training
training-by-year-finding = Most in { $year }: { $n } attendances
training-by-course-finding = Most of { $course }: { $n } attendances

# Tables
training-sessions-caption = Sessions with attendances and people
training-col-course = Course
training-col-period = When
training-col-year = Year
training-col-way = Way
training-col-attendances = Attendances
training-col-people = People
training-col-unmatched = Not matched
training-col-name = Full name
training-col-office = Office
training-col-birth = Year of birth
training-col-result = Result
training-col-matched = Register
training-total = { $n ->
    [one] One session
   *[other] { $n } sessions
}
training-not-added = not added up over sessions
training-way-class = Class
training-way-online = Online
training-quarter = quarter { $quarter } of { $year }
training-matched = Matched
training-unmatched = Not matched
training-erased = Erased
training-days = { $came } of { $held } days
training-absent = Absent
training-completed = Completed { $date }
training-not-completed = Not completed
training-score = Score { $score }

# Attendances, people, one session
training-attendances-title = Attendances
training-attendances-lead = Each row is one person at one session. The number of rows is not a number of people.
training-attendances-caption = { $n ->
    [one] One attendance
   *[other] { $n } attendances
}
training-people-title = People trained
training-people-lead = Each person once, with how often they attended.
training-people-caption = { $n } people
training-attendees = Attendees
training-session-caption = { $n } people on the list, with those who were absent
training-session-attendances-def = Attendances of this session: who came on at least one day, or took it up online.
training-session-people-def = People with an attendance at this session, each once.
training-session-unmatched-def = People with an attendance at this session who are not found on the register.
training-nobody-seen = No attendee is of your offices.
training-not-yours = Names are shown only to who keeps training and who may see people.

# Matching
training-match = Match to the register
training-match-them = Match { $name }
training-match-lead = This person is on training lists and was not found on the register. Choose who it is: all their attendances will be that person's.
training-find = Find
training-find-name = Name on the register
training-who = Who on the register
training-choose = Choose a person
training-attends-already = This person is on the list of one of the sessions already, so the two rows can't be one person. Correct the list and send it again.
training-no-candidate = Nobody of this name and birth is found. Try another spelling, or enter the person into the register.
training-enter = Enter a person
training-match-enter = Match
training-cancel = Cancel
training-was-matched = Matched. The attendances are now those of the person chosen.

# By hand
training-session-new = Add a session
training-session-new-lead = For a session of which no list was sent. Where there is one, send it under Intake.
training-session-correct = Correct this session
training-session-correct-lead = Its attendances go along to the new time; figures of the years concerned change with it.
training-session-entered = The session was entered.
training-session-corrected = The session was corrected.
training-first-day = First day
training-first-day-hint = Of an online session: any day of the quarter
training-last-day = Last day
training-last-day-hint = Of classes only; blank where it is one day
training-course-wrong = Enter the name of the course, at most 200 characters
training-way-missing = Choose how it is held
training-date-wrong = Enter the date as day/month/year
training-ends-before = The last day must come after the first
training-session-exists = There is a session of this course at this time already
training-reason = Why it is corrected
training-reason-missing = Give a reason
training-save = Enter
training-attendee-new = Add an attendee
training-attendee-new-lead = Somebody with name, birth and office as on the register is matched at once.
training-attendee-entered = The attendee was entered.
training-name-missing = Enter the full name
training-birth = Day or year of birth
training-birth-hint = For example: 17/03/1985, or 1985
training-birth-wrong = Enter day/month/year, or the year of birth
training-office-choose = Choose an office
training-office-missing = Choose an office
training-days-held = Days of the class
training-days-came = Days attended
training-days-came-hint = 0 means absent: no attendance is counted
training-days-wrong = Enter the days of the class, and no more days attended
training-completed-on = Completed on
training-completed-on-hint = Blank where it is not completed
training-score-label = Score
training-is-there = This person is in this session already
training-correct = Correct
training-correct-them = Correct { $name }
training-attendance-lead = Corrects the result where the list was wrong. The old record can still be seen.
training-attendance-corrected = The attendance was corrected.
training-attendance-removed = The attendance was removed.
training-remove-title = Did not attend
training-remove-why = Why it is removed
training-remove-hint = This person no longer counts in this session.
training-remove = Remove the attendance

# No longer listed
training-not-listed = not in the later list
training-left-out = { $n ->
    [one] One person is not in the later list of this session. They count until somebody removes or keeps them.
   *[other] { $n } people are not in the later list of this session. They count until somebody removes or keeps them.
}
training-left-out-sessions = { $n ->
    [one] One session has people who are not in its later list:
   *[other] { $n } sessions have people who are not in their later list:
}
training-left-out-one = The later list of the session does not name this person. Keep them if they attended; remove them if not.
training-keep = Keep
training-keep-why = Why they are kept
training-attendance-kept = The attendance was kept.

# Days of a class
training-by-day = Attendance by day
training-by-day-caption = How many were there on each day, by the list of the class; a blank cell is not known, and not an absence
training-col-day = Day
training-col-present = Present
training-col-absent = Absent
training-col-excused = With leave
training-col-unknown = Not known
training-day-number = Day { $n }
training-day-of = Attendance: { $day }
training-days-differ = Days attended do not agree with the days below
training-presence-present = present
training-presence-absent = absent
training-presence-excused = absent with leave
training-presence-unknown = not known
training-presence-blank = the list leaves it blank
training-of-person = Sessions attended
training-join-moved = { $n ->
    [one] 1 attendance
   *[other] { $n } attendances
}
training-join-twice = { $n ->
    [one] 1 attendance
   *[other] { $n } attendances
} of both records: one of each is kept

training-erase-unmatched = Attendees of this name whom nobody matched with the register: they stay; where it is this person, match them first
