//! What somebody is, and what that lets them do.

words! {
    /// What somebody is, for a unit and all under it, or for everything.
    Role {
        /// Keeps accounts, settings, keys and the machine; sees no person.
        Administrator = "administrator",
        /// Collects, corrects, plans and reports.
        Coordinator = "coordinator",
        /// Sends the sheets of an office.
        Reporting = "reporting",
        /// Heads a unit.
        Head = "head",
        /// A person of the register, who sees what is held on them.
        Official = "official",
        /// Leads community teams: sees who is in them and calls them. Changes come by the sheet of the
        /// commune.
        TeamLeader = "team_leader",
        /// Keeps courses and attendances.
        Trainer = "trainer",
        /// Reads everything, changes nothing.
        Inspector = "inspector",
    }
}

impl Role {
    /// Whether it is held for a unit, never for everything.
    pub const fn needs_unit(self) -> bool {
        matches!(self, Self::Reporting | Self::Head | Self::TeamLeader)
    }
}

words! {
    /// What somebody may do.
    Right {
        /// See figures that name nobody.
        SeeFigures = "see_figures",
        /// See who somebody is, with numbers masked.
        SeePeople = "see_people",
        /// Open what is masked, for a purpose.
        OpenPersonal = "open_personal",
        /// Enter and correct people and duties by hand.
        EditPeople = "edit_people",
        /// Drop sheets, mend them, enter them.
        Intake = "intake",
        /// Undo an act.
        Undo = "undo",
        /// Merge, split, rename, move, dissolve offices.
        Reorganise = "reorganise",
        /// Say what norms and fields there are.
        SetNorms = "set_norms",
        /// See campaigns, how offices stand in them, and what offices sent.
        SeeCampaigns = "see_campaigns",
        /// Open campaigns, ask for fixes, accept, lock.
        RunCampaigns = "run_campaigns",
        /// Send what an office owes.
        Report = "report",
        /// Say what will be done about a gap, and by when.
        Promise = "promise",
        /// Describe kinds of sheet.
        DescribeKinds = "describe_kinds",
        /// See who is in community teams, and open how they are reached.
        KeepTeams = "keep_teams",
        /// Keep courses, attendances and graduates.
        KeepTraining = "keep_training",
        /// See learning records.
        SeeRecords = "see_records",
        /// See which keys of the record store there are, never their secrets, and where records go.
        SeeKeys = "see_keys",
        /// Make and revoke keys of the record store, and say where records go.
        KeepKeys = "keep_keys",
        /// See who can sign in and which roles they hold.
        SeeAccounts = "see_accounts",
        /// Make accounts, give and take roles.
        Accounts = "accounts",
        /// See what waits, runs and failed.
        SeeJobs = "see_jobs",
        /// See to jobs and settings.
        Operate = "operate",
        /// See who read whose data.
        SeeLogs = "see_logs",
        /// See every act with what it said.
        SeeActs = "see_acts",
        /// See what people ask about their data, how long things are kept, what is published.
        SeeRequests = "see_requests",
        /// Answer what people ask about their data; erase it.
        AnswerRequests = "answer_requests",
        /// Verify the chain and take it away as a file.
        Verify = "verify",
    }
}
