/** A word of a sentence, a text in quotes, a mark, or what was taken already. */
export interface Word {
  kind: 'word' | 'quoted' | 'mark' | 'taken';
  /** Without quotes, and without the marks that end it. */
  text: string;
  lower: string;
  from: number;
  to: number;
}

const pattern =
  /"([^"\u0000]*)"|“([^”\u0000]*)”|(?<![\p{L}\p{N}])['‘]([^'’\u0000]+)['’](?![\p{L}\p{N}])|(\u0000+)|((?:[\p{L}\p{N}#]|@(?=\p{L}))(?:[\p{L}\p{N}'’_.@/&+-]*[\p{L}\p{N}+])?)|([^\s])/gu;

/** The pieces of a sentence, in their order. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [all, double, curly, single, taken, word] = match;
    const quoted = double ?? curly ?? single;
    const inner = (quoted ?? word ?? all).trim();
    const kind =
      quoted !== undefined
        ? 'quoted'
        : taken !== undefined
          ? 'taken'
          : word === undefined
            ? 'mark'
            : 'word';
    return {
      kind,
      text: inner,
      lower: inner.toLowerCase().replaceAll('’', "'"),
      from: match.index,
      to: match.index + all.length,
    };
  });
}

/** The texts in quotes, with these. */
export function quotesIn(text: string): Word[] {
  return wordsIn(text).filter(({ kind }) => kind === 'quoted');
}

/** Words that end a name which is not in capitals: what follows them is something else. */
export const ends: ReadonlySet<string> = new Set(
  `a an the among this that these those for at of from by to with on in into onto within under about regarding concerning
   containing mentioning and or but nor not no except excluding besides since until till before after between during
   over per via as than then when while where which who whom whose what how if so because is are was were be been being
   am has have had having do does did will would can could should may might must i me my mine we us our you your they
   them their he him his she her it its there here please pls plz thanks thank only just also too still yet now currently
   again ever never all any each every everyone everybody anyone anybody none nobody some both either neither more most
   less least up out off down sorted ordered sort order grouped group sorting ordering ranked first last newest oldest
   latest highest lowest largest smallest biggest longest limit top entered created opened closed logged assigned owned
   due show list get give find display fetch return let need want pull see view check bring retrieve search query print dump
   export tell read without missing like named called titled id ids e.g
   review approval billing invoicing example free sale followup follow-up reference month week year quarter day days weeks
   months hours hour minutes time date dates today yesterday tomorrow tonight once risk`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that carry nothing once what they stand between is understood. */
const carrying = new Set(
  `a an the this that these those all any every each some of for in on to by from at with within into than then and or
   but as it its is are was were be been being am has have had do does did will would can could should shall may might
   there here here's which who whom whose what whats what's when where how me my i i'm we us our you your they them their
   he she his her please pls plz just only also now right currently so far ok hi hey hello thanks thank you want need
   needs wanted like looking look looks show shows list lists get gets find finds give gives tell display fetch read see
   view check pull bring return returns retrieve search query print dump export me's let lets let's us one ones anything
   everything something result results record records entry entries item items data info information details detail
   know i'd i'll i've we'd we'll we've who's whos where's it's that's there's belong belongs belonging exist exists currently still yet out up over not.`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Whether a word says nothing by itself. */
export function carriesNothing(word: string): boolean {
  return carrying.has(word.toLowerCase().replaceAll('’', "'"));
}

/** Whether a word begins like a proper name. */
export function isCapital({ kind, text }: Pick<Word, 'kind' | 'text'>): boolean {
  return kind === 'word' && /^\p{Lu}/u.test(text);
}
