// What the page can't do, tried from inside it and from pages that have nothing of its policy: no Node, no way out of its
// address, no network. A server that counts its visitors is the witness, and is seen to answer where it may be reached.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { projectFolder } from '../../build/paths.ts';
import { commandSchemas } from '../../engine/protocol.ts';
import { type LaunchedApplication, launchElectron } from '../helpers/launch-electron.ts';

let receptive: LaunchedApplication;
let server: Server;
let address = '';
let visits: string[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*').end('hello');
  });
  server.on('upgrade', (request, socket) => {
    visits.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  receptive = await launchElectron();
});
test.afterAll(async () => {
  await receptive.close();
  server.close();
});
test.beforeEach(() => {
  visits = [];
});

test('the page sees the commands of the protocol and nothing of Node or Electron', async () => {
  const seen = await receptive.window.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
    bridge: Object.keys((window as unknown as { receptive: object }).receptive).sort(),
  }));
  expect(seen.globals).toEqual([]);
  expect(seen.bridge).toEqual([...Object.keys(commandSchemas), 'pathOfFile'].sort());
});

test('the window is sandboxed, isolated and without Node', async () => {
  const preferences = await receptive.application.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
  });
});

test('the page stays where it is, whatever asks it to go elsewhere', async () => {
  const { window, application } = receptive;
  for (const target of ['https://example.org/', `http://${address}/page`, 'file:///etc/passwd', 'app://other/index.html']) {
    await window.evaluate((place) => {
      location.href = place;
    }, target);
    await window.evaluate((place) => {
      const link = Object.assign(document.createElement('a'), { href: place });
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
    await window.waitForTimeout(50);
    expect(window.url(), target).toBe('app://receptive/index.html');
  }
  expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe(
    'app://receptive/index.html',
  );
  expect(visits).toEqual([]);
});

test('an empty page, which Chromium lets nobody refuse, is left again at once', async () => {
  const { window } = receptive;
  await window.evaluate(() => {
    location.href = 'about:blank';
  });
  await expect.poll(() => window.url()).toBe('app://receptive/index.html');
  await expect(window.locator('body')).not.toBeEmpty();
});

test('the page opens no other window', async () => {
  const { window, application } = receptive;
  const opened = await window.evaluate((place) => {
    const link = Object.assign(document.createElement('a'), { href: place, target: '_blank' });
    document.body.append(link);
    link.click();
    link.remove();
    return [open(place), open('about:blank'), open(location.href)];
  }, `http://${address}/window`);
  expect(opened).toEqual([null, null, null]);
  expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(visits).toEqual([]);
});

test('the content-security policy is there, and has an effect on code', async () => {
  const { window } = receptive;
  const policy = await window.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  const ran = await window.evaluate(async () => {
    const results: string[] = [];
    const marks = window as unknown as Record<string, unknown>;
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.inlineScriptRan = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.handlerRan = true');
    image.src = 'app://receptive/missing.png';
    document.body.append(image);
    const frame = document.createElement('iframe');
    frame.src = 'data:text/html,frame';
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const element of [script, image, frame]) element.remove();
    if (marks.inlineScriptRan === true) results.push('inline script');
    if (marks.handlerRan === true) results.push('inline handler');
    return { results, violations };
  });
  expect(ran.results).toEqual([]);
  expect(ran.violations).toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr', 'frame-src']));
});

test('the page reaches no network in any of the ways there are', async () => {
  await receptive.window.evaluate(async (host) => {
    const ignore = (): undefined => undefined;
    await Promise.all([
      fetch(`http://${host}/fetch`).catch(ignore),
      fetch(`http://${host}/opaque`, { mode: 'no-cors' }).catch(ignore),
      import(`http://${host}/module.js`).catch(ignore),
    ]);
    navigator.sendBeacon(`http://${host}/beacon`);
    const failed = (start: () => unknown): void => {
      try {
        start();
      } catch {}
    };
    failed(() => new WebSocket(`ws://${host}/socket`));
    failed(() => new EventSource(`http://${host}/events`));
    failed(() => new Worker(`http://${host}/worker.js`));
    const elements: [string, Record<string, string>][] = [
      ['img', { src: `http://${host}/image` }],
      ['script', { src: `http://${host}/script` }],
      ['iframe', { src: `http://${host}/frame` }],
      ['video', { src: `http://${host}/video` }],
      ['object', { data: `http://${host}/object` }],
      ['link', { rel: 'stylesheet', href: `http://${host}/style` }],
      ['link', { rel: 'prefetch', href: `http://${host}/prefetch` }],
      ['link', { rel: 'preload', as: 'image', href: `http://${host}/preload` }],
    ];
    const added = elements.map(([name, attributes]) => {
      const element = document.createElement(name);
      for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
      document.body.append(element);
      return element;
    });
    const form = Object.assign(document.createElement('form'), { action: `http://${host}/form`, method: 'post' });
    document.body.append(form);
    form.submit();
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const element of [...added, form]) element.remove();
  }, address);
  expect(visits).toEqual([]);
});

test('a page without any policy reaches no network in this application either', async () => {
  expect(await (await fetch(`http://${address}/control`)).text()).toBe('hello');
  expect(visits).toEqual(['/control']);
  const failure = await receptive.application.evaluate(async ({ BrowserWindow }, host) => {
    const window = new BrowserWindow({ show: false });
    const loading = await window.loadURL(`http://${host}/page`).then(
      () => 'loaded',
      (error: Error) => error.message,
    );
    const body = `<img src="http://${host}/image"><script>fetch("http://${host}/fetch",{mode:"no-cors"});new WebSocket("ws://${host}/socket")</script>`;
    await window.loadURL(`data:text/html,${encodeURIComponent(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    window.destroy();
    return loading;
  }, address);
  expect(failure).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(visits).toEqual(['/control']);
});

test('another page’s commands are refused, even with the preload script', async () => {
  const answer = await receptive.application.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
      await window.loadURL('data:text/html,stranger');
      const result: unknown = await window.webContents.executeJavaScript(
        'receptive.readSettings({}).then(() => "answered", (error) => error.message)',
      );
      window.destroy();
      return result;
    },
    join(projectFolder, 'dist', 'preload.cjs'),
  );
  expect(answer).toContain('refused');
});

test('files beside the page are not served', async () => {
  const statuses = await receptive.window.evaluate(() =>
    Promise.all(
      ['/..%2fmain.js', '/../main.js', '/%2e%2e/preload.cjs', '/..%5cmain.js', '/missing.js'].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  );
  expect(new Set(statuses)).toEqual(new Set([404]));
});

test('devices, places and notifications are denied without asking', async () => {
  const answers = await receptive.window.evaluate(async () => {
    const name = (error: unknown): string => (error instanceof Error ? error.name : String(error));
    return {
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', name),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'granted', name),
      notification: await Notification.requestPermission(),
      clipboard: await navigator.clipboard.readText().then(() => 'granted', name),
      place: await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(`code ${error.code}`),
        ),
      ),
    };
  });
  expect(answers.notification).toBe('denied');
  expect(answers.place).toBe('code 1');
  expect(answers).not.toMatchObject({ camera: 'granted' });
  expect(answers).not.toMatchObject({ screen: 'granted' });
  expect(answers).not.toMatchObject({ clipboard: 'granted' });
});

test('nothing is downloaded', async () => {
  const { application, window } = receptive;
  const prevented = application.evaluate(
    ({ session }) =>
      new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented));
      }),
  );
  await window.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['text'])), download: 'text.txt' });
    document.body.append(link);
    link.click();
    link.remove();
  });
  expect(await prevented).toBe(true);
});
