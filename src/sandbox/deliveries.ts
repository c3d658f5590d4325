import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonRecord } from '../text/records.js';
import { sandboxCompany } from './accounts.js';
import { isAbout, signatureOf, signingKey } from './callbacks.js';
import type { Change } from './changes.js';
import { collections } from './records.js';
import type { SandboxStore } from './store.js';

/** Waits between tries; cut short when the sandbox closes. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const realWait: Wait = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal, ref: false });

export interface Posting {
  store: SandboxStore;
  /** Address of the sandbox: `http://127.0.0.1:port/v4_6_release`. */
  address: string;
  /** Completes the links in a record's JSON. */
  absolute: (json: string) => string;
  wait: Wait;
}

/** What the server tries again, and after how long. */
const retried = [404, 409, 419, 429];
const waits = [2000, 4000];
const patience = 5000;
/** How long what is on its way may take once the sandbox closes: a receiver that hangs holds nobody up. */
const farewell = 200;

/** Sends callbacks of what was written, to this machine alone. */
export class Deliveries {
  readonly #posting: Posting;
  readonly #closing = new AbortController();
  readonly #ended = new AbortController();
  readonly #under = new Set<Promise<void>>();
  readonly #keyId = randomUUID();

  constructor(posting: Posting) {
    this.#posting = posting;
  }

  /** Sends what the callbacks are about; nobody waits for it. */
  send(changes: readonly Change[], member: string): void {
    if (changes.length === 0 || this.#closing.signal.aborted) return;
    const callbacks = this.#posting.store.list(collections.callbacks);
    for (const { id, record: callback } of callbacks)
      for (const change of changes) {
        if (!isAbout(callback, change) || isOwn(callback, member, this.#posting.store)) continue;
        const delivery = this.#deliver(id, callback, change, member);
        this.#under.add(delivery);
        void delivery.finally(() => this.#under.delete(delivery));
      }
  }

  /** Nothing is sent any more. What is on its way still arrives, or is given up. */
  async close(): Promise<void> {
    this.#closing.abort();
    const end = setTimeout(() => this.#ended.abort(), farewell);
    await Promise.all(this.#under);
    clearTimeout(end);
  }

  async #deliver(id: number, callback: JsonRecord, change: Change, member: string): Promise<void> {
    const action =
      change.before === undefined ? 'added' : change.after === undefined ? 'deleted' : 'updated';
    // The server appends to the text, whatever it ends with: hence addresses that end in `recordId=`.
    const address = onThisMachine(`${String(callback['url'])}${change.id}&action=${action}`);
    if (address === undefined) return;
    const body = this.#bodyOf(id, callback, change, action, member);
    for (const wait of [...waits, undefined]) {
      const status = await this.#post(address, body);
      if (!retried.includes(status) || wait === undefined) return;
      const woken = await this.#posting.wait(wait, this.#closing.signal).then(
        () => !this.#closing.signal.aborted,
        () => false,
      );
      if (!woken) return;
    }
  }

  /** The status of the answer; 0 without one, which is not tried again. */
  async #post(address: string, body: string): Promise<number> {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-content-signature': signatureOf(body, signingKey(this.#keyId)),
        },
        body,
        // A redirect could lead off this machine.
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(patience), this.#ended.signal]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  #bodyOf(
    id: number,
    callback: JsonRecord,
    { id: recordId, after }: Change,
    action: string,
    member: string,
  ): string {
    const { address, absolute } = this.#posting;
    return JSON.stringify({
      MessageId: randomUUID(),
      FromUrl: new URL(address).host,
      CompanyId: sandboxCompany,
      MemberId: member,
      Action: action,
      Type: callback['type'],
      ID: recordId,
      CallbackObjectRecId: id,
      ProductInstanceId: null,
      PartnerId: null,
      Metadata: {
        key_url: `${address}/system/callbackkey/index.rails?companyName=${sandboxCompany}&id=${this.#keyId}`,
      },
      Entity: after === undefined ? null : absolute(JSON.stringify(after)),
    });
  }
}

/** The address where it is one of this machine; no others are ever asked for anything. */
export function onThisMachine(text: string): string | undefined {
  try {
    const { hostname, protocol, href } = new URL(text);
    const isHttp = protocol === 'http:' || protocol === 'https:';
    return isHttp && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the callback leaves out what its own member writes. */
function isOwn(callback: JsonRecord, member: string, store: SandboxStore): boolean {
  if (callback['isSelfSuppressedFlag'] !== true) return false;
  const owner = store.get(collections.members, Number(callback['memberId']))?.record;
  return owner?.['identifier'] === member;
}
