import type { ApiRequest } from '../api/request.js';
import type { SavedCall } from '../memory/entry.js';
import type { CwmError } from '../errors/errors.js';
import type { RowOutcome } from '../rows/outcome.js';
import type { RowSource } from '../rows/table.js';
import type { Services } from '../services.js';
import type { Unsent } from './dry-run.js';

interface ParamBase {
  summary: string;
  required?: boolean;
  /** What it names: who completes a half-written line offers these. */
  completes?: Completes;
}

/** What a word of a command line can name, beside the choices of its param. */
export type Completes =
  | 'endpoint'
  /** METHOD and path, as they are sent. */
  | 'request'
  /** A parameter of the endpoint and its value. */
  | 'parameter'
  /** Filters, sort orders and lists of fields of the endpoint's records. */
  | 'where'
  | 'conditions'
  | 'childConditions'
  | 'customFieldConditions'
  | 'orderBy'
  | 'fields'
  | 'columns'
  /** A field of the body with its value, with where the text is, or alone. */
  | 'setting'
  | 'settingSource'
  | 'bodyField'
  /** A call that is kept, and a placeholder of it with its value. */
  | 'entry'
  | 'placeholder'
  | 'module'
  | 'category'
  | 'profile'
  | 'zone'
  | 'file';

/** One named input of an action. Its kind decides the TypeScript type, the flag, and the JSON Schema. */
export type Param =
  | (ParamBase & { kind: 'string'; choices?: readonly string[] })
  /** A text that no command line may hold: a shell says where it is, `@file`, `-`, or `env` for the variables. */
  | (ParamBase & { kind: 'secret' })
  | (ParamBase & { kind: 'integer'; min?: number; max?: number; default?: number })
  | (ParamBase & { kind: 'boolean'; default?: boolean })
  /** Names, split at commas and white space. */
  | (ParamBase & { kind: 'list' })
  /** name=value, repeatable; an object over JSON. With `sources` a shell gives `@file`, `-` or `env:NAME` as the value. */
  | (ParamBase & { kind: 'pairs'; sources?: boolean })
  /** Texts as they are, repeatable. */
  | (ParamBase & { kind: 'texts' })
  /** Rows to make calls of: an array of objects over JSON; a shell gives `@file` or `-`. */
  | (ParamBase & { kind: 'rows' })
  /** Any JSON value; with `types` one of these. */
  | (ParamBase & { kind: 'json'; types?: readonly JsonType[] });

export type JsonType = 'object' | 'array';

export type Params = Record<string, Param>;

type ValueOf<P extends Param> = P extends { kind: 'string'; choices: readonly (infer C)[] }
  ? C
  : P extends { kind: 'string' | 'secret' }
    ? string
    : P extends { kind: 'integer' }
      ? number
      : P extends { kind: 'boolean' }
        ? boolean
        : P extends { kind: 'list' | 'texts' }
          ? string[]
          : P extends { kind: 'pairs' }
            ? Record<string, string>
            : P extends { kind: 'rows' }
              ? RowSource
              : unknown;

type AlwaysThere<P extends Params> = {
  [K in keyof P]: P[K] extends { required: true } | { default: unknown } ? K : never;
}[keyof P];

/** The input that `run` gets: required and defaulted members are there, the others may be undefined. */
export type InputOf<P extends Params> = { [K in AlwaysThere<P>]: ValueOf<P[K]> } & {
  [K in Exclude<keyof P, AlwaysThere<P>>]?: ValueOf<P[K]> | undefined;
};

/** A call that succeeded, with a description that it could be kept under. */
export interface Keepable {
  call: SavedCall;
  description: string;
  /** It is the last of the recent calls. */
  isNoted: boolean;
}

/** What an action returns. It never prints; a surface shows it. */
export type Result<Row = unknown> = Shown<Row> & {
  /** What was changed on the server: it stays true if showing the result fails. */
  wrote?: string;
  /** The entry of memory whose params were taken, since none were given. */
  reused?: string;
  /** The list goes on after these rows. */
  more?: boolean;
  /** HTTP status of the answer. */
  status?: number;
  /** The one request that this is the answer to. */
  sent?: ApiRequest;
  /** What would be sent: this shows a dry run. */
  unsent?: Unsent;
  /** The call that gave it, as it was written; undefined where nothing was sent, or it cannot be kept. */
  written?: SavedCall | undefined;
  /** That call with a description, for whoever wants to keep it once the result was shown; undefined where it is kept already. */
  keepable?: () => Promise<Keepable | undefined>;
  /** What a person does now, said once the result was shown. */
  advice?: string;
  /** The exit code, where what was run within has failed and was shown there. */
  exitCode?: number;
  /** What became of each of many writes, where these are the rows. */
  outcomes?: readonly RowOutcome[];
  /** What is thrown once the result was shown, where parts of it have failed. */
  failure?: () => CwmError | undefined;
  /** What goes on once the result was shown: a server that runs until the run is ended. */
  meanwhile?: () => Promise<void>;
};

type Shown<Row> =
  | { kind: 'one'; value: Row; columns?: readonly string[] }
  | { kind: 'many'; rows: Iterable<Row>; columns?: readonly string[] }
  /** Rows that come page by page; what was shown of them stays when a later page fails. */
  | { kind: 'pages'; pages: AsyncIterable<readonly Row[]>; columns?: readonly string[] }
  /** Nothing to show: a delete that worked, a file that was written. */
  | { kind: 'none'; note: string }
  /** A document or an image; `name` is what the server calls it. */
  | { kind: 'bytes'; bytes: Uint8Array; contentType: string; name?: string | undefined };

export interface Action<P extends Params = Params, Row = unknown> {
  name: string;
  summary: string;
  params: P;
  run: (input: InputOf<P>, services: Services) => Promise<Result<Row>>;
}

/** One thing cwm can do, defined once for every surface. */
export function defineAction<const P extends Params, Row>(action: Action<P, Row>): Action<P, Row> {
  return action;
}

export function one<Row>(value: Row, columns?: readonly string[]): Result<Row> {
  return columns === undefined ? { kind: 'one', value } : { kind: 'one', value, columns };
}

export function many<Row>(rows: Iterable<Row>, columns?: readonly string[]): Result<Row> {
  return columns === undefined ? { kind: 'many', rows } : { kind: 'many', rows, columns };
}
