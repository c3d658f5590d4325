import type { SandboxAddress } from '../actions/sandbox-serve.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';

/** The running sandbox as a person needs it: what to type into another client, and lines to paste. */
export function presentSandboxAddress(address: SandboxAddress, style: Style): string {
  const { sh, powershell, api, company, publicKey, privateKey, clientId, certificate } = address;
  const facts: [string, string | undefined][] = [
    ['API', api],
    ['company', company],
    ['public key', publicKey],
    ['private key', privateKey],
    ['client id', clientId],
    ['certificate', certificate],
  ];
  const trust = certificate === undefined ? '' : ` --ca '${inertLine(certificate)}'`;
  const lines = [
    style.bold(`A ConnectWise at ${address.url}`),
    ...facts.flatMap(([name, value]) =>
      value === undefined ? [] : [`  ${name.padEnd(13)}${inertLine(value)}`],
    ),
    '',
    style.bold('sh'),
    ...sh.map((line) => `  ${inertLine(line)}`),
    style.bold('PowerShell'),
    ...powershell.map((line) => `  ${inertLine(line)}`),
    '',
    `Then: cwm call GET /service/tickets${trust}`,
    style.dim('Ctrl-C stops it.'),
  ];
  return `${lines.join('\n')}\n`;
}
