import type { JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { rowOf, type Row } from './authored.js';

/** References that many records carry, each built once: building them anew is most of the cost of a record. */
export class Linker {
  readonly #ground: Ground;
  readonly #known = new Map<string, Map<number, JsonRecord>>();
  readonly #texts = new Map<string, Map<number, string>>();

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

  /** The field with its reference as JSON text, written once: `"board":{"id":1,...}`. */
  text(field: string, schema: string, record: Row): string {
    return this.#written(field, record.id, () => this.to(schema, record));
  }

  /** The same to an authored record. */
  rowText(field: string, schema: string, collection: string, id: number): string {
    return this.#written(field, id, () => this.row(schema, collection, id));
  }

  #written(field: string, id: number, reference: () => JsonRecord): string {
    let texts = this.#texts.get(field);
    if (texts === undefined) {
      texts = new Map();
      this.#texts.set(field, texts);
    }
    let text = texts.get(id);
    if (text === undefined) {
      text = `"${field}":${JSON.stringify(reference())}`;
      texts.set(id, text);
    }
    return text;
  }
}

/** Fields as JSON text without the braces around them. */
export function fieldsText(record: JsonRecord): string {
  return JSON.stringify(record).slice(1, -1);
}
