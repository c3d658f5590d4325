/**
 * Layout of the memory, step by step: the number of steps that a file has been through is its `user_version`. The first
 * one also takes a file that the Python gateway wrote, which has `saved_queries` alone.
 */
export const steps: readonly string[] = [
  `
  CREATE TABLE saved_queries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    path TEXT NOT NULL,
    method TEXT NOT NULL,
    params TEXT NOT NULL DEFAULT '{}',
    data TEXT,
    timestamp TEXT NOT NULL,
    usage_count INTEGER NOT NULL DEFAULT 0,
    last_used TEXT,
    profile TEXT,
    saved_by TEXT NOT NULL,
    -- What tells two calls apart, the path as it is compared, and the folded text that is searched.
    content TEXT NOT NULL,
    same_path TEXT NOT NULL,
    words TEXT NOT NULL,
    -- A value has to be given before it can run.
    unfilled INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX one_of_a_kind ON saved_queries (content, coalesce(profile, ''));
  -- Whatever the order shows first is read from the index alone until it is known to be wanted: the searched words stand
  -- in it, and of those that may be reused whose they are.
  CREATE INDEX by_use
    ON saved_queries (usage_count DESC, coalesce(last_used, timestamp) DESC, id DESC, words);
  CREATE INDEX by_path
    ON saved_queries (same_path, method, usage_count DESC, coalesce(last_used, timestamp) DESC, id DESC, profile)
    WHERE NOT unfilled;
  CREATE TABLE recent_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    params TEXT NOT NULL,
    has_body INTEGER NOT NULL,
    at TEXT NOT NULL
  );
  CREATE INDEX recent_of_profile ON recent_calls (profile, id);
  CREATE TABLE endpoint_usage (
    method TEXT NOT NULL,
    template TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_used TEXT NOT NULL,
    PRIMARY KEY (method, template)
  ) WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  `,
];
