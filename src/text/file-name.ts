/** Names of devices on Windows, whatever follows them: `nul.txt` is no file there. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\s*$)/i;

/** Bytes of a name in most file systems, less what a number and the name of a temporary file need. */
const longest = 200;

/**
 * A name of unknown origin as the name of a file in any folder of any system: its last part alone, without
 * what hides a file, disguises its ending or means something to a shell. Undefined where nothing is left.
 */
export function safeFileName(text: string): string | undefined {
  const last = text.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .normalize('NFC')
    // controls, bidirectional marks, zero-width characters
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s~-]+/, '')
    .replace(/[.\s]+$/, '');
  if (plain === '') return undefined;
  return shorten(plain.replace(reserved, '_$&'));
}

/** The same name with a number before its ending: `report-2.pdf`. */
export function numberedName(name: string, number: number): string {
  const { stem, ending } = split(name);
  return `${stem}-${number}${ending}`;
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const { stem, ending } = split(name);
  const room = longest - Buffer.byteLength(ending);
  let kept = '';
  for (const character of stem) {
    if (Buffer.byteLength(kept + character) > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}${ending}`;
}

function split(name: string): { stem: string; ending: string } {
  const ending = /(?<=.)\.[^.]{1,12}$/u.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - ending.length), ending };
}
