import type { JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { rowOf, type Row } from './authored.js';

/** References that many records carry, each built once: building them anew is most of the cost of a record. */
export class Linker {
  readonly #ground: Ground;
  readonly #known = new Map<string, Map<number, JsonRecord>>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  to(schema: string, record: Row): JsonRecord {
    let references = this.#known.get(schema);
    if (references === undefined) {
      references = new Map();
      this.#known.set(schema, references);
    }
    let reference = references.get(record.id);
    if (reference === undefined) {
      reference = this.#ground.reference(schema, record);
      references.set(record.id, reference);
    }
    return reference;
  }

  /** To an authored record. */
  row(schema: string, collection: string, id: number): JsonRecord {
    return this.to(schema, rowOf(collection, id));
  }
}
