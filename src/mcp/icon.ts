const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#14532d"/><path d="M4 5l3 3-3 3M8.5 11H12" fill="none" stroke="#fff" stroke-width="1.6"/></svg>`;

/** What clients show beside the server's name: a prompt, as in a terminal. */
export const icon = {
  src: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`,
  mimeType: 'image/svg+xml',
  sizes: ['any'],
};
