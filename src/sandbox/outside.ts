import { sandboxCompany } from './accounts.js';
import type { Answer } from './answer.js';
import { signingKey } from './callbacks.js';
import type { World } from './handle.js';

/** What is answered outside the API, to anybody; undefined for what is no such address. */
export function outside(url: URL, { catalog }: World): Answer | undefined {
  const [, asked] = /^\/login\/companyinfo\/([^/]+)\/?$/i.exec(url.pathname) ?? [];
  if (asked !== undefined)
    // A company that does not exist is no error.
    return {
      status: 200,
      body: asked === sandboxCompany ? companyInfo(url, catalog.meta('version')) : null,
    };
  if (!/^\/v[^/]+\/system\/callbackkey\/index\.rails$/i.test(url.pathname)) return undefined;
  const id = url.searchParams.get('id');
  return id === null || id === ''
    ? { status: 404, body: 'There is no such key.' }
    : { status: 200, body: { signing_key: signingKey(id) } };
}

function companyInfo(url: URL, version: string): Record<string, unknown> {
  return {
    CompanyName: 'Sandbox',
    Codebase: 'v4_6_release/',
    VersionCode: `v${version}`,
    VersionNumber: `v${version}.0`,
    CompanyID: sandboxCompany,
    IsCloud: false,
    SiteUrl: url.host,
    AllowedOrigins: [],
  };
}
