// What the page may not do, whatever runs in it: leave its own address, open windows, embed other pages, ask for devices,
// download, or reach a network. Refusing is the default; the page's own files are the one exception.
import { app, type Session, type WebContents } from 'electron';
import type { DevServer } from './dev-server.ts';
import { isAllowedRequest, pageAddress } from './page-files.ts';

/** Before the application is ready: no host name resolves, so nothing in Chromium can ask one for anything. `npm run dev` has its
 * server on the loopback address. */
export function forbidNetworkNames(devServer: DevServer | undefined): void {
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${devServer ? ', EXCLUDE 127.0.0.1' : ''}`);
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}

export function secureSession(session: Session, devServer: DevServer | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !isAllowedRequest(details.url, app.isPackaged, devServer?.socket) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** For every page there will ever be in this application. Only `npm run dev` loads the page anew where a module can't be replaced. */
export function secureContents(contents: WebContents, devServer: DevServer | undefined): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (devServer === undefined || event.url !== pageAddress) event.preventDefault();
  };
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', (event) => event.preventDefault());
}
