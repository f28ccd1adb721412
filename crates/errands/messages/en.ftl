# Navigation
errands-nav-inbox = Inbox
errands-nav-jobs = Background work

# The queue
errands-jobs = Background work
errands-jobs-lead = What the program does by itself: sending mail, reminding, tidying up. What fails is tried again; what keeps failing waits for a person.
errands-jobs-views = View by state
errands-state-waiting = Waiting
errands-state-running = Running
errands-state-done = Done
errands-state-failed = Failed
errands-state-dropped = Dropped
errands-col-kind = Work
errands-col-due = Due
errands-col-attempts = Attempts
errands-col-state = State
errands-col-verbs = Actions
errands-none = There is no work here.
errands-none-failed = Nothing has failed.
errands-none-running = Nothing is running at the moment.
errands-running-by = Running (process { $process })
errands-retry = Try again
errands-drop = Drop
errands-retried = It will be tried again at once.
errands-dropped = It was dropped.
errands-job-mail = Send a mail
errands-job-tidy = Tidy up old work and notices

# Why it failed
errands-why-process-died = The server died each time it was at this
errands-why-broke-off = The program failed while it was at this
errands-why-kind-unknown = This version does not know how to do this
errands-why-payload-unreadable = What it carries can't be read
errands-why-taken-over = Another server took it over
errands-why-mail-unsendable = The mail can't be sent: the address is not valid
errands-why-smtp-tls = No safe connection to the mail server
errands-why-smtp-timeout = The mail server does not answer
errands-why-smtp-unreachable = The mail server can't be reached

# Inbox
errands-inbox = Inbox
errands-unread = { $n ->
    [0] No unread notices.
    [one] One unread notice.
   *[other] { $n } unread notices.
}
errands-inbox-none = No notices yet.
errands-col-told = At
errands-col-what = What
errands-col-read = Read
errands-was-read = Read
errands-not-read = Unread
errands-read-one = Mark as read
errands-read-all = Mark all as read
errands-all-read = All notices were marked as read.
errands-mail = Notices by e-mail
errands-mail-to = E-mail address
errands-mail-to-hint = Leave blank for no mail. A mail says what is to be done and where, and names nobody.
errands-save = Save
errands-address-wrong = The e-mail address is not valid. For example: office@province.gov.vn
errands-address-saved = The address was confirmed. From now on notices are mailed as well.
errands-address-same = This address was confirmed before.
errands-address-none = No notices are mailed any more.
errands-confirmed = Notices are mailed to { $address }.
errands-not-confirmed = No notices are mailed to { $address } yet: the address was not confirmed. A mail with a code was sent there.
errands-code = Code from the mail
errands-code-hint = Eight digits, good for 24 hours.
errands-confirm = Confirm the address
errands-code-again = Mail the code again
errands-code-mailed = The code was mailed. Open the mail and type the code below.
errands-code-wrong = The code is wrong, too old, or was tried too often. Look at the latest mail, or have the code mailed again.
errands-code-often = Too many codes were mailed today. Try again in 24 hours.
errands-code-mail = Code to confirm your e-mail address: { $code }
errands-code-mail-see = If you did not ask for it, do nothing. Type the code at:
errands-code-mail-found = If you did not ask for this, leave it. If you did, sign in to Nhân Lực Số, open the inbox and type the code there.
errands-mail-found = Sign in to Nhân Lực Số and open the inbox: this notice is there, with the way to what is to be done.
