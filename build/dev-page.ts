// The window's page while somebody works on it: Vite's server on the loopback address alone, at a port of the system's choice. The
// main process fetches the page from it and serves it under the page's own address (electron/app/security/dev-server.ts); the page itself reaches
// nothing of it but the socket that tells it what has changed. So its policy is the product's but for that socket.
import { realpathSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { outputFolder, projectFolder, projectPath } from './paths.ts';

export interface PageServer {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Calls back with every file below `folders` that was added, changed or removed: its path. */
  watch(folders: readonly string[], changed: (path: string) => void): void;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

export async function startPageServer(): Promise<PageServer> {
  const http = createHttpServer();
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(0, loopback, resolve));
  const { port } = http.address() as AddressInfo;
  const vite = await createServer({
    configFile: false,
    root: projectPath('renderer'),
    cacheDir: join(outputFolder, 'dev'),
    publicDir: false,
    appType: 'mpa', // an address without a file is an error, not the page
    clearScreen: false,
    logLevel: 'warn',
    plugins: [react(), leavePolicyToServer()],
    server: {
      middlewareMode: true,
      cors: false,
      ws: { server: http, host: loopback, clientPort: port, protocol: 'ws' },
      fs: { allow: [projectFolder, realpathSync(projectPath('node_modules'))] },
    },
  });
  http.on('request', vite.middlewares);
  return {
    address: `http://${loopback}:${port}`,
    watch: (folders, changed) => {
      vite.watcher.add([...folders]);
      vite.watcher.on('all', (event, path) => {
        if (event === 'add' || event === 'change' || event === 'unlink') changed(path);
      });
    },
    close: () => closeServers(vite, http),
  };
}

async function closeServers(vite: ViteDevServer, http: Server): Promise<void> {
  await vite.close();
  const closed = new Promise((resolve) => http.close(resolve));
  http.closeAllConnections();
  await closed;
}

/** The page's policy is in the answers' headers. The one in its text would refuse the socket, and the header refuses inline
 * scripts: React's, which Vite puts into the page, become modules of their own. */
function leavePolicyToServer(): Plugin {
  const scripts: string[] = [];
  const address = (index: number): string => `/@receptive/inline-${index}.js`;
  return {
    name: 'receptive:policy',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        scripts.length = 0;
        return html
          .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '')
          .replace(/<script type="module">([\s\S]*?)<\/script>/g, (_, code: string) => {
            scripts.push(code);
            return `<script type="module" src="${address(scripts.length - 1)}"></script>`;
          });
      },
    },
    resolveId: (id) => (id.startsWith('/@receptive/') ? id : undefined),
    load: (id) => scripts.find((_, index) => id === address(index)),
  };
}
