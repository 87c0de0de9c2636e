// One registry of commands, seen from its ends: the application menu, the palette of commands, the context menus, the list of shortcuts.
import { expect, type Page, test } from '@playwright/test';
import type { MenuItem } from 'electron';
import { titleTexts } from '../../renderer/commands/words.ts';
import { expectAccessible } from '../helpers/accessibility.ts';
import { findMiddle } from './mouse.ts';
import {
  expectQuiet,
  expectRun,
  getButton,
  listLayers,
  openSamples,
  openTemplate,
  openWorkshop,
  selectLayer,
  setField,
  type Workshop,
} from './person.ts';

interface ShownItem {
  readonly label: string;
  readonly isEnabled: boolean;
  /** Of switches and choices: whether they are on. */
  readonly isMarked: boolean;
}

/** The application menu's items by id, as the system shows them, with those of menus within. */
async function readMenu({ application }: Workshop): Promise<Readonly<Record<string, ShownItem>>> {
  const items = await application.evaluate(({ Menu }) => {
    const listWithin = (items: readonly MenuItem[]): readonly MenuItem[] =>
      items.flatMap((item) => [item, ...listWithin(item.submenu?.items ?? [])]);
    return listWithin(Menu.getApplicationMenu()?.items ?? []).map(({ id, label, enabled, checked }) => ({
      id,
      label,
      isEnabled: enabled,
      isMarked: checked,
    }));
  });
  return Object.fromEntries(items.filter(({ id }) => id).map(({ id, ...item }) => [id, item]));
}

/** Waits until these of the menu's commands, and no others of those asked about, can be given. */
async function expectPossible(workshop: Workshop, asked: readonly string[], possible: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      const menu = await readMenu(workshop);
      return asked.filter((id) => menu[id]?.isEnabled === true);
    })
    .toEqual(possible);
}

const chooseFromMenu = ({ application }: Workshop, item: string): Promise<void> =>
  application.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), item);

const paletteField = (window: Page) => window.getByRole('combobox', { name: 'Find a command, a layer or a template' });
const options = (window: Page) => window.getByRole('listbox', { name: 'Commands' }).getByRole('option');

test('the menu has every command, greyed out while it can’t be given, from an empty window to the end of a training', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  const asked = ['new', 'open-samples', 'undo', 'arrange', 'duplicate', 'train', 'pause', 'stop', 'evaluate', 'export'];
  await expectPossible(workshop, asked, ['new', 'open-samples']);
  const menu = await readMenu(workshop);
  for (const id of Object.keys(titleTexts.en)) expect(menu, id).toHaveProperty(id);

  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await selectLayer(window, 'conv1');
  await expectPossible(workshop, asked, ['new', 'open-samples', 'arrange', 'duplicate', 'train']);
  await chooseFromMenu(workshop, 'duplicate');
  await expect(window.locator('.react-flow__node')).toHaveCount(15);
  await expect.poll(async () => (await readMenu(workshop)).undo?.label).toBe('&Undo: Duplicate 1 layer');
  await chooseFromMenu(workshop, 'undo');
  await expect(window.locator('.react-flow__node')).toHaveCount(14);

  await window.keyboard.press('Escape');
  await setField(window, 'Epochs', '1000');
  await chooseFromMenu(workshop, 'train');
  await expectRun(window, 'running');
  await expectPossible(workshop, ['open-samples', 'train', 'pause', 'stop', 'evaluate'], ['pause', 'stop']);
  expect((await readMenu(workshop)).pause?.label).toContain('Pause');
  await expect(window.getByTestId('curve-accuracy')).not.toHaveAttribute('data-epochs', '0', { timeout: 30_000 });
  await chooseFromMenu(workshop, 'pause');
  await expectRun(window, 'paused');
  await expect.poll(async () => (await readMenu(workshop)).pause?.label.replace('&', '')).toBe('Resume');
  await chooseFromMenu(workshop, 'stop');
  await expectRun(window, 'stopped');
  await expectPossible(workshop, asked, ['new', 'open-samples', 'undo', 'arrange', 'train', 'evaluate', 'export']);
  await expectQuiet(workshop);
});

test('templates stand in a menu within the File menu and in the palette, and ask about unsaved changes as New does', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  const name = window.getByRole('textbox', { name: 'Name of the network' });
  const question = window.getByRole('alertdialog');
  await expect.poll(async () => (await readMenu(workshop))['template:residual']?.label).toBe('&Residual');
  await chooseFromMenu(workshop, 'template:residual');
  await expect(name).toHaveValue('Residual');
  await expect(window.getByRole('region', { name: 'Start' })).toHaveCount(0);

  await window.keyboard.press('Control+a');
  await window.keyboard.press('Control+d');
  await chooseFromMenu(workshop, 'template:lenet');
  await expect(question).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(name).toHaveValue('Residual');
  await window.keyboard.press('Control+Shift+P');
  await paletteField(window).fill('auto-enc');
  await expect(options(window).first()).toHaveAttribute('data-command', 'template:auto-encoder');
  await window.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(name).toHaveValue('Auto-encoder');

  await chooseFromMenu(workshop, 'new-empty');
  await expect(window.locator('.react-flow__node')).toHaveCount(0);
  await expect(window.getByRole('region', { name: 'Start' })).toHaveCount(0);
  await expectQuiet(workshop);
});

test('the panel that somebody is at work in can be moved from the menu', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  const moves = ['panel-to-left', 'panel-to-right', 'panel-to-bottom', 'panel-apart', 'panel-together'];
  await expectPossible(workshop, ['new', ...moves], ['new']);
  await window.getByRole('region', { name: 'Layers' }).getByRole('searchbox').focus();
  await expectPossible(workshop, moves, ['panel-to-right', 'panel-to-bottom', 'panel-together']);
  await chooseFromMenu(workshop, 'panel-to-bottom');
  await expect(window.locator('[data-dock=bottom]').getByRole('tab', { name: 'Layers' })).toBeVisible();
  await expectPossible(workshop, moves, ['panel-to-left', 'panel-to-right', 'panel-together']);
  await expectQuiet(workshop);
});

test('a key does once what menu and page both know it for, and nothing is done behind a question', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await window.keyboard.press('Control+d');
  await window.waitForTimeout(300);
  expect(await listLayers(window)).toHaveLength(15);
  await window.keyboard.press('Control+n');
  const question = window.getByRole('alertdialog');
  await expect(question).toBeVisible();
  await window.keyboard.press('Control+d');
  await chooseFromMenu(workshop, 'duplicate');
  await window.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  expect(await listLayers(window)).toHaveLength(15);
});

test('the palette gives a command, says why it can’t give another, and adds a layer by another name', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await window.keyboard.press('Control+Shift+P');
  await expect(paletteField(window)).toBeFocused();
  await expectAccessible(window, 'the palette of commands');

  await test.step('what can’t be done stays, with its reason', async () => {
    await paletteField(window).fill('stop');
    const stop = options(window).first();
    await expect(stop).toHaveAttribute('data-command', 'stop');
    await expect(stop).toContainText('no run is under way');
    await expect(stop).toHaveAttribute('aria-disabled', 'true');
    await window.keyboard.press('Enter');
    await expect(paletteField(window)).toBeVisible();
  });
  await test.step('the arrows move through the list and round its end', async () => {
    await paletteField(window).fill('');
    await expect(options(window).first()).toHaveAttribute('aria-selected', 'true');
    await window.keyboard.press('ArrowDown');
    await expect(options(window).nth(1)).toHaveAttribute('aria-selected', 'true');
    const active = await paletteField(window).getAttribute('aria-activedescendant');
    await expect(options(window).nth(1)).toHaveAttribute('id', active ?? '');
    await window.keyboard.press('ArrowUp');
    await window.keyboard.press('ArrowUp');
    await expect(options(window).last()).toHaveAttribute('aria-selected', 'true');
    await expect(options(window).last()).toBeInViewport();
  });
  await test.step('Enter gives it and the palette goes', async () => {
    await paletteField(window).fill('select al');
    await window.keyboard.press('Enter');
    await expect(paletteField(window)).toHaveCount(0);
    await expect(window.getByRole('heading', { name: '14 layers selected' })).toBeVisible();
  });
  await test.step('what was used lately comes first, and stays so', async () => {
    await window.keyboard.press('F1');
    await expect(options(window).first()).toHaveAttribute('data-command', 'select-all');
    expect(await window.evaluate(() => localStorage.getItem('receptive-recent-commands'))).toBe('["select-all"]');
  });
  await test.step('Escape closes it and takes nothing else away', async () => {
    await window.keyboard.press('Escape');
    await expect(paletteField(window)).toHaveCount(0);
    await expect(window.getByRole('heading', { name: '14 layers selected' })).toBeVisible();
  });
  await test.step('layers come by their other names', async () => {
    await selectLayer(window, 'conv1');
    const before = await listLayers(window);
    await window.keyboard.press('Control+Shift+P');
    await paletteField(window).fill('bn');
    await expect(options(window).first()).toContainText('Batch normalisation');
    await window.keyboard.press('Enter');
    await expect.poll(async () => (await listLayers(window)).length).toBe(before.length + 1);
  });
  await test.step('and a command that asks something has the focus', async () => {
    await window.keyboard.press('Control+Shift+P');
    await paletteField(window).fill('new network');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('alertdialog').getByRole('button', { name: 'Save' })).toBeFocused();
    await window.keyboard.press('Escape');
  });
  await expectQuiet(workshop);
});

test('the palette of layers finds them by other names', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  const layers = window.getByRole('region', { name: 'Layers' });
  for (const [name, label] of [
    ['bn', 'Batch normalisation'],
    ['maxpool', 'Pooling'],
    ['gap', 'Global pooling'],
    ['fc', 'Dense'],
    ['fully connected', 'Dense'],
    ['全连接', 'Dense'],
  ] as const) {
    await layers.getByRole('searchbox').fill(name);
    await expect(layers.getByRole('group').getByRole('button').first(), name).toHaveText(label);
  }
});

test('context menus hold what can be done with a layer, several, a connection and the canvas', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  const menu = window.getByRole('menu', { name: 'What can be done here' });
  const listItems = (): Promise<string[]> =>
    menu.getByRole('menuitem').evaluateAll((items) => items.map((item) => item.getAttribute('data-command') ?? ''));
  await openTemplate(window, 'LeNet');

  await test.step('a layer is selected by it', async () => {
    await window.getByTestId('node-conv2').click({ button: 'right' });
    await expect(window.getByTestId('node-conv2')).toHaveAttribute('data-selected', 'true');
    expect(await listItems()).toEqual(['cut', 'copy', 'duplicate', 'delete', 'fit-selection']);
    await expectAccessible(window, 'a context menu');
    await menu.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect(menu).toHaveCount(0);
    await expect(window.locator('.react-flow__node')).toHaveCount(15);
  });
  await test.step('several stay selected, and go together', async () => {
    await window.keyboard.press('Control+z');
    await selectLayer(window, 'conv1');
    await window.getByTestId('node-conv2').click({ modifiers: ['Control'] });
    await window.getByTestId('node-conv2').click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(window.locator('.react-flow__node')).toHaveCount(12);
    await window.keyboard.press('Control+z');
  });
  await test.step('a connection', async () => {
    const { x, y } = await findMiddle(window.locator('.react-flow__edge-path').first());
    await window.mouse.click(x, y, { button: 'right' });
    await expect(window.locator('.react-flow__edge.selected')).toHaveCount(1);
    expect(await listItems()).toEqual(['delete']);
    await window.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
  });
  await test.step('the canvas, whose menu the keyboard goes through', async () => {
    await window.getByRole('region', { name: 'Canvas' }).click({ button: 'right', position: { x: 12, y: 12 } });
    expect(await listItems()).toEqual(['paste', 'select-all', 'arrange', 'fit', 'train']);
    await expect(menu.getByRole('menuitem', { name: 'Paste' })).toHaveAttribute('aria-disabled', 'true');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('heading', { name: '14 layers selected' })).toBeVisible();
  });
  await expectQuiet(workshop);
});

test('menu, palette, hints and the list of shortcuts change their language together', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await window.evaluate(() => {
    const { receptive } = window as unknown as { receptive: { writeSettings(change: object): Promise<unknown> } };
    return receptive.writeSettings({ language: 'zh' });
  });
  await window.reload();
  await expect(getButton(window, '训练').or(window.getByRole('button', { name: '训练', exact: true }))).toBeVisible();
  await expect.poll(async () => (await readMenu(workshop)).train?.label).toBe('训练');
  await window.keyboard.press('Control+Shift+P');
  await window.getByRole('combobox', { name: '查找命令、层或模板' }).fill('stop');
  await expect(window.getByRole('option').first()).toContainText('停止');
  await expect(window.getByRole('option').first()).toContainText('没有正在进行的训练');
  await window.keyboard.press('Escape');
  await window.keyboard.press('?');
  await expect(window.getByRole('dialog', { name: '键盘快捷键' })).toContainText('另存为…');
});

test('who has come into a language that they can’t read finds the way back by the keyboard alone, and the menu comes along', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  const page = window.locator('html');
  /** The language of the page and the labels of the menu, and which of the languages is marked in it. */
  const expectLanguage = async (lang: string, labels: Readonly<Record<string, string>>, marked: string): Promise<void> => {
    await expect(page).toHaveAttribute('lang', lang);
    const readAll = async () => {
      const menu = await readMenu(workshop);
      const marks = Object.keys(menu).filter((id) => id.startsWith('language-') && menu[id]?.isMarked);
      return [Object.fromEntries(Object.keys(labels).map((id) => [id, menu[id]?.label.replaceAll('&', '')])), marks];
    };
    await expect.poll(readAll).toEqual([labels, [marked]]);
  };
  const givePalette = async (typed: string): Promise<void> => {
    await window.keyboard.press('F1');
    await expect(window.getByRole('combobox')).toBeFocused();
    await window.keyboard.type(typed);
    await window.keyboard.press('Enter');
  };
  const english = { save: 'Save', 'language-zh': 'Language: 简体中文' };
  const chinese = { save: '保存', 'language-en': '语言：English' };

  await test.step('there, by the name of the language, and back', async () => {
    await expect(window.getByRole('region', { name: 'Canvas' })).toBeVisible();
    await givePalette('中文');
    await expectLanguage('zh-CN', chinese, 'language-zh');
    await givePalette('english');
    await expectLanguage('en', english, 'language-en');
  });
  await test.step('a choice that is on stays so when it is made again', async () => {
    await chooseFromMenu(workshop, 'language-zh');
    await expectLanguage('zh-CN', chinese, 'language-zh');
    await chooseFromMenu(workshop, 'language-zh');
    await expectLanguage('zh-CN', chinese, 'language-zh');
    await chooseFromMenu(workshop, 'language-en');
    await expectLanguage('en', english, 'language-en');
  });
  await test.step('the inspector’s field is called so that both find it', async () => {
    await openTemplate(window, 'LeNet');
    await givePalette('中文');
    await expectLanguage('zh-CN', chinese, 'language-zh');
    await window.getByLabel('Language · 语言').selectOption('en');
    await expectLanguage('en', english, 'language-en');
  });
  await test.step('behind a question nothing is switched, and the menu marks nothing that is not', async () => {
    await selectLayer(window, 'conv1');
    await window.keyboard.press('Delete');
    await window.keyboard.press('Control+n');
    await expect(window.getByRole('alertdialog')).toBeVisible();
    await chooseFromMenu(workshop, 'language-zh');
    await chooseFromMenu(workshop, 'toggle-left');
    await expectLanguage('en', english, 'language-en');
    expect((await readMenu(workshop))['toggle-left']?.isMarked).toBe(true);
  });
  await expectQuiet(workshop);
});

test('after the page has died there is a menu to leave by, until the page that follows has told its own', async () => {
  await using workshop = await openWorkshop();
  const { window, application } = workshop;
  await expect(window.getByRole('region', { name: 'Canvas' })).toBeVisible();
  const seen = application.evaluate(
    ({ Menu, BrowserWindow }) =>
      new Promise<string[]>((resolve) => {
        const [first] = BrowserWindow.getAllWindows();
        first?.webContents.once('render-process-gone', () => {
          setImmediate(() => resolve((Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label)));
        });
        first?.webContents.forcefullyCrashRenderer();
      }),
  );
  expect(await seen).toEqual(['&File']);
  await expect.poll(async () => (await readMenu(workshop)).arrange?.isEnabled, { timeout: 15_000 }).toBe(false);
  await chooseFromMenu(workshop, 'palette');
  const isOpen = (): Promise<unknown> =>
    application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("document.querySelector('[role=combobox]') !== null"),
    );
  await expect.poll(isOpen).toBe(true);
});
