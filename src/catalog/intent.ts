import type { Method } from './model.js';

/** What the verb of a query asks for: the method, and whether a number is wanted. */
export interface Intent {
  method: Method;
  count: boolean;
}

const verbs: Record<Exclude<Method, 'GET'>, readonly string[]> = {
  POST: [
    'create',
    'add',
    'new',
    'log',
    'raise',
    'post',
    'merge',
    'copy',
    'convert',
    'approve',
    'reject',
    'submit',
    'attach',
  ],
  PATCH: [
    'update',
    'change',
    'edit',
    'set',
    'assign',
    'close',
    'reopen',
    'move',
    'modify',
    'patch',
  ],
  PUT: ['replace', 'overwrite', 'put'],
  DELETE: ['delete', 'remove', 'cancel', 'erase'],
};

export function readIntent(query: string): Intent {
  const words = query.toLowerCase().match(/[a-z]+/g) ?? [];
  const count = /\bhow many\b|\bcount\b|\bnumber of\b/i.test(query);
  for (const word of words.slice(0, 3)) {
    for (const [method, known] of Object.entries(verbs)) {
      if (known.includes(word)) return { method: method as Method, count };
    }
  }
  return { method: 'GET', count };
}
