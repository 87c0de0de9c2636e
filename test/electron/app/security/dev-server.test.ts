// The page while somebody works on it: from a server of this machine alone, never in the packaged product, with the product's policy but
// for one socket.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeDevPolicy, findDevServer, serveFromDevServer } from '../../../../electron/app/security/dev-server.ts';
import { contentSecurityPolicy } from '../../../../electron/app/security/page-files.ts';

const given = (address: string) => ({ RECEPTIVE_DEV_SERVER: address });

describe('the server of npm run dev', () => {
  test('is the one that the environment names, on the loopback address', () => {
    expect(findDevServer(given('http://127.0.0.1:5173'), false)).toEqual({
      address: 'http://127.0.0.1:5173',
      socket: 'ws://127.0.0.1:5173/',
    });
    expect(findDevServer({}, false)).toBeUndefined();
    expect(findDevServer(given(''), false)).toBeUndefined();
  });

  test('is not known to the packaged product', () => {
    expect(findDevServer(given('http://127.0.0.1:5173'), true)).toBeUndefined();
  });

  test.each([
    'http://example.org',
    'http://127.0.0.1',
    'https://127.0.0.1:5173',
    'http://127.0.0.1:5173/path',
    'http://127.0.0.1:80@example.org',
  ])('is refused as %s', (address) => {
    expect(() => findDevServer(given(address), false)).toThrow('npm run dev');
  });

  test('changes one thing of the policy: the socket that the page may open', () => {
    const policy = describeDevPolicy({ address: 'http://127.0.0.1:5173', socket: 'ws://127.0.0.1:5173/' });
    expect(policy.replace(' ws://127.0.0.1:5173/', '')).toBe(contentSecurityPolicy);
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:5173/;");
  });
});

describe('a request for a file of the page', () => {
  let server: Server;
  let asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.accept}`);
      response.writeHead(request.url === '/missing.js' ? 404 : 200, { 'Content-Type': 'text/javascript' }).end('export {};');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  const serve = (request: Request) => {
    asked = [];
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return serveFromDevServer({ address: `http://${address}`, socket: `ws://${address}/` }, request);
  };

  test('is answered with what the server has, and the policy', async () => {
    const answer = await serve(new Request('app://receptive/app/App.tsx?t=1', { headers: { accept: 'text/javascript' } }));
    expect(await answer.text()).toBe('export {};');
    expect(answer.headers.get('content-type')).toBe('text/javascript');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(asked).toEqual(['/app/App.tsx?t=1 text/javascript']);
    expect((await serve(new Request('app://receptive/missing.js'))).status).toBe(404);
  });

  test('of another address, or that would send something, reaches no server', async () => {
    expect((await serve(new Request('app://receptive.example/a.js'))).status).toBe(404);
    expect((await serve(new Request('app://receptive/a.js', { method: 'POST', body: 'a' }))).status).toBe(404);
    expect(asked).toEqual([]);
  });
});
