import { ClientRequestSchema, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

/** What is wrong with the params of a request that the protocol defines: the SDK itself would call that an error of its own. */
export function wrongParams(message: JSONRPCMessage): string | undefined {
  if (!('method' in message)) return undefined;
  const checked = schemas.get(message.method)?.safeParse(message);
  const problem = checked?.error?.issues[0];
  return problem && `${problem.path.join('.')}: ${problem.message}.`;
}

const schemas = new Map(
  ClientRequestSchema.options.map((schema) => [schema.shape.method.value as string, schema]),
);
