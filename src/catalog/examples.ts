import { toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { quoted } from '../text/shell-words.js';
import type { Catalog } from './catalog.js';
import { isRead, type Endpoint } from './model.js';
import { fieldSample, patchField, skeleton } from './skeleton.js';
import { fillTemplate, placeholders } from './template.js';

export interface Examples {
  sh: string;
  powershell: string;
}

/**
 * One runnable call of an endpoint for each shell. PowerShell's has single quotes around its words and none
 * of the characters that its shims damage: no double quote, brace, @, &, > or %.
 */
export function exampleCalls(catalog: Catalog, endpoint: Endpoint): Examples {
  const parameters = catalog.parameters(endpoint);
  const names = placeholders(endpoint.path);
  const path = fillTemplate(endpoint.path, (name) => {
    const type = parameters.find((one) => one.in === 'path' && one.name === name)?.type;
    return names.includes(name) && type === 'string' ? 'example' : '1';
  });
  const call = `cwm call ${endpoint.method} `;
  if (endpoint.method === 'GET') return plain(catalog, endpoint, call, path);
  const body = skeleton(catalog, endpoint);
  if (body === undefined) return { sh: `${call}${path}`, powershell: `${call}'${path}'` };
  if (endpoint.body?.contentType.startsWith('multipart/') === true && isRecord(body)) {
    const parts = Object.entries(body).filter(([name]) => name !== 'file');
    const words = (settings(parts) ?? []).map((setting) => ` --set '${setting}'`);
    const upload = (target: string, file: string) =>
      `${call}${target} --file ${file}${words.join('')}`;
    return { sh: upload(path, 'report.pdf'), powershell: upload(`'${path}'`, "'report.pdf'") };
  }
  const set = settingsOf(catalog, endpoint, body);
  return {
    sh: `${call}${path} -d ${quoted(toJson(body), 'sh')}`,
    powershell:
      set === undefined
        ? `cwm describe ${endpoint.method} '${endpoint.path.includes('{') ? path : endpoint.path}' --skeleton | ${call}'${path}' -d -`
        : `${call}'${path}' ${set.map((setting) => `--set '${setting}'`).join(' ')}`,
  };
}

/** A read: a list is kept short, so that the example answers fast. */
function plain(catalog: Catalog, endpoint: Endpoint, call: string, path: string): Examples {
  const payload = endpoint.response.payload;
  if (payload?.list !== true || !isRead(endpoint))
    return { sh: `${call}${path}`, powershell: `${call}'${path}'` };
  const names = catalog.fields(payload.schema ?? '').map(({ name }) => name);
  const fields = ['id', 'identifier', 'name', 'summary'].filter((name) => names.includes(name));
  const shown = fields.length > 1 ? fields.join(',') : undefined;
  return {
    sh: `${call}${path}${shown === undefined ? '' : ` --fields ${shown}`} --page-size 5`,
    powershell: `${call}'${path}'${shown === undefined ? '' : ` --fields '${shown}'`} --page-size 5`,
  };
}

/** The body as `--set` words; undefined where it is more than scalars and references. */
function settingsOf(catalog: Catalog, endpoint: Endpoint, body: unknown): string[] | undefined {
  if (endpoint.body?.schema === 'PatchOperation') {
    const field = patchField(catalog, endpoint);
    return field === undefined
      ? undefined
      : settings([[field.name, fieldSample(catalog, endpoint, field)]]);
  }
  return isRecord(body) ? settings(Object.entries(body)) : undefined;
}

function settings(members: readonly (readonly [string, unknown])[]): string[] | undefined {
  const words = members.map(([name, value]) => {
    const scalar = isRecord(value) ? value['id'] : value;
    return typeof scalar === 'string' || typeof scalar === 'number' || typeof scalar === 'boolean'
      ? `${name} = ${scalar}`
      : undefined;
  });
  return words.length > 0 && words.every((word) => word !== undefined) ? words : undefined;
}
