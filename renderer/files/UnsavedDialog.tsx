// The question before unsaved changes would be lost. Escape and Cancel keep everything as it is; Enter saves.
import { AlertDialog } from 'radix-ui';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '../design/Button.tsx';
import { documentStore, selectDocument } from '../document/document.ts';
import { workspaceStore } from './workspace.ts';

export function UnsavedDialog() {
  const answer = useStore(workspaceStore, (state) => state.unsavedQuestion);
  const saveButton = useRef<HTMLButtonElement>(null);
  const name = useStore(documentStore, (state) => selectDocument(state).name);
  return (
    <AlertDialog.Root
      open={answer !== undefined}
      onOpenChange={(open) => {
        if (!open) answer?.('cancel');
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content
          className="dialog"
          onOpenAutoFocus={(event) => {
            event.preventDefault(); // it would go to a Cancel of Radix's own
            saveButton.current?.focus();
          }}
        >
          <AlertDialog.Title className="dialog-title">Save the changes to “{name}”?</AlertDialog.Title>
          <AlertDialog.Description className="muted">They are lost if you discard them.</AlertDialog.Description>
          <div className="dialog-actions">
            <Button label="Discard" onPress={() => answer?.('discard')} />
            <span className="spacer" />
            <Button label="Cancel" onPress={() => answer?.('cancel')} />
            <Button ref={saveButton} label="Save" tone="primary" onPress={() => answer?.('save')} />
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
