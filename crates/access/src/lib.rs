//! Sign-in, the running application's state, the log of reads.
