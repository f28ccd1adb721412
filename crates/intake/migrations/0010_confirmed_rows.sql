-- Lists of further kinds confirm what stands as lists of officers do: which thing, and of which table.
ALTER TABLE confirmed RENAME COLUMN assignment_id TO thing_id;
ALTER TABLE confirmed ADD COLUMN of_table TEXT NOT NULL DEFAULT 'assignment';
