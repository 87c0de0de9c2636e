// The draft: the document as it is on the screen, kept in the user's data folder, so that closing the window or a crash
// loses nothing. The window checks the document in it as it checks any file.
import { z } from 'zod';
import { createStoredFile, type StoredFile } from './stored-file.ts';

const draftSchema = z.object({ document: z.unknown(), path: z.string().optional(), unsaved: z.boolean() });
export type Draft = z.infer<typeof draftSchema>;

export function createDraftFile(path: string): StoredFile<Draft> {
  return createStoredFile(path, draftSchema);
}
