/** What dates are read against: the time that it is, and the zone whose days count. */
export interface Clock {
  now: Date;
  /** IANA name, such as `Europe/Berlin`. */
  zone: string;
}
