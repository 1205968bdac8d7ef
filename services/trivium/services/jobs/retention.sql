-- How long jobs are kept that are done.
ALTER TABLE job ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;    -- whether its tenant keeps it for good
ALTER TABLE job ADD COLUMN bytes INTEGER;                      -- what its results take on the disk, once that was looked at

-- Jobs that are forgotten, whose results are still to be removed: whoever dies in between leaves a name here.
CREATE TABLE forgotten (name TEXT PRIMARY KEY) WITHOUT ROWID;
