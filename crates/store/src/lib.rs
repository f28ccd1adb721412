//! One database type over SQLite and PostgreSQL; migrations.
