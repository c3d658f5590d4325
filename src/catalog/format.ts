/** Number of the catalog's own layout; a catalog of another one is set aside and rebuilt, never migrated. */
export const catalogFormat = 3;

export const catalogTables = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE endpoints (
    id INTEGER PRIMARY KEY,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    operation_id TEXT NOT NULL COLLATE NOCASE,
    module TEXT NOT NULL COLLATE NOCASE,
    category TEXT NOT NULL COLLATE NOCASE,
    summary TEXT NOT NULL,
    depth INTEGER NOT NULL,
    body TEXT,
    response TEXT NOT NULL
  );
  CREATE INDEX endpoints_by_operation ON endpoints (operation_id);
  CREATE INDEX endpoints_by_route ON endpoints (module, depth);
  CREATE INDEX endpoints_by_category ON endpoints (category);
  CREATE INDEX endpoints_by_path ON endpoints (path);
  CREATE INDEX endpoints_by_summary ON endpoints (summary COLLATE NOCASE);
  CREATE TABLE parameters (id INTEGER PRIMARY KEY, definition TEXT NOT NULL UNIQUE);
  CREATE TABLE endpoint_parameters (
    endpoint INTEGER NOT NULL, position INTEGER NOT NULL, parameter INTEGER NOT NULL,
    PRIMARY KEY (endpoint, position)
  ) WITHOUT ROWID;
  CREATE TABLE related (
    endpoint INTEGER NOT NULL, position INTEGER NOT NULL, other INTEGER NOT NULL,
    PRIMARY KEY (endpoint, position)
  ) WITHOUT ROWID;
  CREATE TABLE schemas (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE fields (
    schema TEXT NOT NULL, position INTEGER NOT NULL, definition TEXT NOT NULL,
    PRIMARY KEY (schema, position)
  ) WITHOUT ROWID;
  CREATE TABLE search_index (name TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
`;

/** Everything that the content hash covers, in a fixed order. */
export const hashedQueries = [
  `SELECT method, path, operation_id, module, category, summary, body, response FROM endpoints ORDER BY id`,
  `SELECT endpoint, position, definition FROM endpoint_parameters JOIN parameters ON id = parameter ORDER BY endpoint, position`,
  `SELECT endpoint, position, other FROM related ORDER BY endpoint, position`,
  `SELECT name, definition FROM schemas ORDER BY name`,
  `SELECT schema, position, definition FROM fields ORDER BY schema, position`,
  `SELECT name, data FROM search_index ORDER BY name`,
];
