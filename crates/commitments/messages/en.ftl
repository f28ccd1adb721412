commitments-nav = Commitments

commitments-title = Commitments
commitments-lead = What heads of units promised to do about a gap, and by when. Whether it is broken the calendar says, not anybody.
commitments-new = Promise to close a gap
commitments-new-lead = Say what will be done and by when. It is entered with your name and shown on the province page.
commitments-search = Find an office or a task
commitments-all-offices = All offices
commitments-show = Show
commitments-all = See all
commitments-no-match = No commitment meets these conditions.
commitments-none = There is no commitment on this day.
commitments-see-gaps = See offices with norms not met
commitments-unit-none = No commitment is open.
commitments-closed = { $n ->
    [one] One commitment kept or withdrawn
   *[other] { $n } commitments kept or withdrawn
}

# Standing
commitments-broken = Broken
commitments-broken-def = Commitments that are open although their day is past on the day looked at.
commitments-due = Due
commitments-due-def = Commitments that are open and whose day has not passed.
commitments-kept = Kept
commitments-kept-def = Commitments that the head reported as done, in time or late: it is the word of the office, and beside it stands whether the norm is met on this day. Those withdrawn are not among them.
commitments-kept-late = Kept late
commitments-withdrawn = Withdrawn
commitments-of-them-late = { $n } of them late
commitments-inputs = commitments of offices
commitments-unit = commitments
commitments-gap = { $office }: { $what } ({ $gap })
commitments-gap-who = the head of { $office }
commitments-gaps = Broken commitments, and those said to be kept while the gap is still there
commitments-gap-more = See all { $n } commitments

# Gaps
commitments-gap-nobody = Nobody is in charge
commitments-gap-norm = Not met: { $norm }
commitments-gap-other = Something else
commitments-gap-words = What else
commitments-gap-words-hint = Only where “something else” is chosen.
commitments-gap-missing = Say which gap it is about
commitments-gap-hint = Only what is missing today, by the record as it stands, can be promised about.
commitments-no-gap-somebody = { $n ->
    [one] One person is in charge at this office, so this is not missing. Choose what is missing, or “something else”.
   *[other] { $n } people are in charge at this office, so this is not missing. Choose what is missing, or “something else”.
}
commitments-no-gap-met = This office meets that norm: it asks for { $required }, there are { $actual }. Choose what is missing, or “something else”.
commitments-no-gap-not-asked = No such norm asks anything of this office today. Choose what is missing, or “something else”.

# Table and form
commitments-col-what = What will be done
commitments-col-office = Office
commitments-col-gap = Gap
commitments-col-due = Due
commitments-col-state = State
commitments-col-promised = Promised on
commitments-what-hint = For example: appoint a full-time information security officer. No names, no personal numbers.
commitments-what-missing = Say what will be done
commitments-choose-office = Choose an office
commitments-which-lead = Choose the office first: the next step names what is missing there, and nothing else.
commitments-other-office = choose another office
commitments-continue = Continue
commitments-office-gone = This office is not there today
commitments-due-wrong = Give the day as day/month/year, for example 31/12/2026
commitments-due-past = The day must be today or later
commitments-due-far = The day is too far off: five years at most
commitments-too-long = Too long: 600 characters at most
commitments-number = No personal number and no phone here: what is promised can’t be erased in parts
commitments-same = Task and day are as before
commitments-reason = Reason
commitments-reason-missing = Give a reason
commitments-make = Promise
commitments-cancel = Cancel
commitments-was-made = The commitment was entered.

# One commitment
commitments-by = Entered by
commitments-closed-on = Closed on
commitments-note = Note
commitments-history = On record
commitments-due-on = Due { $date }
commitments-keep = It was done
commitments-keep-hint = For example: the number of the decision.
commitments-amend = Amend task or day
commitments-withdraw = Withdraw
commitments-was-kept = Entered as done.
commitments-was-amended = The commitment was amended.
commitments-was-withdrawn = The commitment was withdrawn.
commitments-refused-closed = This commitment was kept or withdrawn already.
commitments-refused-field = Something in the form is not right.
commitments-touched = { $n ->
    [one] One commitment that is not done is of an office that ends. It does not go over to its successor by itself.
   *[other] { $n } commitments that are not done are of an office that ends. They do not go over to its successor by themselves.
}

# The word of an office, and the record
commitments-kept-unmet = Said to be kept, not met
commitments-kept-unmet-tag = { $standing } by the head's word, not met
commitments-of-them-unmet = of them { $n } still not met on this day
commitments-evidence = Held against the record
commitments-evidence-closed = by the record, the gap is no longer there on { $date }
commitments-evidence-open = by the record, the norm is still not met on { $date }: { $required } needed, { $actual } there
commitments-evidence-nobody = by the record, there is still nobody in charge on { $date }
commitments-evidence-silent = by the head's word; nothing on record can be held against it
commitments-gap-unmet = { $office }: said to have done “{ $what }” ({ $gap }); { $evidence }
commitments-keep-unmet = Saying that it was done is the word of the office: { $evidence }. This page and the province page will say so.

commitments-erased-then = Words that name a person were erased under the law
commitments-words-erased = (words erased under the law)
commitments-erase-words = Commitments that name this person in words: those words go, the commitment stays; an earlier version that names them loses all its words
commitments-erase-lasting = Commitments of earlier that name this person in words and can’t be erased, since the record hashed them as they are: from now on no page of commitments shows them
commitments-erase-spared = Commitments that name somebody of this name, of an office they never stood in: not touched; where it is this person, correct by hand
commitments-no-gap-nothing = By today’s record this office does not lack that. Choose what is missing, or “something else”.
commitments-evidence-lacking = by the record, { $n } are still lacking on { $date }
