import { createHash, createHmac } from 'node:crypto';
import { LOCAL_CREDENTIALS } from '../../../infra/local/aws-environment.ts';

/** How a store that checks its links answers one: what the embedded store does not do. */
export type Judged = 'opened' | 'expired' | 'signed otherwise';

/** Judges a link as the store's own signature rules (AWS Signature Version 4, in the query) have it, at an instant. */
export function judgedLink(link: string, at: Date, method = 'GET'): Judged {
  const url = new URL(link);
  const value = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const [, ...scope] = value('Credential').split('/');
  const secret: Uint8Array = Buffer.from(`AWS4${LOCAL_CREDENTIALS.secretAccessKey}`, 'utf8');
  const key = scope.reduce(hmac, secret);
  const text = ['AWS4-HMAC-SHA256', value('Date'), scope.join('/'), sha256(canonical(url, method))].join('\n');
  if (Buffer.from(hmac(key, text)).toString('hex') !== value('Signature')) return 'signed otherwise';
  const signed = value('Date').replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z');
  return at.getTime() > Date.parse(signed) + Number(value('Expires')) * 1000 ? 'expired' : 'opened';
}

function canonical(url: URL, method: string): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .toSorted();
  return [method, url.pathname, query.join('&'), `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
