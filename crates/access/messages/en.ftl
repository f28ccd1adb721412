access-nav-reads = Log of reads of personal data
access-sign-in = Sign in
access-csrf = This form is no longer valid, or was not sent from a page of this system. Nothing was changed.
