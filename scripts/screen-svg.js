// Draws the lines of a terminal as an SVG: text alone, no script, no font of its own.

const [cellWidth, lineHeight, fontSize, margin, bar] = [8.4, 19, 14, 16, 34];
const [background, foreground] = ['#1d2128', '#d8dee9'];

/** The sixteen colours that have names. */
const named =
  '#3b4252 #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #d8dee9 #7f8896 #ef8891 #b5e890 #f2d59b #8cc8ff #dda0f0 #7fd5df #ffffff';

/** Lines of stretches `{column, text, color, isBold, isDim, isInverse}` in a window as wide as `columns`. */
export function toSvg(lines, columns) {
  const width = Math.ceil(columns * cellWidth + 2 * margin);
  const height = bar + lines.length * lineHeight + margin;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (color, at) => `<circle cx="${margin + 4 + at * 20}" cy="${bar / 2}" r="6" fill="${color}"/>`,
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A session of cwm">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    ...dots,
    `<text x="${width / 2}" y="${bar / 2 + 5}" text-anchor="middle" font-family="sans-serif" font-size="13" fill="#7f8896">cwm</text>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${fontSize}" fill="${foreground}" xml:space="preserve">`,
    ...lines.map(drawLine),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

/** Each stretch has its place, so that columns stay in line whatever font there is. */
function drawLine(stretches, row) {
  const y = bar + row * lineHeight + fontSize;
  const parts = stretches.map(({ column, text, ...look }) => {
    const color = look.color === undefined ? undefined : colorOf(look.color);
    const style = [
      color === undefined ? '' : ` fill="${color}"`,
      look.isBold ? ' font-weight="bold"' : '',
      look.isDim ? ' opacity="0.6"' : '',
      look.isInverse ? ' text-decoration="underline"' : '',
    ].join('');
    return `<tspan x="${round(margin + column * cellWidth)}"${style}>${escape(text)}</tspan>`;
  });
  return `<text y="${y}">${parts.join('')}</text>`;
}

/** A colour as a terminal counts them: 16 with names, a cube of 216, 24 greys; beyond these it is the colour itself. */
function colorOf(number) {
  if (number < 16) return named.split(' ')[number];
  if (number > 255) return hex([number >> 16, (number >> 8) & 0xff, number & 0xff]);
  if (number >= 232) return hex(Array(3).fill(8 + (number - 232) * 10));
  const steps = [
    Math.floor((number - 16) / 36),
    Math.floor((number - 16) / 6) % 6,
    (number - 16) % 6,
  ];
  return hex(steps.map((step) => (step === 0 ? 0 : 55 + step * 40)));
}

function hex(parts) {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
