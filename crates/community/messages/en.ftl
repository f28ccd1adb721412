community-nav-teams = Community teams

# The list
community-teams = Community digital teams
community-teams-lead = Which villages have a team and which have none; how many members each has, and how many were trained.
community-teams-caption = Villages and their community digital teams
community-search = Find a village or a commune
community-all-communes = All communes
community-show = Show
community-all = See all
community-no-match = No village meets these conditions.
community-none = There is no village and no team on this day.
community-send = Send a list of teams
community-form = Get the blank form
community-state-without = No team
community-state-with = Has a team
community-state-untrained = Has members not trained
community-state-unlisted = Village not on record
community-col-village = Village
community-col-commune = Commune
community-col-state = State
community-col-members = Members
community-col-trained = Trained
community-col-decision = Set up by decision
community-total = { $n ->
    [one] One village
   *[other] { $n } villages
}
community-total-teams = { $n ->
    [one] One team
   *[other] { $n } teams
}

# Figures
community-inputs = teams, members and villages
community-unknown = no sheet of teams has come in
community-fig-teams = Community teams
community-fig-teams-def = Community digital teams that stand on the day. A village has one team.
community-fig-members = Members
community-fig-members-def = Members named in the teams' lists. They are residents and members of unions; they are not counted among officials.
community-fig-trained = Members trained
community-fig-trained-def = Members of whom the team's list says that they were trained. These are not attendances.
community-fig-without = Villages without a team
community-fig-without-def = Villages on record that have no team on the day.
community-unit-of-villages = { $n ->
    [one] teams, of one village
   *[other] teams, of { $n } villages
}
community-unit-people = people
community-unit-villages = villages
community-gap = { $village } ({ $commune }): no team
community-gap-who = { $commune }
community-gap-more = See all { $n } villages without a team
community-organisations = Members of teams by organisation
community-organisations-finding = Most are of { $name }: { $n } members
community-organisations-rest = Other organisations
community-organisation-unsaid = Not said
community-col-organisation = Organisation

# One team
community-team = Community team of { $village }
community-about = About it
community-decided-on = Day of the decision
community-stands = Stands
community-source = Source
community-members = Members
community-no-members = The team has no member on this day.
community-not-yours = Names are shown only to those who keep the teams and people of this commune.
community-not-then = The team does not stand on this day; it stands { $span }.
community-col-name = Full name
community-col-role = Role
community-col-training = Training
community-col-birth = Year of birth
community-col-phone = Phone
community-trained = Trained
community-not-trained = Not trained
community-erased = Erased
community-open = Open phone numbers
community-open-explained = Phones and dates of birth are shown once a purpose is given. Who opened them, when and why is noted.
community-opened = Phones and dates of birth are open; this was noted.
community-read-contact = Phones and births of a team's members
community-lacks = Villages without a community digital team
community-lacks-counted = { $n ->
    [one] One village without a community digital team
   *[other] { $n } villages without a community digital team
 }

community-erase-namesakes = Members of teams of this name, of whom no phone and no birth tells who they are: they stay
