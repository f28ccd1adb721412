# Navigation
registry-nav-province = At a glance
registry-nav-my-unit = My unit
registry-nav-offices = Offices
registry-nav-people = People
registry-nav-areas = Areas
registry-nav-beyond = Community and training
registry-nav-ledger = Record and rules
registry-nav-acts = Acts
registry-nav-reorganise = Reorganise
registry-nav-verify = Verify
registry-nav-norms = Norms, fields

# Dates and map
registry-map-since = since { $date }
registry-map-before = before { $date }
registry-inputs-label = Computed from
registry-inputs-posts = posts
registry-inputs-held = rows on hold
registry-inputs = { $rows } that hold on { $on }, as known after act no. { $act }, on the map of { $map }
registry-span-always = start not known
registry-span-from = from { $from }
registry-span-to = until { $to }
registry-since-days = since { $date } ({ $days } days)
registry-restated = Figures are restated on the map of { $map }: { $lines } lines, of which { $lost } have no successor. The totals stay the same.

# At a glance
registry-province-title = The digital workforce at a glance
registry-province-lead = Who covers what, where nobody does, and since when.
registry-figures-title = Headline figures
registry-fig-people = People in digital work
registry-fig-people-def = People with at least one post that holds. Each counts once, however many posts they hold.
registry-fig-duty = Posts by mode
registry-fig-duty-def = A post is one person's duty in one office. Dedicated and concurrent duty always stand apart and are never added up.
registry-fig-field-def = Posts in this field. One post may be in several fields, so fields are not added up.
registry-fig-covered = Offices with somebody in charge
registry-fig-covered-def = Offices with at least one post that holds, dedicated or concurrent.
registry-fig-empty = Offices with nobody
registry-fig-empty-def = Offices where no post holds.
registry-fig-not-placed = Not placed
registry-fig-not-placed-def = People whose office ended without a successor, until a transfer places them. They are still among the people counted.
registry-fig-held = Rows waiting
registry-fig-held-def = Rows of sheets that were sent but can't be read yet. They count in no figure, and none is dropped.
registry-fig-held-past = known of the present only
registry-unit-people = people
registry-unit-posts = posts
registry-unit-offices = offices
registry-unit-of-offices = { $n ->
    [one] of one office
   *[other] of { $n } offices
}
registry-unit-rows = rows
registry-gaps-title = What is missing
registry-gap-never = nobody was ever recorded
registry-gap-who = the head of the office; above it is { $above }
registry-gap-who-own = the head of the office
registry-gap-close = Send the list
registry-gap-more = See all { $n } offices with nobody
registry-gap-fine = { $n ->
    [one] One office has somebody in charge
   *[other] { $n } offices have somebody in charge
}
registry-gap-fine-list = See the list
registry-filter-unknown = There is no “{ $value }” to filter by on the day shown.
registry-norms-title = Norms
registry-norms-caption = Norms and how they are met
registry-no-norms = No norm is in force on this day.
registry-fields-title = By field
registry-fields-caption = Posts by field and mode
registry-fields-finding = Most are in { $field }: { $dedicated } dedicated, { $concurrent } concurrent
registry-fields-nobody = There is no post yet
registry-map-title = Map
registry-map-carried = Offices that still carry the code of a former commune are drawn where it went, on the map since { $date }.
registry-map-no-boundaries = This map has no boundaries to draw
registry-map-there = See the same figures on the map { $map }
registry-never-met = never met in the record
registry-never-met-count = { $n ->
    [one] { $n } office never met it in the record
   *[other] { $n } offices never met it in the record
}
registry-map-finding = { $empty } of { $all } communes have nobody
registry-kinds-title = By kind of office
registry-kinds-caption = Offices and posts by kind of office
registry-lost-section = Without a successor
registry-total = Total
registry-total-lines = { $n ->
    [one] Total (one line)
   *[other] Total ({ $n } lines)
}
registry-confirmed = confirmed
registry-met = Met
registry-unmet = Not met

# The day figures are compared with
registry-compare = Compare
registry-compare-day = Compared with
registry-compare-wrong = Write a day before { $on }, as day/month/year.
registry-compare-nothing = The record has nobody on { $date }, so there is nothing to compare with.
registry-changes-title = { $what }: { $then } – { $on }
registry-changes-lead = The rows that make up the change between two days, by the same knowledge. A merger moves duties to another office: nobody comes or leaves by it.
registry-changes-came = More ({ $n })
registry-changes-left = Fewer ({ $n })
registry-changes-outside = { $n } of them are outside what you may see, and not named here.
registry-changes-none = No rows.
registry-changes-offices-more = Offices that count now and did not then ({ $n })
registry-changes-offices-fewer = Offices that counted then and do not now ({ $n })

# My unit
registry-my-unit-lead = My unit and what is under it: what is missing, which norms are not met, what is due.
registry-my-unit-none = Your account stands for no unit. An administrator gives the role of a head or of a reporting officer, with the unit, on the page of users.
registry-my-unit-which = Unit
registry-my-unit-show = Show
registry-my-unit-nobody = { $name }: nobody is in charge
registry-my-unit-unmet = { $name }: “{ $norm }” is not met
registry-my-unit-more = See all { $n } gaps
registry-my-unit-fine = Nothing is missing on this day
registry-my-unit-fine-here = Every office has somebody in charge and meets its norms; what else is missing stands below
registry-my-unit-place = ………, (day) …… (month) …… (year) ………
registry-my-unit-signs = Head of the unit
registry-remedy = Promise to close it

# Norms, fields
registry-norms-page = Norms and fields
registry-norms-lead = Law and vocabulary are data: with a basis, dated, editable. Every change is an act.
registry-fields-page = Fields of work
registry-norm-new = Add a norm
registry-field-new = Add a field
registry-norm-edit-lead = A change makes a new version from the day it takes effect; the old one stays.
registry-norm-minimum = at least { $n ->
    [one] 1 person
   *[other] { $n } people
  }
registry-norm-to-confirm = { $norm } (to be confirmed)
registry-norm-edit = Set the norm from a day on
registry-norm-versions = Versions
registry-valid-from-hint = day/month/year; blank where its first day is not known
registry-norm-end = Repeal this norm
registry-norm-end-title = Repeal: { $norm }
registry-norm-end-lead = The norm binds nobody from a day on, by a legal act. Days before are judged as they were; what was entered by mistake is undone.
registry-norm-end-on = No longer in force from
registry-norm-end-hint = The first day on which it binds nobody: day/month/year
registry-norm-end-now = Enter the repeal
registry-norm-ended = The repeal was entered.
registry-norm-ended-on = This norm is no longer in force from { $date }.
registry-refused-norm-not-then = The norm was no longer in force before that day.
registry-refused-norm-begins-then = The norm is not in force before that day, so there is nothing to repeal. If it was entered by mistake, undo the entry.
registry-too-long = At most { $n } characters
registry-choice-unknown = Choose one of the list
registry-norm-saved = The norm is recorded.
registry-field-saved = The field is recorded.
registry-nothing-changed = Nothing changed, so nothing was recorded.
registry-col-asks = Asks for
registry-col-binds = Binds
registry-col-replaced-by = Replaced by
registry-col-mark = Confirmation
registry-code-hint = Lower-case letters without diacritics, digits and underscores, for example technical_officer
registry-code-wrong = A code has only lower-case letters without diacritics, digits and underscores
registry-code-taken = This code is taken
registry-field-missing = Fill this in
registry-minimum-wrong = A whole number from 1
registry-kinds-missing = Choose at least one kind of office
registry-date-wrong = A real date, for example 01/07/2025
registry-other-kinds = Other kinds
registry-other-kinds-hint = Words for kinds of office that are not in the list, with commas between them
registry-either = Dedicated or concurrent
registry-any-field = Any field
registry-valid-from = In force from
registry-confirm-mark = Checked against the text of the act
registry-confirm-hint = Until it is ticked, whatever rests on this rule says “to be confirmed”.
registry-save = Record
registry-synonyms-hint = One word a line that sheets use for this field
