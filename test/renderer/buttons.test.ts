// The menu is complete: what a button does a command does as well, but for buttons that answer a question or are about one of many things.
// A new button is a CommandButton, or stands here with the reason why it can be none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../build/paths.ts';

/** What stands in a screen's file for a button of its own: a control of design/, or the bare element. */
const buttons = /<(?:Button|LinkButton|button)\b/g;

const ownButtons: Readonly<Record<string, readonly [count: number, why: string]>> = {
  'renderer/app/Messages.tsx': [2, 'the newest message: commands bring the panel of messages forward and dismiss it'],
  'renderer/app/layout/ViewMenu.tsx': [1, 'opens the menu of a panel, whose items are commands on the panel that is worked in'],
  'renderer/app/start/StartPanel.tsx': [1, 'gives the command of its template'],
  'renderer/canvas/ProblemBadge.tsx': [1, 'tells of the problems of one layer'],
  'renderer/commands/CommandButton.tsx': [1, 'gives a command'],
  'renderer/data/SkippedFiles.tsx': [1, 'unfolds the list behind a number'],
  'renderer/data/Thumbnails.tsx': [1, 'one image of many'],
  'renderer/document/Problem.tsx': [1, 'mends one problem of many'],
  'renderer/files/UnsavedDialog.tsx': [3, 'answers a question'],
  'renderer/inspector/NetworkInspector.tsx': [1, 'leads to one problem of many'],
  'renderer/palette/Palette.tsx': [1, 'one layer of many: each has a command'],
  'renderer/panels/MessageList.tsx': [1, 'dismisses one message of many'],
  'renderer/panels/Problems.tsx': [1, 'leads to one problem of many'],
};

test('every button of the screens gives a command, answers a question, or is about one of many things', () => {
  const found = readdirSync(join(projectFolder, 'renderer'), { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = `renderer/${name.replaceAll('\\', '/')}`;
    if (!path.endsWith('.tsx') || path.startsWith('renderer/design/')) return [];
    const count = readFileSync(join(projectFolder, path), 'utf8').match(buttons)?.length ?? 0;
    return count === 0 ? [] : [[path, count] as const];
  });
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(ownButtons).map(([path, [count]]) => [path, count])));
});
