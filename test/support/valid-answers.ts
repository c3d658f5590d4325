import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { McpClient, ToolResult } from './mcp-client.js';

/** Calls tools of a server and holds each answer, failures too, to what the tool says of it. */
export async function validAnswers(client: McpClient): Promise<McpClient['tool']> {
  const ajv = new Ajv2020({ strict: false });
  const { tools } = await client.request('tools/list');
  const schemas = new Map(
    (tools as { name: string; outputSchema: object }[]).map(({ name, outputSchema }) => [
      name,
      ajv.compile(outputSchema),
    ]),
  );
  return async (name, input): Promise<ToolResult> => {
    const answer = await client.tool(name, input);
    const validate = schemas.get(name);
    expect(validate?.(answer.structured), `${name}: ${ajv.errorsText(validate?.errors)}`).toBe(
      true,
    );
    return answer;
  };
}
