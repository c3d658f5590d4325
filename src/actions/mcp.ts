import { defineAction } from './define.js';

export const mcpServe = defineAction({
  name: 'mcp_serve',
  summary: 'Serve assistants over the Model Context Protocol',
  params: {
    readOnly: { kind: 'boolean', default: false, summary: 'write nothing to ConnectWise' },
    allowWrites: {
      kind: 'boolean',
      default: false,
      summary: 'send writes at once, without a preview to confirm',
    },
  },
  async run(options, { assistants }) {
    const { ended } = await assistants(options);
    return {
      kind: 'none',
      note: 'Assistants talk to it over standard input and output; Ctrl-C ends it.',
      meanwhile: () => ended,
    };
  },
});
