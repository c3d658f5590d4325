import { singular } from '../catalog/words.js';

const trade =
  'office|plant|it|ict|operations|general|finance|financial|purchasing|marketing|hr|human resources|warehouse|store|shop|executive|administrative|branch|regional|facility|facilities|managing|practice|property|production|quality|network|systems?|vice|senior|deputy|accounts? payable|accounts? receivable|medical|safety|legal';
const posts =
  'managers?|directors?|presidents?|officers?|controllers?|accountants?|bookkeepers?|assistants?|receptionists?|coordinators?|supervisors?|administrators?|analysts?|paralegals?|attorneys?|secretar(?:y|ies)|vps?|heads?';
const chiefs = String.raw`c[efiost]os?|chief \p{L}+ officers?`;
const many =
  'presidents|controllers|accountants|bookkeepers|receptionists|paralegals|attorneys|directors';

/** What people do where they work: office managers, a CFO, controllers. */
export const jobTitle = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:(?:${trade})\s+)+(?:${posts})|${chiefs}|${many})(?![\p{L}\p{N}])`,
  'iu',
);

/** As it stands in a record: of one. */
export function titleOf(words: string): string {
  const all = words.split(/\s+/);
  return [...all.slice(0, -1), singular(all.at(-1) ?? '')].join(' ');
}
