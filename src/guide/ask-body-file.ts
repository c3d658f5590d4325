import { openUpload } from '../api/multipart.js';
import { UsageError } from '../errors/errors.js';
import type { Writing } from './body-writing.js';

/** Asks for the document of a form; a link can stand for it, as a field. */
export async function askFile(
  { desk: { prompt, services }, draft, shape }: Writing,
  again = false,
): Promise<void> {
  if (!again && (draft.file !== undefined || draft.set.has('url'))) return;
  const takesLink = shape.fields.some(({ name }) => name === 'url');
  const file = await prompt.text(
    `Path of the document to upload${takesLink ? '; Enter for a link in its place' : ''}`,
    {
      initial: draft.file,
      check: async (path) => {
        if (path === '') return takesLink ? undefined : 'A document is required.';
        try {
          await openUpload(services.resolvePath(path));
          return undefined;
        } catch (error) {
          if (error instanceof UsageError) return error.message.replace(/^--file: /, '');
          throw error;
        }
      },
    },
  );
  draft.file = file === '' ? undefined : file;
}
