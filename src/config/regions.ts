/** Where the cloud answers API calls, as people choose it. */
export interface Region {
  name: string;
  host: string;
}

export const regions: readonly Region[] = [
  { name: 'North America', host: 'api-na.myconnectwise.net' },
  { name: 'Europe', host: 'api-eu.myconnectwise.net' },
  { name: 'Australia', host: 'api-au.myconnectwise.net' },
  { name: 'South Africa', host: 'api-za.myconnectwise.net' },
  { name: 'Staging', host: 'api-staging.connectwisedev.com' },
  { name: 'Sandbox (North America)', host: 'sandbox-na.myconnectwise.net' },
];

/** Whether a host belongs to the cloud, where companies are spread over regions. */
export function isCloudHost(host: string): boolean {
  return /\.(?:myconnectwise\.net|connectwisedev\.com)$/i.test(host);
}

/** The regions other than the one of a host. */
export function otherRegions(host: string): Region[] {
  return regions.filter((region) => region.host !== host.toLowerCase());
}
