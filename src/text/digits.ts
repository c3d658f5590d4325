/** Compares two numbers as JSON writes them, by their digits: JavaScript's numbers would round long ones. Below, at or above 0. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [normal(a), normal(b)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  const larger =
    left.point === right.point
      ? order(left.digits, right.digits)
      : Math.sign(left.point - right.point);
  return left.sign * larger;
}

interface Normal {
  sign: -1 | 0 | 1;
  /** Without zeros at either end. */
  digits: string;
  /** Where the point stands, counted from the first digit: 12.5 and 0.01 have 2 and -1. */
  point: number;
}

function normal(text: string): Normal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[-+]/, '').split('.');
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  if (digits === '') return { sign: 0, digits: '', point: 0 };
  return {
    sign: mantissa.startsWith('-') ? -1 : 1,
    digits: digits.replace(/0+$/, ''),
    point: whole.length - (all.length - digits.length) + Number(exponent),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
