import type { Description } from '../actions/describe.js';
import { fillTemplate, placeholders } from '../catalog/template.js';
import type { JsonRecord } from '../text/records.js';

/** Arguments of execute_api_call that make a valid call, with values to replace. */
export function sampleCall(description: Description, skeleton: unknown): JsonRecord {
  const { method, path, parameters, response, filters } = description;
  const names = placeholders(path);
  const filled = fillTemplate(path, (name) => {
    const type = parameters.find((one) => one.in === 'path' && one.name === name)?.type;
    return names.includes(name) && type === 'string' ? 'example' : '1';
  });
  const isUpload = description.body?.contentType.startsWith('multipart/') === true;
  if (method !== 'GET')
    return {
      path: filled,
      method,
      ...(skeleton === undefined || isUpload ? {} : { data: skeleton }),
    };
  const filter = filters.find(
    ({ type, in: place }) => type === 'boolean' && place === 'conditions',
  );
  const shown = filter ?? filters.find(({ in: place }) => place === 'conditions');
  const params = {
    ...(shown === undefined ? {} : { conditions: shown.example }),
    ...(response.list ? { pageSize: 5 } : {}),
  };
  return { path: filled, method, ...(Object.keys(params).length === 0 ? {} : { params }) };
}
