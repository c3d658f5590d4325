import type { ApiClient } from './api/client.js';
import type { Change } from './api/changes.js';
import type { CheckConnection } from './api/check-connection.js';
import type { Probe } from './api/probe.js';
import type { ApiRequest } from './api/request.js';
import type { Machine } from './assistants/clients.js';
import type { Catalog } from './catalog/catalog.js';
import type { OwnProgram } from './completion/script.js';
import type { LocalData } from './local-data.js';
import type { ConnectionChoice, Credentials } from './config/connection.js';
import type { ConfigKeeper } from './config/keeper.js';
import type { Clock } from './dates/clock.js';
import type { Installation } from './doctor/installation.js';
import type { Memory } from './memory/memory.js';
import type { EndpointUsage } from './memory/usage.js';
import type { RowOutcome } from './rows/outcome.js';
import type { SandboxKeeper } from './sandbox/keeper.js';
import type { JsonRecord } from './text/records.js';
import type { Shell } from './text/shell-words.js';

/** What an action may use: no streams, no prompts. Members that cost something open on first use. */
export interface Services {
  catalog: () => Promise<Catalog>;
  /** Closes the catalog, so that its file can be replaced. Who asks next gets the one that is then in force. */
  releaseCatalog: () => Promise<void>;
  /** What sends requests; `until` stops them in place of the end of the run. */
  api: (until?: AbortSignal) => Promise<ApiClient>;
  /** The ConnectWise on this machine. */
  sandbox: () => Promise<SandboxKeeper>;
  /** Profiles, settings and keys. */
  config: () => ConfigKeeper;
  /** What authenticates a profile, or else the connection in force; undefined for the sandbox. Rejects where something is missing. */
  credentials: (profile?: string) => Promise<Credentials | undefined>;
  /** Tries credentials, those of the connection in force or others. */
  checkConnection: CheckConnection;
  /** Single requests with credentials that are not in force; whoever opens it closes it. */
  probe: (credentials: Credentials) => Promise<Probe>;
  /** From now on these texts appear in no output. */
  hide: (...secrets: readonly string[]) => void;
  /** A text without the secrets that are known. */
  redact: (text: string) => string;
  /** What is known of this installation without looking. */
  installation: () => Installation;
  /** The file of certificates that this run alone trusts. */
  ca: string | undefined;
  /** The time zone that the machine is set to. */
  machineZone: () => string;
  /** Fast Memory, made where there is none yet. */
  memory: () => Promise<Memory>;
  /** The same where there is one already: what only looks into it makes none. */
  memoryIfThere: () => Promise<Memory | undefined>;
  /** What this machine knows, for who only looks. */
  local: () => Promise<LocalData>;
  /** How often each endpoint was called; nothing where no use is remembered. Makes no memory. */
  usage: () => Promise<EndpointUsage[]>;
  /** What the connection is known by; undefined where none is set up. */
  connectionName: () => string | undefined;
  /** The profile that a flag named: a printed command names it too. */
  profile: string | undefined;
  /** What decides which connection is meant. */
  choice: () => ConnectionChoice;
  /** Whether a text holds a secret of the connection. */
  holdsSecret: (text: string) => boolean;
  /** Whether a bare read may take what a kept call says: a person sees it, and nobody turned it off. */
  reusesMemory: boolean;
  /** Whether what is called is remembered: counted, noted, offered to be kept. */
  remembers: boolean;
  /** Whether the recent calls are noted: a setting turns that off. Throws ConfigError for damaged settings. */
  notesCalls: () => boolean;
  /** Who asks: a person or script at a command line, or an assistant. */
  surface: 'cli' | 'mcp';
  /** The shell that printed commands are written for. */
  shell: Shell;
  /** The Node and the script that this cwm is. */
  ownProgram: () => OwnProgram;
  /** Asks a person for a text; undefined where nobody can be asked. */
  ask: ((question: string) => Promise<string>) | undefined;
  /** Runs command lines until their end and gives their exit code; undefined within a session, and for assistants. */
  session: ((options: SessionOptions) => Promise<number>) | undefined;
  /** Serves assistants until the run ends, or their side does. */
  assistants: (options: AssistantOptions) => Promise<ServedAssistants>;
  /** Where requests would go, without opening anything. */
  destination: () => Promise<Destination>;
  /** Identifier of the member that `me` stands for; undefined where none is set. */
  member: () => string | undefined;
  /** Whether no write may be sent: the profile says so, or the session. */
  readOnly: () => boolean;
  /** Somebody said beforehand that everything may be sent: `--yes`. */
  preapproved: boolean;
  /** Returns when the write may be sent; throws RefusedError when it may not. */
  approve: (plan: WritePlan) => Promise<void>;
  /** Before a write reads what it needs: throws RefusedError where nobody could approve it later. */
  refuseUnapproved: (title: string) => void;
  /** Before a request is sent: throws where an answer of this kind could not be shown as it was asked for. */
  expect: (answer: AnswerKind) => void;
  report: Report;
  /** Aborted when the run is to end. */
  signal: AbortSignal;
  /** Waits so many milliseconds; rejects when the run is to end. */
  wait: (ms: number) => Promise<void>;
  /** The folder for what is known of unfinished work, where it cannot lie beside its input. */
  journalFolder: () => string;
  /** The user's own catalog file, which replaces the bundled one, and the one that CWM_CATALOG puts before both. */
  catalogPlace: () => { own: string; named: string | undefined };
  now: () => Date;
  /** What dates are read against. Throws UsageError for a zone that does not exist. */
  clock: () => Clock;
  /** The time zone that a flag named. */
  zone: string | undefined;
  /** Where assistants are looked for, and what they shall start. */
  machine: () => Machine;
  /** A path as the user means it: from the folder that the command runs in. */
  resolvePath: (path: string) => string;
}

export interface AssistantOptions {
  readOnly: boolean;
  allowWrites: boolean;
  /** Where calls are noted; standard error unless given. */
  auditFile: string | undefined;
  /** Where to listen for clients over HTTP; without it there is one, on standard input and output. */
  http: { host: string; port: number } | undefined;
}

export interface ServedAssistants {
  /** Where clients find it over HTTP. */
  address?: AssistantAddress;
  ended: Promise<void>;
}

export interface AssistantAddress {
  url: string;
  /** Answers whoever asks whether the server is up. */
  health: string;
}

export interface SessionOptions {
  /** The first line that fails ends it; else its exit code is the last line's. */
  failFast: boolean;
  /** No line may write to ConnectWise. */
  readOnly: boolean;
}

/** What an endpoint answers with, as far as the catalog knows. */
export type AnswerKind = 'records' | 'document' | 'unknown';

export interface Destination {
  /** Up to and including `/apis/3.0`, without trailing slash. */
  baseUrl: string;
  headers: Record<string, string>;
  /** Set where the address shown is not the one that a request would use. */
  note?: string;
}

/** A write as a person should see it before it is sent. */
export interface WritePlan {
  /** One line: `PATCH /service/tickets/4711`. */
  title: string;
  /** What would be sent; undefined for what is written on this machine. */
  request?: ApiRequest;
  body: string | undefined;
  /** Looks up the record as it is. Asked only where a person will see it; undefined where it cannot be read. */
  before?: () => Promise<JsonRecord | undefined>;
  /** Looks up what would change, in the same way. */
  changes?: () => Promise<Change[] | undefined>;
  /** Its conditions in plain words, a line each. Asked only where a person will see them. */
  inWords?: () => Promise<string[]>;
  /** It is the first of many that are approved together. */
  rows?: RowsPlan;
  /** The body says that the customer will see its text. */
  customerSees?: boolean;
  /** For what is written on this machine rather than sent: the question, and how to say that it was not done. */
  local?: { question: string; undone: string };
}

/** Many writes as a person should see them before they are sent. */
export interface RowsPlan {
  method: string;
  /** With names in braces for what differs. */
  path: string;
  count: number;
  /** Names of the fields that they set. */
  fields: readonly string[];
  /** What was done or left out before, and the like, a sentence each. */
  notes: readonly string[];
  /** The first few of them. */
  first: readonly { row: number; plan: WritePlan }[];
  /** All of them, in the order of their rows. */
  requests: readonly ApiRequest[];
}

/** What an action says beside its result. */
export interface Report {
  /** Something is wrong or surprising; always shown. */
  warn: (text: string) => void;
  /** Worth knowing for a person; silent in scripts. */
  note: (text: string) => void;
  /** For people who look into what cwm does; absent unless they asked for it. */
  debug?: (text: string) => void;
  /** Status and headers of each answer; absent unless they asked for it. */
  answerHead?: (text: string) => void;
  /** Somebody sees the progress: worth an extra request for a total. */
  isWatched?: boolean;
  /** A line of a log that was asked for; always shown. */
  log: (text: string) => void;
  /** What is known of a row of many writes: before it is sent, and when it has ended. Absent unless somebody keeps account. */
  row?: (outcome: RowOutcome) => void;
  /** How far a long piece of work has come, 0 to 1; undefined where nobody knows the whole. */
  progress: (step: string, done: number | undefined) => void;
}
