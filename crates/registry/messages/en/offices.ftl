# Offices
registry-offices-title = Offices
registry-offices-lead = The offices on the day shown, and who is in charge in each.
registry-offices-views = Views
registry-offices-search = Find a name or code
registry-view-list = List
registry-view-tree = Tree
registry-lines-caption = Offices, how they stand, posts
registry-filter-kind = Kind
registry-filter-state = How it stands
registry-filter-norm = Norm not met
registry-state-empty = Nobody
registry-state-covered = Covered
registry-state-not-dedicated = Nobody dedicated
registry-state-met = Every norm met
registry-state-unmet = Norm not met
registry-state-unmet-count = { $n ->
    [one] 1 norm not met
   *[other] { $n } norms not met
  }
registry-state-lost = No successor
registry-no-offices = There is no office on this day.
registry-no-offices-date = See today
registry-see-acts = See the acts
registry-no-match = No office meets these conditions.
registry-all-offices = See all offices
registry-tree-counts = { $dedicated } dedicated · { $concurrent } concurrent
registry-col-office = Office
registry-col-code = Code
registry-col-state = How it stands
registry-col-people = People
registry-col-kind = Kind of office
registry-col-lines = Offices
registry-col-norm = Norm
registry-col-unmet = Not met
registry-col-met = Met
registry-col-longest = Longest
registry-col-basis = Legal basis
registry-col-field = Field
registry-col-actual = There are
registry-col-required = Asked for
registry-col-since = Not met since
registry-col-area = Area
registry-aliases = Other names
registry-exists = Exists
registry-staff-title = People
registry-staff-caption = People and their duties
registry-office-nobody = Nobody is in charge in this office on the day shown.
registry-about-title = About
registry-below-title = Offices under it
registry-history-title = History
registry-replaced-title = What was recorded and then replaced
registry-sources-title = Where the data came from
registry-sources-caption = Sheets the data came from
registry-col-file = File
registry-col-sheet = Sheet
registry-col-rows = Rows
registry-office-not-there = This office does not exist on { $date }; it exists { $span }.
registry-office-restated = On the map chosen, the figures of this office are in { $name }.
registry-see-on = See { $date }
registry-changed-name = Renamed
registry-changed-parent = Under { $name }
registry-recorded = Recorded
registry-recorded-by = Recorded by
registry-taken-back-by = replaced by
registry-lineage-made-of = This office was made of
registry-lineage-became = This office became
registry-lineage-area-made-of = The area was made of
registry-lineage-area-became = The area became
registry-lineage-before = Before
registry-lineage-after = After

# Kinds of office
registry-kind-province = Province
registry-kind-department = Department
registry-kind-district = District
registry-kind-commune = Commune
registry-level-province = Province
registry-level-district = District
registry-level-commune = Commune
registry-level-village = Village

# Areas
registry-areas-title = Areas
registry-areas-lead = Provinces, districts, communes on the map chosen; what they were made of, and what they became.
registry-areas-search = Find a name or code (diacritics may be left out)
registry-areas-none = No areas are loaded yet.
registry-areas-no-match = No area on this map fits.
registry-areas-ever = Look in all of time
registry-areas-all = See the provinces
registry-col-level = Level
registry-col-within = In
registry-col-became = Became
registry-filter-time = Time
registry-time-ever = All of time
registry-became-several = { $n } areas
registry-area-not-there = This area is not on the map of { $date }; it exists { $span }.
registry-area-same-code = This code stood for other areas as well:
registry-area-offices = Offices that answer for it
registry-area-inside = Inside
registry-area-within = { $n } at the level of { $level }
registry-area-map = { $n } communes with boundaries
registry-communes-became = { $before } communes → { $after }
registry-communes-made-of = { $after } communes were made of { $before }
registry-communes-changes = What became of each commune
registry-communes-drawn = See it drawn
registry-col-code-before = Code before
registry-col-code-after = Code after
registry-share-whole = whole
registry-share-part = a part
registry-villages = { $n ->
    [one] One village
   *[other] { $n } villages
}
registry-not-known = not known

# Reorganising
registry-reorganise-title = Reorganise
registry-reorganise-lead = Merge, split, rename, move, dissolve: one decision, one act, previewed before it is entered.
registry-start-explained = A plan in the making stands in the address of the page and is recorded nowhere. The address can be sent to others.
registry-start-how = Begin with
registry-start-follow = Offices follow their areas
registry-start-follow-hint = Where an area went wholly into another, its office goes along. Where it was split, the office is listed for a decision.
registry-start-own = Offices of my choice
registry-start-own-hint = Begin with an empty plan.
registry-start-go = Make the plan
registry-start-days = Days on which the map changed:
registry-start-day = Follow the areas on { $date }
registry-compose-title = Plan that takes effect on { $date }
registry-compose-lead = Nothing is recorded yet. Add steps, then preview everything that would change.
registry-compose-link = Link to this draft
registry-compose-back = Change the plan
registry-steps-title = Steps of my choice
registry-steps-caption = Steps of the plan
registry-steps-none = No step of your choice yet.
registry-col-step = Step
registry-col-drop = Remove
registry-step-drop = Remove this step
registry-step-merge = Merge { $from } into { $to }
registry-step-split = Split { $from } into { $to }
registry-step-rename = Rename { $from } to { $to }
registry-step-move = Move { $from } under { $to }
registry-step-dissolve = Dissolve { $from }
registry-step-top = (under no office)
registry-step-add = Add to the plan
registry-step-no-office = Choose at least one office
registry-step-parts-wrong = At least two lines are needed, each: code | name
registry-add-gop = Merge
registry-add-chia = Split
registry-add-doi-ten = Rename
registry-add-chuyen = Move
registry-add-giai-the = Dissolve
registry-explain-gop = Several offices become one; people go with their office.
registry-explain-chia = One office becomes several; people go to the first of them until transferred.
registry-explain-doi-ten = The office stays; its old name becomes another name.
registry-explain-chuyen = The office comes under another.
registry-explain-giai-the = The office ends without a successor; its people are “not placed” until transferred.
registry-merge-from = Offices to merge
registry-merge-into = Into
registry-into-new = A new office
registry-into-standing = One that stands
registry-new-code = New code
registry-new-name = New name
registry-new-parent = Under
registry-standing-office = Receiving office (if it stands)
registry-choose = Choose an office
registry-split-from = Office to split
registry-split-into = Into
registry-split-hint = One office a line: code | name. The first takes the people.
registry-follow-title = Following the areas
registry-follow-nothing = On this day no office has to follow its area.
registry-follow-merges = Merge with their areas
registry-follow-undecided = To be decided: the area was split, or several offices of a kind share it
registry-follow-lost = The area is gone and has no successor
registry-follow-from = { $n ->
    [one] One office
   *[other] { $n } offices
}
registry-preview = Preview
registry-preview-title = Preview of the plan of { $date }
registry-preview-lead = This is everything the plan touches. Nothing is recorded yet.
registry-preview-ends = End
registry-preview-begins = Are founded
registry-preview-changes = Renamed or moved
registry-preview-reparented = Come under another office, since the one above ends
registry-preview-moved = Posts that go with their office
registry-preview-moved-from = { $n ->
    [one] One post from { $code }
   *[other] { $n } posts from { $code }
}
registry-preview-people = { $n } people go with their office.
registry-preview-not-placed = { $n } people will be “not placed” until a transfer places them.
registry-preview-later = { $n ->
    [one] One post was entered to begin after this day in an office that ends.
   *[other] { $n } posts were entered to begin after this day in an office that ends.
}
registry-preview-roles = { $n ->
    [one] One role of a user is held for an office that ends. It does not go over by itself: give it anew on the page of users.
   *[other] { $n } roles of users are held for an office that ends. Roles do not go over by themselves: give them anew on the page of users.
}
registry-basis-number = Number of the legal act
registry-basis-number-hint = For example: 1676/NQ-UBTVQH15
registry-basis-date = Day it was signed
registry-basis-issuer = Issued by
registry-reorganise-now = Enter as one act
registry-reorganised = Done. This is the act of the reorganisation; it can be undone while no other act builds on it.
registry-gap-unsettled = { $n } offices are tied to areas that have changed, and are not settled
registry-gap-unsettled-who = the coordinator of the province
