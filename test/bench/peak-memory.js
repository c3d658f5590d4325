// Imported into a measured process: tells its peak memory in MB as its last words.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(2, `\npeak-rss ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
