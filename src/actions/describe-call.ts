import { encodeQuery } from '../api/request.js';
import { resolveEndpoint } from '../catalog/resolve.js';
import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import { plainPath } from './known-path.js';
import { requestInWords } from './request-in-words.js';

/** A description that a call could be kept under: what the endpoint does, and which records are asked for. */
export async function describeCall(
  { method, path, params }: SavedCall,
  services: Services,
): Promise<string> {
  const catalog = await services.catalog();
  const plain = plainPath(path);
  const { endpoint } = resolveEndpoint(catalog, plain, method, false);
  const texts = Object.entries(params).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const target = `${plain}${encodeQuery(texts)}`;
  const words = await requestInWords({ method, target, body: undefined }, services);
  return words ?? (endpoint.summary === '' ? `${method} ${plain}` : endpoint.summary);
}
