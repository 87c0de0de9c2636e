// The page while somebody works on it: `npm run dev` names a server on this machine, from which the page's files come then. They are
// served under the page's own address, so that nothing of the window differs but one thing: the page may open a socket to that
// server, which tells it what has changed. The packaged product knows no such server.
import { contentSecurityPolicy, pageHeaders, pageOrigin } from './page-files.ts';

/** `http://127.0.0.1:<port>` and the socket beside it. */
export interface DevServer {
  readonly address: string;
  readonly socket: string;
}

/** The server that RECEPTIVE_DEV_SERVER names. Throws where it names anything but a port of the loopback address. */
export function findDevServer(environment: NodeJS.ProcessEnv, packaged: boolean): DevServer | undefined {
  const address = environment.RECEPTIVE_DEV_SERVER;
  if (packaged || !address) return undefined;
  const port = /^http:\/\/127\.0\.0\.1:(\d{1,5})$/.exec(address)?.[1];
  if (port === undefined)
    throw new Error(`Expected RECEPTIVE_DEV_SERVER to be http://127.0.0.1:<port>, found ${address}. Start with: npm run dev`);
  return { address, socket: `ws://127.0.0.1:${port}/` };
}

/** The product's policy, and the one socket. */
export function describeDevPolicy({ socket }: DevServer): string {
  return contentSecurityPolicy.replace("connect-src 'self'", `connect-src 'self' ${socket}`);
}

/** Answers the page's requests with what the server has, each answer with the policy. */
export async function serveFromDevServer(server: DevServer, request: Request): Promise<Response> {
  const policy = describeDevPolicy(server);
  const path = request.url.slice(pageOrigin.length);
  if (request.method !== 'GET' || !path.startsWith('/'))
    return new Response('Not found', { status: 404, headers: pageHeaders('text/plain', policy) });
  const answer = await fetch(`${server.address}${path}`, { headers: { accept: request.headers.get('accept') ?? '*/*' } });
  const contentType = answer.headers.get('content-type') ?? 'text/plain';
  return new Response(answer.body, { status: answer.status, headers: pageHeaders(contentType, policy) });
}
