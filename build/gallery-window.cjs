// Electron's main process for the gallery of controls (gallery.ts): one window on the address it was given, without Node, and nothing of
// the application. It ends with its window.
const { app, BrowserWindow } = require('electron');

const address = process.env.RECEPTIVE_GALLERY;
if (!address?.startsWith('http://127.0.0.1:')) throw new Error('expected the address of the gallery in RECEPTIVE_GALLERY');

app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 800, useContentSize: true, autoHideMenuBar: true, title: 'Controls' });
  window.loadURL(address);
});
