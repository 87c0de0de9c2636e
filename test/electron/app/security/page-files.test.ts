// The page's address space: its own files and nothing else, whatever an address is made to look like.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contentSecurityPolicy,
  isAllowedRequest,
  isPageAddress,
  resolvePageFile,
  servePageFile,
} from '../../../../electron/app/security/page-files.ts';

const page = '/product/dist/renderer';

describe('an address becomes a file of the page', () => {
  test.each([
    ['app://receptive', `${page}/index.html`],
    ['app://receptive/', `${page}/index.html`],
    ['app://receptive/index.html?again#part', `${page}/index.html`],
    ['app://receptive/assets/index-4f.js', `${page}/assets/index-4f.js`],
    ['app://receptive/assets/a%20name.png', `${page}/assets/a name.png`],
    ['app://receptive/assets/../index.html', `${page}/index.html`],
  ])('%s', (address, path) => {
    expect(resolvePageFile(page, address)?.path).toBe(path);
  });

  test.each([
    'app://receptive/../main.js',
    'app://receptive/%2e%2e/main.js',
    'app://receptive/..%2fmain.js',
    'app://receptive/..%5c..%5cmain.js',
    'app://receptive/assets/%2e%2e/%2e%2e/%2e%2e/etc/file.json',
    'app://receptive//../../main.js',
    'app://receptive/a%00.js',
    'app://receptive/%zz.js',
    'app://receptive/file.ts',
    'app://receptive/folder',
    'app://receptive.example/index.html',
    'app://receptive@example/index.html',
    'app://other/index.html',
    'file:///etc/passwd.json',
  ])('refused: %s', (address) => {
    expect(resolvePageFile(page, address)).toBeUndefined();
  });

  test('a folder with a similar name is not the page’s folder', () => {
    expect(resolvePageFile(page, 'app://receptive/../renderer-other/index.html')).toBeUndefined();
  });
});

describe('an address is trusted', () => {
  test('only with exactly the page’s scheme and host', () => {
    expect(isPageAddress('app://receptive/index.html')).toBe(true);
    for (const address of ['app://receptive.example/', 'app://receptive:1/', 'http://receptive/', 'about:blank', '']) {
      expect(isPageAddress(address), address).toBe(false);
    }
  });

  test('for a request, also with what the page made itself, and with the developer tools while developing', () => {
    expect(isAllowedRequest('blob:app://receptive/1-2', true)).toBe(true);
    expect(isAllowedRequest('data:image/png;base64,AA', true)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/a.js', false)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/a.js', true)).toBe(false);
    expect(isAllowedRequest('ws://127.0.0.1:5173/?token=a', false, 'ws://127.0.0.1:5173/')).toBe(true);
    expect(isAllowedRequest('ws://127.0.0.1:5173/?token=a', true, 'ws://127.0.0.1:5173/')).toBe(false);
    expect(isAllowedRequest('ws://127.0.0.1:51730/', false, 'ws://127.0.0.1:5173/')).toBe(false);
    expect(isAllowedRequest('http://127.0.0.1:5173/', false, 'ws://127.0.0.1:5173/')).toBe(false);
    for (const address of [
      'https://example.org/',
      'http://127.0.0.1:80/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
      'ftp://a/',
      'blob:https://example.org/1',
    ]) {
      expect(isAllowedRequest(address, false), address).toBe(false);
    }
  });
});

describe('a request is answered', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'receptive-page-'));
    mkdirSync(join(folder, 'page'));
    writeFileSync(join(folder, 'page', 'index.html'), '<p>page</p>');
    writeFileSync(join(folder, 'outside.json'), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('with the file, its type and the content-security policy', async () => {
    const answer = await servePageFile(join(folder, 'page'), { method: 'GET', url: 'app://receptive/' });
    expect([answer.status, await answer.text()]).toEqual([200, '<p>page</p>']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['GET', 'app://receptive/missing.js'],
    ['GET', 'app://receptive/../outside.json'],
    ['POST', 'app://receptive/index.html'],
  ])('with “not found”: %s %s', async (method, url) => {
    const answer = await servePageFile(join(folder, 'page'), { method, url });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  test('and nothing in the policy allows foreign code', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("script-src 'self';");
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
  });
});
