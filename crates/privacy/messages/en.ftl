# Navigation
privacy-nav-personal = Personal data
privacy-nav-me = My data

# My data
privacy-me = My data
privacy-me-lead = Everything that is held on you, where it came from, and who looked at it.
privacy-me-nobody = This account is not linked to anybody in the register. Ask an administrator to link it to your personal number.
privacy-me-records = Learning records are looked for by the e-mail address you confirmed in the inbox, and by your account at the sign-in provider.
privacy-me-sure = Only what is surely yours is listed. A row that merely bears your name may be somebody else's and is not shown here.
privacy-me-opened = Nothing is masked now. That you looked has been noted in the log.
privacy-open = Show in full
privacy-download = Download (JSON)
privacy-own-purpose = Looking at one's own data
privacy-read-own = One's own data
privacy-col-says = What it says
privacy-col-valid = Holds
privacy-col-recorded = Recorded
privacy-col-source = Source
privacy-col-state = State
privacy-no-act = not part of any act
privacy-act = Act no. { $n }: { $kind }, { $at }, entered by { $by }
privacy-source-full = file { $file }, sheet { $sheet }, row { $row }
privacy-source-file = file { $file }, row { $row }
privacy-state-held = Held
privacy-state-replaced = Replaced by act no. { $n }
privacy-state-erased = Erased by act no. { $n }
privacy-span-always = start not known
privacy-span-from = since { $from }
privacy-span-to = until { $to }
privacy-span-both = { $from } – { $to }

# Who looked
privacy-reads = Who looked
privacy-reads-lead = Each time somebody opened your number, phone or address, also where they opened or exported a list that you are on.
privacy-reads-none = Nobody has opened your data yet.
privacy-col-at = At
privacy-col-who = Account
privacy-col-what = Opened
privacy-col-purpose = Purpose

# Kinds of things
privacy-kept-person = Personal details
privacy-kept-assignment = Duties
privacy-kept-qualification = Qualifications
privacy-kept-attendance = Training attended
privacy-kept-class-day = Days at a class
privacy-kept-team-member = Community digital teams
privacy-kept-held-row = Sheet rows that wait
privacy-kept-kind-row = Rows of described sheets
privacy-kept-account = Account
privacy-kept-role = Roles

# What they say
privacy-word-full-name = Full name
privacy-word-sex = Sex
privacy-word-birth = Date of birth
privacy-word-personal-number = Personal number
privacy-word-phone = Phone
privacy-word-email = E-mail
privacy-word-office = Office
privacy-word-title = Title
privacy-word-mode = Mode
privacy-word-fields = Fields
privacy-word-share = Share of time (%)
privacy-word-ended-because = Reason of ending
privacy-word-qualification-kind = Kind
privacy-word-name = Name
privacy-word-major = Subject
privacy-word-course = Course
privacy-word-period = Period
privacy-word-days = Days
privacy-word-class-day = Day of the class
privacy-word-presence = Attendance
privacy-word-completed-on = Completed on
privacy-word-score = Score
privacy-word-village = Village
privacy-word-role = Role in the team
privacy-word-organisation = Organisation
privacy-word-trained = Trained
privacy-word-cells = Cells
privacy-word-account = Account
privacy-word-account-role = Role
privacy-word-created-at = Made at
privacy-word-password-at = Password set at
privacy-word-disabled-at = Disabled since
privacy-value-present = present
privacy-value-absent = absent
privacy-value-excused = absent with leave
privacy-value-unknown = not known
privacy-value-m = male
privacy-value-f = female
privacy-value-dedicated = dedicated
privacy-value-concurrent = concurrent
privacy-value-yes = yes
privacy-value-no = not yet
privacy-value-degree = degree
privacy-value-certificate = certificate

# Requests
privacy-nav-requests = Data requests
privacy-requests = Requests about personal data
privacy-requests-lead = Who asks what about their data, and until when they are to be answered. Late ones come first.
privacy-requests-none = No requests.
privacy-request-find = Find by number or name
privacy-request-new = Enter a request
privacy-request-new-lead = For people who come, write or call. Make sure who they are before you enter it.
privacy-request-enter = Enter it
privacy-request-entered = The request was entered.
privacy-request-sent = The request was sent. You can follow it on this page.
privacy-request-title = Request no. { $number }
privacy-request-purpose = Answering request no. { $number }
privacy-request-erased = The personal data in this request has been erased.
privacy-request-taken = The request is being dealt with.
privacy-request-answered = The request was answered.
privacy-request-refused = The request was refused.
privacy-requests-many = Many of your requests are still open. Please wait for an answer before you send more.
privacy-read-request = Data of whoever asks
privacy-read-register = Register of requests
privacy-col-number = No.
privacy-col-asker = Who asks
privacy-col-ask = Asks to
privacy-col-way = How it came
privacy-col-received = Received
privacy-col-due = Due by
privacy-col-clock = Time
privacy-col-closed = Answered on
privacy-col-outcome = Outcome
privacy-col-basis = Legal basis
privacy-col-mark = Mark
privacy-ask-see = See
privacy-ask-correct = Correct
privacy-ask-erase = Erase
privacy-ask-export = Get a copy
privacy-ask-hint-see = To know what is held on you.
privacy-ask-hint-correct = Something is wrong and should be put right. Say what, and how it should read.
privacy-ask-hint-erase = To have your personal data erased. This can't be undone.
privacy-ask-hint-export = To get a copy of your data as a file.
privacy-ask-what = What do you ask for
privacy-ask-missing = Choose what is asked for.
privacy-ask-send = Send the request
privacy-what-hint = { $n ->
    [one] You are answered within one working day after it is received.
   *[other] You are answered within { $n } working days after it is received.
}
privacy-way-own = made by themselves
privacy-way-in-person = in person
privacy-way-letter = by letter
privacy-way-mail = by e-mail
privacy-way-phone = by phone
privacy-request-state-received = Received
privacy-request-state-in-work = In work
privacy-request-state-answered = Answered
privacy-request-state-refused = Refused
privacy-clock-late = Late
privacy-clock-was-late = Answered late
privacy-clock-in-time = In time
privacy-clock-left = { $n ->
    [0] Due today
    [one] One working day left
   *[other] { $n } working days left
}
privacy-own-requests = My requests
privacy-own-requests-none = You have made no request yet.
privacy-erased = erased
privacy-number-hint = If they are in the register. Else leave it blank.
privacy-number-unknown = Nobody in the register bears this number. Check it, or leave it blank.
privacy-number-of-other = This number is that of somebody with another name. Check name and number. Whoever asks for somebody else: leave the number blank, say so in the text, and name the person on the page of the request.
privacy-contact-hint = Phone, e-mail or address to answer to.
privacy-open-contact = Show where they can be reached
privacy-open-what = Show what they ask
privacy-open-both = Show where they can be reached and what they ask
privacy-see-person = See in the register
privacy-not-on-register = Whoever asks is not noted as a person of the register. Look for the name before you answer.
privacy-steps = Steps
privacy-step-by = Act no. { $n }, entered by { $by }
privacy-verbs = What is to be done
privacy-take = Deal with it
privacy-do-erase = Open the page that erases this person's data
privacy-do-correct = Open the page that corrects this person
privacy-do-export = Download a copy of the data (JSON)
privacy-copy-lead = The copy holds what every room keeps on this person. Learning records that name somebody by nothing but an address come along where the address was shown to be theirs.
privacy-copy-stranger = Who asks is not on the register. Learning records may still name them: by an address that they have shown to be theirs and that nobody of the register bears.
privacy-copy-address = E-mail address shown to be theirs
privacy-copy-address-hint = Only one that you have seen to be theirs: they answered from it, or showed you the mailbox. Addresses confirmed at an account come along by themselves.
privacy-copy-how = How it was shown
privacy-copy-how-hint = It is noted in the log of reads. For example: answered our letter from this address on 24/11/2026.
privacy-copy-address-missing = Give the address by which learning records may name them.
privacy-copy-address-wrong = This is no address of e-mail. Example: an@example.vn.
privacy-copy-how-missing = Say how the address was shown to be theirs.
privacy-address-shown = learning records by an address shown to be theirs: { $how }
privacy-close = Close the request
privacy-answer = Answer and close
privacy-answer-hint = What was done, or why it is refused. Whoever asks can read it.
privacy-refuse = Refuse and close
privacy-basis-hint = Number of the act, article, clause. Needed for a refusal. Name nobody here.
privacy-basis-missing = A refusal needs its legal basis.
privacy-outcome-missing = Say what came of it, or why it is refused.
privacy-field-missing = Fill this in.
privacy-field-long = This is too long.
privacy-date-wrong = Write the date as day/month/year.
privacy-date-future = It can't have come in after today.
privacy-cancel = Cancel
privacy-save = Save
privacy-reason = Reason
privacy-refused-step = The request is no longer at that step: somebody has just dealt with it. Load the page again.
privacy-refused-field = Something in the form is wrong.

# Notices
privacy-news-received = Request no. { $number } about personal data has come in.
privacy-news-closed = Your request no. { $number } has been answered.
privacy-news-due = { $n ->
    [one] One request about personal data has one working day left at most, or is late.
   *[other] { $n } requests about personal data have one working day left at most, or are late.
}
privacy-news-without-term = { $n ->
    [one] One request about personal data waits with no day it is due: no rule is on record that held on the day it came in.
   *[other] { $n } requests about personal data wait with no day they are due: no rule is on record that held on the days they came in.
}
privacy-mail-see = See it at:
privacy-job-remind = Remind of requests about to be due

# Days off
privacy-nav-holidays = Days off
privacy-holidays = Public holidays
privacy-holidays-lead = Time to answer is counted in working days: no Saturday, Sunday or day below. A day off that falls on a weekend is off on the next working day. Days that are swapped in a year are to be entered.
privacy-days-of = Days off in { $year }
privacy-holiday-new = Add a day off
privacy-holiday-edit-lead = Each change is an act, with a first and a last day. Due days follow it.
privacy-holiday-saved = The day off was saved.
privacy-nothing-changed = Nothing changed.
privacy-holiday-name = Day off
privacy-holiday-name-vi = Name in Vietnamese
privacy-holiday-name-en = Name in English
privacy-holiday-when = When
privacy-holiday-day = Day
privacy-holiday-month = Month
privacy-holiday-year = Year
privacy-holiday-year-hint = Leave blank for every year.
privacy-holiday-days = Days off
privacy-holiday-weekday = Weekday
privacy-holiday-calendar = Calendar
privacy-calendar-solar = Solar
privacy-calendar-lunar = Lunar
privacy-holiday-shift = Begins so many days off
privacy-holiday-shift-hint = -1 begins on the day before. Leave blank if it begins on the day.
privacy-holiday-works = A day worked instead
privacy-holiday-works-hint = A day of a weekend that is worked for another day off.
privacy-holiday-clause = Clause
privacy-holiday-from = Holds from
privacy-holiday-last = Holds through
privacy-holiday-last-hint = Leave blank if it still holds.
privacy-confirmed = Confirmed
privacy-yes = Yes
privacy-number-wrong = Write a whole number within reason.
privacy-span-wrong = The last day can't lie before the first.
privacy-when-solar = { $day }, solar
privacy-when-lunar = { $day }, lunar
privacy-when-yearly = every year
privacy-when-year = in { $year }
privacy-when-shift = begins { $n } days off
privacy-when-works = worked instead
privacy-off-instead = off instead
privacy-weekday-1 = Monday
privacy-weekday-2 = Tuesday
privacy-weekday-3 = Wednesday
privacy-weekday-4 = Thursday
privacy-weekday-5 = Friday
privacy-weekday-6 = Saturday
privacy-weekday-7 = Sunday
privacy-kept-data-request = Data requests
privacy-word-number = No.
privacy-word-ask = Asks to
privacy-word-contact = Contact
privacy-word-what = What they say
privacy-word-outcome = Outcome
privacy-word-request-state = State

# Retention
privacy-nav-retention = Retention
privacy-retention = How long data is kept
privacy-retention-lead = How long each kind of data is kept, from when on, under which act, and how much is past its time. Nothing goes by itself then, but for kinds that say so: a person decides.
privacy-retention-by-itself = Sessions that ended, finished jobs and old notices go by themselves and need no decision. Backups, and files outside this program, can't be deleted from here.
privacy-col-kind = Kind of data
privacy-col-months = Kept (months)
privacy-col-moment = Counted from
privacy-col-past = Past its time
privacy-col-before = Before
privacy-col-removed = Removed
privacy-no-rule = no rule yet
privacy-remove = Remove what is past its time
privacy-look-through = Look through them
privacy-removals = What was removed
privacy-removals-none = Nothing was removed yet.
privacy-removed = What was past its time has been removed. How much, and from before which day, stands in the table below.
privacy-remove-title = Remove what is past its time: { $kind }
privacy-remove-final = This can't be undone. The record keeps only what kind was removed, how much, and who decided.
privacy-in-rows = { $rows } rows of data
privacy-remove-rows = Personal values in { $rows } rows of data will be removed, of { $n } { $kind ->
    [attendance] people
    [team_member] people
   *[other] items
}, from before { $before }. The rows stay, unnamed, so that figures keep their answers.
privacy-remove-what = { $n } from before { $before } will be removed.
privacy-count-type = Type how many will be removed
privacy-count-hint = To make sure that you have seen the number.
privacy-count-wrong = This is not how many will be removed.
privacy-count-changed = The number has just changed. Look again before you decide.
privacy-rule-lead = The change holds from the day below; nothing is deleted by it.
privacy-rule-saved = The rule was saved.
privacy-term-saved = The time to answer requests was saved.
privacy-basis-saved = The basis of processing was saved.
privacy-aged-read-log = Log of reads of personal data
privacy-aged-upload = Sheets as they were sent
privacy-aged-former-staff = People whose duties have all ended
privacy-aged-data-request = Closed data requests
privacy-aged-held-row = Rows of sheets that waited
privacy-aged-kind-row = Rows of described kinds of sheet
privacy-aged-team-member = Members who left a community team
privacy-aged-attendance = Names in lists of classes
privacy-aged-remark = Remarks on cells of sheets
privacy-aged-commitment = Words of commitments
privacy-otherwise-commitment = Kept with the commitment, which an office made; words that name somebody go when that person's data are erased.
privacy-aged-act = Reasons of acts
privacy-otherwise-act = A reason is hashed with its act, so it is kept for ever and can't be erased; that is why forms refuse personal numbers, phones, and the name of who is erased.
privacy-aged-stopped = Marks of people who were erased
privacy-aged-account = Accounts
privacy-aged-web-session = Sessions
privacy-aged-passkey = Passkeys
privacy-aged-account-link = Accounts at a sign-in provider
privacy-aged-mail-address = Addresses of mail
privacy-aged-lrs-statement = Learning records
privacy-moment-held-row = when the row no longer waited
privacy-moment-kind-row = when the row was no longer in the sheet
privacy-moment-team-member = the day membership ended
privacy-moment-attendance = the day of the class
privacy-moment-remark = when the remark was settled
privacy-moment-stopped = when data were erased
privacy-otherwise-account = Kept with the record: acts say who entered them, and nobody can remove that. A disabled account can't sign in.
privacy-otherwise-web-session = Removed by itself when the session has expired.
privacy-otherwise-passkey = Kept until the account's owner or an administrator removes it.
privacy-otherwise-account-link = Kept until the account's owner or an administrator removes it.
privacy-otherwise-mail-address = Kept until the account's owner changes or drops the address, or their data are erased.
privacy-otherwise-lrs-statement = A learning record can't be changed, as xAPI has it; who sent it can void it, no more. The page of an erasure says which learning records stay.
privacy-rule-foresee = Preview
privacy-rule-foreseen = With this rule { $n } items from before { $before } are past their time. Nothing has changed.
privacy-rule-law = The law on archives, on officials or on finance may have things kept longer. What is said here must not be shorter than the law: name the act. The record of acts is kept for ever: only personal values are erased, acts and figures stay.
privacy-rule-told-only = A rule written here goes into the record of processing; nothing is deleted by it.
privacy-table-stopped = Marks of people who were erased
privacy-column-mark = Mark (can't be read back)
privacy-why-stopped = To recognise who was erased when a sheet names them again
privacy-aged-failed-sign-in = Sign-ins that failed
privacy-moment-failed-sign-in = when it was tried
privacy-table-failed-sign-in = Sign-ins that failed
privacy-column-network = Network
privacy-why-failed-sign-in = To notice who tries passwords
privacy-moment-read-log = the read
privacy-moment-upload = the file's arrival, where none of its rows waits
privacy-moment-former-staff = the end of the last duty
privacy-moment-data-request = the answer
privacy-news-past = { $n ->
    [one] One kind of data now has some past its time.
   *[other] { $n } kinds of data now have some past their time.
}
privacy-job-retention = Count data past its time

# Record of processing
privacy-processing = Record of processing of personal data
privacy-processing-lead = Made from the program's own tables, rights and retention rules; not written by hand.
privacy-col-columns = Data
privacy-col-why = What for
privacy-within-unit = { $role } (within the unit)
privacy-col-seen = Who sees it (masked)
privacy-col-opened = Who can open it (logged)
privacy-table-account = Accounts
privacy-table-web-session = Sessions
privacy-table-read-log = Log of reads
privacy-table-act = Reasons of acts
privacy-column-reason = Words of the reason
privacy-table-upload = Sheets as they were sent
privacy-table-held-row = Sheet rows that wait
privacy-table-kind-row = Rows of described sheets
privacy-column-address = Network address
privacy-column-agent = Browser
privacy-column-account-name = Account
privacy-column-purpose = Purpose
privacy-column-bytes = Content of the file
privacy-column-cells = Cells
privacy-column-problems = What could not be read
privacy-column-said = Cells
privacy-column-unit = Office
privacy-column-score = Score
privacy-column-who = Who asks
privacy-column-contact = Contact
privacy-column-said-gap = What is lacking
privacy-column-said-what = What will be done
privacy-column-said-note = Note
privacy-column-what = What they say
privacy-column-outcome = Outcome
privacy-why-person = To know who covers digital transformation and information security in each office
privacy-why-team-member = To run the community digital teams
privacy-why-attendance = To follow training
privacy-why-held-row = To keep rows that could not be read until their office mends them
privacy-why-kind-row = To add up sheets that the office described
privacy-why-data-request = To answer people about their data
privacy-why-account = To sign in, and to know who may do what
privacy-why-web-session = To keep sessions safe
privacy-why-read-log = To know who looked at whose data
privacy-why-act = Know why something was entered; whoever enters it is told to name nobody
privacy-why-upload = To trace every figure to its source
privacy-as-json = Download JSON

# Public figures
privacy-nav-public = Public figures
privacy-public = Digital workforce: public figures
privacy-public-lead = As of { $day }, published once a quarter. Anybody may see them without signing in.
privacy-public-people = People in digital work
privacy-public-people-def = Each person is counted once, however many duties they hold.
privacy-public-kept-back = Numbers below { $n }, and those from which they could be worked out, are not published, so that nobody is recognised.
privacy-public-hidden = not published
privacy-public-groups = Duties by group of offices
privacy-public-group = Group of offices
privacy-public-dedicated = Dedicated
privacy-public-concurrent = Concurrent
privacy-public-all = All
privacy-public-fields = Duties by field
privacy-public-fields-lead = A duty may lie in several fields: they do not add up.
privacy-public-offices = Offices with somebody in charge
privacy-public-offices-all = Offices
privacy-public-covered = With somebody
privacy-public-empty = With nobody
privacy-public-group-other = Other
privacy-public-field-dx = Digital transformation
privacy-public-field-infosec = Information security
privacy-public-field-data = Data
privacy-public-field-network = Network
privacy-public-field-e-transactions = E-transactions
privacy-public-manage = Manage public figures
privacy-public-manage-lead = The public page is off until it is switched on. Switching it and publishing are acts.
privacy-public-switch = Public page
privacy-public-on = Anybody may see it
privacy-public-is-on = Anybody sees it
privacy-public-is-off = Off
privacy-public-threshold = Numbers are not told below
privacy-public-threshold-hint = From 3 to 100; 5 as a rule.
privacy-public-threshold-wrong = Write a number from 3 to 100.
privacy-public-set = The setting was saved.
privacy-public-next = Publish the figures of { $day }
privacy-public-once = The last day of a quarter is published once; what was published does not change with what is learned later.
privacy-public-out = The figures of { $day } are published
privacy-public-already = The last day of a quarter is published once: there is nothing to publish now.
privacy-public-as-it-is = What is published
privacy-public-only-compared = The record of { $day } was corrected after it was published. What was published stays as it is; what is worked out today is for comparison alone and will not be published of this day. The next publication rests on the corrected record.
privacy-public-first-set = Save the setting before you publish.
privacy-public-publish = Publish
privacy-public-done = The figures were published.
privacy-public-preview = What would be published
privacy-public-figure = Figure
privacy-public-as-published = As published
privacy-public-as-known = Worked out today (comparison only)
privacy-public-difference = Difference
privacy-public-corrected = After these figures were published, the record of this day was corrected. They stay here as they were published; the next publication rests on the corrected record.
privacy-public-corrected-title = As published, and as worked out today
privacy-public-corrected-inside = Only those who look after published figures see this table: side by side, two tables of one day could give small numbers away.
privacy-public-others = What was published

# Ways into accounts
privacy-kept-commitment = Commitments of offices
privacy-kept-passkey = Passkeys
privacy-kept-account-link = Accounts at a sign-in provider
privacy-word-used-at = Last used
privacy-word-issuer = Provider
privacy-word-subject = Name at the provider
privacy-table-passkey = Passkeys
privacy-table-account-link = Accounts at a sign-in provider
privacy-table-mail-address = Where notices are mailed to
privacy-column-subject = Name at the provider
privacy-column-body = Remark
privacy-why-passkey = To sign in without a password
privacy-why-account-link = To sign in with the organisation's account
privacy-why-mail-address = To send notices by e-mail
privacy-why-remark = To say what is to be mended in a sheet

# Time to answer, and legal bases
privacy-term = Time to answer
privacy-term-change = Change the time to answer
privacy-term-lead = Within how many working days a request is answered, by which act. What holds on the day a request comes in counts for it. Each change is an act.
privacy-term-days = Working days
privacy-term-all = What held when
privacy-term-told = { $n ->
    [one] One working day · { $act } · { $mark }
   *[other] { $n } working days · { $act } · { $mark }
}
privacy-no-term = no rule is on record that held on the day it came in
privacy-no-term-now = no rule is on record that holds today
privacy-col-legal = Legal basis
privacy-col-kept-basis = Basis of how long
privacy-no-basis = no basis named yet
privacy-basis-lead = The act the processing of this data rests on. The change holds from the day below.

# Who asks
privacy-asker-who = Who asks
privacy-asker-likely = People of this name in the register
privacy-asker-look = Pages of people of this name:
privacy-asker-likely-hint = Make sure that it is they who ask: look at their page, compare what they show you.
privacy-asker-number-hint = If you know it, it goes before the choice above.
privacy-asker-name = Note who asks
privacy-asker-named = Noted who asks
privacy-not-erased = Data of this person is still on record. Erase first, then answer that it is done; where the law has it kept, refuse and name the basis.
privacy-asker-wrong = The wrong person?
privacy-asker-wrong-lead = If somebody else asks, say who. What was said before stays in the steps of the request.
privacy-asker-other = Say who asks
privacy-asker-same = The request is of this person already.
privacy-reason-short = The reason must say more: at least three letters or digits.
privacy-asker-missing = Choose somebody, or type a personal number.
privacy-asker-unknown = This person is no longer in the register.

# Further kinds of what is held
privacy-kept-session = Sessions
privacy-kept-account-event = What was done to the ways into the account
privacy-kept-upload = Sheets that hold a row about the person
privacy-kept-learning-record = Learning records
privacy-kept-learning-document = Documents of learning platforms
privacy-word-address = Network address
privacy-word-agent = Browser
privacy-word-event = What
privacy-word-at = At
privacy-word-by = By
privacy-word-file = File
privacy-word-received-at = Received at
privacy-word-sent-by = Sent by
privacy-word-bytes = Bytes kept
privacy-word-verb = Did
privacy-word-about = What
privacy-word-result = Result
privacy-word-stored-at = Stored at
privacy-word-record = Record
privacy-table-lrs-statement = Learning records
privacy-column-statement = What somebody did, with which result
privacy-why-lrs-statement = To follow learning on platforms
privacy-remove-doing = Removing what is past its time
privacy-join-requests = { $n ->
    [one] 1 request
   *[other] { $n } requests
} about personal data

privacy-why-commitment = To know what offices promised to do about a gap, and by when
privacy-erase-unlinked = Requests about data under this name that were not said to be anybody’s on the register: name, contact and words go, and what was not answered yet is closed. Where one is a namesake’s, say who asked before erasing
privacy-erase-others = Requests of others that name this person: those words go; an earlier version that names them loses its asker’s name, contact and all its words
privacy-erase-namesakes = Requests of somebody else of the same name, with that name in their words: not touched
privacy-closed-by-erasure = Closed: the data of who asked were erased
privacy-words-erased = Words that name somebody who was erased went
privacy-clock-no-rule = no rule
