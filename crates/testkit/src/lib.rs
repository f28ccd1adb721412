//! A test application on either database, with a fixed clock.
