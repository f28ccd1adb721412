access-nav-reads = Log of reads of personal data

## The door

access-sign-in = Sign in
access-sign-in-name = Name
access-sign-in-password = Password
access-sign-in-wrong = The name or the password is wrong.
access-sign-in-locked = Too many wrong attempts. Try again in { $minutes } min, from { $until }.
access-sign-in-forgot = Forgot the password? Ask an administrator of this system for a new one.
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
access-reads-days-swapped = The last day is before the first.
access-reads-subject-wrong = This id of a person is not well-formed.
access-reads-too-many = There are { $n } reads; a file holds { $most } at most. Narrow the dates and try again.
access-nav-failed = Sign-ins that failed
access-failed = Sign-ins that failed
access-failed-lead = Wrong names or passwords, and tries while the door was shut after too many. A name is kept only where an account bears it: many type their password into the field for the name. Of an address its network is kept.
access-failed-name = Account
access-failed-network = Network
access-failed-why = Why
access-failed-nobody = No account bears the name that was typed
access-failed-wrong = Wrong name or password
access-failed-locked = Door shut
access-failed-none = There is none.

## Users and roles

access-nav-house = The house
access-nav-users = Users and roles
access-refused = { $right ->
    [see_figures] Your account holds no role yet. An administrator gives roles on the Users page.
    [see_people] Your account may not see lists of people here.
    [open_personal] Your account may not open personal data here.
    [see_accounts] Only administrators and inspectors see accounts and roles.
    [see_jobs] Only administrators and inspectors see background work.
    [see_keys] Only administrators and inspectors see the keys of the record store.
    [see_requests] Only coordinators and inspectors see requests about personal data.
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
access-role-team_leader-does = Sees the teams of their commune: who is in them and who was trained; opens phone numbers to call them, which is noted each time. Whoever reports for the commune enters changes of members.
access-role-trainer = Trainer
access-role-trainer-does = Keeps courses and attendances.
access-role-inspector = Inspector
access-role-inspector-does = Reads everything, changes nothing, sees the logs.

## Security of sign-in

access-security = Sign-in security
access-security-lead = The ways into your account, and what was changed there.
access-code = Enter a code
access-code-lead = The password is right. This account needs a code as well.
access-code-label = Code
access-code-hint = Six digits of the authenticator app on your phone, or a recovery code.
access-code-wrong = The code is wrong, or was used before. Wait until the app shows a new one, and try again.
access-code-over = More than five minutes have passed since the password was given. Please sign in again.
access-code-back = Use another account
access-code-no-key = This server can't check codes of the authenticator app: the secret key they were turned on with is missing. Enter a recovery code, or tell an administrator.

access-step = Second step
access-step-state = State
access-step-off = Off
access-step-on = On
access-step-since = On since
access-step-what = Once it is on, each sign-in also needs a code shown by an authenticator app on your phone. Whoever gets hold of the password alone can't get in.
access-step-begin = Turn on the second step
access-step-scan = Open the authenticator app on your phone and scan this picture.
access-step-picture = QR code for the authenticator app; a key to type stands below
access-step-type = Can't scan? Type this key: { $secret }
access-step-code = The six digits the app shows now
access-step-confirm = Confirm and turn on
access-step-drop = Leave it off
access-step-now-on = The second step is on; other sessions have ended. Below are recovery codes, to get in when the phone is lost. They are shown this once, and each works once: print them or write them down, and keep them apart.
access-step-end = Turn off the second step
access-step-now-off = The second step is off.
access-step-no-key = This server has no key to keep the secret of a second step under, so it can't be turned on.
access-step-state-wrong = The second step is no longer in that state.
access-codes = Recovery codes
access-codes-left = { $n } of { $whole } left
access-codes-renew = Make new recovery codes
access-codes-now-new = New recovery codes were made; the old ones no longer work. They are shown this once: print them or write them down, and keep them apart.

access-events = What was changed
access-events-none = Nothing was changed yet.
access-event = What
access-event-by = By
access-event-by-nobody = somebody unknown
access-event-at = When
access-event-password_changed = Password changed
access-event-password_set = Password set anew
access-event-step_on = Second step turned on
access-event-step_off = Second step turned off
access-event-step_taken = Second step taken off
access-event-codes_new = New recovery codes made
access-event-code_used = Signed in with a recovery code
access-user-step-take = Take off the second step (phone lost)
access-user-step-taken = The second step was taken off; the sessions of the account have ended.

## Passkeys

access-passkeys = Passkeys
access-passkeys-none = There is no passkey yet.
access-passkey-what = A passkey takes the place of a password: a phone or computer opens it with a finger, a face or its own code, and it works at this address alone.
access-passkey-name = Name of the passkey
access-passkey-name-hint = To tell it by later, e.g. My phone
access-passkey-where = Where
access-passkey-synced = On several devices, backed up
access-passkey-one = On one device
access-passkey-made = Made
access-passkey-used = Last used
access-passkey-unused = Never used
access-passkey-remove = Remove
access-passkey-make = Make a passkey
access-passkey-added = The passkey was made. You can sign in with it next time.
access-passkey-removed = The passkey was removed. Delete it on the device as well.
access-passkey-refused = This passkey could not be made. Please try again.
access-passkey-failed = The device did not answer, or you broke it off. Nothing was changed.
access-passkey-nowhere = This server can't use passkeys: it needs an address with a name that begins with https://.
access-passkey-sign-in = Sign in with a passkey
access-passkey-unknown = This passkey opens no account here. Please try again, or sign in with a password.
access-event-passkey_added = A passkey made
access-event-passkey_removed = A passkey removed
access-event-passkeys_taken = Passkeys taken away
access-user-passkeys-take = { $n ->
    [one] Take away one passkey (device lost)
   *[other] Take away { $n } passkeys (device lost)
  }
access-user-passkeys-taken = The passkeys were taken away; the sessions of the account have ended.

## The organisation's provider

access-provider = Sign-in through the organisation
access-provider-what = An account of the organisation's common sign-in can open this account, once you have linked the two.
access-provider-none = Linked to no account yet.
access-provider-subject = Id in the organisation
access-provider-subject-hint = The id (sub) that the common sign-in has for this person, to the letter.
access-provider-subject-wrong = The id is blank or malformed.
access-provider-issuer = Sign-in system
access-provider-by = Linked by
access-provider-made = Linked
access-provider-used = Last used
access-provider-link = Link an account
access-provider-unlink = Unlink
access-provider-linked = The account was linked.
access-provider-unlinked = The account was unlinked.
access-provider-taken = This account of the organisation is linked already.
access-provider-go = To the organisation's sign-in page
access-provider-go-lead = Sign in there with the account you want to link; afterwards you are brought back here.
access-provider-stay = Leave it
access-provider-sign-in = Sign in with the organisation's account
access-provider-unknown = The organisation knows you, but no account here is linked to the id { $subject }. Sign in with your password and link it on the page Sign-in security, or give this id to an administrator.
access-provider-over = This sign-in took too long, was used already, or began in another browser. Please begin again.
access-provider-failed = The organisation's sign-in could not be reached, or its answer is not to be trusted. Please try again later, or sign in with a password.
access-provider-other = Sign in another way
access-event-link_added = Linked to an account of the organisation
access-event-link_removed = Unlinked from an account of the organisation
access-event-door_shut = Somebody tried the password wrongly too often (time of the last try)
access-was-shut = Within the last 24 hours somebody tried your password wrongly so often that sign-in was shut for a while. If it was not you, see Sign-in security.
