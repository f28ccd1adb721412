lrs-nav = Learning records

lrs-title = Learning records
lrs-title-of = Learning records: { $of }
lrs-lead = What learning systems send: who learned what, and how it went. New records appear by themselves.
lrs-no-tenant = No system may send records yet.
lrs-none = No record matches.
lrs-by-happened = In the order in which things happened, the newest first.
lrs-by-stored = There are many records: in the order in which they were received, the newest first. Each line begins with when it happened.
lrs-stored-at = received { $at }
lrs-happened-at = happened { $at }
lrs-filter = Filter
lrs-older = Earlier records
lrs-unit = records
lrs-last-minute = In the last minute
lrs-last-hour = In the last hour
lrs-last-day = In the last day
lrs-more-than = more than this

lrs-tenant = Store
lrs-tenant-unnamed = (unnamed)
lrs-tenant-hint = Whose: a province, a training institution. A store does not see the records of another.
lrs-agent = Learner
lrs-agent-wrong = Give an e-mail address, or an xAPI agent as JSON.
lrs-verb = Verb (IRI)
lrs-activity = Activity (IRI)
lrs-activity-wrong = An activity is an IRI, beginning with http:// for example.
lrs-registration = Registration
lrs-registration-wrong = A registration is a UUID.
lrs-of-person = Of this person
lrs-of-activity = About this activity
lrs-of-verb = Of the same verb

lrs-stored = Received
lrs-timestamp = Happened
lrs-platform = Platform
lrs-version = xAPI version
lrs-authority = Sent with key
lrs-as-sent = As it was sent
lrs-voided = This record was voided by another.
lrs-cut = The record has { $size } MB, of which this is the beginning. A system with a key reads the whole of it through /xapi.

## The sentence

lrs-sentence = { $who } { $verb } { $what }
lrs-group = a group of { $n }
lrs-statement-ref = statement { $id }
lrs-large = a record of { $size } MB, to be opened
lrs-score = scored { $score }
lrs-success = successful
lrs-no-success = not successful
lrs-completion = to the end
lrs-verb-answered = answered
lrs-verb-asked = asked
lrs-verb-attempted = attempted
lrs-verb-attended = attended
lrs-verb-commented = commented on
lrs-verb-completed = completed
lrs-verb-exited = exited
lrs-verb-experienced = experienced
lrs-verb-failed = failed
lrs-verb-imported = imported
lrs-verb-initialized = started
lrs-verb-interacted = interacted with
lrs-verb-launched = launched
lrs-verb-mastered = mastered
lrs-verb-passed = passed
lrs-verb-paused = paused
lrs-verb-played = played
lrs-verb-preferred = preferred
lrs-verb-progressed = progressed in
lrs-verb-registered = registered for
lrs-verb-responded = responded to
lrs-verb-resumed = resumed
lrs-verb-satisfied = satisfied
lrs-verb-scored = scored in
lrs-verb-seeked = moved within
lrs-verb-shared = shared
lrs-verb-suspended = suspended
lrs-verb-terminated = ended
lrs-verb-voided = voided
lrs-verb-waived = was exempted from

## Keys

lrs-keys = Access keys
lrs-keys-lead = Each learning system has a key of its own (HTTP Basic) to send and read records at /xapi.
lrs-keys-none = There is no key yet.
lrs-make-key = Make a key
lrs-key = Key
lrs-key-name = Name of the system
lrs-key-name-wrong = A name is needed, of at most 200 characters.
lrs-key-secret = Secret
lrs-key-made = The key was made. Its secret is shown this once: copy it now.
lrs-key-scopes = Scopes
lrs-key-scope-wrong = Choose at least one scope.
lrs-key-created = Made
lrs-key-state = State
lrs-key-good = In use
lrs-key-revoke = Revoke
lrs-key-revoked = The key was revoked.
lrs-key-revoked-at = Revoked { $at }
lrs-rate = Most requests in a second
lrs-rate-hint = Blank for no limit.
lrs-rate-wrong = Give a whole number above zero.
lrs-scope-statements-write = send records
lrs-scope-statements-read-mine = read records this key sent
lrs-scope-statements-read = read any record
lrs-scope-state = read and write state
lrs-scope-profile = read and write profiles of activities and learners
lrs-scope-define = may change what activities and learners are called
lrs-scope-all-read = read everything
lrs-scope-all = everything

## Log of reads

lrs-read-list = List of learning records
lrs-read-person = Learning records of a person
lrs-read-statement = A learning record

## Forwarding

lrs-forward = Forwarding
lrs-forward-lead = The province keeps its records; somebody else (the ministry, say) gets the share chosen here. What can't be sent is tried again, after a longer wait each time.
lrs-forward-none = Nothing is forwarded yet.
lrs-forward-add = Forward to another store
lrs-forward-added = Forwarding has begun.
lrs-forward-stopped = Forwarding has stopped.
lrs-forward-stopped-at = Stopped { $at }
lrs-forward-name = Who receives
lrs-forward-what = What they get
lrs-forward-all = every record
lrs-forward-sent = Sent
lrs-forward-waiting = Not looked at yet
lrs-forward-refused = Refused
lrs-forward-stop = Stop
lrs-forward-well = Sending
lrs-forward-failed = Not sent: { $error }. Next try at { $at }.
lrs-forward-from = Send from
lrs-forward-from-now = now on
lrs-forward-from-start = the first record on
lrs-forward-key-wrong = Key and secret at the receiving store are needed, without line breaks; the key has no colon.
lrs-endpoint = xAPI address of the receiver
lrs-endpoint-hint = For example https://lrs.example.vn/xapi
lrs-endpoint-wrong = The address begins with https:// or http:// and has no parameters.
lrs-verb-wrong = A verb is an IRI.

lrs-erase-stays = Learning records that name this person’s address: they stay, xAPI has no record removed
lrs-erase-documents = Documents of learning programs under an address or account of this person (state, agent profile): they are deleted
