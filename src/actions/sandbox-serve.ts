import { cancelledBy } from '../errors/errors.js';
import type { ServedSandbox } from '../sandbox/keeper.js';
import { quoted } from '../text/shell-words.js';
import { whenAborted } from '../text/when-aborted.js';
import { defineAction, one } from './define.js';
import { readFaults } from './fault-flags.js';

export interface SandboxAddress extends Omit<ServedSandbox, 'certificate' | 'close'> {
  /** File of the certificate, to be trusted with --ca. */
  certificate?: string;
  /** Lines that point cwm, or another client that reads the same variables, at it. */
  sh: string[];
  powershell: string[];
}

const loopback = ['127.0.0.1', 'localhost', '::1'];

export const sandboxServe = defineAction({
  name: 'sandbox_serve',
  summary: 'Serve a ConnectWise on this machine until stopped',
  params: {
    port: {
      kind: 'integer',
      default: 3003,
      min: 0,
      max: 65_535,
      summary: 'port to listen on; 0 takes any free one',
    },
    host: { kind: 'string', summary: 'address to listen on; this machine alone unless told' },
    tls: { kind: 'boolean', summary: 'https, with a certificate of its own' },
    log: { kind: 'boolean', summary: 'write a line for each request to standard error' },
    seed: { kind: 'integer', default: 1, summary: 'another seed, other faults' },
    latency: { kind: 'string', summary: 'wait so long before each answer' },
    fail: { kind: 'texts', summary: 'answer a status that often in place of the real answer' },
    drop: { kind: 'string', summary: 'cut that share of connections, half of them after the work' },
    truncate: { kind: 'string', summary: 'end that share of bodies early' },
    slowBody: { kind: 'integer', min: 0, max: 60_000, summary: 'let each body take so long' },
    throttle: { kind: 'string', summary: 'answer 429 beyond so many requests a minute' },
    switches: { kind: 'texts', summary: 'decide what is disputed about the real server' },
  },
  async run(input, { sandbox, report, signal }) {
    const { port, host = '127.0.0.1', tls = false, log = false, switches = [], ...flags } = input;
    const faults = readFaults(flags);
    const keeper = await sandbox();
    const served = await keeper.serve({
      host,
      port,
      tls,
      faults,
      switches,
      log: log ? report.log : undefined,
    });
    if (!loopback.includes(host)) {
      report.warn(
        `Everybody who reaches ${host} can use the sandbox: its keys are no secret.${tls ? ' Its certificate names localhost and 127.0.0.1 alone.' : ''}`,
      );
    }
    const { close, certificate, ...address } = served;
    const variables = {
      CONNECTWISE_API_URL: address.api,
      CONNECTWISE_COMPANY_ID: address.company,
      CONNECTWISE_PUBLIC_KEY: address.publicKey,
      CONNECTWISE_PRIVATE_KEY: address.privateKey,
      CONNECTWISE_CLIENT_ID: address.clientId,
      CONNECTWISE_AUTH_PREFIX: `${address.company}+`,
      // What Node and Python's requests trust.
      ...(certificate === undefined
        ? {}
        : { NODE_EXTRA_CA_CERTS: certificate, REQUESTS_CA_BUNDLE: certificate }),
    };
    const value: SandboxAddress = {
      ...address,
      ...(certificate === undefined ? {} : { certificate }),
      sh: Object.entries(variables).map(([name, text]) => `export ${name}=${quoted(text, 'sh')}`),
      powershell: Object.entries(variables).map(
        ([name, text]) => `$env:${name} = ${quoted(text, 'powershell')}`,
      ),
    };
    return {
      ...one(value),
      async meanwhile() {
        await whenAborted(signal);
        await close();
        throw cancelledBy(signal);
      },
    };
  },
});
