import words from '../../data/sandbox/names.json' with { type: 'json' };
import type { Field } from '../catalog/model.js';
import { splitCase } from '../catalog/words.js';
import type { Filling } from './fill.js';
import type { Chance } from './ground.js';
import { turn as ofTurn } from './turn.js';

const byCollection = new Map<string, readonly string[]>(Object.entries(words.collections));
const byNoun = new Map<string, readonly string[]>(Object.entries(words.nouns));

/** A text that a field's name suggests, no longer than the field takes. */
export function textFor(field: Field, filling: Filling, turn: number, chance: Chance): string {
  const text =
    field.format === 'uuid' || /^(?:mobileGuid|\w*connectWiseI[dD]|guid)$/i.test(field.name)
      ? uuid(chance, filling.index)
      : written(field.name, filling, turn);
  return text.slice(0, field.maxLength ?? 250).trimEnd();
}

/** What the record is called: from the list for its collection or kind, else the kind with a word before it. */
function nameFor({ key, noun, index }: Filling): string {
  const listed = namesListed(key, noun);
  const turn = listed?.[index % listed.length];
  if (turn !== undefined && listed !== undefined)
    return index < listed.length ? turn : `${turn} ${Math.floor(index / listed.length) + 1}`;
  const qualifier = ofTurn(words.qualifiers, index);
  const round = Math.floor(index / words.qualifiers.length);
  return `${qualifier} ${noun}${round === 0 ? '' : ` ${round + 1}`}`;
}

/** The names that are listed for a collection, or for what its records are called. */
export function namesListed(key: string, noun: string): readonly string[] | undefined {
  return byCollection.get(key) ?? byNoun.get(noun) ?? byNoun.get(noun.split(' ').at(-1) ?? noun);
}

function written(name: string, filling: Filling, turn: number): string {
  const { index, noun } = filling;
  const [first, last] = ofTurn(words.people, index);
  const [city, state, zip] = ofTurn(words.cities, turn);
  const lower = name.toLowerCase();
  if (name === 'name' || name === 'displayName') return nameFor(filling);
  if (/^(?:identifier|code|symbol|currencyCode)$/.test(name)) return short(nameFor(filling), index);
  if (name === 'id') return `${short(noun, index)}-${index + 1}`;
  if (lower === 'firstname') return String(first);
  if (lower === 'lastname') return String(last);
  if (lower === 'middleinitial') return ofTurn(['A', 'M', 'R'], turn);
  if (/(?:fullname|contactname|remitname)$/.test(lower)) return `${first} ${last}`;
  if (/password|token|secret|privatekey/.test(lower)) return '********';
  if (/(?:by|author|username|memberidentifier|resources|recipient)$/.test(lower))
    return ofTurn(['jdoe', 'asmith', 'mlee'], turn);
  if (/extension$|phone(?:number)?ext$/.test(lower)) return String(100 + (turn % 60));
  if (/email(?:address|from|to|cc)?$|userprincipalname$/.test(lower))
    return `${String(first).toLowerCase()}.${String(last).toLowerCase()}@client${index + 1}.example`;
  if (/phone|fax/.test(lower)) return `813555010${turn % 10}`;
  if (/url$|website|link$|origin$|server$/.test(lower))
    return `https://${short(noun, 0).toLowerCase()}${index + 1}.example`;
  if (/domain$/.test(lower)) return `@client${index + 1}.example`;
  if (/ipaddress|gateway$/.test(lower)) return `192.0.2.${10 + (turn % 200)}`;
  if (/macaddress/.test(lower))
    return `00005E0053${(16 + (turn % 200)).toString(16).toUpperCase()}`;
  if (/addressline1|streetaddress/.test(lower))
    return `${10 + turn} ${ofTurn(words.streets, turn)}`;
  if (/addressline2/.test(lower)) return `Suite ${100 + turn}`;
  if (/^city$|sitename$/.test(lower)) return String(city);
  if (/^state(?:identifier)?$/.test(lower)) return String(state);
  if (/^zip$/.test(lower)) return String(zip);
  if (/color$/.test(lower)) return ofTurn(['Blue', 'Green', 'Orange', 'Red'], turn);
  if (
    /xref|number$|sku$|code$|productid$|^segment|^cogs|^upc$|ponumber|customerpo|companycode|clientid/.test(
      lower,
    )
  )
    return `${short(name, 0).slice(0, 2).toUpperCase()}-${1000 + turn * 7 + index}`;
  if (/^(?:summary|subject|title)$/.test(lower))
    return `${nameFor(filling)}: ${ofTurn(topics, turn)}`;
  if (
    /text$|notes?$|description$|body$|message$|contents?$|analysis$|resolution$|reason$/.test(lower)
  )
    return ofTurn(words.sentences, turn);
  if (/condition/.test(lower)) return 'closedFlag = false';
  if (/answer|value$/.test(lower)) return ofTurn(['Yes', 'No', 'Not sure'], turn);
  if (/question/.test(lower)) return ofTurn(byNoun.get('question') ?? words.sentences, turn);
  if (/version/.test(lower)) return `${1 + (turn % 4)}.${turn % 10}`;
  if (/filename/.test(lower)) return `${short(noun, 0).toLowerCase()}-${index + 1}.txt`;
  return captioned(name, turn);
}

const topics = ['first steps', 'follow-up', 'yearly review', 'change of plan'];

/** The field's own words with one before them: `Main header color`. */
function captioned(name: string, turn: number): string {
  const said = splitCase(name)
    .map((word) => word.toLowerCase())
    .join(' ');
  return `${ofTurn(['Main', 'Second', 'Spare', 'Former'], turn)} ${said}`;
}

/** A code of a name: its words with capitals, letters and digits alone. */
function short(text: string, index: number): string {
  const letters = text
    .replaceAll(/(?<= )[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll(/[^A-Za-z0-9]/g, '');
  return letters === '' ? `R${index + 1}` : letters.slice(0, 25);
}

function uuid(chance: Chance, index: number): string {
  let digits = '';
  for (let count = 0; count < 32; count++) digits += chance.between(0, 15).toString(16);
  const end = (index + 1).toString(16).padStart(4, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 28)}${end}`;
}
