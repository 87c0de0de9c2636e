// The system's error codes: one table says what they mean, whatever words are made of it.
import { describe, expect, test } from 'vitest';
import { describeSystemError, diagnoseFileError, skipForSystemError } from '../../../../electron/host/files/system-errors.ts';
import { sayValue } from '../../../../engine/words/say.ts';

const errorOf = (code: string): Error => Object.assign(new Error(`the system said ${code}`), { code, syscall: 'open' });

describe('a code means the same', () => {
  test.each([
    ['ENOENT', 'Nothing at this path', 'missing', 'file-missing'],
    ['EACCES', 'No permission', 'no-permission', 'no-permission'],
    ['EPERM', 'No permission', 'no-permission', 'no-permission'],
    ['EROFS', 'The disk can only be read', 'unreadable', 'disk-read-only'],
    ['ENOTDIR', 'A file, where a folder is needed', 'missing', 'folder-is-file'],
    ['EISDIR', 'A folder, where a file is needed', 'not-a-file', 'not-a-file'],
    ['ENXIO', 'A device or a pipe, where a file is needed', 'not-a-file', 'not-a-file'],
    ['ENOSPC', 'No space left on the disk', 'unreadable', 'disk-full'],
    ['EDQUOT', 'No more bytes allowed for this user or file', 'unreadable', 'over-quota'],
    ['EFBIG', 'No more bytes allowed for this user or file', 'unreadable', 'over-quota'],
    ['ELOOP', 'A symbolic link that leads to itself', 'missing', 'link-loop'],
    ['EMFILE', 'Too many open files', 'unreadable', 'too-many-files'],
    ['ENAMETOOLONG', 'A name too long for the system', 'unreadable', 'name-too-long'],
  ])('%s: as a phrase, as the reason of a skipped image, as a diagnostic', (code, phrase, skipId, diagnosticId) => {
    expect(sayValue(describeSystemError(errorOf(code)), 'en')).toBe(phrase);
    expect(skipForSystemError(errorOf(code)).id).toBe(skipId);
    expect(diagnoseFileError(errorOf(code), 'net.json')).toMatchObject({ id: diagnosticId, path: 'net.json' });
  });
});

test.each(['EIO', 'toString'])('the code %s, which the table does not have, keeps the system’s own words', (code) => {
  expect(describeSystemError(errorOf(code))).toBe(`the system said ${code}`);
  expect(skipForSystemError(errorOf(code))).toMatchObject({
    id: 'unreadable',
    reason: { id: 'skipped-unreadable', values: { why: `the system said ${code}` } },
  });
  expect(diagnoseFileError(errorOf(code), 'net.json')).toMatchObject({ id: 'file-unreadable', values: { code } });
});
