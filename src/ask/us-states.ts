/** States of the USA and provinces of Canada, but for New York, which is a city as well. */
const states = `
  Alabama AL, Alaska AK, Arizona AZ, Arkansas AR, California CA, Colorado CO, Connecticut CT, Delaware DE,
  Florida FL, Georgia GA, Hawaii HI, Idaho ID, Illinois IL, Indiana IN, Iowa IA, Kansas KS, Kentucky KY,
  Louisiana LA, Maine ME, Maryland MD, Massachusetts MA, Michigan MI, Minnesota MN, Mississippi MS,
  Missouri MO, Montana MT, Nebraska NE, Nevada NV, New Hampshire NH, New Jersey NJ, New Mexico NM,
  North Carolina NC, North Dakota ND, Ohio OH, Oklahoma OK, Oregon OR, Pennsylvania PA, Rhode Island RI,
  South Carolina SC, South Dakota SD, Tennessee TN, Texas TX, Utah UT, Vermont VT, Virginia VA, Washington WA,
  West Virginia WV, Wisconsin WI, Wyoming WY, Ontario ON, Quebec QC, Alberta AB, Manitoba MB, Saskatchewan SK,
  British Columbia BC, Nova Scotia NS`;

const abbreviations = new Map(
  states.split(',').map((state) => {
    const [, name = '', letters = ''] = /^\s*(.+) (\p{Lu}{2})$/u.exec(state) ?? [];
    return [name.toLowerCase(), letters];
  }),
);

/** The letters that addresses have for the name of a state; undefined for any other name. */
export function abbreviationOf(name: string): string | undefined {
  return abbreviations.get(name.toLowerCase());
}
