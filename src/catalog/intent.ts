import { actionVerbs } from './action-verbs.js';
import type { Method } from './model.js';
import type { Role } from './resources.js';
import { respell } from './spelling.js';
import { vocabulary } from './vocabulary.js';

/** What the verb and the form of a query ask for. */
export interface Intent {
  role: Role;
  /** The method, where the query names one. */
  method: Method | undefined;
}

/** What people say before the verb. */
const lead =
  /^(?:(?:please|(?:can|could|would|should) (?:you|i|we)|how (?:do|can|would|should) (?:i|we|you)|how to|(?:i|we|someone|somebody) (?:needs?|wants?|ha(?:ve|s)|would like|tried|am trying|are trying) to|i'd like to|trying to|need to|want to|let me|let's|help me|where (?:do|can) (?:i|we)|(?:is there )?a way to|time to|just|also|now|then)\s+)+/;

/** Verbs that are nouns as well: only before an article, a number and the like are they verbs. */
const nounish =
  '(?:schedule|record|log|book|charge|order|report|document|file)(?= (?:an?|the|my|our|this|that|these|some|one|two|three|half|\\d|time|hour|work))';

const starts = (words: string) => new RegExp(`^(?:${words})\\b`);

/** Verbs by the role they ask for; the first that fits decides. */
const verbs: [Role, RegExp][] = [
  ['count', /\b(?:how many|count|number of|just the number|total number)\b/],
  [
    'usages',
    /\b(?:usages?|in use|still using|(?:still|being|currently) (?:being )?used|used by|where used|what uses)\b/,
  ],
  [
    'delete',
    starts(
      'delete|remove|erase|drop|cancel|undo|get rid of|unassign|stop|clear|purge|trash|void|wipe|scrap|discard|revoke|withdraw|unlink|detach|disconnect|unsubscribe|eliminate|(?:take|pull|strip) (?:\\S+ ){0,6}(?:off|away|out of|from)',
    ),
  ],
  ['replace', starts('replace|overwrite')],
  [
    'update',
    starts(
      'make (?:\\S+ ){1,5}(?:in?active|default|primary|billable|required|mandatory|visible|hidden|private|public|closed|obsolete)',
    ),
  ],
  [
    'create',
    starts(
      `create|add|make|new|raise|open an?|register|enter|build|write|set up|start an?|insert|send|submit a new|attach|upload|invite|get notified|notify me|import|post|put in|request an?|issue an?|spin up|draft|generate|define|launch|sign up|enroll?|subscribe|jot|leave an?|place an?|put (?:an?|another|some|more|these|those|two|three) (?:\\S+ ){0,6}(?:on|onto|in|into|against|to|under)|${nounish}`,
    ),
  ],
  [
    'update',
    starts(
      'put|update|change|edit|amend|revise|reword|rewrite|tweak|alter|override|toggle|flip|flag|activate|reactivate|archive|retire|untick|uncheck|hand over|push (?:back|out)|bring forward|set|assign|reassign|close|reopen|move|modify|patch|rename|mark|hand|correct|fix|adjust|deactivate|enable|disable|turn|pause|tick|lock|unlock|extend|switch|swap|transfer|reschedule|postpone|complete|finish|resolve|bump|raise the|lower|increase|decrease|escalate|promote',
    ),
  ],
  [
    'action',
    starts(
      `${[...actionVerbs].join('|')}|combine|duplicate|clone|turn|kick|sign off|bounce|send back|post|run|rerun|force|check|verify|roll|spin|charge|bill|pull`,
    ),
  ],
  [
    'get',
    /\bby id\b|\b(?:id|number|no)\.? ?\d+|#\d+|\b\d{3,}\b|^(?:get|pull up|open|show|look up|fetch) (?:one|a single|a specific|ticket \d+)\b/,
  ],
];

/** The verbs that a query most often begins with. */
const plainVerbs = new Set(
  'create update change delete remove replace assign close approve reject submit merge convert cancel'.split(
    ' ',
  ),
);

/** The query with its first word as the verb it misspells, unless that word is one that resources have. */
export function correctVerb(query: string, known: (word: string) => boolean): string {
  const [word] = /^[a-z]+/i.exec(query.trim()) ?? [];
  if (word === undefined || word.length < 5) return query;
  const lower = word.toLowerCase();
  if (plainVerbs.has(lower) || known(lower) || vocabulary().has(lower)) return query;
  // One slip at most: a further word is more likely meant as it is.
  const [spelling, other] = respell(lower, plainVerbs).filter(({ weight }) => weight >= 0.75);
  const [verb] = spelling?.terms ?? [];
  return verb === undefined || other !== undefined ? query : query.trim().replace(word, verb);
}

const methodRoles: Record<string, Role> = {
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
  GET: 'list',
};

export function readIntent(query: string): Intent {
  const [, named] = /^\s*(GET|POST|PUT|PATCH|DELETE)\b/.exec(query) ?? [];
  const role = named === undefined ? undefined : methodRoles[named];
  if (named !== undefined && role !== undefined) return { role, method: named as Method };
  // The verb may follow a reason: "an employee left, disable the account".
  for (const part of query.toLowerCase().split(/[,;:]|\bthen\b/)) {
    const text = part.trim().replace(lead, '');
    const found = verbs.find(([, pattern]) => pattern.test(text));
    if (found !== undefined) return { role: found[0], method: undefined };
  }
  return { role: 'list', method: undefined };
}

/** How well an operation of each role answers what was asked for. */
const fits: Record<Role, Partial<Record<Role, number>>> = {
  list: {
    list: 1,
    get: 0.72,
    create: 0.5,
    count: 0.45,
    update: 0.42,
    info: 0.4,
    replace: 0.35,
    delete: 0.35,
    usages: 0.25,
    action: 0.8,
  },
  get: {
    get: 1,
    list: 0.75,
    update: 0.5,
    info: 0.45,
    replace: 0.4,
    delete: 0.4,
    count: 0.3,
    create: 0.3,
    usages: 0.3,
    action: 1,
  },
  create: {
    create: 1,
    action: 1,
    update: 0.5,
    list: 0.5,
    replace: 0.45,
    get: 0.4,
    delete: 0.3,
    count: 0.25,
    info: 0.25,
    usages: 0.2,
  },
  update: {
    update: 1,
    action: 1,
    replace: 0.8,
    get: 0.5,
    list: 0.45,
    create: 0.45,
    delete: 0.35,
    count: 0.25,
    info: 0.25,
    usages: 0.2,
  },
  replace: {
    replace: 1,
    update: 0.8,
    action: 1,
    get: 0.45,
    list: 0.4,
    create: 0.4,
    delete: 0.3,
    count: 0.25,
    info: 0.25,
    usages: 0.2,
  },
  delete: {
    delete: 1,
    action: 1,
    update: 0.5,
    get: 0.4,
    list: 0.4,
    replace: 0.3,
    create: 0.25,
    count: 0.25,
    info: 0.25,
    usages: 0.35,
  },
  count: {
    count: 1,
    list: 0.6,
    get: 0.4,
    info: 0.4,
    create: 0.25,
    update: 0.25,
    replace: 0.2,
    delete: 0.2,
    usages: 0.3,
    action: 1,
  },
  usages: {
    usages: 1,
    get: 0.5,
    list: 0.5,
    info: 0.35,
    delete: 0.4,
    count: 0.3,
    create: 0.2,
    update: 0.25,
    replace: 0.2,
    action: 1,
  },
  info: {
    info: 1,
    list: 0.8,
    get: 0.7,
    count: 0.4,
    create: 0.3,
    update: 0.3,
    replace: 0.3,
    delete: 0.3,
    usages: 0.3,
    action: 1,
  },
  action: {
    action: 1,
    create: 0.6,
    update: 0.6,
    list: 0.4,
    get: 0.4,
    replace: 0.3,
    delete: 0.3,
    count: 0.2,
    info: 0.2,
    usages: 0.2,
  },
};

export function fit(asked: Role, role: Role): number {
  return fits[asked][role] ?? 0.2;
}
