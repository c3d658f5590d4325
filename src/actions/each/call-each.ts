export async function callEach(): Promise<never> { await Promise.resolve(); throw new Error(); }
