# Navigation
collect-nav-campaigns = Collecting sheets
collect-nav-owed = Sheets we owe
collect-owed-nothing = No sheet is owed.
collect-owed-sent = { $n ->
    [one] One sheet sent
   *[other] { $n } sheets sent
}

# Campaigns
collect-campaigns = Collecting sheets
collect-campaigns-lead = Each campaign asks for one kind of sheet: of which offices, as of which day, due when.
collect-campaigns-none = There is no campaign yet.
collect-open = Open a campaign
collect-open-lead = The offices that are asked see at once what they owe and until when.
collect-opened = The campaign is open and the offices were told.
collect-col-campaign = Campaign
collect-col-kind = Kind of sheet
collect-col-as-of = Figures as of
collect-col-due = Due
collect-col-offices = Offices
collect-col-state = State
collect-col-standing = Standing
collect-col-office = Office
collect-col-code = Code
collect-col-sent = Sent on
collect-col-said = What the office says
collect-col-sendings = Times sent
collect-col-reopened = Times opened again
collect-col-submission = Submission
collect-col-group = Group
collect-col-all = All
collect-campaign-open = Open
collect-campaign-locked = Locked
collect-campaign-withdrawn = Withdrawn

# Kinds of sheet
collect-kind-officers = Digital transformation staff
collect-kind-team-members = Community digital teams
collect-kind-class-attendance = Class attendance lists
collect-kind-online-completions = Online course results
collect-kind-graduates = Graduates
collect-kind-villages = Villages

# Standing
collect-standing-late = Late
collect-standing-to-fix = To fix
collect-standing-sent = Sent
collect-standing-nothing = Nothing yet
collect-standing-draft = In draft
collect-standing-accepted = Accepted
collect-standing-locked = Locked
collect-standing-passed = Passed on

# Opening one
collect-name-hint = For example: Digital workforce, 15/10/2024
collect-name-missing = Give the campaign a name.
collect-name-long = The name is too long, or has characters that can't be used.
collect-kind-unknown = Choose a kind of sheet.
collect-due-past = The due day is today or later.
collect-date-wrong = Write the day as day/month/year.
collect-reminders = Remind on these days
collect-reminders-hint = Days from the due day, separated by commas; negative before it. Leave blank for no reminders.
collect-reminders-wrong = Write whole numbers separated by commas, 12 at most, within 365 days.
collect-which-offices = Which offices are asked
collect-by-rule = By kind and place in the tree
collect-by-list = By a list of codes
collect-kinds-of-office = Kinds of office
collect-kinds-hint = None chosen means every kind.
collect-under = Under the office (code)
collect-under-hint = Blank means the whole province.
collect-codes = Codes of the offices
collect-codes-hint = One a line, or separated by commas. Used only when asking by list.
collect-codes-unknown = No office has the code { $codes }.
collect-code-replaced = { $office } is no more since { $since }; { $heirs } stands in its place.
collect-code-ended = { $office } is no more since { $since }, and nobody stands in its place.
collect-code-not-yet = { $office } is there from { $from } on.
collect-offices-none = No office fits; look at the kinds, the office above, or the list of codes.
collect-open-look = See which offices would be asked
collect-open-back = Change it
collect-open-confirm = { $n ->
    [one] One office would be asked
   *[other] { $n } offices would be asked
}
collect-open-confirm-lead = The campaign is not open and nobody was told. Look at the list; one that was opened by mistake can be withdrawn as long as no sheet was accepted.
collect-open-now = { $n ->
    [one] Open for one office
   *[other] Open for { $n } offices
}
collect-open-nobody = { $n ->
    [one] One office has no account that reports for it: nobody would be told.
   *[other] { $n } offices have no account that reports for them: nobody would be told.
}
collect-open-told = Told
collect-open-told-yes = who reports for it
collect-open-told-no = nobody yet
collect-open-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
collect-open-none = no reminders
collect-codes-unused = Codes are filled in, but “by kind” is chosen. Choose “by a list of codes”, or clear the codes.
collect-rule-unused = “By a list of codes” is chosen, so this is not used. Leave it blank, or choose “by kind”.

# The board
collect-board-lead = Where something is missing, where it is late, what waits to be looked through.
collect-by-group = By group
collect-group-by = Group by
collect-by-kind = Kind of office
collect-by-parent = Office above
collect-board-offices = Offices
collect-board-none = No office fits.
collect-see-all = See all
collect-find-office = Find an office
collect-see-submission = See the sheet
collect-sent-late = sent late
collect-sent-again = sent again { $at }, which does not count as late
collect-reminded = Last reminded
collect-verbs = For the whole campaign
collect-remind-now = Remind those that owe
collect-lock-accepted = Lock what was accepted
collect-lock-campaign = Lock the campaign
collect-lock-reason = Why it is locked
collect-lock-hint = For example: the quarterly report is published. After that, late and corrected sheets need a reason.
collect-campaign-was-locked = The campaign is locked.
collect-withdraw = Withdraw the campaign
collect-withdraw-reason = Why it is withdrawn
collect-withdraw-hint = Possible as long as no sheet was accepted. Every office is told that nothing is owed any more; files that were put stay.
collect-campaign-was-withdrawn = The campaign was withdrawn and the offices were told.
collect-withdrawn = This campaign was withdrawn: no office owes anything.
collect-was-reminded = Those that owe were reminded.
collect-nobody-to-remind = There is no account to remind.
collect-reminded-today = They were reminded today already.

collect-gone = { $n ->
    [one] One office that has not sent was merged, split or dissolved. Whoever took over sends in its place; the old one stays on this board.
   *[other] { $n } offices that have not sent were merged, split or dissolved. Whoever took over sends in their place; the old ones stay on this board.
}
collect-pass-on = Pass on to whoever took over
collect-was-passed = Passed on; whoever took over was told.
collect-was-passed-lost = Passed on; whoever took over was told. Some offices left nobody to take over: see the board.
collect-nothing-to-pass = There is nothing to pass on.
collect-passed-to = { $heirs } sends in its place
collect-passed-lost = nobody took over
collect-passed-others = This office is no more; whoever took over sends in its place. Earlier files and remarks can still be seen on this page.
collect-passed-nobody = This office is no more and nobody took over: nobody owes this sheet any longer.
collect-owes-for = This office's sheet also covers offices that became part of it before they had sent:

# Owed
collect-owed = Sheets we owe
collect-owed-lead = { $n ->
    [0] Nothing more is owed.
    [one] One sheet is still owed.
   *[other] { $n } sheets are still owed.
}
collect-owed-none = No campaign asks this office at present.

# The sheet of an office
collect-to-fix-notice = This sheet came back to be mended. See what is said of its cells, mend them in the page or put the mended file, and send again.
collect-remarks = What is said of cells
collect-remarks-none = Nothing is said yet.
collect-remarks-earlier = What was said before
collect-remarks-earlier-lead = Of files that others took the place of; kept for comparison.
collect-files = Files
collect-files-none = There are no files yet.
collect-look = Look at it and mend cells
collect-changes = What would change
collect-entered = See what was entered
collect-put-title = Put files
collect-blank-lead = The blank form has the office and the day filled in; the sheet the office already keeps is taken as well.
collect-blank-form = Download the blank form (Excel)
collect-blank-columns = Which columns are asked
collect-kind-retired = This kind of sheet is no longer in use. Ask whoever opened the campaign.
collect-put = Upload and look
collect-send-title = Send
collect-send = Send the sheet
collect-was-sent = The sheet was sent.
collect-reason-late = Why it is late or corrected
collect-untouched = { $n ->
    [0] The sheet came back to be mended, but no file was replaced and no cell mended. To send it as it is, say why.
    [one] The sheet came back with one remark, but no file was replaced and no cell mended. To send it as it is, say why.
   *[other] The sheet came back with { $n } remarks, but no file was replaced and no cell mended. To send it as it is, say why.
}
collect-reason-untouched = Why it is sent as it was
collect-reason-correct = Why it is corrected
collect-reason-number = No personal number and no phone in a reason: it stays in the record for good.
collect-reason-missing = Give a reason.
collect-take-back = Take back to mend
collect-was-taken-back = The sheet was taken back.
collect-review = Look it through
collect-accept = Look and accept
collect-own-sheet = You sent this sheet yourself, in the place of the office. Somebody else should look it through and accept it.
collect-was-accepted = The sheet was accepted and entered.
collect-other-now = The sheet or the record changed since you looked; this is what would change now.
collect-remark = Say something of a cell
collect-return-why = What is to be mended
collect-return = Return to be mended
collect-was-returned = The sheet was returned to be mended.
collect-lock = Lock this sheet
collect-lock-again-title = Lock again
collect-lock-again-reason = Why it is locked again
collect-lock-again = Lock this sheet again
collect-lock-again-all = { $n ->
    [one] Lock the accepted sheet again
   *[other] Lock the { $n } accepted sheets again
}
collect-unlocked = { $n ->
    [one] One sheet stands open in a campaign that is locked
   *[other] { $n } sheets stand open in a campaign that is locked
}
collect-unlocked-since = The campaign is locked, but this sheet is open since it was to be corrected, { $at }, and was not locked again. Why it was corrected:
collect-unlocked-late = The campaign is locked, but this sheet was accepted later and is not.
collect-locked-owed = This campaign is locked and the office has not sent. It can still send, but has to say why it comes late; figures that are published may have to be looked at again.
collect-locked-to-fix = This campaign is locked and the sheet was returned to be mended: sending it again needs a reason; figures that are published may have to be looked at again.
collect-locked-owed-note = the campaign is locked: sending needs a reason
collect-unlocked-again = open since its correction, not locked again
collect-unlocked-accepted = accepted after the locking, not locked
collect-was-locked = Locked.
collect-correct-title = Correct what was accepted
collect-correct-explained = What was entered stays until the new sheet is accepted.
collect-correct = Open again to correct
collect-was-reopened = It is open again.
collect-extend-title = More time
collect-extend-until = New due day
collect-extend = Give more time
collect-was-extended = The office has more time.
collect-history = History
collect-step-submission-draft = Files put
collect-step-submission-send = Sent
collect-step-submission-take-back = Taken back
collect-step-submission-return = Returned to be mended
collect-step-submission-correct = Opened again
collect-step-submission-lock = Locked
collect-step-campaign-follow = Took over from a merged office
collect-step-campaign-lock = Campaign locked
collect-step-erase = A file was erased, because somebody in it was
collect-step-intake = Accepted and entered
collect-back = Back

# Remarks
collect-remark-lead = Say what is to be mended in which cell. It goes along in the marked workbook the office downloads.
collect-col-file = File
collect-col-sheet = Sheet
collect-col-cell = Cell
collect-col-remark = Remark
collect-cell-hint = Column and row as in the spreadsheet, for example B7
collect-remark-hint = Say what to mend; don't repeat personal data.
collect-remark-add = Add
collect-remark-added = The remark was added.
collect-remark-remove = Take back
collect-remark-removed = The remark was taken back.
collect-remark-missing = Write a remark of at most 1,000 characters.
collect-remark-number = No personal number and no phone in a remark: the cell says whose it is.
collect-remark-file = Choose a file of this sheet.
collect-remark-sheet = There is no such sheet. The file has: { $names }.
collect-remark-sheet-hint = Leave blank where the file has one sheet alone.
collect-remark-outside = This cell lies outside the sheet: the last one is { $last }.
collect-remark-cell = Write the cell as column and row, for example B7.

# What would change
collect-foresee = Which figures would change
collect-foresee-lead = Nothing is entered yet. Published figures come first, then those of the day the campaign asks about.
collect-foresee-day = Figures as of { $day }
collect-foresee-missing = { $n ->
    [one] This sheet no longer names one person on record. Say at the next step if the duty ended; this page is worked out again with what you say, before anything is entered.
   *[other] This sheet no longer names { $n } people on record. Say at the next step whose duty ended; this page is worked out again with what you say, before anything is entered.
}
collect-foresee-agree = If it is accepted, the record changes and the page for the public says that its figures were corrected; what was published stays.
collect-accept-seen = Seen: accept the sheet and enter it
collect-published-title = Published figures that would differ
collect-published-lead = What was published is not changed. Each number here would be another one, worked out today, because of this sheet.
collect-published-none = No published figure changes.
collect-col-published-day = Published for
collect-col-published = As published
collect-kept-back = kept back
collect-would-be-shown = would be shown
collect-would-be-kept-back = would be kept back
collect-figures = The whole province
collect-figures-offices = By office
collect-figures-same = No figure changes.
collect-figure = Figure
collect-col-before = On record
collect-col-after = Would be
collect-col-change = Difference
collect-figure-people = People
collect-figure-dedicated = dedicated
collect-figure-concurrent = concurrent
collect-figure-not-placed = Not placed
collect-figure-units = Offices
collect-figure-uncovered = Offices without anyone
collect-figure-teams = Community digital teams
collect-figure-members = Members of teams
collect-figure-trained = Members of teams who were trained
collect-figure-villages = Villages
collect-figure-without-team = Villages without a team
collect-figure-attendances = Training attendances
collect-figure-attendees = People trained
collect-figure-unmatched = People trained who are not matched to the register
collect-figure-graduates = Graduates of { $year }

# Refused
collect-refused-step = This sheet was just handled elsewhere. Load the page again.
collect-refused-reason = This needs a reason.
collect-refused-field = A field of the form is wrong.
collect-file-erased = The contents of { $file } were erased, because it named a person whose data was. Please send the file anew without that person.
collect-remark-erased = (what was said is deleted, since somebody’s personal data were erased)
collect-file-erased-by = contents erased by act no. { $n }: it named a person whose data was erased
collect-emptied-notice = The contents of a file of this sheet were erased, because it named a person whose data was. It can be neither sent nor accepted like that: make the file anew without that person and send it again.
collect-no-table = No file has a table of the kind of sheet that is asked for.
collect-no-table-of = No table of the kind “{ $kind }” was found: { $files }. Send a file in the form that is asked for, or point out the header row on the page “Look at it and mend cells”.
collect-file-no-table = { $file }: no table that can be read
collect-file-other-kind = { $file }: only { $found }
collect-no-rows = This sheet has 0 rows: to accept it is to accept that the office has nothing to state.
collect-no-rows-note = 0 rows
collect-col-rows = Rows sent
collect-refused-batch = The files just changed elsewhere. Load the page again.

# News
collect-news-opened = A new campaign: { $name }. Due { $due }.
collect-news-passed = A sheet to send in place of { $from }: { $name }. Due { $due }.
collect-news-due = A sheet is still owed: { $name }. Due { $due }.
collect-news-late = A sheet is late: { $name }. It was due { $due }.
collect-news-returned = { $n ->
    [0] A sheet came back to be mended: { $name }. Due { $due }.
    [one] A sheet came back to be mended, with one remark: { $name }. Due { $due }.
   *[other] A sheet came back to be mended, with { $n } remarks: { $name }. Due { $due }.
}
collect-news-accepted = A sheet was accepted: { $name }. Due { $due }.
collect-news-withdrawn = A campaign was withdrawn, nothing is owed any more: { $name }. Reason: { $reason }
collect-news-emptied = The contents of a file of your sheet were erased, because somebody in it had their data erased; please send the file anew without that person: { $name }. Due { $due }.
collect-news-locked = Your sheet was locked; from now on it is changed for a reason only: { $name }.
collect-mail-see = See:
collect-job-emptied = Tell offices to send a file anew that was erased
collect-job-remind = Remind offices that have not sent
collect-touched = { $n ->
    [one] One sheet of an open campaign is owed by an office that ends. Afterwards pass them on to the successors on the page of the campaign.
   *[other] { $n } sheets of open campaigns are owed by an office that ends. Afterwards pass them on to the successors on the page of the campaign.
}
collect-no-parent = Under no office
