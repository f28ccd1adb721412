# Navigation
intake-nav-batches = Send sheets
intake-nav-waiting = Rows on hold

# Batches
intake-title = Send sheets
intake-lead = Send the spreadsheets your office already keeps. Every cell is read and shown before anything is entered.
intake-drop-title-files = Send files
intake-drop-label = Lists
intake-drop-hint = Excel (.xlsx, .xls), OpenDocument (.ods) or CSV. Up to { $each } MB a file, { $files } files and { $all } MB a batch.
intake-send = Send and preview
intake-no-file = No file was chosen.
intake-body-too-large = The files sent at once are too large. Send them in several batches.
intake-batches-title = Batches
intake-batches-caption = Batches, newest first
intake-batches-none = There is no batch yet. Choose files above to begin.
intake-waiting-now = { $n ->
    [one] { $n } row is on hold and not counted anywhere.
   *[other] { $n } rows are on hold and not counted anywhere.
}
intake-see-waiting = See the rows on hold
intake-more-files = and { $n } more
intake-not-read-yet = not opened yet
intake-changed-nothing = Changed nothing
intake-act-number = Act no. { $n }
intake-counts = { $rows } rows: { $new } new people, { $duties } new duties, { $changed } changed, { $same } unchanged, { $repeats } repeated, { $held } on hold
intake-state-open = Being looked at
intake-state-applied = Applied
intake-state-dropped = Set aside
intake-dropped = The batch was set aside and its files removed.
intake-was-dropped = This batch was set aside.

# Columns
intake-col-sent = Sent
intake-col-by = By
intake-col-files = Files
intake-col-file = File
intake-col-counts = Outcome
intake-col-state = State
intake-col-act = Act
intake-col-entered = Entered
intake-col-sheet = Sheet
intake-col-sheets = Sheets
intake-col-row = Row
intake-col-rows = Rows
intake-col-held = On hold
intake-col-warned = To check
intake-col-refused = Why it was not read
intake-col-cell = Cell
intake-col-was = As sent
intake-col-now = Now
intake-col-undo = Undo
intake-col-name = Name
intake-col-office = Office
intake-col-with = Waits for
intake-col-what = What
intake-col-at = File, sheet, row
intake-col-marked = Marked file
intake-col-why = Why it waits
intake-col-hash = SHA-256, or why it was not read

# Steps
intake-step-files = Choose files
intake-step-look = Check and mend
intake-step-changes = What will change
intake-step-done = Applied
intake-batch-title = Batch of { $at }
intake-reading = Reading the files
intake-reading-lead = This page opens by itself once they are read.
intake-reading-files = Files read
intake-undated = { $n } sheets state no date, so { $today } is taken; the others state { $date }.
intake-take-date = Take { $date } for the whole batch
intake-set = Set
intake-back = Back
intake-any = All
intake-find = Filter
intake-blank = blank

# Check and mend
intake-look-lead = The sheet as its sender made it. Check what each column was taken for, mend the cells that could not be read, then see what will change.
intake-refused-title = Files that were not read
intake-files-title = Files
intake-only-sheet = (single sheet)
intake-issues = About the whole sheet
intake-notes = Notes on reading
intake-at-row = Row { $row }: { $said }
intake-hidden = Hidden sheets
intake-hidden-off = The sheet “{ $sheet }” was hidden by its sender and is not read.
intake-hidden-on = The sheet “{ $sheet }” was hidden by its sender; it is being read.
intake-hidden-read = Read this sheet too
intake-hidden-leave = Leave this sheet aside
intake-settings = Date of the figures, and the office of this sheet
intake-date = Date of the figures
intake-date-stated = The sheet states { $date }. Left blank, each sheet's own date holds. A date set here is for the whole batch.
intake-date-unstated = The sheet states no date. Left blank, { $date } is taken. A date set here is for the whole batch.
intake-date-wrong = A date is written like 15/10/2024.
intake-office = The whole sheet is of the office
intake-office-by-itself = (as the sheet says)
intake-office-read = Read as: { $office }. Choose only where the sheet is wrong or silent.
intake-office-unread = Title, sheet name and file name do not name an office.
intake-suggestions = Suggestions
intake-suggestion = { $more ->
    [0] Cell { $cell }: { $problem }
    [one] Cell { $cell } and { $more } other: { $problem }
   *[other] Cell { $cell } and { $more } others: { $problem }
}
intake-take = Take as: { $what }
intake-more-suggestions = { $n } more suggestions appear as these are dealt with.
intake-views = Views of the sheet
intake-view-all = All rows
intake-view-held = Only rows on hold
intake-view-doubtful = Only rows to check
intake-view-writable = Every cell can be written
intake-columns-hint = The head of each column says what it was taken for. Change it there and save; sheets of the same layout will be read that way from now on.
intake-next-spot = To the next cell to check, outside this page: { $cell }
intake-unmarkable = The file { $file } can't be marked: { $why }
intake-marked = Download the file with notes in its cells
intake-mark-now = Now says “{ $value }”
intake-save = Save and read again
intake-saved = Saved and read again.
intake-no-rows = There is no row.
intake-nothing-to-show = This file has no sheet to show.
intake-edits-title = Mended cells
intake-undo-edit = Undo
intake-edit-undone = The cell is as it was sent.
intake-to-changes = Next: see what will change
intake-drop = Set this batch aside
intake-drop-title = Set this batch aside?
intake-drop-explained = The files of this batch will be removed and nothing will be entered. To use them again they must be sent again.
intake-batch-closed = This batch was applied or set aside before and can no longer be changed.
intake-batch-moved = Somebody else changed this batch while you looked at it. Open it again, look, and go on.
intake-batch-other-now = The record changed while you looked, so that other things would be entered than you saw. Nothing was entered. Look again below and confirm.
intake-file-not-kept = The file of this row is no longer kept. Send the corrected sheet.
intake-see-batch = See the batch
intake-send-again = Send the sheet again

# What a column means
intake-meaning-by-itself = (let it be recognised)
intake-meaning-ordinal = Running number
intake-meaning-full-name = Full name
intake-meaning-family-middle = Family and middle name
intake-meaning-given = Given name
intake-meaning-sex = Sex
intake-meaning-sex-male = Male (tick)
intake-meaning-sex-female = Female (tick)
intake-meaning-birth = Date of birth
intake-meaning-birth-male = Date of birth, column of men
intake-meaning-birth-female = Date of birth, column of women
intake-meaning-birth-day = Day of birth
intake-meaning-birth-month = Month of birth
intake-meaning-birth-year = Year of birth
intake-meaning-personal-id = Personal number
intake-meaning-staff-code = Staff code
intake-meaning-unit = Office
intake-meaning-division = Division
intake-meaning-title = Title or post
intake-meaning-degree = Degree
intake-meaning-degree-of = Degree { $degree } (tick)
intake-meaning-major = Field of study
intake-meaning-mode = Dedicated or concurrent
intake-meaning-dedicated = Dedicated (tick)
intake-meaning-concurrent = Concurrent (tick)
intake-meaning-field = { $field } (tick)
intake-meaning-dedicated-to = Dedicated to { $field } (tick)
intake-meaning-concurrent-to = Concurrent in { $field } (tick)
intake-meaning-fields = Fields of duty
intake-meaning-certificate = Certificates
intake-meaning-courses = Courses taken
intake-meaning-phone = Phone
intake-meaning-email = E-mail
intake-meaning-share = Share of time
intake-meaning-start = Since
intake-meaning-notes = Notes
intake-meaning-other = Keep as it is, do not read
intake-meaning-ignored = Leave aside

# Something about a cell
intake-said-of = { $what }: “{ $value }”
intake-problem-name-missing = No name, or not a name
intake-problem-name-unclear = Something odd in the name
intake-problem-name-several = One cell names several people
intake-problem-value-as-above = The cell says “as above”; taken from the row above
intake-problem-example-row = An example row of the form
intake-problem-text-damaged = Letters of the text were lost
intake-problem-notes-left = The remark says this person has left
intake-problem-date-order = Day and month may have changed places
intake-problem-sex-unclear = Sex not clear
intake-problem-sex-conflict = Sex is stated both ways
intake-problem-tick-unknown = Not clear whether this is a tick
intake-problem-date-invalid = There is no such date
intake-problem-date-month-only = Only month and year; the year is taken
intake-problem-name-differs = Another name than on record; the one on record stays
intake-problem-sex-differs = Another sex than on record; the one on record stays
intake-problem-phone-differs = Another row of these files gives another phone; the one read first stays
intake-problem-email-differs = Another row of these files gives another address; the one read first stays
intake-problem-title-differs = Another row of these files gives another title; the one read first stays
intake-problem-degree-differs = Another row of these files gives another degree; the one read first stays
intake-problem-birth-differs = Another date of birth than on record; the one on record stays
intake-problem-personal-id-length = A personal number has 12 digits
intake-problem-personal-id-zero-restored = The personal number had lost its leading zero; restored
intake-problem-personal-id-unlike = The personal number does not fit sex or year of birth
intake-problem-personal-id-differs = Somebody of this name and date of birth in this office is on record under another number
intake-problem-personal-id-of-other = This personal number is that of somebody with another name
intake-problem-person-ambiguous = Several people fit; not clear who is meant
intake-problem-maybe-same-person = Somebody of this name and date of birth is in another office; entered as a new person
intake-problem-repeat-conflict = Two rows contradict each other about one duty
intake-problem-phone-zero-restored = The phone number had lost its leading zero; restored
intake-problem-phone-several = Several phone numbers; the first is taken
intake-problem-phone-unclear = Phone number not readable
intake-problem-email-unclear = E-mail address not readable
intake-problem-mode-missing = Neither dedicated nor concurrent is stated
intake-problem-mode-conflict = Both dedicated and concurrent are stated
intake-problem-mode-unclear = Not clear whether dedicated or concurrent
intake-problem-field-missing = No field of duty is stated
intake-problem-field-unclear = Field of duty not clear
intake-problem-degree-several = Several degrees are ticked; the highest is taken
intake-problem-share-unclear = Share of time not readable
intake-problem-start-unclear = Starting date not readable
intake-problem-cell-error = The cell holds a formula error
intake-problem-unit-unknown = No such office
intake-problem-unit-ambiguous = Several offices bear this name
intake-problem-unit-unmarked = Office written without diacritics
intake-problem-unit-filled-down = Office left blank; taken from the row above
intake-problem-unit-contradiction = The office of the row is not the one of its section

# Something about a sheet
intake-issue-total-mismatch = “{ $value }” states { $stated }, counted { $counted }
intake-issue-row-unread = Not clear what this row is
intake-issue-not-officers = This table is no list of officers and was not read
intake-issue-no-table = No table was found in the sheet
intake-issue-column-guessed = A column was guessed by its content
intake-issue-column-unknown = A column whose meaning is not known
intake-issue-no-field-column = There is no column for the field of duty
intake-issue-hidden-sheet = This sheet was hidden by its sender
intake-issue-unit-of-superior = The title names an office the register does not know; the people on the sheet are entered under its superior
intake-issue-list-beside = Another list stands to the right and was not read; send it as a sheet of its own
intake-issue-dates-turned = Many dates in a column can only be read as month/day/year
intake-issue-charset-converted = Text in an old encoding was converted to Unicode

# Why a file was refused
intake-erased-file = contents erased by act no. { $n }: it named a person whose data was erased
intake-refusal-file-empty = the file is empty
intake-refusal-cell-too-long = a cell is too long
intake-refusal-sheet-names = two sheets bear one name
intake-refusal-file-too-large = larger than { $limit } MB
intake-refusal-batch-too-large = the files sent at once are too large; send this one in another batch
intake-refusal-too-many-files = too many files at once; send this one in another batch
intake-refusal-inflated-too-large = unpacks to more than { $limit } MB
intake-refusal-zip-ratio = packed tighter than an honest file can be, as files made to do harm are
intake-refusal-zip-name = holds a file name that is not allowed
intake-refusal-xml-entities = holds declarations that are not allowed
intake-refusal-xml-depth = nested too deep inside
intake-refusal-too-many-rows = more than { $limit } rows
intake-refusal-too-many-columns = more than { $limit } columns
intake-refusal-too-many-cells = more than { $limit } cells
intake-refusal-too-many-sheets = more than { $limit } sheets
intake-refusal-encrypted = locked with a password; remove it and send again
intake-refusal-not-a-spreadsheet = not a spreadsheet; send Excel, OpenDocument or CSV
intake-refusal-corrupt = damaged, or not saved to its end; open it, save it and send again

# What will change
intake-changes-title = What will change
intake-changes-lead = Nothing is entered yet. Look closely, then confirm at the end of the page.
intake-change-new = New people
intake-change-duty = New duties of people on record
intake-change-changed = Changed
intake-change-same = Unchanged
intake-change-repeats = Repeats another row of these files
intake-change-held = On hold, not counted
intake-change-missing = No longer named in the new list
intake-change-it = Change
intake-what-mode = Mode
intake-what-fields = Fields
intake-what-title = Title
intake-what-share = Share of time
intake-sex-male = Man
intake-sex-female = Woman
intake-what-full-name = Full name
intake-what-sex = Sex
intake-what-birth = Date of birth
intake-what-personal-id = Personal number
intake-what-phone = Phone
intake-what-email = E-mail
intake-what-degree = Degree
intake-released = Rows on hold that no longer are
intake-all-of = See all { $n }
intake-by-office = By office
intake-office-unknown = office not known
intake-apply-title = Confirm
intake-missing-title = No longer named
intake-missing-explained = The new list of the office no longer names these people. Nobody is deleted: keep the duty, or end it with a reason.
intake-missing-more = { $n } more are not asked about here; their duties stay.
intake-missing-keep = Keep
intake-missing-end = End: { $why }
intake-missing-from = Not named in { $file } · { $sheet }, figures of { $date }
intake-ending-duty = no longer holds this duty
intake-ending-transfer = transferred
intake-ending-retired = retired
intake-ending-resigned = resigned
intake-ending-deceased = deceased
intake-reason = Reason
intake-reason-hint = For example: regular list of October, with letter no. …
intake-reason-missing = Give a reason.
intake-reason-nothing = Nothing changes
intake-nothing-changes = These files change nothing. The batch can be closed.
intake-close = Close this batch
intake-apply = Apply as one act

# Applied
intake-applied = Applied.
intake-applied-none = These files change nothing, so there is no act.
intake-was-undone = This act was undone.
intake-mended = Cells mended by hand
intake-still-waiting = Still on hold
intake-still-waiting-lead = These rows are not counted. The office mends them in the page, or sends a corrected sheet.
intake-send-more = Send more sheets
intake-undo = Undo this act

# Rows on hold
intake-waiting-title = Rows on hold
intake-waiting-lead = Rows that were sent and could not be read in full. They are not counted anywhere, and never lost.
intake-waiting-caption = { $n ->
    [one] { $n } row on hold
   *[other] { $n } rows on hold
}
intake-waiting-none = No row is on hold.
intake-row-number = Row { $row }
intake-held-lead = This row waits for the reasons below.
intake-held-cells = Cells of the row
intake-held-explained = Mend a cell and go on: a new batch is opened from the kept file, to be checked before it is applied.
intake-held-fix = Mend and check
intake-held-mended = Mended. Check the row and go on.
intake-held-unchanged = No cell was changed.
intake-held-not-kept = The file of this row is no longer kept, or reads differently, so it can't be mended here.

# Where a figure came from
intake-source-title = Source row
intake-source-lead = The sheet row the figure came from, with the rows around it. Personal numbers, phones and dates of birth are masked.
intake-source-opened = The rows below are shown in full; that they were opened is noted.
intake-source-rows = The rows around it
intake-source-here = Source row
intake-source-gone = The file is no longer kept, or no longer has this row.
intake-source-masked = Open what is masked
intake-source-open = Open
intake-purpose = Purpose
intake-purpose-hint = Who opens what, and why, is noted.
intake-purpose-missing = Give the purpose.

# Log of reads
intake-read-batch = Sheets as sent
intake-read-held = Row on hold opened
intake-read-source = Source row opened
