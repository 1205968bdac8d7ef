-- The jobs of one folder. Times are seconds since 1970, in UTC.
CREATE TABLE job (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  request_id TEXT,                        -- NULL where the client named none
  request_sha256 TEXT NOT NULL,
  batch_sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  priority INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  state INTEGER NOT NULL,
  cancelling INTEGER NOT NULL DEFAULT 0,  -- whether it was asked to end
  owner TEXT,                             -- the process that carries it out
  lease REAL,                             -- until when, unless that process asks again
  attempts INTEGER NOT NULL DEFAULT 0,    -- how often it was taken up
  losses INTEGER NOT NULL DEFAULT 0,      -- how often its worker died since it last came further
  created REAL NOT NULL,
  started REAL,
  ended REAL,
  progress BLOB NOT NULL DEFAULT x'',
  outcome BLOB NOT NULL DEFAULT x'',
  sequence INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX job_of_request ON job (tenant, request_id) WHERE request_id IS NOT NULL;
CREATE INDEX job_in_turn ON job (state, priority DESC, number);
CREATE INDEX job_of_tenant ON job (tenant, number);
CREATE INDEX job_of_owner ON job (owner) WHERE owner IS NOT NULL;

-- What is to be done, apart, so that lists need not read it.
CREATE TABLE specification (
  number INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE,
  body BLOB NOT NULL
);

-- What has happened to each job.
CREATE TABLE event (
  number INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  time REAL NOT NULL,
  state INTEGER NOT NULL,
  progress BLOB NOT NULL,
  detail TEXT NOT NULL,
  passing INTEGER NOT NULL,               -- whether it may be forgotten: progress, and no change of state
  PRIMARY KEY (number, sequence)
) WITHOUT ROWID;

-- Jobs of each tenant in each state.
CREATE TABLE load (
  tenant TEXT NOT NULL,
  state INTEGER NOT NULL,
  jobs INTEGER NOT NULL,
  PRIMARY KEY (tenant, state)
) WITHOUT ROWID;
CREATE TRIGGER job_added AFTER INSERT ON job BEGIN
  INSERT INTO load VALUES (new.tenant, new.state, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER job_moved AFTER UPDATE OF state ON job WHEN old.state <> new.state BEGIN
  UPDATE load SET jobs = jobs - 1 WHERE tenant = old.tenant AND state = old.state;
  INSERT INTO load VALUES (new.tenant, new.state, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER job_removed AFTER DELETE ON job BEGIN
  UPDATE load SET jobs = jobs - 1 WHERE tenant = old.tenant AND state = old.state;
END;
