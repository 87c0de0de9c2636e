// Where the window's page comes from: the address `app://receptive/…` and the files of one folder behind it. No address
// leads out of that folder, and a file of a kind that the page does not use is not served.
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, normalize, relative } from 'node:path';

export const pageScheme = 'app';
export const pageOrigin = 'app://receptive';
export const pageAddress = `${pageOrigin}/index.html`;

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** True for the page's own addresses only: not for `app://receptive.example`, nor with a user name, nor for another scheme. */
export function isPageAddress(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`);
}

/** What may be requested at all: the page's own files, what it made itself and, outside the packaged product, the developer tools,
 * and the one socket of `npm run dev` (dev-server.ts). */
export function isAllowedRequest(address: string, packaged: boolean, devSocket?: string): boolean {
  if (!packaged && devSocket !== undefined && address.startsWith(devSocket)) return true;
  if (isPageAddress(address) || address.startsWith('data:') || address.startsWith(`blob:${pageOrigin}/`)) return true;
  return !packaged && address.startsWith('devtools://');
}

/** The file in `folder` that an address names; undefined where it names none that may be served. */
export function resolvePageFile(folder: string, address: string): { readonly path: string; readonly contentType: string } | undefined {
  if (!isPageAddress(address)) return undefined;
  const encoded = address.slice(pageOrigin.length).replace(/[?#].*$/s, '');
  const decoded = decodePath(encoded);
  if (decoded === undefined || /[\\\0]/.test(decoded)) return undefined;
  const path = normalize(join(folder, decoded === '' || decoded === '/' ? '/index.html' : decoded));
  const inside = relative(folder, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return undefined;
  const contentType = contentTypes[extname(path).toLowerCase()];
  return contentType === undefined ? undefined : { path, contentType };
}

function decodePath(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined; // a stray % sign
  }
}

/** Answers the page's requests from `folder`, each answer with the content-security policy. */
export async function servePageFile(folder: string, request: { readonly method: string; readonly url: string }): Promise<Response> {
  const file = request.method === 'GET' ? resolvePageFile(folder, request.url) : undefined;
  const content = file && (await readFile(file.path).catch(() => undefined));
  if (file === undefined || content === undefined) return new Response('Not found', { status: 404, headers: pageHeaders('text/plain') });
  return new Response(new Uint8Array(content), { status: 200, headers: pageHeaders(file.contentType) });
}

export function pageHeaders(contentType: string, policy: string = contentSecurityPolicy): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
}
