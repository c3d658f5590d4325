/** Every way a run can end, by the code that programs read. README's table is checked against this. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  local: 1,
  usage: 2,
  config: 3,
  auth: 4,
  not_found: 5,
  api: 6,
  unavailable: 7,
  refused: 8,
  outcome_unknown: 9,
  cancelled: 130,
  terminated: 143,
} as const;

export type ErrorCode = Exclude<keyof typeof exitCodes, 'ok'>;
