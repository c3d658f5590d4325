import { actionVerbs } from './action-verbs.js';
import type { Operation } from './model.js';
import { parseTemplate, splitPath } from './template.js';
import { plural, singular, type Lexicon } from './words.js';

/**
 * Titles for people, from method, path and resource ("List service tickets", "Merge a service ticket").
 * The vendor's summaries are not used: many name the wrong thing ("Post SuccessResponse").
 */
export class Titles {
  readonly #lexicon: Lexicon;
  /** `module/resource` pairs whose titles name the module. */
  readonly #qualified = new Set<string>();

  /** Paths that can be read: what ends there is a collection, whatever verb its name begins with. */
  readonly #readable: Set<string>;

  constructor(operations: readonly Operation[], lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#readable = new Set(
      operations.filter(({ method }) => method === 'GET').map(({ path }) => path),
    );
    const modules = new Map<string, Set<string>>();
    for (const { path, module } of operations) {
      const first = firstResource(path);
      modules.set(first, (modules.get(first) ?? new Set()).add(module));
    }
    for (const operation of operations) {
      const first = firstResource(operation.path);
      if ((modules.get(first)?.size ?? 0) > 1 || this.#namedAfterModule(operation, first)) {
        this.#qualified.add(`${operation.module}/${first}`);
      }
    }
  }

  title(operation: Operation): string {
    const chain = this.#chain(operation);
    if (chain.tail === 'count') return `Count ${this.#phrase(chain, true)}${basicNote(chain)}`;
    if (chain.tail === 'usages') return `Show usage of ${article(this.#phrase(chain, false))}`;
    if (chain.tail === 'usages/list')
      return `List usages of ${article(this.#phrase(chain, false))}`;
    if (chain.action !== undefined) return this.#action(chain, chain.action);
    return sentence(
      `${verbOf(operation, chain)} ${this.#object(operation, chain)}${basicNote(chain)}`,
    );
  }

  #object(operation: Operation, chain: Chain): string {
    const { last, of } = this.#split(chain);
    const many = operation.response.payload?.list === true && !chain.byId;
    if (operation.method === 'GET') {
      if (many) return `${pluralPhrase(last)}${of}`;
      return chain.byId ? `${article(last)}${of}` : `${last}${of}`;
    }
    if (chain.tail === 'bulk') return `${pluralPhrase(last)}${of} in bulk`;
    return `${article(singularPhrase(last))}${of}`;
  }

  #phrase(chain: Chain, many: boolean): string {
    const { last, of } = this.#split(chain);
    return `${many ? pluralPhrase(last) : last}${of}`;
  }

  /** `convertToProject` on opportunities → "Convert an opportunity to project". */
  #action(chain: Chain, action: string): string {
    const [verb = '', ...words] = this.#lexicon.words(action);
    const rest = words.join(' ') === 'as' ? [] : words;
    if (chain.nouns.length === 0) return sentence([verb, ...rest].join(' '));
    const { last, of } = this.#split(chain);
    const target = chain.nouns.at(-1)?.byId === true ? article(last) : pluralPhrase(last);
    const objectFirst = rest.length === 0 || rest[0] === 'to';
    const phrase = objectFirst
      ? [verb, target, ...rest]
      : [verb, ...rest, links[verb] ?? 'of', target];
    return sentence(`${phrase.join(' ')}${of}`);
  }

  #split(chain: Chain): { last: string; of: string } {
    const nouns = chain.nouns.map((noun) => (noun.byId ? singularPhrase(noun.text) : noun.text));
    const last = nouns.at(-1) ?? '';
    const owners = nouns.slice(0, -1).reverse();
    return { last, of: owners.map((owner) => ` of ${article(singularPhrase(owner))}`).join('') };
  }

  /** The resources along a path, each with whether an id follows it, and what the path's end says about them. */
  #chain(operation: Operation): Chain {
    const texts = splitPath(operation.path).slice(1);
    const segments = parseTemplate(operation.path).slice(1);
    const end = this.#end(operation, texts);
    const nouns: Noun[] = [];
    let names: string[] = [];
    for (const [index, segment] of segments.slice(0, segments.length - end.length).entries()) {
      if (segment.kind !== 'placeholder')
        names.push(segment.kind === 'mixed' ? segment.prefix : (texts[index] ?? ''));
      if (segment.kind !== 'static' && names.length > 0) {
        nouns.push({ text: this.#noun(names, nouns.length === 0, operation), byId: true });
        names = [];
      }
    }
    if (names.length > 0)
      nouns.push({ text: this.#noun(names, nouns.length === 0, operation), byId: false });
    return { nouns, byId: nouns.at(-1)?.byId === true, ...end };
  }

  /** How many last segments say something about the resource before them rather than name one, and what. */
  #end(
    operation: Operation,
    texts: readonly string[],
  ): Pick<Chain, 'tail' | 'action' | 'basic' | 'length'> {
    const [before = '', last = ''] = [texts.at(-2)?.toLowerCase(), texts.at(-1)?.toLowerCase()];
    const isRead = operation.method === 'GET';
    if (last === 'count') {
      const basic = before === 'info' && texts.length > 2;
      return { tail: 'count', basic, length: basic ? 2 : 1 };
    }
    if (last === 'bulk') return { tail: 'bulk', basic: false, length: 1 };
    if (isRead && last === 'usages') return { tail: 'usages', basic: false, length: 1 };
    if (isRead && last === 'list' && before === 'usages')
      return { tail: 'usages/list', basic: false, length: 2 };
    if (isRead && last === 'info' && texts.length > 1) return { basic: true, length: 1 };
    const action = texts.at(-1) ?? '';
    const isAction = operation.method === 'POST' && !this.#readable.has(operation.path);
    if (isAction && actionVerbs.has(this.#lexicon.words(action)[0] ?? '')) {
      return { action, basic: false, length: 1 };
    }
    return { basic: false, length: 0 };
  }

  #noun(segments: readonly string[], first: boolean, operation: Operation): string {
    const words = segments.flatMap((segment, index) => {
      const split = this.#lexicon.words(segment);
      return index < segments.length - 1
        ? [...split.slice(0, -1), singular(split.at(-1) ?? '')]
        : split;
    });
    if (first && singular(words[0] ?? '') !== singular(operation.module)) {
      if (this.#qualified.has(`${operation.module}/${firstResource(operation.path)}`))
        words.unshift(operation.module);
    }
    return words.join(' ');
  }

  /** Whether the record itself is called after the module: `TimeSheet`, `ScheduleEntry`, `SalesOrder`. */
  #namedAfterModule(operation: Operation, first: string): boolean {
    const schema = operation.response.payload?.schema ?? operation.body?.schema ?? '';
    const [module, ...rest] = this.#lexicon.words(schema);
    return (
      module === operation.module && rest.join('') === singular(this.#lexicon.words(first).join(''))
    );
  }
}

interface Noun {
  text: string;
  byId: boolean;
}

interface Chain {
  nouns: Noun[];
  /** Whether the path ends in an id. */
  byId: boolean;
  tail?: 'count' | 'bulk' | 'usages' | 'usages/list';
  action?: string;
  /** The `info` twin: fewer fields, readable by lighter roles. */
  basic: boolean;
  length: number;
}

const verbs: Record<string, string> = {
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
};

function verbOf(operation: Operation, chain: Chain): string {
  if (operation.method !== 'GET') return verbs[operation.method] ?? operation.method.toLowerCase();
  return operation.response.payload?.list === true && !chain.byId ? 'list' : 'get';
}

function basicNote(chain: Chain): string {
  return chain.basic ? ' (basic fields)' : '';
}

function firstResource(path: string): string {
  return splitPath(path)[1]?.toLowerCase() ?? '';
}

/** How the rest of an action joins the resource, where "of" would be wrong. */
const links: Record<string, string> = {
  apply: 'to',
  attach: 'to',
  link: 'to',
  unlink: 'from',
  register: 'for',
};

function singularPhrase(phrase: string): string {
  return phrase.replace(/\S+$/, singular);
}

function pluralPhrase(phrase: string): string {
  return phrase.replace(/\S+$/, plural);
}

function article(phrase: string): string {
  if (phrase.startsWith('my ')) return phrase;
  const vowel =
    /^(?:[aeioAEIO]|un[^i]|up|SLA|RMA|SSO|LDAP|IMAP|M365)/.test(phrase) && !/^one/.test(phrase);
  return `${vowel ? 'an' : 'a'} ${phrase}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
