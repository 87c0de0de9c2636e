// The question before unsaved changes would be lost. Escape and Cancel keep everything as it is; Enter saves.
import { useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '../design/Button.tsx';
import { Question } from '../design/Dialog.tsx';
import { documentStore, selectDocument } from '../document/document.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { fileTexts } from './words.ts';
import { workspaceStore } from './workspace.ts';

export function UnsavedDialog() {
  const answer = useStore(workspaceStore, (state) => state.unsavedQuestion);
  const saveButton = useRef<HTMLButtonElement>(null);
  const name = useStore(documentStore, (state) => selectDocument(state).name);
  const text = useTexts(fileTexts);
  return (
    <Question
      isOpen={answer !== undefined}
      title={text('question', { name })}
      description={text('lost')}
      firstFocus={saveButton}
      aside={<Button label={text('discard')} onPress={() => answer?.('discard')} />}
      onCancel={() => answer?.('cancel')}
    >
      <Button label={text('cancel')} onPress={() => answer?.('cancel')} />
      <Button ref={saveButton} label={text('save')} tone="primary" onPress={() => answer?.('save')} />
    </Question>
  );
}
