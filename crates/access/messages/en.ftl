access-nav-reads = Log of reads of personal data

## The door

access-sign-in = Sign in
access-sign-in-name = Name
access-sign-in-password = Password
access-sign-in-wrong = The name or the password is wrong.
access-sign-in-locked = Too many wrong attempts. Try again in { $minutes } min, from { $until }.
access-sign-in-forgot = Forgot the password? Whoever runs the server can set a new one on the command line.
access-signed-out = You have signed out.
access-csrf = This form is no longer valid, or was not sent from a page of this system. Nothing was changed.

## Account

access-account = My account
access-account-name = Name to sign in with
access-full-name = Name shown
access-password-set = Password set at
access-session-since = Signed in since
access-session-until = Sign in again before
access-password-change = Change the password
access-password-present = Present password
access-password-new = New password
access-password-again = New password again
access-password-hint = At least { $n } characters; a sentence that is easy to remember is best. Diacritics and spaces may be used.
access-password-changed = The password was changed. Other sessions have ended.
access-password-differs = The new password was not typed the same twice.
access-password-wrong = The present password is wrong.
access-password-locked = Too many wrong attempts. Try again from { $until }.
access-password-short = A password needs at least { $n } characters.
access-password-long = The password is too long.
access-password-name = The password must not contain the name to sign in with.
access-password-common = This password is too easily guessed.

access-sessions = Other sessions
access-sessions-none = You are not signed in anywhere else.
access-session-agent = Browser
access-session-address = Network address
access-session-began = Began
access-session-seen = Last used
access-session-end = End
access-sessions-end-all = End all other sessions
access-session-ended = The session was ended.
access-sessions-ended = The other sessions were ended.

## Log of reads

access-reads = Log of reads of personal data
access-reads-lead = Who opened which personal data, when, on which page.
access-reads-who = Reader
access-reads-kind = Data
access-reads-from = From
access-reads-to = To
access-reads-any = All
access-reads-at = At
access-reads-subject = Whose
access-reads-people = People
access-reads-page = On page
access-reads-purpose = Purpose
access-reads-none = There is no such read yet.
access-reads-filter = Show
access-reads-date-wrong = This date can't be read. Example: 15/10/2026.
access-reads-subject-wrong = This id of a person is not well-formed.
access-reads-too-many = There are { $n } reads; a file holds { $most } at most. Narrow the dates and try again.

## Users and roles

access-nav-house = The house
access-nav-users = Users and roles
access-refused = { $right ->
    [see_figures] Your account holds no role yet. An administrator gives roles on the Users page.
    [see_people] Your account may not see lists of people here.
    [open_personal] Your account may not open personal data here.
    [accounts] Only administrators make accounts and give roles.
    [see_logs] Only administrators and inspectors see the log of reads.
   *[other] Your account may not do this here. Nothing was changed. If you need to, ask an administrator for a role.
  }
access-users = Users
access-users-lead = Who can sign in, which role they hold, for which unit, from when to when.
access-users-search = Find by name
access-users-none = There is no such account.
access-user-new = Make an account
access-user-make = Make the account
access-user-name-hint = Letters without diacritics, digits and . _ - @; for example: lan.nt
access-user-name-wrong = A name to sign in with has 2 to 64 letters without diacritics, digits or . _ - @.
access-user-name-taken = There is an account of this name already.
access-user-password = Password: { $password } — shown this once. Hand it over in person, and have it changed at the first sign-in.
access-user-state = State
access-user-made = Made
access-user-open = In use
access-user-closed = Closed
access-user-closed-at = Closed { $at }
access-user-no-role = No role yet
access-user-door = Signing in
access-user-renew = Set a new password
access-user-close = Close the account
access-user-reopen = Open the account again
access-user-was-closed = The account is closed; its sessions have ended.
access-user-was-opened = The account is open again.
access-last-administrator = This is the last administrator. Give the role to somebody else first.

access-roles = Roles
access-roles-none = This account holds no role, so it sees nothing yet.
access-role = Role
access-role-unit = For the unit
access-role-unit-hint = The role holds at this unit and all under it.
access-role-everything = The whole province
access-role-own = Their own data
access-role-valid = When
access-role-always = without a date
access-role-since = since { $from }
access-role-until = until the end of { $to }
access-role-between = { $from } – { $to }
access-role-over = Over
access-role-take = End
access-role-take-today = End today
access-role-taken = The role has ended.
access-role-not-held = This role is no longer held.
access-role-give = Give a further role
access-role-give-button = Give the role
access-role-given = The role is given.
access-role-missing = Choose a role.
access-role-held = They hold this role already on some of these days.
access-role-unit-missing = This role is one for a unit.
access-role-unit-unknown = There is no such unit.
access-role-number = Their personal number
access-role-number-hint = Only for officials: so that they see the data on themselves.
access-role-person-unknown = Nobody in the register bears this number.
access-role-person-missing = This role needs their personal number.
access-role-from = From
access-role-to = To the end of
access-role-ends-before = The end must come after the beginning.
access-role-reason = Basis, reason

access-role-administrator = Administrator
access-role-administrator-does = Makes accounts, gives roles, keeps settings; sees no person.
access-role-coordinator = Coordinator
access-role-coordinator-does = Collects, corrects, reorganises, reports.
access-role-reporting = Reporting officer
access-role-reporting-does = Sends the unit's sheets, corrects its people.
access-role-head = Head of a unit
access-role-head-does = Sees the unit, commits to closing its gaps.
access-role-official = Official
access-role-official-does = Sees the data on themselves, and who looked.
access-role-team_leader = Team leader
access-role-team_leader-does = Keeps a community team and its members.
access-role-trainer = Trainer
access-role-trainer-does = Keeps courses and attendances.
access-role-inspector = Inspector
access-role-inspector-does = Reads everything, changes nothing, sees the logs.
