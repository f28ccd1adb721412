//! A walk along an index in the order of time, as SQL: part after part, and in each along the
//! entries of one key. Nothing is sorted, and it ends with the last row that is wanted.

/// How walks go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gait {
    /// Whether the database is `PostgreSQL`.
    pub(super) postgres: bool,
    /// Oldest first.
    pub(super) ascending: bool,
    /// Steps after which a walk ends.
    pub(super) limit: i64,
}

/// What is walked along.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk<'a> {
    /// The table whose index it is, and the letter it is called by.
    pub(super) table: (&'a str, char),
    /// Whether that index stands in parts.
    pub(super) parted: bool,
    /// Which parts, as conditions on `p`, each with `AND` before it.
    pub(super) parts: &'a str,
    /// Other tables that are looked at.
    pub(super) join: &'a str,
    /// What has to be true of a row.
    pub(super) matching: &'a str,
    /// Whether a moment may come more than once.
    pub(super) repeats: bool,
}

impl Gait {
    /// The order of time.
    pub(super) const fn order(self) -> &'static str {
        if self.ascending { "ASC" } else { "DESC" }
    }

    /// The moments a walk comes by.
    pub(super) fn sql(self, walk: Walk<'_>) -> String {
        let Walk { table: (table, i), parts, join, matching, .. } = walk;
        let (order, limit) = (self.order(), self.limit);
        let distinct = if walk.repeats { "DISTINCT " } else { "" };
        if !walk.parted {
            return format!(
                "SELECT {distinct}{i}.seq FROM {table} {i}{join} WHERE {matching} \
                 ORDER BY {i}.seq {order} LIMIT {limit}"
            );
        }
        // Each knows one way only to take parts in their order without sorting what is in them.
        if self.postgres {
            return format!(
                "SELECT w.seq FROM lrs_part p CROSS JOIN LATERAL (\
                 SELECT {distinct}{i}.seq FROM {table} {i}{join} \
                 WHERE {i}.part = p.part AND {matching} ORDER BY {i}.seq {order} LIMIT {limit}) AS w \
                 WHERE true{parts} ORDER BY p.part {order}, w.seq {order} LIMIT {limit}"
            );
        }
        format!(
            "SELECT {distinct}p.part, {i}.seq FROM lrs_part p CROSS JOIN {table} {i}{join} \
             WHERE {i}.part = p.part{parts} AND {matching} \
             ORDER BY p.part {order}, {i}.seq {order} LIMIT {limit}"
        )
    }
}

/// Whether the index of a column of statements stands in parts. Of a tenant, and of who stands
/// behind statements, each new entry comes behind the last: those are small at their ends however
/// many there are.
pub(super) fn is_parted(column: &str) -> bool {
    !matches!(column, "tenant" | "authority")
}

/// The parts that have something stored after a moment, bound here.
pub(super) fn parts_since(bind: &str) -> String {
    format!(" AND p.part >= (SELECT coalesce(max(part), 0) FROM lrs_part WHERE first <= {bind})")
}

/// The parts that have something stored until a moment, bound here.
pub(super) fn parts_until(bind: &str) -> String {
    format!(" AND p.first <= {bind}")
}
