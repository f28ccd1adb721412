//! A row as a struct, read by the names of its columns.

/// Declares a struct whose fields are read from the columns of their names, on either database.
///
/// `sqlx` has a derive for this. It brings `SQLite` into the compiler a second time, which takes
/// a minute of every build from nothing.
#[macro_export]
macro_rules! row {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $($(#[$each:meta])* $field_vis:vis $field:ident: $of:ty,)+
        }
    ) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$each])* $field_vis $field: $of,)+ }

        impl<'r, R: $crate::sqlx::Row> $crate::sqlx::FromRow<'r, R> for $name
        where
            &'r str: $crate::sqlx::ColumnIndex<R>,
            $($of: $crate::sqlx::Decode<'r, R::Database> + $crate::sqlx::Type<R::Database>,)+
        {
            fn from_row(row: &'r R) -> Result<Self, $crate::sqlx::Error> {
                Ok(Self { $($field: row.try_get(stringify!($field))?,)+ })
            }
        }
    };
}
