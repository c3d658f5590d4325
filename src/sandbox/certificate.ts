import { randomBytes, X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  /** PEM. */
  key: string;
  certificate: string;
  /** File of the certificate, for clients that shall trust it. */
  file: string;
}

const day = 86_400_000;
/** Some clients refuse certificates that are valid for longer. */
const validFor = 800 * day;

/** The sandbox's own certificate for this machine's loopback, made on first use and again before it expires. */
export async function ownCertificate(folder: string, now: Date): Promise<Certificate> {
  const home = join(folder, 'sandbox-tls');
  const kept = readKept(home);
  if (kept !== undefined && isGood(kept, now)) return kept;
  const made = await makeCertificate(now);
  rmSync(home, { recursive: true, force: true });
  // Both files appear at once: another process must not pair the key of one with the certificate of the other.
  const part = `${home}.${randomBytes(4).toString('hex')}.part`;
  mkdirSync(part, { recursive: true, mode: 0o700 });
  writeFileSync(join(part, 'key.pem'), made.key, { mode: 0o600 });
  writeFileSync(join(part, 'certificate.pem'), made.certificate);
  try {
    renameSync(part, home);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    const other = readKept(home);
    if (other === undefined) throw error;
    return other;
  }
  return { ...made, file: join(home, 'certificate.pem') };
}

function readKept(home: string): Certificate | undefined {
  const [key, file] = [join(home, 'key.pem'), join(home, 'certificate.pem')];
  if (!existsSync(key) || !existsSync(file)) return undefined;
  return { key: readFileSync(key, 'utf8'), certificate: readFileSync(file, 'utf8'), file };
}

function isGood({ key, certificate }: Certificate, now: Date): boolean {
  try {
    const parsed = new X509Certificate(certificate);
    const end = Date.parse(parsed.validTo);
    return end - day > now.getTime() && parsed.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

async function makeCertificate(now: Date): Promise<Pick<Certificate, 'key' | 'certificate'>> {
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'cwm sandbox' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of other machines may be behind.
    notBeforeDate: new Date(now.getTime() - day),
    notAfterDate: new Date(now.getTime() + validFor),
    extensions: [
      // No authority: who trusts it trusts this server and nothing that its key could sign.
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: made.private, certificate: made.cert };
}
