import type { Catalog } from '../catalog/catalog.js';
import { tellingOrder } from '../catalog/columns.js';
import { shapeFor } from '../catalog/record-shape.js';
import { complete } from '../conditions/complete/complete.js';
import type { CompleteOptions } from '../conditions/complete/completion.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Endpoint } from '../catalog/model.js';
import { nothing, pick, type Answer, type Candidate } from './candidate.js';
import { targetOf, type Asked } from './asked.js';

export type Dialect = CompleteOptions['dialect'];

/** A condition, a clause, a sort order or a list of fields of the records that the line is about. */
export async function completeFilter(
  written: string,
  dialect: Dialect,
  asked: Asked,
): Promise<Answer> {
  const target = await targetOf(asked);
  if (target === undefined) return nothing;
  return filterOf(written, dialect, target.catalog, target.endpoint, asked.local.now());
}

/** The same for an endpoint that is known. */
export function filterOf(
  written: string,
  dialect: Dialect,
  catalog: Catalog,
  endpoint: Endpoint,
  now: Date,
): Answer {
  // Clauses choose among the records that conditions do.
  const shape = shapeFor(catalog, endpoint)(dialect === 'where' ? 'conditions' : dialect);
  // What is no list chooses among nothing.
  if (shape.schema === null) return nothing;
  const options = {
    dialect,
    order: tellingOrder(shape.schema),
    today: now.toISOString().slice(0, 10),
  };
  return { candidates: wholeTexts(written, shape, options) };
}

/** Candidates for the whole text; of a name that is whole, what is longer, then what comes behind it. */
function wholeTexts(written: string, shape: RecordShape, options: CompleteOptions): Candidate[] {
  const { from, candidates } = complete(written, written.length, shape, options);
  const start = written.slice(0, from);
  const whole = candidates.map(({ text, kind, note }) => ({
    text: start + text,
    note,
    open: kind !== 'value',
    isPhrase: options.dialect !== 'fields',
  }));
  const [first] = whole;
  const isNamed = first?.open === true && first.text === written && /\w$/.test(written);
  if (!isNamed || options.dialect === 'fields') return whole;
  const longer = whole.slice(1).filter(({ text }) => text.startsWith(written));
  const further = wholeTexts(`${written} `, shape, options);
  return [...longer, ...further.filter(({ text }) => !text.endsWith(','))];
}

/** Columns of the records that the line is about, with dots; else those that the command itself shows. */
export async function completeColumns(written: string, asked: Asked): Promise<Answer> {
  const target = await targetOf(asked);
  if (target !== undefined) {
    const { candidates } = await completeFilter(written, 'fields', asked);
    return {
      candidates: candidates.map((one) => ({ ...one, text: one.text.replaceAll('/', '.') })),
    };
  }
  const columns = asked.line.command?.view.columns ?? [];
  const start = written.slice(0, written.lastIndexOf(',') + 1);
  const offers = columns.map(({ path }) => ({ text: path, open: true }));
  return {
    candidates: pick(written.slice(start.length), offers).map((one) => ({
      ...one,
      text: start + one.text,
    })),
  };
}
