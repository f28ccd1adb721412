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
