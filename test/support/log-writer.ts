// A process that writes lines to a log: `<file> <name> <how many>`.
import { appendLine } from '../../src/log/log-file.js';

const [file = '', name = '', number = '0'] = process.argv.slice(2);
for (let one = 1; one <= Number(number); one++)
  appendLine({ file, bytes: 20_000, files: 50 }, JSON.stringify({ name, one }));
