// The question before unsaved changes would be lost. Escape and Cancel keep everything as it is; Enter saves.
import { useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '../design/Button.tsx';
import { Question } from '../design/Dialog.tsx';
import { documentStore, selectDocument } from '../document/document.ts';
import { workspaceStore } from './workspace.ts';

export function UnsavedDialog() {
  const answer = useStore(workspaceStore, (state) => state.unsavedQuestion);
  const saveButton = useRef<HTMLButtonElement>(null);
  const name = useStore(documentStore, (state) => selectDocument(state).name);
  return (
    <Question
      isOpen={answer !== undefined}
      title={`Save the changes to “${name}”?`}
      description="They are lost if you discard them."
      firstFocus={saveButton}
      aside={<Button label="Discard" onPress={() => answer?.('discard')} />}
      onCancel={() => answer?.('cancel')}
    >
      <Button label="Cancel" onPress={() => answer?.('cancel')} />
      <Button ref={saveButton} label="Save" tone="primary" onPress={() => answer?.('save')} />
    </Question>
  );
}
