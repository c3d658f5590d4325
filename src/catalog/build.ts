import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { LocalError, UsageError } from '../errors/errors.js';
import { decodeText } from '../text/decode.js';
import { makeFolder } from '../files/folder.js';
import { isDatabaseError, openScratch, type Db } from '../sqlite/open.js';
import { readDefinition } from './definition.js';
import { contentHash } from './content-hash.js';
import { catalogFormat, catalogTables } from './format.js';
import type { Definition } from './model.js';
import { glossReader } from './glosses.js';
import { englishWords } from './english.js';
import { relate } from './related.js';
import { groupResources } from './resources.js';
import { buildIndex, buildWordIndex } from './search-index.js';
import { splitPath } from './template.js';
import { Titles } from './titles.js';
import { normal } from './vocabulary.js';
import { Lexicon } from './words.js';

export interface BuildResult {
  file: string;
  version: string;
  endpoints: number;
  schemas: number;
  categories: number;
  /** References of the definition that lead nowhere: it imports all the same. */
  dangling: string[];
}

export interface BuildOptions {
  source: string;
  target: string;
  now: Date;
  /** Told what is being done, as a fraction of the whole. */
  onStep?: (step: string, done: number) => void;
}

/**
 * Builds a catalog from a definition file. It appears under its name only when it is complete: an error
 * leaves an older one as it was.
 */
export async function buildCatalog({
  source,
  target,
  now,
  onStep = () => undefined,
}: BuildOptions): Promise<BuildResult> {
  onStep('reading', 0);
  const bytes = await readSource(source);
  const definition = readDefinition(decodeText(bytes, source), source);
  const part = `${target}.${randomBytes(4).toString('hex')}.part`;
  try {
    makeFolder(dirname(resolve(target)));
    const db = openScratch(part);
    try {
      db.exec(catalogTables);
      fill(db, definition, onStep);
      writeMeta(db, {
        format: String(catalogFormat),
        source: basename(source),
        title: definition.title,
        version: definition.version,
        server: definition.server,
        built: now.toISOString(),
        sha256: contentHash(db),
      });
    } finally {
      db.close();
    }
    await rename(part, target);
  } catch (error) {
    // Where not even the folder is one, there is nothing to remove either; the first error tells.
    await rm(part, { force: true }).catch(() => undefined);
    if (isSystemError(error) || isDatabaseError(error)) {
      throw new LocalError(`The catalog could not be written to ${target}: ${error.message}`, {
        cause: error,
      });
    }
    throw error;
  }
  onStep('done', 1);
  return {
    file: target,
    version: definition.version,
    endpoints: definition.operations.length,
    schemas: definition.schemas.length,
    categories: new Set(definition.operations.map(({ category }) => category)).size,
    dangling: definition.dangling,
  };
}

async function readSource(source: string): Promise<Buffer> {
  try {
    if ((await stat(source)).isDirectory())
      throw new UsageError(`${source} is a folder, not a definition file.`, {
        hint: 'Give the path of the OpenAPI definition.',
      });
    return await readFile(source);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') {
      throw new UsageError(`There is no file ${source}.`, {
        hint: 'Give the path of the OpenAPI definition.',
        cause: error,
      });
    }
    throw new LocalError(`${source} could not be read: ${error.message}`, { cause: error });
  }
}

function fill(db: Db, definition: Definition, onStep: (step: string, done: number) => void): void {
  const { operations, schemas } = definition;
  const lexicon = new Lexicon([
    ...schemas.map(({ name }) => name),
    ...operations.flatMap(({ path, category }) => [category, ...splitPath(path)]),
    // Action names that are written in one case only.
    ...['RegisterToken', 'SubmitMembers', 'ResolveUrl'],
  ]);
  const titles = new Titles(operations, lexicon);
  db.transaction(() => {
    onStep('endpoints', 0.2);
    insertEndpoints(db, definition, titles);
    insertParameters(db, definition);
    onStep('schemas', 0.5);
    insertSchemas(db, definition);
    onStep('related endpoints', 0.65);
    insertRelated(db, definition);
    onStep('search index', 0.75);
    insertSearchIndex(db, definition, lexicon);
  })();
}

function insertEndpoints(db: Db, { operations }: Definition, titles: Titles): void {
  const insert = db.prepare('INSERT INTO endpoints VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const [index, operation] of operations.entries()) {
    const { method, path, operationId, module, category, body, response } = operation;
    const summary = titles.title(operation);
    const depth = splitPath(path).length;
    insert.run(
      index + 1,
      method,
      path,
      operationId,
      module,
      category,
      summary,
      depth,
      body === null ? null : JSON.stringify(body),
      JSON.stringify(response),
    );
  }
}

function insertParameters(db: Db, { operations }: Definition): void {
  const insert = db.prepare('INSERT INTO parameters VALUES (?, ?)');
  const link = db.prepare('INSERT INTO endpoint_parameters VALUES (?, ?, ?)');
  const ids = new Map<string, number>();
  for (const [index, operation] of operations.entries()) {
    for (const [position, parameter] of operation.parameters.entries()) {
      const definition = JSON.stringify(parameter);
      let id = ids.get(definition);
      if (id === undefined) {
        id = ids.size + 1;
        ids.set(definition, id);
        insert.run(id, definition);
      }
      link.run(index + 1, position, id);
    }
  }
}

function insertSchemas(db: Db, { schemas }: Definition): void {
  const insert = db.prepare('INSERT INTO schemas VALUES (?, ?)');
  const insertField = db.prepare('INSERT INTO fields VALUES (?, ?, ?)');
  for (const { name, definition, fields } of schemas) {
    insert.run(name, JSON.stringify(definition));
    for (const [position, field] of fields.entries())
      insertField.run(name, position, JSON.stringify(field));
  }
}

function insertRelated(db: Db, { operations }: Definition): void {
  const insert = db.prepare('INSERT INTO related VALUES (?, ?, ?)');
  for (const [index, others] of relate(operations).entries()) {
    for (const [position, other] of others.entries()) insert.run(index + 1, position, other + 1);
  }
}

function insertSearchIndex(db: Db, { operations, schemas }: Definition, lexicon: Lexicon): void {
  const resources = groupResources(operations, lexicon);
  const words = new Map(
    schemas.map(({ name, fields }) => [
      name,
      fields.flatMap((field) => lexicon.words(field.name).flatMap((word) => normal(word))),
    ]),
  );
  const insert = db.prepare('INSERT INTO search_index VALUES (?, ?)');
  insert.run('resources', buildIndex(resources));
  insert.run(
    'fields',
    buildWordIndex(resources, ({ schemas: names }) =>
      names.flatMap((name) => words.get(name) ?? []),
    ),
  );
  insert.run('english', englishWords());
  const glosses = glossReader();
  // A word that names a module is asked for as that.
  const modules = new Set(operations.map(({ module }) => module.toLowerCase()));
  insert.run(
    'glosses',
    buildWordIndex(resources, (resource) =>
      resource.operations
        .flatMap(([position]) => glosses(operations[position]?.path ?? ''))
        .filter((word) => !modules.has(word)),
    ),
  );
}

function writeMeta(db: Db, values: Record<string, string>): void {
  const insert = db.prepare('INSERT INTO meta VALUES (?, ?)');
  for (const [name, value] of Object.entries(values)) insert.run(name, value);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
