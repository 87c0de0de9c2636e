// The system's error codes: one table says what they mean, whatever words are made of it.
import { describe, expect, test } from 'vitest';
import { describeSystemError, diagnoseFileError, skipForSystemError } from '../../../../electron/host/files/system-errors.ts';
import { sayValue } from '../../../../engine/words/say.ts';

const errorOf = (code: string): Error => Object.assign(new Error(`the system said ${code}`), { code, syscall: 'open' });

describe('a code means the same', () => {
  test.each([
    ['ENOENT', 'nothing at this path', 'missing', 'file-missing'],
    ['EACCES', 'no permission', 'no-permission', 'no-permission'],
    ['EPERM', 'no permission', 'no-permission', 'no-permission'],
    ['EROFS', 'the disk can only be read', 'unreadable', 'disk-read-only'],
    ['ENOTDIR', 'a file, where a folder is needed', 'missing', 'folder-is-file'],
    ['EISDIR', 'a folder, where a file is needed', 'not-a-file', 'not-a-file'],
    ['ENXIO', 'a device or a pipe, where a file is needed', 'not-a-file', 'not-a-file'],
    ['ENOSPC', 'no space left on the disk', 'unreadable', 'disk-full'],
    ['EDQUOT', 'no more bytes allowed for this user or file', 'unreadable', 'over-quota'],
    ['EFBIG', 'no more bytes allowed for this user or file', 'unreadable', 'over-quota'],
    ['ELOOP', 'a symbolic link that leads to itself', 'missing', 'link-loop'],
    ['EMFILE', 'too many open files', 'unreadable', 'too-many-files'],
    ['ENAMETOOLONG', 'a name too long for the system', 'unreadable', 'name-too-long'],
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
