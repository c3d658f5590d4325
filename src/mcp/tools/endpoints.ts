import { describe, type Description } from '../../actions/describe.js';
import { rowsOf } from '../answer.js';
import { readArguments } from '../arguments.js';
import { detailsOf, detailsText } from '../details.js';
import { reading } from '../hints.js';
import { outputSchema } from '../schema.js';
import type { Tool } from '../tool.js';

const text = { type: 'string' };
const object = { type: 'object' };
const list = { type: 'array', items: text };

/** The tool that tells how an endpoint is called. */
export const endpointTools: readonly Tool[] = [
  {
    name: 'get_api_endpoint_details',
    title: 'Read an endpoint',
    description:
      'How to call one endpoint: path values, filters, body fields with types, answer, a sample call, related endpoints.',
    params: {
      path: describe.params.path,
      method: describe.params.method,
      detail: {
        kind: 'string',
        choices: ['brief', 'full'],
        summary: 'brief unless told; full leaves nothing out',
      },
    },
    hints: reading,
    output: outputSchema(
      { method: text, path: text, summary: text, call: object },
      {
        ...{ operationId: text, category: text, path_values: object, query: object },
        ...{ list_params: list, body: text, required: object, optional: object },
        ...{ can_change: object, filters: object, answer: text, fields: {} },
        ...{ related: list, left_out: object },
      },
    ),
    async run({ path, method, detail }, session, toolCall) {
      const { services } = session.run(toolCall);
      const ask = async (more: object = {}) => {
        const input = readArguments(describe.params, { path, method, ...more });
        return (await rowsOf(await describe.run(input, services)))[0];
      };
      const description = (await ask()) as Description;
      const isSent = description.body !== null;
      const skeleton = isSent ? await ask({ skeleton: true }) : undefined;
      const structured = detailsOf(description, skeleton, detail === 'full');
      return { structured, text: detailsText(structured) };
    },
  },
];
