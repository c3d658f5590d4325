import { blankPng } from './blank-files.js';

/** What a document holds that nobody uploaded: a picture, or a page of text, by its name. */
export function madeFile(fileName: string, title: string): Buffer {
  const hue = Array.from(title).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 256, 7);
  if (/\.png$/i.test(fileName)) return blankPng([hue, 120, 255 - hue]);
  return Buffer.from(`${title}\r\n\r\nThis page was written by the sandbox.\r\n`);
}

/** Whether bytes are a picture, by what they begin with. */
export function isImage(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 12).toString('latin1');
  return /^(?:\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF[\s\S]{4}WEBP)/.test(start);
}
