// The system's error codes: one table says what they mean, whatever words are made of it.
import { describe, expect, test } from 'vitest';
import { describeSystemError, diagnoseFileError, skipForSystemError } from '../../../../electron/host/files/system-errors.ts';

const errorOf = (code: string): Error => Object.assign(new Error(`the system said ${code}`), { code, syscall: 'open' });

describe('a code means the same', () => {
  test.each([
    ['ENOENT', 'Nothing at this path', 'missing', 'file-missing'],
    ['EACCES', 'No permission', 'no-permission', 'no-permission'],
    ['EPERM', 'No permission', 'no-permission', 'no-permission'],
    ['EROFS', 'The disk can only be read', 'unreadable', 'no-permission'],
    ['ENOTDIR', 'A file, where a folder is needed', 'missing', 'file-missing'],
    ['EISDIR', 'A folder, where a file is needed', 'not-a-file', 'not-a-file'],
    ['ENXIO', 'A device or a pipe, where a file is needed', 'not-a-file', 'not-a-file'],
    ['ENOSPC', 'No space left on the disk', 'unreadable', 'disk-full'],
    ['EDQUOT', 'No more bytes allowed for this user or file', 'unreadable', 'disk-full'],
    ['EFBIG', 'No more bytes allowed for this user or file', 'unreadable', 'disk-full'],
    ['ELOOP', 'A symbolic link that leads to itself', 'missing', 'file-missing'],
    ['EMFILE', 'Too many open files', 'unreadable', 'too-many-files'],
    ['ENAMETOOLONG', 'A name too long for the system', 'unreadable', 'name-too-long'],
  ])('%s: as a phrase, as the reason of a skipped image, as a diagnostic', (code, phrase, skipId, diagnosticId) => {
    expect(describeSystemError(errorOf(code))).toBe(phrase);
    expect(skipForSystemError(errorOf(code)).id).toBe(skipId);
    expect(diagnoseFileError(errorOf(code), 'net.json')).toMatchObject({ id: diagnosticId, path: 'net.json', received: code });
  });
});

test.each(['EIO', 'toString'])('the code %s, which the table does not have, keeps the system’s own words', (code) => {
  expect(describeSystemError(errorOf(code))).toBe(`the system said ${code}`);
  expect(skipForSystemError(errorOf(code))).toEqual({ id: 'unreadable', reason: `The file can't be read: the system said ${code}` });
  expect(diagnoseFileError(errorOf(code), 'net.json')).toMatchObject({ id: 'file-unreadable', received: code });
});
