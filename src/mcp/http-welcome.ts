/** What a person needs to connect a client, with the token where only this server knows it. */
export function howToConnect(url: string, token: string | undefined): string {
  const entry = {
    mcpServers: {
      connectwise: {
        type: 'http',
        url,
        headers: { Authorization: `Bearer ${token ?? '${CWM_MCP_TOKEN}'}` },
      },
    },
  };
  const lines = [
    ...(token === undefined
      ? ['The token is the one of CWM_MCP_TOKEN.']
      : [`Token: ${token}`, 'It is shown this once and is good until this server ends.']),
    'An entry for a client:',
    JSON.stringify(entry, null, 2),
  ];
  return `${lines.join('\n')}\n`;
}
