pipeline-nav = Graduates

pipeline-title = Graduates in technology
pipeline-lead = How many graduated, by institution, year, field and level: the people to come.
pipeline-by-year = Graduates by year
pipeline-inputs = counts of graduates
pipeline-fig = Graduates of { $year }
pipeline-fig-def = Graduates of the year at the institutions that report, of every field and level. It is a number reported, not a list of people.
pipeline-unit = people
pipeline-unknown = no institution has reported
pipeline-finding = Most in { $year }: { $n } people
pipeline-caption = Graduates by institution, year, field and level
pipeline-search = Find an institution or a field
pipeline-col-institution = Institution
pipeline-col-year = Year
pipeline-col-field = Field
pipeline-col-level = Level
pipeline-col-number = People
pipeline-col-source = Source
pipeline-total = { $n ->
    [one] Total (one row)
   *[other] Total ({ $n } rows)
}
pipeline-all = See all
pipeline-no-match = No row meets these conditions.
pipeline-none = There are no graduates on record on this day.
pipeline-send = Send numbers of graduates
pipeline-form = Get the blank form

# By hand
pipeline-new = Enter graduates
pipeline-new-lead = For an institution that sends no sheet. Where there is one, send it under Intake.
pipeline-correct = Correct a number of graduates
pipeline-correct-lead = The old record can still be seen.
pipeline-correct-row = Correct { $institution }, { $year }
pipeline-entered = The number of graduates was entered.
pipeline-corrected = The number of graduates was corrected.
pipeline-removed = The number of graduates was removed.
pipeline-blank-hint = Blank where the institution does not tell them apart
pipeline-reason = Why it is corrected
pipeline-reason-missing = Give a reason
pipeline-institution-wrong = Enter the name of the institution, at most 200 characters
pipeline-too-long = At most 200 characters
pipeline-year-wrong = Enter the year, for example 2024
pipeline-number-wrong = Enter how many, from 0 on
pipeline-exists = There is a number of this institution, year, field and level already
pipeline-save = Enter
pipeline-cancel = Cancel
pipeline-remove-title = Remove this number
pipeline-remove-why = Why it is removed
pipeline-remove = Remove this number
pipeline-correct-col = Correct
