import { isRecord } from '../text/records.js';

/** References of a definition that lead nowhere, each once, such as `#/components/schemas/Ticket`. */
export function danglingReferences(document: unknown): string[] {
  const dangling = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isRecord(value)) return;
    const reference = value['$ref'];
    if (typeof reference === 'string' && !leadsSomewhere(document, reference))
      dangling.add(reference);
    Object.values(value).forEach(visit);
  };
  visit(document);
  return [...dangling];
}

function leadsSomewhere(document: unknown, reference: string): boolean {
  if (!reference.startsWith('#/')) return false;
  let target: unknown = document;
  for (const part of reference.slice(2).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    target = isRecord(target) && Object.hasOwn(target, name) ? target[name] : undefined;
  }
  return isRecord(target);
}
