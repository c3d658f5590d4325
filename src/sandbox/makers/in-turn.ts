import type { Ground, InTurn, Maker } from '../ground.js';

/** The maker of a top-level collection whose records are known one after another. */
export function madeInTurn(inTurn: (ground: Ground) => InTurn): Maker {
  const maker: Maker = (ground, add) => {
    for (const text of inTurn(ground).texts()) add.text(null, text);
  };
  return Object.assign(maker, { inTurn });
}
